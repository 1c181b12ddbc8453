//! Every call to the file system, one function each, so that tests can make each of them fail.
//! Does not know why a call is made.

use super::fault;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// What stands at a path itself; links are not followed.
pub(super) fn stand(path: &Path) -> io::Result<Metadata> {
    fault::pass(path)?;
    fs::symlink_metadata(path)
}

/// What stands at a path, `None` when nothing does.
pub(super) fn stand_if_any(path: &Path) -> io::Result<Option<Metadata>> {
    if_any(stand(path))
}

/// What a path leads to.
pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    fault::pass(path)?;
    fs::metadata(path)
}

/// The path without links, absolute.
pub(super) fn canonical(path: &Path) -> io::Result<PathBuf> {
    fault::pass(path)?;
    fs::canonicalize(path)
}

/// Entries of a folder, sorted by name.
pub(super) fn entries(dir: &Path) -> io::Result<Vec<fs::DirEntry>> {
    fault::pass(dir)?;
    let mut entries = fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    Ok(entries)
}

/// Reads a file of at most `limit` bytes; `None` when it is longer.
pub(super) fn read(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    fault::pass(path)?;
    let file = File::open(path)?;
    let expected = file.metadata()?.len();
    if expected > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Turns "not found" into `None`.
pub(super) fn if_any<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
