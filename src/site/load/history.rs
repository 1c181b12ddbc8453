//! Sealed versions and their ledger, proved against each other. Does not know the draft.

use super::path;
use crate::diagnostic::{Finding, Span};
use crate::disk::{File, Snapshot};
use crate::ledger::{
    Chain, ChainError, ChainFault, LedgerLine, LedgerState, VersionId, VersionRecord,
};
use crate::site::Slug;
use crate::tree::Digest;
use crate::{fill, sections, tree};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a document's ledger says, and the texts of its versions.
#[derive(Default)]
pub struct History {
    /// The ledger.
    pub chain: Chain,
    /// Its lines taken together.
    pub account: LedgerState,
    /// The texts of its versions, as far as they can be read.
    pub texts: BTreeMap<VersionId, Arc<tree::Provision>>,
}

/// A ledger that hangs together, and the files that it names.
pub struct Proved<'a> {
    /// The ledger.
    pub chain: Chain,
    /// Its lines taken together.
    pub account: LedgerState,
    /// The files of its versions that have the digests it names.
    pub files: BTreeMap<VersionId, (&'a Arc<str>, &'a File)>,
}

/// Reads the ledger and the versions of a document. Of a ledger with a fault nothing is used.
pub fn read_history(snapshot: &Snapshot, slug: &Slug, findings: &mut Vec<Finding>) -> History {
    let Some(proved) = prove(snapshot, Shelf::Content(slug.as_str()), findings) else {
        return History::default();
    };
    let mut reader = tree::CanonicalReader::default();
    let mut texts = BTreeMap::new();
    for (id, (path, file)) in proved.files {
        match reader.read_sealed(file.bytes(), file.digest()) {
            Ok(tree) => {
                texts.insert(id, tree);
            }
            Err(error) => {
                let span = Span::new(path.clone(), line(file.bytes(), error.line));
                findings.push(Finding::error("version-form", fill! { what = error.what }).at(span));
            }
        }
    }
    History { chain: proved.chain, account: proved.account, texts }
}

/// Proves a document's ledger, and the files of its versions against it; `None` when the ledger has a fault.
/// No text is read.
pub fn prove<'a>(
    snapshot: &'a Snapshot,
    shelf: Shelf<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Proved<'a>> {
    let ledger_path = shelf.ledger();
    let (mut there, misnamed) = files(snapshot, shelf);
    if let Shelf::Content(slug) = shelf
        && snapshot.file(&ledger_path).is_none()
        && !there.is_empty()
    {
        findings
            .push(Finding::error("ledger-missing", fill! { slug }).at(Span::file(&*ledger_path)));
        return None;
    }
    let bytes = snapshot.file(&ledger_path).map_or(&[][..], |file| file.bytes());
    let chain = match Chain::read(bytes) {
        Ok(chain) => chain,
        Err(error) => {
            findings.push(ledger_fault(shelf, bytes, &error));
            return None;
        }
    };
    let account = match LedgerState::of(chain.lines()) {
        Ok(account) => account,
        Err(illegal) => {
            let span = Span::new(&*ledger_path, line(bytes, illegal.line));
            let why = illegal.fault.message();
            findings.push(Finding::error("ledger-order", fill! { why }).at(span));
            return None;
        }
    };
    let is_unknown = |id: &VersionId| account.entry(*id).is_none();
    let unknown: Vec<VersionId> = there.keys().copied().filter(is_unknown).collect();
    let unrecorded = unknown.iter().filter_map(|id| there.remove(id)).collect();
    let mut others = Others { unrecorded, misnamed };
    let mut files = BTreeMap::new();
    for entry in account.entries() {
        let Some((path, file)) = there.remove(&entry.id) else {
            let made = |line: &LedgerLine| line.event.act.makes() == Some(entry.id);
            let at = chain.lines().iter().position(made).map_or(1, |at| at + 1);
            let span = Span::new(&*ledger_path, line(bytes, at));
            findings.push(others.missing(shelf, entry).at(span));
            continue;
        };
        match other_than_recorded(shelf, path, file, entry) {
            None => {
                files.insert(entry.id, (path, file));
            }
            Some(finding) => findings.push(finding),
        }
    }
    findings.extend(others.left(shelf));
    Some(Proved { chain, account, files })
}

fn ledger_fault(shelf: Shelf<'_>, bytes: &[u8], error: &ChainError) -> Finding {
    let is_only_line_ends =
        bytes.windows(2).any(|two| two == b"\r\n") && Chain::read(&unix(bytes)).is_ok();
    if is_only_line_ends {
        return line_ends(Span::file(shelf.ledger()));
    }
    let name = match error.fault {
        ChainFault::Broken => "ledger-form.chain",
        ChainFault::Form(_) if sections::conflict(bytes).is_some() => "ledger-form.conflict",
        ChainFault::Form(_) => "ledger-form",
    };
    Finding::error(name, fill! { what = error.fault, slug = shelf.slug() })
        .at(Span::new(shelf.ledger(), line(bytes, error.line)))
}

/// Files in the place of versions that are none which the ledger knows.
struct Others<'a> {
    unrecorded: Vec<VersionFile<'a>>,
    misnamed: Vec<VersionFile<'a>>,
}

impl Others<'_> {
    /// What to say of a version without a file; one that lies under another name is told no more.
    fn missing(&mut self, shelf: Shelf<'_>, entry: &VersionRecord) -> Finding {
        let (file, slug) = (shelf.version(entry.id), shelf.slug());
        if let Shelf::Published(_) = shelf {
            return Finding::error("version-missing.published", fill! { file });
        }
        for all in [&mut self.unrecorded, &mut self.misnamed] {
            let renamed = all.iter().position(|(_, file)| file.digest() == entry.file_digest());
            if let Some(at) = renamed {
                let (other, _) = all.remove(at);
                return Finding::error("version-renamed", fill! { file, other });
            }
        }
        Finding::error("version-missing", fill! { file, slug })
    }

    /// What to say of those that are left.
    fn left(self, shelf: Shelf<'_>) -> Vec<Finding> {
        let slug = shelf.slug();
        let unrecorded = self.unrecorded.into_iter().map(|(path, _)| match shelf {
            Shelf::Content(_) => (path, Finding::error("version-unrecorded", fill! { slug })),
            Shelf::Published(_) => (path, Finding::error("version-unrecorded.published", &[])),
        });
        let misnamed = self.misnamed.into_iter();
        let misnamed = misnamed.map(|(path, _)| (path, Finding::error("version-name", fill! {})));
        let all = unrecorded.chain(misnamed);
        all.map(|(path, finding)| finding.at(Span::file(path.clone()))).collect()
    }
}

type VersionFile<'a> = (&'a Arc<str>, &'a File);

/// The files of a document's versions by their identity, and those that have no name of one.
fn files<'a>(
    snapshot: &'a Snapshot,
    shelf: Shelf<'_>,
) -> (BTreeMap<VersionId, VersionFile<'a>>, Vec<VersionFile<'a>>) {
    let folder = shelf.versions();
    let (mut out, mut misnamed) = (BTreeMap::new(), Vec::new());
    for (file, content) in snapshot.under(&folder) {
        match shelf.stored(&file[folder.len() + 1..]) {
            Stored::Version(id) => {
                out.insert(id, (file, content));
            }
            Stored::Misnamed => misnamed.push((file, content)),
            Stored::Other => {}
        }
    }
    (out, misnamed)
}

/// What is wrong with a version file that is not the one that the ledger names.
fn other_than_recorded(
    shelf: Shelf<'_>,
    path: &Arc<str>,
    file: &File,
    entry: &VersionRecord,
) -> Option<Finding> {
    let digest = entry.file_digest();
    if file.digest() == digest {
        return None;
    }
    let is_only_line_ends = Digest::of(&unix(file.bytes())) == digest;
    let mut before = entry.withheld.iter().map(|withheld| withheld.digest);
    let is_from_before =
        file.digest() == entry.digest || before.any(|digest| digest == file.digest());
    Some(match (is_only_line_ends, is_from_before) {
        (true, _) => line_ends(Span::file(path.clone())),
        (false, true) => Finding::error("version-withheld", fill! {}).at(Span::file(path.clone())),
        (false, false) => changed(shelf, where_broken(path, file)),
    })
}

/// The line of a version file that has not the form of one; the whole file where every line has.
fn where_broken(path: &Arc<str>, file: &File) -> Span {
    match tree::CanonicalReader::default().read(file.bytes()) {
        Ok(_) => Span::file(path.clone()),
        Err(error) => Span::new(path.clone(), line(file.bytes(), error.line)),
    }
}

/// The bytes of a line, from 1, without its end.
pub fn line(bytes: &[u8], number: usize) -> Range<usize> {
    let mut start = 0;
    for _ in 1..number {
        match bytes[start..].iter().position(|b| *b == b'\n') {
            Some(found) => start += found + 1,
            None => break,
        }
    }
    let rest = &bytes[start..];
    let end = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
    start..start + end
}

/// The bytes with the line ends that kohyo writes.
fn unix(bytes: &[u8]) -> Vec<u8> {
    let is_kept = |at: &usize| !bytes[*at..].starts_with(b"\r\n");
    (0..bytes.len()).filter(is_kept).map(|at| bytes[at]).collect()
}

fn line_ends(span: Span) -> Finding {
    Finding::error("line-ends", fill! {}).at(span)
}

fn changed(shelf: Shelf<'_>, span: Span) -> Finding {
    Finding::error("version-changed", fill! { slug = shelf.slug() }).at(span)
}

/// Where the sealed files of a document lie; it names the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf<'a> {
    /// In `content/`.
    Content(&'a str),
    /// In a published folder.
    Published(&'a str),
}

/// What a file below the folder of the versions is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// The file of a version.
    Version(VersionId),
    /// A file in the place of a version, under no name of one.
    Misnamed,
    /// Something beside it.
    Other,
}

impl<'a> Shelf<'a> {
    /// The document.
    pub fn slug(self) -> &'a str {
        match self {
            Shelf::Content(slug) | Shelf::Published(slug) => slug,
        }
    }

    /// The path of the ledger.
    pub fn ledger(self) -> String {
        match self {
            Shelf::Content(slug) => path(&format!("{slug}/ledger.jsonl")),
            Shelf::Published(slug) => format!("{slug}/ledger.jsonl"),
        }
    }

    /// The folder of the versions.
    pub fn versions(self) -> String {
        match self {
            Shelf::Content(slug) => path(&format!("{slug}/versions")),
            Shelf::Published(slug) => format!("{slug}/versions"),
        }
    }

    /// The path of a version file.
    pub fn version(self, id: VersionId) -> String {
        let folder = self.versions();
        match self {
            Shelf::Content(_) => format!("{folder}/{id}.jsonl"),
            Shelf::Published(_) => format!("{folder}/{id}/version.jsonl"),
        }
    }

    /// What a file is, by its name below the folder of the versions.
    pub fn stored(self, name: &str) -> Stored {
        let id = match self {
            Shelf::Content(_) => name.strip_suffix(".jsonl"),
            Shelf::Published(_) => match name.strip_suffix("/version.jsonl") {
                Some(id) => Some(id),
                None => return Stored::Other,
            },
        };
        match id.and_then(|id| id.parse().ok()) {
            Some(id) => Stored::Version(id),
            None => Stored::Misnamed,
        }
    }
}
