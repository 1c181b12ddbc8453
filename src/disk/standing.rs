//! An output folder as it stands, looked at before anything is made: whose it is, whether it can be replaced, and what
//! is published in it. Takes no lock and writes nothing.

use super::calls;
use super::carried::{Coming, Fates};
use super::error::{Action, DiskError, FailedAt as _};
use super::folder::list_held;
use super::path::HOME;
use super::swap::{Output, OutputMark};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// An output folder that a build may replace, or make.
#[derive(Debug)]
pub struct Standing {
    pub(super) output: Output,
}

impl Standing {
    /// Looks at the output folder `out` (relative to the current folder; need not exist) of the site at `root`.
    ///
    /// # Errors
    /// What [`Staging::begin`](super::Staging::begin), and the lock before it, would refuse.
    pub fn look(root: &Path, out: &Path, mark: OutputMark) -> Result<Standing, DiskError> {
        let root = calls::canonical(root).failed_at(Action::Read, root)?;
        let home = root.join(HOME);
        let there = calls::stand_if_any(&home).failed_at(Action::Lock, &home)?;
        if there.is_some_and(|there| !there.is_dir()) {
            return Err(DiskError::Blocked { path: home });
        }
        let output = Output::of(&root, out, mark)?;
        if let Some(made) = output.check_ours()? {
            let held = list_held(&output.path)?;
            // What was made is made again, here or with other words; which addresses are new only a build knows.
            let again: HashSet<&str> = made.0.keys().map(String::as_str).collect();
            let coming = |path: &str| match again.contains(path) {
                true => Coming::Same,
                false => Coming::Nothing,
            };
            Fates::of((&output.path, &held), (&made, mark.name), &again, coming)?;
        }
        for folder in [&root, &output.parent] {
            let there = calls::stand_if_any(folder).failed_at(Action::Write, folder)?;
            if there.is_some() {
                calls::check_writable(folder).failed_at(Action::Write, folder)?;
            }
        }
        Ok(Standing { output })
    }

    /// The bytes of a file in it, `None` when there is none.
    ///
    /// # Errors
    /// When the system refuses, or the file is longer than `limit`.
    pub fn published(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, DiskError> {
        let path = self.output.path.join(path);
        calls::read_if_any(&path, limit).failed_at(Action::Read, &path)
    }

    /// The list beside it, `None` when there is none.
    ///
    /// # Errors
    /// When the system refuses, or the list is longer than `limit`.
    pub fn list_beside(&self, limit: u64) -> Result<Option<Vec<u8>>, DiskError> {
        let path = self.list_path();
        calls::read_if_any(&path, limit).failed_at(Action::Read, &path)
    }

    /// Where it lies.
    pub fn path(&self) -> PathBuf {
        self.output.path.clone()
    }

    /// Where the list beside it is.
    pub fn list_path(&self) -> PathBuf {
        self.output.list()
    }
}
