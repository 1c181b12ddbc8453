//! Walks the folders of a site and reads its files, with limits on everything; what it leaves out
//! becomes a finding. Does not know which files kohyo needs.

use super::calls;
use super::error::{Action, DiskError, at};
use super::lock::HOME;
use super::path::{NameFault, check_part};
use super::snapshot::File;
use crate::diagnostic::{Finding, Span};
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
    let kind = calls::metadata(path).map_err(at(Action::Read, path))?;
    if !kind.is_file() {
        let path = path.to_owned();
        return Err(DiskError::NotAFile { path });
    }
    calls::read(path, limit)
        .map_err(at(Action::Read, path))?
        .ok_or_else(|| DiskError::TooLarge { path: path.to_owned(), limit })
}

/// Reads a file of the site that no snapshot has (`records/`); `None` when there is none.
///
/// # Errors
/// When the system refuses, or it is longer than `limit` bytes.
pub fn read_if_any(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, DiskError> {
    calls::read_if_any(path, limit).map_err(at(Action::Read, path))
}

/// What a walk found: files in order of their paths, and what it left out.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: Vec<(Arc<str>, File)>,
    pub(super) problems: Vec<Finding>,
}

/// Reads everything below `root/<folder>` for each of the folders that exist.
pub(super) fn walk(root: &Path, folders: &[&str], limits: &Limits) -> Result<Found, DiskError> {
    let Some(real_root) = calls::if_any(calls::canonical(root)).map_err(at(Action::Read, root))?
    else {
        return Ok(Found::default());
    };
    let mut walk =
        Walk { root: real_root, limits, found: Vec::new(), met: 0, problems: Vec::new() };
    for folder in folders {
        let path = walk.root.join(folder);
        let there = calls::stand_if_any(&path).map_err(at(Action::Read, &path))?;
        if let Some(there) = there {
            walk.entry(path, folder.to_string(), there.file_type(), &mut Vec::new())?;
        }
    }
    walk.read_all()
}

struct Walk<'a> {
    root: PathBuf,
    limits: &'a Limits,
    found: Vec<(PathBuf, Arc<str>)>,
    /// Files and folders met: links to folders of links could make them many with few files.
    met: usize,
    problems: Vec<Finding>,
}

impl Walk<'_> {
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
            self.problems.push(not_a_file(&name));
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
            self.problems.push(too_deep(name, self.limits.depth));
            return Ok(());
        }
        let entries = calls::entries(&path).map_err(at(Action::Read, &path))?;
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
            self.problems.push(broken_link(name));
            return Ok(None);
        };
        let private = ["records", HOME].map(|folder| self.root.join(folder));
        if !target.starts_with(&self.root) || private.iter().any(|own| target.starts_with(own)) {
            self.problems.push(link_outside(name));
            return Ok(None);
        }
        if above.iter().any(|folder| folder.starts_with(&target)) {
            self.problems.push(broken_link(name));
            return Ok(None);
        }
        let kind = calls::stand(&target).map_err(at(Action::Read, &target))?;
        Ok(Some((target, kind.file_type())))
    }

    fn read_all(mut self) -> Result<Found, DiskError> {
        if self.met > self.limits.files {
            self.found.clear();
            self.problems.push(too_many(self.limits.files));
        }
        let limits = self.limits;
        let mut left = limits.total_bytes;
        let mut within = Vec::with_capacity(self.found.len());
        for (path, name) in self.found {
            let limit = limits.of(&name);
            let length = calls::metadata(&path).map_err(at(Action::Read, &path))?.len();
            if length > limit {
                self.problems.push(too_large(&name, limit));
            } else if length > left {
                self.problems.push(all_too_large(&name, limits.total_bytes));
            } else {
                left -= length;
                within.push((path, name, limit));
            }
        }
        let files = within
            .into_par_iter()
            .map(|(path, name, limit)| {
                let bytes = calls::read(&path, limit).map_err(at(Action::Read, &path))?;
                Ok((name, limit, bytes.map(File::new)))
            })
            .collect::<Result<Vec<_>, DiskError>>()?;
        let mut found = Found { files: Vec::with_capacity(files.len()), problems: self.problems };
        for (name, limit, file) in files {
            match file {
                Some(file) => found.files.push((name, file)),
                None => found.problems.push(too_large(&name, limit)),
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
    let reason = fault.message();
    let part = part.escape_debug();
    Finding::spelt_error(
        "file-name",
        format!("「{part}」という名前のファイルは使えません。{}。", reason.ja),
        format!("A file named `{part}` cannot be used: {}.", reason.en),
    )
    .at((!folder.is_empty()).then(|| Span::file(folder)))
    .help("ファイルまたはフォルダーの名前を変えてください。", "Rename the file or folder.")
}

fn not_a_file(name: &str) -> Finding {
    Finding::spelt_error(
        "not-a-file",
        "通常のファイルでもフォルダーでもないため、読み込みません。",
        "This is neither an ordinary file nor a folder, so it is not read.",
    )
    .at(Span::file(name))
    .help("取り除いてください。", "Remove it.")
}

fn too_deep(name: &str, depth: usize) -> Finding {
    Finding::spelt_error(
        "too-deep",
        format!("フォルダーの階層が深すぎます（上限 {depth} 階層）。"),
        format!("Folders are nested too deeply (limit {depth})."),
    )
    .at(Span::file(name))
    .help("浅い場所に移してください。", "Move them up.")
}

fn broken_link(name: &str) -> Finding {
    Finding::spelt_error(
        "broken-link-file",
        "シンボリックリンクの先がないか、リンクが循環しています。",
        "The symbolic link leads nowhere or in a circle.",
    )
    .at(Span::file(name))
    .help("リンクを直すか、取り除いてください。", "Mend or remove the link.")
}

fn link_outside(name: &str) -> Finding {
    Finding::spelt_error(
        "link-outside",
        "シンボリックリンクがサイトの外、または公開しないフォルダーを指しているため、読み込みません。",
        "The symbolic link leads outside the site or into a private folder, so it is not followed.",
    )
    .at(Span::file(name))
    .help(
        "ファイルそのものを content フォルダーの中に置いてください。",
        "Put the file itself into the content folder.",
    )
}

fn too_many(limit: usize) -> Finding {
    Finding::spelt_error(
        "too-many-files",
        format!("ファイルが多すぎます（上限 {limit} 個）。"),
        format!("There are too many files (limit {limit})."),
    )
    .help(
        "サイトと関係のないファイルを content と themes の外に移してください。",
        "Move files that are no part of the site out of content and themes.",
    )
}

fn too_large(name: &str, limit: u64) -> Finding {
    let (ja, en) = amount(limit);
    Finding::spelt_error(
        "file-too-large",
        format!("ファイルが大きすぎるため、読み込みません（上限 {ja}）。"),
        format!("The file is too large to be read (limit {en})."),
    )
    .at(Span::file(name))
    .help("ファイルを分けるか、小さくしてください。", "Split the file or make it smaller.")
}

fn all_too_large(name: &str, limit: u64) -> Finding {
    let (ja, en) = amount(limit);
    Finding::spelt_error(
        "site-too-large",
        format!("サイト全体の容量が上限（{ja}）を超えるため、このファイルを読み込みません。"),
        format!("The site as a whole is over its limit ({en}), so this file is not read."),
    )
    .at(Span::file(name))
    .help(
        "大きなファイルを content と themes の外に移してください。",
        "Move large files out of content and themes.",
    )
}

fn amount(bytes: u64) -> (String, String) {
    if bytes >= 1 << 20 {
        let mebibytes = bytes >> 20;
        (format!("{mebibytes} MB"), format!("{mebibytes} MiB"))
    } else {
        (format!("{bytes} バイト"), format!("{bytes} bytes"))
    }
}
