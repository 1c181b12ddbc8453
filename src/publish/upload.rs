//! What to upload and what to delete, in safe order, for those who have only FTP: as a list that people
//! read and the next build reads back. Does not know where the list lies.

use super::manifest::{self, Files};
use std::collections::BTreeSet;

/// Files to upload and files to delete. Whatever moment a transfer breaks off, what visitors see leads
/// somewhere: what pages need goes first, the pages that lead to others last, and nothing is deleted before
/// nothing leads to it any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    send: BTreeSet<(UploadStep, String)>,
    delete: BTreeSet<(UploadStep, String)>,
}

/// The steps of an upload in their order; deletions go the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum UploadStep {
    /// Styles, pictures and the user's own files: nothing leads from them.
    Assets,
    /// Versions, which stand for good.
    Versions,
    /// Ledgers and pages below a document.
    Below,
    /// The pages of the documents.
    Documents,
    /// The list of documents, feeds and calendars, and what tells search engines.
    Index,
    /// The list of files.
    Manifest,
}

const STEPS: [(UploadStep, &str); 6] = [
    (
        UploadStep::Assets,
        "見た目のファイル、図や様式、復元（kohyo restore）に使う控えなど（ページより先に送ります）",
    ),
    (UploadStep::Versions, "版のページ"),
    (UploadStep::Below, "文書の台帳と、文書の下にあるページ"),
    (UploadStep::Documents, "文書のページ"),
    (UploadStep::Index, "一覧のページなど"),
    (UploadStep::Manifest, "ファイルの一覧（最後に送ります）"),
];

/// The first line: by it a list is known for ours.
const TITLE: &str = "# kohyo アップロードの手順";
const SEND: &str = "送る: ";
const DELETE: &str = "消す: ";

impl UploadStep {
    fn of(path: &str) -> UploadStep {
        let folders = path.matches('/').count();
        if path == manifest::NAME {
            UploadStep::Manifest
        } else if path.starts_with("assets/") {
            UploadStep::Assets
        } else if path.contains("/versions/") {
            UploadStep::Versions
        } else if folders == 0 && (path.ends_with(".html") || is_for_engines(path))
            || path == "documents/index.html"
            || is_news(path)
        {
            UploadStep::Index
        } else if folders == 1 && path.ends_with("/index.html") {
            UploadStep::Documents
        } else if path.ends_with(".html") || path.ends_with("/ledger.jsonl") {
            UploadStep::Below
        } else {
            UploadStep::Assets
        }
    }
}

fn is_for_engines(path: &str) -> bool {
    matches!(path, "robots.txt" | "sitemap.xml")
}

/// Feeds and calendars lead to pages, and programs fetch them at any moment.
fn is_news(path: &str) -> bool {
    path.matches('/').count() <= 1
        && (path.ends_with("feed.atom") || path.ends_with("calendar.ics"))
}

impl Upload {
    /// What leads from the files that were public (none for a first upload) to those that are now.
    pub fn between(before: &Files, after: &Files) -> Upload {
        let mut upload = Upload::default();
        for (path, digest) in after {
            if before.get(path) != Some(digest) {
                upload.send(path);
            }
        }
        for path in before.keys().filter(|path| !after.contains_key(*path)) {
            upload.delete(path);
        }
        upload
    }

    /// This, and what an earlier list says that was not yet done.
    pub fn after(mut self, earlier: &Upload, files: &Files) -> Upload {
        for (_, path) in earlier.send.iter().filter(|(_, path)| files.contains_key(path)) {
            self.send(path);
        }
        let waiting = earlier.delete.iter().chain(&earlier.send);
        for (_, path) in waiting.filter(|(_, path)| !files.contains_key(path)) {
            self.delete(path);
        }
        self
    }

    /// Reads a list; `None` when it is not one of ours.
    pub fn read(list: &[u8]) -> Option<Upload> {
        let list = String::from_utf8_lossy(list);
        // Editors on Windows add a mark at the beginning and other line ends.
        let list = list.trim_start_matches('\u{FEFF}');
        if !list.starts_with(TITLE) {
            return None;
        }
        let mut upload = Upload::default();
        for line in list.lines() {
            if let Some(path) = line.strip_prefix(SEND) {
                upload.send(path);
            } else if let Some(path) = line.strip_prefix(DELETE) {
                upload.delete(path);
            }
        }
        Some(upload)
    }

    /// How many files are to be sent, and how many to be deleted.
    pub fn counts(&self) -> (usize, usize) {
        (self.send.len(), self.delete.len())
    }

    /// The list as words, to be read from top to bottom.
    pub fn print(&self, folder: &str) -> String {
        let mut out = format!("{TITLE}\n#\n");
        if self.send.is_empty() && self.delete.is_empty() {
            out.push_str(
                "# 変わったファイルはありません。アップロードするものも、削除するものもありません。\n",
            );
            return out;
        }
        let (send, delete) = self.counts();
        out.push_str(&format!(
            "# 「{folder}」の中のファイルを、上から順に、同じ場所へアップロードしてください（{send}ファイル）。\n"
        ));
        if delete > 0 {
            out.push_str(&format!(
                "# アップロードがすべて終わってから、最後に公開先のファイルを削除してください（{delete}ファイル）。公開先にないものは、そのままで構いません。\n"
            ));
        }
        out.push_str(
            "# 途中で止まっても、この順番であれば、公開中のページが壊れることはありません。続きから行ってください。\n\
             # すべて終わったら、この一覧のファイルを消してください。\n\
             # 残しておくと、次に作る一覧に今回の分も含まれます（送り忘れを防ぐためです）。\n\
             # この一覧はアップロードしないでください。\n",
        );
        let mut number = 0;
        for (step, title) in STEPS {
            section(&mut out, &mut number, title, SEND, &paths(&self.send, step));
        }
        let mut gone: Vec<&str> = Vec::new();
        for (step, _) in STEPS.iter().rev() {
            gone.extend(paths(&self.delete, *step));
        }
        let title = "公開先から削除するファイル（アップロードがすべて終わってから）";
        section(&mut out, &mut number, title, DELETE, &gone);
        out
    }

    fn send(&mut self, path: &str) {
        self.send.insert((UploadStep::of(path), path.to_owned()));
    }

    fn delete(&mut self, path: &str) {
        self.delete.insert((UploadStep::of(path), path.to_owned()));
    }
}

fn paths(files: &BTreeSet<(UploadStep, String)>, wanted: UploadStep) -> Vec<&str> {
    let inside = files.iter().filter(|(step, _)| *step == wanted);
    inside.map(|(_, path)| path.as_str()).collect()
}

fn section(out: &mut String, number: &mut u32, title: &str, verb: &str, paths: &[&str]) {
    if paths.is_empty() {
        return;
    }
    *number += 1;
    out.push_str(&format!("\n# {number}. {title}\n"));
    for path in paths {
        out.push_str(&format!("{verb}{path}\n"));
    }
}
