//! `content/static/`: files of the user's own that are published as they are. Does not know what is in them.

use super::path;
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::fill;
use crate::site::{OwnFile, Settings, Slug, is_kohyos};
use std::collections::HashMap;
use std::sync::Arc;

/// Reads the user's own files; those that would stand in the place of kohyo's are findings.
pub fn read_own_files(
    snapshot: &Snapshot,
    settings: &Settings,
    documents: &[Slug],
    findings: &mut Vec<Finding>,
) -> Vec<OwnFile> {
    let folder = path("static");
    let mut files = Vec::new();
    let mut seen: HashMap<String, &Arc<str>> = HashMap::new();
    for (file, content) in snapshot.under(&folder) {
        let place = &file[folder.len() + 1..];
        if is_kohyos(place, settings, documents) {
            findings
                .push(Finding::error("static-over-page", fill! {}).at(Span::file(file.clone())));
            continue;
        }
        if let Some(first) = seen.insert(place.to_lowercase(), file) {
            findings
                .push(Finding::error("static-twice", fill! { first }).at(Span::file(file.clone())));
            continue;
        }
        if runs(place) {
            findings
                .push(Finding::warning("static-program", fill! {}).at(Span::file(file.clone())));
        }
        files.push(OwnFile { path: place.into(), bytes: content.shared() });
    }
    files
}

/// True for programs: the pages' own policy lets none run, and a server may run some unasked.
fn runs(place: &str) -> bool {
    let ending = place.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    ["js", "mjs", "wasm", "php", "cgi", "pl", "asp", "aspx", "jsp", "exe", "bat"]
        .contains(&&*ending)
}
