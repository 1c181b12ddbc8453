//! A document's future as a list of amendments: what each version changes in the one before it. When the list becomes
//! another, every text that follows is derived anew. Does not know why the list becomes another.

use crate::diff::redline;
use crate::diff::{MergeConflict, Preorder, merge};
use crate::ledger::{LedgerState, VersionId};
use crate::site::{Document, Version};
use crate::tree::Provision;
use std::sync::Arc;

/// A version whose text, or whose place among those of its day, is made anew.
#[derive(Clone, Debug)]
pub(super) struct Derived<'a> {
    /// The version.
    pub version: &'a Version,
    /// Its text from now on.
    pub tree: Arc<Provision>,
}

/// An amendment that does not fit the text that it would have to change from now on.
#[derive(Debug)]
pub(super) struct UnfitAmendment<'a> {
    /// The version that it makes.
    pub version: &'a Version,
    /// The version that it changed until now; `None` where it was the first text.
    pub base: Option<&'a Version>,
    /// The text that it would change, and the version that has it.
    pub target: Option<(VersionId, Arc<Provision>)>,
    /// Why it does not fit.
    pub why: UnfitCause,
}

/// Why an amendment does not fit.
#[derive(Debug)]
pub(super) enum UnfitCause {
    /// A first text is no change of another, and others follow from it.
    First,
    /// Both changed the same.
    Conflicts(Vec<MergeConflict>),
    /// These are not there to be changed, or are there as it would leave them.
    Nothing(Vec<String>),
}

/// The texts of a document, once its ledger says what `account` says: those that read otherwise then, in the order in
/// which they count. Of several of one day, those behind one that is made anew are too: a ledger keeps the order of
/// recording.
pub(super) fn derive<'a>(
    document: &'a Document,
    account: &LedgerState,
) -> Result<Vec<Derived<'a>>, Box<UnfitAmendment<'a>>> {
    let old: Vec<&Version> = document.live().collect();
    let mut all: Vec<Derived<'_>> = Vec::new();
    let mut before: Option<(VersionId, Arc<Provision>)> = None;
    let mut renewed = None;
    // The amendments so far, and of those the one that the old order has last.
    let (mut amendments, mut last) = (0, 0);
    for entry in account.counting() {
        let Some(at) = old.iter().position(|version| version.id == entry.id) else {
            continue;
        };
        let (version, base) = (old[at], at.checked_sub(1).map(|at| old[at]));
        (amendments, last) = (amendments + 1, last.max(at));
        // The same amendments make the same text, whatever their order: where what each brings stands is known then.
        let tree = match old[last].tree.clone() {
            text if amendments == last + 1 => text,
            _ => amended((base, version), before.as_ref()).map_err(|why| {
                let target = before.clone();
                Box::new(UnfitAmendment { version, base, target, why })
            })?,
        };
        let day = entry.effective.counted();
        if tree.whole() != version.tree.whole() || renewed == Some(day) {
            renewed = Some(day);
            all.push(Derived { version, tree: tree.clone() });
        }
        before = Some((version.id, tree));
    }
    Ok(all)
}

/// What the amendment that made a version of the one before it makes of another text.
fn amended(
    (base, version): (Option<&Version>, &Version),
    target: Option<&(VersionId, Arc<Provision>)>,
) -> Result<Arc<Provision>, UnfitCause> {
    let (base, (_, target)) = match (base, target) {
        (None, None) => return Ok(version.tree.clone()),
        (Some(base), Some(target)) => (&base.tree, target),
        (None, Some(_)) | (Some(_), None) => return Err(UnfitCause::First),
    };
    if base.whole() == target.whole() {
        return Ok(version.tree.clone());
    }
    if base.whole() == version.tree.whole() {
        return Ok(target.clone());
    }
    let merged = merge(base, &version.tree, target).map_err(UnfitCause::Conflicts)?;
    let order = Preorder::of(base);
    let lost = merged.left_out.iter().chain(&merged.already);
    let lost: Vec<String> = lost.map(|at| redline::named(&order, *at)).collect();
    let is_void = merged.tree.whole() == target.whole();
    if lost.is_empty() && !is_void { Ok(merged.tree) } else { Err(UnfitCause::Nothing(lost)) }
}
