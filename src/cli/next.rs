//! `kohyo next`: the next day on which a build, or what the law asks, will differ without anybody writing
//! anything. Does not build.

use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::diagnostic::{Lang, Message};
use crate::fill;
use crate::law::ComingDay;
use crate::sections::visible;
use crate::site::edition::{UpcomingChange, UpcomingDay, upcoming_days};
use crate::site::{Document, TouchedText, TouchingLaw, touching_laws};
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

pub(super) fn describe() -> Command {
    Command::new("next").arg(args::format())
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let checked = work::read_site(context)?;
    let site = checked.sound()?;
    let turns = upcoming_days(site, context.today);
    let laws = touching_laws(site, context.today);
    if args::is_json(matches) {
        let mut found = json(context, &turns);
        found["law"] = laws.iter().map(law_json).collect();
        context.screen.json(&found);
    } else {
        context.screen.out(&(text(context, &turns) + &laws_text(context, &laws, usize::MAX)));
    }
    Ok(Exit::Done)
}

fn text(context: &Context<'_>, turns: &[UpcomingDay<'_>]) -> String {
    let Some((next, later)) = turns.split_first() else {
        return context.words("cli/no-turns", fill! {});
    };
    let mut out = day_text(context, next);
    if !later.is_empty() {
        out.push_str(&context.words("cli/later-turns", fill! {}));
        out.extend(later.iter().map(|turn| day_text(context, turn)));
    }
    out
}

/// The changes of law that touch the site, with where; of very many the first.
pub(super) fn laws_text(context: &Context<'_>, laws: &[TouchingLaw<'_>], limit: usize) -> String {
    if laws.is_empty() {
        return String::new();
    }
    let mut out = context.words("cli/laws-ahead", fill! {});
    for one in laws.iter().take(limit) {
        let (day, what, to_do) = (one.law.day.words(), &one.law.what, &one.law.to_do);
        let (what, to_do) = (what.clone(), to_do.clone());
        out.push_str(&context.words("cli/law-ahead", fill! { day, what, to_do }));
        for place in &one.places {
            let (slug, count) = (&place.document.slug, place.count);
            let sentence = visible(&place.sentence);
            out.push_str(&context.words("cli/law-touches", fill! { slug, sentence, count }));
        }
        if let Some(new) = &one.law.replacement {
            out.push_str(&context.words("cli/law-replacement", fill! { new }));
        }
    }
    if laws.len() > limit {
        let more = laws.len() - limit;
        out.push_str(&context.words("cli/more-laws-ahead", fill! { more }));
    }
    out
}

fn law_json(one: &TouchingLaw<'_>) -> Value {
    let (law, day) = (one.law, one.law.day.counted().map(|day| day.to_string()));
    let kind = match law.day {
        ComingDay::On(_) => "on",
        ComingDay::Latest(_) => "latest",
        ComingDay::Planned(_) => "planned",
        ComingDay::Unknown => "unknown",
    };
    let place = |place: &TouchedText<'_>| {
        json!({
            "document": place.document.slug.as_str(),
            "word": place.word,
            "sentence": place.sentence,
            "count": place.count,
        })
    };
    json!({
        "id": law.id,
        "day": day,
        "kind": kind,
        "what": law.what.ja,
        "to_do": law.to_do.ja,
        "replacement": law.replacement,
        "source": law.sourced.source,
        "confidence": law.sourced.confidence.word(Lang::Ja),
        "places": one.places.iter().map(place).collect::<Vec<_>>(),
    })
}

/// A day with what happens on it, a line each.
pub(super) fn day_text(context: &Context<'_>, turn: &UpcomingDay<'_>) -> String {
    let mut out = format!("{}\n", Message::day(turn.day).get(context.lang));
    for what in &turn.what {
        out.push_str(&format!("  {}\n", happens(what).get(context.lang)));
    }
    out
}

fn happens(what: &UpcomingChange<'_>) -> Message {
    match what {
        UpcomingChange::Begins(document, begun) => {
            let (slug, version) = (&document.slug, begun.id);
            let verb = Message::new(document.kind.effective_verb(), "comes into force");
            Message::of("cli/turn-begins", fill! { slug, version, verb })
        }
        UpcomingChange::Repealed(document) => {
            Message::of("cli/turn-repealed", fill! { slug = &document.slug })
        }
        UpcomingChange::Retitled(document, title) => {
            Message::of("cli/turn-retitled", fill! { slug = &document.slug, title })
        }
        UpcomingChange::PostingEnded(document, posted) => {
            let (slug, version) = (&document.slug, posted.id);
            Message::of("cli/turn-posting-ended", fill! { slug, version })
        }
        UpcomingChange::FactChanges(document) => {
            Message::of("cli/turn-fact-changes", fill! { slug = &document.slug })
        }
        UpcomingChange::NameChanges(name) => Message::of("cli/turn-name-changes", fill! { name }),
    }
}

fn json(context: &Context<'_>, turns: &[UpcomingDay<'_>]) -> Value {
    let turns: Vec<Value> = turns.iter().map(turn_json).collect();
    json!({
        "today": context.today.to_string(),
        "next": turns.first().map(|turn| turn["day"].clone()),
        "turns": turns,
    })
}

fn turn_json(turn: &UpcomingDay<'_>) -> Value {
    let what: Vec<Value> = turn.what.iter().map(what_json).collect();
    json!({ "day": turn.day.to_string(), "what": what })
}

fn what_json(what: &UpcomingChange<'_>) -> Value {
    let of = |event: &str, document: &Document| json!({ "event": event, "document": document.slug.as_str() });
    let with = |mut value: Value, name: &str, words: String| {
        value[name] = words.into();
        value
    };
    match what {
        UpcomingChange::Begins(document, version) => {
            with(of("begins", document), "version", version.id.to_string())
        }
        UpcomingChange::Repealed(document) => of("repealed", document),
        UpcomingChange::Retitled(document, title) => {
            with(of("retitled", document), "title", (*title).to_owned())
        }
        UpcomingChange::PostingEnded(document, version) => {
            with(of("posting-ended", document), "version", version.id.to_string())
        }
        UpcomingChange::FactChanges(document) => of("fact-changes", document),
        UpcomingChange::NameChanges(name) => json!({ "event": "name-changes", "name": name }),
    }
}
