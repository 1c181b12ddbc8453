//! Writes YAML that is pleasant to edit by hand and reads back exactly. Does not know any key.

use crate::text::chars::{find_unseen, is_dash};

/// YAML to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    /// Words; quoted where YAML would read them as something else.
    Words(String),
    /// A list, one item a line.
    List(Vec<Out>),
    /// A map, one entry a line.
    Map(Vec<(&'static str, Out)>),
}

impl Out {
    /// Words.
    pub fn words(words: impl Into<String>) -> Out {
        Out::Words(words.into())
    }
}

/// Writes a map as a whole file, under a line that tells editors its schema and a comment line when there is one.
pub fn emit(schema: &str, comment: &str, entries: &[(&'static str, Out)]) -> String {
    let mut out = format!("# yaml-language-server: $schema={schema}\n");
    if !comment.is_empty() {
        out.push_str("# ");
        out.push_str(comment);
        out.push('\n');
    }
    map(entries, 0, &mut out);
    out
}

fn map(entries: &[(&'static str, Out)], indent: usize, out: &mut String) {
    for (at, (name, value)) in entries.iter().enumerate() {
        if at > 0 {
            pad(indent, out);
        }
        out.push_str(name);
        out.push(':');
        entry(value, indent + 2, out);
    }
}

/// What follows a name and its colon.
fn entry(value: &Out, indent: usize, out: &mut String) {
    match value {
        Out::Words(words) => {
            out.push(' ');
            out.push_str(&quoted(words));
            out.push('\n');
        }
        Out::List(items) if items.is_empty() => out.push_str(" []\n"),
        Out::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
        Out::List(items) => {
            out.push('\n');
            write_list(items, indent, out);
        }
        Out::Map(entries) => {
            out.push('\n');
            pad(indent, out);
            map(entries, indent, out);
        }
    }
}

fn write_list(items: &[Out], indent: usize, out: &mut String) {
    for item in items {
        pad(indent, out);
        out.push('-');
        match item {
            Out::Map(entries) if !entries.is_empty() => {
                out.push(' ');
                map(entries, indent + 2, out);
            }
            Out::Words(_) | Out::List(_) | Out::Map(_) => entry(item, indent + 2, out),
        }
    }
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Words as a scalar on one line.
fn quoted(words: &str) -> String {
    if is_plain(words) {
        words.to_owned()
    } else if must_be_escaped(words) {
        escaped(words)
    } else if !words.contains(['"', '\\']) {
        format!("\"{words}\"")
    } else {
        format!("'{}'", words.replace('\'', "''"))
    }
}

/// True where any YAML reader sees these very words in a scalar without quotes.
fn is_plain(words: &str) -> bool {
    let special = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let lower = words.to_ascii_lowercase();
    let first_is_safe = words
        .chars()
        .next()
        .is_some_and(|c| !is_dash(c) && !"-ー?:,[]{}#&*!|>'\"%@`~=<.+".contains(c) && !is_space(c));
    let number_like = lower.starts_with(|c: char| c.is_ascii_digit())
        && lower.bytes().all(|b| b.is_ascii_hexdigit() || b"xo_.+".contains(&b));
    first_is_safe
        && !number_like
        && !special.contains(&&*lower)
        && !words.ends_with(is_space)
        && !words.ends_with(':')
        && !words.contains(": ")
        && !words.contains(" #")
        && !must_be_escaped(words)
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Line breaks of any kind, control characters and marks that no eye can see.
fn must_be_escaped(words: &str) -> bool {
    words.contains('\n') || !find_unseen(words).is_empty()
}

fn escaped(words: &str) -> String {
    let unseen = find_unseen(words);
    let is_unseen = |at: usize| unseen.iter().any(|(range, _)| range.contains(&at));
    let mut out = String::from("\"");
    for (at, c) in words.char_indices() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_unseen(at) && c > '\u{FFFF}' => out.push_str(&format!("\\U{:08X}", c as u32)),
            c if is_unseen(at) => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
