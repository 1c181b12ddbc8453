//! A folder outside of the site's sources as it stands, wherever it was copied to: which files there are, read
//! side by side; and files put into one that can be made again at any time. Does not know what should be there.

use super::calls;
use super::digest::{Digest, File};
use super::error::{Action, DiskError, FailedAt as _};
use super::path::{check_path, is_dot};
use super::snapshot::Snapshot;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::FileType;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// No file that is published is longer.
const LIMIT: u64 = 64 << 20;

/// The names of the files of a folder. Files under a name that starts with a dot are not kohyo's, and not listed.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    names: BTreeSet<Arc<str>>,
    dotted: BTreeSet<Arc<str>>,
}

/// What is wanted of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Its bytes.
    Bytes,
    /// Its digest.
    Digest,
    /// Nothing.
    Nothing,
}

/// What was read of a folder.
#[derive(Debug, Default)]
pub struct Seen {
    /// The digests of the files of which anything was wanted, by path.
    pub digests: Vec<(Arc<str>, Digest)>,
    /// Those of which the bytes were wanted.
    pub kept: Snapshot,
}

impl Folder {
    /// A folder of which files are read by their names.
    pub fn at(path: &Path) -> Folder {
        Folder { path: path.to_owned(), names: BTreeSet::new(), dotted: BTreeSet::new() }
    }

    /// Lists a folder.
    ///
    /// # Errors
    /// When there is no such folder, or the system refuses.
    pub fn list(path: &Path) -> Result<Folder, DiskError> {
        let there = calls::metadata(path).failed_at(Action::Read, path)?;
        if !there.is_dir() {
            let refused = std::io::ErrorKind::NotADirectory.into();
            return Err(refused).failed_at(Action::Read, path);
        }
        let held = list_held(path)?;
        let named = |path: &PathBuf| {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            parts.join("/").into()
        };
        let dotted = held.dots.iter().filter(|(_, kind)| !kind.is_dir());
        Ok(Folder {
            path: path.to_owned(),
            names: held.plain.keys().map(named).collect(),
            dotted: dotted.map(|(path, _)| named(path)).collect(),
        })
    }

    /// The same with those of the files named that are there under a name that starts with a dot: whoever names
    /// them knows them for kohyo's.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn with_dotted<'n>(
        mut self,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<Folder, DiskError> {
        for name in names.filter(|name| check_path(name).is_ok()) {
            let path = self.path.join(name);
            let is_dotted = name.split('/').any(|part| part.starts_with('.'));
            let there = || calls::stand_if_any(&path).failed_at(Action::Read, &path);
            if is_dotted && there()?.is_some_and(|there| there.is_file()) {
                self.names.insert(name.into());
            }
        }
        Ok(self)
    }

    /// The paths of its files, with `/`.
    pub fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.names.iter()
    }

    /// The paths of its files at or below a name that starts with a dot.
    pub fn dotted(&self) -> impl Iterator<Item = &Arc<str>> {
        self.dotted.iter()
    }

    /// The bytes of a file; `None` when there is no ordinary file of that name.
    ///
    /// # Errors
    /// When the system refuses, or it is longer than anything that kohyo publishes.
    pub fn file(&self, name: &str) -> Result<Option<File>, DiskError> {
        let path = self.path.join(name);
        // What is no ordinary file may never end.
        let there = calls::stand_if_any(&path).failed_at(Action::Read, &path)?;
        if !there.is_some_and(|there| there.is_file()) {
            return Ok(None);
        }
        let bytes = calls::read_if_any(&path, LIMIT).failed_at(Action::Read, &path)?;
        Ok(bytes.map(File::new))
    }

    /// Reads what is wanted of the files.
    ///
    /// # Errors
    /// As [`file`](Folder::file).
    pub fn read(&self, want: impl Fn(&str) -> Want + Sync) -> Result<Seen, DiskError> {
        let names: Vec<&Arc<str>> = self.names.iter().collect();
        type One = Option<(Arc<str>, Digest, Option<File>)>;
        let read = |name: &Arc<str>| -> Result<One, DiskError> {
            let wanted = want(name);
            if wanted == Want::Nothing {
                return Ok(None);
            }
            let Some(file) = self.file(name)? else {
                return Ok(None);
            };
            let digest = file.digest();
            let kept = (wanted == Want::Bytes).then_some(file);
            Ok(Some((name.clone(), digest, kept)))
        };
        let read = names.into_par_iter().map(read);
        let all: Vec<_> = read.collect::<Result<Vec<_>, DiskError>>()?;
        let mut seen = Seen::default();
        for (name, digest, file) in all.into_iter().flatten() {
            if let Some(file) = file {
                seen.kept.keep(name.clone(), file);
            }
            seen.digests.push((name, digest));
        }
        Ok(seen)
    }
}

/// Puts files (path below `folder`, bytes) in place, each whole or not at all; folders are made as needed. A
/// file that holds those bytes already is not touched.
///
/// # Errors
/// [`DiskError::Name`] for a path that climbs, [`DiskError::Io`] when the system refuses; files before that one
/// are in place.
pub fn write_files<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
) -> Result<(), DiskError> {
    for (path, bytes) in files {
        check_path(path).map_err(|fault| DiskError::Name { path: path.to_owned(), fault })?;
        let target = folder.join(path);
        let limit = bytes.len() as u64;
        // What cannot be read, or is longer, is another file.
        if matches!(calls::read_if_any(&target, limit), Ok(Some(now)) if now == bytes) {
            continue;
        }
        let parent = target.parent().unwrap_or(folder);
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let beside = parent.join(format!(".{name}.kohyo-new"));
        let write = || {
            calls::make_dirs(parent)?;
            calls::remove_if_any(&beside)?;
            calls::write(&beside, bytes)?;
            calls::rename(&beside, &target)
        };
        write().failed_at(Action::Write, &target)?;
    }
    Ok(())
}

/// What an output folder holds, by path relative to it.
pub(super) struct Held {
    /// Files (and links) whose path has no part with a dot at its start.
    pub(super) plain: BTreeMap<PathBuf, FileType>,
    /// Everything at or below a name with a dot at its start; folders come before what they hold.
    pub(super) dots: BTreeMap<PathBuf, FileType>,
}

/// Lists an output folder; links are listed, not followed.
pub(super) fn list_held(out: &Path) -> Result<Held, DiskError> {
    let mut held = Held { plain: BTreeMap::new(), dots: BTreeMap::new() };
    let mut waiting = vec![(PathBuf::new(), Dotted::No)];
    while let Some((folder, dotted)) = waiting.pop() {
        let dir = out.join(&folder);
        for entry in calls::entries(&dir).failed_at(Action::Read, &dir)? {
            let name = entry.file_name();
            let path = folder.join(name);
            let kind = entry.file_type();
            let dotted = match dotted {
                Dotted::No if !is_dot(name) => Dotted::No,
                Dotted::No | Dotted::Yes => Dotted::Yes,
            };
            if kind.is_dir() {
                waiting.push((path.clone(), dotted));
            }
            match dotted {
                Dotted::Yes => {
                    held.dots.insert(path, kind);
                }
                Dotted::No if !kind.is_dir() => {
                    held.plain.insert(path, kind);
                }
                Dotted::No => {}
            }
        }
    }
    Ok(held)
}

/// Whether a folder is, or lies below, one whose name starts with a dot.
#[derive(Clone, Copy)]
enum Dotted {
    Yes,
    No,
}
