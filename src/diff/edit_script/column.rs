//! A column of a table that appears, vanishes or moves is one change, not one a row.
//! Does not pair cells.

use super::{ScriptSlot, ScriptSlots};
use crate::diff::align::Alignment;
use crate::diff::delta::Op;
use crate::diff::preorder::Preorder;
use crate::tree::Form;
use std::collections::BTreeMap;

/// What happened to a cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum CellFate {
    Vanished,
    Appeared,
    Moved(u32),
}

/// Joins the changes of the cells of one column when every row has one.
pub(super) fn gather(found: &Alignment, slots: &mut ScriptSlots) {
    let mut columns: BTreeMap<(u32, CellFate, u32), Vec<ScriptSlot>> = BTreeMap::new();
    for (slot, ops) in slots.iter() {
        let (order, at, fate) = match *slot {
            ScriptSlot::Removed(old) => (found.old, old, CellFate::Vanished),
            ScriptSlot::Added(new) => (found.new, new, CellFate::Appeared),
            ScriptSlot::Substance(new) => match ops.as_slice() {
                [Op::Move { node, .. }] => {
                    (found.new, new, CellFate::Moved(found.old.index(node.old)))
                }
                _ => continue,
            },
            ScriptSlot::Folded(_)
            | ScriptSlot::Key(_)
            | ScriptSlot::Follows(..)
            | ScriptSlot::Run(_) => continue,
        };
        if order.node(at).form() != Form::Cell {
            continue;
        }
        if let Some(table) = order.parent(at).and_then(|row| order.parent(row)) {
            columns.entry((table, fate, order.index(at))).or_default().push(*slot);
        }
    }
    for ((table, fate, _), cells) in columns {
        let rows = match fate {
            CellFate::Vanished => paired_rows(found.old, table, &|at| found.new_of(at)),
            CellFate::Appeared | CellFate::Moved(_) => {
                paired_rows(found.new, table, &|at| found.old_of(at))
            }
        };
        if cells.len() < 2 || cells.len() != rows {
            continue;
        }
        let joined: Vec<Op> = cells.iter().flat_map(|cell| slots.remove(cell)).flatten().collect();
        slots.insert(cells[0], joined);
    }
}

fn paired_rows(order: &Preorder<'_>, table: u32, partner: &dyn Fn(u32) -> Option<u32>) -> usize {
    order.children(table).filter(|row| partner(*row).is_some()).count()
}
