//! Reads the JSON form of a comparison; accepts nothing but what is written by the same format.
//! Does not check that the ops fit a tree.

use super::{KINDS, TYPE, write};
use crate::diff::Comparison;
use crate::diff::change::{At, Change, ChangeKind, Grade, Witness};
use crate::diff::delta::{
    DELTA_FORMAT, Delta, NodePair, NodeTag, Op, Splice, TextField, TreePosition,
};
use crate::tree::{Bare, Digest, Form, Key, Label, Mark, Role, Text, TextBuilder};
use serde_json::{Map, Value};
use std::fmt;

/// Why bytes are no comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Index of the op or change that is wrong, where one is.
    pub index: Option<usize>,
    /// What is wrong.
    pub what: &'static str,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => write!(f, "entry {index}: {}", self.what),
            None => f.write_str(self.what),
        }
    }
}

impl std::error::Error for JsonError {}

type Members = Map<String, Value>;

/// Reads a comparison.
///
/// # Errors
/// When the bytes are not exactly what [`write`] writes for some comparison, or its changes do not share
/// out its ops.
pub fn read(bytes: &[u8]) -> Result<Comparison, JsonError> {
    let comparison = parse(bytes)?;
    if write(&comparison) == bytes {
        Ok(comparison)
    } else {
        Err(JsonError { index: None, what: "not in the form in which it is written" })
    }
}

/// Reads what a comparison was written as, whichever way.
pub(in crate::diff) fn parse(bytes: &[u8]) -> Result<Comparison, JsonError> {
    let whole_fault = |what| JsonError { index: None, what };
    let Ok(Value::Object(whole)) = serde_json::from_slice::<Value>(bytes) else {
        return Err(whole_fault("not a JSON object"));
    };
    let is_ours = string(&whole, "type") == Ok(TYPE)
        && whole.get("format").and_then(Value::as_u64) == Some(u64::from(DELTA_FORMAT));
    if !is_ours {
        return Err(whole_fault("not a comparison of format 1"));
    }
    let delta = Delta {
        old: digest(&whole, "old").map_err(whole_fault)?,
        new: digest(&whole, "new").map_err(whole_fault)?,
        ops: entries(&whole, "ops", op)?,
    };
    let changes = entries(&whole, "changes", change)?;
    let mut next = 0;
    for (index, change) in changes.iter().enumerate() {
        if change.ops.start != next || change.ops.end <= next {
            let what = "the changes do not share out the ops";
            return Err(JsonError { index: Some(index), what });
        }
        next = change.ops.end;
    }
    if next != delta.ops.len() {
        return Err(whole_fault("the changes do not share out the ops"));
    }
    Ok(Comparison { delta, changes })
}

fn entries<T>(
    whole: &Members,
    name: &str,
    read: fn(&Members) -> Result<T, &'static str>,
) -> Result<Vec<T>, JsonError> {
    let Some(Value::Array(list)) = whole.get(name) else {
        return Err(JsonError { index: None, what: "a list is missing" });
    };
    let entry = |(index, entry): (usize, &Value)| {
        let fault = |what| JsonError { index: Some(index), what };
        read(entry.as_object().ok_or(fault("not an object"))?).map_err(fault)
    };
    list.iter().enumerate().map(entry).collect()
}

fn op(of: &Members) -> Result<Op, &'static str> {
    match string(of, "op")? {
        "delete" => Ok(Op::Delete {
            node: count(member(of, "node")?)?,
            from: place(member(of, "from")?)?,
            own: bare(member(of, "own")?)?,
        }),
        "insert" => Ok(Op::Insert {
            node: count(member(of, "node")?)?,
            to: place(member(of, "to")?)?,
            own: bare(member(of, "own")?)?,
        }),
        "move" => Ok(Op::Move {
            node: node(member(of, "node")?)?,
            from: place(member(of, "from")?)?,
            to: place(member(of, "to")?)?,
        }),
        "edit" => Ok(Op::Edit {
            node: node(member(of, "node")?)?,
            field: [TextField::Heading, TextField::Text]
                .into_iter()
                .find(|field| string(of, "field") == Ok(field.name()))
                .ok_or("unknown field")?,
            splices: list(member(of, "splices")?)?.iter().map(splice).collect::<Result<_, _>>()?,
        }),
        "renumber" => Ok(Op::Renumber {
            nodes: list(member(of, "nodes")?)?.iter().map(node).collect::<Result<_, _>>()?,
            part: count(member(of, "part")?)?,
            by: member(of, "by")?
                .as_i64()
                .and_then(|by| i32::try_from(by).ok())
                .ok_or("not a distance")?,
        }),
        "retag" => Ok(Op::Retag {
            node: node(member(of, "node")?)?,
            old: NodeTag::of(&bare(member(of, "old")?)?),
            new: NodeTag::of(&bare(member(of, "new")?)?),
        }),
        _ => Err("unknown op"),
    }
}

fn change(of: &Members) -> Result<Change, &'static str> {
    let at = match member(of, "at")? {
        Value::Object(one) => match (one.get("old"), one.get("new")) {
            (Some(old), None) => At::Old(count(old)?),
            (None, Some(new)) => At::New(count(new)?),
            (Some(_), Some(_)) | (None, None) => return Err("a change is about one provision"),
        },
        both => At::Both(node(both)?),
    };
    let grade = match (string(of, "grade")?, of.get("witness")) {
        ("substance", None) => Grade::Substance,
        ("form", Some(Value::String(witness))) => Grade::Form(match witness.as_str() {
            "renumbered" => Witness::Renumbered,
            "same-when-folded" => Witness::SameWhenFolded,
            "not-printed" => Witness::NotPrinted,
            _ => return Err("unknown witness"),
        }),
        ("form", Some(Value::Object(witness))) => {
            Grade::Form(Witness::ReferenceFollows(node(member(witness, "follows")?)?))
        }
        _ => return Err("a form needs a witness, substance has none"),
    };
    let [start, end] = pair(member(of, "ops")?)?;
    Ok(Change { kind: kind(string(of, "kind")?)?, grade, at, ops: start as usize..end as usize })
}

fn kind(name: &str) -> Result<ChangeKind, &'static str> {
    let known = KINDS.iter().find(|(_, known)| *known == name);
    known.map(|(kind, _)| *kind).ok_or("unknown kind of change")
}

fn member<'m>(of: &'m Members, name: &str) -> Result<&'m Value, &'static str> {
    of.get(name).ok_or("a member is missing")
}

fn string<'m>(of: &'m Members, name: &str) -> Result<&'m str, &'static str> {
    member(of, name)?.as_str().ok_or("not a string")
}

fn list(value: &Value) -> Result<&[Value], &'static str> {
    value.as_array().map(Vec::as_slice).ok_or("not a list")
}

fn count(value: &Value) -> Result<u32, &'static str> {
    value.as_u64().and_then(|count| u32::try_from(count).ok()).ok_or("not a count")
}

fn pair(value: &Value) -> Result<[u32; 2], &'static str> {
    match list(value)? {
        [first, second] => Ok([count(first)?, count(second)?]),
        _ => Err("not a pair"),
    }
}

fn node(value: &Value) -> Result<NodePair, &'static str> {
    pair(value).map(|[old, new]| NodePair { old, new })
}

fn place(value: &Value) -> Result<TreePosition, &'static str> {
    pair(value).map(|[parent, index]| TreePosition { parent, index })
}

fn digest(of: &Members, name: &str) -> Result<Digest, &'static str> {
    string(of, name)?.parse().map_err(|_| "not a digest")
}

fn splice(value: &Value) -> Result<Splice, &'static str> {
    match list(value)? {
        [at, old, new] => Ok(Splice { at: count(at)?, old: text(old)?, new: text(new)? }),
        _ => Err("not a splice"),
    }
}

fn bare(value: &Value) -> Result<Bare, &'static str> {
    let of = value.as_object().ok_or("not a provision")?;
    let mut own = Bare::new(Form::from_name(string(of, "form")?).ok_or("unknown form")?);
    if of.contains_key("key") {
        own.key = Some(Key::new(string(of, "key")?).map_err(|_| "not a key")?);
    }
    if of.contains_key("label") {
        own.label = Label::new(string(of, "label")?);
    }
    if of.contains_key("role") {
        own.role = Role::read(string(of, "role")?);
    }
    let words = |name| of.get(name).map_or(Ok(Text::empty()), text);
    (own.heading, own.text) = (words("heading")?, words("text")?);
    Ok(own)
}

fn text(value: &Value) -> Result<Text, &'static str> {
    let mut builder = TextBuilder::new();
    for run in list(value)? {
        match run {
            Value::String(words) => builder.push(words, Mark::Plain),
            Value::Object(run) if run.contains_key("strong") => {
                builder.push(string(run, "strong")?, Mark::Strong);
            }
            Value::Object(run) => {
                let to = string(run, "link")?;
                builder.push(string(run, "words")?, Mark::Link(to.into()));
            }
            _ => return Err("a run is a string or an object"),
        }
    }
    Ok(builder.finish())
}
