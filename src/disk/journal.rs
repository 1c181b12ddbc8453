//! All or nothing across a kill: edits are written aside, one rename of the journal decides, renames put
//! them into place. Does not know what is in the files.
//!
//! In `.kohyo/`: `pending/<n>` holds the new bytes of the n-th edit; `journal` names the edits and exists
//! exactly from the decision until all of them are in place; `last` is the journal before. A reader that
//! meets a journal lays the pending bytes over what it reads; one that saw `journal` and `last` change
//! meanwhile reads again. So readers take no lock and write nothing.

use super::calls;
use super::digest::Digest;
use super::edits::{After, Before, Edits};
use super::error::{Action, DiskError, FailedAt as _};
use super::path::{HOME, above, check_site_path};
use crate::diagnostic::Finding;
use crate::fill;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes a journal may have: 20,000 edits with the longest paths.
const JOURNAL_BYTES: u64 = 32 << 20;
/// Bytes of a pending file that a reader lays over the snapshot.
const FILE_BYTES: u64 = 64 << 20;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Journal {
    format: u16,
    /// Counts the commits of a site, so that readers see that one happened.
    serial: u64,
    edits: Vec<JournalEdit>,
}

/// One edit: digests before and after, `None` where there is no file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct JournalEdit {
    path: String,
    before: Option<String>,
    after: Option<String>,
}

/// Where the parts of a commit stand.
struct Home {
    root: PathBuf,
    dir: PathBuf,
    pending: PathBuf,
    draft: PathBuf,
    journal: PathBuf,
    last: PathBuf,
}

impl Home {
    fn of(root: &Path) -> Home {
        let dir = root.join(HOME);
        Home {
            root: root.to_owned(),
            pending: dir.join("pending"),
            draft: dir.join("journal.new"),
            journal: dir.join("journal"),
            last: dir.join("last"),
            dir,
        }
    }

    fn pending(&self, index: usize) -> PathBuf {
        self.pending.join(index.to_string())
    }
}

/// Commits edits; the caller holds the lock.
pub(super) fn commit(root: &Path, edits: &Edits) -> Result<(), DiskError> {
    recover(root)?;
    let home = Home::of(root);
    let entries = prepare(&home, edits)?;
    if entries.is_empty() {
        return Ok(());
    }
    if let Err(error) = decide(&home, edits, entries) {
        // What lies aside is thrown away by the next command if it cannot be now.
        let _ = calls::remove_tree(&home.pending);
        return Err(error);
    }
    // The decision is made: from here on the only way is forward.
    finish(&home).or_else(|_| finish(&home)).map(drop).map_err(|source| DiskError::Unfinished {
        path: home.journal.clone(),
        source: Box::new(source),
    })
}

/// Completes a decided commit and throws an undecided one away; the caller holds the lock.
pub(super) fn recover(root: &Path) -> Result<Vec<Finding>, DiskError> {
    let home = Home::of(root);
    let decided = calls::stand_if_any(&home.journal).failed_at(Action::Read, &home.journal)?;
    if decided.is_some() {
        return finish(&home);
    }
    calls::remove_tree(&home.pending).failed_at(Action::Remove, &home.pending)?;
    calls::remove_if_any(&home.draft).failed_at(Action::Remove, &home.draft)?;
    Ok(Vec::new())
}

/// Checks every edit against the disk. What would not change is left out.
fn prepare(home: &Home, edits: &Edits) -> Result<Vec<JournalEdit>, DiskError> {
    let mut entries = Vec::new();
    for (path, edit) in edits.iter() {
        let target = target(home, path)?;
        if let Some(above) = above(path).find(|above| edits.holds(above)) {
            let path = home.root.join(above);
            return Err(DiskError::Blocked { path });
        }
        let now = digest_if_any(&target)?;
        match edit.before {
            Before::Anything => {}
            Before::Absent if now.is_none() => {}
            Before::Absent => return Err(DiskError::Exists { path: target }),
            Before::Was(digest) if now == Some(digest) => {}
            Before::Was(_) => return Err(DiskError::Changed { path: target }),
        }
        let after = match &edit.after {
            After::Bytes(bytes) => Some(Digest::of(bytes)),
            After::Gone => None,
        };
        if now != after {
            entries.push(JournalEdit {
                path: path.to_owned(),
                before: now.map(|digest| digest.to_string()),
                after: after.map(|digest| digest.to_string()),
            });
        }
    }
    Ok(entries)
}

/// Writes everything aside, then decides by the rename of the journal.
fn decide(home: &Home, edits: &Edits, entries: Vec<JournalEdit>) -> Result<(), DiskError> {
    calls::make_dirs(&home.pending).failed_at(Action::Write, &home.pending)?;
    for (index, entry) in entries.iter().enumerate() {
        if let Some(bytes) = edits.written(&entry.path) {
            let path = home.pending(index);
            calls::write_synced(&path, bytes).failed_at(Action::Write, &path)?;
        }
    }
    calls::sync_dir(&home.pending).failed_at(Action::Write, &home.pending)?;
    let last = calls::read_if_any(&home.last, JOURNAL_BYTES).failed_at(Action::Read, &home.last)?;
    let serial = last
        .and_then(|bytes| serde_json::from_slice::<Journal>(&bytes).ok())
        .map_or(0, |journal| journal.serial);
    let journal = Journal { format: 1, serial: serial.wrapping_add(1), edits: entries };
    let bytes = serde_json::to_vec(&journal).expect("a journal is strings and numbers");
    calls::remove_if_any(&home.draft).failed_at(Action::Remove, &home.draft)?;
    calls::write_synced(&home.draft, &bytes).failed_at(Action::Write, &home.draft)?;
    calls::sync_dir(&home.dir).failed_at(Action::Write, &home.dir)?;
    calls::rename(&home.draft, &home.journal).failed_at(Action::Write, &home.journal)
}

/// Puts the edits of the journal into place; can be repeated after any interruption.
fn finish(home: &Home) -> Result<Vec<Finding>, DiskError> {
    // The decision itself must be on the disk before any file follows it.
    calls::sync_dir(&home.dir).failed_at(Action::Write, &home.dir)?;
    let bytes =
        calls::read_if_any(&home.journal, JOURNAL_BYTES).failed_at(Action::Read, &home.journal)?;
    let Some(bytes) = bytes else {
        return Ok(Vec::new());
    };
    let journal = parse(home, &bytes)?;
    let mut notices = Vec::new();
    let mut folders = BTreeSet::new();
    for (index, entry) in journal.edits.iter().enumerate() {
        let target = target(home, &entry.path)?;
        let pending = home.pending(index);
        let is_pending = calls::stand_if_any(&pending).failed_at(Action::Read, &pending)?.is_some();
        if is_pending || entry.after.is_none() {
            notices.extend(keep(home, journal.serial, index, entry, &target)?);
        }
        match &entry.after {
            Some(_) if is_pending => move_into_place(&pending, &target)?,
            Some(_) => {}
            None => calls::remove_if_any(&target).failed_at(Action::Remove, &target)?,
        }
        let above = target.ancestors().skip(1);
        folders
            .extend(above.take_while(|folder| folder.starts_with(&home.root)).map(Path::to_owned));
    }
    for folder in &folders {
        // A folder that is not there had only removals in it.
        calls::if_any(calls::sync_dir(folder)).failed_at(Action::Write, folder)?;
    }
    calls::rename(&home.journal, &home.last).failed_at(Action::Write, &home.last)?;
    // What follows only tidies; the next commit does it again if it fails.
    let _ = calls::sync_dir(&home.dir);
    let _ = calls::remove_tree(&home.pending);
    Ok(notices)
}

/// Moves the new file into place, over another file system if it must.
fn move_into_place(pending: &Path, target: &Path) -> Result<(), DiskError> {
    let folder = target.parent().expect("a target lies below the root, so it has a folder");
    calls::make_dirs(folder).failed_at(Action::Write, folder)?;
    match calls::rename(pending, target) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let name = target.file_name().expect("a checked path ends in a name").to_string_lossy();
            let beside = folder.join(format!(".{name}.kohyo-new"));
            let across = || {
                calls::remove_if_any(&beside)?;
                calls::copy(pending, &beside)?;
                calls::sync_file(&beside)?;
                calls::rename(&beside, target)?;
                calls::remove_if_any(pending)
            };
            across().failed_at(Action::Write, target)
        }
        result => result.failed_at(Action::Write, target),
    }
}

/// Someone edited the file after the decision: their bytes are moved aside, never lost.
fn keep(
    home: &Home,
    serial: u64,
    index: usize,
    entry: &JournalEdit,
    target: &Path,
) -> Result<Option<Finding>, DiskError> {
    let now = digest_if_any(target)?.map(|digest| digest.to_string());
    if now.is_none() || now == entry.before || now == entry.after {
        return Ok(None);
    }
    let folder = home.dir.join("kept");
    calls::make_dirs(&folder).failed_at(Action::Write, &folder)?;
    let name = entry.path.rsplit('/').next().unwrap_or(&entry.path);
    let name = format!("{serial}-{index}-{name}");
    let aside = folder.join(&name);
    calls::rename(target, &aside).failed_at(Action::Write, &aside)?;
    Ok(Some(Finding::warning("kept-aside", fill! { path = entry.path, name })))
}

fn parse(home: &Home, bytes: &[u8]) -> Result<Journal, DiskError> {
    let damaged = || DiskError::DamagedJournal { path: home.journal.clone() };
    let journal: Journal = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    if journal.format != 1 {
        return Err(damaged());
    }
    Ok(journal)
}

/// Where a path of an edit leads; refuses folders, links and files in the way.
fn target(home: &Home, path: &str) -> Result<PathBuf, DiskError> {
    check_site_path(path).map_err(|fault| DiskError::Name { path: path.to_owned(), fault })?;
    let blocked = |path: &Path| DiskError::Blocked { path: path.to_owned() };
    let mut place = home.root.clone();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let there = calls::stand_if_any(&place).failed_at(Action::Read, &place)?;
        let Some(there) = there else { continue };
        let is_last = parts.peek().is_none();
        if is_last && !there.is_file() {
            return Err(blocked(&place));
        }
        if !is_last && there.is_symlink() {
            let real = calls::canonical(&place).failed_at(Action::Read, &place)?;
            if !real.starts_with(&home.root) || real.starts_with(&home.dir) {
                return Err(blocked(&place));
            }
            place = real;
        } else if !is_last && !there.is_dir() {
            return Err(blocked(&place));
        }
    }
    Ok(place)
}

fn digest_if_any(path: &Path) -> Result<Option<Digest>, DiskError> {
    calls::if_any(calls::digest(path)).failed_at(Action::Read, path)
}

/// What tells a reader whether a commit was decided or completed while it read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    journal: Option<Vec<u8>>,
    last: Option<Vec<u8>>,
}

/// Paths with the bytes they are to hold; `None` for a removed file.
pub(super) type Decided = Vec<(String, Option<Vec<u8>>)>;

impl Stamp {
    pub(super) fn read(root: &Path) -> Result<Stamp, DiskError> {
        let home = Home::of(root);
        // The journal first: a commit that is completed between the two reads then shows as a new `last`.
        let journal = calls::read_if_any(&home.journal, JOURNAL_BYTES)
            .failed_at(Action::Read, &home.journal)?;
        let last =
            calls::read_if_any(&home.last, JOURNAL_BYTES).failed_at(Action::Read, &home.last)?;
        Ok(Stamp { journal, last })
    }

    /// The edits that are decided but perhaps not in place.
    pub(super) fn decided(&self, root: &Path) -> Result<Decided, DiskError> {
        let Some(bytes) = &self.journal else {
            return Ok(Vec::new());
        };
        let home = Home::of(root);
        let journal = parse(&home, bytes)?;
        let mut decided = Vec::new();
        for (index, entry) in journal.edits.into_iter().enumerate() {
            let bytes = match entry.after {
                None => None,
                Some(_) => {
                    let pending = home.pending(index);
                    let waiting = calls::read_if_any(&pending, FILE_BYTES)
                        .failed_at(Action::Read, &pending)?;
                    let target = target(&home, &entry.path)?;
                    match waiting {
                        Some(bytes) => Some(bytes),
                        None => calls::read_if_any(&target, FILE_BYTES)
                            .failed_at(Action::Read, &target)?,
                    }
                }
            };
            decided.push((entry.path, bytes));
        }
        Ok(decided)
    }
}
