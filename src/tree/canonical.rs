//! The one byte form of a tree: one RFC 8785 object a line, strings, integers and arrays of them only.
//! Reading accepts nothing but that form. Does not know where the bytes are kept.

use super::{Bare, Digest, Form, Key, Label, Mark, Provision, Role, Text, TextBuilder};
use serde_json::{Map, Value};
use std::fmt;
use std::sync::Arc;

/// The number of the format that [`write`] writes.
pub const FORMAT: u32 = 1;

/// Deeper trees are refused, whatever wrote them.
const MAX_DEPTH: usize = 64;

const HEADER: &str = "{\"format\":1,\"type\":\"kohyo-version\"}\n";

/// Writes a tree as a version file: a header line, then a line for each provision in reading order.
pub fn write(root: &Provision) -> Vec<u8> {
    let mut out = Vec::with_capacity(root.size() * 160);
    out.extend_from_slice(HEADER.as_bytes());
    for (depth, provision) in root.visit() {
        out.extend_from_slice(format!("{{\"depth\":{depth},").as_bytes());
        write_fields(provision.own(), &mut out);
        out.extend_from_slice(b"}\n");
    }
    out
}

/// The bytes of a provision without its children and depth.
pub(super) fn write_bare(own: &Bare, out: &mut Vec<u8>) {
    out.push(b'{');
    write_fields(own, out);
    out.extend_from_slice(b"}\n");
}

/// Members in the order of RFC 8785 (by name), absent where there is nothing to say.
fn write_fields(own: &Bare, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\"form\":");
    write_string(own.form.name(), out);
    write_text("heading", &own.heading, out);
    if let Some(key) = &own.key {
        write_member("key", key.as_str(), out);
    }
    if let Some(label) = &own.label {
        write_member("label", label.as_str(), out);
    }
    if own.role != Role::NONE {
        write_member("role", own.role.as_str(), out);
    }
    write_text("text", &own.text, out);
}

fn write_member(name: &str, words: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(format!(",\"{name}\":").as_bytes());
    write_string(words, out);
}

fn write_text(name: &str, text: &Text, out: &mut Vec<u8>) {
    if text.is_empty() {
        return;
    }
    out.extend_from_slice(format!(",\"{name}\":[").as_bytes());
    for (at, run) in text.runs().iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        match run.mark() {
            Mark::Plain => write_string(run.words(), out),
            Mark::Strong => {
                out.extend_from_slice(b"{\"strong\":");
                write_string(run.words(), out);
                out.push(b'}');
            }
            Mark::Link(to) => {
                out.extend_from_slice(b"{\"link\":");
                write_string(to, out);
                out.extend_from_slice(b",\"words\":");
                write_string(run.words(), out);
                out.push(b'}');
            }
        }
    }
    out.push(b']');
}

/// serde_json escapes strings exactly as RFC 8785 §3.2.2.2 asks.
fn write_string(words: &str, out: &mut Vec<u8>) {
    serde_json::to_writer(out, words).expect("a string always has a JSON form");
}

/// Why bytes are not a version file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: &'static str,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ReadError {}

/// Reads a version file and its digest.
///
/// # Errors
/// When the bytes are not exactly what [`write`] writes for some tree.
pub fn read(bytes: &[u8]) -> Result<(Arc<Provision>, Digest), ReadError> {
    let fail = |line, what| ReadError { line, what };
    let words = std::str::from_utf8(bytes).map_err(|_| fail(1, "not UTF-8"))?;
    let body = words
        .strip_prefix(HEADER)
        .ok_or_else(|| fail(1, "not the header of a version of format 1"))?;
    let mut open: Vec<(Bare, Vec<Arc<Provision>>)> = Vec::new();
    for (index, line) in body.lines().enumerate() {
        let at = index + 2;
        let (depth, own) = read_line(line).map_err(|what| fail(at, what))?;
        if depth > open.len() || depth > MAX_DEPTH || (depth == 0) != (index == 0) {
            return Err(fail(at, "depth does not follow from the line before"));
        }
        close(&mut open, depth);
        open.push((own, Vec::new()));
    }
    close(&mut open, 1);
    let (own, children) = open.pop().ok_or_else(|| fail(2, "no provision"))?;
    let root = Provision::new(own, children);
    if write(&root) != bytes {
        return Err(fail(1, "not in the canonical byte form"));
    }
    Ok((root, Digest::of(bytes)))
}

/// Ends every open provision from that depth on and hands it to its parent.
fn close(open: &mut Vec<(Bare, Vec<Arc<Provision>>)>, depth: usize) {
    while open.len() > depth.max(1) {
        let (own, children) = open.pop().expect("counted");
        let parent = open.last_mut().expect("the root is never closed here");
        parent.1.push(Provision::new(own, children));
    }
}

fn read_line(line: &str) -> Result<(usize, Bare), &'static str> {
    let Ok(Value::Object(mut fields)) = serde_json::from_str::<Value>(line) else {
        return Err("not a JSON object");
    };
    let depth = fields
        .remove("depth")
        .and_then(|depth| depth.as_u64())
        .ok_or("no depth")? as usize;
    let form = take_string(&mut fields, "form")?.ok_or("no form")?;
    let mut own = Bare::new(Form::from_name(&form).ok_or("unknown form")?);
    own.heading = take_text(&mut fields, "heading")?;
    own.text = take_text(&mut fields, "text")?;
    if let Some(key) = take_string(&mut fields, "key")? {
        own.key = Some(Key::new(&key).map_err(|_| "not a key")?);
    }
    own.label = take_string(&mut fields, "label")?.and_then(|label| Label::new(&label));
    own.role = take_string(&mut fields, "role")?.map_or(Role::NONE, |role| Role::read(&role));
    if fields.is_empty() {
        Ok((depth, own))
    } else {
        Err("unknown member")
    }
}

fn take_string(
    fields: &mut Map<String, Value>,
    name: &str,
) -> Result<Option<String>, &'static str> {
    match fields.remove(name) {
        None => Ok(None),
        Some(Value::String(words)) => Ok(Some(words)),
        Some(_) => Err("a member that should be a string is not"),
    }
}

fn take_text(fields: &mut Map<String, Value>, name: &str) -> Result<Text, &'static str> {
    let runs = match fields.remove(name) {
        None => return Ok(Text::empty()),
        Some(Value::Array(runs)) => runs,
        Some(_) => return Err("text is not an array of runs"),
    };
    let mut builder = TextBuilder::new();
    for run in runs {
        match run {
            Value::String(words) => builder.push(&words, Mark::Plain),
            Value::Object(mut run) => {
                if let Some(words) = take_string(&mut run, "strong")? {
                    builder.push(&words, Mark::Strong);
                } else {
                    let to = take_string(&mut run, "link")?.ok_or("a run without mark")?;
                    let words = take_string(&mut run, "words")?.ok_or("a link without words")?;
                    builder.push(&words, Mark::Link(to.into()));
                }
            }
            _ => return Err("a run is a string or an object"),
        }
    }
    Ok(builder.finish())
}
