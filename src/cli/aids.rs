//! `kohyo aids`: which aids beside the text (plain Japanese, English) are missing or made for other words, which
//! words have no reading. Does not know how they look, nor what is wanting.

use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::diagnostic::Message;
use crate::fill;
use crate::site::load::{
    AidState, TEXT_AIDS, WantingAid, WantingReadings, draft_aids, wanting_aids, wanting_readings,
};
use crate::site::{AidKind, AidUnit, Document};
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

pub(super) fn describe() -> Command {
    let document = args::document().required(false);
    Command::new("aids").args([document, args::format(), args::flag("write")])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, checked) = work::read_locked(context)?;
    let site = checked.sound()?;
    let documents: Vec<&Document> = match matches.get_one::<String>("document") {
        None => site.documents.iter().collect(),
        Some(name) => vec![checked.document(name)?],
    };
    let own = documents.iter();
    let wants: Vec<WantingAid<'_>> =
        own.clone().flat_map(|document| wanting_aids(document, context.today)).collect();
    let readings: Vec<WantingReadings<'_>> =
        own.filter_map(|document| wanting_readings(document, context.today)).collect();
    if matches.get_flag("write") {
        let edits = draft_aids(&documents, (&wants, &readings), &checked.snapshot)?;
        let paths: String = edits.paths().map(|path| format!("  {path}\n")).collect();
        lock.commit(&edits)?;
        let name = if paths.is_empty() { "cli/no-drafts" } else { "cli/drafts-added" };
        context.out(name, fill! { paths });
    } else if args::is_json(matches) {
        let readings = readings.iter().flat_map(readings_json);
        let all: Value = wants.iter().map(aid_json).chain(readings).collect();
        context.screen.json(&all);
    } else {
        let readings: String = readings.iter().map(|own| readings_text(context, own)).collect();
        context.screen.out(&(text(context, &documents, &wants) + &readings));
    }
    Ok(Exit::Done)
}

fn text(context: &Context<'_>, documents: &[&Document], wants: &[WantingAid<'_>]) -> String {
    let mut out = String::new();
    for document in documents {
        for kind in TEXT_AIDS {
            let own: Vec<&WantingAid<'_>> = wants
                .iter()
                .filter(|want| want.document.slug == document.slug && want.kind == kind)
                .collect();
            let stale = own.iter().filter(|want| want.state == AidState::Stale).count();
            let missing = own.len() - stale;
            let (slug, title, name) = (&document.slug, kind.title(), kind.name());
            let counts = fill! { slug, title, name, stale, missing };
            out.push_str(&context.words("cli/aids", counts));
            for want in own {
                let (state, text) = (want.state.words(), want.text.words());
                out.push_str(&format!(
                    "  {}  {}  {}（{}）\n",
                    state.get(context.lang),
                    want.unit.place,
                    beginning(&want.unit),
                    text.get(context.lang),
                ));
            }
        }
    }
    out
}

/// The first words of a unit, to know it by.
fn beginning(unit: &AidUnit) -> String {
    const LENGTH: usize = 24;
    let words = unit.words().replace('\n', " ");
    let mut short: String = words.chars().take(LENGTH).collect();
    if words.chars().count() > LENGTH {
        short.push('…');
    }
    short
}

fn aid_json(want: &WantingAid<'_>) -> Value {
    json!({
        "document": want.document.slug.as_str(),
        "aid": want.kind.name(),
        "provision": &*want.unit.place,
        "state": want.state.name(),
        "text": want.text.name(),
        "for": want.unit.digest(),
        "words": want.unit.words(),
    })
}

fn readings_text(context: &Context<'_>, own: &WantingReadings<'_>) -> String {
    let (slug, kind) = (&own.document.slug, AidKind::Furigana);
    let (title, name) = (kind.title(), kind.name());
    let (missing, unused) = (own.missing.len(), own.unused.len());
    let counts = fill! { slug, title, name, missing, unused };
    let mut out = context.words("cli/readings", counts);
    for (word, which) in &own.missing {
        let (words, count, place) = (&word.word, word.count, &word.place);
        let which = which.words();
        let blanks = fill! { words, count, place, which };
        out.push_str(&context.words("cli/no-reading", blanks));
    }
    for (place, word) in &own.unused {
        let place = match place {
            Some(place) => Message::of("cli/reading-for", fill! { place }),
            None => Message::new("", ""),
        };
        let words = word.words();
        out.push_str(&context.words("cli/reading-nowhere", fill! { words, place }));
    }
    out
}

fn readings_json(own: &WantingReadings<'_>) -> Vec<Value> {
    let (document, aid) = (own.document.slug.as_str(), AidKind::Furigana.name());
    let missing = own.missing.iter().map(|(word, which)| {
        json!({
            "document": document,
            "aid": aid,
            "state": AidState::Missing.name(),
            "text": which.name(),
            "provision": &*word.place,
            "words": word.word,
            "count": word.count,
        })
    });
    let unused = own.unused.iter().map(|(place, word)| {
        json!({
            "document": document,
            "aid": aid,
            "state": "unused",
            "provision": place,
            "words": word.words(),
        })
    });
    missing.chain(unused).collect()
}
