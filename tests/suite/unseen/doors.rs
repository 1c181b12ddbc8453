//! Every door for words: each field of each file, as the schemas say them, the texts without fields, the command line.

use super::characters;
use crate::world::kohyo;
use kohyo::diagnostic::Finding;
use kohyo::disk::Snapshot;
use kohyo::import::{ImportSource, Overwrite, Request, WantedKind, import};
use kohyo::site::load::{load, schemas};
use kohyo::text::chars::code_point;
use serde_json::{Map, Value};
use std::ops::Range;

/// Writes a file that fills every field of a schema with words, as YAML between brackets.
struct Filled<'a> {
    definitions: &'a Map<String, Value>,
    /// Which of several forms.
    pick: usize,
    text: String,
    /// Where the words of each field stand.
    fields: Vec<Range<usize>>,
    words: &'a mut dyn FnMut(usize) -> String,
}

impl Filled<'_> {
    fn field(&mut self) {
        let words = (self.words)(self.fields.len());
        let start = self.text.len();
        self.text.push_str(&format!("\"{words}\""));
        self.fields.push(start..self.text.len());
    }

    fn value(&mut self, schema: &Value, depth: usize) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap();
            return self.value(&self.definitions[name].clone(), depth);
        }
        if let Some(forms) = schema["anyOf"].as_array() {
            return self.value(&forms[self.pick % forms.len()].clone(), depth);
        }
        let is = |name: &str| match &schema["type"] {
            Value::String(one) => one == name,
            Value::Array(many) => many.iter().any(|one| one == name),
            _ => false,
        };
        if depth > 7 || !(is("object") || is("array")) {
            return self.field();
        }
        if is("array") {
            self.text.push('[');
            self.value(&schema["items"].clone(), depth + 1);
            return self.text.push(']');
        }
        self.text.push('{');
        for (name, own) in schema["properties"].as_object().into_iter().flatten() {
            self.text.push_str(&format!("{name}: "));
            self.value(own, depth + 1);
            self.text.push_str(",\n");
        }
        if schema["additionalProperties"].is_object() {
            self.field();
            self.text.push_str(": ");
            self.value(&schema["additionalProperties"].clone(), depth + 1);
        }
        self.text.push('}');
    }
}

/// The text of a file, and where its fields stand; `words` gives those of each.
fn filled(
    schema: &Value,
    pick: usize,
    words: &mut dyn FnMut(usize) -> String,
) -> (String, Vec<Range<usize>>) {
    let none = Map::new();
    let definitions = schema["definitions"].as_object().unwrap_or(&none);
    let mut out = Filled { definitions, pick, text: String::new(), fields: Vec::new(), words };
    out.value(schema, 0);
    (out.text, out.fields)
}

/// The file that a schema is for; `None` for records, which only kohyo writes.
fn file_of(path: &str) -> Option<String> {
    Some(match path {
        "record.json" => return None,
        "law.json" => "content/law/law.yaml".to_owned(),
        "site.json" | "organisation.json" => format!("content/{}", path.replace(".json", ".yaml")),
        _ => {
            let name = path.strip_prefix("sections/").unwrap_or(path);
            format!("content/notice/{}", name.replace(".json", ".yaml"))
        }
    })
}

/// Findings that are told about one file, with room for what else is wrong.
const MOST: usize = 150;

/// What is said about characters of one file of a site.
fn found(file: &str, text: &str) -> Vec<Finding> {
    let section = file.strip_prefix("content/notice/").and_then(|name| name.rsplit_once('.'));
    let section = section.map_or("purposes", |(name, _)| name);
    let kind = if file.ends_with(".txt") { "regulation" } else { "notice" };
    let document = match kind {
        "regulation" => "kind: regulation\n".to_owned(),
        _ => format!("kind: notice\ntitle: 見本\nsections: [{section}]\n"),
    };
    let mut files =
        vec![("content/site.yaml", "title: 見本\n"), ("content/notice/document.yaml", &document)];
    files.retain(|(known, _)| *known != file);
    files.push((file, text));
    let snapshot = Snapshot::from_memory(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    let mut all = load(&snapshot).findings;
    all.retain(|one| {
        one.is_of_characters() && one.span.as_ref().is_some_and(|span| *span.file == *file)
    });
    all
}

#[track_caller]
fn is_told(all: &[Finding], place: &Range<usize>, what: &str) {
    let covers = |one: &Finding| {
        let span = &one.span.as_ref().unwrap().range;
        span.start >= place.start && span.end <= place.end && !span.is_empty()
    };
    assert!(all.iter().any(covers), "{what}: nothing is said at {place:?}");
}

#[test]
fn every_field_of_every_file_with_a_schema() {
    let all = characters();
    let mut fields_seen = 0;
    for (path, schema) in schemas() {
        let (Some(file), schema) = (file_of(&path), schema.to_value()) else {
            continue;
        };
        let mut next = 0;
        let mut round = 0;
        // Every character in each file, every form of each field.
        while next < all.len() || round < 12 {
            let (is_escaped, pick) = (round % 5 == 4, round % 4);
            let count = filled(&schema, pick, &mut |_| "あい".to_owned()).1.len();
            // No more of them than are told of one file.
            let part = round % count.div_ceil(MOST);
            let part = part * MOST..count.min((part + 1) * MOST);
            let first = next;
            let mut words = |field: usize| {
                if !part.contains(&field) {
                    return "あい".to_owned();
                }
                let c = all[next % all.len()];
                next += 1;
                match is_escaped {
                    true => format!("あ\\U{:08X}い", c as u32),
                    false => format!("あ{c}い"),
                }
            };
            let (text, fields) = filled(&schema, pick, &mut words);
            let told = found(&file, &text);
            for (at, field) in fields[part.clone()].iter().enumerate() {
                let c = all[(first + at) % all.len()];
                is_told(&told, field, &format!("{path}, {}", code_point(c)));
            }
            fields_seen = fields_seen.max(fields.len());
            round += 1;
        }
    }
    assert!(fields_seen > 20, "{fields_seen}");
}

const PROSE: &str = "# はじめにのことば {#first}\n\nこのことばは[ここをみる](https://example.jp/)ところです。\n\n- ひとつめのこと\n- **ふたつめ**のこと\n\n| なまえ | あたい |\n|---|---|\n| あいう | えおか |\n";
const LAW: &str = "みほんのきまり\n（へいせいのきまり）\n\n（もくてき）\n第１条　このきまりは、[しるし](https://example.jp/)をさだめる。\n２　つぎのとおりとする。\n　(1)　ひとつめのこと\n　(2)　ふたつめのこと\n\n附　則\nこのきまりは、すぐにはじめる。\n\n別表第１（だいいちじょうのもの）\n　| くぶん | あたい |\n　|---|---|\n　| あいう | えおか |\n";

/// Between any two kana of a text.
fn places(text: &str) -> Vec<usize> {
    let is_kana = |c: char| ('ぁ'..='ん').contains(&c);
    let pairs = text.char_indices().zip(text.chars().skip(1));
    let pairs = pairs.filter(|((_, a), b)| is_kana(*a) && is_kana(*b));
    pairs.map(|((at, a), _)| at + a.len_utf8()).collect()
}

#[test]
fn every_place_of_prose_and_of_regulations() {
    for (file, text) in [("content/notice/preface.md", PROSE), ("content/notice/main.law.txt", LAW)]
    {
        assert_eq!(found(file, text), []);
        let places = places(text);
        for (at, c) in characters().into_iter().enumerate() {
            let place = places[at % places.len()];
            let mut spoilt = text.to_owned();
            spoilt.insert(place, c);
            is_told(&found(file, &spoilt), &(place..place + c.len_utf8()), &code_point(c));
        }
    }
    // What an entity stands for stands in no file; of some the standard makes U+FFFD.
    let place = PROSE.find("とばは").unwrap();
    for c in characters() {
        let mut spoilt = PROSE.to_owned();
        spoilt.insert_str(place, &format!("&#x{:X};", c as u32));
        assert!(!found("content/notice/preface.md", &spoilt).is_empty(), "{}", code_point(c));
    }
}

/// The commands that keep words, and their options that do.
fn options() -> Vec<Vec<&'static str>> {
    let told =
        ["--summary", "--record-reason", "--record-name", "--record-evidence", "--decided-by"];
    let commands: [&[&str]; 8] = [
        &["seal", "notice", "--effective", "2027-04-01", "--decided", "2027-03-01"],
        &["correct", "notice", "2027-04-01", "--decided", "2027-03-01"],
        &[
            "postpone", "notice", "2027-04-01", "--effective", "2027-05-01", "--decided",
            "2027-03-01",
        ],
        &["withdraw", "notice", "2027-04-01", "--decided", "2027-03-01"],
        &["repeal", "notice", "--effective", "2027-04-01", "--decided", "2027-03-01"],
        &["retitle", "notice", "--title", "見本", "--decided", "2027-03-01"],
        &[
            "withhold", "notice", "2027-04-01", "--words", "見本", "--reason", "見本", "--decided",
            "2027-03-01",
        ],
        &[
            "import", "a.txt", "--out", "x", "--register", "2027-04-01", "--document", "notice",
            "--decided", "2027-03-01",
        ],
    ];
    let of = |command: &[&'static str], option| [command, &[option]].concat();
    let mut all: Vec<_> =
        commands.iter().flat_map(|one| told.map(|option| of(one, option))).collect();
    all.push(vec!["retitle", "notice", "--title"]);
    all.push(vec!["withhold", "notice", "2027-04-01", "--words", "見本", "--reason"]);
    let record =
        ["record", "add", "notice", "2027-04-01", "--what", "filed", "--date", "2027-04-01"];
    all.extend(
        ["--note", "--record-reason", "--record-name", "--record-evidence"]
            .map(|option| of(&record, option)),
    );
    all
}

#[test]
fn every_word_of_the_command_line() {
    let options = options();
    for (at, c) in characters().into_iter().filter(|c| *c != '\0').enumerate() {
        let option = &options[at % options.len()];
        let words = format!("あ{c}い");
        let ran = kohyo(option.iter().copied().chain([&*words]));
        assert_eq!(ran.code, 2, "{option:?} {}: {}", code_point(c), ran.err);
        assert!(ran.err.contains(&code_point(c)), "{option:?} {}: {}", code_point(c), ran.err);
        assert!(!ran.err.contains(c), "{option:?} {}: {}", code_point(c), ran.err);
    }
}

/// What is imported loses what tells nothing, and says so; what may stand for a character stays, and is told.
#[test]
fn an_import_keeps_none_of_them_in_silence() {
    let all = characters();
    for some in all.chunks(100) {
        // The mark says the encoding, which so many controls would leave in doubt.
        let lines =
            some.iter().filter(|c| **c != '\0').map(|c| format!("あ{c}いの目的に使う。\n\n"));
        let text: String = std::iter::once("\u{FEFF}".to_owned()).chain(lines).collect();
        let none = Snapshot::default();
        let request = Request {
            wanted: WantedKind::Auto,
            slug: None,
            existing: &none,
            overwrite: Overwrite::Never,
            version: None,
        };
        let source = ImportSource { name: "見本.txt", bytes: text.as_bytes() };
        let imported = import(source, &request).unwrap();
        let told = imported.findings.iter();
        let told =
            told.filter(|one| ["private-character", "unknown-character"].contains(&one.code));
        let mut kept = 0;
        for (path, bytes) in
            imported.edits.paths().filter_map(|path| Some((path, imported.edits.written(path)?)))
        {
            if !path.ends_with("report.md") {
                let text = std::str::from_utf8(bytes).unwrap();
                kept += Finding::in_source(text).count()
                    + text.matches("\\u").count()
                    + text.matches("\\U").count();
            }
        }
        assert!(kept <= told.count(), "{some:?}");
    }
}
