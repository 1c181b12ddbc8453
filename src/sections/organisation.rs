//! 事業者の名称・所在地・代表者: fields whose words come from the dated facts. Does not know the facts.

use super::facts::{FACTS, Facts};
use super::reader::{Fields, Reader};
use super::yaml::{Node, Out, Value};
use super::{frame, wording};
use crate::diagnostic::Finding;
use crate::tree::{Bare, Form, Provision, Text};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub const NAMES: [&str; 1] = ["fields"];

/// Reads the section's own provisions.
pub fn read(reader: &mut Reader<'_>, fields: &Fields<'_>, facts: &Facts) -> Vec<Arc<Provision>> {
    let Some(node) = fields.get("fields") else {
        reader.missing(fields, "fields");
        return Vec::new();
    };
    let mut out = Vec::new();
    for node in reader.list(node) {
        out.extend(field(reader, node, facts));
    }
    out
}

/// A field: the name of a fact, or a map with the printed name that it is to have.
fn field(reader: &mut Reader<'_>, node: &Node, facts: &Facts) -> Option<Arc<Provision>> {
    let names = FACTS.each_ref().map(|(name, ..)| (*name, *name));
    let (node, heading, key) = match &node.value {
        Value::Map(_) => {
            let fields = reader.fields(node, &["fact", "label", "key"])?;
            let heading = match fields.get("label") {
                Some(node) => {
                    let passage = reader.words_or_none(node)?;
                    Some(wording::of(reader, passage))
                }
                None => None,
            };
            let key = reader.key(&fields);
            let Some(node) = fields.get("fact") else {
                reader.missing(&fields, "fact");
                return None;
            };
            (node, heading, key)
        }
        Value::Scalar(_) | Value::List(_) | Value::Null | Value::Broken => (node, None, None),
    };
    let name = reader.choice(node, &names)?;
    reader.uses(name);
    let (_, role, printed) = FACTS.iter().find(|(known, ..)| *known == name)?;
    let Some(text) = facts.get(name) else {
        let span = reader.source().span(node.range.clone());
        reader.say(unknown_fact(name).at(span));
        return None;
    };
    let bare = Bare::new(Form::Field)
        .role(role.clone())
        .key(key)
        .heading(heading.unwrap_or_else(|| Text::plain(printed)))
        .text(text.clone());
    Some(bare.leaf())
}

fn unknown_fact(name: &str) -> Finding {
    Finding::error(
        "missing-fact",
        format!("organisation.yaml に「{name}」が書かれていません。"),
        format!("`{name}` is not given in organisation.yaml."),
    )
    .help(
        format!("content/organisation.yaml に「{name}: …」を書き足してください。"),
        format!("Add `{name}: …` to content/organisation.yaml."),
    )
}

/// The facts that the fields of a section tell.
pub fn told(section: &Provision) -> Facts {
    let told = section.children().iter().filter_map(|field| {
        let (name, ..) = FACTS.iter().find(|(_, role, _)| role == field.role())?;
        Some((*name, field.text().clone()))
    });
    Facts::of(told.collect())
}

/// Writes the section's own provisions; their words are facts and not written.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    let fields = own.iter().map(|field| write_field(field)).collect();
    vec![("fields", Out::List(fields))]
}

fn write_field(field: &Provision) -> Out {
    let fact = FACTS.iter().find(|(_, role, _)| role == field.role());
    let (name, printed) = fact.map_or(("", ""), |(name, _, printed)| (*name, *printed));
    let is_usual = *field.heading() == Text::plain(printed);
    if is_usual && field.key().is_none() {
        return Out::words(name);
    }
    let mut map = vec![("fact", Out::words(name))];
    frame::push_key(&mut map, field);
    if !is_usual {
        map.push(("label", Out::Words(wording::print(field.heading()))));
    }
    Out::Map(map)
}
