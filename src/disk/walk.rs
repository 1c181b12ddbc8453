//! Walks the folders of a site and reads its files, with limits on everything; what it leaves out
//! becomes a finding. Does not know which files kohyo needs.

use super::calls;
use super::digest::File;
use super::error::{Action, DiskError, FailedAt as _};
use super::path::HOME;
use super::path::{NameFault, check_part};
use crate::diagnostic::{Finding, Message, Span};
use crate::fill;
use rayon::prelude::*;
use std::fs::FileType;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much a site may hold.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a file that people write: 1 MiB.
    pub text_bytes: u64,
    /// Bytes of a file that kohyo writes (`versions/*.jsonl`, `ledger.jsonl`): 16 MiB, so that
    /// what could be written as text can always be sealed.
    pub sealed_bytes: u64,
    /// Bytes of a file in `figures/`, `static/` or `themes/`: 50 MiB.
    pub asset_bytes: u64,
    /// Bytes of all files together: 1 GiB, since a snapshot is held in memory.
    pub total_bytes: u64,
    /// Files and folders of the site: 20,000.
    pub files: usize,
    /// Folders inside folders: 32.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            text_bytes: 1 << 20,
            sealed_bytes: 16 << 20,
            asset_bytes: 50 << 20,
            total_bytes: 1 << 30,
            files: 20_000,
            depth: 32,
        }
    }
}

impl Limits {
    /// The limit of one file, by where it stands.
    fn of(&self, path: &str) -> u64 {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let in_folder = |wanted| folders.split('/').any(|folder| folder == wanted);
        if folders.starts_with("themes") || in_folder("figures") || in_folder("static") {
            self.asset_bytes
        } else if name == "ledger.jsonl" || (name.ends_with(".jsonl") && in_folder("versions")) {
            self.sealed_bytes
        } else {
            self.text_bytes
        }
    }
}

/// Reads one file named by the user, wherever it stands (for import).
///
/// # Errors
/// When it cannot be read, is no ordinary file, or is longer than `limit` bytes.
pub fn read_input(path: &Path, limit: u64) -> Result<Vec<u8>, DiskError> {
    let kind = calls::metadata(path).failed_at(Action::Read, path)?;
    if !kind.is_file() {
        let path = path.to_owned();
        return Err(DiskError::NotAFile { path });
    }
    calls::read_file(path, limit)
        .failed_at(Action::Read, path)?
        .ok_or_else(|| DiskError::TooLarge { path: path.to_owned(), limit })
}

/// Reads a file of the site that no snapshot has (`records/`); `None` when there is none.
///
/// # Errors
/// When the system refuses, or it is longer than `limit` bytes.
pub fn read_if_any(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, DiskError> {
    calls::read_if_any(path, limit).failed_at(Action::Read, path)
}

/// What a walk found: files in order of their paths, and what it left out.
#[derive(Default)]
pub(super) struct WalkFound {
    pub(super) files: Vec<(Arc<str>, File)>,
    pub(super) problems: Vec<Finding>,
}

/// Reads everything below `root/<folder>` for each of the folders that exist.
pub(super) fn walk(root: &Path, folders: &[&str], limits: &Limits) -> Result<WalkFound, DiskError> {
    let Some(real_root) = calls::if_any(calls::canonical(root)).failed_at(Action::Read, root)?
    else {
        return Ok(WalkFound::default());
    };
    let mut walk =
        SiteWalk { root: real_root, limits, found: Vec::new(), met: 0, problems: Vec::new() };
    for folder in folders {
        let path = walk.root.join(folder);
        let there = calls::stand_if_any(&path).failed_at(Action::Read, &path)?;
        if let Some(there) = there {
            walk.entry(path, folder.to_string(), there.file_type(), &mut Vec::new())?;
        }
    }
    walk.read_all()
}

struct SiteWalk<'a> {
    root: PathBuf,
    limits: &'a Limits,
    found: Vec<(PathBuf, Arc<str>)>,
    /// Files and folders met: links to folders of links could make them many with few files.
    met: usize,
    problems: Vec<Finding>,
}

impl SiteWalk<'_> {
    /// One entry. `above` holds the real paths of the folders above it, so that a link cannot lead in a circle.
    fn entry(
        &mut self,
        path: PathBuf,
        name: String,
        kind: FileType,
        above: &mut Vec<PathBuf>,
    ) -> Result<(), DiskError> {
        let (path, kind) = if kind.is_symlink() {
            match self.follow(&path, &name, above)? {
                Some(target) => target,
                None => return Ok(()),
            }
        } else {
            (path, kind)
        };
        if kind.is_dir() {
            self.folder(path, &name, above)
        } else if kind.is_file() {
            self.found.push((path, name.into()));
            Ok(())
        } else {
            self.problems.push(Finding::error("not-a-file", fill! {}).at(Span::file(&*name)));
            Ok(())
        }
    }

    fn folder(
        &mut self,
        path: PathBuf,
        name: &str,
        above: &mut Vec<PathBuf>,
    ) -> Result<(), DiskError> {
        if above.len() >= self.limits.depth {
            self.problems.push(
                Finding::error("too-deep", fill! { depth = self.limits.depth })
                    .at(Span::file(name)),
            );
            return Ok(());
        }
        let entries = calls::entries(&path).failed_at(Action::Read, &path)?;
        above.push(path);
        for entry in entries {
            self.met += 1;
            if self.met > self.limits.files {
                break;
            }
            let Some(part) = entry.file_name().to_str().map(str::to_owned) else {
                let part = entry.file_name().to_string_lossy().into_owned();
                self.problems.push(bad_name(name, &part, NameFault::NotUtf8));
                continue;
            };
            if is_left_out(name, &part) {
                continue;
            }
            if let Err(fault) = check_part(&part) {
                self.problems.push(bad_name(name, &part, fault));
                continue;
            }
            let kind = entry.file_type();
            self.entry(entry.path().to_owned(), format!("{name}/{part}"), kind, above)?;
        }
        above.pop();
        Ok(())
    }

    /// Where a symbolic link leads, if that is inside the root and not in a circle.
    fn follow(
        &mut self,
        path: &Path,
        name: &str,
        above: &[PathBuf],
    ) -> Result<Option<(PathBuf, FileType)>, DiskError> {
        let Ok(target) = calls::canonical(path) else {
            self.problems.push(Finding::error("broken-link-file", fill! {}).at(Span::file(name)));
            return Ok(None);
        };
        let private = ["records", HOME].map(|folder| self.root.join(folder));
        if !target.starts_with(&self.root) || private.iter().any(|own| target.starts_with(own)) {
            self.problems.push(Finding::error("link-outside", fill! {}).at(Span::file(name)));
            return Ok(None);
        }
        if above.iter().any(|folder| folder.starts_with(&target)) {
            self.problems.push(Finding::error("broken-link-file", fill! {}).at(Span::file(name)));
            return Ok(None);
        }
        let kind = calls::stand(&target).failed_at(Action::Read, &target)?;
        Ok(Some((target, kind.file_type())))
    }

    fn read_all(mut self) -> Result<WalkFound, DiskError> {
        if self.met > self.limits.files {
            self.found.clear();
            self.problems
                .push(Finding::error("too-many-files", fill! { limit = self.limits.files }));
        }
        let limits = self.limits;
        let mut left = limits.total_bytes;
        let mut within = Vec::with_capacity(self.found.len());
        for (path, name) in self.found {
            let limit = limits.of(&name);
            let length = calls::metadata(&path).failed_at(Action::Read, &path)?.len();
            if length > limit {
                let limit = amount(limit);
                let finding = Finding::error("file-too-large.disk", fill! { limit });
                self.problems.push(finding.at(Span::file(name)));
            } else if length > left {
                let limit = amount(limits.total_bytes);
                let finding = Finding::error("site-too-large", fill! { limit });
                self.problems.push(finding.at(Span::file(name)));
            } else {
                left -= length;
                within.push((path, name, limit));
            }
        }
        let files = within
            .into_par_iter()
            .map(|(path, name, limit)| {
                let bytes = calls::read_file(&path, limit).failed_at(Action::Read, &path)?;
                Ok((name, limit, bytes.map(File::new)))
            })
            .collect::<Result<Vec<_>, DiskError>>()?;
        let mut found =
            WalkFound { files: Vec::with_capacity(files.len()), problems: self.problems };
        for (name, limit, file) in files {
            match file {
                Some(file) => found.files.push((name, file)),
                None => {
                    let limit = amount(limit);
                    let finding = Finding::error("file-too-large.disk", fill! { limit });
                    found.problems.push(finding.at(Span::file(&*name)));
                }
            }
        }
        Ok(found)
    }
}

/// Files that other programs leave behind. Below `static/` only well-known rubbish is left out, because
/// `.htaccess` and `.well-known/` are meant to be published.
fn is_left_out(folder: &str, part: &str) -> bool {
    let rubbish = matches!(part, "Thumbs.db" | "desktop.ini" | ".DS_Store" | ".git")
        || part.starts_with("._")
        || matches!(part, ".gitignore" | ".gitkeep" | ".gitattributes");
    let is_static = folder.split('/').any(|part| part == "static");
    rubbish || (part.starts_with('.') && !is_static)
}

/// True for the paths that a walk of these folders would read.
pub(super) fn is_read(path: &str, folders: &[&str]) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    let mut parts = path.match_indices('/').map(|(at, _)| {
        let rest = &path[at + 1..];
        (&path[..at], rest.split('/').next().unwrap_or(rest))
    });
    folders.contains(&top) && !parts.any(|(folder, part)| is_left_out(folder, part))
}

pub(super) fn bad_name(folder: &str, part: &str, fault: NameFault) -> Finding {
    Finding::error("file-name", fill! { part = part.escape_debug(), why = fault.message() })
        .at((!folder.is_empty()).then(|| Span::file(folder)))
}

/// A size as a reader counts it.
fn amount(bytes: u64) -> Message {
    let mebibytes = bytes >> 20;
    match mebibytes {
        0 => Message::of("disk/bytes", fill! { bytes }),
        _ => Message::of("disk/mebibytes", fill! { mebibytes }),
    }
}
