//! What takes a command back that wrote into a ledger: of each file what it held before, kept privately until it is used.
//! Does not know what is published, nor touch the disk.

use crate::diagnostic::{Finding, Span};
use crate::disk::{Before, Digest, DiskError, Edits};
use crate::fill;
use crate::ledger::Chain;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The form that this release writes and reads.
const FORMAT: u8 = 1;

/// What takes a command back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoRecord {
    format: u8,
    /// The last line of the ledger since.
    pub head: Digest,
    /// How many uploads were recorded before it.
    pub uploads: usize,
    files: Vec<UndoneFile>,
}

/// A file that the command wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct UndoneFile {
    path: String,
    before: FileBefore,
    /// What it holds since; nothing where it is gone.
    after: Option<Digest>,
}

/// What a file held before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FileBefore {
    /// There was none.
    Absent,
    /// So many bytes, to which others were added.
    Begin(usize),
    /// These words.
    Words(String),
    /// These bytes.
    Bytes(Vec<u8>),
}

/// Where that lies which takes the last command back, by the number of lines that the ledger has since.
pub fn undo_path(slug: &str, ledger: &Chain) -> String {
    format!("records/undo/{slug}/{}.json", ledger.lines().len())
}

/// The edits of a command, with what takes them back, for each ledger that they write.
///
/// # Errors
/// When the disk does not give a file as it is.
pub fn undoable(
    edits: &Edits,
    uploads: usize,
    read: impl Fn(&str) -> Result<Option<Vec<u8>>, DiskError>,
) -> Result<Edits, DiskError> {
    let slugs: BTreeSet<&str> = edits.paths().filter_map(slug_of_ledger).collect();
    let mut all = edits.clone();
    for slug in &slugs {
        let ledger = edits.written(&ledger_of(slug)).and_then(|bytes| Chain::read(bytes).ok());
        let Some((ledger, head)) = ledger.and_then(|chain| chain.head().map(|head| (chain, head)))
        else {
            continue;
        };
        let mut files = Vec::new();
        for path in edits.paths().filter(|path| slugs.len() == 1 || is_of(path, slug)) {
            let after = edits.written(path);
            let before = FileBefore::of(read(path)?, after);
            files.push(UndoneFile { path: path.to_owned(), before, after: after.map(Digest::of) });
        }
        let record = UndoRecord { format: FORMAT, head, uploads, files };
        let bytes = serde_json::to_vec(&record).expect("strings and integers have a JSON form");
        // As many lines may have been there before, and taken back by other means.
        all.write(&undo_path(slug, &ledger), bytes, Before::Anything)?;
    }
    Ok(all)
}

fn ledger_of(slug: &str) -> String {
    format!("content/{slug}/ledger.jsonl")
}

fn slug_of_ledger(path: &str) -> Option<&str> {
    path.strip_prefix("content/")?.strip_suffix("/ledger.jsonl")
}

/// Whether a file belongs to a document, among those of several that one command wrote.
fn is_of(path: &str, slug: &str) -> bool {
    ["content", "records"].into_iter().any(|folder| {
        let below = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        below.and_then(|rest| rest.strip_prefix(slug)).is_some_and(|rest| rest.starts_with('/'))
    })
}

impl FileBefore {
    fn of(before: Option<Vec<u8>>, after: Option<&[u8]>) -> FileBefore {
        let Some(before) = before else {
            return FileBefore::Absent;
        };
        if after.is_some_and(|after| after.starts_with(&before)) {
            return FileBefore::Begin(before.len());
        }
        match String::from_utf8(before) {
            Ok(words) => FileBefore::Words(words),
            Err(error) => FileBefore::Bytes(error.into_bytes()),
        }
    }

    /// What it held; nothing where there was no file.
    fn bytes(&self, now: Option<&[u8]>) -> Option<Vec<u8>> {
        match self {
            FileBefore::Absent => None,
            FileBefore::Begin(length) => now?.get(..*length).map(<[u8]>::to_vec),
            FileBefore::Words(words) => Some(words.clone().into_bytes()),
            FileBefore::Bytes(bytes) => Some(bytes.clone()),
        }
    }
}

impl UndoRecord {
    /// Reads what [`undoable`] wrote; nothing where it is in another form.
    pub fn read(bytes: &[u8]) -> Option<UndoRecord> {
        let record: UndoRecord = serde_json::from_slice(bytes).ok()?;
        (record.format == FORMAT).then_some(record)
    }

    /// The edits that take the command back. Inside: a file that is no longer as the command wrote it.
    ///
    /// # Errors
    /// When the disk does not give a file, or a path cannot be one of a site.
    pub fn edits(
        &self,
        read: impl Fn(&str) -> Result<Option<Vec<u8>>, DiskError>,
    ) -> Result<Result<Edits, Box<Finding>>, DiskError> {
        let mut edits = Edits::new();
        for file in &self.files {
            let (path, now) = (&file.path, read(&file.path)?);
            if now.as_deref().map(Digest::of) != file.after {
                let finding = Finding::error("undo-changed", fill! { path });
                return Ok(Err(Box::new(finding.at(Span::file(path.as_str())))));
            }
            let was = file.after.map_or(Before::Absent, Before::Was);
            match file.before.bytes(now.as_deref()) {
                Some(bytes) => edits.write(path, bytes, was)?,
                None => edits.remove(path, was)?,
            }
        }
        Ok(Ok(edits))
    }
}
