//! The settings of a site, and the files of the user's own beside its pages. Does not know where they are written.

use super::{NotApplicable, Slug};
use crate::law::OrganisationProfile;
use std::fmt;
use std::sync::Arc;

/// Who owns the files at the root of the address space that the site is put into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Root {
    /// We: `index.html`, `robots.txt` and `sitemap.xml` are made.
    Ours,
    /// Somebody else: only the folders of documents are made.
    #[default]
    Theirs,
}

/// Whether pages are minified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Minify {
    /// Yes, with settings that keep pages valid.
    #[default]
    On,
    /// No: pages are easier to read as source.
    Off,
}

/// Who gives names that last (`tag:` URIs, RFC 4151): somebody who held a domain at the start of a year.
/// Neither may ever change, or every reader of a feed is shown all news again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// A domain, in lower case.
    pub authority: String,
    /// A year in which it was the organisation's.
    pub year: i16,
}

impl Tag {
    /// The name of a thing for good.
    pub fn name(&self, thing: &str) -> String {
        format!("tag:{},{}:{thing}", self.authority, self.year)
    }

    /// The name of an occasion for good, as calendars write it (`UID`, RFC 5545 3.8.4.7).
    pub fn at(&self, thing: &str) -> String {
        format!("{thing}.{}@{}", self.year, self.authority)
    }

    /// Reads `mihon-kenpo.example,2026`.
    pub fn read(words: &str) -> Option<Tag> {
        let (authority, year) = words.split_once(',')?;
        let is_domain = authority.len() <= 253
            && authority.contains('.')
            && authority.split('.').all(|part| {
                (1..=63).contains(&part.len())
                    && !part.starts_with('-')
                    && !part.ends_with('-')
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            });
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let year = year.parse().ok().filter(|year| *year >= 1990)?;
        (is_domain && is_year).then(|| Tag { authority: authority.to_owned(), year })
    }

    /// The host of an address, with a year in which it is known to be the organisation's.
    pub fn of_url(url: &str, year: i16) -> Option<Tag> {
        let rest = url.split_once("://")?.1;
        let host = rest.split(['/', ':']).next()?.to_ascii_lowercase();
        Tag::read(&format!("{host},{year:04}"))
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{:04}", self.authority, self.year)
    }
}

/// What `site.yaml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The title of the site as a whole, for its index.
    pub title: String,
    /// The absolute address of the site's root with a closing `/`, where known: needed for canonical links,
    /// sitemap and feeds only. Pages link to each other relatively.
    pub url: Option<String>,
    /// In whose name feeds and calendars name their entries; only where it is said.
    pub tag: Option<Tag>,
    /// Who owns the root.
    pub root: Root,
    /// Whether pages are minified.
    pub minify: Minify,
    /// Name of the theme: a folder in `themes/`, or `kohyo`, which is embedded.
    pub theme: String,
    /// What sort of organisation it is, where that is said.
    pub profile: Option<OrganisationProfile>,
    /// What its author answers checks, for all documents.
    pub not_applicable: Vec<NotApplicable>,
}

/// A file of the user's own.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// Its place in the site, with `/`; Japanese names and spaces are fine.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl std::fmt::Debug for OwnFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OwnFile({}, {} bytes)", self.path, self.bytes.len())
    }
}

/// Whether kohyo writes, or may in a later release write, a file at that place: whatever lies at or below a
/// document, the style and the list of documents, and a few names at the root.
///
/// Capitals count as small letters, since some systems do not tell them apart.
pub fn is_kohyos<'a>(
    path: &str,
    settings: &Settings,
    documents: impl IntoIterator<Item = &'a Slug>,
) -> bool {
    let path = path.to_lowercase();
    let top = path.split('/').next().unwrap_or_default();
    let at_the_root = match settings.root {
        Root::Ours => matches!(
            &*path,
            "index.html" | "robots.txt" | "sitemap.xml" | "feed.atom" | "calendar.ics"
        ),
        Root::Theirs => false,
    };
    at_the_root
        || matches!(&*path, "manifest.json" | "_headers")
        || matches!(top, "assets" | "documents")
        || path.ends_with("/ledger.jsonl")
        || documents.into_iter().any(|slug| slug.as_str() == top)
}
