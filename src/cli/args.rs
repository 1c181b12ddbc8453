//! Arguments that several commands have, and how values are read. Does not know any command, nor the words of the
//! help.

use crate::diagnostic::Message;
use crate::ledger::{Decision, EventDetails, VersionId};
use crate::site::{Private, SinceDay};
use crate::text::date::{self, Date, DateReading};
use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use std::path::PathBuf;

/// Why a value cannot be read. clap, which prints it, knows English only.
#[derive(Debug)]
pub(super) struct Misread(pub Message);

impl Misread {
    pub(super) fn new(ja: impl Into<String>, en: impl Into<String>) -> Misread {
        Misread(Message::new(ja, en))
    }
}

impl std::fmt::Display for Misread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Misread {}

/// An argument that is known by its place, and must be there.
pub(super) fn positional(name: &'static str) -> Arg {
    Arg::new(name).required(true)
}

/// An option with a value.
pub(super) fn option(name: &'static str) -> Arg {
    Arg::new(name).long(name)
}

/// An option without one.
pub(super) fn flag(name: &'static str) -> Arg {
    option(name).action(ArgAction::SetTrue)
}

/// The name of a file or folder.
pub(super) fn path(arg: Arg) -> Arg {
    arg.value_parser(value_parser!(PathBuf))
}

/// An option with one of these values; the first is the default.
pub(super) fn choice<const N: usize>(name: &'static str, values: [&'static str; N]) -> Arg {
    option(name)
        .default_value(values[0])
        .value_parser(PossibleValuesParser::new(values))
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// An option whose value is words that a reader sees, and of which nothing else is wanting. All words of a command line
/// that are kept go through here.
pub(super) fn words(
    name: &'static str,
    wanting: impl Fn(&str) -> Option<Misread> + Clone + Send + Sync + 'static,
) -> Arg {
    let parser = move |words: &str| {
        let words = words.trim();
        let unseen = Message::of_unseen(words).map(Misread);
        match unseen.or_else(|| wanting(words)) {
            Some(misread) => Err(misread),
            None => Ok(words.to_owned()),
        }
    };
    option(name).value_parser(ValueParser::new(parser))
}

/// An option whose value is a day in any form that [`date::parse`] reads.
pub(super) fn day(name: &'static str) -> Arg {
    option(name).value_parser(ValueParser::new(read_day))
}

/// An option whose value is a day, or that nobody knows it.
pub(super) fn day_or_unknown(name: &'static str) -> Arg {
    let parser = |words: &str| match words {
        "unknown" | "不明" => Ok(SinceDay::Unknown { seen: None }),
        _ => read_day(words).map(SinceDay::Day),
    };
    option(name).value_parser(ValueParser::new(parser))
}

fn read_day(words: &str) -> Result<Date, Misread> {
    match date::parse(words) {
        Ok(DateReading { note: Some(note), .. }) if note.is_no_year() => {
            Err(Misread(Message::from(&note)))
        }
        Ok(DateReading { date, .. }) => Ok(date),
        Err(error) => Err(Misread(Message::from(&error))),
    }
}

/// The form of the result, for people or for programs.
pub(super) fn format() -> Arg {
    choice("format", ["text", "json"])
}

/// Whether it is for programs.
pub(super) fn is_json(matches: &ArgMatches) -> bool {
    required::<String>(matches, "format") == "json"
}

/// A document, by its folder.
pub(super) fn document() -> Arg {
    positional("document")
}

/// The name of the document.
pub(super) fn document_of(matches: &ArgMatches) -> &str {
    matches.get_one::<String>("document").expect("required")
}

/// A version of it; the only one of a day may be named by that day in any form.
pub(super) fn version() -> Arg {
    let parser = |words: &str| match words.parse::<VersionId>() {
        Ok(id) => Ok(id),
        Err(_) => read_day(words).map(VersionId::first),
    };
    Arg::new("version").value_parser(ValueParser::new(parser))
}

/// That nothing is to be written.
pub(super) fn dry_run() -> Arg {
    flag("dry-run")
}

/// What may be told of an event besides: public things first.
pub(super) fn details() -> Vec<Arg> {
    let public = [
        day("decided"),
        on_one_line("decided-by").requires("decided"),
        day("approved"),
        day("published"),
        told("summary"),
    ];
    public.into_iter().chain(private()).chain([flag("yes")]).collect()
}

/// Whether days that look wrong are meant.
pub(super) fn is_sure(matches: &ArgMatches) -> bool {
    matches!(matches.try_get_one::<bool>("yes"), Ok(Some(true)))
}

/// What only the organisation may know of an event.
pub(super) fn private() -> [Arg; 3] {
    [
        told("record-reason"),
        on_one_line("record-name").action(ArgAction::Append),
        told("record-evidence").action(ArgAction::Append),
    ]
}

/// Why something is done.
pub(super) fn reason(name: &'static str) -> Arg {
    told(name)
}

fn told(name: &'static str) -> Arg {
    words(name, nothing)
}

/// A name or a note, which stands beside others.
fn on_one_line(name: &'static str) -> Arg {
    words(name, |words| nothing(words).or_else(|| several_lines(words)))
}

fn nothing(words: &str) -> Option<Misread> {
    let misread = || Misread::new("何か書いてください。", "Nothing is written.");
    words.is_empty().then(misread)
}

/// Why words cannot stand on one line.
pub(super) fn several_lines(words: &str) -> Option<Misread> {
    let misread = || Misread::new("改行は使えません。", "It must be one line.");
    words.contains('\n').then(misread)
}

/// What is told in public.
pub(super) fn details_of(matches: &ArgMatches) -> EventDetails {
    let decided = given(matches, "decided");
    EventDetails {
        decided: decided.map(|day| Decision { day, by: given(matches, "decided-by") }),
        approved: given(matches, "approved"),
        published: given(matches, "published"),
        summary: given(matches, "summary"),
        record: None,
        duties: Vec::new(),
    }
}

/// What only the organisation may know.
pub(super) fn private_of(matches: &ArgMatches) -> Private {
    Private {
        reason: given(matches, "record-reason"),
        names: values_of(matches, "record-name"),
        evidence: values_of(matches, "record-evidence"),
        ..Private::default()
    }
}

/// The value of an option, where it is given.
pub(super) fn given<T: Clone + Send + Sync + 'static>(
    matches: &ArgMatches,
    name: &str,
) -> Option<T> {
    matches.get_one::<T>(name).cloned()
}

/// The value of an option that clap asks for, or has a default for.
pub(super) fn required<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> T {
    given(matches, name).expect("clap asks for it")
}

/// The values of an option that may be repeated.
pub(super) fn values_of<T: Clone + Send + Sync + 'static>(
    matches: &ArgMatches,
    name: &str,
) -> Vec<T> {
    matches.get_many::<T>(name).into_iter().flatten().cloned().collect()
}
