//! One lock a site, held by every command that writes; taking it completes what a killed command left.
//! Does not know what is written under it.

use super::calls::{self, Attempt};
use super::edits::Edits;
use super::error::{Action, DiskError, FailedAt as _};
use super::journal;
use super::path::HOME;
use crate::diagnostic::Finding;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The right to change a site's files and its output. Released when dropped, and by the system when the
/// process dies.
#[derive(Debug)]
pub struct Lock {
    root: PathBuf,
    notices: Vec<Finding>,
    /// Held open: the system releases the lock when the process dies.
    file: std::fs::File,
}

impl Lock {
    /// Takes the lock of the site at `root`, an existing folder, waiting up to `wait` for another kohyo to
    /// finish; then completes or throws away what a killed command left.
    ///
    /// # Errors
    /// [`DiskError::Locked`] when the wait was in vain; otherwise when the system refuses.
    pub fn take(root: &Path, wait: Duration) -> Result<Lock, DiskError> {
        let root = calls::canonical(root).failed_at(Action::Read, root)?;
        let home = root.join(HOME);
        make_home(&home)?;
        let path = home.join("lock");
        let file = calls::open_lock(&path).failed_at(Action::Lock, &path)?;
        let start = Instant::now();
        loop {
            match calls::try_lock(&path, &file).failed_at(Action::Lock, &path)? {
                Attempt::Got => break,
                Attempt::Taken if start.elapsed() >= wait => {
                    return Err(DiskError::Locked { path });
                }
                Attempt::Taken => std::thread::sleep(Duration::from_millis(20)),
            }
        }
        // A lock before anything can fail: an error must release it too, not only close the file.
        let mut lock = Lock { root, notices: Vec::new(), file };
        ignore_home(&home)?;
        lock.notices = journal::recover(&lock.root)?;
        Ok(lock)
    }

    /// As [`take`](Lock::take), for a site that is about to be founded: the root folder is made if there is none.
    ///
    /// # Errors
    /// As [`take`](Lock::take).
    pub fn take_new(root: &Path, wait: Duration) -> Result<Lock, DiskError> {
        calls::make_dirs(root).failed_at(Action::Write, root)?;
        Lock::take(root, wait)
    }

    /// The site's root, absolute and without symbolic links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What happened while a killed command was completed: files that someone edited in between are kept
    /// aside, and their places are told here.
    pub fn notices(&self) -> &[Finding] {
        &self.notices
    }

    /// Makes all edits or none. Once this returns `Ok`, they survive a loss of power; a kill at any moment
    /// leaves the site, as [`Snapshot::read`](super::Snapshot::read) sees it, as before or as after.
    ///
    /// # Errors
    /// Nothing was changed, except for [`DiskError::Unfinished`]: the change is made, readers see it, and
    /// the next command puts the last files into place.
    pub fn commit(&self, edits: &Edits) -> Result<(), DiskError> {
        journal::commit(&self.root, edits)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing alone would leave it locked while a child process that was just started shares the file.
        let _ = self.file.unlock();
    }
}

/// A link in the place of kohyo's folder could send its writes anywhere; it is refused.
fn make_home(home: &Path) -> Result<(), DiskError> {
    match calls::stand_if_any(home).failed_at(Action::Lock, home)? {
        Some(there) if there.is_dir() => Ok(()),
        Some(_) => Err(DiskError::Blocked { path: home.to_owned() }),
        None => calls::make_dirs(home).failed_at(Action::Write, home),
    }
}

/// Keeps kohyo's folder out of a site's own history. Under the lock: of two first commands at once only one writes it.
fn ignore_home(home: &Path) -> Result<(), DiskError> {
    let ignore = home.join(".gitignore");
    match calls::stand_if_any(&ignore).failed_at(Action::Lock, &ignore)? {
        Some(_) => Ok(()),
        None => calls::write(&ignore, b"*\n").failed_at(Action::Write, &ignore),
    }
}
