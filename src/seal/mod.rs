//! From a draft to a version: which files change when a text is frozen. Does not touch the disk.

mod advice;
mod pen;
mod rebase;
mod register;
mod renumber;
mod withhold;

pub use pen::{Pen, refused};
pub use rebase::{Ledgers, Rebased, rebase, to_look_at, told as rebase_told};
pub use register::{Past, register};
pub use renumber::{Renumbered, Rewording, Unsure, Way, Why, renumber};
pub use withhold::{Reach, WITHHELD, Withholding, remaining, withhold};

use crate::diagnostic::Finding;
use crate::ledger::{Day, Event, VersionId};
use crate::site::Document;
use crate::text::date::Date;
use crate::tree;

/// What sealing a draft changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The new version.
    pub version: VersionId,
    /// Its digest, as the ledger names it.
    pub digest: tree::Digest,
    /// What the ledger says of it.
    pub event: Event,
    /// The version file: path below the site's root, and its bytes. It does not exist yet.
    pub version_file: (String, Vec<u8>),
    /// The ledger: path below the site's root, and all its bytes.
    pub ledger_file: (String, Vec<u8>),
}

/// Freezes the draft of a document as the version that is in force from `effective` on.
///
/// # Errors
/// A finding when there is nothing new to freeze, or when a version of a later day is sealed already.
pub fn seal(document: &Document, effective: Day, recorded: Date) -> Result<Sealed, Box<Finding>> {
    let day = effective.counted();
    let root = document.draft.on(day);
    if let Some(newest) = document.newest() {
        let newest_day = newest.effective.counted();
        if newest.tree.whole() == root.whole() {
            return Err(Box::new(unchanged(document, newest.id)));
        }
        if newest_day > day {
            return Err(Box::new(before_newest(document, day, newest_day)));
        }
    }
    let version = free_id(document, day);
    let bytes = tree::write(root);
    let digest = tree::Digest::of(&bytes);
    let mut chain = document.ledger.clone();
    let event = Event::seal(version, digest, effective, recorded);
    chain.append(event.clone());
    let folder = format!("content/{}", document.slug);
    Ok(Sealed {
        version,
        digest,
        event,
        version_file: (format!("{folder}/versions/{version}.jsonl"), bytes),
        ledger_file: (format!("{folder}/ledger.jsonl"), chain.bytes().to_vec()),
    })
}

/// The first identity of that day that no version has.
fn free_id(document: &Document, day: Date) -> VersionId {
    let mut id = VersionId::first(day);
    while document.versions.iter().any(|version| version.id == id) {
        id = id.next();
    }
    id
}

fn unchanged(document: &Document, newest: VersionId) -> Finding {
    let slug = &document.slug;
    Finding::error(
        "nothing-to-seal",
        format!("「{slug}」の本文は、確定済みの版（{newest}）から変わっていません。"),
        format!("the text of `{slug}` is the same as its sealed version {newest}"),
    )
    .help(
        "確定するものはありません。本文を直してから、もう一度お試しください。",
        "there is nothing to seal; change the text first",
    )
}

fn before_newest(document: &Document, day: Date, newest: Date) -> Finding {
    let slug = &document.slug;
    Finding::error(
        "before-newest-version",
        format!("「{slug}」には、{newest}からの版がすでに確定されています。それより前の{day}からの版は確定できません。"),
        format!("`{slug}` already has a version from {newest}; a version from {day} would come before it"),
    )
    .help(
        format!("{newest}以後の日付を指定してください。"),
        format!("give a day on or after {newest}"),
    )
}
