//! `content/static/`: files of the user's own that are published as they are. Does not know what is in them.

use super::path;
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::site::{OwnFile, Settings, Slug, is_kohyos};
use std::collections::HashMap;
use std::sync::Arc;

/// Reads the user's own files; those that would stand in the place of kohyo's are findings.
pub fn read(
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
            findings.push(over_ours(file));
            continue;
        }
        if let Some(first) = seen.insert(place.to_lowercase(), file) {
            findings.push(same_but_capitals(file, first));
            continue;
        }
        if runs(place) {
            findings.push(does_not_run(file));
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

fn over_ours(file: &Arc<str>) -> Finding {
    Finding::spelt_error(
        "static-over-page",
        "kohyo が作るページやファイルと同じ場所になるため、公開できません。",
        "This file would stand in a place that kohyo writes itself.",
    )
    .at(Span::file(file.clone()))
    .help(
        "static フォルダーの中の別の場所（例：static/files/）に移すか、名前を変えてください。文書の名前のフォルダー、assets、documents は使えません。",
        "Move it elsewhere in static/, for example static/files/; folders named as a document, `assets` and `documents` are taken.",
    )
}

fn same_but_capitals(file: &Arc<str>, first: &str) -> Finding {
    Finding::spelt_error(
        "static-twice",
        format!("{first} と、大文字・小文字だけが違う名前です。"),
        format!("Its name differs from {first} in capitals only."),
    )
    .at(Span::file(file.clone()))
    .help("どちらか一方の名前を変えてください。", "Rename one of the two.")
}

fn does_not_run(file: &Arc<str>) -> Finding {
    Finding::spelt_warning(
        "static-program",
        "プログラムのファイルです。そのまま公開しますが、kohyo のページからは動きません。",
        "This is a program; it is published as it is, but the pages of kohyo do not run it.",
    )
    .at(Span::file(file.clone()))
    .help(
        "公開するつもりのないファイルであれば、取り除いてください。",
        "Remove it if it is not meant to be published.",
    )
}
