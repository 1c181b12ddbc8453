//! Named texts: a field with a printed name, one or several paragraphs and perhaps a list. Shared by safety
//! measures and requests; does not know their kinds.

use super::items;
use super::reader::{Fields, Reader};
use super::yaml::{Node, Out, Value};
use super::{frame, wording};
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// A kind of field: name in YAML, role, printed name when none is given.
pub type Kind = (&'static str, Role, &'static str);

const NAMES: [&str; 6] = ["kind", "name", "key", "text", "numbering", "items"];

/// Reads a list of fields.
pub fn read(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    name: &str,
    kinds: &[Kind],
    item: &Role,
) -> Vec<Arc<Provision>> {
    let Some(node) = fields.get(name) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for node in reader.list(node) {
        out.extend(field(reader, node, kinds, item));
    }
    out
}

fn field(
    reader: &mut Reader<'_>,
    node: &Node,
    kinds: &[Kind],
    item: &Role,
) -> Option<Arc<Provision>> {
    let fields = reader.fields(node, &NAMES)?;
    let choices: Vec<(usize, &'static str)> = kinds
        .iter()
        .enumerate()
        .map(|(at, (name, ..))| (at, *name))
        .collect();
    let Some(kind) = fields.get("kind") else {
        reader.missing(&fields, "kind");
        return None;
    };
    let (_, role, printed) = &kinds[reader.choice(kind, &choices)?];
    let heading = match fields.get("name") {
        Some(node) => {
            let passage = reader.words_or_none(node)?;
            wording::of(reader, passage)
        }
        None => Text::plain(printed),
    };
    let mut bare = Bare::new(Form::Field)
        .role(role.clone())
        .key(reader.key(&fields))
        .heading(heading);
    let mut children = Vec::new();
    if let Some(node) = fields.get("text") {
        match own_text(reader, node) {
            Some(text) => bare = bare.text(text),
            None => children = frame::paragraphs(reader, &fields, "text", Role::NONE),
        }
    }
    children.extend(items::list(reader, &fields, "items", Role::NONE, item));
    if bare.text.is_empty() && children.is_empty() && fields.get("text").is_none() {
        reader.missing(&fields, "text");
    }
    Some(bare.with(children))
}

/// One paragraph is the field's own text, with nothing taken as a mark; `None` for several, which are children.
fn own_text(reader: &mut Reader<'_>, node: &Node) -> Option<Text> {
    let Value::Scalar(_) = node.value else {
        return None;
    };
    let mut paragraphs = wording::paragraphs(reader, node);
    match (paragraphs.pop(), paragraphs.is_empty()) {
        (Some(one), true) => Some(wording::of(reader, one)),
        (Some(_), false) => None,
        // What is wrong with it has been said.
        (None, _) => Some(Text::empty()),
    }
}

/// Writes a list of fields.
pub fn write(fields: &[Arc<Provision>], kinds: &[Kind]) -> Out {
    Out::List(
        fields
            .iter()
            .map(|field| write_field(field, kinds))
            .collect(),
    )
}

fn write_field(field: &Provision, kinds: &[Kind]) -> Out {
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
    let count = field
        .children()
        .iter()
        .take_while(|one| one.form() == Form::Paragraph)
        .count();
    let (paragraphs, lists) = field.children().split_at(count);
    if paragraphs.is_empty() {
        frame::push_text(&mut map, "text", field.text());
    } else {
        map.push(("text", frame::write_list(paragraphs)));
    }
    for list in lists {
        items::write(&mut map, "items", list.children());
    }
    Out::Map(map)
}
