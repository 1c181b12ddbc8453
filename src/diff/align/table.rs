//! Tables: rows are known by their first cell, cells by their column. Does not compare words.

use super::Alignment;
use crate::text::chars;
use crate::tree::{Form, Provision};
use std::collections::HashMap;

/// For each old column the new one, and how many new ones there are.
pub(super) type ColumnMap = (Vec<Option<usize>>, usize);

/// Whether the children are cells.
pub(super) fn is_line(form: Form) -> bool {
    matches!(form, Form::Row | Form::Header)
}

/// The words of the first cell, folded; none when it is empty.
pub(super) fn row_head(row: &Provision) -> Option<String> {
    let words = cell_words(row.children().first()?);
    (!words.is_empty()).then_some(words)
}

fn cell_words(cell: &Provision) -> String {
    let words = cell.visit().map(|(_, part)| part.heading().words() + &part.text().words());
    chars::fold(&words.collect::<String>())
}

/// Pairs the cells of two rows by their columns; false when columns do not tell.
pub(super) fn pair_cells(
    found: &mut Alignment,
    old: u32,
    new: u32,
    known: &mut HashMap<u32, Option<ColumnMap>>,
) -> bool {
    let before: Vec<u32> = found.old.children(old).collect();
    let after: Vec<u32> = found.new.children(new).collect();
    let tables = found.old.parent(old).zip(found.new.parent(new));
    let columns = tables.and_then(|(old_table, new_table)| {
        if found.new_of(old_table) != Some(new_table) {
            return None;
        }
        let find = || columns(found.old.node(old_table), found.new.node(new_table));
        known.entry(old_table).or_insert_with(find).clone()
    });
    let targets = columns.as_ref().map_or(0, |(_, width)| *width);
    let columns = match columns {
        Some((columns, _)) if columns.len() == before.len() && targets == after.len() => columns,
        Some(_) | None if before.len() == after.len() => (0..after.len()).map(Some).collect(),
        Some(_) | None => return false,
    };
    for (at, column) in columns.into_iter().enumerate() {
        if let Some(column) = column
            && found.may_pair(before[at], after[column])
        {
            found.pair(before[at], after[column]);
        }
    }
    true
}

/// The columns of two tables by their heading rows: equal names first, then by order where as many are
/// left between.
fn columns(old: &Provision, new: &Provision) -> Option<ColumnMap> {
    let names = |table: &Provision| -> Option<Vec<String>> {
        let header = table.children().iter().find(|row| row.form() == Form::Header)?;
        Some(header.children().iter().map(|cell| cell_words(cell)).collect())
    };
    let (before, after) = (names(old)?, names(new)?);
    let only = |names: &[String], name: &String| {
        let mut at = (0..names.len()).filter(|at| names[*at] == *name);
        at.next().filter(|_| at.next().is_none())
    };
    let mut columns: Vec<Option<usize>> =
        before.iter().map(|name| only(&before, name).and_then(|_| only(&after, name))).collect();
    let left_old: Vec<usize> = (0..before.len()).filter(|at| columns[*at].is_none()).collect();
    let left_new: Vec<usize> =
        (0..after.len()).filter(|at| !columns.contains(&Some(*at))).collect();
    if left_old.len() == left_new.len() {
        for (old, new) in left_old.into_iter().zip(left_new) {
            columns[old] = Some(new);
        }
    }
    Some((columns, after.len()))
}
