//! Files that nothing reads: said, so that no text is thought to be published when it is not. Does not
//! know what is in them.

use super::CONTENT;
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
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
            findings.push(unused(
                file,
                "文書のファイルであれば文書のフォルダーに移してください。そのまま公開するファイルは content/static に置きます。",
                "Move it to a document's folder, or to content/static to publish it as it is.",
            ));
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
            findings.push(unused(
                file,
                "文書の一部であれば document.yaml の「sections:」に名前を書き足してください。要らなければ消してください。",
                "Name it under `sections:` of document.yaml, or remove it.",
            ));
        }
    }
}

fn unused(file: &Arc<str>, ja: &str, en: &str) -> Finding {
    let name = file.rsplit('/').next().unwrap_or(file);
    let is_backup = name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".bak", ".orig", ".old", ".swp", ".tmp"]
            .iter()
            .any(|ending| name.to_ascii_lowercase().ends_with(ending));
    if is_backup {
        return Finding::spelt_note(
            "backup-file",
            "エディターの控えのようなファイルです。読み込みません。",
            "This looks like an editor's backup; it is not read.",
        )
        .at(Span::file(file.clone()))
        .help("要らなければ消してください。", "Remove it when it is not needed.");
    }
    Finding::spelt_warning(
        "unused-file",
        "どこからも使われていないファイルです。内容は公表されません。",
        "Nothing uses this file; its content is not published.",
    )
    .at(Span::file(file.clone()))
    .help(ja, en)
}
