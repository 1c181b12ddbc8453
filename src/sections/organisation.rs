//! 事業者の名称・所在地・代表者: fields whose words come from the dated facts. Does not know the facts.

use super::facts::{self, FACT, FACTS, OrganisationFacts};
use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, KEY, Shape};
use super::yaml::{Out, Value, YamlNode};
use super::{field, figures, frame, wording};
use crate::tree::{Bare, Form, Provision, Text};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 1] = [EntrySpec::must(
    "fields",
    "印刷する事実の名前（name、address、representative など）を、並べたい順に書きます。",
    Shape::List(&Shape::AnyOf(&[Shape::KindName(&FACTS), Shape::Map(&FIELD)])),
)];

static FIELD: [EntrySpec; 3] = [
    FACT,
    KEY,
    EntrySpec::may("label", "印刷する名前。普通の名前と違うときだけ書きます。", Shape::TextOrNone),
];

/// Reads the section's own provisions.
pub fn read(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    facts: &OrganisationFacts,
) -> Vec<Arc<Provision>> {
    let Some(node) = fields.get("fields") else {
        reader.missing(fields, "fields");
        return Vec::new();
    };
    let mut out = Vec::new();
    for node in reader.list(node) {
        out.extend(named(reader, node, facts));
    }
    out
}

/// A field: the name of a fact, or a map with the printed name that it is to have.
fn named(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    facts: &OrganisationFacts,
) -> Option<Arc<Provision>> {
    let (node, heading, key) = match &node.value {
        Value::Map(_) => {
            let fields = reader.map(node, &[&FIELD])?;
            let heading = field::heading(reader, &fields, "label");
            let key = reader.key(&fields);
            let Some(node) = fields.get("fact") else {
                reader.missing(&fields, "fact");
                return None;
            };
            (node, heading, key)
        }
        Value::Scalar(_) | Value::List(_) | Value::Null | Value::Broken => (node, None, None),
    };
    let ((_, role, printed), text) = facts::named(reader, node, facts)?;
    let bare = Bare::new(Form::Field)
        .role(role.clone())
        .key(key)
        .heading(heading.unwrap_or_else(|| Text::plain(printed)))
        .text(text);
    Some(bare.leaf())
}

/// What a section tells of the facts and files that it is made from.
pub fn facts_told(section: &Provision) -> OrganisationFacts {
    let figures = figures::figures_of(section).into_iter().collect();
    let told = section.children().iter().filter_map(|field| {
        let (name, ..) = FACTS.iter().find(|(_, role, _)| role == field.role())?;
        Some((*name, field.text().clone()))
    });
    OrganisationFacts::of(told.collect()).with_figures(Arc::new(figures))
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
