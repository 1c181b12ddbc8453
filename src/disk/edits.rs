//! A set of edits to the files of a site, as a value: what each path holds afterwards, and what it must
//! hold before. Does not touch the disk.

use super::digest::Digest;
use super::error::DiskError;
use super::path::check_site_path;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a path must hold when the edits are committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Whatever there is, or nothing.
    Anything,
    /// Nothing: the file is new.
    Absent,
    /// The bytes with this digest: nobody edited the file since it was read.
    Was(Digest),
}

/// What a path holds after the edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum After {
    Bytes(Arc<[u8]>),
    Gone,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileEdit {
    pub(super) before: Before,
    pub(super) after: After,
}

/// Edits to the files of a site, at most one a path; committed all or none by
/// [`Lock::commit`](super::Lock::commit).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    edits: BTreeMap<String, FileEdit>,
    /// Lower-case paths, since some systems do not tell capitals apart.
    folded: BTreeMap<String, String>,
}

impl Edits {
    /// No edits.
    pub fn new() -> Edits {
        Edits::default()
    }

    /// The file at `path` (relative to the root, with `/`) holds `bytes` afterwards. Folders are made as needed.
    ///
    /// # Errors
    /// [`DiskError::Name`] for a path that climbs, is kohyo's own or cannot be stored on every system;
    /// [`DiskError::Twice`] when the set has this path already.
    pub fn write(
        &mut self,
        path: &str,
        bytes: impl Into<Arc<[u8]>>,
        before: Before,
    ) -> Result<(), DiskError> {
        let after = After::Bytes(bytes.into());
        self.add(path, FileEdit { before, after })
    }

    /// The file at `path` is gone afterwards.
    ///
    /// # Errors
    /// As [`write`](Edits::write).
    pub fn remove(&mut self, path: &str, before: Before) -> Result<(), DiskError> {
        let after = After::Gone;
        self.add(path, FileEdit { before, after })
    }

    /// These edits and then others, as one set: what the others write over is what these leave.
    ///
    /// # Errors
    /// [`DiskError::Twice`] when two of the paths differ in capitals only.
    pub fn then(mut self, others: &Edits) -> Result<Edits, DiskError> {
        for (path, edit) in &others.edits {
            match self.edits.get_mut(path) {
                Some(own) => own.after = edit.after.clone(),
                None => self.add(path, edit.clone())?,
            }
        }
        Ok(self)
    }

    fn add(&mut self, path: &str, edit: FileEdit) -> Result<(), DiskError> {
        check_site_path(path).map_err(|fault| DiskError::Name { path: path.to_owned(), fault })?;
        if let Some(first) = self.folded.insert(path.to_lowercase(), path.to_owned()) {
            return Err(DiskError::Twice { path: path.to_owned(), first });
        }
        self.edits.insert(path.to_owned(), edit);
        Ok(())
    }

    /// True when nothing would change.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The paths concerned, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.edits.keys().map(String::as_str)
    }

    /// Whether the set has this path.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.edits.contains_key(path)
    }

    /// What `path` holds afterwards, where the set writes it.
    pub fn written(&self, path: &str) -> Option<&[u8]> {
        match &self.edits.get(path)?.after {
            After::Bytes(bytes) => Some(bytes),
            After::Gone => None,
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &FileEdit)> {
        self.edits.iter().map(|(path, edit)| (path.as_str(), edit))
    }
}
