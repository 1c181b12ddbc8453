//! A table with spans as rows of slots, every column filled. Does not know what stands in the cells.

use super::sheet::{TableCell, TableRow};

/// Tables with more slots are refused: no notice has them.
const MAX_SLOTS: usize = 50_000;
/// Spans are not wider than this (as in browsers).
const MAX_SPAN: usize = 1_000;

/// What stands in a column of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum TableSlot<'s> {
    /// A cell begins here.
    Cell(&'s TableCell),
    /// The words of the cell that begins at this row and column.
    Again(usize, usize),
    /// Nothing.
    Empty,
}

/// The rows of a table; `None` when its spans make it too large.
pub(super) fn slots(rows: &[TableRow]) -> Option<Vec<Vec<TableSlot<'_>>>> {
    let mut out: Vec<Vec<TableSlot<'_>>> = Vec::new();
    // For every column: how many rows below are taken, and by which cell.
    let mut down: Vec<(usize, (usize, usize))> = Vec::new();
    let mut count = 0;
    for (at, row) in rows.iter().enumerate() {
        let mut line: Vec<TableSlot<'_>> = Vec::new();
        let mut next = row.cells.iter();
        let is_lone = row.cells.len() == 1;
        line.extend((0..row.skip[0].min(MAX_SPAN)).map(|_| TableSlot::Empty));
        loop {
            take_from_above(&mut line, &mut down);
            let Some(cell) = next.next() else { break };
            let start = line.len();
            let (wide, tall) =
                (cell.columns.clamp(1, MAX_SPAN), cell.rows.clamp(1, rows.len() - at));
            for column in start..start + wide {
                line.push(match column == start {
                    true => TableSlot::Cell(cell),
                    // A cell that is the whole row says its words once.
                    false if is_lone => TableSlot::Empty,
                    false => TableSlot::Again(at, start),
                });
                if down.len() <= column {
                    down.resize(column + 1, (0, (0, 0)));
                }
                down[column] = (tall - 1, (at, start));
            }
        }
        line.extend((0..row.skip[1].min(MAX_SPAN)).map(|_| TableSlot::Empty));
        count += line.len();
        if count > MAX_SLOTS {
            return None;
        }
        out.push(line);
    }
    let columns = out.iter().map(Vec::len).max().unwrap_or(0);
    if columns.saturating_mul(out.len()) > MAX_SLOTS {
        return None;
    }
    for line in &mut out {
        line.resize(columns, TableSlot::Empty);
    }
    out.retain(|line| line.iter().any(|slot| matches!(slot, TableSlot::Cell(_))));
    Some(out)
}

/// Fills the next columns that cells of rows above reach into.
fn take_from_above(line: &mut Vec<TableSlot<'_>>, down: &mut [(usize, (usize, usize))]) {
    while let Some((left, (row, column))) = down.get_mut(line.len()).filter(|(left, _)| *left > 0) {
        *left -= 1;
        line.push(TableSlot::Again(*row, *column));
    }
}
