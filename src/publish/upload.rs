//! What to upload and what to delete, in safe order, for those who have only FTP: as a list that people
//! read and the next build reads back; and a build at the folder that is published: no ledger that was public may be
//! lost, and with the new tree comes the list. Does not know how pages are made.

use super::manifest::{self, Files};
use super::plan::SOURCES;
use crate::diagnostic::{Finding, Span};
use crate::disk::{DiskError, FinishedStaging, Lock, Snapshot, Staging, Standing, remove_list};
use crate::fill;
use crate::site::load::Shelf;
use crate::site::{Document, Site};
use std::collections::BTreeSet;
use std::path::Path;

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
/// The first page of a site whose root is ours.
const HOME: &str = "index.html";

/// What it replaces where the site is put at the top of a domain.
const OVER_HOME: &str = "\
# ########## 注意：トップページが入れ替わります ##########
# この一覧には、いちばん上のフォルダーの index.html があります。
# 公開先のいちばん上に送ると、そこにある今のトップページ（index.html）が、このサイトの一覧ページに置き換わります。
# 組合のトップページがほかにあるときは、送らないでください。content/site.yaml に「root: theirs」と書いて
# 作り直す（kohyo build）と、index.html を作らずに、文書のフォルダーだけを加えるサイトになります。
# ######################################################
#
";

/// What stands over the first page where it is made no longer: at that address may be a page of somebody else.
const HOME_GONE: &str = "公開先のトップページ（開いて確かめ、kohyo が作った一覧ページであるときだけ消してください。組合のトップページは消さないでください）";

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
        if self.send.contains(&(UploadStep::Index, HOME.to_owned())) {
            out.push_str(OVER_HOME);
        }
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
             # すべて終わったら、kohyo record upload を実行してください。アップロードした日が記録され、この一覧は片付きます。\n\
             # 実行しないうちは、次に作る一覧に今回の分も含まれます（送り忘れを防ぐためです）。\n\
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
        let (home, gone): (Vec<&str>, Vec<&str>) = gone.into_iter().partition(|path| *path == HOME);
        let title = "公開先から削除するファイル（アップロードがすべて終わってから）";
        section(&mut out, &mut number, title, DELETE, &gone);
        section(&mut out, &mut number, HOME_GONE, DELETE, &home);
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

/// No ledger, list or manifest that kohyo wrote is longer.
const LIMIT: u64 = 64 << 20;

/// What a release left.
pub struct Released {
    /// What became of the files.
    pub finished: FinishedStaging,
    /// How many files are to be sent, and how many to be deleted.
    pub counts: (usize, usize),
    /// Where the list of them is.
    pub list: String,
}

/// What stands against a build at the folder that is published, before a page is made: ledgers that were published
/// must be the beginning of ours (what was once shown is never dropped unseen), and the list beside it must be ours.
///
/// # Errors
/// When the disk does not give what was published.
pub fn refusals(
    standing: &Standing,
    site: &Site,
    snapshot: &Snapshot,
) -> Result<Vec<Finding>, DiskError> {
    let mut findings = Vec::new();
    let manifest = standing.published(manifest::NAME, LIMIT)?.unwrap_or_default();
    for path in manifest::paths(&manifest) {
        let Some(slug) = path.strip_suffix("/ledger.jsonl") else {
            continue;
        };
        let published = standing.published(&path, LIMIT)?.unwrap_or_default();
        let document = site.document(slug).filter(|document| !document.versions.is_empty());
        if !document.is_some_and(|document| document.ledger.bytes().starts_with(&published)) {
            findings.push(lost(slug, &published, site, snapshot));
        }
    }
    let list = standing.list_path();
    findings.extend(earlier(standing.list_beside(LIMIT)?, &list).err().map(|finding| *finding));
    Ok(findings)
}

/// Checks that nothing of others stands where a page that was made before, or one of the user's own files, is to stand.
///
/// # Errors
/// [`DiskError::InTheWay`]; otherwise when the disk does not give what stands there.
pub fn check_room(standing: &Standing, site: &Site) -> Result<(), DiskError> {
    standing.check_room(site.own_files.iter().map(|own| (&*own.path, &*own.bytes)))
}

/// What keeps a preview out of a folder: what was built into it is public, and uploaded from there.
///
/// # Errors
/// When the disk does not give what was published.
pub fn preview_refused(standing: &Standing) -> Result<Option<Finding>, DiskError> {
    let manifest = standing.published(manifest::NAME, LIMIT)?.unwrap_or_default();
    let is_public = manifest::paths(&manifest).iter().any(|path| path.starts_with(SOURCES));
    Ok(is_public.then(|| Finding::error("preview-over-public", fill! {})))
}

/// What became of a document whose published ledger is not the beginning of the one in its folder.
fn lost(slug: &str, published: &[u8], site: &Site, snapshot: &Snapshot) -> Finding {
    let (folder, ledger) = (format!("content/{slug}"), Shelf::Content(slug).ledger());
    let is_it = |document: &&Document| {
        document.slug.as_str() != slug
            && !published.is_empty()
            && document.ledger.bytes().starts_with(published)
    };
    let is_there = snapshot.under(&folder).next().is_some();
    if let Some(other) = site.documents.iter().find(is_it) {
        let name = if is_there { "document-renamed.swapped" } else { "document-renamed" };
        let other = &other.slug;
        let span = Span::file(format!("content/{other}/document.yaml"));
        return Finding::error(name, fill! { slug, other }).at(span);
    }
    if let Some(file) = snapshot.file(&ledger) {
        let is_older = published.starts_with(file.bytes());
        let name =
            if is_older { "ledger-not-a-continuation.older" } else { "ledger-not-a-continuation" };
        return Finding::error(name, fill! { slug }).at(Span::file(ledger));
    }
    let name = if is_there { "ledger-missing" } else { "document-lost" };
    Finding::error(name, fill! { slug }).at(Span::file(if is_there { ledger } else { folder }))
}

/// An earlier list that is still there; a file that is none is not written over.
fn earlier(list: Option<Vec<u8>>, at: &Path) -> Result<Option<Upload>, Box<Finding>> {
    let not_ours =
        || Box::new(Finding::error("upload-list-not-ours", fill! { path = at.display() }));
    list.map(|list| Upload::read(&list).ok_or_else(not_ours)).transpose()
}

/// Puts the new tree into place with the list of what to upload. Inside: why it does not.
///
/// # Errors
/// When the disk does not take it.
pub fn release(
    staging: Staging<'_>,
    out: &Path,
) -> Result<Result<Released, Box<Finding>>, DiskError> {
    let standing = staging.standing();
    let before = standing.published(manifest::NAME, LIMIT)?;
    let before = manifest::files_with_itself(&before.unwrap_or_default());
    let after = staging.files();
    let mut wanted = Upload::between(&before, &after);
    let list = standing.list_path();
    match earlier(standing.list_beside(LIMIT)?, &list) {
        Ok(Some(earlier)) => wanted = wanted.after(&earlier, &after),
        Ok(None) => {}
        Err(finding) => return Ok(Err(finding)),
    }
    let folder = out.file_name().unwrap_or_default().to_string_lossy();
    let finished = staging.finish_with_list(wanted.print(&folder).as_bytes())?;
    Ok(Ok(Released { finished, counts: wanted.counts(), list: list.display().to_string() }))
}

/// Retires the list beside an output folder once what it says is done; a file that is not a list of ours stays.
///
/// # Errors
/// When the disk does not give it, or does not let it go.
pub fn retire_list(lock: &Lock, out: &Path) -> Result<(), DiskError> {
    remove_list(lock, out, LIMIT, |list| Upload::read(list).is_some())
}
