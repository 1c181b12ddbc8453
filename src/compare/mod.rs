//! Comparison of two trees: which provision is which, the ops that turn one into the other and back, and
//! the changes as a reader counts them. Knows no law and no HTML.

mod align;
mod apply;
mod change;
mod delta;
mod draft;
mod number;
mod preorder;
mod revise;
mod splice;
mod words;

pub use apply::{ApplyError, apply, revert};
pub use change::{At, Change, Grade, Kind, Witness};
pub use delta::{DELTA_FORMAT, Delta, Field, Node, Op, Place, Splice, Tag};
pub use preorder::Preorder;

use crate::tree::{Provision, Text};
use draft::{Draft, LeadsOf};
use std::ops::Range;
use std::sync::Arc;

/// What differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The ops, change by change.
    pub delta: Delta,
    /// The changes in reading order of the new tree, what vanished behind what stood before it.
    pub changes: Vec<Change>,
}

/// A reference inside a document: from the words of a provision to another provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Ordinal of the provision in whose text it stands.
    pub from: u32,
    /// The bytes of the reference in the words of that text.
    pub range: Range<usize>,
    /// Ordinal of the provision that it leads to.
    pub target: u32,
}

/// Compares two trees.
pub fn compare(old: &Arc<Provision>, new: &Arc<Provision>) -> Comparison {
    compare_with(old, new, &|_| Vec::new())
}

/// Compares two trees whose references are told by `pointers`; it is asked only when a text changed.
pub fn compare_with(
    old: &Arc<Provision>,
    new: &Arc<Provision>,
    pointers: &dyn Fn(&Provision) -> Vec<Pointer>,
) -> Comparison {
    let (from, to) = (old.digest(), new.digest());
    let empty = Delta {
        old: from,
        new: to,
        ops: Vec::new(),
    };
    if from == to {
        return Comparison {
            delta: empty,
            changes: Vec::new(),
        };
    }
    let (old, new) = (Preorder::of(old), Preorder::of(new));
    // One direction is computed, the other is its mirror.
    let (mut drafts, partners) = if from < to {
        directed(&old, &new, pointers, align::Alignment::new_of)
    } else {
        let (drafts, partners) = directed(&new, &old, pointers, align::Alignment::old_of);
        (draft::inverted(drafts), partners)
    };
    drafts.sort_by_cached_key(|draft| place_of(draft, &partners));
    let mut comparison = Comparison {
        delta: empty,
        changes: Vec::with_capacity(drafts.len()),
    };
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
/// one its partner.
fn directed<'a>(
    old: &'a Preorder<'a>,
    new: &'a Preorder<'a>,
    pointers: &dyn Fn(&Provision) -> Vec<Pointer>,
    partner: fn(&align::Alignment<'a>, u32) -> Option<u32>,
) -> (Vec<Draft>, Vec<Option<u32>>) {
    let found = align::align(old, new);
    let has_references = |(before, after): (u32, u32)| {
        let (before, after) = (old.node(before).text(), new.node(after).text());
        before != after && [before, after].iter().all(|text| has_reference(text))
    };
    let (mut old_leads, mut new_leads) = (LeadsOf::new(), LeadsOf::new());
    if found.pairs().any(has_references) {
        for pointer in pointers(old.node(0)) {
            if found.new_of(pointer.target).is_some() {
                let lead = (pointer.range, pointer.target);
                old_leads.entry(pointer.from).or_default().push(lead);
            }
        }
        for pointer in pointers(new.node(0)) {
            if let Some(target) = found.old_of(pointer.target) {
                new_leads
                    .entry(pointer.from)
                    .or_default()
                    .push((pointer.range, target));
            }
        }
    }
    let drafts = draft::drafts(&found, &old_leads, &new_leads);
    let count = old.len().max(new.len()) as u32;
    (drafts, (0..count).map(|at| partner(&found, at)).collect())
}

fn has_reference(text: &Text) -> bool {
    text.runs().iter().any(|run| run.words().contains('第'))
}

/// Where a change stands in the new tree; what vanished stands behind what was before it.
fn place_of(draft: &Draft, partners: &[Option<u32>]) -> (u32, u32, Option<u32>, Kind, Grade) {
    let (first, second) = match (draft.at.new(), draft.at.old()) {
        (Some(new), _) => (new, 0),
        (None, Some(old)) => {
            let before = partners[..old as usize]
                .iter()
                .rev()
                .find_map(|partner| *partner);
            (before.unwrap_or(0), 1)
        }
        (None, None) => (0, 0),
    };
    (first, second, draft.at.old(), draft.kind, draft.grade)
}
