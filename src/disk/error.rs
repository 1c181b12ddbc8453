//! What can go wrong between kohyo and the world: always the path, and what to do. Exit code 2.
//! Does not know which command was running.

use super::path::NameFault;
use crate::diagnostic::Message;
use crate::fill;
use std::io;
use std::path::{Path, PathBuf};

/// What was being done to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Reading a file or folder.
    Read,
    /// Writing, creating or renaming.
    Write,
    /// Removing.
    Remove,
    /// Taking the lock.
    Lock,
}

/// A fault of the world: disk, permission, another program. Exit code 2.
#[derive(Debug)]
pub enum DiskError {
    /// The system refused.
    Io {
        /// What was being done.
        action: Action,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another kohyo works on this site.
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// A file name that cannot be written.
    Name {
        /// The path asked for, relative to its root.
        path: String,
        /// What is wrong with it.
        fault: NameFault,
    },
    /// A file larger than its limit.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// An input that is a folder or a device.
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// A file was to be created but is there already.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file was changed or removed by someone else since it was read.
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A file cannot be written where a folder stands, or below a file, or through a symbolic link.
    Blocked {
        /// The file or folder in the way.
        path: PathBuf,
    },
    /// The change is recorded but not yet applied; the next command completes it.
    Unfinished {
        /// The journal.
        path: PathBuf,
        /// Why it could not be applied now.
        source: Box<DiskError>,
    },
    /// The journal of an interrupted change cannot be read.
    DamagedJournal {
        /// The journal.
        path: PathBuf,
    },
    /// The site kept changing while it was read.
    Busy {
        /// The site's root.
        path: PathBuf,
    },
    /// The output folder holds files that kohyo did not make.
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// The output folder has a manifest of ours, but no file that it names is there as it says.
    NoneFits {
        /// The folder.
        path: PathBuf,
    },
    /// Files of others stand where files of the site must.
    InTheWay {
        /// The output folder.
        path: PathBuf,
        /// The files, relative to it.
        files: Vec<String>,
    },
    /// The output path is a symbolic link or a file, or has no name of its own.
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// The output folder is a mount point and cannot be replaced in one step.
    MountPoint {
        /// The folder.
        path: PathBuf,
    },
    /// The output folder contains the site or lies in its content.
    OverSite {
        /// The folder.
        path: PathBuf,
    },
    /// Two output files have one address, on systems that do not tell capitals apart at least.
    Twice {
        /// The second of them, relative to the output folder.
        path: String,
        /// The first.
        first: String,
    },
}

/// Gives an I/O error its path.
pub(super) trait FailedAt<T> {
    fn failed_at(self, action: Action, path: &Path) -> Result<T, DiskError>;
}

impl<T> FailedAt<T> for io::Result<T> {
    fn failed_at(self, action: Action, path: &Path) -> Result<T, DiskError> {
        self.map_err(|source| DiskError::Io { action, path: path.to_owned(), source })
    }
}

impl DiskError {
    /// The exit code of every fault of the world.
    pub const EXIT_CODE: u8 = 2;

    /// The path concerned; a relative one for faults of names.
    pub fn path(&self) -> PathBuf {
        match self {
            DiskError::Io { path, .. }
            | DiskError::Locked { path }
            | DiskError::TooLarge { path, .. }
            | DiskError::NotAFile { path }
            | DiskError::Exists { path }
            | DiskError::Changed { path }
            | DiskError::Blocked { path }
            | DiskError::Unfinished { path, .. }
            | DiskError::DamagedJournal { path }
            | DiskError::Busy { path }
            | DiskError::NotOurs { path }
            | DiskError::NoneFits { path }
            | DiskError::InTheWay { path, .. }
            | DiskError::NotAFolder { path }
            | DiskError::MountPoint { path }
            | DiskError::OverSite { path } => path.clone(),
            DiskError::Name { path, .. } | DiskError::Twice { path, .. } => PathBuf::from(path),
        }
    }
}

impl DiskError {
    /// What is the matter, with the path.
    pub fn message(&self) -> Message {
        self.told().0
    }

    /// What to do about it.
    pub fn help(&self) -> Message {
        self.told().1
    }

    /// Both, as the catalogue words them.
    fn told(&self) -> (Message, Message) {
        let path = shown(&self.path());
        let name = match self {
            DiskError::Io { action, source, .. } => return told_by_system(*action, &path, source),
            DiskError::Name { path, fault } => {
                let blanks = fill! { path = path.escape_debug(), why = fault.message() };
                return Message::with_help("disk.name", blanks);
            }
            DiskError::TooLarge { limit, .. } => {
                return Message::with_help("disk.too-large", fill! { path, limit });
            }
            DiskError::Unfinished { path, source } => {
                let (why, help) = source.told();
                let blanks = fill! { path = path.display(), why, help };
                return Message::with_help("disk.unfinished", blanks);
            }
            DiskError::Twice { path, first } => {
                return Message::with_help("disk.twice", fill! { path, first });
            }
            DiskError::InTheWay { files, .. } => {
                let files = Message::some(files.iter());
                return Message::with_help("disk.in-the-way", fill! { path, files });
            }
            DiskError::NoneFits { .. } => "disk.none-fits",
            DiskError::Locked { .. } => "disk.locked",
            DiskError::NotAFile { .. } => "disk.not-a-file",
            DiskError::Exists { .. } => "disk.exists",
            DiskError::Changed { .. } => "disk.changed",
            DiskError::Blocked { .. } => "disk.blocked",
            DiskError::DamagedJournal { .. } => "disk.damaged-journal",
            DiskError::Busy { .. } => "disk.busy",
            DiskError::NotAFolder { .. } => "disk.not-a-folder",
            DiskError::MountPoint { .. } => "disk.mount-point",
            DiskError::OverSite { .. } => "disk.over-site",
            DiskError::NotOurs { .. } => "disk.not-ours",
        };
        Message::with_help(name, fill! { path })
    }
}

/// What the system said, in plain words where it is one of the usual things.
fn told_by_system(action: Action, path: &str, source: &io::Error) -> (Message, Message) {
    let (why, help) = Message::with_help(
        match source.kind() {
            io::ErrorKind::NotFound => "disk/not-found",
            io::ErrorKind::PermissionDenied => "disk/permission",
            io::ErrorKind::StorageFull => "disk/full",
            io::ErrorKind::QuotaExceeded => "disk/quota",
            io::ErrorKind::ReadOnlyFilesystem => "disk/read-only",
            _ => "disk/other",
        },
        fill! { source },
    );
    let name = match action {
        Action::Read => "disk/read",
        Action::Write => "disk/write",
        Action::Remove => "disk/remove",
        Action::Lock => "disk/lock",
    };
    (Message::of(name, fill! { path, why }), help)
}

/// A path for the terminal, without control characters.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    // What Windows puts before a real path means nothing to its user.
    let plain = path.strip_prefix(r"\\?\").filter(|plain| !plain.starts_with("UNC"));
    plain.unwrap_or(&path).chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

impl std::fmt::Display for DiskError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            DiskError::Io { source, .. } => Some(source),
            DiskError::Unfinished { source, .. } => Some(source),
            _ => None,
        }
    }
}
