//! Named texts: a field with a printed name, one or several paragraphs and perhaps a list. Shared by safety
//! measures and requests; does not know their kinds.

use super::reader::{Fields, Reader};
use super::shape::{EntrySpec, ITEMS, KEY, NUMBERING, NamedKind, Shape};
use super::yaml::{Node, Out};
use super::{field, frame, wording};
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// What such a field says besides its kind.
pub static NAMED: [EntrySpec; 5] = [
    EntrySpec::may(
        "name",
        "印刷する名前。普通の名前と違うときだけ書きます。\"\" で名前なし。",
        Shape::TextOrNone,
    ),
    KEY,
    EntrySpec::may(
        "text",
        "文。段落が複数あるときは「- 」で並べます。",
        Shape::Paragraphs(Role::NONE),
    ),
    NUMBERING,
    EntrySpec::may("items", "一覧。", ITEMS),
];
/// The entry that says its kind.
pub static KIND: [EntrySpec; 1] = [EntrySpec::must("kind", "種類。", Shape::Text)];

/// Reads a list of fields.
pub fn read_named(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    name: &str,
    kinds: &[NamedKind],
    item: &Role,
) -> Vec<Arc<Provision>> {
    let Some(node) = fields.get(name) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for node in reader.list(node) {
        out.extend(read_one(reader, node, kinds, item));
    }
    out
}

fn read_one(
    reader: &mut Reader<'_>,
    node: &Node,
    kinds: &[NamedKind],
    item: &Role,
) -> Option<Arc<Provision>> {
    let fields = reader.map(node, &[&KIND, &NAMED])?;
    let choices: Vec<(usize, &'static str)> =
        kinds.iter().enumerate().map(|(at, (name, ..))| (at, *name)).collect();
    let Some(kind) = fields.get("kind") else {
        reader.missing(&fields, "kind");
        return None;
    };
    let (_, role, printed) = &kinds[reader.choice(kind, &choices)?];
    let bare = Bare::new(Form::Field).role(role.clone()).key(reader.key(&fields)).heading(
        match fields.get("name") {
            Some(_) => field::heading(reader, &fields, "name")?,
            None => Text::plain(printed),
        },
    );
    let (bare, children) = field::body(reader, &fields, bare, item);
    if bare.text.is_empty() && children.is_empty() && fields.get("text").is_none() {
        reader.missing(&fields, "text");
    }
    Some(bare.with(children))
}

/// Writes a list of fields.
pub fn write_named(fields: &[Arc<Provision>], kinds: &[NamedKind]) -> Out {
    Out::List(fields.iter().map(|field| write_one(field, kinds)).collect())
}

fn write_one(field: &Provision, kinds: &[NamedKind]) -> Out {
    let mut map = Vec::new();
    let kind = kinds.iter().find(|(_, role, _)| role == field.role());
    let printed = kind.map_or("", |(name, _, printed)| {
        map.push(("kind", Out::words(*name)));
        printed
    });
    if *field.heading() != Text::plain(printed) {
        map.push(("name", Out::Words(wording::print(field.heading()))));
    }
    frame::push_key(&mut map, field);
    field::write_body(&mut map, field);
    Out::Map(map)
}
