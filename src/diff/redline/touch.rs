//! What a Δ does to each provision of one side: whole, by its number, in its words. Does not know the other
//! side's words.

use super::line::Sign;
use crate::diff::{Comparison, Op, Splice, TextField};
use std::collections::BTreeMap;
use std::ops::Range;

/// What happens to one provision.
#[derive(Clone, Debug, Default)]
pub(super) struct Touch {
    /// The changes that it has a part in, ascending.
    pub changes: Vec<usize>,
    /// It appears, vanishes or moves as a whole.
    pub whole: Option<Sign>,
    /// Its number changes.
    pub label: bool,
    /// Bytes of its heading that change, and places where something stands on the other side only.
    pub heading: Vec<Range<usize>>,
    /// The same of its text.
    pub text: Vec<Range<usize>>,
}

impl Touch {
    /// Whether something happens to its own words.
    pub(super) fn has_words(&self) -> bool {
        !self.heading.is_empty() || !self.text.is_empty()
    }

    /// Whether nothing happens but to its number.
    pub(super) fn is_number_only(&self) -> bool {
        self.label && self.whole.is_none() && self.heading.is_empty() && self.text.is_empty()
    }
}

/// What happens on one side, by ordinal.
#[derive(Debug)]
pub(super) struct Touches {
    at: BTreeMap<u32, Touch>,
    side: Sign,
}

impl Touches {
    /// Of the old side.
    pub(super) fn of_old(comparison: &Comparison) -> Touches {
        Touches::read(comparison, &comparison.delta.ops, Sign::Removed)
    }

    /// Of the new side.
    pub(super) fn of_new(comparison: &Comparison) -> Touches {
        Touches::read(comparison, &comparison.delta.inverted().ops, Sign::Added)
    }

    /// `ops` speak of the side asked for as the old one.
    fn read(comparison: &Comparison, ops: &[Op], gone: Sign) -> Touches {
        let mut touches = Touches { at: BTreeMap::new(), side: gone };
        for (change, own) in comparison.changes.iter().enumerate() {
            for op in ops.get(own.ops.clone()).unwrap_or_default() {
                touches.put(op, change);
            }
        }
        touches
    }

    fn put(&mut self, op: &Op, change: usize) {
        let gone = self.side;
        match op {
            Op::Delete { node, .. } => self.touch(*node, change).whole = Some(gone),
            // The other side has it; this side has nothing to show but the change.
            Op::Insert { .. } => {}
            Op::Move { node, .. } => {
                let touch = self.touch(node.old, change);
                touch.whole.get_or_insert(Sign::Moved);
            }
            Op::Edit { node, field, splices } => {
                let touch = self.touch(node.old, change);
                let spans = splices.iter().map(span);
                match field {
                    TextField::Heading => touch.heading.extend(spans),
                    TextField::Text => touch.text.extend(spans),
                }
            }
            Op::Renumber { nodes, .. } => {
                for node in nodes {
                    self.touch(node.old, change).label = true;
                }
            }
            Op::Retag { node, old, new } => {
                let touch = self.touch(node.old, change);
                touch.label |= old.label != new.label;
            }
        }
    }

    fn touch(&mut self, node: u32, change: usize) -> &mut Touch {
        let touch = self.at.entry(node).or_default();
        if touch.changes.last() != Some(&change) {
            touch.changes.push(change);
        }
        touch
    }

    /// The sign of words that are on this side only.
    pub(super) fn side(&self) -> Sign {
        self.side
    }

    /// What happens to one provision.
    pub(super) fn get(&self, at: u32) -> Option<&Touch> {
        self.at.get(&at)
    }

    /// Whether anything happens in a stretch.
    pub(super) fn any(&self, range: Range<u32>) -> bool {
        self.at.range(range).next().is_some()
    }

    /// What happens in a stretch.
    pub(super) fn within(&self, range: Range<u32>) -> impl Iterator<Item = (u32, &Touch)> {
        self.at.range(range).map(|(at, touch)| (*at, touch))
    }
}

/// The bytes of the old text that a splice replaces.
pub(super) fn span(splice: &Splice) -> Range<usize> {
    let start = splice.at as usize;
    let bytes: usize = splice.old.runs().iter().map(|run| run.words().len()).sum();
    start..start + bytes
}
