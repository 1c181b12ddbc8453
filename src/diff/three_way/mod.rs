//! The three-way merge: carries what turns one tree into another over to a third tree: a change before a coming
//! version, into that version. Where it does not fit in place, it says so and makes nothing. Does not know versions.
//!
//! The three trees are called base (what the change starts from), draft (what it leads to) and target. The ops
//! of base → draft are played on the target; the ops of base → target say which provision is which there, and
//! what is not as it was. Nothing is guessed: words that both changed, places that cannot be told, numbers and
//! references that would not fit are conflicts.

mod checks;
mod fates;
mod place;
mod words;

use super::delta::{Delta, Op, TextField};
use super::preorder::{Pairs, Preorder};
use crate::tree::{Bare, Provision};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// The target with the change carried into it.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The tree.
    pub tree: Arc<Provision>,
    /// What the target does not have, so that nothing was to be changed there: ordinals in the base, topmost
    /// ones only, in reading order.
    pub left_out: Vec<u32>,
    /// Where the change only makes the base what the target is already: ordinals in the base, in reading order.
    pub already: Vec<u32>,
}

/// Where a change cannot be carried over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MergeConflict {
    /// Why.
    pub why: ConflictKind,
    /// The provision in the base.
    pub base: Option<u32>,
    /// The provision in the draft.
    pub draft: Option<u32>,
    /// The provision in the target.
    pub target: Option<u32>,
    /// Which of its words, where words are at odds.
    pub field: Option<TextField>,
}

/// Why a change cannot be carried over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// The words that change read otherwise in the target, or so near to it that nobody can tell.
    Words,
    /// The target does not have the provision, but perhaps another in its place.
    Replaced,
    /// The provision that is to go says something else in the target, or has something below it that is to stay.
    Deleted,
    /// Where it belongs in the target cannot be told.
    Place,
    /// Numbers, keys or shape changed on both inputs, or numbers would not follow each other.
    Label,
    /// A reference would lead elsewhere, or nowhere.
    Reference,
    /// One key would stand twice.
    Key,
}

/// Carries the change from `base` to `draft` over to `target`.
///
/// # Errors
/// All conflicts that were found, in reading order of the base; nothing is carried then.
pub fn merge(
    base: &Arc<Provision>,
    draft: &Arc<Provision>,
    target: &Arc<Provision>,
) -> Result<Merged, Vec<MergeConflict>> {
    let whole = |tree: &Arc<Provision>| Merged {
        tree: tree.clone(),
        left_out: Vec::new(),
        already: Vec::new(),
    };
    if base.digest() == target.digest() || draft.digest() == target.digest() {
        return Ok(whole(draft));
    }
    if base.digest() == draft.digest() {
        return Ok(whole(target));
    }
    let (ours, theirs) = (super::compare(base, draft).delta, super::compare(base, target).delta);
    let (old, new, other) = (Preorder::of(base), Preorder::of(draft), Preorder::of(target));
    let inputs = MergeInputs {
        to_draft: Pairs::of(&old, &new, &ours),
        to_target: Pairs::of(&old, &other, &theirs),
        base: &old,
        draft: &new,
        target: &other,
        ours: &ours,
        theirs: &theirs,
    };
    let mut merge = Merge::new(&inputs);
    merge.words();
    merge.fates();
    let tree = merge.built();
    let mut conflicts = merge.conflicts;
    if let Some(tree) = tree.filter(|_| conflicts.is_empty()) {
        conflicts.extend(checks::conflicts(&inputs, (base, draft, target), &tree));
        if conflicts.is_empty() {
            return Ok(Merged {
                tree,
                left_out: merge.left_out.into_iter().collect(),
                already: merge.already.into_iter().collect(),
            });
        }
    }
    Err(conflicts.into_iter().collect())
}

/// The two ways that lead away from the base.
struct MergeInputs<'a> {
    base: &'a Preorder<'a>,
    draft: &'a Preorder<'a>,
    target: &'a Preorder<'a>,
    ours: &'a Delta,
    theirs: &'a Delta,
    to_draft: Pairs,
    to_target: Pairs,
}

/// What is known of the result so far.
struct Merge<'a> {
    inputs: &'a MergeInputs<'a>,
    conflicts: BTreeSet<MergeConflict>,
    left_out: BTreeSet<u32>,
    already: BTreeSet<u32>,
    /// What provisions of the target become.
    own: BTreeMap<u32, Bare>,
    /// Provisions of the target that go.
    gone: HashSet<u32>,
    /// Provisions of the target that hang elsewhere afterwards.
    away: HashSet<u32>,
    /// Provisions of the draft that the base does not have.
    come: HashSet<u32>,
    /// Provisions of the draft that hang elsewhere than in the base.
    moved: HashSet<u32>,
    /// Provisions of the base that hang elsewhere in the target.
    theirs_moved: HashSet<u32>,
    /// Where provisions of the base have other words in the target.
    theirs_edited: HashSet<u32>,
    /// All words of the target that the base does not have like that.
    their_words: Vec<String>,
}

impl<'a> Merge<'a> {
    fn new(inputs: &'a MergeInputs<'a>) -> Merge<'a> {
        let mut merge = Merge {
            inputs,
            conflicts: BTreeSet::new(),
            left_out: BTreeSet::new(),
            already: BTreeSet::new(),
            own: BTreeMap::new(),
            gone: HashSet::new(),
            away: HashSet::new(),
            come: HashSet::new(),
            moved: HashSet::new(),
            theirs_moved: HashSet::new(),
            theirs_edited: HashSet::new(),
            their_words: Vec::new(),
        };
        for op in &inputs.ours.ops {
            match op {
                Op::Insert { node, .. } => drop(merge.come.insert(*node)),
                Op::Move { node, .. } => drop(merge.moved.insert(node.new)),
                _ => {}
            }
        }
        for op in &inputs.theirs.ops {
            match op {
                Op::Insert { own, .. } => {
                    let both = [own.heading.words(), own.text.words()];
                    merge.their_words.extend(both);
                }
                Op::Move { node, .. } => drop(merge.theirs_moved.insert(node.old)),
                Op::Edit { node, field, .. } => {
                    merge.theirs_edited.insert(node.old);
                    let text = field.text_of(inputs.target.node(node.new));
                    merge.their_words.push(text.words());
                }
                _ => {}
            }
        }
        merge.their_words.retain(|words| !words.is_empty());
        merge
    }

    /// The provision of the target that is one of the base.
    fn there(&self, base: u32) -> Option<u32> {
        self.inputs.to_target.new_of(base)
    }

    fn conflict(&mut self, why: ConflictKind, base: Option<u32>, field: Option<TextField>) {
        let inputs = self.inputs;
        self.conflicts.insert(MergeConflict {
            why,
            base,
            draft: base.and_then(|at| inputs.to_draft.new_of(at)),
            target: base.and_then(|at| inputs.to_target.new_of(at)),
            field,
        });
    }

    /// A provision that the change brings, or moves, cannot be placed.
    fn conflict_of_draft(&mut self, why: ConflictKind, draft: u32) {
        let base = self.inputs.to_draft.old_of(draft);
        self.conflicts.insert(MergeConflict {
            why,
            base,
            draft: Some(draft),
            target: base.and_then(|at| self.inputs.to_target.new_of(at)),
            field: None,
        });
    }
}
