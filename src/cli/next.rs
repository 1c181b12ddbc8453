//! `kohyo next`: the next day on which a build, or what the law asks, will differ without anybody writing
//! anything. Does not build.

use super::usage::say;
use super::{Context, Exit, Stop, work};
use crate::diagnostic::Lang;
use crate::site::edition::{Turn, What, turns};
use crate::site::{Document, Version};
use crate::text::date;
use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

pub(super) fn describe(lang: Lang) -> Command {
    Command::new("next")
        .about(say(
            lang,
            "ページの作り直しや手続の確認が次に必要になる日を示します",
            "Show the next day on which pages or legal judgments will differ",
        ))
        .arg(format_arg(lang))
}

/// `--format text|json`.
pub(super) fn format_arg(lang: Lang) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("text|json")
        .value_parser(["text", "json"])
        .default_value("text")
        .hide_possible_values(true)
        .hide_default_value(true)
        .help(say(lang, "結果の形（text または json）", "The form of the result (text or json)"))
}

/// Whether JSON is asked for.
pub(super) fn is_json(matches: &ArgMatches) -> bool {
    let format = matches.get_one::<String>("format");
    format.is_some_and(|format| format == "json")
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let read = work::read(context)?;
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let turns = turns(site, context.today);
    context.screen.out(&if is_json(matches) {
        as_json(context, &turns)
    } else {
        text(context.lang, &turns)
    });
    Ok(Exit::Done)
}

fn text(lang: Lang, turns: &[Turn<'_>]) -> String {
    let Some((next, later)) = turns.split_first() else {
        let none = say(
            lang,
            "今のところ、日が来るだけで変わるものはありません。\n",
            "Nothing will differ by the coming of a day alone.\n",
        );
        return none.to_owned();
    };
    let mut out = said(lang, next);
    if !later.is_empty() {
        out.push_str(say(lang, "\nその後\n", "\nAfter that\n"));
        for turn in later {
            out.push_str(&said(lang, turn));
        }
    }
    out
}

/// A day with what happens on it, a line each.
pub(super) fn said(lang: Lang, turn: &Turn<'_>) -> String {
    let mut out = match lang {
        Lang::Ja => format!("{}\n", date::both(turn.day)),
        Lang::En => format!("{}\n", turn.day),
    };
    for what in &turn.what {
        out.push_str(&format!("  {}\n", happens(lang, what)));
    }
    out
}

fn happens(lang: Lang, what: &What<'_>) -> String {
    let version = |document: &Document, version: &Version| match lang {
        Lang::Ja => format!("{}：版 {}", document.slug, version.id),
        Lang::En => format!("{}: version {}", document.slug, version.id),
    };
    match (lang, what) {
        (Lang::Ja, What::Begins(document, begun)) => {
            let verb = document.kind.effective_verb();
            format!("{}が{verb}されます。", version(document, begun))
        }
        (Lang::En, What::Begins(document, begun)) => {
            format!("{} comes into force.", version(document, begun))
        }
        (Lang::Ja, What::Repealed(document)) => format!("{}：廃止されます。", document.slug),
        (Lang::En, What::Repealed(document)) => format!("{}: it is repealed.", document.slug),
        (Lang::Ja, What::Retitled(document, title)) => {
            format!("{}：一覧での名前が「{title}」に変わります。", document.slug)
        }
        (Lang::En, What::Retitled(document, title)) => {
            format!("{}: lists call it `{title}`.", document.slug)
        }
        (Lang::Ja, What::PostingEnded(document, posted)) => {
            format!("{}の掲示は、前の日で終わっています。", version(document, posted))
        }
        (Lang::En, What::PostingEnded(document, posted)) => {
            format!("{}: its posting ended the day before.", version(document, posted))
        }
        (Lang::Ja, What::FactChanges(document)) => format!(
            "{}：organisation.yaml の値が変わり、確定していない案ができます。",
            document.slug
        ),
        (Lang::En, What::FactChanges(document)) => format!(
            "{}: a fact of organisation.yaml changes, which makes a draft to be sealed.",
            document.slug
        ),
        (Lang::Ja, What::NameChanges(name)) => format!("名称が「{name}」に変わります。"),
        (Lang::En, What::NameChanges(name)) => {
            format!("The organisation is called `{name}`.")
        }
    }
}

fn as_json(context: &Context<'_>, turns: &[Turn<'_>]) -> String {
    let turns: Vec<Value> = turns.iter().map(turn_json).collect();
    let answer = json!({
        "today": context.today.to_string(),
        "next": turns.first().map(|turn| turn["day"].clone()),
        "turns": turns,
    });
    serde_json::to_string_pretty(&answer).expect("strings have a JSON form") + "\n"
}

fn turn_json(turn: &Turn<'_>) -> Value {
    let what: Vec<Value> = turn.what.iter().map(what_json).collect();
    json!({ "day": turn.day.to_string(), "what": what })
}

fn what_json(what: &What<'_>) -> Value {
    let of = |event: &str, document: &Document| json!({ "event": event, "document": document.slug.as_str() });
    let with = |mut value: Value, name: &str, words: String| {
        value[name] = words.into();
        value
    };
    match what {
        What::Begins(document, version) => {
            with(of("begins", document), "version", version.id.to_string())
        }
        What::Repealed(document) => of("repealed", document),
        What::Retitled(document, title) => {
            with(of("retitled", document), "title", (*title).to_owned())
        }
        What::PostingEnded(document, version) => {
            with(of("posting-ended", document), "version", version.id.to_string())
        }
        What::FactChanges(document) => of("fact-changes", document),
        What::NameChanges(name) => json!({ "event": "name-changes", "name": name }),
    }
}
