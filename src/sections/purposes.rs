//! 利用目的: a table of categories and purposes, or heads with purposes inside and for others. Does not know
//! which purposes a statute allows.

use super::facts::OrganisationFacts;
use super::items;
use super::reader::{Mapping, Reader};
use super::rows::{self, PurposeRoles};
use super::shape::{EntrySpec, ITEMS, KEY, LABEL, NUMBERING, Shape};
use super::yaml::{Out, Value, YamlNode};
use super::{frame, wording};
use crate::tree::{Bare, Form, Provision, Role};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 3] = [
    rows::TABLE_COLUMNS,
    rows::TABLE_ROWS,
    EntrySpec::may(
        "heads",
        "表ではなく、見出しごとに組合内での利用と他への提供を並べる書き方。",
        Shape::List(&Shape::Map(&HEAD_ENTRIES)),
    ),
];
static HEAD_ENTRIES: [EntrySpec; 6] = [
    KEY,
    LABEL,
    EntrySpec::may("heading", "見出し。", Shape::Text),
    EntrySpec::may("lead", "初めに置く文。", Shape::Paragraphs(frame::LEAD)),
    EntrySpec::may("inside", "組合内での利用目的。", Shape::AnyOf(&[ITEMS, Shape::Map(&SIDE)])),
    EntrySpec::may(
        "provided",
        "他の事業者などへの提供を伴う利用目的。",
        Shape::AnyOf(&[ITEMS, Shape::Map(&SIDE)]),
    ),
];
static SIDE: [EntrySpec; 5] = [
    KEY,
    LABEL,
    EntrySpec::may("heading", "見出し。", Shape::Text),
    NUMBERING,
    EntrySpec::must("items", "利用目的。", ITEMS),
];

/// Roles of the table of purposes.
pub const PURPOSES: PurposeRoles = PurposeRoles {
    table: Role::of("purposes.table"),
    row: Role::of("purposes.row"),
    category: Role::of("purposes.category"),
    information: Role::of("purposes.information"),
    inside: Role::of("purposes.inside"),
    provided: Role::of("purposes.provided"),
    purpose: Role::of("purpose"),
    to_others: Role::of("purpose.provided"),
    recipient: Role::of("purpose.recipient"),
    columns: ["個人情報の類型", "個人情報の項目", "利用目的", "提供先など"],
};
const HEAD: Role = Role::of("purposes.head");

/// Reads the section's own provisions.
pub fn read(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    _: &OrganisationFacts,
) -> Vec<Arc<Provision>> {
    if fields.get("rows").is_none() && fields.get("heads").is_none() {
        reader.missing(fields, "rows");
    }
    let mut out = Vec::from_iter(rows::read_rows(reader, fields, &PURPOSES));
    if let Some(node) = fields.get("heads") {
        for node in reader.list(node) {
            out.extend(head(reader, node));
        }
    }
    out
}

fn head(reader: &mut Reader<'_>, node: &YamlNode) -> Option<Arc<Provision>> {
    let fields = reader.map(node, &[&HEAD_ENTRIES])?;
    let label = frame::label(reader, &fields).unwrap_or_default();
    let bare = frame::own(reader, &fields, HEAD).label(&label);
    let mut children = frame::paragraphs(reader, &fields, "lead", frame::LEAD);
    for (name, role, purpose) in [
        ("inside", PURPOSES.inside, PURPOSES.purpose),
        ("provided", PURPOSES.provided, PURPOSES.to_others),
    ] {
        if let Some(node) = fields.get(name) {
            children.extend(side(reader, node, role, &purpose));
        }
    }
    Some(bare.with(children))
}

/// The purposes of one side of a head: a list, or a heading with lists.
fn side(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    role: Role,
    purpose: &Role,
) -> Option<Arc<Provision>> {
    if !matches!(node.value, Value::Map(_)) {
        let items = items::read_items(reader, node, None, purpose);
        return Some(Bare::new(Form::Group).role(role).with([Bare::new(Form::List).with(items)]));
    }
    let fields = reader.map(node, &[&SIDE])?;
    let label = frame::label(reader, &fields).unwrap_or_default();
    let bare = frame::own(reader, &fields, role).label(&label);
    if fields.get("items").is_none() {
        reader.missing(&fields, "items");
    }
    let list = items::list(reader, &fields, "items", Role::NONE, purpose);
    Some(bare.with(list))
}

/// Writes the section's own provisions.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    let mut map = Vec::new();
    let mut heads = Vec::new();
    for provision in own {
        match provision.form() {
            Form::Table => rows::write_rows(&mut map, provision, &PURPOSES),
            _ => heads.push(write_head(provision)),
        }
    }
    if !heads.is_empty() {
        map.push(("heads", Out::List(heads)));
    }
    map
}

fn write_head(head: &Provision) -> Out {
    let mut map = write_own(head);
    let (lead, rest, _) = frame::apart(head);
    if !lead.is_empty() {
        map.push(("lead", frame::write_marked(lead)));
    }
    for group in rest {
        let name = if *group.role() == PURPOSES.provided { "provided" } else { "inside" };
        let mut side = write_own(group);
        let items = group.children().first().map_or(&[][..], |list| list.children());
        items::write_items(&mut side, "items", items);
        map.push((name, plainest(side)));
    }
    Out::Map(map)
}

/// A map that holds nothing but its items is written as the list of them.
fn plainest(mut side: Vec<(&'static str, Out)>) -> Out {
    match (side.len(), side.first()) {
        (1, Some(("items", _))) => side.remove(0).1,
        _ => Out::Map(side),
    }
}

fn write_own(group: &Provision) -> Vec<(&'static str, Out)> {
    let mut map = Vec::new();
    if let Some(label) = group.label() {
        map.push(("label", Out::words(label.as_str())));
    }
    if !group.heading().is_empty() {
        map.push(("heading", Out::Words(wording::print(group.heading()))));
    }
    frame::push_key(&mut map, group);
    map
}
