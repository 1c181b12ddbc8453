//! `kohyo check`: everything that can be said about the content, at once. Writes nothing.

use super::context::{Context, Exit, Stop};
use super::{args, screen, work};
use crate::diagnostic::{self, Severity};
use crate::fill;
use clap::{ArgMatches, Command};

pub(super) fn describe() -> Command {
    Command::new("check").args([args::format(), args::flag("strict")])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let checked = work::read_site(context)?;
    if args::is_json(matches) {
        let source = |file: &str| screen::excerpt_source(&checked.snapshot, file);
        context.screen.json(&diagnostic::to_json(&checked.findings, &source));
    } else {
        context.findings(&checked.findings, &checked.snapshot);
        if checked.findings.is_empty() {
            context.out("cli/nothing-to-mend", fill! {});
        }
    }
    let limit = if matches.get_flag("strict") { Severity::Warning } else { Severity::Error };
    let fails = checked.findings.iter().any(|finding| finding.severity <= limit);
    Ok(if fails { Exit::Findings } else { Exit::Done })
}
