//! What was read in texts and trees, kept for the next comparison of the same ones. Does not know pages.

use super::delta::Splice;
use super::hunks::{HunkSide, ReferenceTarget, SpliceReason, hunks, split_marks};
use super::merge_hunks::merge_hunks;
use crate::regulation::Guide;
use crate::tree::{Provision, Text};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many texts are kept; then all are forgotten, because what was compared long ago is seldom asked again.
const KEPT: usize = 8192;

/// So many trees: the versions of a few documents, which are compared together.
const TREES: usize = 64;

/// What turns one text into another.
type Revised = Arc<[(SpliceReason, Splice)]>;

/// What differs between texts, by the old one and the new one; where references lead, by the hash of a tree.
#[derive(Debug, Default)]
pub struct Memo {
    known: Mutex<HashMap<Text, HashMap<Text, Revised>>>,
    guides: Mutex<HashMap<u128, Arc<Guide>>>,
}

/// A memo whose holder panicked still holds whole values: they are only ever inserted.
fn lock<T>(memo: &Mutex<T>) -> MutexGuard<'_, T> {
    memo.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Memo {
    /// Everything that turns one text into another, in order. Texts whose references lead somewhere are read
    /// anew each time: that depends on their trees.
    pub(super) fn revise(
        &self,
        old: &Text,
        new: &Text,
        old_targets: &[ReferenceTarget],
        new_targets: &[ReferenceTarget],
    ) -> Revised {
        if !(old_targets.is_empty() && new_targets.is_empty()) {
            return revise(old, new, old_targets, new_targets).into();
        }
        if let Some(revised) = lock(&self.known).get(old).and_then(|by_new| by_new.get(new)) {
            return revised.clone();
        }
        let revised: Revised = revise(old, new, &[], &[]).into();
        let mut known = lock(&self.known);
        if known.len() >= KEPT {
            known.clear();
        }
        let by_new = known.entry(old.clone()).or_default();
        by_new.insert(new.clone(), revised.clone());
        revised
    }

    /// What references in a tree are read with.
    pub(super) fn guide(&self, root: &Provision) -> Arc<Guide> {
        if let Some(guide) = lock(&self.guides).get(&root.whole()) {
            return guide.clone();
        }
        let guide = Arc::new(Guide::of(root));
        let mut known = lock(&self.guides);
        if known.len() >= TREES {
            known.clear();
        }
        known.insert(root.whole(), guide.clone());
        guide
    }
}

/// Everything that turns one text into another, in order.
fn revise(
    old: &Text,
    new: &Text,
    old_targets: &[ReferenceTarget],
    new_targets: &[ReferenceTarget],
) -> Vec<(SpliceReason, Splice)> {
    let before = HunkSide::of(old, old_targets);
    let after = HunkSide::of(new, new_targets);
    let hunks = merge_hunks(hunks(&before, &after), &before, &after);
    split_marks(hunks, &before, &after)
        .iter()
        .filter_map(|hunk| hunk.splice(&before, &after))
        .collect()
}
