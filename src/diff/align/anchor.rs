//! Anchors: subtrees that stand once on both sides, and containers that hold what was anchored.
//! Does not look at words that differ.

use super::Alignment;
use super::print::Prints;
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
