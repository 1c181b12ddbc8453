//! What an import is asked for, and what it gives. Does not know how it is done.

use super::{Decoded, ExactProof};
use crate::diagnostic::{Finding, Lang};
use crate::disk::{Edits, Snapshot};
use crate::site::{Kind, Slug};
use crate::text::edits::EditLog;
use crate::tree::Provision;
use std::sync::Arc;

/// A file to import.
#[derive(Clone, Copy, Debug)]
pub struct ImportSource<'a> {
    /// Its name, as findings and the report show it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What a text is to be read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WantedKind {
    /// A regulation when it has numbered articles, else a notice.
    #[default]
    Auto,
    /// A notice.
    Notice,
    /// A regulation.
    Regulation,
}

/// What happens to files that are there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overwrite {
    /// They stay, and the import is refused or takes another folder.
    #[default]
    Never,
    /// The document's draft is replaced; versions and ledger stay.
    Draft,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What the text is.
    pub wanted: WantedKind,
    /// The document's folder; `None`: one that fits the kind and is free.
    pub slug: Option<Slug>,
    /// The site as it stands.
    pub existing: &'a Snapshot,
    /// What happens to files that are there.
    pub overwrite: Overwrite,
    /// The path of a version that the text becomes instead of the document's files, where it does.
    pub version: Option<String>,
}

/// An import that can be committed.
#[derive(Debug)]
pub struct Imported {
    /// The document's folder.
    pub slug: Slug,
    /// What sort of document it is.
    pub kind: Kind,
    /// The files to write.
    pub edits: Edits,
    /// The tree that the files say, as it was read back.
    pub root: Arc<Provision>,
    /// The source as text.
    pub decoded: Decoded,
    /// What places in the findings are places in: the source, or the words of a Word file, a line a paragraph.
    pub shown: String,
    /// Every edit from the source to [`transcript`](crate::tree::transcript) of `root`; to `main.law.txt` where a regulation's words cannot
    /// be told apart line by line.
    pub log: EditLog,
    /// What the exact check compared.
    pub proof: ExactProof,
    /// What should be looked at; places are in the source.
    pub findings: Vec<Finding>,
    /// `import-report.md`.
    pub report: String,
    pub(super) summaries: [String; 2],
}

impl Imported {
    /// The summary for a terminal.
    pub fn summary(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.summaries[0],
            Lang::En => &self.summaries[1],
        }
    }
}
