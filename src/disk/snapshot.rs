//! A snapshot: all files of a site as they stood at one moment, by path. Does not know what is in them.

use super::digest::File;
use super::edits::{After, Before, Edits};
use super::error::DiskError;
use super::journal::Stamp;
use super::path::check_path;
use super::walk::{self, Limits};
use crate::diagnostic::Finding;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Folders below the root that a snapshot reads; `records/` is private and never read.
pub(super) const FOLDERS: [&str; 2] = ["content", "themes"];

/// How often a reader starts again when commands keep changing the site.
const READ_ATTEMPTS: usize = 16;

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
    /// A change that a killed command decided but did not complete is seen as made, and a command that
    /// changes the site meanwhile is seen as a whole or not at all; no lock is needed.
    ///
    /// # Errors
    /// When the system refuses to read, or the site keeps changing; files that are left out for their
    /// size, name or kind are [`problems`](Snapshot::problems) instead, all of them at once.
    pub fn read(root: &Path, limits: &Limits) -> Result<Snapshot, DiskError> {
        for _ in 0..READ_ATTEMPTS {
            let stamp = Stamp::read(root)?;
            let snapshot = Snapshot::read_once(root, limits, &stamp);
            if stamp == Stamp::read(root)? {
                return snapshot;
            }
        }
        let path = root.to_owned();
        Err(DiskError::Busy { path })
    }

    fn read_once(root: &Path, limits: &Limits, stamp: &Stamp) -> Result<Snapshot, DiskError> {
        let found = walk::walk(root, &FOLDERS, limits)?;
        let mut snapshot =
            Snapshot { files: found.files.into_iter().collect(), problems: found.problems };
        for (path, bytes) in stamp.decided(root)? {
            snapshot.set(&path, bytes.map(File::new));
        }
        Ok(snapshot)
    }

    /// What a path must hold when it is written: what it held when the snapshot was read.
    pub fn before(&self, path: &str) -> Before {
        self.file(path).map_or(Before::Absent, |file| Before::Was(file.digest()))
    }

    /// The edits that make another snapshot of this one.
    ///
    /// # Errors
    /// When a path cannot be a file of a site.
    pub fn edits_to(&self, after: &Snapshot) -> Result<Edits, DiskError> {
        let mut edits = Edits::new();
        for (path, file) in after.files() {
            let before = self.before(path);
            if before != Before::Was(file.digest()) {
                edits.write(path, file.shared(), before)?;
            }
        }
        for (path, _) in self.files().filter(|(path, _)| after.file(path).is_none()) {
            edits.remove(path, self.before(path))?;
        }
        Ok(edits)
    }

    /// This snapshot as it will be after some edits; nothing is written.
    pub fn with(&self, edits: &Edits) -> Snapshot {
        let mut after = self.clone();
        for (path, edit) in edits.iter() {
            match &edit.after {
                After::Bytes(bytes) => after.set(path, Some(File::new(bytes.clone()))),
                After::Gone => after.set(path, None),
            }
        }
        after
    }

    /// Sets one file, if it is one that a snapshot reads.
    fn set(&mut self, path: &str, file: Option<File>) {
        if !walk::is_read(path, &FOLDERS) {
            return;
        }
        match file {
            Some(file) => {
                self.files.insert(path.into(), file);
            }
            None => {
                self.files.remove(path);
            }
        }
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

    /// Takes one more file as it is.
    pub(super) fn keep(&mut self, path: Arc<str>, file: File) {
        self.files.insert(path, file);
    }

    /// The files of both; `folder` stands before the paths of the other. For showing places in them.
    pub fn beside(mut self, folder: &str, other: &Snapshot) -> Snapshot {
        for (path, file) in &other.files {
            let path = format!("{folder}/{path}");
            self.files.insert(path.into(), file.clone());
        }
        self
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
        self.files.range(prefix.clone()..).take_while(move |(path, _)| path.starts_with(&*prefix))
    }

    /// What was left out and why, in the order of the paths.
    pub fn problems(&self) -> &[Finding] {
        &self.problems
    }
}
