//! Tables of markup: cells with spans as rows of slots, every column filled; rows of a table of purposes that share one
//! merged cell as one row. Does not know which purposes there are.

use super::builder::words_of_bits;
use super::sheet::{MarkupBlock, TableCell, TableRow, each_line};

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
    // A column in which no cell begins repeats what stands before it.
    let columns = out.iter().map(Vec::len).max().unwrap_or(0);
    let mut is_own = vec![false; columns];
    for line in &out {
        for (column, slot) in line.iter().enumerate() {
            is_own[column] |= matches!(slot, TableSlot::Cell(_));
        }
    }
    let columns = is_own.iter().filter(|own| **own).count();
    if columns.saturating_mul(out.len()) > MAX_SLOTS {
        return None;
    }
    for line in &mut out {
        let mut own = is_own.iter();
        line.retain(|_| own.next().is_some_and(|own| *own));
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

/// A table of two columns that names purposes, each kind of information with all its purposes in one row; any other
/// table as it is.
pub(crate) fn by_category(source: &str, rows: Vec<TableRow>) -> Vec<TableRow> {
    if !is_of_purposes(source, &rows) {
        return rows;
    }
    let mut out: Vec<TableRow> = Vec::new();
    let mut left = 0;
    for mut row in rows {
        match (left, out.last_mut().and_then(|row| row.cells.last_mut())) {
            (1.., Some(purposes)) => {
                left -= 1;
                purposes.blocks.extend(row.cells.into_iter().flat_map(|cell| cell.blocks));
            }
            _ => {
                if let Some(category) = row.cells.first_mut() {
                    left = std::mem::replace(&mut category.rows, 1) - 1;
                }
                out.push(row);
            }
        }
    }
    out
}

/// Whether the header says so, and only cells of the first column reach into rows below, each as far as rows have
/// nothing but their purposes.
fn is_of_purposes(source: &str, rows: &[TableRow]) -> bool {
    let [head, rows @ ..] = rows else {
        return false;
    };
    let [category, purposes] = head.cells.as_slice() else {
        return false;
    };
    let is_plain =
        |cell: &TableCell| cell.rows == 1 && cell.columns == 1 && !cell.blocks.is_empty();
    let names = words(source, &purposes.blocks).contains("目的")
        && !words(source, &category.blocks).contains("目的");
    if !names || !is_plain(category) || !is_plain(purposes) {
        return false;
    }
    let mut left = 0;
    for row in rows {
        if row.skip != [0, 0] {
            return false;
        }
        match (left, row.cells.as_slice()) {
            (1.., [purpose]) if is_plain(purpose) => left -= 1,
            (0, [category, purpose]) if is_plain(purpose) => {
                let is_one = category.columns == 1 && !category.blocks.is_empty();
                if !is_one || !(1..1_000).contains(&category.rows) {
                    return false;
                }
                left = category.rows - 1;
            }
            _ => return false,
        }
    }
    left == 0
}

fn words(source: &str, blocks: &[MarkupBlock]) -> String {
    let mut out = String::new();
    each_line(blocks, &mut |bits| out.push_str(&words_of_bits(source, bits)));
    out
}
