//! The one JSON form of a comparison: strings, integers, arrays and objects, members in the order of
//! RFC 8785, versioned. Does not know the trees; whoever has the old one reads the new one out of it.

mod read;

pub use read::{JsonError, read};

use super::Comparison;
use super::change::{At, Change, Grade, Kind, Witness};
use super::delta::{DELTA_FORMAT, Field, Node, Op, Place, Splice, Tag};
use crate::tree::{Bare, Digest, Mark, Role, Text};
use serde_json::{Map, Value, json};

/// What `type` says.
const TYPE: &str = "kohyo-delta";

const KINDS: [(Kind, &str); 9] = [
    (Kind::Added, "added"),
    (Kind::Removed, "removed"),
    (Kind::Reworded, "reworded"),
    (Kind::Moved, "moved"),
    (Kind::MovedAndReworded, "moved-and-reworded"),
    (Kind::Split, "split"),
    (Kind::Merged, "merged"),
    (Kind::Renumbered, "renumbered"),
    (Kind::Retagged, "retagged"),
];

impl Kind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        let known = KINDS.iter().find(|(kind, _)| *kind == self);
        known.expect("every kind has a name").1
    }
}

/// Writes a comparison; the digest of these bytes is what pages print.
///
/// ```text
/// {"changes":[{"at":[12,13],"grade":"substance","kind":"reworded","ops":[0,1]}, …],
///  "format":1,"new":"<digest>","old":"<digest>",
///  "ops":[{"field":"text","node":[12,13],"op":"edit","splices":[[30,[],["書面による"]]]}, …],
///  "type":"kohyo-delta"}
/// ```
///
/// `at` and `node` are ordinals in reading order, `[old,new]`, `[old]`-only ones as `{"old":n}`; a splice is
/// `[offset in UTF-8 bytes, old runs, new runs]`; a place is `[parent, index]`.
pub fn write(comparison: &Comparison) -> Vec<u8> {
    let delta = &comparison.delta;
    let whole = json!({
        "changes": comparison.changes.iter().map(change).collect::<Vec<_>>(),
        "format": DELTA_FORMAT,
        "new": delta.new.to_string(),
        "old": delta.old.to_string(),
        "ops": delta.ops.iter().map(op).collect::<Vec<_>>(),
        "type": TYPE,
    });
    serde_json::to_vec(&whole).expect("strings and integers always have a JSON form")
}

/// The digest of what [`write`] writes.
pub fn digest(comparison: &Comparison) -> Digest {
    Digest::of(&write(comparison))
}

fn change(change: &Change) -> Value {
    let at = match change.at {
        At::Old(old) => json!({ "old": old }),
        At::New(new) => json!({ "new": new }),
        At::Both(both) => node(both),
    };
    let (grade, witness) = match change.grade {
        Grade::Substance => ("substance", None),
        Grade::Form(witness) => ("form", Some(witness)),
    };
    let ops = [change.ops.start, change.ops.end];
    let mut out = object([
        ("at", at),
        ("grade", json!(grade)),
        ("kind", json!(change.kind.name())),
    ]);
    out.insert("ops".into(), json!(ops));
    if let Some(witness) = witness {
        let witness = match witness {
            Witness::Renumbered => json!("renumbered"),
            Witness::ReferenceFollows(to) => json!({ "follows": node(to) }),
            Witness::SameWhenFolded => json!("same-when-folded"),
            Witness::NotPrinted => json!("not-printed"),
        };
        out.insert("witness".into(), witness);
    }
    Value::Object(out)
}

fn op(op: &Op) -> Value {
    match op {
        Op::Delete { node, from, own } => json!({
            "from": place(*from), "node": node, "op": "delete", "own": bare(own),
        }),
        Op::Insert { node, to, own } => json!({
            "node": node, "op": "insert", "own": bare(own), "to": place(*to),
        }),
        Op::Move {
            node: both,
            from,
            to,
        } => json!({
            "from": place(*from), "node": node(*both), "op": "move", "to": place(*to),
        }),
        Op::Edit {
            node: both,
            field,
            splices,
        } => json!({
            "field": field.name(),
            "node": node(*both),
            "op": "edit",
            "splices": splices.iter().map(splice).collect::<Vec<_>>(),
        }),
        Op::Renumber { nodes, part, by } => json!({
            "by": by,
            "nodes": nodes.iter().map(|both| node(*both)).collect::<Vec<_>>(),
            "op": "renumber",
            "part": part,
        }),
        Op::Retag {
            node: both,
            old,
            new,
        } => json!({
            "new": tag(new), "node": node(*both), "old": tag(old), "op": "retag",
        }),
    }
}

impl Field {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Field::Heading => "heading",
            Field::Text => "text",
        }
    }
}

fn node(node: Node) -> Value {
    json!([node.old, node.new])
}

fn place(place: Place) -> Value {
    json!([place.parent, place.index])
}

fn splice(splice: &Splice) -> Value {
    json!([splice.at, text(&splice.old), text(&splice.new)])
}

fn tag(tag: &Tag) -> Value {
    let mut out = object([("form", json!(tag.form.name()))]);
    if let Some(key) = &tag.key {
        out.insert("key".into(), json!(key.as_str()));
    }
    if let Some(label) = &tag.label {
        out.insert("label".into(), json!(label.as_str()));
    }
    if tag.role != Role::NONE {
        out.insert("role".into(), json!(tag.role.as_str()));
    }
    Value::Object(out)
}

/// A provision by itself, members in the order of their names.
fn bare(own: &Bare) -> Value {
    let Value::Object(tag) = tag(&Tag::of(own)) else {
        unreachable!("a tag is an object");
    };
    let mut out = Map::new();
    for (name, value) in tag {
        let is_form = name == "form";
        out.insert(name, value);
        if is_form && !own.heading.is_empty() {
            out.insert("heading".into(), text(&own.heading));
        }
    }
    if !own.text.is_empty() {
        out.insert("text".into(), text(&own.text));
    }
    Value::Object(out)
}

/// Runs as in a version file.
fn text(text: &Text) -> Value {
    let run = |run: &crate::tree::Run| match run.mark() {
        Mark::Plain => json!(run.words()),
        Mark::Strong => json!({ "strong": run.words() }),
        Mark::Link(to) => json!({ "link": to, "words": run.words() }),
    };
    Value::Array(text.runs().iter().map(run).collect())
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
