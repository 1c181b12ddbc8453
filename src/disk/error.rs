//! What can go wrong between kohyo and the world: always the path, and what to do. Exit code 2.
//! Does not know which command was running.

use super::path::NameFault;
use crate::diagnostic::Message;
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
pub(super) fn at(action: Action, path: &Path) -> impl FnOnce(io::Error) -> DiskError + '_ {
    move |source| DiskError::Io {
        action,
        path: path.to_owned(),
        source,
    }
}

impl DiskError {
    /// The exit code of every fault of the world.
    pub const EXIT_CODE: u8 = 2;

    /// What is the matter, with the path.
    pub fn message(&self) -> Message {
        match self {
            DiskError::Io {
                action,
                path,
                source,
            } => io_message(*action, path, source),
            DiskError::Locked { path } => about(
                path,
                "ほかの kohyo がこのサイトで作業中です",
                "another kohyo is at work on this site",
            ),
            DiskError::Name { path, fault } => {
                let fault = fault.message();
                let path = path.escape_debug();
                Message::new(
                    format!("「{path}」という名前は使えません。{}。", fault.ja),
                    format!("`{path}` cannot be used as a name: {}.", fault.en),
                )
            }
            DiskError::TooLarge { path, limit } => about(
                path,
                &format!("ファイルが大きすぎます（上限 {limit} バイト）"),
                &format!("the file is too large (limit {limit} bytes)"),
            ),
            DiskError::NotAFile { path } => about(
                path,
                "通常のファイルではありません",
                "this is not an ordinary file",
            ),
            DiskError::Exists { path } => about(
                path,
                "同じ名前のファイルが既にあります",
                "a file of this name exists already",
            ),
            DiskError::Changed { path } => about(
                path,
                "読み込んだ後に、ほかの人またはプログラムがこのファイルを変更しました",
                "someone changed this file after it was read",
            ),
            DiskError::Blocked { path } => about(
                path,
                "フォルダー、ファイルまたはシンボリックリンクがあるため、ここには書き込めません",
                "a folder, a file or a symbolic link is in the way of writing",
            ),
            DiskError::Unfinished { path, source } => {
                let why = source.message();
                Message::new(
                    format!(
                        "変更は記録しましたが、まだ反映し終えていません（{}）。{}",
                        path.display(),
                        why.ja
                    ),
                    format!(
                        "the change is recorded but not applied yet ({}): {}",
                        path.display(),
                        why.en
                    ),
                )
            }
            DiskError::DamagedJournal { path } => about(
                path,
                "中断した処理の記録が壊れています",
                "the journal of an interrupted change is damaged",
            ),
            DiskError::Busy { path } => about(
                path,
                "読み込んでいる間に、サイトの変更が続きました",
                "the site kept changing while it was read",
            ),
            DiskError::NotOurs { .. }
            | DiskError::NotAFolder { .. }
            | DiskError::MountPoint { .. }
            | DiskError::OverSite { .. }
            | DiskError::Twice { .. } => self.output_message(),
        }
    }

    fn output_message(&self) -> Message {
        match self {
            DiskError::NotAFolder { path } => about(
                path,
                "出力先がフォルダーではありません（シンボリックリンクまたはファイルです）",
                "the output path is not a folder (it is a symbolic link or a file)",
            ),
            DiskError::MountPoint { path } => about(
                path,
                "出力先がマウントポイントのため、一度に置き換えることができません",
                "the output folder is a mount point and cannot be replaced in one step",
            ),
            DiskError::OverSite { path } => about(
                path,
                "出力先がサイトの原稿と重なっています",
                "the output folder overlaps the sources of the site",
            ),
            DiskError::Twice { path, first } => Message::new(
                format!("「{path}」と「{first}」が同じ場所になります。"),
                format!("`{path}` and `{first}` would be the same file."),
            ),
            _ => {
                let path = self.path();
                about(
                    &path,
                    "出力先に kohyo が作ったものではないファイルがあります。何も変更していません",
                    "the output folder holds files that kohyo did not make; nothing was touched",
                )
            }
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Message {
        let (ja, en) = match self {
            DiskError::Io { source, .. } => return io_help(source),
            DiskError::Locked { .. } => (
                "終わるのを待ってから、もう一度実行してください。",
                "Wait until it has finished, then run the command again.",
            ),
            DiskError::Name { .. } | DiskError::Twice { .. } => (
                "名前を変えてから、もう一度実行してください。",
                "Choose another name and run the command again.",
            ),
            DiskError::TooLarge { .. } => (
                "ファイルを分けるか、小さくしてください。",
                "Split the file or make it smaller.",
            ),
            DiskError::NotAFile { .. } => ("ファイルを指定してください。", "Name a file."),
            DiskError::Exists { .. } => (
                "上書きしてよければ、--force を付けて実行してください。",
                "Run the command with --force if it may be replaced.",
            ),
            DiskError::Changed { .. } | DiskError::Busy { .. } => (
                "内容を確かめてから、もう一度実行してください。何も変更していません。",
                "Look at it and run the command again. Nothing was changed.",
            ),
            DiskError::Blocked { .. } => (
                "そのファイルまたはフォルダーを別の場所に移してください。",
                "Move the file or folder elsewhere.",
            ),
            DiskError::Unfinished { source, .. } => {
                let why = source.help();
                return Message::new(
                    format!("{}次に kohyo を実行すると、続きを反映します。", why.ja),
                    format!("{} The next kohyo command completes the change.", why.en),
                );
            }
            DiskError::DamagedJournal { .. } => (
                "content フォルダーの内容を確かめ、この記録を削除してから、もう一度実行してください。",
                "Look through the content folder, remove the journal, and run the command again.",
            ),
            DiskError::NotOurs { .. } => (
                "--out に、空のフォルダーまたは新しい名前を指定してください。",
                "Name an empty or a new folder with --out.",
            ),
            DiskError::NotAFolder { .. } => (
                "--out に、リンクではない普通のフォルダーを指定してください。",
                "Name an ordinary folder, not a link, with --out.",
            ),
            DiskError::MountPoint { .. } => (
                "--out に、マウントされたフォルダーの中の下位フォルダーを指定してください。",
                "Name a folder inside the mounted one with --out.",
            ),
            DiskError::OverSite { .. } => (
                "--out に、content、themes、records の外にある専用のフォルダーを指定してください。",
                "Name a folder of its own, outside content, themes and records, with --out.",
            ),
        };
        Message::new(ja, en)
    }

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
            | DiskError::NotAFolder { path }
            | DiskError::MountPoint { path }
            | DiskError::OverSite { path } => path.clone(),
            DiskError::Name { path, .. } | DiskError::Twice { path, .. } => PathBuf::from(path),
        }
    }
}

fn about(path: &Path, ja: &str, en: &str) -> Message {
    let path = shown(path);
    Message::new(format!("{path}: {ja}。"), format!("{path}: {en}."))
}

/// A path for the terminal, without control characters.
fn shown(path: &Path) -> String {
    path.display()
        .to_string()
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

fn io_message(action: Action, path: &Path, source: &io::Error) -> Message {
    let (ja, en) = match action {
        Action::Read => ("読み込めません", "cannot be read"),
        Action::Write => ("書き込めません", "cannot be written"),
        Action::Remove => ("削除できません", "cannot be removed"),
        Action::Lock => ("ロックできません", "cannot be locked"),
    };
    let path = shown(path);
    Message::new(
        format!("{path}: {ja}（{source}）。"),
        format!("{path}: {en} ({source})."),
    )
}

fn io_help(source: &io::Error) -> Message {
    let (ja, en) = match source.kind() {
        io::ErrorKind::NotFound => (
            "場所と名前が正しいか確かめてください。",
            "Check the place and the name.",
        ),
        io::ErrorKind::PermissionDenied => (
            "権限を確かめ、ほかのプログラムで開いていれば閉じてください。",
            "Check the permissions, and close other programs that hold it open.",
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
            "ディスクの空きを増やしてから、もう一度実行してください。",
            "Free some space on the disk and run the command again.",
        ),
        io::ErrorKind::ReadOnlyFilesystem => (
            "書き込めるディスクで実行してください。",
            "Run it on a disk that can be written to.",
        ),
        _ => (
            "ディスクの状態を確かめてから、もう一度実行してください。",
            "Check the disk and run the command again.",
        ),
    };
    Message::new(ja, en)
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
