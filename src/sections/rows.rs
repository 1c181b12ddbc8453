//! The table of what is used for what: a row a category, its purposes inside and, where some row has any, the
//! information that is meant and the purposes for others. Shared by purposes and retained data, which give their roles; does not know columns' law.

use super::frame;
use super::items;
use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, ITEMS, KEY, LABEL, Shape};
use super::wording;
use super::yaml::{Out, Value, YamlNode};
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// The roles of a table and what is in it.
#[derive(Debug)]
pub struct PurposeRoles {
    /// The table.
    pub table: Role,
    /// A row.
    pub row: Role,
    /// The cell of the category.
    pub category: Role,
    /// The cell of the information in it.
    pub information: Role,
    /// The cell of the purposes inside.
    pub inside: Role,
    /// The cell of the purposes that go to others.
    pub provided: Role,
    /// A purpose inside.
    pub purpose: Role,
    /// A purpose that goes to others.
    pub to_others: Role,
    /// To whom.
    pub recipient: Role,
    /// Printed names of the four columns when none are given.
    pub columns: [&'static str; 4],
}

/// The printed name of a recipient.
const RECIPIENT: &str = "提供先";

static COLUMNS: [EntrySpec; 4] = [
    EntrySpec::may("category", "1 列目の名前。", Shape::Text),
    EntrySpec::may("information", "個人情報の項目の列の名前。", Shape::Text),
    EntrySpec::may("purposes", "利用目的の列の名前。", Shape::Text),
    EntrySpec::may("provided", "他の事業者などへの提供を伴う利用目的の列の名前。", Shape::Text),
];
/// The entry `columns` of a section that holds such a table.
pub const TABLE_COLUMNS: EntrySpec =
    EntrySpec::may("columns", "列の名前。普通の名前と違うときだけ書きます。", Shape::Map(&COLUMNS));
/// The entry `rows` of such a section.
pub const TABLE_ROWS: EntrySpec = EntrySpec::may("rows", "表の行。", Shape::List(&ROW_SHAPE));
static ROW_SHAPE: Shape = Shape::Map(&ROW);
static ROW: [EntrySpec; 5] = [
    EntrySpec::must("category", "個人情報の種類。", Shape::Text),
    KEY,
    EntrySpec::may(
        "information",
        "個人情報の項目。種類ごとに、含まれる項目を別の列に示すときに書きます。",
        Shape::AnyOf(&[Shape::Text, ITEMS]),
    ),
    EntrySpec::may("purposes", "利用目的。", ITEMS),
    EntrySpec::may("provided", "他の事業者などへの提供を伴う利用目的。", PROVIDED),
];
/// Purposes that go to others.
pub const PROVIDED: Shape = Shape::OneOrMore(&TO_OTHERS_SHAPE);
static TO_OTHERS_SHAPE: Shape = Shape::AnyOf(&[Shape::Text, Shape::Map(&TO_OTHERS)]);
static TO_OTHERS: [EntrySpec; 4] = [
    KEY,
    LABEL,
    EntrySpec::must("purpose", "利用目的。", Shape::Text),
    EntrySpec::may("recipient", "提供先。", Shape::OneOrMore(&Shape::Text)),
];

/// A row before it is known how many cells the table has.
struct UnsizedRow {
    bare: Bare,
    category: Text,
    information: Option<Arc<Provision>>,
    inside: Vec<Arc<Provision>>,
    provided: Vec<Arc<Provision>>,
}

/// The table of `rows` and `columns`; `None` when there are no rows.
pub fn read_rows(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    roles: &PurposeRoles,
) -> Option<Arc<Provision>> {
    let node = fields.get("rows")?;
    let mut rows = Vec::new();
    for node in reader.list(node) {
        rows.extend(row(reader, node, roles));
    }
    let has = |has: fn(&UnsizedRow) -> bool| rows.iter().any(has);
    let shown =
        [true, has(|row| row.information.is_some()), true, has(|row| !row.provided.is_empty())];
    let header = header(reader, fields, roles, shown);
    let cell = |role: &Role| Bare::new(Form::Cell).role(role.clone());
    let rows = rows.into_iter().map(|row| {
        let none = || cell(&roles.information).leaf();
        let cells = [
            cell(&roles.category).text(row.category).leaf(),
            row.information.unwrap_or_else(none),
            cell(&roles.inside).with(row.inside),
            cell(&roles.provided).with(row.provided),
        ];
        let cells = cells.into_iter().zip(shown);
        row.bare.with(cells.filter_map(|(cell, is_shown)| is_shown.then_some(cell)))
    });
    let children: Vec<_> = std::iter::once(header).chain(rows).collect();
    Some(Bare::new(Form::Table).role(roles.table.clone()).with(children))
}

fn header(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    roles: &PurposeRoles,
    shown: [bool; 4],
) -> Arc<Provision> {
    let given = fields.get("columns").and_then(|node| reader.map(node, &[&COLUMNS]));
    let mut cells = Vec::new();
    let columns = COLUMNS.iter().zip(roles.columns).zip(shown);
    for ((name, default), _) in columns.filter(|(_, is_shown)| *is_shown) {
        let node = given.and_then(|given| given.get(name.name));
        let text = node.and_then(|node| wording::text(reader, node));
        let text = text.unwrap_or_else(|| Text::plain(default));
        cells.push(Bare::new(Form::Cell).text(text).leaf());
    }
    Bare::new(Form::Header).with(cells)
}

fn row(reader: &mut Reader<'_>, node: &YamlNode, roles: &PurposeRoles) -> Option<UnsizedRow> {
    let fields = reader.map(node, &[&ROW])?;
    let bare = Bare::new(Form::Row).role(roles.row.clone()).key(reader.key(&fields));
    let category = frame::required(reader, &fields, "category")?;
    let information = information(reader, &fields, roles);
    let inside = fields
        .get("purposes")
        .map_or_else(Vec::new, |node| items::read_items(reader, node, None, &roles.purpose));
    let given = provided(reader, &fields, roles);
    // Of purposes that cannot be read it has been said what is wrong with them.
    if fields.get("purposes").is_none() && fields.get("provided").is_none() {
        reader.missing(&fields, "purposes");
    }
    Some(UnsizedRow { bare, category, information, inside, provided: given })
}

/// The cell of the information that a row is about: words, or a list.
fn information(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    roles: &PurposeRoles,
) -> Option<Arc<Provision>> {
    let node = fields.get("information")?;
    let cell = Bare::new(Form::Cell).role(roles.information.clone());
    match &node.value {
        Value::List(_) => {
            let items = items::read_items(reader, node, None, &Role::NONE);
            (!items.is_empty()).then(|| cell.with(items))
        }
        Value::Scalar(_) | Value::Null | Value::Broken | Value::Map(_) => {
            Some(cell.text(wording::text(reader, node)?).leaf())
        }
    }
}

/// Purposes that go to others, each with its recipient where one is named.
pub fn provided(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    roles: &PurposeRoles,
) -> Vec<Arc<Provision>> {
    let Some(node) = fields.get("provided") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for node in reader.one_or_more(node) {
        out.extend(to_others(reader, node, roles));
    }
    out
}

fn to_others(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    roles: &PurposeRoles,
) -> Option<Arc<Provision>> {
    let bare = Bare::new(Form::Item).role(roles.to_others.clone());
    if !matches!(node.value, Value::Map(_)) {
        return Some(bare.text(wording::text(reader, node)?).leaf());
    }
    let fields = reader.map(node, &[&TO_OTHERS])?;
    let label = frame::label(reader, &fields).unwrap_or_default();
    let key = reader.key(&fields);
    let text = frame::required(reader, &fields, "purpose")?;
    let mut recipients = Vec::new();
    if let Some(node) = fields.get("recipient") {
        for node in reader.one_or_more(node) {
            let text = wording::text(reader, node)?;
            let field = Bare::new(Form::Field)
                .role(roles.recipient.clone())
                .heading(Text::plain(RECIPIENT))
                .text(text);
            recipients.push(field.leaf());
        }
    }
    Some(bare.key(key).label(&label).text(text).with(recipients))
}

/// Adds `columns` (where they are not the usual ones) and `rows` of a table.
pub fn write_rows(map: &mut Vec<(&'static str, Out)>, table: &Provision, roles: &PurposeRoles) {
    let mut columns = Vec::new();
    let mut rows = Vec::new();
    for child in table.children() {
        if child.form() == Form::Header {
            for (cell, at) in child.children().iter().zip(shown(table, roles)) {
                if *cell.text() != Text::plain(roles.columns[at]) {
                    frame::push_text(&mut columns, COLUMNS[at].name, cell.text());
                }
            }
        } else {
            rows.push(write_row(child, roles));
        }
    }
    if !columns.is_empty() {
        map.push(("columns", Out::Map(columns)));
    }
    map.push(("rows", Out::List(rows)));
}

/// Which of the columns a table has, by the cells of its first row.
fn shown(table: &Provision, roles: &PurposeRoles) -> Vec<usize> {
    let all = [&roles.category, &roles.information, &roles.inside, &roles.provided];
    let mut rows = table.children().iter();
    let first = rows.find(|row| row.form() == Form::Row);
    let cells = first.map_or(&[][..], |row| row.children());
    let place = |cell: &Arc<Provision>| all.iter().position(|role| **role == *cell.role());
    cells.iter().filter_map(place).collect()
}

fn write_row(row: &Provision, roles: &PurposeRoles) -> Out {
    let mut map = Vec::new();
    for cell in row.children() {
        if *cell.role() == roles.category {
            frame::push_text(&mut map, "category", cell.text());
            frame::push_key(&mut map, row);
        } else if *cell.role() == roles.information {
            frame::push_text(&mut map, "information", cell.text());
            if !cell.children().is_empty() {
                items::write_items(&mut map, "information", cell.children());
            }
        } else if cell.children().is_empty() {
            continue;
        } else if *cell.role() == roles.provided {
            map.push(("provided", write_provided(cell.children())));
        } else {
            items::write_items(&mut map, "purposes", cell.children());
        }
    }
    Out::Map(map)
}

/// Purposes that go to others.
pub fn write_provided(items: &[Arc<Provision>]) -> Out {
    Out::List(items.iter().map(|item| write_to_others(item)).collect())
}

fn write_to_others(item: &Provision) -> Out {
    let text = Out::Words(wording::print(item.text()));
    if item.key().is_none() && item.label().is_none() && item.children().is_empty() {
        return text;
    }
    let mut map = Vec::new();
    frame::push_key(&mut map, item);
    if let Some(label) = item.label() {
        map.push(("label", Out::words(label.as_str())));
    }
    map.push(("purpose", text));
    let mut recipients: Vec<Out> =
        item.children().iter().map(|field| Out::Words(wording::print(field.text()))).collect();
    if recipients.len() == 1 {
        map.extend(recipients.pop().map(|one| ("recipient", one)));
    } else if !recipients.is_empty() {
        map.push(("recipient", Out::List(recipients)));
    }
    Out::Map(map)
}
