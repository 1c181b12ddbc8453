//! The whole site as of one day: what is in force, coming and past; and the days on which it, or what the law
//! asks of it, becomes another without anybody writing anything. Does not know looks.

use crate::ledger::Repeal;
use crate::site::{Document, Site, Version};
use crate::text::date::Date;
use crate::tree::Provision;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether drafts are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// Sealed versions only.
    Public,
    /// Drafts too, marked as such on every page.
    Preview,
}

/// A site as of one day.
#[derive(Debug)]
pub struct Edition<'a> {
    /// The site.
    pub site: &'a Site,
    /// The day.
    pub as_of: Date,
    /// Whether drafts are shown.
    pub showing: Showing,
    /// The documents that are shown, in the order of the site.
    pub documents: Vec<DocumentOn<'a>>,
}

/// A document as of one day.
#[derive(Debug)]
pub struct DocumentOn<'a> {
    /// The document.
    pub document: &'a Document,
    /// The version in force, if any is.
    pub in_force: Option<&'a Version>,
    /// Versions that come into force later, soonest first.
    pub coming: Vec<&'a Version>,
    /// Versions that were in force, newest first.
    pub past: Vec<&'a Version>,
    /// Versions that never came into force because they were withdrawn, newest first.
    pub withdrawn: Vec<&'a Version>,
    /// Versions whose place another of the same day took, newest first.
    pub replaced: Vec<&'a Version>,
    /// The repeal, where it has come: nothing is in force.
    pub repealed: Option<&'a Repeal>,
    /// What lists call it on the day, where that is not the title of its text.
    pub title: Option<&'a str>,
    /// The draft where it differs from the newest version; only in a preview.
    pub draft: Option<Arc<Provision>>,
}

impl<'a> Edition<'a> {
    /// The edition of a day. Documents that were never sealed are left out, except in a preview.
    pub fn of(site: &'a Site, as_of: Date, showing: Showing) -> Edition<'a> {
        let documents = site
            .documents
            .iter()
            .map(|document| DocumentOn::of(document, as_of, showing))
            .filter(|on| on.draft.is_some() || !on.document.versions.is_empty())
            .collect();
        Edition { site, as_of, showing, documents }
    }
}

impl<'a> DocumentOn<'a> {
    fn of(document: &'a Document, as_of: Date, showing: Showing) -> DocumentOn<'a> {
        let in_force = document.in_force_on(as_of);
        let day = |version: &Version| version.effective.counted();
        let coming = document.live().filter(|version| day(version) > as_of);
        let past = document.live().rev().filter(|version| {
            day(version) <= as_of && Some(version.id) != in_force.map(|now| now.id)
        });
        let newest_first = || document.versions.iter().rev();
        let withdrawn = newest_first().filter(|version| version.withdrawn.is_some());
        let replaced = newest_first().filter(|version| version.replaced.is_some());
        let draft = match showing {
            Showing::Public => None,
            Showing::Preview => pending_draft(document, as_of),
        };
        DocumentOn {
            document,
            in_force,
            coming: coming.collect(),
            past: past.collect(),
            withdrawn: withdrawn.collect(),
            replaced: replaced.collect(),
            repealed: document.repealed_on(as_of),
            title: document.title_on(as_of),
            draft,
        }
    }

    /// Every version that is shown, withdrawn and replaced ones included, newest first.
    pub fn versions(&self) -> impl Iterator<Item = &'a Version> {
        self.document.versions.iter().rev()
    }

    /// The last day on which a version is in force, when it is known; see [`Document::last_day`].
    pub fn last_day(&self, version: &Version) -> Option<Date> {
        self.document.last_day(version.id)
    }
}

/// The draft as it reads on a day (or on the newest version's day, if that is later), where it says
/// anything else than the newest version. A repealed document has none.
fn pending_draft(document: &Document, as_of: Date) -> Option<Arc<Provision>> {
    if document.repeal.is_some() {
        return None;
    }
    let (newest, draft) = (document.newest(), document.draft_on(as_of));
    if newest.is_some_and(|version| version.tree.whole() == draft.whole()) {
        None
    } else {
        Some(draft.clone())
    }
}

/// A day on which something becomes other than it was the day before.
#[derive(Clone, Debug)]
pub struct UpcomingDay<'a> {
    /// The day.
    pub day: Date,
    /// What happens on it, in the order of the documents.
    pub what: Vec<UpcomingChange<'a>>,
}

/// What happens on a day.
#[derive(Clone, Debug)]
pub enum UpcomingChange<'a> {
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
pub fn upcoming_days(site: &Site, day: Date) -> Vec<UpcomingDay<'_>> {
    let mut days: BTreeMap<Date, Vec<UpcomingChange<'_>>> = BTreeMap::new();
    for (at, what) in changes_ahead(site) {
        if at > day {
            days.entry(at).or_default().push(what);
        }
    }
    let turn = |(day, what)| UpcomingDay { day, what };
    days.into_iter().map(turn).collect()
}

fn changes_ahead(site: &Site) -> Vec<(Date, UpcomingChange<'_>)> {
    let mut all = Vec::new();
    for (from, name) in &site.names {
        all.extend(from.map(|from| (from, UpcomingChange::NameChanges(name.as_str()))));
    }
    for document in &site.documents {
        changes_of_document(document, &mut all);
    }
    all
}

fn changes_of_document<'a>(document: &'a Document, all: &mut Vec<(Date, UpcomingChange<'a>)>) {
    let alone = |version: &&Version| document.overtaken_by(version).is_none();
    for version in document.live().filter(alone) {
        let day = version.effective.counted();
        all.push((day, UpcomingChange::Begins(document, version)));
    }
    if let Some(repeal) = &document.repeal {
        all.push((repeal.effective, UpcomingChange::Repealed(document)));
    }
    for title in &document.titles {
        all.push((title.effective, UpcomingChange::Retitled(document, &title.words)));
    }
    for version in &document.versions {
        for step in &version.steps {
            let ended = step.until.and_then(|last| last.tomorrow().ok());
            all.extend(ended.map(|day| (day, UpcomingChange::PostingEnded(document, version))));
        }
    }
    for (from, text) in document.draft.periods() {
        let is_sealed = |day: &Date| {
            let now = document.in_force_on(*day);
            now.is_some_and(|version| version.tree.whole() == text.whole())
        };
        let from = from.filter(|day| !is_sealed(day) && document.repealed_on(*day).is_none());
        all.extend(from.map(|from| (from, UpcomingChange::FactChanges(document))));
    }
}
