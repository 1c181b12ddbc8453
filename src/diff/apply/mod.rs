//! Plays a Δ on a tree, forwards and backwards, and checks every step in place. Sees nothing but the
//! tree and the Δ; trusts neither.

mod make;

use super::delta::{Delta, NodePair, NodeTag, Op, Splice, TextField, TreePosition};
use super::preorder::Preorder;
use crate::tree::{Bare, Provision};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// Deeper trees are refused; version files are not deeper either.
const MAX_DEPTH: usize = 64;

/// Plays a Δ on the old tree.
///
/// # Errors
/// When the tree is not the one that the Δ starts from, a step does not fit in place, or the result has
/// another digest than the Δ promises.
pub fn apply(old: &Arc<Provision>, delta: &Delta) -> Result<Arc<Provision>, ApplyError> {
    if old.digest() != delta.old {
        return Err(whole_fault("the tree is not the one that the delta starts from"));
    }
    let new = transform(&Preorder::of(old), &delta.ops)?;
    if new.digest() == delta.new {
        Ok(new)
    } else {
        Err(whole_fault("the result is not the one that the delta promises"))
    }
}

/// Plays ops on a tree; they must lead to the other one, by its hash over all that it holds.
///
/// # Errors
/// When a step does not fit in place, or the result is another tree.
pub(super) fn leads_to(from: &Preorder<'_>, ops: &[Op], to: &Provision) -> Result<(), ApplyError> {
    if transform(from, ops)?.whole() == to.whole() {
        Ok(())
    } else {
        Err(whole_fault("the result is not the one that the delta promises"))
    }
}

/// Plays a Δ backwards on the new tree.
///
/// # Errors
/// As [`apply`].
pub fn revert(new: &Arc<Provision>, delta: &Delta) -> Result<Arc<Provision>, ApplyError> {
    apply(new, &delta.inverted())
}

/// Plays ops on a tree; every step is checked in place.
fn transform(order: &Preorder<'_>, ops: &[Op]) -> Result<Arc<Provision>, ApplyError> {
    let plan = ApplyPlan::of(order, ops)?;
    let built = plan.lay_out()?;
    plan.make(built)
}

/// Where a provision of the new tree comes from.
#[derive(Clone, Copy)]
enum NodeSource<'a> {
    /// Kept with all below it.
    Whole {
        at: u32,
    },
    Kept {
        at: u32,
    },
    Moved {
        at: u32,
        node: u32,
        op: usize,
    },
    New {
        own: &'a Bare,
        node: u32,
        op: usize,
    },
}

impl NodeSource<'_> {
    /// Whether it was in the old tree.
    fn is_old(&self) -> bool {
        !matches!(self, NodeSource::New { .. })
    }

    /// The op that brings it, and the ordinal that it says it gets.
    fn arrival(&self) -> Option<(usize, u32)> {
        match self {
            NodeSource::Whole { .. } | NodeSource::Kept { .. } => None,
            NodeSource::Moved { node, op, .. } | NodeSource::New { node, op, .. } => {
                Some((*op, *node))
            }
        }
    }
}

/// What happens to a provision of the old tree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NodeFate {
    Stays,
    Deleted,
    Moved,
}

/// The ops by what they touch.
struct ApplyPlan<'a> {
    order: &'a Preorder<'a>,
    fates: Vec<NodeFate>,
    /// What does not stay, by old ordinal.
    gone: BTreeSet<u32>,
    /// What comes to hang below a new ordinal, by index.
    arrivals: BTreeMap<u32, BTreeMap<u32, NodeSource<'a>>>,
    arrivals_left: usize,
    /// The ops on what a provision is, by old ordinal.
    touches: BTreeMap<u32, Vec<(usize, NodeTouch<'a>)>>,
}

enum NodeTouch<'a> {
    Edit(NodePair, TextField, &'a [Splice]),
    Renumber(NodePair, u32, i32),
    Retag(NodePair, &'a NodeTag, &'a NodeTag),
}

impl NodeTouch<'_> {
    fn node(&self) -> NodePair {
        match self {
            NodeTouch::Edit(node, ..)
            | NodeTouch::Renumber(node, ..)
            | NodeTouch::Retag(node, ..) => *node,
        }
    }
}

/// A provision of the new tree before it is made.
struct Laid<'a> {
    source: NodeSource<'a>,
    /// The place of its parent among those laid out.
    parent: usize,
    /// Its ordinal in the new tree.
    at: u32,
}

impl<'a> ApplyPlan<'a> {
    fn of(order: &'a Preorder<'a>, ops: &'a [Op]) -> Result<ApplyPlan<'a>, ApplyError> {
        let mut plan = ApplyPlan {
            order,
            fates: vec![NodeFate::Stays; order.len()],
            gone: BTreeSet::new(),
            arrivals: BTreeMap::new(),
            arrivals_left: 0,
            touches: BTreeMap::new(),
        };
        for (at, op) in ops.iter().enumerate() {
            match op {
                Op::Delete { node, from, own } => {
                    plan.leave(at, *node, *from, NodeFate::Deleted)?;
                    if order.node(*node).own() != own {
                        return Err(fault(at, "what it deletes is not there"));
                    }
                }
                Op::Insert { node, to, own } => {
                    let source = NodeSource::New { own, node: *node, op: at };
                    plan.arrive(at, *to, source)?;
                }
                Op::Move { node, from, to } => {
                    plan.leave(at, node.old, *from, NodeFate::Moved)?;
                    let source = NodeSource::Moved { at: node.old, node: node.new, op: at };
                    plan.arrive(at, *to, source)?;
                }
                Op::Edit { node, field, splices } => {
                    plan.touch(at, NodeTouch::Edit(*node, *field, splices))
                }
                Op::Renumber { nodes, part, by } => {
                    for node in nodes {
                        plan.touch(at, NodeTouch::Renumber(*node, *part, *by));
                    }
                }
                Op::Retag { node, old, new } => plan.touch(at, NodeTouch::Retag(*node, old, new)),
            }
        }
        Ok(plan)
    }

    fn leave(
        &mut self,
        op: usize,
        node: u32,
        from: TreePosition,
        fate: NodeFate,
    ) -> Result<(), ApplyError> {
        let is_there = self.order.parent(node) == Some(from.parent)
            && self.order.get(node).is_some()
            && self.order.index(node) == from.index;
        if !is_there {
            return Err(fault(op, "the provision does not hang where the op says"));
        }
        let slot = &mut self.fates[node as usize];
        if *slot != NodeFate::Stays {
            return Err(fault(op, "the provision is already gone"));
        }
        *slot = fate;
        self.gone.insert(node);
        Ok(())
    }

    fn arrive(
        &mut self,
        op: usize,
        to: TreePosition,
        source: NodeSource<'a>,
    ) -> Result<(), ApplyError> {
        let below = self.arrivals.entry(to.parent).or_default();
        if below.insert(to.index, source).is_some() {
            return Err(fault(op, "two provisions arrive at one place"));
        }
        self.arrivals_left += 1;
        Ok(())
    }

    fn touch(&mut self, op: usize, touch: NodeTouch<'a>) {
        let old = touch.node().old;
        self.touches.entry(old).or_default().push((op, touch));
    }

    /// Whether nothing happens to an old provision nor to anything below it, which would stand from `new` on.
    fn is_untouched(&self, old: u32, new: u32, depth: usize) -> bool {
        let end = self.order.end(old);
        self.gone.range(old..end).next().is_none()
            && self.touches.range(old..end).next().is_none()
            && self.arrivals.range(new..new + (end - old)).next().is_none()
            && self.order.ancestors(old).count() == depth
    }

    /// The provisions of the new tree in reading order, top-down: at each the old children that stay, then
    /// what arrives, by ascending index. What nothing happens to is laid out as a whole.
    fn lay_out(&self) -> Result<Vec<Laid<'a>>, ApplyError> {
        if self.fates[0] != NodeFate::Stays {
            return Err(whole_fault("the root stays"));
        }
        let mut laid: Vec<Laid> = Vec::new();
        let (mut next, mut old, mut arrived) = (0, 0, 0);
        let mut stack = vec![(NodeSource::Kept { at: 0 }, 0, 0)];
        while let Some((source, parent, depth)) = stack.pop() {
            if depth > MAX_DEPTH {
                return Err(whole_fault("the result is too deep"));
            }
            let (place, at) = (laid.len(), next);
            if let NodeSource::Kept { at: kept } = source
                && self.is_untouched(kept, at, depth)
            {
                let size = self.order.end(kept) - kept;
                (next, old) = (next + size, old + size);
                let source = NodeSource::Whole { at: kept };
                laid.push(Laid { source, parent, at });
                continue;
            }
            if let Some((op, _)) = source.arrival().filter(|(_, node)| *node != at) {
                return Err(fault(op, "the provision arrives elsewhere than it says"));
            }
            let mut children = self.kept_children(source);
            if let Some(arrivals) = self.arrivals.get(&at) {
                arrived += arrivals.len();
                children = merge(children, arrivals)?;
            }
            (next, old) = (next + 1, old + u32::from(source.is_old()));
            laid.push(Laid { source, parent, at });
            let children = children.into_iter().rev();
            stack.extend(children.map(|child| (child, place, depth + 1)));
        }
        self.check_sums(old as usize, arrived)?;
        Ok(laid)
    }

    /// The old children of a provision that stay.
    fn kept_children(&self, source: NodeSource<'a>) -> Vec<NodeSource<'a>> {
        match source {
            NodeSource::Whole { at } | NodeSource::Kept { at } | NodeSource::Moved { at, .. } => {
                let stays = |child: &u32| self.fates[*child as usize] == NodeFate::Stays;
                let kept = self.order.children(at).filter(stays);
                kept.map(|at| NodeSource::Kept { at }).collect()
            }
            NodeSource::New { .. } => Vec::new(),
        }
    }

    /// Every old provision is kept or deleted, and everything that arrives has arrived.
    fn check_sums(&self, old: usize, arrived: usize) -> Result<(), ApplyError> {
        let deleted = self.fates.iter().filter(|fate| **fate == NodeFate::Deleted).count();
        if arrived != self.arrivals_left {
            return Err(whole_fault("a provision arrives below one that is not there"));
        }
        if old + deleted != self.order.len() {
            return Err(whole_fault("a provision is neither kept nor deleted"));
        }
        Ok(())
    }
}

/// Puts what arrives among the children that stay, by ascending final index.
fn merge<'a>(
    stays: Vec<NodeSource<'a>>,
    arrivals: &BTreeMap<u32, NodeSource<'a>>,
) -> Result<Vec<NodeSource<'a>>, ApplyError> {
    let mut out = Vec::with_capacity(stays.len() + arrivals.len());
    let mut stays = stays.into_iter();
    for (index, source) in arrivals {
        while out.len() < *index as usize {
            let Some(next) = stays.next() else {
                let op = source.arrival().map(|(op, _)| op);
                let what = "the provision arrives behind the end";
                return Err(ApplyError { op, what });
            };
            out.push(next);
        }
        out.push(*source);
    }
    out.extend(stays);
    Ok(out)
}

/// Why a Δ does not fit a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplyError {
    /// Index of the op that does not fit, where one is to blame.
    pub op: Option<usize>,
    /// What is wrong.
    pub what: &'static str,
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.op {
            Some(op) => write!(f, "op {op}: {}", self.what),
            None => f.write_str(self.what),
        }
    }
}

impl std::error::Error for ApplyError {}

/// One op does not fit.
pub(super) fn fault(op: usize, what: &'static str) -> ApplyError {
    ApplyError { op: Some(op), what }
}

/// The Δ as a whole does not fit.
pub(super) fn whole_fault(what: &'static str) -> ApplyError {
    ApplyError { op: None, what }
}
