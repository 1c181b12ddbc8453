//! A snapshot: all files of a site as they stood at one moment, by path. Does not know what is in them.

use super::digest::Digest;
use super::error::DiskError;
use super::path::check_path;
use super::walk::{self, Limits};
use crate::diagnostic::Finding;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Folders below the root that a snapshot reads; `records/` is private and never read.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// The bytes of a file and their digest.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    bytes: Arc<[u8]>,
    digest: Digest,
}

impl File {
    /// A file of these bytes.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> File {
        let bytes = bytes.into();
        let digest = Digest::of(&bytes);
        File { bytes, digest }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, shared.
    pub fn shared(&self) -> Arc<[u8]> {
        self.bytes.clone()
    }

    /// SHA-256 of the bytes.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "File({} bytes, {})", self.bytes.len(), self.digest)
    }
}

/// All files of a site at one moment: `content/` and `themes/`, keyed by paths relative to the root
/// with `/` on every system, in the order of those paths.
///
/// Files whose names start with a dot are left out, except below `static/`, where only well-known
/// rubbish (`.DS_Store`, `.git` …) is. Symbolic links are followed inside the root only.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    files: BTreeMap<Arc<str>, File>,
    problems: Vec<Finding>,
}

impl Snapshot {
    /// Reads a site. A root, or a `content/`, that does not exist gives an empty snapshot.
    ///
    /// # Errors
    /// When the system refuses to read; files that are left out for their size, name or kind are
    /// [`problems`](Snapshot::problems) instead, all of them at once.
    pub fn read(root: &Path, limits: &Limits) -> Result<Snapshot, DiskError> {
        let found = walk::walk(root, &FOLDERS, limits)?;
        Ok(Snapshot {
            files: found.files.into_iter().collect(),
            problems: found.problems,
        })
    }

    /// A snapshot of files that are on no disk. A path that no site can hold becomes a problem.
    pub fn from_memory<P, B>(files: impl IntoIterator<Item = (P, B)>) -> Snapshot
    where
        P: Into<Arc<str>>,
        B: Into<Arc<[u8]>>,
    {
        let mut snapshot = Snapshot::default();
        for (path, bytes) in files {
            let path = path.into();
            match check_path(&path) {
                Ok(()) => {
                    snapshot.files.insert(path, File::new(bytes));
                }
                Err(fault) => snapshot.problems.push(walk::bad_name("", &path, fault)),
            }
        }
        snapshot
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// All files, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&Arc<str>, &File)> {
        self.files.iter()
    }

    /// The files below a folder (given without `/` at the end), in the order of their paths.
    pub fn under(&self, folder: &str) -> impl Iterator<Item = (&Arc<str>, &File)> {
        let prefix: Arc<str> = format!("{folder}/").into();
        self.files
            .range(prefix.clone()..)
            .take_while(move |(path, _)| path.starts_with(&*prefix))
    }

    /// What was left out and why, in the order of the paths.
    pub fn problems(&self) -> &[Finding] {
        &self.problems
    }
}
