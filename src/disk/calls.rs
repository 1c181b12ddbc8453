//! Every call to the file system, one function each, so that tests can make each of them fail.
//! Does not know why a call is made.

use super::digest::Digest;
use super::fault;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
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
    let gone = if_any(fs::remove_dir_all(path)).map(drop);
    match gone {
        // Folders that were made read-only (by an unpacked archive, by a copy from a CD) let go of nothing.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            open_folders(path)?;
            if_any(fs::remove_dir_all(path)).map(drop)
        }
        gone => gone,
    }
}

/// Lets the owner write into every folder of a tree. Where only Unix keeps that apart for folders, elsewhere a
/// read-only file does not let itself be removed.
fn open_folders(path: &Path) -> io::Result<()> {
    // From the top: a folder that cannot be entered is opened before it is.
    for entry in WalkDir::new(path) {
        let entry = entry?;
        let kind = entry.file_type();
        #[cfg(unix)]
        if kind.is_dir() {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = entry.metadata()?.permissions().mode();
            fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode | 0o700))?;
        }
        #[cfg(not(unix))]
        if !kind.is_symlink() {
            let mut own = entry.metadata()?.permissions();
            own.set_readonly(false);
            fs::set_permissions(entry.path(), own)?;
        }
    }
    Ok(())
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
    let file = match OpenOptions::new().append(true).open(path) {
        // A copy of a read-only file is one; Unix syncs it all the same.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path)?,
        opened => opened?,
    };
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
