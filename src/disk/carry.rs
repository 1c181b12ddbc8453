//! Carries the user's own dotfiles (`.htaccess`, `.well-known/`, `.git` …) from the old output folder into
//! the new one, and tells which other files the old one holds. Does not know what kohyo wrote.

use super::calls;
use super::error::{Action, DiskError, at};
use super::swap::is_dot;
use std::collections::BTreeMap;
use std::fs::FileType;
use std::path::{Path, PathBuf};

/// What an output folder holds, by path relative to it.
pub(super) struct Held {
    /// Files (and links) whose path has no part with a dot at its start.
    pub(super) plain: Vec<PathBuf>,
    /// Everything at or below a name with a dot at its start; folders come before what they hold.
    pub(super) dots: BTreeMap<PathBuf, FileType>,
}

/// Lists an output folder; links are listed, not followed.
pub(super) fn list(out: &Path) -> Result<Held, DiskError> {
    let mut held = Held { plain: Vec::new(), dots: BTreeMap::new() };
    let mut waiting = vec![(PathBuf::new(), Dotted::No)];
    while let Some((folder, dotted)) = waiting.pop() {
        let dir = out.join(&folder);
        for entry in calls::entries(&dir).map_err(at(Action::Read, &dir))? {
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
                Dotted::No if !kind.is_dir() => held.plain.push(path),
                Dotted::No => {}
            }
        }
    }
    held.plain.sort();
    Ok(held)
}

/// Whether a folder is, or lies below, one whose name starts with a dot.
#[derive(Clone, Copy)]
enum Dotted {
    Yes,
    No,
}

/// Brings one entry of the old folder into the new one, where nothing of that name is. Files become
/// second names of the same file where the file system can, else copies; returns the copies.
pub(super) fn carry(from: &Path, to: &Path, kind: FileType) -> Result<Option<PathBuf>, DiskError> {
    let write = || at(Action::Write, to);
    if kind.is_dir() {
        calls::make_dirs(to).map_err(write())?;
        return Ok(None);
    }
    if let Some(folder) = to.parent() {
        calls::make_dirs(folder).map_err(write())?;
    }
    if kind.is_symlink() {
        calls::copy_symlink(from, to).map_err(write())?;
        return Ok(None);
    }
    if !kind.is_file() {
        return Err(DiskError::NotAFile { path: from.to_owned() });
    }
    if calls::link(from, to).is_ok() {
        return Ok(None);
    }
    calls::copy(from, to).map_err(write())?;
    Ok(Some(to.to_owned()))
}
