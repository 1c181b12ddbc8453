//! A published folder against its own manifest and ledgers. Does not know the content that it was made from.

use super::ledgers::{Proven, ledgers};
use crate::diagnostic::{Finding, Span};
use crate::disk::{File, Seen, Want};
use crate::publish::formats::manifest;
use crate::publish::plan::SOURCES;
use crate::site::load::line;
use crate::tree::Digest;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A published folder as it was read.
#[derive(Debug, Default)]
pub struct Published {
    /// The names of all its files.
    pub names: BTreeSet<Arc<str>>,
    /// What was read, as [`want`] asked for.
    pub seen: Seen,
}

/// What must be read of a file for [`verify`].
pub fn want(files: &BTreeMap<String, Digest>, path: &str) -> Want {
    let is_sealed = match path.split('/').collect::<Vec<_>>().as_slice() {
        [_, "ledger.jsonl"] | [_, "versions", _, "version.jsonl"] => true,
        [name] => *name == manifest::NAME,
        _ => path.starts_with(SOURCES),
    };
    if is_sealed {
        Want::Bytes
    } else if files.contains_key(path) {
        Want::Digest
    } else {
        Want::Nothing
    }
}

/// Proves every file against the manifest, every ledger, and every version against its line.
pub fn verify(copy: &Published, findings: &mut Vec<Finding>) -> Vec<Proven> {
    let proven = ledgers(&copy.seen.kept, findings);
    match copy.seen.kept.file(manifest::NAME) {
        None => findings.push(no_manifest()),
        Some(file) => match manifest::read(file.bytes()) {
            Err(fault) => {
                let span = Span::new(manifest::NAME, line(file.bytes(), fault.line));
                findings.push(bad_manifest().at(span));
            }
            Ok(files) => against(copy, file, &files, findings),
        },
    }
    proven
}

fn against(
    copy: &Published,
    manifest: &File,
    files: &BTreeMap<String, Digest>,
    findings: &mut Vec<Finding>,
) {
    let seen = copy.seen.digests.iter();
    let seen: HashMap<&str, Digest> = seen.map(|(path, digest)| (&**path, *digest)).collect();
    let told: BTreeSet<Arc<str>> = findings
        .iter()
        .filter(|finding| finding.severity == crate::diagnostic::Severity::Error)
        .filter_map(|finding| Some(finding.span.as_ref()?.file.clone()))
        .collect();
    for (path, digest) in files {
        match seen.get(&**path) {
            Some(there) if there == digest => {}
            // What is wrong with its lines is told already.
            Some(_) if told.contains(&**path) => {}
            Some(_) if path.ends_with("/ledger.jsonl") => {
                findings.push(other_ledger(copy, path, *digest));
            }
            Some(_) => findings.push(changed(path)),
            None if copy.names.contains(&**path) => findings.push(changed(path)),
            None => findings.push(missing(path, manifest)),
        }
    }
    let folders: BTreeSet<&str> =
        files.keys().filter_map(|path| Some(path.split_once('/')?.0)).collect();
    for path in &copy.names {
        if files.contains_key(&**path) || **path == *manifest::NAME {
            continue;
        }
        // Where the root is not ours, others put their files beside our folders.
        let is_beside = !files.contains_key("index.html")
            && !path.split_once('/').is_some_and(|(folder, _)| folders.contains(folder));
        findings.push(extra(path, is_beside));
    }
}

/// A ledger that hangs together but is not the one that was published.
fn other_ledger(copy: &Published, path: &str, digest: Digest) -> Finding {
    let bytes = copy.seen.kept.file(path).map_or(&[][..], File::bytes);
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let ends: Vec<usize> = ends.collect();
    let published =
        ends.iter().position(|end| Digest::of(&bytes[..*end]) == digest).map(|at| at + 1);
    match published {
        Some(lines) => Finding::spelt_error(
            "ledger-longer",
            format!(
                "manifest.json に記録された台帳は {lines} 行目までです。この行から後は、公開した後に加えられています。"
            ),
            format!(
                "The manifest knows this ledger up to line {lines}; what follows was added after it was published."
            ),
        )
        .at(Span::new(path, line(bytes, lines + 1)))
        .help(REPLACE.0, REPLACE.1),
        None => Finding::spelt_error(
            "ledger-changed",
            "台帳が、manifest.json に記録されたものと違います。行どうしはつながっているので、最後の行が書き換えられたか、この後にあった行が消されています。",
            "This is not the ledger that the manifest names. Its lines hang together, so the last one was changed, or lines after it were cut off.",
        )
        .at(Span::new(path, line(bytes, ends.len().max(1))))
        .help(REPLACE.0, REPLACE.1),
    }
}

const REPLACE: (&str, &str) = (
    "公開した後に書き換えられたか、転送の途中で壊れています。サイトを作った元のフォルダーのファイルと置き換えてください。",
    "It was changed after it was published, or broken on the way; put the file of the folder that was built in its place.",
);

/// A file is not the one that the manifest names.
pub fn changed(path: &str) -> Finding {
    Finding::spelt_error(
        "file-changed",
        "内容が、manifest.json に記録されたもの（SHA-256）と違います。",
        "This is not the file whose digest the manifest names.",
    )
    .at(Span::file(path))
    .help(REPLACE.0, REPLACE.1)
}

fn missing(path: &str, manifest: &File) -> Finding {
    let quoted = serde_json::to_string(path).expect("a string has a JSON form");
    let listed = String::from_utf8_lossy(manifest.bytes());
    let at = listed.lines().position(|line| {
        let entry = line.trim_start().strip_prefix(&quoted);
        entry.is_some_and(|rest| rest.starts_with(':'))
    });
    let span = at.map(|at| Span::new(manifest::NAME, line(manifest.bytes(), at + 1)));
    let shown = path.escape_debug();
    Finding::spelt_error(
        "file-missing",
        format!("manifest.json に記録されたファイル「{shown}」がありません。"),
        format!("`{shown}`, which the manifest names, is missing."),
    )
    .at(span)
    .help(
        "消されたか、写し忘れています。サイトを作った元のフォルダーから写してください。",
        "It was removed or not copied; copy it from the folder that was built.",
    )
}

fn extra(path: &Arc<str>, is_beside: bool) -> Finding {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_rubbish = matches!(name, "Thumbs.db" | "desktop.ini");
    let new = if is_beside || is_rubbish { Finding::spelt_note } else { Finding::spelt_error };
    new(
        "file-extra",
        "manifest.json に記録のないファイルです。".to_owned(),
        "The manifest does not know this file.".to_owned(),
    )
    .at(Span::file(path.clone()))
    .help(
        "kohyo が作ったものではありません。心当たりがなければ、いつだれが置いたものかを確かめてください。",
        "kohyo did not make it; find out who put it there.",
    )
}

fn no_manifest() -> Finding {
    Finding::spelt_error(
        "manifest-missing",
        "manifest.json がありません。ページやファイルが公開したときのままかどうかを確かめられません。",
        "There is no manifest.json; it cannot be told whether pages and files are as they were published.",
    )
    .help(
        "kohyo が作ったフォルダー（public）を丸ごと写したものかどうかを確かめてください。",
        "Name a whole copy of the folder that kohyo made (public).",
    )
}

fn bad_manifest() -> Finding {
    Finding::spelt_error(
        "manifest-form",
        "manifest.json が、kohyo の書いた形ではありません。書き換えられたか、写し終えていません。",
        "This manifest has not the form in which kohyo writes it: it was changed, or not copied whole.",
    )
    .help(REPLACE.0, REPLACE.1)
}
