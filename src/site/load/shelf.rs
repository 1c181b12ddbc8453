//! Where a document's ledger and the files of its versions lie: in `content/`, or in a published copy. Does
//! not know what is in them.

use super::path;
use crate::ledger::VersionId;

/// Where the sealed files of a document lie; it names the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf<'a> {
    /// In `content/`.
    Content(&'a str),
    /// In a published folder.
    Published(&'a str),
}

/// What a file below the folder of the versions is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// The file of a version.
    Version(VersionId),
    /// A file in the place of a version, under no name of one.
    Misnamed,
    /// Something beside it.
    Other,
}

impl Shelf<'_> {
    /// The path of the ledger.
    pub fn ledger(self) -> String {
        match self {
            Shelf::Content(slug) => path(&format!("{slug}/ledger.jsonl")),
            Shelf::Published(slug) => format!("{slug}/ledger.jsonl"),
        }
    }

    /// The folder of the versions.
    pub fn versions(self) -> String {
        match self {
            Shelf::Content(slug) => path(&format!("{slug}/versions")),
            Shelf::Published(slug) => format!("{slug}/versions"),
        }
    }

    /// The path of a version file.
    pub fn version(self, id: VersionId) -> String {
        let folder = self.versions();
        match self {
            Shelf::Content(_) => format!("{folder}/{id}.jsonl"),
            Shelf::Published(_) => format!("{folder}/{id}/version.jsonl"),
        }
    }

    /// What a file is, by its name below the folder of the versions.
    pub fn stored(self, name: &str) -> Stored {
        let id = match self {
            Shelf::Content(_) => name.strip_suffix(".jsonl"),
            Shelf::Published(_) => match name.strip_suffix("/version.jsonl") {
                Some(id) => Some(id),
                None => return Stored::Other,
            },
        };
        match id.and_then(|id| id.parse().ok()) {
            Some(id) => Stored::Version(id),
            None => Stored::Misnamed,
        }
    }
}
