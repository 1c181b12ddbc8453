//! `kohyo next`: the next day on which a build, or what the law asks, will differ without anybody writing
//! anything. Does not build.

use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::diagnostic::Message;
use crate::fill;
use crate::site::Document;
use crate::site::edition::{Turn, What, turns};
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

pub(super) fn describe() -> Command {
    Command::new("next").arg(args::format())
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let checked = work::read(context)?;
    let turns = turns(checked.sound()?, context.today);
    if args::is_json(matches) {
        context.screen.json(&json(context, &turns));
    } else {
        context.screen.out(&text(context, &turns));
    }
    Ok(Exit::Done)
}

fn text(context: &Context<'_>, turns: &[Turn<'_>]) -> String {
    let Some((next, later)) = turns.split_first() else {
        return context.words("cli/no-turns", fill! {});
    };
    let mut out = told(context, next);
    if !later.is_empty() {
        out.push_str(&context.words("cli/later-turns", fill! {}));
        out.extend(later.iter().map(|turn| told(context, turn)));
    }
    out
}

/// A day with what happens on it, a line each.
pub(super) fn told(context: &Context<'_>, turn: &Turn<'_>) -> String {
    let mut out = format!("{}\n", Message::day(turn.day).get(context.lang));
    for what in &turn.what {
        out.push_str(&format!("  {}\n", happens(what).get(context.lang)));
    }
    out
}

fn happens(what: &What<'_>) -> Message {
    match what {
        What::Begins(document, begun) => {
            let (slug, version) = (&document.slug, begun.id);
            let verb = Message::new(document.kind.effective_verb(), "comes into force");
            Message::of("cli/turn-begins", fill! { slug, version, verb })
        }
        What::Repealed(document) => {
            Message::of("cli/turn-repealed", fill! { slug = &document.slug })
        }
        What::Retitled(document, title) => {
            Message::of("cli/turn-retitled", fill! { slug = &document.slug, title })
        }
        What::PostingEnded(document, posted) => {
            let (slug, version) = (&document.slug, posted.id);
            Message::of("cli/turn-posting-ended", fill! { slug, version })
        }
        What::FactChanges(document) => {
            Message::of("cli/turn-fact-changes", fill! { slug = &document.slug })
        }
        What::NameChanges(name) => Message::of("cli/turn-name-changes", fill! { name }),
    }
}

fn json(context: &Context<'_>, turns: &[Turn<'_>]) -> Value {
    let turns: Vec<Value> = turns.iter().map(turn_json).collect();
    json!({
        "today": context.today.to_string(),
        "next": turns.first().map(|turn| turn["day"].clone()),
        "turns": turns,
    })
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
