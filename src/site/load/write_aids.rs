//! The files in a document's `aids/` from the aids themselves. Does not know where they are put.

use super::schema::aid_path;
use crate::sections::yaml::{self, Out};
use crate::sections::{SCHEMAS, SectionFile};
use crate::site::{Aid, AidKind, Aids, Furigana, MadeFor, Word};

/// Writes aids as the files that hold them; a file without any aid is left out.
pub fn write_aids(aids: &Aids) -> Vec<SectionFile> {
    let mut files = Vec::new();
    for (kind, name) in AidKind::ALL {
        let schema = format!("../../../{SCHEMAS}/{}", aid_path(name));
        let text = match kind {
            AidKind::Furigana => aids.furigana.as_deref().map(|own| furigana(&schema, own)),
            AidKind::Easy | AidKind::English => texts(&schema, kind, aids.texts(kind)),
        };
        files.extend(text.map(|text| SectionFile { name: format!("{name}.yaml"), text }));
    }
    files
}

fn texts(schema: &str, kind: AidKind, aids: &[Aid]) -> Option<String> {
    if aids.is_empty() {
        return None;
    }
    let aids = aids.iter().map(aid).collect();
    let map = [("aids", Out::List(aids))];
    Some(yaml::emit(schema, kind.title(), &map))
}

fn aid(aid: &Aid) -> Out {
    let made_for = match &aid.made_for {
        MadeFor::Digest(words) | MadeFor::Words(words) => words,
    };
    let mut map = vec![("provision", Out::words(&*aid.place)), ("for", Out::words(made_for))];
    let says_more = !aid.text.is_empty() || !aid.items.is_empty();
    if !aid.heading.is_empty() || !says_more {
        map.push(("heading", Out::words(&*aid.heading)));
    }
    for (name, words) in [("text", &aid.text), ("items", &aid.items)] {
        if !words.is_empty() {
            let words = words.iter().map(|words| Out::words(&**words));
            map.push((name, Out::List(words.collect())));
        }
    }
    Out::Map(map)
}

/// The names in this file are words of the author's.
fn furigana(schema: &str, furigana: &Furigana) -> String {
    let mut out = format!("# yaml-language-server: $schema={schema}\n# ふりがな\n");
    if !furigana.words.is_empty() {
        out.push_str("words:\n");
        words(&furigana.words, 2, &mut out);
    }
    if !furigana.at.is_empty() {
        out.push_str("provisions:\n");
    }
    for (place, own) in &furigana.at {
        out.push_str(&format!("  - provision: {}\n    words:\n", quoted(place)));
        words(own, 6, &mut out);
    }
    if out.lines().count() == 2 {
        out.push_str("words:\n");
    }
    out
}

fn words(words: &[Word], indent: usize, out: &mut String) {
    for word in words {
        let joined = |of: fn(&(String, String)) -> &str| {
            let parts: Vec<&str> = word.parts.iter().map(of).collect();
            quoted(&parts.join("｜"))
        };
        let (words, reading) = (joined(|(part, _)| part), joined(|(_, reading)| reading));
        out.push_str(&format!("{}{words}: {reading}\n", " ".repeat(indent)));
    }
}

/// A JSON string is a YAML scalar, whatever stands in it.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
