//! Tree alignment: which provision of the old tree is which of the new: keys first, then content. Labels are no
//! identity. Does not know what the differences mean.

mod anchor;

mod gap;
mod likeness;
mod fingerprints;
mod subsequence;
mod table;

pub use subsequence::{WeightedPair, heaviest_subsequence};

use super::preorder::Preorder;
use crate::tree::{Form, Key};
use fingerprints::Prints;
use gap::Signs;
use std::collections::HashMap;

/// Which old provision is which new one.
#[derive(Debug)]
pub(super) struct Alignment<'a> {
    pub old: &'a Preorder<'a>,
    pub new: &'a Preorder<'a>,
    to_new: Vec<Option<u32>>,
    to_old: Vec<Option<u32>>,
    /// Old and new provisions inside of subtrees that are equal and stayed in place.
    settled: (Vec<bool>, Vec<bool>),
}

impl<'a> Alignment<'a> {
    fn none(old: &'a Preorder<'a>, new: &'a Preorder<'a>) -> Alignment<'a> {
        Alignment {
            old,
            new,
            to_new: vec![None; old.len()],
            to_old: vec![None; new.len()],
            settled: (vec![false; old.len()], vec![false; new.len()]),
        }
    }

    /// The new ordinal of an old provision.
    pub fn new_of(&self, old: u32) -> Option<u32> {
        self.to_new.get(old as usize).copied().flatten()
    }

    /// The old ordinal of a new provision.
    pub fn old_of(&self, new: u32) -> Option<u32> {
        self.to_old.get(new as usize).copied().flatten()
    }

    /// Every pair in the order of the old tree.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let pair = |(old, new): (usize, &Option<u32>)| Some((old as u32, (*new)?));
        self.to_new.iter().enumerate().filter_map(pair)
    }

    /// Whether both are without partner and may become one: two different keys are never one provision,
    /// and cells are paired by their columns alone.
    fn may_pair(&self, old: u32, new: u32) -> bool {
        if self.new_of(old).is_some() || self.old_of(new).is_some() {
            return false;
        }
        let (before, after) = (self.old.node(old), self.new.node(new));
        let keys_allow = match (before.key(), after.key()) {
            (Some(before), Some(after)) => before == after,
            (Some(_), None) | (None, Some(_)) | (None, None) => true,
        };
        keys_allow && before.form() == after.form()
    }

    fn pair(&mut self, old: u32, new: u32) {
        self.to_new[old as usize] = Some(new);
        self.to_old[new as usize] = Some(old);
    }

    /// Pairs two equal subtrees of so many provisions; nothing in them is looked at again.
    fn settle(&mut self, old: u32, new: u32, size: u32) {
        for at in 0..size {
            self.pair(old + at, new + at);
            self.settled.0[(old + at) as usize] = true;
            self.settled.1[(new + at) as usize] = true;
        }
    }

    /// Whether an old provision stayed in place with all that is in it.
    pub fn is_settled(&self, old: u32) -> bool {
        self.settled.0[old as usize]
    }

    /// The old and the new provisions without partner.
    fn left(&self) -> (Vec<u32>, Vec<u32>) {
        let old = self.old.all().filter(|at| self.new_of(*at).is_none());
        let new = self.new.all().filter(|at| self.old_of(*at).is_none());
        (old.collect(), new.collect())
    }

    /// Pairs two subtrees of like shape, provision by provision.
    fn pair_subtrees(&mut self, old: u32, new: u32) {
        for at in 0..self.old.end(old) - old {
            if self.may_pair(old + at, new + at) {
                self.pair(old + at, new + at);
            }
        }
    }

    /// How much it takes to move a provision: the number counts first, then the words.
    pub fn stillness(&self, old: u32) -> u64 {
        let words = match self.old.node(old).form() {
            // Every row has to move the same column.
            Form::Cell => 0,
            _ => self.old.weight(old),
        };
        (1 << 32) | u64::from(words)
    }
}

/// Words below which equal subtrees far apart are no anchors: 20 characters of Japanese, in bytes.
const ANCHOR: u32 = 60;
/// The same once everything near has been paired: 2 characters.
const LEFT_OVER: u32 = 6;

/// Aligns two trees.
pub(super) fn align<'a>(old: &'a Preorder<'a>, new: &'a Preorder<'a>) -> Alignment<'a> {
    let mut found = Alignment::none(old, new);
    found.pair(0, 0);
    pair_keys(&mut found);
    anchor::unchanged(&mut found);
    let exact = Prints::exact(&found);
    anchor::unique(&mut found, &exact, ANCHOR);
    anchor::containers(&mut found);
    let mut inside = gap::Inside::new(&exact);
    inside.fill(&mut found, Signs::Clear);
    anchor::unique(&mut found, &exact, LEFT_OVER);
    inside.fill(&mut found, Signs::Clear);
    let loose = Prints::loose(&found);
    anchor::unique(&mut found, &loose, LEFT_OVER);
    inside.fill(&mut found, Signs::Clear);
    // The larger forms first: what is inside of a pair then finds its partner there.
    let left = found.left();
    for form in Form::all().filter(|form| !matches!(form, Form::Cell | Form::Header)) {
        if likeness::moves(&mut found, &left, form) {
            inside.fill(&mut found, Signs::Clear);
        }
    }
    inside.fill(&mut found, Signs::Any);
    found
}

/// Pairs what the author named alike, whatever the words.
fn pair_keys(found: &mut Alignment) {
    let keyed = |order: &Preorder<'_>| {
        let mut keys: HashMap<Key, Option<u32>> = HashMap::new();
        for at in order.all() {
            if let Some(key) = order.node(at).key() {
                keys.entry(key.clone()).and_modify(|twice| *twice = None).or_insert(Some(at));
            }
        }
        keys
    };
    let new = keyed(found.new);
    let mut both: Vec<(u32, u32)> = keyed(found.old)
        .into_iter()
        .filter_map(|(key, old)| Some((old?, (*new.get(&key)?)?)))
        .collect();
    both.sort_unstable();
    for (old, new) in both {
        if found.new_of(old).is_none() && found.old_of(new).is_none() {
            found.pair(old, new);
        }
    }
}
