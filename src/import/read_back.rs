//! What the files of a document say when a site is loaded from them. Does not know where they came from.

use crate::diagnostic::{Finding, Severity};
use crate::disk::Snapshot;
use crate::sections::SectionFile;
use crate::site::load::load;
use crate::tree::Provision;
use std::sync::Arc;

/// The smallest site around a document.
const SITE: &str = "title: import\n";
const FOLDER: &str = "content/document-to-read";

/// The tree that loading gives.
///
/// # Errors
/// What loading finds wrong.
pub(super) fn read_back(files: &[SectionFile]) -> Result<Arc<Provision>, Vec<Finding>> {
    let own = files.iter().map(|file| (format!("{FOLDER}/{}", file.name), file.text.as_bytes()));
    let site = ("content/site.yaml".to_owned(), SITE.as_bytes());
    let snapshot = Snapshot::from_memory(own.chain([site]));
    let mut loaded = load(&snapshot);
    let document = loaded.site.as_ref().and_then(|site| site.documents.first());
    match document.and_then(|document| document.draft.periods().first()) {
        Some((_, tree)) => Ok(tree.clone()),
        None => {
            loaded.findings.retain(|finding| finding.severity == Severity::Error);
            Err(loaded.findings)
        }
    }
}
