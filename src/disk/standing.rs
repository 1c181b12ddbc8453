//! An output folder as it stands, looked at before anything is made: whose it is, whether it can be replaced, and what
//! is published in it. Takes no lock and writes nothing.

use super::calls;
use super::carried::{Coming, Fates, MadeFiles};
use super::error::{Action, DiskError, FailedAt as _};
use super::folder::list_held;
use super::path::HOME;
use super::swap::{Output, OutputMark};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// An output folder that a build may replace, or make.
#[derive(Debug)]
pub struct Standing {
    pub(super) output: Output,
    /// What kohyo made in it; `None` where there is no folder.
    pub(super) made: Option<MadeFiles>,
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
        let made = output.check_ours()?;
        for folder in [&root, &output.parent] {
            let there = calls::stand_if_any(folder).failed_at(Action::Write, folder)?;
            if there.is_some() {
                calls::check_writable(folder).failed_at(Action::Write, folder)?;
            }
        }
        Ok(Standing { output, made })
    }

    /// Checks that nothing of others stands where what was made before, or one of these files, is to stand: paths with
    /// `/`, and bytes. Which other addresses are new only a build knows.
    ///
    /// # Errors
    /// [`DiskError::InTheWay`]; otherwise when the system refuses.
    pub fn check_room<'f>(
        &self,
        files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
    ) -> Result<(), DiskError> {
        let Some(made) = &self.made else {
            return Ok(());
        };
        let again = made.0.keys().map(|path| (path.as_str(), None));
        let files = files.into_iter().map(|(path, bytes)| (path, Some(bytes)));
        // What was made before is made again, or replaced: its bytes are not read.
        let all: HashMap<&str, Option<&[u8]>> = files.chain(again).collect();
        let coming = |path: &str| match all.get(path) {
            Some(Some(bytes)) if !self.holds(path, bytes) => Coming::Other,
            Some(_) => Coming::Same,
            None => Coming::Nothing,
        };
        let held = list_held(&self.output.path)?;
        let staged = all.keys().copied().collect();
        Fates::of((&self.output.path, &held), (made, self.output.mark.name), &staged, coming)
            .map(drop)
    }

    /// True when an ordinary file with these bytes is in place. What cannot be read is not.
    pub(super) fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        let there = self.output.path.join(path);
        let length = bytes.len() as u64;
        calls::stand(&there).is_ok_and(|there| there.is_file() && there.len() == length)
            && calls::read_file(&there, length).is_ok_and(|old| old.as_deref() == Some(bytes))
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

    /// Where the list beside it is.
    pub fn list_path(&self) -> PathBuf {
        self.output.list()
    }
}
