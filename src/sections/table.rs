//! A table of any content. Does not know what its columns mean.

use super::facts::OrganisationFacts;
use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, ITEMS, KEY, NUMBERING, Shape};
use super::yaml::{Out, Value, YamlNode};
use super::{frame, items, wording};
use crate::tree::{Bare, Form, Provision, Role};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 4] = [
    EntrySpec::may("caption", "表の題。", Shape::Text),
    EntrySpec::may("columns", "列の名前。", Shape::List(&CELL)),
    EntrySpec::may(
        "row-headers",
        "各行の 1 列目がその行の名前なら first、そうでなければ none。",
        Shape::Choice(&["first", "none"]),
    ),
    EntrySpec::must(
        "rows",
        "表の行。セルを「- 」で並べます。",
        Shape::List(&Shape::AnyOf(&[Shape::List(&CELL), Shape::Map(&ROW)])),
    ),
];
static ROW: [EntrySpec; 2] = [KEY, EntrySpec::must("cells", "セル。", Shape::List(&CELL))];
static CELL: Shape = Shape::AnyOf(&[Shape::TextOrNone, ITEMS, Shape::Map(&LISTED)]);
static LISTED: [EntrySpec; 2] = [NUMBERING, EntrySpec::may("items", "一覧。", ITEMS)];

/// A cell that names its row.
pub const ROW_HEADER: Role = Role::of("row-header");

/// Which cells of a row name it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowHeaders {
    None,
    First,
}

const ROW_HEADERS: [(RowHeaders, &str); 2] =
    [(RowHeaders::None, "none"), (RowHeaders::First, "first")];

/// Reads the section's own provisions.
pub fn read(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    _: &OrganisationFacts,
) -> Vec<Arc<Provision>> {
    let headers = fields
        .get("row-headers")
        .and_then(|node| reader.choice(node, &ROW_HEADERS))
        .unwrap_or(RowHeaders::None);
    let caption =
        fields.get("caption").and_then(|node| wording::text(reader, node)).unwrap_or_default();
    let mut children = Vec::new();
    if let Some(node) = fields.get("columns") {
        let cells = cells(reader, node, RowHeaders::None);
        children.push(Bare::new(Form::Header).with(cells));
    }
    match fields.get("rows") {
        Some(node) => {
            for node in reader.list(node) {
                children.extend(row(reader, node, headers));
            }
        }
        None => reader.missing(fields, "rows"),
    }
    vec![Bare::new(Form::Table).heading(caption).with(children)]
}

fn row(reader: &mut Reader<'_>, node: &YamlNode, headers: RowHeaders) -> Option<Arc<Provision>> {
    let bare = Bare::new(Form::Row);
    if !matches!(node.value, Value::Map(_)) {
        return Some(bare.with(cells(reader, node, headers)));
    }
    let fields = reader.map(node, &[&ROW])?;
    let key = reader.key(&fields);
    let Some(node) = fields.get("cells") else {
        reader.missing(&fields, "cells");
        return None;
    };
    Some(bare.key(key).with(cells(reader, node, headers)))
}

fn cells(reader: &mut Reader<'_>, node: &YamlNode, headers: RowHeaders) -> Vec<Arc<Provision>> {
    let mut out = Vec::new();
    for (at, node) in reader.list(node).iter().enumerate() {
        let role = if at == 0 && headers == RowHeaders::First { ROW_HEADER } else { Role::NONE };
        out.extend(cell(reader, node, Bare::new(Form::Cell).role(role)));
    }
    out
}

/// A cell: words (`""` for an empty one), or a list of items.
fn cell(reader: &mut Reader<'_>, node: &YamlNode, bare: Bare) -> Option<Arc<Provision>> {
    match &node.value {
        Value::List(_) => {
            let items = items::read_items(reader, node, None, &Role::NONE);
            Some(bare.with(items))
        }
        Value::Map(_) => {
            let fields = reader.map(node, &[&LISTED])?;
            let numbering = frame::numbering(reader, &fields);
            let items = fields.get("items").map_or_else(Vec::new, |node| {
                items::read_items(reader, node, numbering.as_ref(), &Role::NONE)
            });
            Some(bare.with(items))
        }
        Value::Scalar(_) | Value::Null | Value::Broken => {
            let passage = reader.words_or_none(node)?;
            let text = if passage.words().is_empty() {
                wording::linked_text(reader, passage)
            } else {
                wording::text(reader, node)?
            };
            Some(bare.text(text).leaf())
        }
    }
}

/// Writes the section's own provisions.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    let mut map = Vec::new();
    for table in own {
        frame::push_text(&mut map, "caption", table.heading());
        let (header, rows): (Vec<_>, Vec<_>) =
            table.children().iter().partition(|row| row.form() == Form::Header);
        for row in header {
            map.push(("columns", write_cells(row)));
        }
        let has_headers =
            rows.iter().flat_map(|row| row.children()).any(|cell| *cell.role() == ROW_HEADER);
        if has_headers {
            map.push(("row-headers", Out::words("first")));
        }
        map.push(("rows", Out::List(rows.iter().map(|row| write_row(row)).collect())));
    }
    map
}

fn write_row(row: &Provision) -> Out {
    if row.key().is_none() {
        return write_cells(row);
    }
    let mut map = Vec::new();
    frame::push_key(&mut map, row);
    map.push(("cells", write_cells(row)));
    Out::Map(map)
}

fn write_cells(row: &Provision) -> Out {
    Out::List(row.children().iter().map(|cell| write_cell(cell)).collect())
}

fn write_cell(cell: &Provision) -> Out {
    if cell.children().is_empty() {
        return Out::Words(wording::print(cell.text()));
    }
    let mut map = Vec::new();
    items::write_items(&mut map, "items", cell.children());
    match (map.len(), map.first()) {
        (1, Some(("items", _))) => map.remove(0).1,
        _ => Out::Map(map),
    }
}
