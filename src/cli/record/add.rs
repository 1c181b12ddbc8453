//! `kohyo record add`: something was done about a version: filed, posted, printed, approved, confirmed. Its text and
//! its digest stay as they are.

use crate::cli::usage::{date_arg, say};
use crate::cli::{Context, Exit, Stop, act, telling};
use crate::diagnostic::{Lang, Message};
use crate::ledger::{Act, EventDetails, EventStep, VersionId};
use crate::text::date::{Date, both};
use clap::builder::ValueParser;
use clap::{Arg, ArgMatches, Command};

pub(super) fn describe(lang: Lang) -> Command {
    let parser = move |words: &str| {
        let known = EventStep::ALL.iter();
        let step = known.clone().find(|(_, name, word)| words == *name || words == *word);
        step.map(|(step, ..)| *step).ok_or_else(|| {
            let names: Vec<&str> = known.map(|(_, _, word)| *word).collect();
            let names = names.join("、");
            match lang {
                Lang::Ja => format!("{names}のどれかを指定してください。"),
                Lang::En => format!("one of {names}"),
            }
        })
    };
    let what = Arg::new("what")
        .long("what")
        .required(true)
        .value_name("届出|掲示|広報誌|認可|確認")
        .value_parser(ValueParser::new(parser))
        .help(say(
            lang,
            "行ったこと：届出、掲示、広報誌、認可、確認",
            "What was done: filed, posted, bulletin, approved, confirmed",
        ));
    let date = date_arg(
        "date",
        lang,
        "行った日（掲示は始めた日）。後から記録してもかまいません",
        "When; of a posting the first day. It may be long ago",
    );
    let until = date_arg("until", lang, "掲示の終わりの日", "The last day of a posting");
    let note = Arg::new("note").long("note").value_name(say(lang, "文", "WORDS")).help(say(
        lang,
        "届出先・文書番号・号数など（公表されます）",
        "Where, under which number (public)",
    ));
    Command::new("add")
        .about(say(
            lang,
            "版について行ったこと（届出・掲示・広報誌・認可・確認）を記録します",
            "Record what was done about a version: filings, postings, approvals",
        ))
        .arg(act::document(lang))
        .arg(act::version(lang).required(true))
        .args([what, date.required(true), until, note])
        .args(telling::private_args(lang))
        .arg(act::dry_run(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let version = *matches.get_one::<VersionId>("version").expect("required");
    let step = *matches.get_one::<EventStep>("what").expect("required");
    let date = *matches.get_one::<Date>("date").expect("required");
    let until = matches.get_one::<Date>("until").copied();
    let note = matches.get_one::<String>("note");
    let note = note.map(|note| note.trim().to_owned());
    let act = Act::Record {
        version,
        step,
        date,
        until,
        note: note.clone().filter(|note| !note.is_empty()),
    };
    act::one(context, matches, (act, EventDetails::default()), |_| {
        let until = until.map_or_else(String::new, |until| format!("〜{}", both(until)));
        let note = note.map_or_else(String::new, |note| format!("（{note}）"));
        Message::new(
            format!("版 {version} の{}：{}{until}{note}", step.word(), both(date)),
            format!("version {version}: {} {date}{until}{note}", step.name()),
        )
    })
}
