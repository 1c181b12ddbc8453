//! How faults of the world are told: the path, what is the matter, what to do. Does not know when they happen.

use super::error::{Action, DiskError};
use crate::diagnostic::Message;
use std::io;
use std::path::Path;

impl DiskError {
    /// What is the matter, with the path.
    // tidy: table
    pub fn message(&self) -> Message {
        match self {
            DiskError::Io { action, path, source } => io_message(*action, path, source),
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
            DiskError::NotAFile { path } => {
                about(path, "通常のファイルではありません", "this is not an ordinary file")
            }
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
            DiskError::NotOurs { path } => about(
                path,
                "出力先に kohyo が作ったものではないファイルがあります。何も変更していません",
                "the output folder holds files that kohyo did not make; nothing was touched",
            ),
        }
    }

    /// What to do about it.
    // tidy: table
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
            DiskError::TooLarge { .. } => {
                ("ファイルを分けるか、小さくしてください。", "Split the file or make it smaller.")
            }
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
}

fn about(path: &Path, ja: &str, en: &str) -> Message {
    let path = shown(path);
    Message::new(format!("{path}: {ja}。"), format!("{path}: {en}."))
}

/// A path for the terminal, without control characters.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    // What Windows puts before a real path means nothing to its user.
    let plain = path.strip_prefix(r"\\?\").filter(|plain| !plain.starts_with("UNC"));
    plain.unwrap_or(&path).chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

fn io_message(action: Action, path: &Path, source: &io::Error) -> Message {
    let (ja, en) = match action {
        Action::Read => ("読み込めません", "cannot be read"),
        Action::Write => ("書き込めません", "cannot be written"),
        Action::Remove => ("削除できません", "cannot be removed"),
        Action::Lock => ("ロックできません", "cannot be locked"),
    };
    let path = shown(path);
    let why = match source.kind() {
        io::ErrorKind::NotFound => "見つかりません".into(),
        io::ErrorKind::PermissionDenied => "権限がないか、使用中です".into(),
        io::ErrorKind::StorageFull => "ディスクに空きがありません".into(),
        io::ErrorKind::ReadOnlyFilesystem => "読み取り専用のディスクです".into(),
        _ => source.to_string(),
    };
    Message::new(format!("{path}: {ja}（{why}）。"), format!("{path}: {en} ({source})."))
}

fn io_help(source: &io::Error) -> Message {
    let (ja, en) = match source.kind() {
        io::ErrorKind::NotFound => {
            ("場所と名前が正しいか確かめてください。", "Check the place and the name.")
        }
        io::ErrorKind::PermissionDenied => (
            "権限を確かめ、ほかのプログラムで開いていれば閉じてください。",
            "Check the permissions, and close other programs that hold it open.",
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (
            "ディスクの空きを増やしてから、もう一度実行してください。",
            "Free some space on the disk and run the command again.",
        ),
        io::ErrorKind::ReadOnlyFilesystem => {
            ("書き込めるディスクで実行してください。", "Run it on a disk that can be written to.")
        }
        _ => (
            "ディスクの状態を確かめてから、もう一度実行してください。",
            "Check the disk and run the command again.",
        ),
    };
    Message::new(ja, en)
}
