//! Builds the result: what stays of the target, and what comes, each where the draft has it. Does not know
//! words.

use super::{ConflictKind, Merge};
use crate::tree::{Label, Provision};
use std::sync::Arc;

/// Deeper trees are refused; version files are not deeper either.
const MAX_DEPTH: usize = 64;

/// A child of the result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Child {
    /// One of the target.
    Kept(u32),
    /// One of the draft, its number shifted as those around it are: by part and distance.
    New(u32, Option<(u32, i32)>),
}

impl Merge<'_> {
    /// The result; `None` where none can be built.
    pub(super) fn built(&mut self) -> Option<Arc<Provision>> {
        let mut kept = 0;
        let tree = self.keep(0, 0, &mut kept);
        if kept + self.gone.len() != self.inputs.target.len() {
            // Moved below each other on the two inputs.
            self.conflict(ConflictKind::Place, Some(0), None);
        }
        tree
    }

    /// A provision of the target with what becomes of it.
    fn keep(&mut self, at: u32, depth: usize, kept: &mut usize) -> Option<Arc<Provision>> {
        *kept += 1;
        let children = self.children(at);
        let below = self.made(children, depth, kept)?;
        let before = self.inputs.target.get(at)?;
        let is_same = |(one, other): (&Arc<Provision>, &Arc<Provision>)| Arc::ptr_eq(one, other);
        let are_same = before.children().len() == below.len()
            && before.children().iter().zip(&below).all(is_same);
        let own = self.own.get(&at).filter(|own| *own != before.own());
        Some(match own {
            None if are_same => before.clone(),
            None => Provision::new(before.own().clone(), below),
            Some(own) => Provision::new(own.clone(), below),
        })
    }

    /// A provision of the draft with all below it.
    fn bring(
        &mut self,
        (at, shift): (u32, Option<(u32, i32)>),
        depth: usize,
        kept: &mut usize,
    ) -> Option<Arc<Provision>> {
        let mut own = self.inputs.draft.node(at).own().clone();
        if let (Some((part, by)), Some(label)) = (shift, &own.label) {
            own.label = label.shifted(part, by);
            if own.label.is_none() {
                self.conflict_of_draft(ConflictKind::Label, at);
            }
        }
        let below = self.inputs.draft.children(at);
        let below: Vec<Child> = below.filter_map(|child| self.arrival(child)).collect();
        let below = self.made(below, depth, kept)?;
        Some(Provision::new(own, below))
    }

    fn made(
        &mut self,
        children: Vec<Child>,
        depth: usize,
        kept: &mut usize,
    ) -> Option<Vec<Arc<Provision>>> {
        if depth > MAX_DEPTH {
            self.conflict(ConflictKind::Place, Some(0), None);
            return None;
        }
        let mut made = Vec::with_capacity(children.len());
        for child in children {
            made.push(match child {
                Child::Kept(at) => self.keep(at, depth + 1, kept)?,
                Child::New(at, shift) => self.bring((at, shift), depth + 1, kept)?,
            });
        }
        Some(made)
    }

    /// What a child of the draft that was not there before is in the result; `None` for one that stood there.
    fn arrival(&self, draft: u32) -> Option<Child> {
        if self.come.contains(&draft) {
            return Some(Child::New(draft, None));
        }
        let base = self.inputs.to_draft.old_of(draft)?;
        let target = self.there(base)?;
        let is_moved = self.moved.contains(&draft);
        is_moved.then_some(Child::Kept(target))
    }

    /// The children of a provision of the target: those that stay, in their order, and between them what comes.
    fn children(&mut self, at: u32) -> Vec<Child> {
        let inputs = self.inputs;
        let stays = |child: &u32| !self.gone.contains(child) && !self.away.contains(child);
        let stays = inputs.target.children(at).filter(stays);
        let mut out: Vec<Child> = stays.map(Child::Kept).collect();
        let base = inputs.to_target.old_of(at);
        let Some(draft) = base.and_then(|base| inputs.to_draft.new_of(base)) else {
            return out;
        };
        let siblings: Vec<u32> = inputs.draft.children(draft).collect();
        let anchors: Vec<Option<u32>> =
            siblings.iter().map(|child| self.anchor(at, *child)).collect();
        let place = |out: &[Child], target: u32| {
            let is_it = |child: &Child| *child == Child::Kept(target);
            out.iter().position(is_it)
        };
        // Behind what the next one comes.
        let mut next = 0;
        for (index, child) in siblings.iter().enumerate() {
            if let Some(anchor) = anchors[index] {
                next = place(&out, anchor).map_or(next, |found| found + 1);
                continue;
            }
            let Some(arrival) = self.arrival(*child) else {
                continue;
            };
            let following = anchors[index + 1..].iter().flatten().next();
            let end = following.map_or(Some(out.len()), |anchor| place(&out, *anchor));
            if end != Some(next) {
                // Something else stands there in the target: which comes first, nobody can tell.
                self.conflict_of_draft(ConflictKind::Place, *child);
            }
            let arrival = match arrival {
                Child::New(draft, _) => Child::New(draft, self.shift(&siblings, &anchors, index)),
                Child::Kept(_) => arrival,
            };
            out.insert(next.min(out.len()), arrival);
            next += 1;
        }
        out
    }

    /// The provision of the target that a child of the draft is, where it hangs in the same place on all sides.
    fn anchor(&self, parent: u32, draft: u32) -> Option<u32> {
        let base = self.inputs.to_draft.old_of(draft)?;
        let target = self.there(base)?;
        let is_still = !self.moved.contains(&draft) && !self.theirs_moved.contains(&base);
        (is_still && self.inputs.target.parent(target) == Some(parent)).then_some(target)
    }

    /// How the number of one that comes must shift: as that of the one before it does, or of the one behind.
    fn shift(
        &mut self,
        siblings: &[u32],
        anchors: &[Option<u32>],
        index: usize,
    ) -> Option<(u32, i32)> {
        let inputs = self.inputs;
        let own = inputs.draft.node(siblings[index]);
        own.label()?;
        let before = (0..index).rev();
        let (draft, target) = before.chain(index + 1..siblings.len()).find_map(|at| {
            let beside = inputs.draft.node(siblings[at]);
            let is_alike = beside.form() == own.form() && beside.label().is_some();
            anchors[at].filter(|_| is_alike).map(|target| (siblings[at], target))
        })?;
        let theirs = self.label(target);
        let ours = inputs.draft.node(draft).label();
        if theirs.as_ref() == ours {
            return None;
        }
        let shift = ours.zip(theirs.as_ref());
        let shift = shift.and_then(|(ours, theirs)| ours.shift_to(theirs));
        if shift.is_none() {
            self.conflict_of_draft(ConflictKind::Label, siblings[index]);
        }
        shift
    }

    /// The number that a provision of the target will have.
    fn label(&self, target: u32) -> Option<Label> {
        let own = self.own.get(&target);
        let own = own.unwrap_or_else(|| self.inputs.target.node(target).own());
        own.label.clone()
    }
}
