//! What commands that write into a ledger are told besides the act itself: when it was decided, approved and
//! published, what it means for members, and what only the organisation may know. Does not know any act.

use super::usage::{date_arg, say};
use crate::diagnostic::Lang;
use crate::ledger::{Decision, EventDetails};
use crate::site::Private;
use crate::text::date::Date;
use clap::{Arg, ArgAction, ArgMatches};

/// The options: public ones first.
pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let mut all = public(lang);
    all.extend(private_args(lang));
    all
}

fn public(lang: Lang) -> Vec<Arg> {
    vec![
        date_arg("decided", lang, "決めた日（議決日・決裁日）", "The day on which it was decided"),
        words(
            ("decided-by", lang),
            ("機関", "BODY"),
            (
                "決めた機関（例：組合会、理事会）。--decided と一緒に使います",
                "The body that decided; with --decided",
            ),
        )
        .requires("decided"),
        date_arg("approved", lang, "認可日", "The day of the authority's approval"),
        date_arg("published", lang, "公表日", "The day on which it was made public"),
        words(
            ("summary", lang),
            ("文", "WORDS"),
            ("加入者に向けた説明（公表されます）", "What it means, for members (public)"),
        ),
    ]
}

/// The options for what only the organisation may know.
pub(super) fn private_args(lang: Lang) -> [Arg; 3] {
    [
        words(
            ("record-reason", lang),
            ("文", "WORDS"),
            ("理由（records に残し、公表しません）", "Why (kept in records/, never public)"),
        ),
        words(
            ("record-name", lang),
            ("氏名", "NAME"),
            (
                "決めた人・起案した人など（records に残し、公表しません。何度でも指定できます）",
                "Who decided or proposed it (kept in records/, never public; may be repeated)",
            ),
        )
        .action(ArgAction::Append),
        words(
            ("record-evidence", lang),
            ("書類", "PAPER"),
            (
                "議事録など根拠になる書類（records に残し、公表しません。何度でも指定できます）",
                "Minutes and other papers (kept in records/, never public; may be repeated)",
            ),
        )
        .action(ArgAction::Append),
    ]
}

fn words(
    (name, lang): (&'static str, Lang),
    value: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Arg {
    let parser = move |words: &str| match words.trim() {
        "" => Err(say(lang, "何か書いてください。", "Nothing is written.")),
        words => Ok(words.to_owned()),
    };
    Arg::new(name)
        .long(name)
        .value_name(say(lang, value.0, value.1))
        .value_parser(clap::builder::ValueParser::new(parser))
        .help(say(lang, about.0, about.1))
}

/// What is told in public.
pub(super) fn told(matches: &ArgMatches) -> EventDetails {
    let day = |name: &str| matches.get_one::<Date>(name).copied();
    let words = |name: &str| matches.get_one::<String>(name).cloned();
    EventDetails {
        decided: day("decided").map(|day| Decision { day, by: words("decided-by") }),
        approved: day("approved"),
        published: day("published"),
        summary: words("summary"),
        record: None,
    }
}

/// What only the organisation may know.
pub(super) fn private(matches: &ArgMatches) -> Private {
    let all = |name: &str| {
        let given = matches.get_many::<String>(name);
        given.into_iter().flatten().cloned().collect()
    };
    Private {
        reason: matches.get_one::<String>("record-reason").cloned(),
        names: all("record-name"),
        evidence: all("record-evidence"),
    }
}
