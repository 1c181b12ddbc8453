//! What must hold of the result: keys that stand once, links and references that lead where they led, numbers
//! that follow each other. Does not know how it was made.

use super::super::compare;
use super::super::preorder::{Pairs, Preorder};
use super::super::reference_targets::{Stray, strays};
use super::{ConflictKind, MergeConflict, MergeInputs};
use crate::tree::{Form, Label, Mark, Provision};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

/// What does not hold. `trees` are base, draft and target.
pub(super) fn conflicts(
    inputs: &MergeInputs<'_>,
    trees: (&Arc<Provision>, &Arc<Provision>, &Arc<Provision>),
    made: &Arc<Provision>,
) -> Vec<MergeConflict> {
    let (base, draft, target) = trees;
    let order = Preorder::of(made);
    let from_target = Pairs::of(inputs.target, &order, &compare(target, made).delta);
    let from_draft = Pairs::of(inputs.draft, &order, &compare(draft, made).delta);
    let mut found = BTreeSet::new();
    let mut put = |why: ConflictKind, at: u32| {
        let (draft, target) = (from_draft.old_of(at), from_target.old_of(at));
        let base = draft
            .and_then(|at| inputs.to_draft.old_of(at))
            .or_else(|| target.and_then(|at| inputs.to_target.old_of(at)));
        found.insert(MergeConflict { why, base, draft, target, field: None });
    };
    for at in keys_twice(&order) {
        put(ConflictKind::Key, at);
    }
    for (at, _) in new(dangling(&order), [inputs.draft, inputs.target].map(dangling)) {
        put(ConflictKind::Reference, at);
    }
    for (at, _) in new(breaks(&order), [inputs.draft, inputs.target].map(breaks)) {
        put(ConflictKind::Label, at);
    }
    // Strays that one way leaves by itself are that way's own.
    let left = |strays: Vec<Stray>, pairs: &Pairs| -> HashSet<u32> {
        let old = strays.iter().map(|stray| stray.node.old);
        old.filter_map(|at| pairs.new_of(at)).collect()
    };
    let ours = left(strays(base, draft), &inputs.to_target);
    let theirs = left(strays(base, target), &inputs.to_draft);
    for stray in strays(target, made) {
        if !ours.contains(&stray.node.old) {
            put(ConflictKind::Reference, stray.node.new);
        }
    }
    for stray in strays(draft, made) {
        if !theirs.contains(&stray.node.old) {
            put(ConflictKind::Reference, stray.node.new);
        }
    }
    found.into_iter().collect()
}

/// Something found at a provision.
type AtNode<T> = Vec<(u32, T)>;

/// What none of the trees has that the result was made of.
fn new<T: Eq + Hash>(found: AtNode<T>, known: [AtNode<T>; 2]) -> AtNode<T> {
    let known: HashSet<T> = known.into_iter().flatten().map(|(_, one)| one).collect();
    let is_new = |(_, one): &(u32, T)| !known.contains(one);
    found.into_iter().filter(is_new).collect()
}

/// Provisions with a key that one before them has.
fn keys_twice(order: &Preorder<'_>) -> Vec<u32> {
    let mut seen = HashSet::new();
    let is_second = |at: &u32| match order.node(*at).key() {
        Some(key) => !seen.insert(key.as_str()),
        None => false,
    };
    order.all().filter(is_second).collect()
}

/// Links to keys that stand nowhere.
fn dangling(order: &Preorder<'_>) -> AtNode<String> {
    let keys = order.all().filter_map(|at| order.node(at).key());
    let keys: HashSet<&str> = keys.map(|key| key.as_str()).collect();
    let mut found = Vec::new();
    for at in order.all() {
        let own = order.node(at);
        for run in own.heading().runs().iter().chain(own.text().runs()) {
            let Mark::Link(to) = run.mark() else {
                continue;
            };
            let key = to.strip_prefix('#');
            found.extend(key.filter(|key| !keys.contains(key)).map(|key| (at, key.to_owned())));
        }
    }
    found
}

/// Labels that do not follow the one before: which, and behind which. Articles count through their chapters.
fn breaks(order: &Preorder<'_>) -> AtNode<(Form, String, String)> {
    let mut last: HashMap<(Form, u32), &Label> = HashMap::new();
    let mut found = Vec::new();
    for at in order.all() {
        let own = order.node(at);
        let Some(label) = own.label() else { continue };
        let form = own.form();
        let is_scope = |up: &u32| order.node(*up).form().is_beside_body() || *up == 0;
        let scope = if form == Form::Article {
            order.ancestors(at).find(is_scope)
        } else {
            order.parent(at)
        };
        let before = last.insert((form, scope.unwrap_or(0)), label);
        if !label.follows(before) {
            let before = before.map_or("", |before| before.as_str()).to_owned();
            found.push((at, (form, before, label.as_str().to_owned())));
        }
    }
    found
}
