//! A tree laid out in reading order (preorder), with parents and ends, so that an ordinal names a provision; and which
//! provision of one tree is which of another, as the ops of a Δ say. Does not look at words.

use super::delta::{Delta, Op};
use crate::tree::Provision;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The provisions of one tree by their ordinal in reading order (preorder); the root is 0.
#[derive(Debug)]
pub struct Preorder<'a> {
    nodes: Vec<&'a Arc<Provision>>,
    parent: Vec<u32>,
    index: Vec<u32>,
    end: Vec<u32>,
    weight: Vec<u32>,
}

impl<'a> Preorder<'a> {
    /// Lays a tree out.
    pub fn of(root: &'a Arc<Provision>) -> Preorder<'a> {
        let size = root.size();
        let mut order = Preorder {
            nodes: Vec::with_capacity(size),
            parent: Vec::with_capacity(size),
            index: Vec::with_capacity(size),
            end: Vec::with_capacity(size),
            weight: Vec::with_capacity(size),
        };
        let mut stack = vec![(root, 0, 0)];
        while let Some((provision, parent, index)) = stack.pop() {
            let at = order.nodes.len() as u32;
            order.nodes.push(provision);
            order.parent.push(parent);
            order.index.push(index);
            order.end.push(at + provision.size() as u32);
            order.weight.push(own_weight(provision));
            let children = provision.children().iter().enumerate().rev();
            stack.extend(children.map(|(index, child)| (child, at, index as u32)));
        }
        for at in (1..order.nodes.len()).rev() {
            let parent = order.parent[at] as usize;
            order.weight[parent] = order.weight[parent].saturating_add(order.weight[at]);
        }
        order
    }

    /// How many provisions there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: a tree has a root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The provision at an ordinal.
    pub fn get(&self, at: u32) -> Option<&'a Arc<Provision>> {
        self.nodes.get(at as usize).copied()
    }

    /// The ordinal of its parent; `None` for the root.
    pub fn parent(&self, at: u32) -> Option<u32> {
        if at == 0 { None } else { self.parent.get(at as usize).copied() }
    }

    /// Its place among the children of its parent, from 0.
    pub fn index(&self, at: u32) -> u32 {
        self.index.get(at as usize).copied().unwrap_or(0)
    }

    /// The ordinals of its children.
    pub fn children(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.end(at);
        let mut next = at + 1;
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let child = next;
            next = self.end[child as usize];
            Some(child)
        })
    }

    /// The ordinals from its parent up to the root.
    pub fn ancestors(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.parent(at), |at| self.parent(*at))
    }

    /// The first ordinal behind all that is below it.
    pub fn end(&self, at: u32) -> u32 {
        self.end.get(at as usize).copied().unwrap_or(at + 1)
    }

    /// The provision at an ordinal that this layout handed out.
    ///
    /// # Panics
    /// When there is none.
    pub fn node(&self, at: u32) -> &'a Provision {
        self.nodes[at as usize]
    }

    /// Bytes of the words of it and all below.
    pub(super) fn weight(&self, at: u32) -> u32 {
        self.weight[at as usize]
    }

    /// Every ordinal.
    pub(super) fn all(&self) -> std::ops::Range<u32> {
        0..self.nodes.len() as u32
    }
}

fn own_weight(provision: &Provision) -> u32 {
    let texts = [provision.heading(), provision.text()];
    let runs = texts.into_iter().flat_map(|text| text.runs());
    runs.map(|run| run.words().len() as u32).sum()
}

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
                _ => {}
            }
        }
        gone.extend(moved.values().copied());
        let mut pairs = Pairs { old_of: vec![None; new.len()], new_of: vec![None; old.len()] };
        pairs.pair(0, 0);
        // Parents stand before their children, so that the partner of each is known when it is reached.
        for at in 0..new.len() as u32 {
            if let Some(from) = moved.get(&at) {
                pairs.pair(*from, at);
            }
            let Some(partner) = pairs.old_of(at) else {
                continue;
            };
            let stays = old.children(partner).filter(|child| !gone.contains(child));
            let stood = new.children(at);
            let stood = stood.filter(|child| !come.contains(child) && !moved.contains_key(child));
            for (before, after) in stays.zip(stood) {
                pairs.pair(before, after);
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

    fn pair(&mut self, old: u32, new: u32) {
        if let (Some(to_new), Some(to_old)) =
            (self.new_of.get_mut(old as usize), self.old_of.get_mut(new as usize))
        {
            (*to_new, *to_old) = (Some(new), Some(old));
        }
    }
}
