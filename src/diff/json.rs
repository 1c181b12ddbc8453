//! The one JSON form of a comparison: strings, integers, arrays and objects, members in the order of
//! RFC 8785, versioned. What is read must be the bytes that are written. Does not know the trees; whoever has the old
//! one reads the new one out of it.

use super::Comparison;
use super::change::{At, Change, ChangeKind, Grade, Witness};
use super::delta::{DELTA_FORMAT, Delta, NodePair, Op, Splice, TreePosition};
use crate::text::json_words;
use crate::tree::{Bare, Digest, Form, Key, Label, Mark, Role, Run, Text, TextBuilder};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// What `type` says.
const TYPE: &str = "kohyo-delta";

/// Why bytes are no comparison.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct JsonError {
    /// What is wrong, and where.
    pub what: String,
}

/// A comparison as an object, members in the order of their names.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparisonForm<'a> {
    changes: Cow<'a, [Change]>,
    format: u32,
    new: Digest,
    old: Digest,
    ops: Cow<'a, [Op]>,
    r#type: Cow<'a, str>,
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
pub fn write_json(comparison: &Comparison) -> Vec<u8> {
    let delta = &comparison.delta;
    let form = ComparisonForm {
        changes: Cow::Borrowed(&comparison.changes),
        format: DELTA_FORMAT,
        new: delta.new,
        old: delta.old,
        ops: Cow::Borrowed(&delta.ops),
        r#type: Cow::Borrowed(TYPE),
    };
    serde_json::to_vec(&form).expect("strings and integers always have a JSON form")
}

/// The digest of what [`write_json`] writes.
pub fn digest(comparison: &Comparison) -> Digest {
    Digest::of(&write_json(comparison))
}

/// Reads a comparison.
///
/// # Errors
/// When the bytes are not exactly what [`write_json`] writes for some comparison, or its changes do not share
/// out its ops.
pub fn read_json(bytes: &[u8]) -> Result<Comparison, JsonError> {
    let comparison = parse(bytes)?;
    if write_json(&comparison) == bytes {
        Ok(comparison)
    } else {
        Err(JsonError { what: "not in the form in which it is written".to_owned() })
    }
}

/// Reads what a comparison was written as, whichever way.
pub(super) fn parse(bytes: &[u8]) -> Result<Comparison, JsonError> {
    let fault = |what: String| JsonError { what };
    let form: ComparisonForm<'_> =
        serde_json::from_slice(bytes).map_err(|error| fault(error.to_string()))?;
    if form.r#type != TYPE || form.format != DELTA_FORMAT {
        return Err(fault(format!("not a comparison of format {DELTA_FORMAT}")));
    }
    let delta = Delta { old: form.old, new: form.new, ops: form.ops.into_owned() };
    let changes = form.changes.into_owned();
    let mut next = 0;
    for (index, change) in changes.iter().enumerate() {
        if change.ops.start != next || change.ops.end <= next {
            return Err(fault(format!("change {index}: the changes do not share out the ops")));
        }
        next = change.ops.end;
    }
    if next != delta.ops.len() {
        return Err(fault("the changes do not share out the ops".to_owned()));
    }
    Ok(Comparison { delta, changes })
}

/// A change as an object.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeForm {
    at: At,
    grade: GradeName,
    kind: ChangeKind,
    ops: (usize, usize),
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<Witness>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum GradeName {
    Substance,
    Form,
}

impl From<Change> for ChangeForm {
    fn from(change: Change) -> ChangeForm {
        let (grade, witness) = match change.grade {
            Grade::Substance => (GradeName::Substance, None),
            Grade::Form(witness) => (GradeName::Form, Some(witness)),
        };
        let ops = (change.ops.start, change.ops.end);
        ChangeForm { at: change.at, grade, kind: change.kind, ops, witness }
    }
}

impl TryFrom<ChangeForm> for Change {
    type Error = &'static str;

    fn try_from(form: ChangeForm) -> Result<Change, &'static str> {
        let grade = match (form.grade, form.witness) {
            (GradeName::Substance, None) => Grade::Substance,
            (GradeName::Form, Some(witness)) => Grade::Form(witness),
            _ => return Err("a form needs a witness, substance has none"),
        };
        Ok(Change { kind: form.kind, grade, at: form.at, ops: form.ops.0..form.ops.1 })
    }
}

/// Members in the order of their names, the name of the op among them.
impl Serialize for Op {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        match self {
            Op::Delete { node, from, own } => {
                map.serialize_entry("from", from)?;
                map.serialize_entry("node", node)?;
                map.serialize_entry("op", "delete")?;
                map.serialize_entry("own", &BareRef(own))?;
            }
            Op::Insert { node, to, own } => {
                map.serialize_entry("node", node)?;
                map.serialize_entry("op", "insert")?;
                map.serialize_entry("own", &BareRef(own))?;
                map.serialize_entry("to", to)?;
            }
            Op::Move { node, from, to } => {
                map.serialize_entry("from", from)?;
                map.serialize_entry("node", node)?;
                map.serialize_entry("op", "move")?;
                map.serialize_entry("to", to)?;
            }
            Op::Edit { node, field, splices } => {
                map.serialize_entry("field", field)?;
                map.serialize_entry("node", node)?;
                map.serialize_entry("op", "edit")?;
                map.serialize_entry("splices", splices)?;
            }
            Op::Renumber { nodes, part, by } => {
                map.serialize_entry("by", by)?;
                map.serialize_entry("nodes", nodes)?;
                map.serialize_entry("op", "renumber")?;
                map.serialize_entry("part", part)?;
            }
            Op::Retag { node, old, new } => {
                map.serialize_entry("new", new)?;
                map.serialize_entry("node", node)?;
                map.serialize_entry("old", old)?;
                map.serialize_entry("op", "retag")?;
            }
        }
        map.end()
    }
}

/// A provision by itself, members in the order of their names.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Bare", deny_unknown_fields)]
pub(super) struct BareForm {
    form: Form,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    heading: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<Key>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<Label>,
    #[serde(default = "no_role", skip_serializing_if = "is_no_role")]
    role: Role,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    text: Text,
}

#[derive(Serialize)]
struct BareRef<'a>(#[serde(with = "BareForm")] &'a Bare);

/// What a provision without a role has.
pub(super) fn no_role() -> Role {
    Role::NONE
}

/// Whether a role is not written.
pub(super) fn is_no_role(role: &Role) -> bool {
    *role == Role::NONE
}

impl From<(u32, u32)> for NodePair {
    fn from((old, new): (u32, u32)) -> NodePair {
        NodePair { old, new }
    }
}

impl From<NodePair> for (u32, u32) {
    fn from(node: NodePair) -> (u32, u32) {
        (node.old, node.new)
    }
}

impl From<(u32, u32)> for TreePosition {
    fn from((parent, index): (u32, u32)) -> TreePosition {
        TreePosition { parent, index }
    }
}

impl From<TreePosition> for (u32, u32) {
    fn from(place: TreePosition) -> (u32, u32) {
        (place.parent, place.index)
    }
}

impl From<(u32, Text, Text)> for Splice {
    fn from((at, old, new): (u32, Text, Text)) -> Splice {
        Splice { at, old, new }
    }
}

impl Serialize for Splice {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        (self.at, &self.old, &self.new).serialize(out)
    }
}

/// A run as in a version file.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum RunForm<'a> {
    Plain(Cow<'a, str>),
    Strong { strong: Cow<'a, str> },
    Link { link: Cow<'a, str>, words: Cow<'a, str> },
}

impl<'a> From<&'a Run> for RunForm<'a> {
    fn from(run: &'a Run) -> RunForm<'a> {
        let words = Cow::Borrowed(run.words());
        match run.mark() {
            Mark::Plain => RunForm::Plain(words),
            Mark::Strong => RunForm::Strong { strong: words },
            Mark::Link(to) => RunForm::Link { link: Cow::Borrowed(to), words },
        }
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.runs().iter().map(RunForm::from))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
        let mut builder = TextBuilder::new();
        for run in Vec::<RunForm<'_>>::deserialize(from)? {
            match run {
                RunForm::Plain(words) => builder.push(&words, Mark::Plain),
                RunForm::Strong { strong } => builder.push(&strong, Mark::Strong),
                RunForm::Link { link, words } => builder.push(&words, Mark::Link(link.into())),
            }
        }
        Ok(builder.finish())
    }
}

json_words!(Form, |form: &Form| form.name(), Form::from_name);
json_words!(Key, Key::as_str, |words: &str| Key::new(words).ok());
json_words!(Label, Label::as_str, Label::new);
json_words!(Role, Role::as_str, |words: &str| Some(Role::read(words)));
