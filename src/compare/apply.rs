//! Plays a Δ on a tree, forwards and backwards, and checks every step in place. Sees nothing but the
//! tree and the Δ; trusts neither.

use super::apply_error::{ApplyError, fault, whole_fault};
use super::delta::{Delta, Field, Node, Op, Place, Splice, Tag};
use super::preorder::Preorder;
use super::{number, splice};
use crate::tree::{Bare, Provision};
use std::collections::BTreeMap;
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
        return Err(whole_fault(
            "the tree is not the one that the delta starts from",
        ));
    }
    let new = transform(old, &delta.ops)?;
    if new.digest() == delta.new {
        Ok(new)
    } else {
        Err(whole_fault(
            "the result is not the one that the delta promises",
        ))
    }
}

/// Plays ops on a tree; they must lead to the other one, by its hash over all that it holds.
///
/// # Errors
/// When a step does not fit in place, or the result is another tree.
pub(super) fn leads_to(
    from: &Arc<Provision>,
    ops: &[Op],
    to: &Arc<Provision>,
) -> Result<(), ApplyError> {
    if transform(from, ops)?.whole() == to.whole() {
        Ok(())
    } else {
        Err(whole_fault(
            "the result is not the one that the delta promises",
        ))
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
fn transform(old: &Arc<Provision>, ops: &[Op]) -> Result<Arc<Provision>, ApplyError> {
    let order = Preorder::of(old);
    let plan = Plan::read(&order, ops)?;
    let built = plan.lay_out()?;
    plan.make(built)
}

/// Where a provision of the new tree comes from.
#[derive(Clone, Copy)]
enum Source<'a> {
    Kept { at: u32 },
    Moved { at: u32, node: u32, op: usize },
    New { own: &'a Bare, node: u32, op: usize },
}

impl Source<'_> {
    /// The op that brings it, and the ordinal that it says it gets.
    fn arrival(&self) -> Option<(usize, u32)> {
        match self {
            Source::Kept { .. } => None,
            Source::Moved { node, op, .. } | Source::New { node, op, .. } => Some((*op, *node)),
        }
    }
}

/// What happens to a provision of the old tree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    Deleted,
    Moved,
}

/// The ops by what they touch.
struct Plan<'a> {
    order: &'a Preorder<'a>,
    fates: Vec<Fate>,
    /// What comes to hang below a new ordinal, by index.
    arrivals: BTreeMap<u32, BTreeMap<u32, Source<'a>>>,
    arrivals_left: usize,
    /// The ops on what a provision is, by old ordinal.
    touches: BTreeMap<u32, Vec<(usize, Touch<'a>)>>,
}

enum Touch<'a> {
    Edit(Node, Field, &'a [Splice]),
    Renumber(Node, u32, i32),
    Retag(Node, &'a Tag, &'a Tag),
}

impl Touch<'_> {
    fn node(&self) -> Node {
        match self {
            Touch::Edit(node, ..) | Touch::Renumber(node, ..) | Touch::Retag(node, ..) => *node,
        }
    }
}

/// A provision of the new tree before it is made.
struct Laid<'a> {
    source: Source<'a>,
    parent: u32,
}

impl<'a> Plan<'a> {
    fn read(order: &'a Preorder<'a>, ops: &'a [Op]) -> Result<Plan<'a>, ApplyError> {
        let mut plan = Plan {
            order,
            fates: vec![Fate::Stays; order.len()],
            arrivals: BTreeMap::new(),
            arrivals_left: 0,
            touches: BTreeMap::new(),
        };
        for (at, op) in ops.iter().enumerate() {
            match op {
                Op::Delete { node, from, own } => {
                    plan.leave(at, *node, *from, Fate::Deleted)?;
                    if order.node(*node).own() != own {
                        return Err(fault(at, "what it deletes is not there"));
                    }
                }
                Op::Insert { node, to, own } => {
                    let source = Source::New {
                        own,
                        node: *node,
                        op: at,
                    };
                    plan.arrive(at, *to, source)?;
                }
                Op::Move { node, from, to } => {
                    plan.leave(at, node.old, *from, Fate::Moved)?;
                    let source = Source::Moved {
                        at: node.old,
                        node: node.new,
                        op: at,
                    };
                    plan.arrive(at, *to, source)?;
                }
                Op::Edit {
                    node,
                    field,
                    splices,
                } => plan.touch(at, Touch::Edit(*node, *field, splices)),
                Op::Renumber { nodes, part, by } => {
                    for node in nodes {
                        plan.touch(at, Touch::Renumber(*node, *part, *by));
                    }
                }
                Op::Retag { node, old, new } => plan.touch(at, Touch::Retag(*node, old, new)),
            }
        }
        Ok(plan)
    }

    fn leave(&mut self, op: usize, node: u32, from: Place, fate: Fate) -> Result<(), ApplyError> {
        let is_there = self.order.parent(node) == Some(from.parent)
            && self.order.get(node).is_some()
            && self.order.index(node) == from.index;
        if !is_there {
            return Err(fault(op, "the provision does not hang where the op says"));
        }
        let slot = &mut self.fates[node as usize];
        if *slot != Fate::Stays {
            return Err(fault(op, "the provision is already gone"));
        }
        *slot = fate;
        Ok(())
    }

    fn arrive(&mut self, op: usize, to: Place, source: Source<'a>) -> Result<(), ApplyError> {
        let below = self.arrivals.entry(to.parent).or_default();
        if below.insert(to.index, source).is_some() {
            return Err(fault(op, "two provisions arrive at one place"));
        }
        self.arrivals_left += 1;
        Ok(())
    }

    fn touch(&mut self, op: usize, touch: Touch<'a>) {
        let old = touch.node().old;
        self.touches.entry(old).or_default().push((op, touch));
    }

    /// The provisions of the new tree in reading order, top-down: at each the old children that stay, then
    /// what arrives, by ascending index.
    fn lay_out(&self) -> Result<Vec<Laid<'a>>, ApplyError> {
        if self.fates[0] != Fate::Stays {
            return Err(whole_fault("the root stays"));
        }
        let mut laid: Vec<Laid> = Vec::with_capacity(self.order.len());
        let mut arrived = 0;
        let mut stack = vec![(Source::Kept { at: 0 }, 0, 0)];
        while let Some((source, parent, depth)) = stack.pop() {
            if depth > MAX_DEPTH {
                return Err(whole_fault("the result is too deep"));
            }
            let at = laid.len() as u32;
            if let Some((op, _)) = source.arrival().filter(|(_, node)| *node != at) {
                return Err(fault(op, "the provision arrives elsewhere than it says"));
            }
            let mut children: Vec<Source> = match source {
                Source::Kept { at } | Source::Moved { at, .. } => {
                    let stays = |child: &u32| self.fates[*child as usize] == Fate::Stays;
                    let kept = self.order.children(at).filter(stays);
                    kept.map(|at| Source::Kept { at }).collect()
                }
                Source::New { .. } => Vec::new(),
            };
            if let Some(arrivals) = self.arrivals.get(&at) {
                arrived += arrivals.len();
                children = merge(children, arrivals)?;
            }
            laid.push(Laid { source, parent });
            stack.extend(
                children
                    .into_iter()
                    .rev()
                    .map(|child| (child, at, depth + 1)),
            );
        }
        let is_old = |laid: &&Laid| !matches!(laid.source, Source::New { .. });
        let old = laid.iter().filter(is_old).count();
        let deleted = self
            .fates
            .iter()
            .filter(|fate| **fate == Fate::Deleted)
            .count();
        if arrived != self.arrivals_left {
            return Err(whole_fault(
                "a provision arrives below one that is not there",
            ));
        }
        if old + deleted != self.order.len() {
            return Err(whole_fault("a provision is neither kept nor deleted"));
        }
        Ok(laid)
    }

    /// Makes the provisions bottom-up; what did not change is shared with the old tree.
    fn make(&self, laid: Vec<Laid>) -> Result<Arc<Provision>, ApplyError> {
        let mut children: Vec<Vec<Arc<Provision>>> = Vec::new();
        children.resize_with(laid.len(), Vec::new);
        let mut touched = 0;
        for (at, Laid { source, parent }) in laid.iter().enumerate().rev() {
            let mut below = std::mem::take(&mut children[at]);
            below.reverse();
            let made = match source {
                Source::New { own, .. } => Provision::new((*own).clone(), below),
                Source::Kept { at: old } | Source::Moved { at: old, .. } => {
                    let own = match self.touches.get(old) {
                        Some(touches) => {
                            touched += 1;
                            self.touched(*old, at as u32, touches)?
                        }
                        None => None,
                    };
                    self.remade(*old, own, below)
                }
            };
            if at == 0 {
                if touched != self.touches.len() {
                    return Err(whole_fault("an op changes a provision that is not there"));
                }
                return Ok(made);
            }
            children[*parent as usize].push(made);
        }
        Err(whole_fault("no provision"))
    }

    fn remade(&self, old: u32, own: Option<Bare>, below: Vec<Arc<Provision>>) -> Arc<Provision> {
        let before = self.order.get(old).expect("laid out from the old tree");
        let same = before.children().len() == below.len()
            && before
                .children()
                .iter()
                .zip(&below)
                .all(|(a, b)| Arc::ptr_eq(a, b));
        match own {
            None if same => before.clone(),
            None => Provision::new(before.own().clone(), below),
            Some(own) => Provision::new(own, below),
        }
    }

    /// What a provision becomes; `None` when nothing of its own changes.
    fn touched(
        &self,
        old: u32,
        new: u32,
        touches: &[(usize, Touch)],
    ) -> Result<Option<Bare>, ApplyError> {
        let before = self.order.node(old).own();
        let mut own = before.clone();
        let mut edits: BTreeMap<Field, Vec<(usize, &Splice)>> = BTreeMap::new();
        let mut labelled = None;
        for (op, touch) in touches {
            if touch.node().new != new {
                return Err(fault(
                    *op,
                    "the provision ends up elsewhere than the op says",
                ));
            }
            match touch {
                Touch::Edit(_, field, splices) => {
                    let of_field = edits.entry(*field).or_default();
                    of_field.extend(splices.iter().map(|splice| (*op, splice)));
                }
                Touch::Renumber(_, part, by) => {
                    let label = before.label.as_ref();
                    let label = label.and_then(|label| number::shifted(label, *part, *by));
                    own.label = Some(label.ok_or(fault(*op, "there is no number to shift"))?);
                }
                Touch::Retag(_, from, to) => {
                    if Tag::of(before) != **from {
                        return Err(fault(*op, "what it retags is not there"));
                    }
                    (own.key, own.form) = (to.key.clone(), to.form);
                    (own.role, own.label) = (to.role.clone(), to.label.clone());
                }
            }
            if !matches!(touch, Touch::Edit(..)) && labelled.replace(*op).is_some() {
                return Err(fault(*op, "the provision is labelled twice"));
            }
        }
        for (field, mut splices) in edits {
            splices.sort_by_key(|(_, splice)| splice.span());
            let (ops, splices): (Vec<usize>, Vec<&Splice>) = splices.into_iter().unzip();
            let text = splice::play(field.of(self.order.node(old)), &splices);
            let text = text.map_err(|index| ApplyError {
                op: ops.get(index).copied(),
                what: "the words to be replaced do not stand there",
            })?;
            match field {
                Field::Heading => own.heading = text,
                Field::Text => own.text = text,
            }
        }
        Ok((own != *before).then_some(own))
    }
}

/// Puts what arrives among the children that stay, by ascending final index.
fn merge<'a>(
    stays: Vec<Source<'a>>,
    arrivals: &BTreeMap<u32, Source<'a>>,
) -> Result<Vec<Source<'a>>, ApplyError> {
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
