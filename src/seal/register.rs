//! A text of the past as a version (後日収録). Does not know where the text comes from.

use super::LedgerWriter;
use crate::diagnostic::Finding;
use crate::ledger::{Act, Day, Event, EventDetails, VersionId};
use crate::site::{Document, Private};
use crate::text::date::{Date, both};
use crate::tree::{self, Digest, Provision};
use std::sync::Arc;

/// A text of the past.
#[derive(Clone, Debug)]
pub struct PastText<'a> {
    /// The text, as the document would say it.
    pub tree: &'a Arc<Provision>,
    /// From when it was in force.
    pub effective: Day,
    /// When kohyo learns of it.
    pub recorded: Date,
    /// What is told besides.
    pub told: &'a EventDetails,
    /// What only the organisation may know.
    pub private: &'a Private,
}

/// Registers a text of the past; its version.
///
/// # Errors
/// When its day is still to come, the very text is there already, or the ledger refuses.
pub fn register(
    writer: &mut LedgerWriter<'_>,
    document: &Document,
    past: &PastText<'_>,
) -> Result<VersionId, Box<Finding>> {
    let day = past.effective.counted();
    if day > past.recorded {
        return Err(Box::new(still_to_come(document, day)));
    }
    let same = document.versions.iter().find(|version| {
        version.effective.counted() == day && version.tree.whole() == past.tree.whole()
    });
    if let Some(version) = same {
        return Err(Box::new(there_already(document, version.id)));
    }
    let version = writer.account(document).free_id(day);
    let bytes = tree::write(past.tree);
    let act = Act::Register { version, digest: Digest::of(&bytes), effective: past.effective };
    let event = Event::new(past.recorded, act).telling(past.told.clone());
    writer.append(document, event, past.private)?;
    writer.version(document, version, bytes);
    Ok(version)
}

fn still_to_come(document: &Document, day: Date) -> Finding {
    let slug = &document.slug;
    let shown = both(day);
    Finding::spelt_error(
        "register-to-come",
        format!("{shown}は、まだ来ていません。後日収録できるのは、過去の版だけです。"),
        format!("{day} has not come yet; only texts of the past are registered."),
    )
    .help(
        format!("これから施行・適用される内容は、本文として確定してください: kohyo seal {slug} --effective {day}"),
        format!("Seal what is to come: kohyo seal {slug} --effective {day}"),
    )
}

fn there_already(document: &Document, version: VersionId) -> Finding {
    let slug = &document.slug;
    Finding::spelt_error(
        "registered-already",
        format!("「{slug}」には、同じ日の同じ内容の版（{version}）がすでにあります。"),
        format!("`{slug}` has this very text of this day already, as version {version}."),
    )
    .help("収録するものはありません。", "There is nothing to register.")
}
