//! Files that nothing reads: said, so that no text is thought to be published when it is not. Does not
//! know what is in them.

use super::CONTENT;
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::fill;
use std::sync::Arc;

/// Folders below `content/` that hold no document.
pub const NOT_DOCUMENTS: [&str; 2] = ["static", "aids"];

/// Folders of a document whose files others read.
const KNOWN_FOLDERS: [&str; 3] = ["aids", "figures", "versions"];

/// Files right below `content/` that nothing reads.
pub fn at_the_top(snapshot: &Snapshot, findings: &mut Vec<Finding>) {
    for (file, _) in snapshot.under(CONTENT) {
        let name = &file[CONTENT.len() + 1..];
        if !name.contains('/') && !["site.yaml", "organisation.yaml"].contains(&name) {
            findings.push(unused(file, "unused-file.top"));
        }
    }
}

/// Files of a document's folder that nothing reads; `used` are those that its sections are made of.
pub fn in_document(
    snapshot: &Snapshot,
    folder: &str,
    used: &[String],
    findings: &mut Vec<Finding>,
) {
    for (file, _) in snapshot.under(folder) {
        let name = &file[folder.len() + 1..];
        let known = match name.split_once('/') {
            Some((inner, _)) => KNOWN_FOLDERS.contains(&inner),
            None => {
                ["document.yaml", "amendment.yaml", "ledger.jsonl", "import-report.md"]
                    .contains(&name)
                    || used.iter().any(|used| used == name)
            }
        };
        if !known {
            findings.push(unused(file, "unused-file"));
        }
    }
}

fn unused(file: &Arc<str>, told_as: &'static str) -> Finding {
    let name = file.rsplit('/').next().unwrap_or(file);
    let is_backup = name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".bak", ".orig", ".old", ".swp", ".tmp"]
            .iter()
            .any(|ending| name.to_ascii_lowercase().ends_with(ending));
    let finding = if is_backup {
        Finding::note("backup-file", fill! {})
    } else {
        Finding::warning(told_as, fill! {})
    };
    finding.at(Span::file(file.clone()))
}
