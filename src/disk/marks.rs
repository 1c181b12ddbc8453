//! What the file system keeps about files, by which a build knows that nothing changed. Does not know what is built.

use super::calls::metadata;
use super::fault;
use rayon::prelude::*;
use std::fs::{FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::time::Duration;
use std::time::SystemTime;
use walkdir::WalkDir;

/// What the file system keeps about a file: whoever writes to it leaves another mark, where the system
/// keeps a time that programs cannot set (Unix), even one who sets the others back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileMark {
    length: u64,
    modified: SystemTime,
    changed: SystemTime,
    number: u64,
    kind: FileType,
}

impl FileMark {
    fn of(there: &Metadata) -> io::Result<FileMark> {
        let modified = there.modified()?;
        #[cfg(unix)]
        let (changed, number) = {
            use std::os::unix::fs::MetadataExt as _;
            let seconds = Duration::from_secs(there.ctime().try_into().unwrap_or(0));
            let fraction = Duration::from_nanos(there.ctime_nsec().try_into().unwrap_or(0));
            (SystemTime::UNIX_EPOCH + seconds + fraction, there.ino())
        };
        #[cfg(not(unix))]
        let (changed, number) = (there.created().unwrap_or(modified), 0);
        Ok(FileMark { length: there.len(), modified, changed, number, kind: there.file_type() })
    }

    /// The later of its times.
    pub(super) fn newest(&self) -> SystemTime {
        self.modified.max(self.changed)
    }

    /// True when no fraction of a second is kept, or by chance none is there.
    pub(super) fn is_whole_seconds(&self) -> bool {
        self.newest()
            .duration_since(SystemTime::UNIX_EPOCH)
            .is_ok_and(|time| time.subsec_nanos() == 0)
    }

    pub(super) fn is_link(&self) -> bool {
        self.kind.is_symlink()
    }

    /// As bytes, to take a digest of.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let since = |time: SystemTime| {
            let since = time.duration_since(SystemTime::UNIX_EPOCH);
            since.map_or(0, |since| since.as_nanos()).to_be_bytes()
        };
        out.extend_from_slice(&self.length.to_be_bytes());
        out.extend_from_slice(&since(self.modified));
        out.extend_from_slice(&since(self.changed));
        out.extend_from_slice(&self.number.to_be_bytes());
        out.push(u8::from(self.kind.is_file()));
    }
}

/// The mark of what a path leads to.
pub(super) fn mark(path: &Path) -> io::Result<FileMark> {
    FileMark::of(&metadata(path)?)
}

/// The marks of everything below a folder that is no folder itself; links are not followed. The folders in it
/// are walked side by side: to look at thousands of files is to wait for the system.
pub(super) fn marks(dir: &Path) -> io::Result<Vec<(PathBuf, FileMark)>> {
    fault::pass(dir)?;
    let mut folders = Vec::new();
    let mut marks = Vec::new();
    for entry in WalkDir::new(dir).max_depth(1) {
        let entry = entry?;
        match (entry.file_type().is_dir(), entry.depth()) {
            (true, 0) => {}
            (true, _) => folders.push(entry.into_path()),
            (false, _) => marks.push(marked(entry)?),
        }
    }
    let below = folders.par_iter().map(|folder| {
        let all = WalkDir::new(folder).into_iter();
        let files = all.filter(|entry| !entry.as_ref().is_ok_and(|own| own.file_type().is_dir()));
        files.map(|entry| marked(entry?)).collect()
    });
    for found in below.collect::<Vec<io::Result<Vec<_>>>>() {
        marks.extend(found?);
    }
    Ok(marks)
}

fn marked(entry: walkdir::DirEntry) -> io::Result<(PathBuf, FileMark)> {
    let mark = FileMark::of(&entry.metadata()?)?;
    Ok((entry.into_path(), mark))
}
