//! `kohyo record`: what was done outside of kohyo and must be remembered; one file a sort. Does not know any
//! of them.

mod add;
mod upload;

use super::usage::say;
use super::{Context, Exit, Stop};
use crate::diagnostic::Lang;
use clap::{ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    Command::new("record")
        .about(say(
            lang,
            "届出・掲示・アップロードなど、行ったことを記録します",
            "Record what was done: filings, postings, uploads",
        ))
        .subcommand(add::describe(lang))
        .subcommand(upload::describe(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    match matches.subcommand() {
        Some(("add", own)) => add::run(context, own),
        Some(("upload", own)) => upload::run(context, own),
        Some(_) | None => unreachable!("clap knows these commands only, and asks for one"),
    }
}
