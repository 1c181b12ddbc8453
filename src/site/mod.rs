//! A site as a value: settings, documents, their drafts, versions and ledgers, all well formed.
//! Does not know files.

pub mod edition;
pub mod load;

mod aids;
mod anchors;
mod coming;
mod document;
mod not_applicable;
mod readings;
mod settings;
mod slip;

pub use aids::{
    Aid, AidKind, AidPiece, AidUnit, Aids, Furigana, MadeFor, Match, PieceForm, UnitSpan, Word,
    find, stretches, units,
};
pub use anchors::{Anchors, ArticleAt, ReferencePosition};
pub use coming::{TouchedText, TouchingLaw, touching_laws};
pub use document::{Document, Draft, Kind, Slug, SlugError, Version};
pub use not_applicable::NotApplicable;
pub use readings::{Readings, Unread, kanji_without_reading, unread, unused};
pub use settings::{Minify, OwnFile, Root, Settings, Tag, is_kohyos};
pub use slip::{DutyAnswer, Private, SinceDay, Slip};

use crate::law::{LawTables, OrganisationProfile};
use crate::text::date::Date;
use crate::tree::Text;

/// Everything that a site's content says, well formed.
#[derive(Clone, Debug)]
pub struct Site {
    /// What `site.yaml` says.
    pub settings: Settings,
    /// The organisation's name on each day it changed, oldest first; for page titles and breadcrumbs.
    pub names: Vec<(Option<Date>, String)>,
    /// The words that stand on every page, from `site.yaml` and `organisation.yaml`, with their places.
    pub frame: Vec<Text>,
    /// The documents in the order of `site.yaml`.
    pub documents: Vec<Document>,
    /// The user's own files, by place; none of them stands where one of kohyo's may.
    pub own_files: Vec<OwnFile>,
    /// What the law asks, and what its author adds.
    pub law: LawTables,
}

impl Site {
    /// The document of that slug.
    pub fn document(&self, slug: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.slug.as_str() == slug)
    }

    /// The site as it was known at the end of a day: with what its ledgers had recorded until then.
    pub fn known_on(&self, day: Date) -> Site {
        Site {
            documents: self.documents.iter().map(|document| document.known_on(day)).collect(),
            ..self.clone()
        }
    }

    /// What sort of organisation it speaks for: as `site.yaml` says, else as its name shows.
    pub fn profile(&self) -> Option<OrganisationProfile> {
        let of_name =
            || self.names.iter().rev().find_map(|(_, name)| OrganisationProfile::of_name(name));
        self.settings
            .profile
            .or_else(of_name)
            .or_else(|| OrganisationProfile::of_name(&self.settings.title))
    }

    /// The organisation's name on a day; the earliest known one before that, empty when there is none.
    pub fn name_on(&self, day: Date) -> &str {
        let known = self.names.iter().rev().find(|(from, _)| from.is_none_or(|from| from <= day));
        known.or(self.names.first()).map_or("", |(_, name)| name)
    }
}
