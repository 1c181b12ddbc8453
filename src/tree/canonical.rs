//! The one byte form of a tree, in and out: one RFC 8785 object a line, strings, integers and arrays of them only;
//! nothing else is accepted, and what several versions say alike is read once and shared. Does not know where the
//! bytes are kept.

use super::{Bare, Digest, Form, Key, Label, Mark, Provision, Role, Text, TextBuilder};
use crate::text::chars::count_lines;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

/// The number of the format that [`write`] writes.
pub const FORMAT: u32 = 1;

const HEADER: &str = "{\"format\":1,\"type\":\"kohyo-version\"}\n";

/// Writes a tree as a version file: a header line, then a line for each provision in reading order.
pub fn write(root: &Provision) -> Vec<u8> {
    let mut out = Vec::with_capacity(root.size() * 160);
    out.extend_from_slice(HEADER.as_bytes());
    for (depth, provision) in root.visit() {
        write_line(depth, provision.own(), &mut out);
    }
    out
}

/// The line of one provision.
fn write_line(depth: usize, own: &Bare, out: &mut Vec<u8>) {
    write!(out, "{{\"depth\":{depth},").expect("memory takes every byte");
    write_fields(own, out);
    out.extend_from_slice(b"}\n");
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
    write_name(name, out);
    write_string(words, out);
}

fn write_name(name: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

fn write_text(name: &str, text: &Text, out: &mut Vec<u8>) {
    if text.is_empty() {
        return;
    }
    write_name(name, out);
    out.push(b'[');
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
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if words.bytes().all(is_plain) {
        out.push(b'"');
        out.extend_from_slice(words.as_bytes());
        out.push(b'"');
        return;
    }
    serde_json::to_writer(out, words).expect("a string always has a JSON form");
}

/// Deeper trees are refused, whatever wrote them.
const MAX_DEPTH: usize = 64;

/// How the line of a top-level provision begins.
const TOP: &[u8] = b"{\"depth\":1,";

/// Why bytes are not a version file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ReadError {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: &'static str,
}

/// Reads a version file and its digest.
///
/// # Errors
/// When the bytes are not exactly what [`write`] writes for some tree.
pub fn read(bytes: &[u8]) -> Result<(Arc<Provision>, Digest), ReadError> {
    let digest = Digest::of(bytes);
    Ok((CanonicalReader::default().read_sealed(bytes, digest)?, digest))
}

/// Reads the version files of a document; top-level provisions with equal bytes become one subtree.
#[derive(Debug, Default)]
pub struct CanonicalReader<'a> {
    /// The top-level provisions of the file read last: most versions repeat most of them in place.
    last: Vec<ProvisionLines<'a>>,
    known: HashMap<&'a [u8], Arc<Provision>>,
}

/// The lines of a top-level provision, and what they say.
type ProvisionLines<'a> = (&'a [u8], Arc<Provision>);

impl<'a> CanonicalReader<'a> {
    /// Reads one more file.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read(&mut self, bytes: &'a [u8]) -> Result<Arc<Provision>, ReadError> {
        let fail = |line, what| ReadError { line, what };
        let body = bytes
            .strip_prefix(HEADER.as_bytes())
            .ok_or_else(|| fail(1, "not the header of a version of format 1"))?;
        let (first, mut rest) = split_line(body);
        let (depth, own) = read_line(first, &mut Vec::new()).map_err(|what| fail(2, what))?;
        if depth != 0 {
            return Err(fail(2, "the first provision is not the root"));
        }
        let mut tops: Vec<ProvisionLines<'a>> = Vec::with_capacity(self.last.len());
        while !rest.is_empty() {
            let (stretch, after) = match self.last.get(tops.len()) {
                Some((same, top)) if is_next(rest, same) => {
                    ((*same, top.clone()), &rest[same.len()..])
                }
                _ => {
                    let (lines, after) = split_top(rest);
                    let line = || 1 + count_lines(&bytes[..bytes.len() - rest.len()]);
                    (self.stretch(lines, line)?, after)
                }
            };
            tops.push(stretch);
            rest = after;
        }
        let root = own.with(tops.iter().map(|(_, top)| top.clone()));
        self.last = tops;
        Ok(root)
    }

    /// Reads one more file whose digest is known.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read_sealed(
        &mut self,
        bytes: &'a [u8],
        digest: Digest,
    ) -> Result<Arc<Provision>, ReadError> {
        let root = self.read(bytes)?;
        root.remember(digest);
        Ok(root)
    }

    /// A top-level provision by its lines; `line` counts those before it.
    fn stretch(
        &mut self,
        lines: &'a [u8],
        line: impl Fn() -> usize,
    ) -> Result<ProvisionLines<'a>, ReadError> {
        if let Some(known) = self.known.get(lines) {
            return Ok((lines, known.clone()));
        }
        let top = read_top(lines).map_err(|(at, what)| ReadError { line: line() + at, what })?;
        self.known.insert(lines, top.clone());
        Ok((lines, top))
    }
}

/// True when the next top-level provision in `rest` has exactly these lines.
fn is_next(rest: &[u8], lines: &[u8]) -> bool {
    rest.strip_prefix(lines).is_some_and(|after| after.is_empty() || after.starts_with(TOP))
}

/// The first line with its line feed, and what follows.
fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    bytes.split_at(end.map_or(bytes.len(), |end| end + 1))
}

/// The lines up to the next top-level provision, and what follows.
fn split_top(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (first, mut rest) = split_line(bytes);
    let mut length = first.len();
    while !rest.is_empty() && !rest.starts_with(TOP) {
        let (line, after) = split_line(rest);
        length += line.len();
        rest = after;
    }
    bytes.split_at(length)
}

/// Reads a top-level provision with all below it. An error names its line, from 0.
fn read_top(mut rest: &[u8]) -> Result<Arc<Provision>, (usize, &'static str)> {
    let mut open: Vec<(Bare, Vec<Arc<Provision>>)> = Vec::new();
    let mut again = Vec::new();
    let mut at = 0;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        let (depth, own) = read_line(line, &mut again).map_err(|what| (at, what))?;
        let fits = (1..=open.len() + 1).contains(&depth) && depth <= MAX_DEPTH;
        if !fits || (depth == 1) != (at == 0) {
            return Err((at, "depth does not follow from the line before"));
        }
        close(&mut open, depth);
        open.push((own, Vec::new()));
        rest = after;
        at += 1;
    }
    close(&mut open, 2);
    let (own, children) = open.pop().ok_or((0, "no provision"))?;
    Ok(Provision::new(own, children))
}

/// Ends every open provision of that depth and below and hands it to its parent; never the first.
fn close(open: &mut Vec<(Bare, Vec<Arc<Provision>>)>, depth: usize) {
    while open.len() >= depth.max(2) {
        let (own, children) = open.pop().expect("counted");
        let parent = open.last_mut().expect("the first is never closed here");
        parent.1.push(Provision::new(own, children));
    }
}

const FORM: &str = "not in the canonical byte form";

/// One line with its line feed; `again` is room to write it again, which must give the same bytes.
fn read_line(line: &[u8], again: &mut Vec<u8>) -> Result<(usize, Bare), &'static str> {
    let words = std::str::from_utf8(line).map_err(|_| "not UTF-8")?;
    let mut cursor = Cursor(words);
    cursor.expect("{\"depth\":")?;
    let depth = cursor.number()?;
    cursor.expect(",\"form\":")?;
    let form = Form::from_name(&cursor.string()?).ok_or("unknown form")?;
    let mut own = Bare::new(form);
    if cursor.eat(",\"heading\":[") {
        own.heading = cursor.text()?;
    }
    if cursor.eat(",\"key\":") {
        own.key = Some(Key::new(&cursor.string()?).map_err(|_| "not a key")?);
    }
    if cursor.eat(",\"label\":") {
        own.label = Label::new(&cursor.string()?);
    }
    if cursor.eat(",\"role\":") {
        own.role = Role::read(&cursor.string()?);
    }
    if cursor.eat(",\"text\":[") {
        own.text = cursor.text()?;
    }
    cursor.expect("}\n")?;
    again.clear();
    write_line(depth, &own, again);
    if again == line { Ok((depth, own)) } else { Err(FORM) }
}

/// What is left of a line.
struct Cursor<'a>(&'a str);

impl<'a> Cursor<'a> {
    fn eat(&mut self, words: &str) -> bool {
        match self.0.strip_prefix(words) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, words: &str) -> Result<(), &'static str> {
        if self.eat(words) { Ok(()) } else { Err(FORM) }
    }

    fn number(&mut self) -> Result<usize, &'static str> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).ok_or(FORM)?;
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        digits.parse().map_err(|_| FORM)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, &'static str> {
        self.expect("\"")?;
        let bytes = self.0.as_bytes();
        let mut end = 0;
        let mut is_escaped = false;
        loop {
            match bytes.get(end) {
                None => return Err(FORM),
                Some(b'"') => break,
                Some(b'\\') => {
                    is_escaped = true;
                    end += 2;
                }
                Some(_) => end += 1,
            }
        }
        let words = &self.0[..end];
        self.0 = &self.0[end + 1..];
        if is_escaped {
            let quoted = format!("\"{words}\"");
            serde_json::from_str(&quoted).map(Cow::Owned).map_err(|_| FORM)
        } else {
            Ok(Cow::Borrowed(words))
        }
    }

    /// Runs up to the closing bracket.
    fn text(&mut self) -> Result<Text, &'static str> {
        let mut builder = TextBuilder::new();
        loop {
            if self.eat("{\"strong\":") {
                builder.push(&self.string()?, Mark::Strong);
                self.expect("}")?;
            } else if self.eat("{\"link\":") {
                let to = self.string()?;
                self.expect(",\"words\":")?;
                builder.push(&self.string()?, Mark::Link(to.into()));
                self.expect("}")?;
            } else {
                builder.push(&self.string()?, Mark::Plain);
            }
            if !self.eat(",") {
                self.expect("]")?;
                return Ok(builder.finish());
            }
        }
    }
}
