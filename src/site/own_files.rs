//! Files of the user's own that are published as they are (`content/static/`), and which places are kohyo's.
//! Does not know what is in them.

use super::{Root, Settings, Slug};
use std::sync::Arc;

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
