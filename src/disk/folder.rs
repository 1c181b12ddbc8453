//! A published folder as it stands, wherever it was copied to: which files there are, read side by side. Does
//! not know what should be there.

use super::calls;
use super::carry;
use super::digest::Digest;
use super::error::{Action, DiskError, at};
use super::path::check_path;
use super::snapshot::{File, Snapshot};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// No file that is published is longer.
const LIMIT: u64 = 64 << 20;

/// The names of the files of a folder. Files under a name that starts with a dot are not kohyo's, and not listed.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    names: BTreeSet<Arc<str>>,
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
    /// Lists a folder.
    ///
    /// # Errors
    /// When there is no such folder, or the system refuses.
    pub fn list(path: &Path) -> Result<Folder, DiskError> {
        let there = calls::metadata(path).map_err(at(Action::Read, path))?;
        if !there.is_dir() {
            let refused = std::io::ErrorKind::NotADirectory.into();
            return Err(at(Action::Read, path)(refused));
        }
        let held = carry::list(path)?;
        let named = |path: &PathBuf| {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            parts.join("/").into()
        };
        Ok(Folder { path: path.to_owned(), names: held.plain.iter().map(named).collect() })
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
            let there = || calls::stand_if_any(&path).map_err(at(Action::Read, &path));
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

    /// The bytes of a file; `None` when there is no ordinary file of that name.
    ///
    /// # Errors
    /// When the system refuses, or it is longer than anything that kohyo publishes.
    pub fn file(&self, name: &str) -> Result<Option<File>, DiskError> {
        let path = self.path.join(name);
        // What is no ordinary file may never end.
        let there = calls::stand_if_any(&path).map_err(at(Action::Read, &path))?;
        if !there.is_some_and(|there| there.is_file()) {
            return Ok(None);
        }
        let bytes = calls::read_if_any(&path, LIMIT).map_err(at(Action::Read, &path))?;
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
