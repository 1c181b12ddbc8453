//! Lists of items with printed numbers, one inside the other. Does not know what they list.

use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, ITEMS, KEY, LABEL, NUMBERING, Shape};
use super::yaml::{Out, Value, YamlNode};
use super::{frame, wording};
use crate::text::label::Numbering;
use crate::tree::{Bare, Form, Provision, Role};
use std::sync::Arc;

/// An item that says more than its words.
pub static ITEM: [EntrySpec; 6] = [
    KEY,
    LABEL,
    EntrySpec::may("heading", "項目の見出し。", Shape::Text),
    EntrySpec::must("text", "項目の文。", Shape::Text),
    NUMBERING,
    EntrySpec::may("items", "この項目の下の項目。", ITEMS),
];

/// The items of a list node, numbered as `numbering` says.
pub fn read_items(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    numbering: Option<&Numbering>,
    role: &Role,
) -> Vec<Arc<Provision>> {
    let nodes = reader.one_or_more(node);
    let mut out = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let implied = numbering.map_or_else(String::new, |numbering| numbering.nth(at + 1));
        out.extend(item(reader, node, implied, role));
    }
    out
}

/// A list with the numbering that stands beside it.
pub fn list(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    name: &str,
    list: Role,
    item: &Role,
) -> Option<Arc<Provision>> {
    let numbering = frame::numbering(reader, fields);
    let node = fields.get(name)?;
    let items = read_items(reader, node, numbering.as_ref(), item);
    (!items.is_empty()).then(|| Bare::new(Form::List).role(list).with(items))
}

fn item(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    implied: String,
    role: &Role,
) -> Option<Arc<Provision>> {
    let bare = Bare::new(Form::Item).role(role.clone());
    if !matches!(node.value, Value::Map(_)) {
        let text = wording::text(reader, node)?;
        return Some(bare.label(&implied).text(text).leaf());
    }
    let fields = reader.map(node, &[&ITEM])?;
    let label = frame::label(reader, &fields).unwrap_or(implied);
    let key = reader.key(&fields);
    let heading =
        fields.get("heading").and_then(|node| wording::text(reader, node)).unwrap_or_default();
    let text = frame::required(reader, &fields, "text")?;
    let numbering = frame::numbering(reader, &fields);
    let inner = fields
        .get("items")
        .map_or_else(Vec::new, |node| read_items(reader, node, numbering.as_ref(), role));
    let bare = bare.key(key).label(&label).heading(heading).text(text);
    Some(bare.with(inner))
}

/// Adds `numbering` (where the items have one) and the items under a name.
pub fn write_items(
    map: &mut Vec<(&'static str, Out)>,
    name: &'static str,
    items: &[Arc<Provision>],
) {
    let numbering =
        items.first().and_then(|item| item.label()).and_then(|label| Numbering::of(label.as_str()));
    if let Some(numbering) = &numbering {
        map.push(("numbering", Out::Words(numbering.sample())));
    }
    let list = items.iter().enumerate().map(|(at, item)| {
        let implied =
            numbering.as_ref().map_or_else(String::new, |numbering| numbering.nth(at + 1));
        write_item(item, &implied)
    });
    map.push((name, Out::List(list.collect())));
}

fn write_item(item: &Provision, implied: &str) -> Out {
    let label = item.label().map_or("", |label| label.as_str());
    let text = Out::Words(wording::print(item.text()));
    let is_plain = item.key().is_none() && item.heading().is_empty();
    if is_plain && label == implied && item.children().is_empty() {
        return text;
    }
    let mut map = Vec::new();
    frame::push_key(&mut map, item);
    if label != implied {
        map.push(("label", Out::words(label)));
    }
    frame::push_text(&mut map, "heading", item.heading());
    map.push(("text", text));
    if !item.children().is_empty() {
        write_items(&mut map, "items", item.children());
    }
    Out::Map(map)
}
