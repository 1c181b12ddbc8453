//! Every call to the file system, one function each, so that tests can make each of them fail.
//! Does not know why a call is made.

use super::digest::Digest;
use super::fault;
use rayon::prelude::*;
use std::fs::{self, File, FileType, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::time::Duration;
use std::time::SystemTime;
use walkdir::WalkDir;

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
///
/// One level at a time: what may be entered is decided between the levels (links, private folders).
pub(super) fn entries(dir: &Path) -> io::Result<Vec<walkdir::DirEntry>> {
    fault::pass(dir)?;
    let level = WalkDir::new(dir).min_depth(1).max_depth(1).sort_by_file_name();
    level.into_iter().map(|entry| entry.map_err(io::Error::from)).collect()
}

/// Reads a file of at most `limit` bytes; `None` when it is longer.
pub(super) fn read_file(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
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

/// The digest of a file of any length.
pub(super) fn digest(path: &Path) -> io::Result<Digest> {
    fault::pass(path)?;
    Digest::read(File::open(path)?)
}

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

/// Turns "not found" into `None`.
pub(super) fn if_any<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a file of at most `limit` bytes, `None` when there is none; a longer one is an error.
pub(super) fn read_if_any(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    match if_any(read_file(path, limit))? {
        Some(None) => Err(io::ErrorKind::FileTooLarge.into()),
        Some(bytes) => Ok(bytes),
        None => Ok(None),
    }
}

/// Makes a folder and those above it.
pub(super) fn make_dirs(path: &Path) -> io::Result<()> {
    fault::pass(path)?;
    fs::create_dir_all(path)
}

/// Writes a file that must not exist yet. A fault in the middle leaves half of it, as a full disk does.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_open(path, bytes).map(drop)
}

/// As [`write`], and the bytes are on the disk afterwards.
pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = write_open(path, bytes)?;
    fault::pass(path)?;
    file.sync_all()
}

fn write_open(path: &Path, bytes: &[u8]) -> io::Result<File> {
    fault::pass(path)?;
    let mut file = File::create_new(path)?;
    if let Err(fault) = fault::pass(path) {
        file.write_all(&bytes[..bytes.len() / 2])?;
        return Err(fault);
    }
    file.write_all(bytes)?;
    Ok(file)
}

/// Copies a file with its permissions to a path where nothing is.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fault::pass(to)?;
    fs::copy(from, to).map(drop)
}

/// Puts the names in a folder on the disk; only Unix has, and needs, such a call.
pub(super) fn sync_dir(path: &Path) -> io::Result<()> {
    fault::pass(path)?;
    #[cfg(unix)]
    match File::open(path)?.sync_all() {
        // Some network file systems cannot; their server does it by itself.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
    #[cfg(not(unix))]
    Ok(())
}

/// Renames a file or folder; a file that is there is replaced in one step.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fault::pass(to)?;
    // There a virus scanner or indexer may hold a file just written open for a moment.
    #[cfg(windows)]
    for _ in 0..20 {
        match fs::rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            result => return result,
        }
    }
    fs::rename(from, to)
}

/// Removes a file if there is one.
pub(super) fn remove_if_any(path: &Path) -> io::Result<()> {
    fault::pass(path)?;
    if_any(fs::remove_file(path)).map(drop)
}

/// Removes a folder with all it holds, if there is one. Links in it are removed, not followed.
pub(super) fn remove_tree(path: &Path) -> io::Result<()> {
    fault::pass(path)?;
    if_any(fs::remove_dir_all(path)).map(drop)
}

/// Fails where nothing can be made in a folder.
pub(super) fn check_writable(dir: &Path) -> io::Result<()> {
    fault::pass(dir)?;
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{Access, access};
        access(dir, Access::WRITE_OK | Access::EXEC_OK)?;
    }
    Ok(())
}

/// Opens the lock file, making it if needed.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    fault::pass(path)?;
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// How an attempt to lock ended.
pub(super) enum Attempt {
    /// The lock is ours.
    Got,
    /// Someone else has it.
    Taken,
}

/// Tries to lock an open file.
pub(super) fn try_lock(path: &Path, file: &File) -> io::Result<Attempt> {
    fault::pass(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Attempt::Got),
        Err(TryLockError::WouldBlock) => Ok(Attempt::Taken),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Makes one folder that must not exist yet.
pub(super) fn make_dir(path: &Path) -> io::Result<()> {
    fault::pass(path)?;
    fs::create_dir(path)
}

/// Removes a folder that holds nothing.
pub(super) fn remove_empty_dir(path: &Path) -> io::Result<()> {
    fault::pass(path)?;
    fs::remove_dir(path)
}

/// Gives a file a second name.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    fault::pass(to)?;
    fs::hard_link(from, to)
}

/// Makes a symbolic link that leads where another one leads.
pub(super) fn copy_symlink(from: &Path, to: &Path) -> io::Result<()> {
    fault::pass(to)?;
    let target = fs::read_link(from)?;
    #[cfg(unix)]
    return std::os::unix::fs::symlink(target, to);
    #[cfg(windows)]
    return if fs::metadata(from).is_ok_and(|there| there.is_dir()) {
        std::os::windows::fs::symlink_dir(target, to)
    } else {
        std::os::windows::fs::symlink_file(target, to)
    };
    #[cfg(not(any(unix, windows)))]
    return Err(io::Error::new(
        io::ErrorKind::Unsupported,
        format!("no symbolic links here: {}", target.display()),
    ));
}

/// Gives a folder the permissions of another.
pub(super) fn copy_permissions(from: &Metadata, to: &Path) -> io::Result<()> {
    fault::pass(to)?;
    fs::set_permissions(to, from.permissions())
}

/// Puts the bytes of a written file on the disk.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    fault::pass(path)?;
    let file = OpenOptions::new().append(true).open(path)?;
    // There `sync_all` empties the drive's cache, milliseconds each time; the last folder's does it once for all.
    #[cfg(target_vendor = "apple")]
    return rustix::fs::fsync(&file).map_err(io::Error::from);
    #[cfg(not(target_vendor = "apple"))]
    file.sync_all()
}

/// Puts everything on the file system of a folder on the disk in one call, where the system has one.
pub(super) fn sync_file_system(dir: &Path) -> io::Result<()> {
    fault::pass(dir)?;
    #[cfg(target_os = "linux")]
    return rustix::fs::syncfs(File::open(dir)?).map_err(io::Error::from);
    #[cfg(not(target_os = "linux"))]
    Err(io::ErrorKind::Unsupported.into())
}

/// Exchanges two folders in one step. `Unsupported` where the system or the file system cannot.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    fault::pass(other)?;
    if fault::is_without_exchange(other) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|errno| {
            if matches!(errno, Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) {
                io::ErrorKind::Unsupported.into()
            } else {
                io::Error::from(errno)
            }
        })
    }
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    {
        let _ = one;
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// True when the folder is the root of a file system of its own.
pub(super) fn is_mount_point(dir: &Metadata, parent: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        dir.dev() != parent.dev()
    }
    #[cfg(not(unix))]
    {
        // There a mounted folder is a link, and links are refused before.
        let _ = (dir, parent);
        false
    }
}
