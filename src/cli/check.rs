//! `kohyo check`: everything that can be said about the content, at once, and everything that a build would refuse.
//! Writes nothing but what has one right form only, when told to (`--fix`).

use super::context::{Context, Exit, Stop};
use super::{args, screen, work};
use crate::diagnostic::{self, Finding, Severity};
use crate::disk::{DiskError, Edits, Standing};
use crate::fill;
use crate::publish::{Build, BuildRequest, PUBLIC, manifest, upload};
use crate::rules::{CheckedSite, SafeRewrite};
use crate::site::Site;
use crate::site::edition::Showing;
use crate::site::load::file_and_line;
use clap::{ArgMatches, Command};

pub(super) fn describe() -> Command {
    Command::new("check").args([
        args::format(),
        args::flag("strict"),
        args::flag("fix"),
        args::flag("dry-run").requires("fix"),
    ])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    if matches.get_flag("fix") {
        return fix(context, matches);
    }
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

/// Writes what has one right form only, each place told; what is left is told by the next `check`.
fn fix(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, checked) = work::read_locked(context)?;
    checked.sound()?;
    let found = checked.replacements(context.today);
    let snapshot = &checked.snapshot;
    let line = |one: &SafeRewrite| {
        format!("  {}: {} → {}\n", file_and_line(snapshot, &one.span), one.from, one.to)
    };
    let places: String = found.made.iter().map(line).collect();
    let (left, is_dry) = (found.left, matches.get_flag("dry-run"));
    let name = match (found.made.is_empty(), is_dry) {
        (true, _) => "cli/nothing-to-fix",
        (false, true) => "cli/would-fix",
        (false, false) => "cli/fixed",
    };
    if !is_dry && !found.files.is_empty() {
        let mut edits = Edits::new();
        for (path, bytes) in &found.files {
            edits.write(path, bytes.clone(), snapshot.before(path))?;
        }
        lock.commit(&edits)?;
    }
    context.out(name, fill! { places });
    if left > 0 {
        context.out("cli/left-to-mend", fill! { left });
    }
    Ok(Exit::Done)
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
