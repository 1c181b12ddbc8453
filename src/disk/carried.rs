//! What stands in an output folder when a new tree is to take its place: what kohyo made, what was edited since,
//! what others put there; and how that is carried over or kept aside. Does not know how pages are staged.

use super::calls;
use super::digest::Digest;
use super::error::{Action, DiskError, FailedAt as _};
use super::folder::Held;
use super::path::{HOME, above, is_dot};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::fs::FileType;
use std::path::{Path, PathBuf};

/// The files that kohyo made in an output folder, as its manifest names them.
#[derive(Debug, Default)]
pub(super) struct MadeFiles(pub(super) BTreeMap<String, Digest>);

/// Whose a file of an output folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileOrigin {
    /// As kohyo made it.
    Ours,
    /// Made by kohyo and edited since.
    Edited,
    /// Somebody else's.
    Foreign,
}

/// What is staged for a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coming {
    /// Other bytes than those in place.
    Other,
    /// The bytes in place.
    Same,
    /// Nothing.
    Nothing,
}

/// What becomes of everything that stands in an output folder.
#[derive(Debug, Default)]
pub(super) struct Fates {
    /// Made by kohyo, and no longer part of the site.
    pub(super) removed: Vec<String>,
    /// Made by kohyo, edited since, and about to go.
    pub(super) edited: Vec<(PathBuf, FileType)>,
    /// Somebody else's: brought into the new tree.
    pub(super) carried: Vec<(PathBuf, FileType)>,
    /// Those of them whose names do not start with a dot.
    pub(super) foreign: Vec<String>,
    /// Somebody else's, where a file of the new tree must stand.
    in_the_way: Vec<String>,
}

impl MadeFiles {
    /// Whether any file that is named is there as it was made.
    pub(super) fn fits(&self, out: &Path) -> Result<bool, DiskError> {
        for (path, digest) in &self.0 {
            if digest_at(&out.join(path))? == Some(*digest) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn origin(&self, out: &Path, path: &Path, kind: FileType) -> Result<FileOrigin, DiskError> {
        let Some(digest) = self.0.get(&slashed(path)) else {
            return Ok(FileOrigin::Foreign);
        };
        let there = if kind.is_file() { digest_at(&out.join(path))? } else { None };
        Ok(if there == Some(*digest) { FileOrigin::Ours } else { FileOrigin::Edited })
    }
}

impl Fates {
    /// Sorts what `held` lists of `out`; `mark` is the manifest itself, `staged` the new paths.
    ///
    /// # Errors
    /// [`DiskError::InTheWay`] with everything that a new file would have to replace; or the system refuses.
    pub(super) fn of(
        (out, held): (&Path, &Held),
        (made, mark): (&MadeFiles, &str),
        staged: &HashSet<&str>,
        coming: impl Fn(&str) -> Coming + Sync,
    ) -> Result<Fates, DiskError> {
        let all: Vec<(&PathBuf, FileType)> =
            held.plain.iter().chain(&held.dots).map(|(path, kind)| (path, *kind)).collect();
        let one = |(path, kind): &(&PathBuf, FileType)| {
            let coming = coming(&slashed(path));
            let is_settled = coming == Coming::Same || kind.is_dir() || **path == *Path::new(mark);
            let origin = match is_settled {
                true => Ok(FileOrigin::Ours),
                false => made.origin(out, path, *kind),
            };
            Ok((coming, origin?))
        };
        let judged: Vec<_> = all.par_iter().map(one).collect::<Result<_, DiskError>>()?;
        let places = Places::of(staged);
        let mut fates = Fates::default();
        for ((path, kind), (coming, origin)) in all.into_iter().zip(judged) {
            fates.settle((path, kind), coming, origin, &places);
        }
        if fates.in_the_way.is_empty() {
            return Ok(fates);
        }
        Err(DiskError::InTheWay { path: out.to_owned(), files: fates.in_the_way })
    }

    fn settle(
        &mut self,
        (path, kind): (&PathBuf, FileType),
        coming: Coming,
        origin: FileOrigin,
        places: &Places,
    ) {
        let name = slashed(path);
        match (coming, origin) {
            // Only folders under a name with a dot are listed.
            _ if kind.is_dir() => {
                if !places.takes(&name) {
                    self.carried.push((path.clone(), kind));
                }
            }
            (Coming::Same, _) | (Coming::Other, FileOrigin::Ours) => {}
            (Coming::Other, FileOrigin::Edited) => self.edited.push((path.clone(), kind)),
            (Coming::Nothing, FileOrigin::Ours) => self.removed.push(name),
            (Coming::Nothing, FileOrigin::Edited) => {
                self.edited.push((path.clone(), kind));
                self.removed.push(name);
            }
            (Coming::Other, FileOrigin::Foreign) => self.in_the_way.push(name),
            (Coming::Nothing, FileOrigin::Foreign) if places.takes(&name) => {
                self.in_the_way.push(name)
            }
            (Coming::Nothing, FileOrigin::Foreign) => {
                self.carried.push((path.clone(), kind));
                if !path.iter().any(is_dot) {
                    self.foreign.push(name);
                }
            }
        }
    }

    /// Brings what is others' into the new tree; the files that were copied rather than linked, and the folders.
    pub(super) fn carry(
        &self,
        out: &Path,
        dir: &Path,
    ) -> Result<(Vec<PathBuf>, Vec<PathBuf>), DiskError> {
        let (mut copied, mut folders) = (Vec::new(), Vec::new());
        for (path, kind) in &self.carried {
            let to = dir.join(path);
            copied.extend(carry(&out.join(path), &to, *kind)?);
            let folder = if kind.is_dir() { Some(&*to) } else { to.parent() };
            folders.extend(folder.map(Path::to_owned));
        }
        Ok((copied, folders))
    }

    /// Puts what was edited by hand aside, below the folder of kohyo's own in `root`; each path with the name there.
    pub(super) fn keep(&self, out: &Path, root: &Path) -> Result<Vec<(String, String)>, DiskError> {
        let mut kept = Vec::new();
        let folder = root.join(HOME).join("kept");
        for (path, kind) in &self.edited {
            calls::make_dirs(&folder).failed_at(Action::Write, &folder)?;
            let from = out.join(path);
            let name = kept_name(path, digest_at(&from)?);
            let (to, beside) = (folder.join(&name), folder.join(".kohyo-new"));
            calls::remove_if_any(&beside).failed_at(Action::Remove, &beside)?;
            if let Some(copy) = carry(&from, &beside, *kind)? {
                calls::sync_file(&copy).failed_at(Action::Write, &copy)?;
            }
            // The same bytes under the same name may be there from a build that failed afterwards.
            calls::rename(&beside, &to).failed_at(Action::Write, &to)?;
            // Two names of one file: renaming one over the other leaves both.
            calls::remove_if_any(&beside).failed_at(Action::Remove, &beside)?;
            kept.push((slashed(path), name));
        }
        if !kept.is_empty() {
            calls::sync_dir(&folder).failed_at(Action::Write, &folder)?;
        }
        Ok(kept)
    }
}

/// The places of a new tree, as a system sees them that does not tell capitals apart.
struct Places {
    files: HashSet<String>,
    folders: HashSet<String>,
}

impl Places {
    fn of(staged: &HashSet<&str>) -> Places {
        let files: HashSet<String> = staged.iter().map(|path| path.to_lowercase()).collect();
        let folders = files.iter().flat_map(|path| above(path)).map(str::to_owned).collect();
        Places { folders, files }
    }

    /// Whether a file of that path cannot stand beside the new tree.
    fn takes(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        self.files.contains(&path)
            || self.folders.contains(&path)
            || above(&path).any(|folder| self.files.contains(folder))
    }
}

/// The same name for the same bytes of the same path, short enough for every system.
fn kept_name(path: &Path, digest: Option<Digest>) -> String {
    let whole = format!("{}\n{digest:?}", slashed(path));
    let id = &Digest::of(whole.as_bytes()).to_string()[..12];
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = &name[name.ceil_char_boundary(name.len().saturating_sub(200))..];
    format!("{id}-{name}")
}

/// The digest of an ordinary file; nothing where there is none.
fn digest_at(path: &Path) -> Result<Option<Digest>, DiskError> {
    let there = calls::if_any(calls::stand(path));
    // A file where a folder was is as gone as no file.
    let there = match there {
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => None,
        there => there.failed_at(Action::Read, path)?,
    };
    if !there.is_some_and(|there| there.is_file()) {
        return Ok(None);
    }
    calls::if_any(calls::digest(path)).failed_at(Action::Read, path)
}

/// A relative path with `/`.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Brings one entry of the old folder into the new one, where nothing of that name is. Files become
/// second names of the same file where the file system can, else copies; returns the copies.
fn carry(from: &Path, to: &Path, kind: FileType) -> Result<Option<PathBuf>, DiskError> {
    if kind.is_dir() {
        calls::make_dirs(to).failed_at(Action::Write, to)?;
        return Ok(None);
    }
    if let Some(folder) = to.parent() {
        calls::make_dirs(folder).failed_at(Action::Write, to)?;
    }
    if kind.is_symlink() {
        calls::copy_symlink(from, to).failed_at(Action::Write, to)?;
        return Ok(None);
    }
    if !kind.is_file() {
        return Err(DiskError::NotAFile { path: from.to_owned() });
    }
    if calls::link(from, to).is_ok() {
        return Ok(None);
    }
    calls::copy(from, to).failed_at(Action::Write, to)?;
    Ok(Some(to.to_owned()))
}
