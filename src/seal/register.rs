//! A text of the past as a version (後日収録). Does not know where the text comes from.

use super::LedgerWriter;
use crate::diagnostic::{Finding, Message};
use crate::fill;
use crate::ledger::{Act, Day, Event, EventDetails, VersionId};
use crate::site::{Document, Private};
use crate::text::date::Date;
use crate::tree::{self, Digest, Provision, Role};
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
    let (slug, day) = (&document.slug, past.effective.counted());
    if day > past.recorded {
        let shown = Message::day(day);
        return Err(Box::new(Finding::error("register-to-come", fill! { slug, day, shown })));
    }
    let same = document.versions.iter().find(|version| {
        version.effective.counted() == day && version.tree.whole() == past.tree.whole()
    });
    if let Some(version) = same {
        let version = version.id;
        return Err(Box::new(Finding::error("registered-already", fill! { slug, version })));
    }
    let version = writer.account(document).free_id(day);
    let bytes = tree::write(past.tree);
    let act = Act::Register { version, digest: Digest::of(&bytes), effective: past.effective };
    let event = Event::new(past.recorded, act).telling(past.told.clone());
    writer.append(document, event, past.private)?;
    writer.version(document, version, bytes);
    Ok(version)
}

/// A text as one of the document: of its kind, with its key.
pub fn as_text_of(document: &Document, root: &Arc<Provision>) -> Arc<Provision> {
    let draft = &document.draft.periods()[0].1;
    let own = root.own().clone();
    own.role(Role::of(document.kind.name()))
        .key(draft.key().cloned())
        .with(root.children().iter().cloned())
}
