//! `kohyo check`: everything that can be said about the content, at once, and everything that a build would refuse.
//! Writes nothing.

use super::context::{Context, Exit, Stop};
use super::{args, screen, work};
use crate::diagnostic::{self, Finding, Severity};
use crate::disk::{DiskError, Standing};
use crate::fill;
use crate::publish::{Build, BuildRequest, PUBLIC, manifest, upload};
use crate::rules::CheckedSite;
use crate::site::Site;
use crate::site::edition::Showing;
use clap::{ArgMatches, Command};

pub(super) fn describe() -> Command {
    Command::new("check").args([args::format(), args::flag("strict")])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let out = context.root.join(PUBLIC);
    let standing = Standing::look(&context.root, &out, manifest::MARK);
    let (checked, standing) = match (work::read_site(context), standing) {
        (Ok(checked), standing) => (checked, standing),
        // A build looks there before it reads.
        (Err(_), Err(error @ DiskError::Blocked { .. })) => return Err(error.into()),
        (Err(stop), _) => return Err(stop),
    };
    let mut findings = checked.findings.clone();
    let mut world = None;
    if let Some(site) = checked.if_sound() {
        findings.extend(of_theme(context, &checked, site));
        match standing.and_then(|there| of_standing(&there, site, &checked)) {
            Ok(found) => findings.extend(found),
            Err(error) => world = Some(error),
        }
    }
    if args::is_json(matches) {
        let source = |file: &str| screen::excerpt_source(&checked.snapshot, file);
        context.screen.json(&diagnostic::to_json(&findings, &source));
    } else {
        context.findings(&findings, &checked.snapshot);
        if findings.is_empty() && world.is_none() {
            context.out("cli/nothing-to-mend", fill! {});
        }
    }
    if let Some(error) = world {
        return Err(error.into());
    }
    let limit = if matches.get_flag("strict") { Severity::Warning } else { Severity::Error };
    let fails = findings.iter().any(|finding| finding.severity <= limit);
    Ok(if fails { Exit::Findings } else { Exit::Done })
}

/// What a build would refuse because of what is published.
fn of_standing(
    there: &Standing,
    site: &Site,
    checked: &CheckedSite,
) -> Result<Vec<Finding>, DiskError> {
    let found = upload::refusals(there, site, &checked.snapshot)?;
    if found.is_empty() {
        upload::check_room(there, site)?;
    }
    Ok(found)
}

/// What is wrong with the theme. The one inside of kohyo makes every page; templates of the site are tried on all.
fn of_theme(context: &Context<'_>, checked: &CheckedSite, site: &Site) -> Vec<Finding> {
    let theme = match work::theme(&site.settings.theme, &checked.snapshot) {
        Ok(theme) => theme,
        Err(findings) => return findings,
    };
    if checked.snapshot.under("themes").next().is_none() {
        return Vec::new();
    }
    for showing in [Showing::Public, Showing::Preview] {
        let (as_of, theme, comparisons) = (context.today, &theme, &checked.comparisons);
        let request = BuildRequest { site, as_of, showing, theme, comparisons };
        if let Err(findings) = Build::of(&request).digests() {
            return findings;
        }
    }
    Vec::new()
}
