//! Sealed versions and their ledger, proved against each other. Does not know the draft.

use super::shelf::{Shelf, Stored};
use crate::diagnostic::{Finding, Span};
use crate::disk::{File, Snapshot};
use crate::ledger::{
    Chain, ChainError, LedgerFault, LedgerLine, LedgerState, VersionId, VersionRecord,
};
use crate::site::Slug;
use crate::tree::{self, Digest};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a document's ledger says, and the texts of its versions.
#[derive(Default)]
pub struct History {
    /// The ledger.
    pub chain: Chain,
    /// Its lines taken together.
    pub account: LedgerState,
    /// The texts of its versions, as far as they can be read.
    pub texts: BTreeMap<VersionId, Arc<tree::Provision>>,
}

/// A ledger that hangs together, and the files that it names.
pub struct Proved<'a> {
    /// The ledger.
    pub chain: Chain,
    /// Its lines taken together.
    pub account: LedgerState,
    /// The files of its versions that have the digests it names.
    pub files: BTreeMap<VersionId, (&'a Arc<str>, &'a File)>,
}

/// Reads the ledger and the versions of a document. Of a ledger with a fault nothing is used.
pub fn read(snapshot: &Snapshot, slug: &Slug, findings: &mut Vec<Finding>) -> History {
    let Some(proved) = prove(snapshot, Shelf::Content(slug.as_str()), findings) else {
        return History::default();
    };
    let mut reader = tree::Reader::default();
    let mut texts = BTreeMap::new();
    for (id, (path, file)) in proved.files {
        match reader.read_sealed(file.bytes(), file.digest()) {
            Ok(tree) => {
                texts.insert(id, tree);
            }
            Err(error) => {
                let span = Span::new(path.clone(), line(file.bytes(), error.line));
                findings.push(broken_version(error.what, span));
            }
        }
    }
    History { chain: proved.chain, account: proved.account, texts }
}

/// Proves a document's ledger, and the files of its versions against it; `None` when the ledger has a fault.
/// No text is read.
pub fn prove<'a>(
    snapshot: &'a Snapshot,
    shelf: Shelf<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Proved<'a>> {
    let ledger_path = shelf.ledger();
    let bytes = snapshot.file(&ledger_path).map_or(&[][..], |file| file.bytes());
    let chain = match Chain::read(bytes) {
        Ok(chain) => chain,
        Err(error) => {
            findings.push(ledger_fault(&ledger_path, bytes, &error));
            return None;
        }
    };
    let account = match LedgerState::of(chain.lines()) {
        Ok(account) => account,
        Err(illegal) => {
            let span = Span::new(&*ledger_path, line(bytes, illegal.line));
            findings.push(illegal_line(illegal.fault, span));
            return None;
        }
    };
    let mut there = files(snapshot, shelf, findings);
    let mut files = BTreeMap::new();
    for entry in account.entries() {
        let Some((path, file)) = there.remove(&entry.id) else {
            let made = |line: &LedgerLine| line.event.act.makes() == Some(entry.id);
            let at = chain.lines().iter().position(made).map_or(1, |at| at + 1);
            let span = Span::new(&*ledger_path, line(bytes, at));
            findings.push(no_file(&shelf.version(entry.id), span));
            continue;
        };
        match other_than_recorded(path, file, entry) {
            None => {
                files.insert(entry.id, (path, file));
            }
            Some(finding) => findings.push(finding),
        }
    }
    for (file, _) in there.into_values() {
        findings.push(no_line(file));
    }
    Some(Proved { chain, account, files })
}

fn ledger_fault(path: &str, bytes: &[u8], error: &ChainError) -> Finding {
    let is_only_line_ends =
        bytes.windows(2).any(|two| two == b"\r\n") && Chain::read(&unix(bytes)).is_ok();
    if is_only_line_ends {
        line_ends(Span::file(path))
    } else {
        broken_ledger(&error.what, Span::new(path, line(bytes, error.line)))
    }
}

/// The files of a document's versions by their identity.
fn files<'a>(
    snapshot: &'a Snapshot,
    shelf: Shelf<'_>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<VersionId, (&'a Arc<str>, &'a File)> {
    let folder = shelf.versions();
    let mut out = BTreeMap::new();
    for (file, content) in snapshot.under(&folder) {
        match shelf.stored(&file[folder.len() + 1..]) {
            Stored::Version(id) => {
                out.insert(id, (file, content));
            }
            Stored::Misnamed => findings.push(bad_name(file)),
            Stored::Other => {}
        }
    }
    out
}

/// What is wrong with a version file that is not the one that the ledger names.
fn other_than_recorded(path: &Arc<str>, file: &File, entry: &VersionRecord) -> Option<Finding> {
    let digest = entry.file_digest();
    if file.digest() == digest {
        return None;
    }
    let is_only_line_ends = Digest::of(&unix(file.bytes())) == digest;
    let mut before = entry.withheld.iter().map(|withheld| withheld.digest);
    let is_from_before =
        file.digest() == entry.digest || before.any(|digest| digest == file.digest());
    Some(match (is_only_line_ends, is_from_before) {
        (true, _) => line_ends(Span::file(path.clone())),
        (false, true) => brought_back(Span::file(path.clone())),
        (false, false) => changed(where_broken(path, file)),
    })
}

/// The line of a version file that has not the form of one; the whole file where every line has.
fn where_broken(path: &Arc<str>, file: &File) -> Span {
    match tree::Reader::default().read(file.bytes()) {
        Ok(_) => Span::file(path.clone()),
        Err(error) => Span::new(path.clone(), line(file.bytes(), error.line)),
    }
}

/// The bytes of a line, from 1, without its end.
pub fn line(bytes: &[u8], number: usize) -> Range<usize> {
    let mut start = 0;
    for _ in 1..number {
        match bytes[start..].iter().position(|b| *b == b'\n') {
            Some(found) => start += found + 1,
            None => break,
        }
    }
    let rest = &bytes[start..];
    let end = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
    start..start + end
}

const RESTORE_JA: &str = "確定した版と台帳は手で直せません。控え（バックアップや git）から元のファイルに戻してください。";
const RESTORE_EN: &str =
    "Sealed versions and ledgers are never edited; restore the file from a backup or from git.";

/// The bytes with the line ends that kohyo writes.
fn unix(bytes: &[u8]) -> Vec<u8> {
    let is_kept = |at: &usize| !bytes[*at..].starts_with(b"\r\n");
    (0..bytes.len()).filter(is_kept).map(|at| bytes[at]).collect()
}

fn line_ends(span: Span) -> Finding {
    Finding::spelt_error(
        "line-ends",
        "改行コードだけが変わっています（LF が CRLF に）。git やファイル転送ソフトの自動変換によるものと思われます。",
        "Only the line ends were changed (LF to CRLF), probably by git or a file transfer.",
    )
    .at(span)
    .help(
        "改行コードを LF に戻してください。git では .gitattributes に「*.jsonl -text」と書くと変換されません。転送ソフトでは「バイナリ」で送ります。",
        "Restore LF. With git write `*.jsonl -text` to .gitattributes; transfer in binary mode.",
    )
}

fn changed(span: Span) -> Finding {
    Finding::spelt_error(
        "version-changed",
        "確定した版の内容が、台帳に記録されたもの（SHA-256）と違います。",
        "This sealed version is not the one whose digest the ledger names.",
    )
    .at(span)
    .help(RESTORE_JA, RESTORE_EN)
}

fn broken_version(what: &str, span: Span) -> Finding {
    Finding::spelt_error(
        "version-form",
        "版のファイルを読めません。この kohyo より新しい形式か、書き換えられています。",
        format!("The version file cannot be read: {what}."),
    )
    .at(span)
    .help(RESTORE_JA, RESTORE_EN)
}

fn broken_ledger(what: &str, span: Span) -> Finding {
    let (ja, en) = if what.contains("follow") {
        (
            "台帳のこの行が、前の行とつながっていません。この行か前の行が書き換えられたか、間の行が消されています。",
            "This line of the ledger does not follow from the line before: one was removed or changed.",
        )
    } else {
        (
            "台帳の行を読めません。この kohyo より新しい形式か、書き換えられています。",
            "This line of the ledger cannot be read: it is of a newer form, or was changed.",
        )
    };
    Finding::spelt_error("ledger-form", ja, format!("{en} ({what})"))
        .at(span)
        .help(RESTORE_JA, RESTORE_EN)
}

fn no_file(file: &str, span: Span) -> Finding {
    Finding::spelt_error(
        "version-missing",
        format!("台帳に記録された版のファイル {file} がありません。"),
        format!("{file}, which the ledger names, is missing."),
    )
    .at(span)
    .help(RESTORE_JA, RESTORE_EN)
}

fn no_line(file: &Arc<str>) -> Finding {
    Finding::spelt_error(
        "version-unrecorded",
        "この版は台帳に記録されていません。",
        "The ledger does not know this version.",
    )
    .at(Span::file(file.clone()))
    .help(
        "版は「kohyo seal」で確定します。手で置いたファイルは versions フォルダーの外に移してください。",
        "Versions are made by `kohyo seal`; move a file that was put here by hand.",
    )
}

fn brought_back(span: Span) -> Finding {
    Finding::spelt_error(
        "version-withheld",
        "この版の言葉の一部は非公開にしたと台帳に記録されていますが、ファイルは非公開にする前の内容です。",
        "The ledger says that words of this version are withheld, but the file still has them.",
    )
    .at(span)
    .help(
        "非公開にした後の版のファイルに戻してください。公開中のサイトに同じ内容の version.jsonl があります。",
        "Restore the file as it was after the withholding; the published site has it as version.jsonl.",
    )
}

fn illegal_line(fault: LedgerFault, span: Span) -> Finding {
    Finding::spelt_error(
        "ledger-order",
        format!("台帳のこの行は、前の行までの記録と合いません。{}", fault.ja()),
        format!("This line of the ledger does not fit the ones before it: {}.", fault.en()),
    )
    .at(span)
    .help(RESTORE_JA, RESTORE_EN)
}

fn bad_name(file: &Arc<str>) -> Finding {
    Finding::spelt_error(
        "version-name",
        "版のファイルの名前ではありません（例：2025-04-01.jsonl）。",
        "This is not the name of a version's file (for example 2025-04-01.jsonl).",
    )
    .at(Span::file(file.clone()))
    .help(
        "versions フォルダーには kohyo が作ったファイルだけを置いてください。",
        "Keep only files made by kohyo in versions/.",
    )
}
