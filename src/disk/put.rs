//! Puts files that can be made again at any time where editors and other programs look for them. Does not
//! know what they are for.

use super::calls;
use super::error::{Action, DiskError, at};
use super::path::check_path;
use std::path::Path;

/// Puts files (path below `folder`, bytes) in place, each whole or not at all; folders are made as needed. A
/// file that holds those bytes already is not touched.
///
/// # Errors
/// [`DiskError::Name`] for a path that climbs, [`DiskError::Io`] when the system refuses; files before that one
/// are in place.
pub fn write_files<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
) -> Result<(), DiskError> {
    for (path, bytes) in files {
        check_path(path).map_err(|fault| DiskError::Name { path: path.to_owned(), fault })?;
        let target = folder.join(path);
        let limit = bytes.len() as u64;
        // What cannot be read, or is longer, is another file.
        if matches!(calls::read_if_any(&target, limit), Ok(Some(now)) if now == bytes) {
            continue;
        }
        let parent = target.parent().unwrap_or(folder);
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let beside = parent.join(format!(".{name}.kohyo-new"));
        let write = || {
            calls::make_dirs(parent)?;
            calls::remove_if_any(&beside)?;
            calls::write(&beside, bytes)?;
            calls::rename(&beside, &target)
        };
        write().map_err(at(Action::Write, &target))?;
    }
    Ok(())
}
