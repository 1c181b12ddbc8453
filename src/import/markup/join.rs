//! Rows of a table of purposes that share one merged cell: one kind of information with several purposes is one row.
//! Does not know which purposes there are.

use super::sheet::{Bit, ListEntry, MarkupBlock, TableCell, TableRow};

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
    for block in blocks {
        match block {
            MarkupBlock::Paragraph(bits) | MarkupBlock::Heading(_, bits) => {
                for bit in bits {
                    if let Bit::Words(chunk) = bit {
                        out.push_str(chunk.words(source));
                    }
                }
            }
            MarkupBlock::List(entries) => {
                let inner = entries.iter().map(|ListEntry { blocks, .. }| words(source, blocks));
                out.extend(inner);
            }
            MarkupBlock::Table(_) => {}
        }
    }
    out
}
