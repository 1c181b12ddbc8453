//! The output folder and the folders beside it: whose it is, how it is replaced in one step, and what a
//! killed build left. Does not know how pages are staged.
//!
//! Where two folders can be exchanged (`renameat2` on Linux, `renameatx_np` on macOS) the swap is one
//! call. Elsewhere it is two renames, and the names of the folders are the journal:
//! `.<name>.kohyo-ready` is a complete new tree, `.<name>.kohyo-old` the one it replaces.
//! [`Output::repair`] goes forward from `ready`, and back from `old` alone.
//!
//! The list beside an output folder (`public.upload.txt`) is put into place together with the tree that it was
//! made for, whatever is killed between: it is written under a hidden name that ends in the digest of the new
//! tree's manifest before the swap, and renamed after it. What a killed build left is judged by that digest: a
//! list for the tree in place is put into place, any other is removed.

use super::calls;
use super::carried::MadeFiles;
use super::digest::Digest;
use super::error::{Action, DiskError, FailedAt as _};
use super::lock::Lock;
use super::path::{HOME, check_path, is_dot};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Bytes a manifest may have: 20,000 files with long paths.
pub(super) const MANIFEST_BYTES: u64 = 64 << 20;

/// The file by which an output folder is known for ours.
#[derive(Clone, Copy, Debug)]
pub struct OutputMark {
    /// Its name.
    pub name: &'static str,
    /// The files that it names, with their digests; `None` for bytes that do not say that kohyo wrote them.
    pub files: fn(&[u8]) -> Option<BTreeMap<String, Digest>>,
}

/// How an output folder was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwapWay {
    /// In one step: there was no moment without it.
    OneStep,
    /// By two renames, with a moment between them, since the file system cannot exchange folders.
    TwoRenames,
}

/// A swap that was done.
pub(super) struct Swapped {
    /// Where the old tree is now, to be removed.
    pub(super) old: Option<PathBuf>,
    pub(super) way: SwapWay,
}

/// Completes or takes back a swap that a killed build left half done; `out` relative to the current folder.
///
/// # Errors
/// As [`Staging::begin`](super::Staging::begin): a folder that is not ours is not touched.
pub fn repair_output(lock: &Lock, out: &Path, mark: OutputMark) -> Result<(), DiskError> {
    let output = Output::at(lock, out, mark)?;
    output.check_ours()?;
    output.repair()?;
    output.settle_lists()
}

/// An output folder, by its parent (real path) and name.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) parent: PathBuf,
    pub(super) name: OsString,
    pub(super) path: PathBuf,
    /// Stands in the names of staging folders, so that a build removes only leftovers of its own site.
    site: String,
    /// Everything beside the output folder that looks like a leftover is one: the site owns its root.
    is_in_site: bool,
    pub(super) mark: OutputMark,
}

impl Output {
    /// The output folder at `out`, whether or not it exists; the folder that it lies in does.
    pub(super) fn at(lock: &Lock, out: &Path, mark: OutputMark) -> Result<Output, DiskError> {
        let output = Output::of(lock.root(), out, mark)?;
        calls::make_dirs(&output.parent).failed_at(Action::Write, &output.parent)?;
        Ok(output)
    }

    /// The same for the site at `root`, a real path; nothing is made.
    pub(super) fn of(root: &Path, out: &Path, mark: OutputMark) -> Result<Output, DiskError> {
        let not_a_folder = || DiskError::NotAFolder { path: out.to_owned() };
        let absolute = std::path::absolute(out).failed_at(Action::Write, out)?;
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(not_a_folder());
        };
        let parent = real(parent)?.ok_or_else(not_a_folder)?;
        let path = parent.join(name);
        let sources = ["content", "themes", "records", HOME];
        let overlaps = |source: &str| path.starts_with(root.join(source));
        if root.starts_with(&path) || sources.into_iter().any(overlaps) {
            return Err(DiskError::OverSite { path });
        }
        let digest = super::Digest::of(root.as_os_str().as_encoded_bytes());
        Ok(Output {
            is_in_site: parent.starts_with(root),
            site: digest.to_string()[..8].to_owned(),
            name: name.to_owned(),
            parent,
            path,
            mark,
        })
    }

    /// What kohyo made in the folder, `None` where there is no folder. Refuses links, files, mount points and folders
    /// of others: a folder is ours by a manifest of which a file that it names is here as it says.
    pub(super) fn check_ours(&self) -> Result<Option<MadeFiles>, DiskError> {
        let path = self.path.clone();
        let there = calls::stand_if_any(&path).failed_at(Action::Read, &path)?;
        let Some(there) = there else {
            return Ok(None);
        };
        if !there.is_dir() {
            return Err(DiskError::NotAFolder { path });
        }
        let parent = calls::metadata(&self.parent).failed_at(Action::Read, &self.parent)?;
        if calls::is_mount_point(&there, &parent) {
            return Err(DiskError::MountPoint { path });
        }
        let entries = calls::entries(&path).failed_at(Action::Read, &path)?;
        let mut seen = entries.iter().map(|entry| entry.file_name()).filter(|name| !is_dot(name));
        let is_alone = seen.clone().all(|name| name == self.mark.name);
        if seen.next().is_none() {
            return Ok(Some(MadeFiles::default()));
        }
        let manifest = path.join(self.mark.name);
        let is_file = calls::stand_if_any(&manifest)
            .failed_at(Action::Read, &manifest)?
            .is_some_and(|there| there.is_file());
        if !is_file {
            return Err(DiskError::NotOurs { path });
        }
        let bytes =
            calls::read_file(&manifest, MANIFEST_BYTES).failed_at(Action::Read, &manifest)?;
        let Some(files) = bytes.and_then(|bytes| (self.mark.files)(&bytes)) else {
            return Err(DiskError::NotOurs { path });
        };
        let mut made = MadeFiles(files);
        made.0.retain(|path, _| check_path(path).is_ok());
        if is_alone || made.fits(&path)? {
            Ok(Some(made))
        } else {
            Err(DiskError::NoneFits { path })
        }
    }

    /// Finishes a swap by two renames that was cut off; leaves nothing of it behind.
    pub(super) fn repair(&self) -> Result<(), DiskError> {
        let (ready, old) = (self.beside("ready"), self.beside("old"));
        let has_ready = self.has(&ready)?;
        let has_old = self.has(&old)?;
        if has_ready && has_old && self.has(&self.path)? {
            // Someone made an empty folder where ours was missing; a full one is not ours or newer.
            let _ = calls::remove_empty_dir(&self.path);
        }
        if !self.has(&self.path)? {
            let whole = if has_ready { &ready } else { &old };
            if has_ready || has_old {
                calls::rename(whole, &self.path).failed_at(Action::Write, &self.path)?;
                self.sync_parent()?;
            }
        }
        for rest in [&ready, &old] {
            calls::remove_tree(rest).failed_at(Action::Remove, rest)?;
        }
        Ok(())
    }

    /// Removes the staging folders of killed builds.
    pub(super) fn remove_leftovers(&self) -> Result<(), DiskError> {
        let any = self.staging_prefix("");
        let own = self.staging_prefix(&self.site);
        let entries = calls::entries(&self.parent).failed_at(Action::Read, &self.parent)?;
        for entry in entries {
            let name = entry.file_name();
            let prefix = if self.is_in_site { &any } else { &own };
            let bytes = name.as_encoded_bytes();
            if bytes.starts_with(prefix.as_encoded_bytes()) {
                calls::remove_tree(entry.path()).failed_at(Action::Remove, entry.path())?;
            }
        }
        Ok(())
    }

    /// Makes an empty staging folder beside the output folder.
    pub(super) fn make_staging(&self) -> Result<PathBuf, DiskError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let mut name = self.staging_prefix(&self.site);
        let serial = COUNT.fetch_add(1, Ordering::Relaxed);
        name.push(format!("-{}-{serial}", std::process::id()));
        let path = self.parent.join(name);
        calls::make_dir(&path).failed_at(Action::Write, &path)?;
        Ok(path)
    }

    /// Puts a complete tree in the place of the output folder.
    pub(super) fn swap(&self, staged: &Path) -> Result<Swapped, DiskError> {
        if !self.has(&self.path)? {
            calls::rename(staged, &self.path).failed_at(Action::Write, &self.path)?;
            self.sync_parent()?;
            return Ok(Swapped { old: None, way: SwapWay::OneStep });
        }
        let (old, way) = match calls::exchange(staged, &self.path) {
            Ok(()) => (staged.to_owned(), SwapWay::OneStep),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                (self.two_renames(staged)?, SwapWay::TwoRenames)
            }
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices
                ) =>
            {
                let path = self.path.clone();
                return Err(DiskError::MountPoint { path });
            }
            Err(error) => return Err(error).failed_at(Action::Write, &self.path),
        };
        self.sync_parent()?;
        Ok(Swapped { old: Some(old), way })
    }

    fn two_renames(&self, staged: &Path) -> Result<PathBuf, DiskError> {
        let (ready, old) = (self.beside("ready"), self.beside("old"));
        calls::rename(staged, &ready).failed_at(Action::Write, &ready)?;
        let first = calls::rename(&self.path, &old).failed_at(Action::Write, &self.path);
        if let Err(error) = first {
            // Back under its own name, where dropping the staging removes it.
            let _ = calls::rename(&ready, staged);
            return Err(error);
        }
        let second = calls::rename(&ready, &self.path).failed_at(Action::Write, &self.path);
        if let Err(error) = second {
            let _ = calls::rename(&old, &self.path);
            let _ = calls::rename(&ready, staged);
            return Err(error);
        }
        Ok(old)
    }

    fn sync_parent(&self) -> Result<(), DiskError> {
        calls::sync_dir(&self.parent).failed_at(Action::Write, &self.parent)
    }

    fn has(&self, path: &Path) -> Result<bool, DiskError> {
        let there = calls::stand_if_any(path).failed_at(Action::Read, path)?;
        Ok(there.is_some())
    }

    fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(format!(".kohyo-{what}"));
        self.parent.join(name)
    }

    fn staging_prefix(&self, site: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(format!(".kohyo-staging-{site}"));
        name
    }
}

/// A folder's real path, whose last parts need not exist yet; `None` when those climb.
fn real(folder: &Path) -> Result<Option<PathBuf>, DiskError> {
    let mut missing = Vec::new();
    for existing in folder.ancestors() {
        let found = calls::if_any(calls::canonical(existing));
        match found.failed_at(Action::Write, existing)? {
            Some(real) => {
                let parts = missing.into_iter().rev();
                return Ok(Some(parts.fold(real, |path, part| path.join(part))));
            }
            None => match existing.file_name() {
                Some(name) => missing.push(name),
                None => return Ok(None),
            },
        }
    }
    Ok(None)
}

/// What the name of the list adds to the name of the output folder.
const ENDING: &str = ".upload.txt";

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
        calls::remove_if_any(&path).failed_at(Action::Remove, &path)?;
        calls::write_synced(&path, bytes).failed_at(Action::Write, &path)?;
        Ok(path)
    }

    /// Puts a hidden list into place; one that is there is replaced in one step.
    pub(super) fn show_list(&self, hidden: &Path) -> Result<(), DiskError> {
        let list = self.list();
        calls::rename(hidden, &list).failed_at(Action::Write, &list)?;
        calls::sync_dir(&self.parent).failed_at(Action::Write, &self.parent)
    }

    /// Judges the lists that killed builds left, once the swap they belong to is completed or taken back.
    pub(super) fn settle_lists(&self) -> Result<(), DiskError> {
        let prefix = self.hidden();
        let entries = calls::entries(&self.parent).failed_at(Action::Read, &self.parent)?;
        for entry in entries {
            let name = entry.file_name().as_encoded_bytes();
            let Some(made_for) = name.strip_prefix(prefix.as_encoded_bytes()) else {
                continue;
            };
            let manifest = self.path.join(self.mark.name);
            let there =
                calls::read_if_any(&manifest, MANIFEST_BYTES).failed_at(Action::Read, &manifest)?;
            let is_for_it =
                there.is_some_and(|bytes| short(Digest::of(&bytes)).as_bytes() == made_for);
            if is_for_it {
                self.show_list(entry.path())?;
            } else {
                calls::remove_if_any(entry.path()).failed_at(Action::Remove, entry.path())?;
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

/// Removes the list beside an output folder, if its bytes are what `is_ours` knows.
///
/// # Errors
/// When the system refuses, or the list is longer than `limit`.
pub fn remove_list(
    _: &Lock,
    out: &Path,
    limit: u64,
    is_ours: impl Fn(&[u8]) -> bool,
) -> Result<(), DiskError> {
    let Some(list) = list_of(out) else {
        return Ok(());
    };
    let bytes = calls::read_if_any(&list, limit).failed_at(Action::Read, &list)?;
    if bytes.is_some_and(|bytes| is_ours(&bytes)) {
        calls::remove_if_any(&list).failed_at(Action::Remove, &list)?;
    }
    Ok(())
}

/// Whether a killed build, or one that could not remove all, left anything beside an output folder.
pub(super) fn has_leftovers(out: &Path) -> bool {
    let out = std::path::absolute(out).unwrap_or_default();
    let Some((folder, name)) = out.parent().zip(out.file_name()) else {
        return false;
    };
    let begins = [b".", name.as_encoded_bytes(), b".kohyo-"].concat();
    let is_left =
        |entry: &walkdir::DirEntry| entry.file_name().as_encoded_bytes().starts_with(&begins);
    calls::entries(folder).is_ok_and(|entries| entries.iter().any(is_left))
}

/// Enough of a digest for a name.
fn short(digest: Digest) -> String {
    digest.to_string()[..16].to_owned()
}
