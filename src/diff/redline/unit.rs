//! Units: what stands in one row of a 新旧対照表. An article with all below it, a row of a table, a field; of a
//! chapter or a section its title alone. Does not know what changed.

use crate::diff::Preorder;
use crate::tree::Form;
use std::ops::Range;

/// The units of one tree, in reading order; every provision is in one.
#[derive(Debug)]
pub(super) struct Units {
    ranges: Vec<Range<u32>>,
    unit_of: Vec<u32>,
}

impl Units {
    /// The units of a tree.
    pub(super) fn of(order: &Preorder<'_>) -> Units {
        let mut units = Units { ranges: Vec::new(), unit_of: vec![0; order.len()] };
        let mut at = 0;
        while (at as usize) < order.len() {
            let end = if is_frame(order, at) { at + 1 } else { order.end(at) };
            for inside in at..end {
                units.unit_of[inside as usize] = units.ranges.len() as u32;
            }
            units.ranges.push(at..end);
            at = end;
        }
        units
    }

    /// The provisions of every unit.
    pub(super) fn all(&self) -> &[Range<u32>] {
        &self.ranges
    }

    /// The index of the unit that a provision is in.
    pub(super) fn index_of(&self, at: u32) -> usize {
        self.unit_of.get(at as usize).copied().unwrap_or_default() as usize
    }

    /// The unit that begins with a provision.
    pub(super) fn beginning_at(&self, at: u32) -> Option<usize> {
        let index = self.index_of(at);
        (self.ranges.get(index)?.start == at).then_some(index)
    }
}

/// Whether what is below it stands in rows of its own.
fn is_frame(order: &Preorder<'_>, at: u32) -> bool {
    let own = order.node(at);
    match own.form() {
        Form::Document => true,
        Form::Supplement => own.children().iter().any(|child| child.form() == Form::Article),
        Form::Group | Form::List | Form::Table | Form::Annex => !own.children().is_empty(),
        form => form.is_division() && !own.children().is_empty(),
    }
}
