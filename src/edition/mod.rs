//! The whole site as of one day: what is in force, coming and past. Does not know looks.

use crate::site::{Document, Site, Version};
use crate::text::date::Date;
use crate::tree::Provision;
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
        Edition {
            site,
            as_of,
            showing,
            documents,
        }
    }
}

impl<'a> DocumentOn<'a> {
    fn of(document: &'a Document, as_of: Date, showing: Showing) -> DocumentOn<'a> {
        let in_force = document.in_force_on(as_of);
        let day = |version: &Version| version.effective.counted();
        let coming = document
            .versions
            .iter()
            .filter(|version| day(version) > as_of)
            .collect();
        let past = document
            .versions
            .iter()
            .rev()
            .filter(|version| {
                day(version) <= as_of && Some(version.id) != in_force.map(|now| now.id)
            })
            .collect();
        let draft = match showing {
            Showing::Public => None,
            Showing::Preview => pending_draft(document, as_of),
        };
        DocumentOn {
            document,
            in_force,
            coming,
            past,
            draft,
        }
    }

    /// Every version that is shown, newest first.
    pub fn versions(&self) -> impl Iterator<Item = &'a Version> {
        self.document.versions.iter().rev()
    }

    /// The last day on which a version is in force, when a later one is known: the day before that begins.
    pub fn last_day(&self, version: &Version) -> Option<Date> {
        let at = self
            .document
            .versions
            .iter()
            .position(|other| other.id == version.id)?;
        let next = self.document.versions.get(at + 1)?;
        next.effective.counted().yesterday().ok()
    }
}

/// The draft as it reads on a day (or on the newest version's day, if that is later), where it says
/// anything else than the newest version.
fn pending_draft(document: &Document, as_of: Date) -> Option<Arc<Provision>> {
    let newest = document.newest();
    let day = newest.map_or(as_of, |version| as_of.max(version.effective.counted()));
    let draft = document.draft.on(day);
    if newest.is_some_and(|version| version.tree.whole() == draft.whole()) {
        None
    } else {
        Some(draft.clone())
    }
}
