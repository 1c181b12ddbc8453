//! The one JSON form of a comparison: strings, integers, arrays and objects, members in the order of
//! RFC 8785, versioned. Does not know the trees; whoever has the old one reads the new one out of it.

mod read;

pub(super) use read::parse;
pub use read::{JsonError, read};

use super::Comparison;
use super::change::{At, Change, ChangeKind, Grade, Witness};
use super::delta::{DELTA_FORMAT, NodePair, NodeTag, Op, Splice, TextField, TreePosition};
use crate::tree::{Bare, Digest, Mark, Role, Run, Text};
use serde_json::{Map, Value, json};

/// What `type` says.
const TYPE: &str = "kohyo-delta";

const KINDS: [(ChangeKind, &str); 9] = [
    (ChangeKind::Added, "added"),
    (ChangeKind::Removed, "removed"),
    (ChangeKind::Reworded, "reworded"),
    (ChangeKind::Moved, "moved"),
    (ChangeKind::MovedAndReworded, "moved-and-reworded"),
    (ChangeKind::Split, "split"),
    (ChangeKind::Merged, "merged"),
    (ChangeKind::Renumbered, "renumbered"),
    (ChangeKind::Retagged, "retagged"),
];

impl ChangeKind {
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
    let mut out = Vec::with_capacity(1024);
    out.extend_from_slice(b"{\"changes\":[");
    listed(&comparison.changes, &mut out, |own, out| {
        value(&change(own), out);
    });
    out.extend_from_slice(b"],\"format\":");
    value(&DELTA_FORMAT, &mut out);
    for (name, digest) in [("new", delta.new), ("old", delta.old)] {
        out.extend_from_slice(format!(",\"{name}\":\"{digest}\"").as_bytes());
    }
    out.extend_from_slice(b",\"ops\":[");
    listed(&delta.ops, &mut out, op);
    out.extend_from_slice(b"],\"type\":");
    value(TYPE, &mut out);
    out.push(b'}');
    out
}

/// Writes values with commas between.
fn listed<T>(all: &[T], out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    for (at, one) in all.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(one, out);
    }
}

fn value(value: &(impl serde::Serialize + ?Sized), out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("strings and integers always have a JSON form");
}

/// An edit of words, straight to bytes: most ops are edits.
fn edit(node: NodePair, field: TextField, splices: &[Splice], out: &mut Vec<u8>) {
    let head = format!(
        "{{\"field\":\"{}\",\"node\":[{},{}],\"op\":\"edit\",\"splices\":[",
        field.name(),
        node.old,
        node.new
    );
    out.extend_from_slice(head.as_bytes());
    listed(splices, out, |splice, out| {
        out.push(b'[');
        value(&splice.at, out);
        for words in [&splice.old, &splice.new] {
            out.extend_from_slice(b",[");
            listed(words.runs(), out, |one, out| match one.mark() {
                Mark::Plain => value(one.words(), out),
                Mark::Strong | Mark::Link(_) => value(&run(one), out),
            });
            out.push(b']');
        }
        out.push(b']');
    });
    out.extend_from_slice(b"]}");
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
    let mut out =
        object([("at", at), ("grade", json!(grade)), ("kind", json!(change.kind.name()))]);
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

fn op(op: &Op, out: &mut Vec<u8>) {
    let whole = match op {
        Op::Delete { node, from, own } => json!({
            "from": place(*from), "node": node, "op": "delete", "own": bare(own),
        }),
        Op::Insert { node, to, own } => json!({
            "node": node, "op": "insert", "own": bare(own), "to": place(*to),
        }),
        Op::Move { node: both, from, to } => json!({
            "from": place(*from), "node": node(*both), "op": "move", "to": place(*to),
        }),
        Op::Edit { node, field, splices } => return edit(*node, *field, splices, out),
        Op::Renumber { nodes, part, by } => json!({
            "by": by,
            "nodes": nodes.iter().map(|both| node(*both)).collect::<Vec<_>>(),
            "op": "renumber",
            "part": part,
        }),
        Op::Retag { node: both, old, new } => json!({
            "new": tag(new), "node": node(*both), "old": tag(old), "op": "retag",
        }),
    };
    value(&whole, out);
}

impl TextField {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            TextField::Heading => "heading",
            TextField::Text => "text",
        }
    }
}

fn node(node: NodePair) -> Value {
    json!([node.old, node.new])
}

fn place(place: TreePosition) -> Value {
    json!([place.parent, place.index])
}

fn tag(tag: &NodeTag) -> Value {
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
    let Value::Object(tag) = tag(&NodeTag::of(own)) else {
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
    Value::Array(text.runs().iter().map(run).collect())
}

fn run(run: &Run) -> Value {
    match run.mark() {
        Mark::Plain => json!(run.words()),
        Mark::Strong => json!({ "strong": run.words() }),
        Mark::Link(to) => json!({ "link": to, "words": run.words() }),
    }
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
