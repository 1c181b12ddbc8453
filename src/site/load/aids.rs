//! The files in a document's `aids/`, in and out: furigana, plain Japanese, English. Does not know pages.

use super::aid_path;
use crate::diagnostic::{Finding, Message, Severity, Span, nearest};
use crate::disk::Snapshot;
use crate::fill;
use crate::sections::yaml::{Out, Value, YamlNode};
use crate::sections::{EntrySpec, Mapping, Reader, SCHEMAS, SectionFile, Shape, YamlSource, yaml};
use crate::site::{Aid, AidKind, Aids, Anchors, Furigana, MadeFor, Word, units};
use crate::text::chars::is_kana;
use crate::tree::Provision;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The entries of `aids/easy.yaml` and `aids/en.yaml`.
pub static TEXTS: [EntrySpec; 1] = [EntrySpec::may(
    "aids",
    "項目ごとの文章。書いていない項目は、もとの文章が示されます。",
    Shape::AnyOf(&[Shape::List(&Shape::Map(&AID)), Shape::Nothing]),
)];
static AID: [EntrySpec; 5] = [
    EntrySpec::must("provision", PROVISION, Shape::Text),
    EntrySpec::must(
        "for",
        "元にした文章のしるし（「kohyo aids」で確かめられる 16 桁）、又は元にした文章そのもの。もとの文章が変わると「更新待ち」と示されます。",
        Shape::Text,
    ),
    EntrySpec::may("heading", "見出し。", Shape::TextOrNone),
    EntrySpec::may("text", "文章。段落が二つ以上あるときは、並べて書きます。", MANY),
    EntrySpec::may("items", "箇条書き。文章の後に示されます。", MANY),
];
const MANY: Shape = Shape::OneOrMore(&Shape::Text);
const PROVISION: &str =
    "どの項目のものか。項目の識別子（key）、又はページのアドレスの「#」の後の部分。";

/// The entries of `aids/furigana.yaml`.
pub static FURIGANA: [EntrySpec; 2] = [
    EntrySpec::may("words", WORDS, Shape::Words),
    EntrySpec::may(
        "provisions",
        "ある項目の中でだけ読み方が違う語。",
        Shape::AnyOf(&[Shape::List(&Shape::Map(&READ_AT)), Shape::Nothing]),
    ),
];
static READ_AT: [EntrySpec; 2] = [
    EntrySpec::must("provision", PROVISION, Shape::Text),
    EntrySpec::must("words", WORDS, Shape::Words),
];
const WORDS: &str = "「語: よみ」の組。長い語が先に選ばれます。とても長い語は、語とよみを同じところで「｜」で区切れます（例：支払｜基金: しはらい｜ききん）。";

/// Reads the aids of a document; `texts` are its texts: what is named in none of them is a finding.
pub fn read_aids<'a>(
    snapshot: &Snapshot,
    folder: &str,
    texts: impl IntoIterator<Item = &'a Arc<Provision>>,
    findings: &mut Vec<Finding>,
) -> Aids {
    let mut aids = Aids::default();
    let inside = format!("{folder}/aids");
    let mut files = snapshot.under(&inside).peekable();
    if files.peek().is_none() {
        return aids;
    }
    let mut places = KnownPlaces {
        known: BTreeSet::new(),
        is_whole: !findings.iter().any(|finding| is_error_in(finding, folder)),
    };
    for text in texts {
        let found = units(text, &Anchors::of(text));
        places.known.extend(found.into_iter().map(|unit| unit.place));
    }
    for (file, content) in files {
        let name = &file[inside.len() + 1..];
        let kind =
            AidKind::ALL.iter().find(|(_, known)| name.strip_suffix(".yaml") == Some(*known));
        let Some((kind, _)) = kind else {
            findings.push(unknown_file(file));
            continue;
        };
        let source = match YamlSource::of(file.clone(), content.bytes()) {
            Ok(source) => source,
            Err(finding) => {
                findings.push(*finding);
                continue;
            }
        };
        let mut reader = Reader::new(&source);
        match kind {
            AidKind::Furigana => {
                aids.furigana = furigana(&mut reader, &places).map(Arc::new);
            }
            AidKind::Easy => aids.easy = texts_of(&mut reader, &places),
            AidKind::English => aids.english = texts_of(&mut reader, &places),
        }
        findings.extend(reader.finish().findings);
    }
    aids
}

/// The places of a document's texts.
struct KnownPlaces {
    known: BTreeSet<Arc<str>>,
    /// False where some of the text could not be read: what it would have is not said to be unknown.
    is_whole: bool,
}

fn is_error_in(finding: &Finding, folder: &str) -> bool {
    let span = finding.span.as_ref();
    finding.severity == Severity::Error && span.is_some_and(|span| span.file.starts_with(folder))
}

fn texts_of(reader: &mut Reader<'_>, places: &KnownPlaces) -> Vec<Aid> {
    let Some(node) = reader.yaml() else {
        return Vec::new();
    };
    let Some(fields) = reader.map(&node, &[&TEXTS]) else {
        return Vec::new();
    };
    let mut aids = Vec::new();
    for node in read_list(reader, &fields, "aids") {
        aids.extend(aid(reader, node, places));
    }
    aids
}

/// The items of a list that may be left empty while it is being written.
fn read_list<'n>(reader: &mut Reader<'_>, fields: &Mapping<'n>, name: &str) -> &'n [YamlNode] {
    match fields.get(name) {
        Some(node) if !matches!(node.value, Value::Null) => reader.list(node),
        Some(_) | None => &[],
    }
}

fn aid(reader: &mut Reader<'_>, node: &YamlNode, places: &KnownPlaces) -> Option<Aid> {
    let fields = reader.map(node, &[&AID])?;
    let place = place(reader, &fields, places);
    let made_for = match fields.get("for") {
        Some(node) => reader.words(node).map(|words| made_for(words.words())),
        None => {
            reader.missing(&fields, "for");
            None
        }
    };
    let heading = fields.get("heading").and_then(|node| reader.words(node));
    let mut words_of = |name: &str| -> Vec<String> {
        let nodes = fields.get(name).map(|node| reader.one_or_more(node));
        let words = nodes.into_iter().flatten();
        words.filter_map(|node| Some(reader.words(node)?.words().to_owned())).collect()
    };
    let (text, items) = (words_of("text"), words_of("items"));
    let is_given = |name: &&str| fields.get(name).is_some();
    if !["heading", "text", "items"].iter().any(is_given) {
        let at = node.range.start;
        let span = reader.source().span(at..at);
        reader.say(Finding::error("aid-empty", fill! {}).at(span));
        return None;
    }
    Some(Aid {
        place: place?,
        made_for: made_for?,
        heading: heading.map_or_else(String::new, |words| words.words().to_owned()),
        text,
        items,
    })
}

/// 16 hexadecimal digits are a digest, anything else words.
fn made_for(words: &str) -> MadeFor {
    let is_digest = words.len() == 16
        && words.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if is_digest { MadeFor::Digest(words.to_owned()) } else { MadeFor::Words(words.to_owned()) }
}

fn place(reader: &mut Reader<'_>, fields: &Mapping<'_>, places: &KnownPlaces) -> Option<String> {
    let Some(node) = fields.get("provision") else {
        reader.missing(fields, "provision");
        return None;
    };
    let words = reader.words(node)?;
    if places.is_whole && !places.known.contains(words.words()) {
        reader.say(unknown_place(words.words(), &places.known, words.whole()));
    }
    Some(words.words().to_owned())
}

fn furigana(reader: &mut Reader<'_>, places: &KnownPlaces) -> Option<Furigana> {
    let node = reader.yaml()?;
    let fields = reader.map(&node, &[&FURIGANA])?;
    let words = fields.get("words").map_or_else(Vec::new, |node| readings(reader, node));
    let mut at: BTreeMap<String, Vec<Word>> = BTreeMap::new();
    for node in read_list(reader, &fields, "provisions") {
        let Some(fields) = reader.map(node, &[&READ_AT]) else {
            continue;
        };
        let Some(place) = place(reader, &fields, places) else {
            continue;
        };
        match fields.get("words") {
            Some(node) => at.entry(place).or_default().extend(readings(reader, node)),
            None => reader.missing(&fields, "words"),
        }
    }
    Some(Furigana { words, at: at.into_iter().collect() })
}

/// `語: よみ`, one a line; a long word in parts, `支払｜基金: しはらい｜ききん`.
fn readings(reader: &mut Reader<'_>, node: &YamlNode) -> Vec<Word> {
    let Value::Map(entries) = &node.value else {
        if !matches!(node.value, Value::Null) {
            reader.wrong(node, "site/readings");
        }
        return Vec::new();
    };
    let mut all = Vec::new();
    for (name, node) in entries {
        let Some(reading) = reader.words(node) else {
            continue;
        };
        if name.words.trim().is_empty() || !reading.words().chars().all(is_reading) {
            reader.say(
                Finding::error("aid-reading", fill! { shown = reading.words().escape_debug() })
                    .at(reading.whole()),
            );
            continue;
        }
        match Word::of(&name.words, reading.words()) {
            Some(word) => all.push(word),
            None => reader.say(
                Finding::error("aid-reading-parts", fill! { shown = name.words.escape_debug() })
                    .at(reading.whole()),
            ),
        }
    }
    all
}

fn is_reading(c: char) -> bool {
    is_kana(c) || matches!(c, '・' | '｜' | '|')
}

fn unknown_place(words: &str, places: &BTreeSet<Arc<str>>, span: Span) -> Finding {
    let shown = words.escape_debug();
    let finding = match nearest(words, places.iter().map(|place| &**place)) {
        Some(near) => Finding::error("aid-provision.near", fill! { shown, near }),
        None => Finding::error("aid-provision", fill! { shown }),
    };
    finding.at(span)
}

fn unknown_file(file: &Arc<str>) -> Finding {
    let list = Message::list(AidKind::ALL.iter().map(|(_, name)| format!("{name}.yaml")));
    Finding::warning("aid-file", fill! { list }).at(Span::file(file.clone()))
}

/// Writes aids as the files that hold them; a file without any aid is left out.
pub fn write_aids(aids: &Aids) -> Vec<SectionFile> {
    let mut files = Vec::new();
    for (kind, name) in AidKind::ALL {
        let schema = format!("../../../{SCHEMAS}/{}", aid_path(name));
        let text = match kind {
            AidKind::Furigana => aids.furigana.as_deref().map(|own| write_furigana(&schema, own)),
            AidKind::Easy | AidKind::English => write_texts(&schema, kind, aids.texts(kind)),
        };
        files.extend(text.map(|text| SectionFile { name: format!("{name}.yaml"), text }));
    }
    files
}

fn write_texts(schema: &str, kind: AidKind, aids: &[Aid]) -> Option<String> {
    if aids.is_empty() {
        return None;
    }
    let aids = aids.iter().map(write_aid).collect();
    let map = [("aids", Out::List(aids))];
    Some(yaml::emit(schema, kind.title(), &map))
}

fn write_aid(aid: &Aid) -> Out {
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
fn write_furigana(schema: &str, furigana: &Furigana) -> String {
    let mut out = format!("# yaml-language-server: $schema={schema}\n# ふりがな\n");
    if !furigana.words.is_empty() {
        out.push_str("words:\n");
        write_words(&furigana.words, 2, &mut out);
    }
    if !furigana.at.is_empty() {
        out.push_str("provisions:\n");
    }
    for (place, own) in &furigana.at {
        out.push_str(&format!("  - provision: {}\n    words:\n", quoted(place)));
        write_words(own, 6, &mut out);
    }
    if out.lines().count() == 2 {
        out.push_str("words:\n");
    }
    out
}

fn write_words(words: &[Word], indent: usize, out: &mut String) {
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
