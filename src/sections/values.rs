//! Short values under one name, such as telephone numbers: words, or words with a printed name of their own.
//! Does not know what they are.

use super::reader::Reader;
use super::shape::{EntrySpec, KEY, Shape};
use super::yaml::{Node, Out, Value};
use super::{field, frame, wording};
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// A value that says more than its words.
pub static VALUE: [EntrySpec; 3] = [
    KEY,
    EntrySpec::may(
        "label",
        "印刷する名前。普通の名前と違うときだけ書きます。\"\" で名前なし。",
        Shape::TextOrNone,
    ),
    EntrySpec::must("value", "値。", Shape::Text),
];

/// Reads one value or a list of them.
pub fn read_values(
    reader: &mut Reader<'_>,
    node: &Node,
    role: &Role,
    printed: &str,
) -> Vec<Arc<Provision>> {
    let nodes = reader.one_or_more(node).iter();
    nodes.filter_map(|node| one(reader, node, role, printed)).collect()
}

fn one(reader: &mut Reader<'_>, node: &Node, role: &Role, printed: &str) -> Option<Arc<Provision>> {
    let bare = Bare::new(Form::Field).role(role.clone());
    if !matches!(node.value, Value::Map(_)) {
        let text = wording::text(reader, node)?;
        return Some(bare.heading(Text::plain(printed)).text(text).leaf());
    }
    let fields = reader.map(node, &[&VALUE])?;
    let heading = match fields.get("label") {
        Some(_) => field::heading(reader, &fields, "label")?,
        None => Text::plain(printed),
    };
    let key = reader.key(&fields);
    let text = frame::required(reader, &fields, "value")?;
    Some(bare.key(key).heading(heading).text(text).leaf())
}

/// Writes values of one role: one as itself, several as a list.
pub fn write_values(run: &[Arc<Provision>], printed: &str) -> Out {
    let mut list: Vec<Out> = run.iter().map(|one| write_one(one, printed)).collect();
    if list.len() == 1 { list.remove(0) } else { Out::List(list) }
}

fn write_one(field: &Provision, printed: &str) -> Out {
    let text = Out::Words(wording::print(field.text()));
    let is_usual = *field.heading() == Text::plain(printed);
    if is_usual && field.key().is_none() {
        return text;
    }
    let mut map = Vec::new();
    frame::push_key(&mut map, field);
    if !is_usual {
        map.push(("label", Out::Words(wording::print(field.heading()))));
    }
    map.push(("value", text));
    Out::Map(map)
}
