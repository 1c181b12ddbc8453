//! Files beside the texts: those of `content/static/` that are published as they are, and those that nothing reads,
//! said so that no text is thought to be published when it is not. Does not know what is in them.

use super::harmless::harm;
use super::{CONTENT, is_told, path};
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::fill;
use crate::site::{OwnFile, Settings, Slug, is_kohyos};
use crate::text::chars::fold;
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
        findings.extend(harm(file, content.bytes()));
        files.push(OwnFile { path: place.into(), bytes: content.shared() });
    }
    files
}

/// Files of the site's theme that are published as they are.
pub fn judge_theme(snapshot: &Snapshot, theme: &str, findings: &mut Vec<Finding>) {
    for (file, content) in snapshot.under(&format!("themes/{theme}/assets")) {
        findings.extend(harm(file, content.bytes()));
    }
}

/// Folders below `content/` that hold no document.
pub const NOT_DOCUMENTS: [&str; 3] = ["static", "aids", "law"];

/// The file that was meant to be the one at `path`, which is missing: another program gave it an ending of its own
/// (`contacts.yaml.txt`, `contacts.yml`), a copy its name (`contacts - コピー.yaml`), a keyboard its width or capitals.
pub fn misnamed<'a>(snapshot: &'a Snapshot, path: &str) -> Option<&'a Arc<str>> {
    let (folder, name) = path.rsplit_once('/')?;
    let wanted = meant(name);
    let files = snapshot.under(folder).map(|(file, _)| file);
    let mut beside = files.filter(|file| !file[folder.len() + 1..].contains('/'));
    beside.find(|file| meant(&file[folder.len() + 1..]) == wanted)
}

/// What is left of a file's name without what other programs make of it.
fn meant(name: &str) -> String {
    let folded = fold(name).to_lowercase().replace(".yml", ".yaml");
    let mut stem = folded.as_str();
    let mut ending = "";
    while let Some((before, last)) = stem.rsplit_once('.')
        && ["yaml", "txt", "md", "law"].contains(&last.trim())
    {
        (stem, ending) = (before, if last == "txt" { ending } else { last });
    }
    let copied = stem.trim_end_matches(|c: char| c.is_ascii_digit() || "() _".contains(c));
    let copy = [" - コピー", "のコピー", " - copy", " copy"].iter();
    let stem = copy.fold(copied, |stem, word| stem.strip_suffix(word).unwrap_or(stem));
    format!("{}.{ending}", stem.trim())
}

/// Folders of a document whose files others read.
const KNOWN_FOLDERS: [&str; 3] = ["aids", "figures", "versions"];

/// Files right below `content/` that nothing reads.
pub fn unused_at_the_top(snapshot: &Snapshot, findings: &mut Vec<Finding>) {
    for (file, _) in snapshot.under(CONTENT) {
        let name = &file[CONTENT.len() + 1..];
        let is_known = ["site.yaml", "organisation.yaml"].contains(&name);
        if !name.contains('/') && !is_known && !is_told(file, findings) {
            findings.push(unused(file, "unused-file.top"));
        }
    }
}

/// Files of a document's folder that nothing reads; `used` are those that its sections are made of.
pub fn unused_in_document(
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
        if !known && !is_told(file, findings) {
            let is_section = name.ends_with(".yaml") || name.ends_with(".md");
            findings
                .push(unused(file, if is_section { "unused-file" } else { "unused-file.other" }));
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
