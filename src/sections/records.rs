//! Rows of a table whose cells have names: a fee, what for, a unit. A column that may be left out stands only
//! where some row has it. Does not know what the columns are.

use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, KEY, Need, Shape};
use super::yaml::{Out, YamlNode};
use super::{frame, wording};
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// What a row may say besides its cells.
pub static ROW: [EntrySpec; 1] = [KEY];

/// Roles of the table and of a row, and the cells.
type RowDeclaration = (&'static Role, &'static Role, &'static [EntrySpec]);

fn cell_role(cell: &'static EntrySpec) -> (&'static Role, &'static str) {
    match &cell.shape {
        Shape::Cell { role, printed } => (role, printed),
        _ => unreachable!("the entries of rows are declared as cells"),
    }
}

/// Reads `rows` with the `columns` beside them; `None` when there are no rows.
pub fn read_records(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    node: &YamlNode,
    (table, row, cells): RowDeclaration,
) -> Option<Arc<Provision>> {
    let mut rows = Vec::new();
    for node in reader.list(node) {
        let Some(given) = reader.map(node, &[&ROW, cells]) else {
            continue;
        };
        let mut texts: Vec<Option<Text>> = Vec::new();
        for cell in cells {
            texts.push(match (given.get(cell.name), cell.need) {
                (Some(node), _) => wording::text(reader, node),
                (None, Need::Required) => frame::required(reader, &given, cell.name),
                (None, Need::Optional) => None,
            });
        }
        rows.push((reader.key(&given), texts));
    }
    let has = |at: usize| {
        cells[at].need == Need::Required || rows.iter().any(|(_, texts)| texts[at].is_some())
    };
    let shown: Vec<usize> = (0..cells.len()).filter(|at| has(*at)).collect();
    let names = fields.get("columns").and_then(|node| reader.map(node, &[cells]));
    let mut header = Vec::new();
    for at in &shown {
        let node = names.and_then(|names| names.get(cells[*at].name));
        let text = node.and_then(|node| wording::text(reader, node));
        let text = text.unwrap_or_else(|| Text::plain(cell_role(&cells[*at]).1));
        header.push(Bare::new(Form::Cell).text(text).leaf());
    }
    let mut children = vec![Bare::new(Form::Header).with(header)];
    for (key, texts) in &rows {
        let cell = |at: &usize| {
            let text = texts[*at].clone().unwrap_or_default();
            let role = cell_role(&cells[*at]).0.clone();
            Bare::new(Form::Cell).role(role).text(text).leaf()
        };
        let bare = Bare::new(Form::Row).role(row.clone()).key(key.clone());
        children.push(bare.with(shown.iter().map(cell)));
    }
    let is_empty = rows.is_empty();
    (!is_empty).then(|| Bare::new(Form::Table).role(table.clone()).with(children))
}

/// Adds the rows of a table and, where they are not the usual ones, the names of its columns.
pub fn write_records(
    map: &mut Vec<(&'static str, Out)>,
    name: &'static str,
    table: &Provision,
    cells: &'static [EntrySpec],
) {
    let cell_of = |one: &Provision| cells.iter().find(|cell| cell_role(cell).0 == one.role());
    let rows = table.children().iter();
    let (header, rows): (Vec<_>, Vec<_>) = rows.partition(|row| row.form() == Form::Header);
    let first = rows.first().map_or(&[][..], |row| row.children());
    let mut columns = Vec::new();
    for header in header {
        for (title, cell) in header.children().iter().zip(first) {
            let Some(cell) = cell_of(cell) else { continue };
            if *title.text() != Text::plain(cell_role(cell).1) {
                frame::push_text(&mut columns, cell.name, title.text());
            }
        }
    }
    if !columns.is_empty() {
        map.push(("columns", Out::Map(columns)));
    }
    let row = |row: &&Arc<Provision>| {
        let mut map = Vec::new();
        frame::push_key(&mut map, row);
        for one in row.children() {
            if let Some(cell) = cell_of(one) {
                frame::push_text(&mut map, cell.name, one.text());
            }
        }
        Out::Map(map)
    };
    map.push((name, Out::List(rows.iter().map(row).collect())));
}
