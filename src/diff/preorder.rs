//! A tree laid out in reading order, with parents and ends, so that an ordinal names a provision.
//! Does not know that there is another tree to compare with.

use crate::tree::Provision;
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
