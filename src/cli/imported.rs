//! What importing and registering a file share: names, and how what was found in the source is told. Does not know how
//! a text is understood.

use super::context::{Context, Stop, say};
use crate::diagnostic::Finding;
use crate::disk::Snapshot;
use crate::fill;
use crate::import::{self, ImportSource, Imported};
use crate::site::Slug;
use std::path::Path;

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// A name as that of a document's folder.
pub(super) fn slug(name: &str) -> Result<Slug, Vec<Finding>> {
    Slug::new(name).map_err(|_| vec![Finding::error("document-name.asked", fill! { name })])
}

/// Findings about the source, with excerpts from it; nothing was written.
pub(super) fn refused(
    context: &Context<'_>,
    findings: Vec<Finding>,
    source: ImportSource<'_>,
) -> Stop {
    let shown = shown(source.name, import::readable(source));
    let nothing = say(context.lang, "何も書き込んでいません。\n", "Nothing was written.\n");
    Stop::findings(findings, &shown).closing(nothing)
}

pub(super) fn report(context: &Context<'_>, name: &str, imported: &Imported) {
    context.screen.out(imported.summary(context.lang));
    context.findings(&imported.findings, &shown(name, imported.shown.clone()));
}

fn shown(name: &str, text: String) -> Snapshot {
    Snapshot::from_memory([(name.to_owned(), text.into_bytes())])
}
