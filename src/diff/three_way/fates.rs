//! What becomes of each provision of the target: which go, which hang elsewhere; and what to think of those
//! that it does not have. Does not know where new ones are put.

use super::super::delta::Op;
use super::{ConflictKind, Merge};
use crate::tree::Provision;

impl Merge<'_> {
    /// Which provisions of the target go or move, and whether those that come have a place to hang at.
    pub(super) fn fates(&mut self) {
        let ours = self.inputs.ours;
        for op in &ours.ops {
            match op {
                Op::Delete { node, own, .. } => match self.there(*node) {
                    Some(target) => self.goes(*node, target),
                    None => {
                        let words = [own.heading.words(), own.text.words()];
                        if self.may_be_replaced(*node, &words) {
                            self.conflict(ConflictKind::Replaced, Some(*node), None);
                        } else {
                            self.already.insert(self.top(*node));
                        }
                    }
                },
                Op::Insert { node, to, .. } if !self.come.contains(&to.parent) => {
                    self.home(*node, to.parent);
                }
                Op::Move { node, to, .. } => self.moves(node.old, node.new, to.parent),
                _ => {}
            }
        }
        self.nothing_is_lost();
    }

    fn goes(&mut self, base: u32, target: u32) {
        let (before, now) =
            (self.inputs.base.node(base).own(), self.inputs.target.node(target).own());
        if (&before.heading, &before.text) != (&now.heading, &now.text) {
            self.conflict(ConflictKind::Deleted, Some(base), None);
        }
        self.gone.insert(target);
    }

    fn moves(&mut self, base: u32, draft: u32, parent: u32) {
        let Some(target) = self.there(base) else {
            self.not_there(base, &[]);
            return;
        };
        if self.theirs_moved.contains(&base) {
            self.conflict_of_draft(ConflictKind::Place, draft);
        }
        self.away.insert(target);
        let mut parent = parent;
        while self.come.contains(&parent) {
            match self.inputs.draft.parent(parent) {
                Some(above) => parent = above,
                None => break,
            }
        }
        let home = self.inputs.to_draft.old_of(parent);
        if home.and_then(|home| self.there(home)).is_none() {
            self.conflict_of_draft(ConflictKind::Place, draft);
        }
    }

    /// What comes below a provision that the target does not have comes not.
    fn home(&mut self, draft: u32, parent: u32) {
        match self.inputs.to_draft.old_of(parent) {
            Some(home) if self.there(home).is_some() => {}
            Some(home) => self.not_there(home, &[]),
            None => self.conflict_of_draft(ConflictKind::Place, draft),
        }
    }

    /// Below what goes, nothing may be that does not go too.
    fn nothing_is_lost(&mut self) {
        let target = self.inputs.target;
        let is_lost = |child: &u32| !self.gone.contains(child) && !self.away.contains(child);
        let lost: Vec<u32> = self
            .gone
            .iter()
            .filter(|at| target.children(**at).any(|child| is_lost(&child)))
            .copied()
            .collect();
        for at in lost {
            let base = self.inputs.to_target.old_of(at);
            self.conflict(ConflictKind::Deleted, base, None);
        }
    }

    /// The change touches a provision that the target does not have: where it was only added on the other
    /// way, there is nothing to change; otherwise nobody can tell what the target has in its place.
    pub(super) fn not_there(&mut self, base: u32, words: &[String]) {
        if self.may_be_replaced(base, words) {
            self.conflict(ConflictKind::Replaced, Some(base), None);
        } else {
            self.left_out.insert(self.top(base));
        }
    }

    /// The topmost provision around it that the target does not have.
    fn top(&self, base: u32) -> u32 {
        let order = self.inputs.base;
        let mut top = base;
        while let Some(parent) = order.parent(top) {
            if self.there(parent).is_some() {
                break;
            }
            top = parent;
        }
        top
    }

    /// Whether the target may have something in the place of a provision that it does not have.
    fn may_be_replaced(&self, base: u32, words: &[String]) -> bool {
        let inputs = self.inputs;
        let top = self.top(base);
        let Some(parent) = inputs.base.parent(top) else {
            return true;
        };
        let stands = |words: &String| {
            !words.is_empty() && self.their_words.iter().any(|own| own.contains(&**words))
        };
        let siblings: Vec<u32> = inputs.base.children(parent).collect();
        let at = inputs.base.index(top) as usize;
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut near = beside.filter_map(|at| siblings.get(at)).chain(std::iter::once(&parent));
        let own = inputs.base.node(top);
        let mut others = self.there(parent).into_iter().flat_map(|parent| {
            let children = inputs.target.children(parent);
            children.filter(|child| inputs.to_target.old_of(*child).is_none())
        });
        words.iter().any(stands)
            || near.any(|at| self.theirs_edited.contains(at))
            || others.any(|other| is_alike(own, inputs.target.node(other)))
    }
}

/// Whether one may stand in the place of the other.
fn is_alike(one: &Provision, other: &Provision) -> bool {
    let other_key = matches!((one.key(), other.key()), (Some(a), Some(b)) if a != b);
    !other_key && one.form() == other.form() && one.role() == other.role()
}
