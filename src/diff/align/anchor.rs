//! Anchors of a tree alignment: subtrees that stayed as they were in their place, found by their hashes before
//! anything is looked at; subtrees that stand once on both sides; and containers that hold what was anchored. Does not
//! look at words that differ.

use super::Alignment;
use super::fingerprints::Prints;
use crate::diff::preorder::Preorder;
use crate::tree::Form;
use std::collections::{BTreeMap, HashMap};

/// Pairs subtrees whose print stands once in each tree among those without partner, the largest first.
pub(super) fn unique(found: &mut Alignment, prints: &Prints, least: u32) {
    let once = |order: &Preorder<'_>, prints: &[Option<u64>], is_paired: &dyn Fn(u32) -> bool| {
        let mut seen: HashMap<u64, Option<u32>> = HashMap::new();
        for at in order.all() {
            let Some(print) = prints[at as usize] else {
                continue;
            };
            if !is_paired(at) && order.weight(at) >= least && !is_bound(order.node(at).form()) {
                seen.entry(print).and_modify(|twice| *twice = None).or_insert(Some(at));
            }
        }
        seen
    };
    let old = once(found.old, &prints.old, &|at| found.new_of(at).is_some());
    let new = once(found.new, &prints.new, &|at| found.old_of(at).is_some());
    for at in found.old.all() {
        let Some(print) = prints.old[at as usize] else {
            continue;
        };
        let (Some(Some(old)), Some(Some(new))) = (old.get(&print), new.get(&print)) else {
            continue;
        };
        let alike = found.old.end(at) - at == found.new.end(*new) - *new;
        if *old == at && alike && found.may_pair(at, *new) {
            found.pair_subtrees(at, *new);
        }
    }
}

/// What never leaves its table: cells are known by their columns.
fn is_bound(form: Form) -> bool {
    matches!(form, Form::Cell | Form::Header)
}

/// Pairs containers of which at least half, by words, has its partner in the other.
pub(super) fn containers(found: &mut Alignment) {
    for at in found.old.all().rev() {
        let form = found.old.node(at).form();
        if found.new_of(at).is_some() || is_bound(form) || form == Form::Row {
            continue;
        }
        let mut shares: BTreeMap<u32, u64> = BTreeMap::new();
        for child in found.old.children(at) {
            let parent = found.new_of(child).and_then(|new| found.new.parent(new));
            if let Some(parent) = parent {
                *shares.entry(parent).or_default() += u64::from(found.old.weight(child));
            }
        }
        let most = shares.into_iter().max_by_key(|(new, share)| (*share, std::cmp::Reverse(*new)));
        let Some((new, share)) = most else {
            continue;
        };
        let larger = found.old.weight(at).max(found.new.weight(new));
        if share * 2 >= u64::from(larger) && found.may_pair(at, new) {
            found.pair(at, new);
        }
    }
}

/// Pairs it, from the roots down.
pub(super) fn unchanged(found: &mut Alignment) {
    let mut open = vec![(0, 0)];
    while let Some((old, new)) = open.pop() {
        let before: Vec<u32> = found.old.children(old).collect();
        let after: Vec<u32> = found.new.children(new).collect();
        let is_same = |found: &Alignment, (old, new): (&u32, &u32)| {
            found.old.node(*old).whole() == found.new.node(*new).whole()
        };
        let head = before.iter().zip(&after).take_while(|pair| is_same(found, *pair)).count();
        let (before, after) = (&before, &after);
        let pairs = || before[head..].iter().rev().zip(after[head..].iter().rev());
        let tail = pairs().take_while(|pair| is_same(found, *pair)).count();
        let ends = before.iter().zip(after).take(head).chain(pairs().take(tail));
        for (old, new) in ends {
            settle(found, *old, *new);
        }
        let before = &before[head..before.len() - tail];
        let after = &after[head..after.len() - tail];
        if before.len() != after.len() {
            continue;
        }
        for (old, new) in before.iter().zip(after) {
            // Of what bears no number, the same may stand in several places.
            let is_numbered = found.old.node(*old).label().is_some();
            if is_same(found, (old, new)) {
                if is_numbered {
                    settle(found, *old, *new);
                }
            } else if is_container(found, *old, *new) {
                found.pair(*old, *new);
                open.push((*old, *new));
            }
        }
    }
}

/// Pairs two equal subtrees, unless a part of them was paired elsewhere.
fn settle(found: &mut Alignment, old: u32, new: u32) {
    let size = found.old.end(old) - old;
    let is_free = |at: u32| {
        let (before, after) = (found.new_of(old + at), found.old_of(new + at));
        before.is_none_or(|partner| partner == new + at)
            && after.is_none_or(|partner| partner == old + at)
    };
    if (0..size).all(is_free) {
        found.settle(old, new, size);
    }
}

/// Whether both hold what they say of themselves, and at least half of their words, in the same places.
fn is_container(found: &Alignment, old: u32, new: u32) -> bool {
    let is_free = found.new_of(old).is_none_or(|partner| partner == new)
        && found.old_of(new).is_none_or(|partner| partner == old);
    let (before, after) = (found.old.node(old), found.new.node(new));
    if !is_free || before.own() != after.own() || before.label().is_none() {
        return false;
    }
    let (mut shared, all) = (0, found.old.weight(old).max(found.new.weight(new)));
    let children = before.children().iter().zip(after.children());
    for ((one, other), at) in children.zip(found.old.children(old)) {
        if one.whole() == other.whole() {
            shared += u64::from(found.old.weight(at));
        }
    }
    all > 0 && shared * 2 >= u64::from(all)
}
