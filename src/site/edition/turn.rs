//! The days on which a site as built, or what the law asks of it, becomes another without anybody writing
//! anything. Does not know pages.

use crate::site::{Document, Site, Version};
use crate::text::date::Date;
use std::collections::BTreeMap;

/// A day on which something becomes other than it was the day before.
#[derive(Clone, Debug)]
pub struct Turn<'a> {
    /// The day.
    pub day: Date,
    /// What happens on it, in the order of the documents.
    pub what: Vec<What<'a>>,
}

/// What happens on a day.
#[derive(Clone, Debug)]
pub enum What<'a> {
    /// A version comes into force.
    Begins(&'a Document, &'a Version),
    /// Nothing of a document is in force any more.
    Repealed(&'a Document),
    /// Lists call a document by another name.
    Retitled(&'a Document, &'a str),
    /// A posting of a version has ended: it was up until the day before.
    PostingEnded(&'a Document, &'a Version),
    /// A fact of `organisation.yaml` that the text of a document uses becomes another, and no version says so:
    /// the draft does from that day on, and waits to be sealed.
    FactChanges(&'a Document),
    /// The organisation has another name.
    NameChanges(&'a str),
}

/// The days after `day` on which something becomes other than it was, soonest first.
pub fn turns(site: &Site, day: Date) -> Vec<Turn<'_>> {
    let mut turns: BTreeMap<Date, Vec<What<'_>>> = BTreeMap::new();
    for (at, what) in all(site) {
        if at > day {
            turns.entry(at).or_default().push(what);
        }
    }
    let turn = |(day, what)| Turn { day, what };
    turns.into_iter().map(turn).collect()
}

fn all(site: &Site) -> Vec<(Date, What<'_>)> {
    let mut all = Vec::new();
    for (from, name) in &site.names {
        all.extend(from.map(|from| (from, What::NameChanges(name.as_str()))));
    }
    for document in &site.documents {
        of_document(document, &mut all);
    }
    all
}

fn of_document<'a>(document: &'a Document, all: &mut Vec<(Date, What<'a>)>) {
    for version in document.live() {
        let day = version.effective.counted();
        all.push((day, What::Begins(document, version)));
    }
    if let Some(repeal) = &document.repeal {
        all.push((repeal.effective, What::Repealed(document)));
    }
    for title in &document.titles {
        all.push((title.effective, What::Retitled(document, &title.words)));
    }
    for version in &document.versions {
        for step in &version.steps {
            let ended = step.until.and_then(|last| last.tomorrow().ok());
            all.extend(ended.map(|day| (day, What::PostingEnded(document, version))));
        }
    }
    for (from, text) in document.draft.periods() {
        let is_sealed = |day: &Date| {
            let now = document.in_force_on(*day);
            now.is_some_and(|version| version.tree.whole() == text.whole())
        };
        let from = from.filter(|day| !is_sealed(day) && document.repealed_on(*day).is_none());
        all.extend(from.map(|from| (from, What::FactChanges(document))));
    }
}
