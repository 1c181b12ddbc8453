//! Runs of numbers: 第8条 to 第27条 shifted by one is one change. Does not know why they shifted.

use crate::diff::align::Alignment;
use crate::diff::delta::{NodePair, NodeTag, Op};
use crate::diff::preorder::Preorder;
use crate::tree::{Form, Label};
use std::collections::{BTreeMap, HashMap};

/// Provisions of one row whose numbers change by one distance, none between them by another.
#[derive(Debug)]
pub(super) struct NumberRun {
    nodes: Vec<NodePair>,
    distance: Option<(u32, i32)>,
}

impl NumberRun {
    pub fn first(&self) -> NodePair {
        self.nodes[0]
    }

    /// One op for all that shift as printed, one for each other.
    pub fn ops(&self, found: &Alignment) -> Vec<Op> {
        let mut out: Vec<Op> = Vec::new();
        for node in &self.nodes {
            match (relabel(found, *node), out.last_mut()) {
                (
                    Op::Renumber { part, by, .. },
                    Some(Op::Renumber { nodes, part: same_part, by: same }),
                ) if *same == by && *same_part == part => nodes.push(*node),
                (op, _) => out.push(op),
            }
        }
        out
    }

    /// Whether the numbers follow those before them, on both sides, all along.
    pub fn is_earned(&self, found: &Alignment) -> bool {
        self.distance.is_some()
            && self.nodes.iter().all(|node| {
                follows_there(found.old, node.old) && follows_there(found.new, node.new)
            })
    }
}

/// The op that changes a label and nothing else.
pub(super) fn relabel(found: &Alignment, node: NodePair) -> Op {
    let (old, new) = (found.old.node(node.old).own(), found.new.node(node.new).own());
    let shift = old.label.as_ref().zip(new.label.as_ref());
    match shift.and_then(|(old, new)| old.shift_to(new)) {
        Some((part, by)) => Op::Renumber { nodes: vec![node], part, by },
        None => Op::Retag { node, old: NodeTag::of(old), new: NodeTag::of(new) },
    }
}

/// The row that a provision is numbered in: articles run through chapters, the rest starts anew.
fn row(order: &Preorder<'_>, at: u32) -> (u32, Form) {
    let form = order.node(at).form();
    let ends_row = |up: &u32| {
        let around = order.node(*up).form();
        form != Form::Article || matches!(around, Form::Document | Form::Supplement | Form::Annex)
    };
    (order.ancestors(at).find(ends_row).unwrap_or(0), form)
}

/// Gathers relabelled pairs (in the order of the old tree) into runs.
pub(super) fn runs(found: &Alignment, relabelled: &[NodePair]) -> Vec<NumberRun> {
    if relabelled.is_empty() {
        return Vec::new();
    }
    let mut by_new: BTreeMap<u32, NodePair> = BTreeMap::new();
    by_new.extend(relabelled.iter().map(|node| (node.new, *node)));
    let mut open: HashMap<(u32, Form), NumberRun> = HashMap::new();
    let mut done = Vec::new();
    for (old, new) in sorted_pairs(found) {
        let (before, after) = (found.old.node(old), found.new.node(new));
        if before.label().is_none() && after.label().is_none() {
            continue;
        }
        let row = row(found.new, new);
        let Some(node) = by_new.get(&new) else {
            // One that keeps its number ends the run; one that moved with its number says nothing.
            if before.label() == after.label() {
                done.extend(open.remove(&row));
            }
            continue;
        };
        let labels = label(found.old, old).zip(label(found.new, new));
        let distance = labels.and_then(|(before, after)| before.distance_to(&after));
        match open.get_mut(&row) {
            Some(run) if run.distance == distance => run.nodes.push(*node),
            Some(_) | None => {
                let nodes = vec![*node];
                done.extend(open.insert(row, NumberRun { nodes, distance }));
            }
        }
    }
    done.extend(open.into_values());
    done.sort_by_key(|run| run.first().new);
    done
}

fn sorted_pairs(found: &Alignment) -> Vec<(u32, u32)> {
    let mut pairs: Vec<(u32, u32)> = found.pairs().collect();
    pairs.sort_unstable_by_key(|(_, new)| *new);
    pairs
}

/// Whether the label of a provision follows that of the one before it in its row.
fn follows_there(order: &Preorder<'_>, at: u32) -> bool {
    let Some(own) = label(order, at) else {
        return false;
    };
    match numbered_before(order, at) {
        None => own.follows(None),
        Some(last) => label(order, last).is_some_and(|last| own.follows(Some(&last))),
    }
}

/// The one before it in its row that counts: a preface or a section without a number does not interrupt 1., 2., 3.;
/// of paragraphs only the first may go without.
fn numbered_before(order: &Preorder<'_>, at: u32) -> Option<u32> {
    let before = std::iter::successors(before_in_row(order, at), |at| before_in_row(order, *at));
    let form = order.node(at).form();
    let counts = |other: &u32| form == Form::Paragraph || order.node(*other).label().is_some();
    before.into_iter().find(counts)
}

/// The one before it in its row.
fn before_in_row(order: &Preorder<'_>, at: u32) -> Option<u32> {
    let own = row(order, at);
    let is_in_row = |other: &u32| order.node(*other).form() == own.1 && row(order, *other) == own;
    (own.0..at).rev().find(is_in_row)
}

/// The label of a provision; the first paragraph of a row is the first, whether it bears its number or not.
fn label(order: &Preorder<'_>, at: u32) -> Option<Label> {
    let provision = order.node(at);
    match provision.label() {
        Some(label) => Some(label.clone()),
        None if provision.form() == Form::Paragraph && before_in_row(order, at).is_none() => {
            Label::new("1")
        }
        None => None,
    }
}
