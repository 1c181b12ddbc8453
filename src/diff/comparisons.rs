//! Comparisons of a build: every pair of texts is compared once, whoever asks (a memo table by the hashes of
//! the two trees); and what was read in texts and trees, kept for the next comparison of the same ones. Does not know
//! who asks, nor why.

use super::delta::Splice;
use super::hunks::{HunkSide, ReferenceTarget, SpliceReason, hunks, split_marks};
use super::merge_hunks::merge_hunks;
use super::redline::{ListedChange, Redline};
use super::{Comparison, Preorder, compare_with};
use crate::regulation::Guide;
use crate::tree::{Provision, Text};
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Two texts, by the hashes of their trees.
type TreePair = (u128, u128);

/// Comparisons that were run, and texts that were compared in them.
///
/// Until somebody says with [`Comparisons::expect`] who will ask, everything is kept; from then on a comparison
/// is kept until the last one has asked. Trees laid out are never kept: they would make a build need as much
/// memory as its texts have pairs.
#[derive(Debug, Default)]
pub struct Comparisons {
    memo: Memo,
    known: Mutex<HashMap<TreePair, KnownPair>>,
    runs: AtomicUsize,
}

/// What is known of a pair. It stays when all is forgotten, by which pairs can be counted.
#[derive(Debug, Default)]
struct KnownPair {
    found: Option<Arc<OnceLock<Arc<Comparison>>>>,
    listed: Option<Arc<[ListedChange]>>,
    /// How often the comparison and its list of changes will be asked for; `None`: nobody knows.
    expected: Option<(usize, usize)>,
}

impl KnownPair {
    /// One of those who were expected has asked.
    fn asked(&mut self, is_list: bool) {
        if let Some((whole, lists)) = &mut self.expected {
            let count = if is_list { lists } else { whole };
            *count = count.saturating_sub(1);
        }
        self.forget();
    }

    /// Drops what nobody will ask for.
    fn forget(&mut self) {
        let Some((whole, lists)) = self.expected else {
            return;
        };
        if whole == 0 && (lists == 0 || self.listed.is_some()) {
            self.found = None;
        }
        if lists == 0 {
            self.listed = None;
        }
    }
}

fn key(old: &Provision, new: &Provision) -> TreePair {
    (old.whole(), new.whole())
}

impl Comparisons {
    /// The comparison of two texts, run for the first one who asks.
    pub fn between(&self, old: &Preorder<'_>, new: &Preorder<'_>) -> Arc<Comparison> {
        let comparison = self.run_once(old, new);
        let key = key(old.node(0), new.node(0));
        self.known().entry(key).or_default().asked(false);
        comparison
    }

    /// The list of changes between two texts.
    pub fn listed(&self, old: &Arc<Provision>, new: &Arc<Provision>) -> Arc<[ListedChange]> {
        let key = key(old, new);
        // List or comparison, under one lock: what is forgotten between two would be run again.
        let kept = {
            let mut all = self.known();
            let known = all.entry(key).or_default();
            known.listed.clone().ok_or_else(|| known.found.get_or_insert_default().clone())
        };
        let listed = kept.unwrap_or_else(|found| {
            let (old, new) = (Preorder::of(old), Preorder::of(new));
            Redline::of(&old, &new, &self.run_in(&found, &old, &new)).list().into()
        });
        let mut all = self.known();
        let known = all.entry(key).or_default();
        let listed = known.listed.get_or_insert(listed).clone();
        known.asked(true);
        listed
    }

    /// Keeps the list of changes of a pair, where somebody will ask for it.
    pub fn keep_list(&self, old: &Provision, new: &Provision, redline: &Redline<'_>) {
        let key = key(old, new);
        let is_wanted = |known: &KnownPair| {
            known.listed.is_none() && known.expected.is_some_and(|(_, lists)| lists > 0)
        };
        if !self.known().get(&key).is_some_and(is_wanted) {
            return;
        }
        let listed: Arc<[ListedChange]> = redline.list().into();
        if let Some(known) = self.known().get_mut(&key) {
            known.listed = Some(listed);
            known.forget();
        }
    }

    /// Says who will ask from now on: once for a comparison for each of `whole`, once for a list of changes for
    /// each of `lists`. What nobody will ask for is dropped.
    pub fn expect<'a>(
        &self,
        whole: impl Iterator<Item = (&'a Arc<Provision>, &'a Arc<Provision>)>,
        lists: impl Iterator<Item = (&'a Arc<Provision>, &'a Arc<Provision>)>,
    ) {
        let mut all = self.known();
        for known in all.values_mut() {
            known.expected = Some((0, 0));
        }
        for (old, new) in whole {
            let known = all.entry(key(old, new)).or_default();
            known.expected.get_or_insert_default().0 += 1;
        }
        for (old, new) in lists {
            let known = all.entry(key(old, new)).or_default();
            known.expected.get_or_insert_default().1 += 1;
        }
        for known in all.values_mut() {
            known.forget();
        }
    }

    /// How many pairs of texts somebody asked about, or was expected to.
    pub fn pairs(&self) -> usize {
        self.known().len()
    }

    /// How many comparisons were run.
    pub fn runs(&self) -> usize {
        self.runs.load(Ordering::Relaxed)
    }

    /// The comparison, if need be run now. Whoever asks for it meanwhile waits; it waits for nobody itself.
    fn run_once(&self, old: &Preorder<'_>, new: &Preorder<'_>) -> Arc<Comparison> {
        let key = key(old.node(0), new.node(0));
        let found = self.known().entry(key).or_default().found.get_or_insert_default().clone();
        self.run_in(&found, old, new)
    }

    fn run_in(
        &self,
        found: &OnceLock<Arc<Comparison>>,
        old: &Preorder<'_>,
        new: &Preorder<'_>,
    ) -> Arc<Comparison> {
        let run = || {
            self.runs.fetch_add(1, Ordering::Relaxed);
            Arc::new(compare_with(old, new, &self.memo))
        };
        found.get_or_init(run).clone()
    }

    /// A table whose holder panicked still holds whole values.
    fn known(&self) -> MutexGuard<'_, HashMap<TreePair, KnownPair>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

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
