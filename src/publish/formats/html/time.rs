//! The index and the history as values for templates. Does not know what happened.

use super::runs::phrased;
use super::sentence::{from, sentence};
use super::shape::{map, safe};
use crate::publish::plan::{
    Address, HistoryItem, HistoryPage, IndexEntry, IndexPage, Page, SentencePart, TextProof,
    Versions,
};
use crate::text::phrase::Phrases;
use tera::Value;

/// The documents of the site.
pub(super) fn entries(index: &IndexPage, page: &Page, phrases: &Phrases) -> Value {
    let entry = |entry: &IndexEntry| {
        map([
            ("title", title(&entry.title, phrases)),
            ("href", entry.page.seen_from(&page.address).into()),
            ("state", entry.state.name().into()),
            ("word", entry.word.as_str().into()),
            ("standing", sentence(&entry.standing, &from(page))),
        ])
    };
    Value::from(index.entries.iter().map(entry).collect::<Vec<Value>>())
}

/// What happened last, with the files by which others hear of it.
pub(super) fn latest(index: &IndexPage, page: &Page, phrases: &Phrases) -> Value {
    let lines = index.latest.iter().map(|one| {
        map([
            ("day", sentence(&[SentencePart::Day(one.recorded)], &from(page))),
            ("title", title(&one.title, phrases)),
            ("href", one.page.seen_from(&page.address).into()),
        ])
    });
    map([("lines", lines.collect::<Vec<Value>>().into()), ("news", news(&index.news, page))])
}

/// The history of a document.
pub(super) fn history(own: &HistoryPage, page: &Page) -> Value {
    let lines = |all: &[Vec<SentencePart>]| {
        let all = all.iter().map(|one| sentence(one, &from(page)));
        Value::from(all.collect::<Vec<Value>>())
    };
    let years = own.years.iter().map(|year| {
        let items = year.items.iter().map(|one| item(one, page, &lines));
        map([
            ("title", Value::from(year.title.as_str())),
            ("items", items.collect::<Vec<Value>>().into()),
        ])
    });
    map([
        ("intro", lines(&own.intro)),
        ("years", years.collect::<Vec<Value>>().into()),
        ("fingerprint", own.fingerprint.clone().unwrap_or_default().into()),
        ("ledger", own.ledger.seen_from(&page.address).into()),
        ("news", news(&own.news, page)),
    ])
}

fn item(own: &HistoryItem, page: &Page, lines: &dyn Fn(&[Vec<SentencePart>]) -> Value) -> Value {
    let facts = own.facts.iter().map(|(name, said)| {
        map([("name", Value::from(name.as_str())), ("said", sentence(said, &from(page)))])
    });
    let href = |to: &Option<Address>| -> Value {
        let to = to.as_ref().map(|to| to.seen_from(&page.address));
        to.unwrap_or_default().into()
    };
    let link = |(words, to): &(String, Address)| {
        map([("words", Value::from(words.as_str())), ("href", to.seen_from(&page.address).into())])
    };
    map([
        ("anchor", Value::from(own.anchor.as_str())),
        ("state", own.state.name().into()),
        ("word", own.word.as_str().into()),
        ("title", sentence(&own.title, &from(page))),
        ("href", href(&own.page)),
        ("changes", own.changes.iter().map(link).collect::<Vec<Value>>().into()),
        ("summary", own.summary.clone().unwrap_or_default().into()),
        ("facts", facts.collect::<Vec<Value>>().into()),
        ("remarks", lines(&own.remarks)),
    ])
}

fn news(all: &[(String, Address)], page: &Page) -> Value {
    let all = all.iter().map(|(words, to)| {
        map([
            ("words", Value::from(words.as_str())),
            ("href", to.seen_from(&page.address).into()),
            ("is_feed", to.as_str().ends_with(".atom").into()),
        ])
    });
    Value::from(all.collect::<Vec<Value>>())
}

fn title(words: &str, phrases: &Phrases) -> Value {
    let mut out = String::new();
    phrased(words, phrases, None, &mut out);
    safe(&out)
}

/// The versions that a page lists.
pub(super) fn versions(versions: &Versions, page: &Page) -> Value {
    let (listed, all) = match versions {
        Versions::All(listed) => (listed, String::new()),
        Versions::Near(listed, all) => (listed, all.seen_from(&page.address)),
    };
    let lines: Vec<Value> = listed
        .iter()
        .map(|version| {
            map([
                ("id", Value::from(version.id.to_string())),
                ("href", version.page.seen_from(&page.address).into()),
                ("is_here", (version.page == page.address).into()),
                ("state", version.state.name().into()),
                ("word", version.word.as_str().into()),
                ("period", sentence(&version.period, &from(page))),
            ])
        })
        .collect();
    map([("lines", lines.into()), ("all", all.into())])
}

/// What the foot of a page proves.
pub(super) fn proof(proof: &TextProof, page: &Page) -> Value {
    match proof {
        TextProof::Draft => Value::none(),
        TextProof::Sealed { id, digest, file, ledger } => map([
            ("id", Value::from(id.to_string())),
            ("digest", digest.to_string().into()),
            ("file", file.seen_from(&page.address).into()),
            ("ledger", ledger.seen_from(&page.address).into()),
        ]),
    }
}
