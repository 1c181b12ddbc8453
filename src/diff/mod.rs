//! Comparison of two trees: which provision is which (tree alignment), the ops that turn one into the other and back
//! (edit script, with move detection), the changes as a reader counts them, the three-way merge into a third tree, and
//! the redline. Knows no law and no HTML.

pub mod redline;

mod align;
mod apply;
mod three_way;
mod change;
mod comparisons;
mod merge_hunks;
mod delta;
mod edit_script;
mod json;
mod reference_targets;
mod preorder;
mod hunks;
mod tokens;

pub use align::{WeightedPair, heaviest_subsequence};
pub use apply::{ApplyError, apply, revert};
pub use change::{At, Change, ChangeKind, Grade, Witness};
pub use comparisons::{Comparisons, Memo};
pub use delta::{DELTA_FORMAT, Delta, NodePair, NodeTag, Op, Splice, TextField, TreePosition};
pub use json::{JsonError, digest, read_json, write_json};
pub use preorder::{Pairs, Preorder};
pub use reference_targets::{ContentsLine, Stray, contents_lines, strays};
pub use three_way::{ConflictKind, MergeConflict, Merged, merge};
pub use tokens::{Token, tokens};

use crate::text::citation::{self, Abbreviations};
use crate::tree::{Digest, Form, Provision};
use edit_script::DraftChange;
use reference_targets::{TargetsByText, reference_targets};
use std::collections::HashSet;
use std::sync::Arc;

/// What differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The ops, change by change.
    pub delta: Delta,
    /// The changes in reading order of the new tree, what vanished behind what stood before it.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// The proof of a comparison: the Δ leads from the old tree to the new one and back, and has been
    /// through its JSON form. Run for every comparison that is published. Returns the digest of that form.
    ///
    /// # Errors
    /// When a step does not fit, or a result has other hashes than the tree that was promised.
    pub fn prove(&self, old: &Preorder<'_>, new: &Preorder<'_>) -> Result<Digest, ApplyError> {
        let fault = |what| ApplyError { op: None, what };
        let bytes = write_json(self);
        let read = json::parse(&bytes).map_err(|_| fault("the delta cannot be read back"))?;
        if read != *self {
            return Err(fault("the delta is read back as another one"));
        }
        let (from, to) = (old.node(0), new.node(0));
        if (read.delta.old, read.delta.new) != (from.digest(), to.digest()) {
            return Err(fault("the delta is between other trees"));
        }
        apply::leads_to(old, &read.delta.ops, to)?;
        apply::leads_to(new, &read.delta.inverted().ops, from)?;
        Ok(Digest::of(&bytes))
    }
}

/// Compares two trees.
pub fn compare(old: &Arc<Provision>, new: &Arc<Provision>) -> Comparison {
    compare_with(&Preorder::of(old), &Preorder::of(new), &Memo::default())
}

/// Compares two trees; texts that were compared before, in whichever trees, are not compared again.
pub fn compare_with(old: &Preorder<'_>, new: &Preorder<'_>, memo: &Memo) -> Comparison {
    let (from, to) = (old.node(0).digest(), new.node(0).digest());
    let empty = Delta { old: from, new: to, ops: Vec::new() };
    if from == to {
        return Comparison { delta: empty, changes: Vec::new() };
    }
    // One direction is computed, the other is its mirror.
    let (mut drafts, partners) = if from < to {
        directed((old, new), align::Alignment::new_of, memo)
    } else {
        let (drafts, partners) = directed((new, old), align::Alignment::old_of, memo);
        (edit_script::inverted(drafts), partners)
    };
    drafts.sort_by_cached_key(|draft| place_of(draft, &partners));
    let mut comparison = Comparison { delta: empty, changes: Vec::with_capacity(drafts.len()) };
    for draft in drafts {
        let start = comparison.delta.ops.len();
        comparison.delta.ops.extend(draft.ops);
        comparison.changes.push(Change {
            kind: draft.kind,
            grade: draft.grade,
            at: draft.at,
            ops: start..comparison.delta.ops.len(),
        });
    }
    comparison
}

/// The changes from one tree to another, and for each provision of the tree that was asked for as the old
/// one its partner, or that of the last one before it that has a partner.
fn directed<'a>(
    (old, new): (&'a Preorder<'a>, &'a Preorder<'a>),
    partner: fn(&align::Alignment<'a>, u32) -> Option<u32>,
    memo: &Memo,
) -> (Vec<DraftChange>, Vec<u32>) {
    let found = align::align(old, new);
    let cites_otherwise = |(before, after): (u32, u32)| {
        if old.node(before).whole() == new.node(after).whole() {
            return false;
        }
        let is_contents = new.parent(after).is_some_and(|at| new.node(at).form() == Form::Contents);
        let (before, after) = (old.node(before).text(), new.node(after).text());
        before != after && (is_contents || cited(&before.words()) != cited(&after.words()))
    };
    let (asked_old, asked_new): (HashSet<u32>, HashSet<u32>) =
        found.pairs().filter(|pair| cites_otherwise(*pair)).unzip();
    let (old_targets, new_targets) = if asked_old.is_empty() {
        (TargetsByText::new(), TargetsByText::new())
    } else {
        let stays = |target| found.new_of(target).map(|_| target);
        (
            reference_targets(old, memo, &|at| asked_old.contains(&at), &stays),
            reference_targets(new, memo, &|at| asked_new.contains(&at), &|target| {
                found.old_of(target)
            }),
        )
    };
    let drafts = edit_script::drafts(&found, (&old_targets, &new_targets), memo);
    let count = old.len().max(new.len()) as u32;
    let mut last = 0;
    let standing = (0..count).map(|at| {
        last = partner(&found, at).unwrap_or(last);
        last
    });
    (drafts, standing.collect())
}

/// The words of every reference in a text. Where they are the same there is nothing to follow, and the
/// document need not be searched.
fn cited(words: &str) -> Vec<&str> {
    let found = citation::find(words, &Abbreviations::default());
    found.into_iter().map(|citation| &words[citation.range]).collect()
}

/// Where a change stands in the new tree; what vanished stands behind what was before it.
fn place_of(draft: &DraftChange, partners: &[u32]) -> (u32, u32, Option<u32>, ChangeKind, Grade) {
    let (first, second) = match (draft.at.in_new(), draft.at.in_old()) {
        (Some(new), _) => (new, 0),
        (None, Some(old)) => (partners[old as usize], 1),
        (None, None) => (0, 0),
    };
    (first, second, draft.at.in_old(), draft.kind, draft.grade)
}
