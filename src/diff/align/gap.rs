//! Aligning the children of a pair: gaps between those that are paired already are filled by equality,
//! by name, by likeness, at last by place. Does not look beyond the two parents.

use super::fingerprints::Prints;
use super::likeness;
use super::subsequence::{WeightedPair, heaviest_subsequence};
use super::table::{ColumnMap, is_line};
use super::{Alignment, table};
use crate::text::chars;
use crate::tree::{Form, Provision, Role};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// Alike enough to be the same provision near by, in thousandths.
const ALIKE: u32 = 600;
/// Alike enough when nothing else is left.
const BARELY_ALIKE: u32 = 200;
/// The same when the numbers differ: else one article removed and another added would read as one reworded.
const ALIKE_UNDER_OTHER_NUMBER: u32 = 450;
/// Items without numbers, purposes for one, are known by their words alone.
const ALIKE_WITHOUT_NUMBER: u32 = 350;
/// Up to so many children equal ones are aligned in full.
const MANY: usize = 4000;

/// By which signs children are paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    /// Only where it is clear which is which.
    Clear,
    /// What is left also by faint likeness, number and place.
    Any,
}

/// Fills the insides of pairs.
pub(super) struct Inside<'p> {
    exact: &'p Prints,
    columns: HashMap<u32, Option<ColumnMap>>,
    /// What was left without partner inside of a pair when it was last looked at; pairs only ever grow.
    left: HashMap<u32, (usize, usize)>,
}

/// Children without partner between two that have one.
struct AlignmentGap {
    old: Vec<u32>,
    new: Vec<u32>,
}

impl<'p> Inside<'p> {
    pub fn new(exact: &'p Prints) -> Inside<'p> {
        Inside { exact, columns: HashMap::new(), left: HashMap::new() }
    }

    /// Pairs children of every pair, all the way down.
    pub fn fill(&mut self, found: &mut Alignment, signs: Signs) {
        for old in found.old.all() {
            let Some(new) = found.new_of(old).filter(|_| !found.is_settled(old)) else {
                continue;
            };
            let is_open = found.old.children(old).any(|child| found.new_of(child).is_none());
            if !is_open || found.new.children(new).all(|child| found.old_of(child).is_some()) {
                continue;
            }
            let is_line = is_line(found.old.node(old).form());
            if is_line && table::pair_cells(found, old, new, &mut self.columns) {
                continue;
            }
            if self.left.get(&old) != Some(&left(found, old, new)) {
                self.clear(found, old, new);
                self.left.insert(old, left(found, old, new));
            }
            match signs {
                Signs::Clear => {}
                Signs::Any => unclear(found, old, new),
            }
        }
    }

    fn clear(&self, found: &mut Alignment, old: u32, new: u32) {
        self.equal(found, old, new);
        let row_head = |provision: &Provision| match provision.form() {
            Form::Row => table::row_head(provision),
            _ => None,
        };
        named(found, old, new, row_head);
        named(found, old, new, role_name);
        named(found, old, new, caption);
        alike(found, old, new, ALIKE);
    }

    /// Equal but for the labels; of several in a row the first is the first.
    fn equal(&self, found: &mut Alignment, old: u32, new: u32) {
        for gap in gaps(found, old, new) {
            let before: Vec<_> = gap.old.iter().map(|at| self.exact.old[*at as usize]).collect();
            let after: Vec<_> = gap.new.iter().map(|at| self.exact.new[*at as usize]).collect();
            if before.len() + after.len() > MANY {
                let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
                for at in 0..same {
                    pair_equal(found, gap.old[at], gap.new[at]);
                }
                continue;
            }
            for op in capture_diff_slices(Algorithm::Patience, &before, &after) {
                if let DiffOp::Equal { old_index, new_index, len } = op {
                    for at in 0..len {
                        pair_equal(found, gap.old[old_index + at], gap.new[new_index + at]);
                    }
                }
            }
        }
    }
}

fn left(found: &Alignment, old: u32, new: u32) -> (usize, usize) {
    let old = found.old.children(old).filter(|child| found.new_of(*child).is_none());
    let new = found.new.children(new).filter(|child| found.old_of(*child).is_none());
    (old.count(), new.count())
}

fn unclear(found: &mut Alignment, old: u32, new: u32) {
    alike(found, old, new, BARELY_ALIKE);
    labelled(found, old, new);
    placed(found, old, new);
}

fn pair_equal(found: &mut Alignment, old: u32, new: u32) {
    let alike = found.old.end(old) - old == found.new.end(new) - new;
    if alike && found.may_pair(old, new) {
        found.pair_subtrees(old, new);
    }
}

/// The gaps between the children that are paired in order.
fn gaps(found: &Alignment, old: u32, new: u32) -> Vec<AlignmentGap> {
    let before: Vec<u32> = found.old.children(old).collect();
    let after: Vec<u32> = found.new.children(new).collect();
    let pairs: Vec<WeightedPair> = before
        .iter()
        .enumerate()
        .filter_map(|(at, child)| {
            let partner = found.new_of(*child)?;
            (found.new.parent(partner) == Some(new)).then(|| WeightedPair {
                old: at as u32,
                new: found.new.index(partner),
                weight: found.stillness(*child),
            })
        })
        .collect();
    let mut chain: Vec<(usize, usize)> = heaviest_subsequence(&pairs)
        .into_iter()
        .map(|pair| (pair.old as usize, pair.new as usize))
        .collect();
    chain.push((before.len(), after.len()));
    let (mut from_old, mut from_new, mut out) = (0, 0, Vec::new());
    for (to_old, to_new) in chain {
        let free_old = before[from_old..to_old].iter().filter(|at| found.new_of(**at).is_none());
        let free_new = after[from_new..to_new].iter().filter(|at| found.old_of(**at).is_none());
        let gap =
            AlignmentGap { old: free_old.copied().collect(), new: free_new.copied().collect() };
        if !gap.old.is_empty() && !gap.new.is_empty() {
            out.push(gap);
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
    out
}

/// Pairs children whose name stands once on both sides of a gap.
fn named<N: std::hash::Hash + Eq>(
    found: &mut Alignment,
    old: u32,
    new: u32,
    name: impl Fn(&Provision) -> Option<N>,
) {
    for gap in gaps(found, old, new) {
        let mut names: HashMap<N, (Vec<u32>, Vec<u32>)> = HashMap::new();
        for at in &gap.old {
            if let Some(name) = name(found.old.node(*at)) {
                names.entry(name).or_default().0.push(*at);
            }
        }
        for at in &gap.new {
            if let Some(name) = name(found.new.node(*at)) {
                names.entry(name).or_default().1.push(*at);
            }
        }
        for (old, new) in names.values() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice())
                && found.may_pair(*old, *new)
            {
                found.pair(*old, *new);
            }
        }
    }
}

/// A field is known by what it is in law.
fn role_name(provision: &Provision) -> Option<String> {
    let is_name = provision.form() == Form::Field && *provision.role() != Role::NONE;
    is_name.then(|| provision.role().as_str().to_owned())
}

fn caption(provision: &Provision) -> Option<(Form, String)> {
    let heading = provision.heading();
    (!heading.is_empty()).then(|| (provision.form(), chars::fold(&heading.words())))
}

/// Pairs what is most alike and in order.
fn alike(found: &mut Alignment, old: u32, new: u32, least: u32) {
    for gap in gaps(found, old, new) {
        let place: HashMap<u32, u32> =
            (0u32..).zip(&gap.new).map(|(at, node)| (*node, at)).collect();
        let likely = likeness::likely(found, &gap.old, &gap.new, least);
        let places: HashMap<u32, u32> =
            (0u32..).zip(&gap.old).map(|(at, node)| (*node, at)).collect();
        let is_likely = |pair: &&likeness::Likeness| {
            let labels = (found.old.node(pair.old).label(), found.new.node(pair.new).label());
            let is_item = found.old.node(pair.old).form() == Form::Item;
            match labels {
                (None, None) if is_item => pair.score >= ALIKE_WITHOUT_NUMBER,
                (before, after) => before == after || pair.score >= ALIKE_UNDER_OTHER_NUMBER,
            }
        };
        let pairs: Vec<WeightedPair> = likely
            .iter()
            .filter(is_likely)
            .map(|pair| WeightedPair {
                old: places[&pair.old],
                new: place[&pair.new],
                weight: u64::from(pair.score).pow(2),
            })
            .collect();
        for pair in heaviest_subsequence(&pairs) {
            found.pair(gap.old[pair.old as usize], gap.new[pair.new as usize]);
        }
    }
}

/// Pairs what bears the same number in the same gap.
fn labelled(found: &mut Alignment, old: u32, new: u32) {
    named(found, old, new, |provision| {
        let label = provision.label()?;
        Some((provision.form(), chars::fold(label.as_str())))
    });
}

/// Pairs unlabelled running text and containers by their order when there are as many on both sides.
/// Unlike items of a list are not one item.
fn placed(found: &mut Alignment, old: u32, new: u32) {
    for gap in gaps(found, old, new) {
        let kind = |provision: &Provision| (provision.form(), provision.role().clone());
        let before: Vec<_> = gap.old.iter().map(|at| kind(found.old.node(*at))).collect();
        let after: Vec<_> = gap.new.iter().map(|at| kind(found.new.node(*at))).collect();
        if before != after {
            continue;
        }
        for (old, new) in gap.old.iter().zip(&gap.new) {
            let provision = found.old.node(*old);
            let is_item = matches!(provision.form(), Form::Item | Form::Row | Form::Article);
            if !is_item && found.may_pair(*old, *new) {
                found.pair(*old, *new);
            }
        }
    }
}
