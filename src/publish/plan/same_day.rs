//! Of several texts of one day, which were known before it: what is said of those that never count as they are. Does not
//! know how they came to be of one day.

use super::page::{Sentence, say};
use super::planner::version_page;
use crate::site::edition::DocumentOn;
use crate::site::{Document, Version};

/// The version that counts until another does: one that is ever in force.
pub(super) fn counted_before<'a>(document: &'a Document, version: &Version) -> Option<&'a Version> {
    let mut before = document.before(version.id);
    while let Some(found) = before.filter(|found| document.overtaken_by(found).is_some()) {
        before = document.before(found.id);
    }
    before
}

/// Of a text that another of its day goes beyond: that it never counts as it is, and what does.
pub(super) fn overtaken(on: &DocumentOn<'_>, version: &Version, never: &str) -> Option<Sentence> {
    let verb = on.document.kind.effective_verb();
    let last = on.document.overtaken_by(version)?;
    let mut all = say(never, [verb.into()]);
    let link = ("同じ日のほかの変更も反映した内容", version_page(on, last)).into();
    let parts = [version.effective.counted().into(), verb.into(), link];
    all.extend(say("{}から{}されるのは、{}です。", parts));
    Some(all)
}
