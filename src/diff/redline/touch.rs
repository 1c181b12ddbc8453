//! What a Δ does to each provision of one side: whole, by its number, in its words; and where, on one side, something
//! stands on the other side only: the places of （新設）, （削る） and （移動） inside a unit. Does not know the other
//! side's words.

use super::line::Sign;
use crate::diff::{ChangeKind, Comparison, Op, Preorder, Splice, TextField, TreePosition};
use std::collections::{BTreeMap, HashMap};
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
    /// `ops` speak of the side asked for as the old one.
    pub(super) fn of(comparison: &Comparison, ops: &[Op], gone: Sign) -> Touches {
        let mut touches = Touches { at: BTreeMap::new(), side: gone };
        for (change, own) in comparison.changes.iter().enumerate() {
            for op in ops.get(own.ops.clone()).unwrap_or_default() {
                touches.add_op(op, change);
            }
        }
        touches
    }

    fn add_op(&mut self, op: &Op, change: usize) {
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

/// Why nothing stands on a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// It is new: nothing stood on the old side.
    New,
    /// It was removed: nothing stands on the new side.
    Removed,
    /// It stands elsewhere on this side.
    Elsewhere,
}

impl Absent {
    /// （新設）, （削る）, （移動）.
    pub fn words(self) -> &'static str {
        match self {
            Absent::New => "（新設）",
            Absent::Removed => "（削る）",
            Absent::Elsewhere => "（移動）",
        }
    }
}

/// The gaps of one side: below which provision, before which child.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    below: BTreeMap<u32, Vec<(u32, Absent)>>,
}

/// Leads from one side to the other, where a provision is on both.
type Partner<'a> = &'a dyn Fn(u32) -> Option<u32>;

/// What is asked of the two sides to find gaps in one of them.
struct GapSearch<'a> {
    own: &'a Preorder<'a>,
    other: &'a Preorder<'a>,
    partner: Partner<'a>,
    /// Leads from the own side to the other one.
    stays: Partner<'a>,
    absent: Absent,
}

impl Gaps {
    /// The gaps of the side that `ops` speak of as the old one. `partner` leads from the other side to it, and
    /// `stays` tells what of it is on the other side too.
    pub(super) fn find(
        comparison: &Comparison,
        ops: &[Op],
        absent: Absent,
        (own, other): (&Preorder<'_>, &Preorder<'_>),
        (partner, stays): (Partner<'_>, Partner<'_>),
    ) -> Gaps {
        let sides = GapSearch { own, other, partner, stays, absent };
        let mut gaps = Gaps::default();
        let mut last: HashMap<u32, (u32, u32)> = HashMap::new();
        for change in &comparison.changes {
            // The parts of what is split stand on the other side as one.
            if matches!(change.kind, ChangeKind::Split | ChangeKind::Merged) {
                continue;
            }
            for op in ops.get(change.ops.clone()).unwrap_or_default() {
                let (to, absent) = match op {
                    Op::Insert { to, .. } => (to, absent),
                    Op::Move { from, to, .. } if partner(to.parent) != Some(from.parent) => {
                        (to, Absent::Elsewhere)
                    }
                    _ => continue,
                };
                let Some(parent) = partner(to.parent) else {
                    continue;
                };
                let index = sides.index(*to, parent, &mut last);
                let all = gaps.below.entry(parent).or_default();
                if !all.contains(&(index, absent)) {
                    all.push((index, absent));
                }
            }
        }
        for all in gaps.below.values_mut() {
            all.sort_by_key(|(index, _)| *index);
        }
        gaps
    }

    /// Whether there is a gap directly below one of some provisions.
    pub(super) fn any(&self, range: Range<u32>) -> bool {
        self.below.range(range).next().is_some()
    }

    /// The gaps below a provision: before which child, and why.
    pub(super) fn below(&self, parent: u32) -> &[(u32, Absent)] {
        self.below.get(&parent).map_or(&[], Vec::as_slice)
    }
}

impl GapSearch<'_> {
    /// Before which child of `parent` stands what the other side has at a place: behind the partner of the
    /// nearest one before it. `last` remembers the answer for the place before, so that long runs are not
    /// walked again and again.
    fn index(&self, to: TreePosition, parent: u32, last: &mut HashMap<u32, (u32, u32)>) -> u32 {
        let before: Vec<u32> = match last.get(&to.parent) {
            Some((index, found)) if index + 1 == to.index => {
                last.insert(to.parent, (to.index, *found));
                return last[&to.parent].1;
            }
            Some(_) | None => self.other.children(to.parent).take(to.index as usize).collect(),
        };
        let behind = before.into_iter().rev().find_map(|sibling| {
            let partner = (self.partner)(sibling)?;
            (self.own.parent(partner) == Some(parent)).then(|| self.own.index(partner) + 1)
        });
        let mut found = behind.unwrap_or_default();
        // What is gone stands before what is new, on both sides.
        if self.absent == Absent::New {
            let children = self.own.children(parent).skip(found as usize);
            found += children.take_while(|child| (self.stays)(*child).is_none()).count() as u32;
        }
        last.insert(to.parent, (to.index, found));
        found
    }
}
