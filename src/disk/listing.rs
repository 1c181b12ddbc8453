//! The list beside an output folder (`public.upload.txt`): put into place together with the tree that it was
//! made for, whatever is killed between. Does not know what it says.
//!
//! It is written under a hidden name that ends in the digest of the new tree's manifest before the swap, and
//! renamed after it. What a killed build left is judged by that digest: a list for the tree in place is put
//! into place, any other is removed.

use super::calls;
use super::digest::Digest;
use super::error::{Action, DiskError, at};
use super::swap::{MANIFEST_BYTES, Output};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the name of the list adds to the name of the output folder.
const ENDING: &str = ".upload.txt";

/// The manifest, by which a list knows its tree.
const MANIFEST: &str = "manifest.json";

impl Output {
    /// Where the list is.
    pub(super) fn list(&self) -> PathBuf {
        list_of(&self.path).expect("an output folder has a name")
    }

    /// Writes a list for the staged tree whose manifest has this digest, hidden until [`Output::show_list`].
    pub(super) fn hide_list(&self, manifest: Digest, bytes: &[u8]) -> Result<PathBuf, DiskError> {
        let mut name = self.hidden();
        name.push(short(manifest));
        let path = self.parent.join(name);
        calls::remove_if_any(&path).map_err(at(Action::Remove, &path))?;
        calls::write_synced(&path, bytes).map_err(at(Action::Write, &path))?;
        Ok(path)
    }

    /// Puts a hidden list into place; one that is there is replaced in one step.
    pub(super) fn show_list(&self, hidden: &Path) -> Result<(), DiskError> {
        let list = self.list();
        calls::rename(hidden, &list).map_err(at(Action::Write, &list))?;
        calls::sync_dir(&self.parent).map_err(at(Action::Write, &self.parent))
    }

    /// Judges the lists that killed builds left, once the swap they belong to is completed or taken back.
    pub(super) fn settle_lists(&self) -> Result<(), DiskError> {
        let prefix = self.hidden();
        let entries = calls::entries(&self.parent).map_err(at(Action::Read, &self.parent))?;
        for entry in entries {
            let name = entry.file_name().as_encoded_bytes();
            let Some(made_for) = name.strip_prefix(prefix.as_encoded_bytes()) else {
                continue;
            };
            let manifest = self.path.join(MANIFEST);
            let there = calls::read_if_any(&manifest, MANIFEST_BYTES)
                .map_err(at(Action::Read, &manifest))?;
            let is_for_it =
                there.is_some_and(|bytes| short(Digest::of(&bytes)).as_bytes() == made_for);
            if is_for_it {
                self.show_list(entry.path())?;
            } else {
                calls::remove_if_any(entry.path()).map_err(at(Action::Remove, entry.path()))?;
            }
        }
        Ok(())
    }

    fn hidden(&self) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".kohyo-list-");
        name
    }
}

/// Where the list beside an output folder is; `None` for a path without a name.
pub(super) fn list_of(out: &Path) -> Option<PathBuf> {
    let mut name = out.file_name()?.to_owned();
    name.push(ENDING);
    Some(out.with_file_name(name))
}

/// Enough of a digest for a name.
fn short(digest: Digest) -> String {
    digest.to_string()[..16].to_owned()
}
