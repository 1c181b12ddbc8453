//! JSON Schemas for editors, made from what the readers go by. Does not know where they are put.

use super::shape::{EntrySpec, NamedKind, Need, Shape};
use super::{SECTIONS, Section, SectionFormat, facts, field, frame, items, records};
use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

/// A file with a schema: the place of the schema below the folder of schemas, and the schema.
pub type SchemaFile = (String, Schema);

/// The place of the schema of a kind of section.
pub fn section_path(kind: &str) -> String {
    format!("sections/{kind}.json")
}

/// The schemas of `organisation.yaml` and of every kind of section that is YAML.
pub fn schemas() -> Vec<SchemaFile> {
    let mut out = vec![(
        "organisation.json".to_owned(),
        whole("組合の事実（organisation.yaml）", value(&facts::FILE)),
    )];
    for section in SECTIONS {
        if let Some(entries) = section.entries() {
            let value = map(&[&frame::BEFORE, entries, &frame::AFTER]);
            out.push((section_path(section.name), whole(section.title, value)));
        }
    }
    out
}

/// The schema of a file whose entries are these.
pub fn schema(title: &str, entries: &'static [EntrySpec]) -> Schema {
    whole(title, map(&[entries]))
}

impl Section {
    /// The entries of its file besides the common ones; `None` for Markdown.
    pub fn entries(&self) -> Option<&'static [EntrySpec]> {
        match self.wire {
            SectionFormat::Parts(entries) | SectionFormat::Yaml(entries, ..) => Some(entries),
            SectionFormat::Markdown => None,
        }
    }
}

/// A schema with what the others refer to. Draft 7 is what editors of YAML know best.
fn whole(title: &str, value: Value) -> Schema {
    let mut schema = json_schema!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
    });
    if let Value::Object(value) = value {
        for (name, value) in value {
            schema.insert(name, value);
        }
    }
    let marked = any(vec![refer("words"), map(&[&frame::MARKED])]);
    let item = any(vec![refer("words"), map(&[&items::ITEM])]);
    let one = any(vec![refer("words"), map(&[&field::VALUE])]);
    let definitions = json!({
        // YAML takes 2026 for a number and true for a truth value; to kohyo both are words.
        "words": {"type": ["string", "number", "boolean"]},
        "key": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,63}$"},
        "paragraphs": any(vec![marked.clone(), list(marked)]),
        "items": any(vec![item.clone(), list(item)]),
        "field": any(vec![refer("words"), refer("items"), map(&[&field::FIELD])]),
        "values": any(vec![one.clone(), list(one)]),
    });
    schema.insert("definitions".to_owned(), definitions);
    schema
}

fn refer(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}

fn any(of: Vec<Value>) -> Value {
    json!({"anyOf": of})
}

fn list(of: Value) -> Value {
    json!({"type": "array", "items": of})
}

fn map(entries: &[&'static [EntrySpec]]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for entry in entries.iter().copied().flatten() {
        let mut own = json!({"description": entry.about});
        if let (Value::Object(own), Value::Object(value)) = (&mut own, value(&entry.shape)) {
            own.extend(value);
        }
        properties.insert(entry.name.to_owned(), own);
        if entry.need == Need::Required {
            required.push(entry.name);
        }
    }
    let mut out = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    out
}

fn kinds(kinds: &'static [NamedKind]) -> Value {
    let one = |(name, _, printed): &NamedKind| match *printed {
        "" => json!({"const": name}),
        printed => json!({"const": name, "description": printed}),
    };
    any(kinds.iter().map(one).collect())
}

/// A word of a choice; YAML takes two of them for truth values.
fn words(word: &str) -> Vec<Value> {
    match word {
        "true" => vec![json!(true), json!(word)],
        "false" => vec![json!(false), json!(word)],
        _ => vec![json!(word)],
    }
}

fn value(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::TextOrNone | Shape::Numbering | Shape::Day | Shape::Cell { .. } => {
            refer("words")
        }
        Shape::Key => refer("key"),
        Shape::Choice(of) => {
            let all: Vec<Value> = of.iter().flat_map(|word| words(word)).collect();
            json!({"enum": all})
        }
        Shape::KindName(of) => kinds(of),
        Shape::List(of) => list(value(of)),
        Shape::OneOrMore(of) => any(vec![value(of), list(value(of))]),
        Shape::Map(entries) => map(&[entries]),
        Shape::KindMap(of, each) => {
            let property = |(name, _, printed): &NamedKind| {
                let mut own = value(each);
                own["description"] = json!(printed);
                ((*name).to_owned(), own)
            };
            let properties: Map<String, Value> = of.iter().map(property).collect();
            json!({"type": "object", "properties": properties, "additionalProperties": false})
        }
        Shape::Words => json!({
            "type": ["object", "null"],
            "additionalProperties": refer("words"),
        }),
        Shape::Nothing => json!({"type": "null"}),
        Shape::AnyOf(of) => any(of.iter().map(value).collect()),
        Shape::Paragraphs(_) => refer("paragraphs"),
        Shape::Items { .. } => refer("items"),
        Shape::Field { inner: [], .. } => refer("field"),
        Shape::Field { inner, .. } => {
            any(vec![refer("words"), refer("items"), map(&[&field::FIELD, inner])])
        }
        Shape::Values { .. } => refer("values"),
        Shape::Named { kinds: of, .. } => {
            let mut one = map(&[&field::KIND, &field::NAMED]);
            one["properties"]["kind"] = kinds(of);
            list(one)
        }
        Shape::Free(_) => list(refer("field")),
        Shape::Blocks { inner, .. } => list(map(&[&frame::BEFORE, inner, &frame::AFTER])),
        Shape::Columns(cells) => {
            // None of them must be there: a column without another name has its usual one.
            let mut names = map(&[cells]);
            if let Value::Object(names) = &mut names {
                names.remove("required");
            }
            names
        }
        Shape::Rows { cells, .. } => list(map(&[&records::ROW, cells])),
    }
}
