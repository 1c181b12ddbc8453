//! The one byte form of a tree: one RFC 8785 object a line, strings, integers and arrays of them only.
//! Does not know where the bytes are kept.

use super::{Bare, Mark, Provision, Role, Text};
use std::io::Write as _;

/// The number of the format that [`write`] writes.
pub const FORMAT: u32 = 1;

pub(super) const HEADER: &str = "{\"format\":1,\"type\":\"kohyo-version\"}\n";

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
pub(super) fn write_line(depth: usize, own: &Bare, out: &mut Vec<u8>) {
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
