//! `kohyo check`: everything that can be said about the content, at once. Writes nothing.

use super::usage::say;
use super::{Context, Exit, Stop, screen, work};
use crate::diagnostic::{self, Lang, Severity};
use clap::{Arg, ArgAction, ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let format = Arg::new("format")
        .long("format")
        .value_name("text|json")
        .value_parser(["text", "json"])
        .default_value("text")
        .hide_possible_values(true)
        .hide_default_value(true)
        .help(say(lang, "結果の形（text または json）", "The form of the result (text or json)"));
    let strict = Arg::new("strict").long("strict").action(ArgAction::SetTrue).help(say(
        lang,
        "注意があるときも終了コードを1にします",
        "Exit with 1 on warnings too",
    ));
    Command::new("check")
        .about(say(
            lang,
            "内容を調べ、直すべき点をすべて示します",
            "Check the content and show everything to mend",
        ))
        .arg(format)
        .arg(strict)
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let read = work::read(context)?;
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let source = |file: &str| screen::excerpt_source(&read.snapshot, file);
        let value = diagnostic::to_json(&read.findings, &source);
        context.screen.out(
            &(serde_json::to_string_pretty(&value).expect("findings have a JSON form") + "\n"),
        );
    } else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        if read.findings.is_empty() {
            context.screen.out(say(context.lang, "指摘はありません。\n", "Nothing to mend.\n"));
        }
    }
    let limit = if matches.get_flag("strict") { Severity::Warning } else { Severity::Error };
    let fails = read.findings.iter().any(|finding| finding.severity <= limit);
    Ok(if fails { Exit::Findings } else { Exit::Done })
}
