//! Which provision of the old tree is which of the new one, as the ops of a Δ say. Does not look at words.

use super::delta::{Delta, Op};
use super::preorder::Preorder;
use std::collections::{HashMap, HashSet};

/// The provisions that two trees share, by their ordinals.
#[derive(Debug)]
pub struct Pairs {
    old_of: Vec<Option<u32>>,
    new_of: Vec<Option<u32>>,
}

impl Pairs {
    /// The pairs that a Δ leaves between the tree that it starts from and the one that it leads to.
    pub fn of(old: &Preorder<'_>, new: &Preorder<'_>, delta: &Delta) -> Pairs {
        let mut gone = HashSet::new();
        let mut come = HashSet::new();
        let mut moved = HashMap::new();
        for op in &delta.ops {
            match op {
                Op::Delete { node, .. } => drop(gone.insert(*node)),
                Op::Insert { node, .. } => drop(come.insert(*node)),
                Op::Move { node, .. } => drop(moved.insert(node.new, node.old)),
                Op::Edit { .. } | Op::Renumber { .. } | Op::Retag { .. } => {}
            }
        }
        gone.extend(moved.values().copied());
        let mut pairs = Pairs { old_of: vec![None; new.len()], new_of: vec![None; old.len()] };
        pairs.put(0, 0);
        // Parents stand before their children, so that the partner of each is known when it is reached.
        for at in 0..new.len() as u32 {
            if let Some(from) = moved.get(&at) {
                pairs.put(*from, at);
            }
            let Some(partner) = pairs.old_of(at) else {
                continue;
            };
            let stays = old.children(partner).filter(|child| !gone.contains(child));
            let stood = new.children(at);
            let stood = stood.filter(|child| !come.contains(child) && !moved.contains_key(child));
            for (before, after) in stays.zip(stood) {
                pairs.put(before, after);
            }
        }
        pairs
    }

    /// The old ordinal of a provision of the new tree.
    pub fn old_of(&self, new: u32) -> Option<u32> {
        self.old_of.get(new as usize).copied().flatten()
    }

    /// The new ordinal of a provision of the old tree.
    pub fn new_of(&self, old: u32) -> Option<u32> {
        self.new_of.get(old as usize).copied().flatten()
    }

    fn put(&mut self, old: u32, new: u32) {
        if let (Some(to_new), Some(to_old)) =
            (self.new_of.get_mut(old as usize), self.old_of.get_mut(new as usize))
        {
            (*to_new, *to_old) = (Some(new), Some(old));
        }
    }
}
