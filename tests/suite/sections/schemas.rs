//! Schemas for editors: they know the names that the readers know, and find nothing wrong with the examples.

use super::declared::against_schema;
use kohyo::disk::{Limits, Snapshot};
use kohyo::sections::{EntrySpec, KEY, OrganisationFacts, SECTIONS, Section, Shape, YamlSource};
use kohyo::site::load::{blank_slip, load, schemas};
use kohyo::site::{Kind, Slug};
use kohyo::tree::Key;
use std::collections::BTreeSet;
use std::path::Path;

fn names(schema: &serde_json::Value) -> BTreeSet<String> {
    let properties = schema["properties"].as_object().expect("a map");
    properties.keys().cloned().collect()
}

/// What is said about an entry that nobody knows, as the names that are known.
fn known(help: &str) -> BTreeSet<String> {
    let (_, list) = help.split_once("：").expect("a list");
    list.split('、').map(str::to_owned).collect()
}

fn schema(path: &str) -> serde_json::Value {
    let found = schemas().into_iter().find(|(known, _)| known == path);
    found.unwrap_or_else(|| panic!("no {path}")).1.to_value()
}

#[test]
fn readers_and_schemas_know_the_same_names() {
    let nobody = "nobody-knows-this-name: x\n";
    for section in SECTIONS.iter().filter(|one| one.entries().is_some()) {
        let source = YamlSource::of("content/a/x.yaml".into(), nobody.as_bytes()).unwrap();
        let notes = section.read(&source, &OrganisationFacts::default()).notes;
        let finding = notes.findings.iter().find(|one| one.code == "unknown-name");
        let help = finding.and_then(|one| one.help.as_ref()).expect("help");
        let schema = schema(&format!("sections/{}.json", section.name));
        assert_eq!(known(&help.ja), names(&schema), "{}", section.name);
    }
    let files = [
        ("content/a/aids/easy.yaml", "aids/easy.json"),
        ("content/a/aids/en.yaml", "aids/en.json"),
        ("content/a/aids/furigana.yaml", "aids/furigana.json"),
        ("content/site.yaml", "site.json"),
        ("content/organisation.yaml", "organisation.json"),
        ("content/a/document.yaml", "document.json"),
        ("content/a/amendment.yaml", "amendment.json"),
    ];
    for (file, path) in files {
        // Aids are read beside a document that has a title.
        let document = ("content/a/document.yaml", "kind: privacy-notice\ntitle: 見本\n");
        let mut all = vec![document, ("content/site.yaml", "")];
        all.retain(|(known, _)| *known != file);
        all.push((file, nobody));
        let loaded = load(&Snapshot::from_memory(all.into_iter().map(|(a, b)| (a, b.as_bytes()))));
        let finding = loaded.findings.iter().find(|one| one.code == "unknown-name");
        let help = finding.and_then(|one| one.help.as_ref()).expect(file);
        assert_eq!(known(&help.ja), names(&schema(path)), "{file}");
    }
}

/// Nothing reads a map otherwise than by a declaration.
#[test]
fn maps_are_read_by_declarations() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["sections", "site/load"] {
        for file in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = file.unwrap().path();
            let own = ["reader.rs", "facts.rs"];
            if path.is_dir() || own.iter().any(|name| path.ends_with(name)) {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(!text.contains(".fields("), "{}", path.display());
        }
    }
}

fn path_of(file: &str) -> Option<String> {
    let name = file.strip_prefix("content/")?.rsplit('/').next()?;
    let name = name.strip_suffix(".yaml")?;
    match (file.split('/').count(), name) {
        (2, _) => Some(format!("{name}.json")),
        (3, "document" | "amendment") => Some(format!("{name}.json")),
        (4, _) if file.contains("/aids/") => Some(format!("aids/{name}.json")),
        (3, _) => Some(format!("sections/{}.json", Section::of_file(name).name)),
        _ => None,
    }
}

#[test]
fn the_examples_are_as_their_schemas_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for site in [root.to_owned(), root.join("examples/kenpo")] {
        let snapshot = Snapshot::read(&site, &Limits::default()).unwrap();
        let mut count = 0;
        for (file, content) in snapshot.files() {
            let Some(path) = path_of(file) else { continue };
            let text = std::str::from_utf8(content.bytes()).unwrap();
            assert_eq!(against_schema(&path, text), Vec::<String>::new(), "{file}");
            count += 1;
        }
        assert!(count > 8, "{count} files in {}", site.display());
    }
}

#[test]
fn schemas_of_aids_find_faults() {
    let right = "aids:\n  - {provision: a, for: b, text: [c, d]}\n";
    for (path, text, fits) in [
        ("aids/easy.json", "aids:\n", true),
        ("aids/en.json", right, true),
        ("aids/en.json", "aids: [{provision: a, text: c}]", false),
        ("aids/easy.json", "words: {}", false),
        ("aids/furigana.json", "words: {語: ご}", true),
        ("aids/furigana.json", "words: [語]", false),
        ("aids/furigana.json", "provisions: [{provision: a}]", false),
    ] {
        assert_eq!(against_schema(path, text).is_empty(), fits, "{text}");
    }
}

#[test]
fn schemas_of_slips_and_records_find_faults() {
    let blank = blank_slip(&Slug::new("a").unwrap(), Kind::Regulation, &[]);
    for (path, text, fits) in [
        ("amendment.json", &*blank, true),
        ("amendment.json", "effective: unknown\nseen: 2026-10-01", true),
        ("amendment.json", "decided: {day: 2026-10-01, by: 理事会}", true),
        ("amendment.json", "decided: 2026-10-01", false),
        ("amendment.json", "private: {names: 見本花子, evidence: [一, 二]}", true),
        ("amendment.json", "reason: 移転", false),
        ("record.json", "reason: 移転\nnames: [見本花子]\nsalt: ab12", true),
        ("record.json", "reason: 移転", false),
    ] {
        assert_eq!(against_schema(path, text).is_empty(), fits, "{text}");
    }
}

#[test]
fn schemas_find_faults() {
    for text in ["measures: [{kind: organisation, text: x}]", "measure: []", "heading: x"] {
        assert_ne!(against_schema("sections/safety-measures.json", text), Vec::<String>::new());
    }
}

#[test]
fn the_pattern_of_keys_is_that_of_keys() {
    assert!(matches!(KEY.shape, Shape::Key));
    static ENTRIES: [EntrySpec; 1] = [KEY];
    let schema = kohyo::sections::schema("", &ENTRIES).to_value();
    assert_eq!(schema["properties"]["key"]["$ref"], "#/definitions/key");
    let pattern = schema["definitions"]["key"]["pattern"].as_str().unwrap();
    assert_eq!(pattern, "^[A-Za-z][A-Za-z0-9_-]{0,63}$");
    for (words, fits) in [("a-1_B", true), ("1a", false), ("", false), ("あ", false)] {
        assert_eq!(Key::new(words).is_ok(), fits, "{words}");
    }
    assert!(Key::new(&"a".repeat(64)).is_ok() && Key::new(&"a".repeat(65)).is_err());
}
