//! Import at its door: whole texts of many shapes, encodings, existing sites, and any lines whatever. The exact
//! check is made again here, from outside.

mod bombs;
mod command;
mod lines;
mod page;
mod parts;
mod sources;
mod word;
mod word_files;

use expect_test::expect_file;
use kohyo::diagnostic::Finding;
use kohyo::disk::Snapshot;
use kohyo::import::{Container, ImportSource, Imported, Overwrite, Request, WantedKind, import};
use kohyo::site::Slug;
use kohyo::text::edits::Weight;
use kohyo::tree::{Mark, Provision, Text, transcript};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn run(name: &str, bytes: &[u8], existing: &Snapshot) -> Result<Imported, Vec<Finding>> {
    let request = Request {
        wanted: WantedKind::Auto,
        slug: None,
        existing,
        overwrite: Overwrite::Never,
        version: None,
    };
    import(ImportSource { name, bytes }, &request)
}

/// The tree that loading gives for what was written.
fn loaded(imported: &Imported, existing: &Snapshot) -> std::sync::Arc<Provision> {
    let loaded = kohyo::site::load::load(&existing.with(&imported.edits));
    let site = loaded.site.unwrap_or_else(|| panic!("{:#?}", loaded.findings));
    let document = site.document(imported.slug.as_str()).unwrap();
    document.draft.periods()[0].1.clone()
}

/// The equation that every import promises, with the tree loaded from the files written.
fn prove(imported: &Imported, existing: &Snapshot) {
    let words = transcript(&loaded(imported, existing));
    let replayed = imported.log.replay(&imported.decoded.text).unwrap();
    assert_eq!(replayed, words);
    if imported.kind == kohyo::site::Kind::Regulation {
        return;
    }
    // In a notice, layout never drops a letter or a digit, whatever it says of itself.
    for edit in imported.log.edits() {
        let dropped = &unmarked(imported, edit.range.clone());
        let is_layout = edit.reasons.iter().all(|reason| reason.weight == Weight::Layout);
        if is_layout {
            assert!(!dropped.contains(char::is_alphanumeric), "{edit:?} drops {dropped:?}");
        }
    }
}

/// What stood at a place, without tags, comments and character references; for plain text, all of it.
fn unmarked(imported: &Imported, range: std::ops::Range<usize>) -> String {
    let source = &imported.decoded.text[range];
    if imported.decoded.container == Container::Plain {
        return source.to_owned();
    }
    let mut out = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '<' if rest.starts_with("<!--") => rest.find("-->").map(|end| end + 3),
            '<' => rest.find('>').map(|end| end + 1),
            '&' => rest.find(';').map(|end| end + 1),
            _ => None,
        };
        if end.is_none() {
            out.push(c);
        }
        rest = &rest[end.unwrap_or(c.len_utf8())..];
    }
    out
}

fn shown(text: &Text) -> String {
    text.runs()
        .iter()
        .map(|run| match run.mark() {
            Mark::Plain => run.words().to_owned(),
            Mark::Strong => format!("**{}**", run.words()),
            Mark::Link(to) => format!("[{}]({to})", run.words()),
        })
        .collect::<String>()
        .replace('\n', "⏎")
}

/// What was made of a text, for reading: tree, repairs, findings.
fn dump(imported: &Imported) -> String {
    let mut out =
        format!("{} {} ({})\n", imported.kind.name(), imported.slug, imported.decoded.says().ja);
    for (depth, one) in imported.root.visit() {
        let mut line = format!("{}{}", "  ".repeat(depth), one.form().name());
        if !one.role().as_str().is_empty() {
            let _ = write!(line, " {}", one.role().as_str());
        }
        if let Some(label) = one.label() {
            let _ = write!(line, " [{}]", label.as_str());
        }
        if !one.heading().is_empty() {
            let _ = write!(line, " 《{}》", shown(one.heading()));
        }
        if !one.text().is_empty() {
            let _ = write!(line, " {}", shown(one.text()));
        }
        let _ = writeln!(out, "{line}");
    }
    for edit in imported.log.edits() {
        let repairs = edit.reasons.iter().filter(|reason| reason.weight == Weight::Repair);
        for reason in repairs {
            let old = unmarked(imported, edit.range.clone());
            let _ = writeln!(out, "repair {} {old:?} -> {:?}", reason.code(), edit.with);
        }
    }
    out.push_str(&left(imported));
    if let Some(aid) =
        imported.edits.written(&format!("content/{}/aids/furigana.yaml", imported.slug))
    {
        out.push_str(&String::from_utf8_lossy(aid));
    }
    for finding in &imported.findings {
        let at = finding.span.as_ref().map_or(0..0, |span| span.range.clone());
        let place = imported.shown.get(at).unwrap_or("");
        let _ = writeln!(
            out,
            "{:?} {} at {place:?}: {}",
            finding.severity, finding.code, finding.message.ja
        );
    }
    out
}

/// What the report says was left out.
fn left(imported: &Imported) -> String {
    let report = &imported.report;
    let start = report.find("## 取り込まなかった部分").unwrap_or(report.len());
    let rows = report[start..].lines().skip(1).take_while(|line| !line.starts_with("## "));
    let rows = rows.filter(|line| line.starts_with("| ") && !line.starts_with("| 行"));
    rows.map(|row| format!("left {row}\n")).collect()
}

fn texts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut texts: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "expect"))
        .collect();
    texts.sort();
    texts
}

#[test]
fn texts_of_many_shapes_import_whole() {
    assert!(texts().len() >= 6);
    for path in texts() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let none = Snapshot::default();
        let imported =
            run(name, &bytes, &none).unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
        prove(&imported, &none);
        expect_file![path.with_extension("expect")].assert_eq(&dump(&imported));
    }
}

fn notice(words: &str) -> Imported {
    let none = Snapshot::default();
    let imported = run("notice.txt", words.as_bytes(), &none)
        .unwrap_or_else(|findings| panic!("{findings:#?}"));
    prove(&imported, &none);
    imported
}

const NOTICE: &str = "個人情報の取扱いについて\n\n1. 利用目的\n当組合は、次の目的で利用します。\n・資格の確認\n・保険料の計算\n\n2. 窓口\n見本健康保険組合 総務課\n電話：03-0000-0000\n";

#[test]
fn what_is_read_is_told_in_both_languages() {
    use kohyo::diagnostic::Lang;
    let imported = notice(NOTICE);
    let written: Vec<&str> = imported.edits.paths().collect();
    assert_eq!(
        written,
        [
            "content/organisation.yaml",
            "content/privacy/contacts.yaml",
            "content/privacy/document.yaml",
            "content/privacy/import-report.md",
            "content/privacy/purposes.yaml",
            "content/site.yaml",
        ]
    );
    assert!(imported.report.contains("検算：一致しました"), "{}", imported.report);
    assert!(imported.summary(Lang::Ja).contains("利用目的 2"), "{}", imported.summary(Lang::Ja));
    assert!(
        imported.summary(Lang::En).contains("exact check: passed"),
        "{}",
        imported.summary(Lang::En)
    );
}

#[test]
fn a_site_that_is_there_is_added_to() {
    let first = notice(NOTICE);
    let site = Snapshot::default().with(&first.edits);
    let second = run("b.txt", NOTICE.as_bytes(), &site).unwrap();
    prove(&second, &site);
    assert_eq!(second.slug.as_str(), "privacy-2");
    let settings =
        String::from_utf8_lossy(second.edits.written("content/site.yaml").unwrap()).into_owned();
    assert!(settings.ends_with("documents:\n  - privacy\n  - privacy-2\n"), "{settings}");
    assert_eq!(second.edits.written("content/organisation.yaml"), None);
    let untouched = second
        .edits
        .paths()
        .all(|path| path == "content/site.yaml" || path.starts_with("content/privacy-2/"));
    assert!(untouched);
}

#[test]
fn nothing_is_overwritten_unless_asked() {
    let first = notice(NOTICE);
    let site = Snapshot::default().with(&first.edits);
    let mut request = Request {
        wanted: WantedKind::Auto,
        slug: Slug::new("privacy").ok(),
        existing: &site,
        overwrite: Overwrite::Never,
        version: None,
    };
    let shorter = "個人情報の取扱いについて\n\n1. 利用目的\n・資格の確認\n";
    let source = ImportSource { name: "b.txt", bytes: shorter.as_bytes() };
    let refused = import(source, &request).unwrap_err();
    assert_eq!(refused[0].code, "document-exists");
    request.overwrite = Overwrite::Draft;
    let replaced = import(source, &request).unwrap();
    prove(&replaced, &site);
    let after = site.with(&replaced.edits);
    assert!(after.file("content/privacy/contacts.yaml").is_none(), "the old draft is gone");
    assert_eq!(kohyo::site::load::load(&after).findings, []);
}

#[test]
fn the_kind_can_be_said() {
    let words =
        "個人情報管理規程\n\n第１条　この規程は、見本である。\n第２条　前条のとおりとする。\n";
    let none = Snapshot::default();
    let as_kind = |wanted| {
        let request = Request {
            wanted,
            slug: None,
            existing: &none,
            overwrite: Overwrite::Never,
            version: None,
        };
        let source = ImportSource { name: "a.txt", bytes: words.as_bytes() };
        import(source, &request).unwrap()
    };
    for (wanted, kind) in [
        (WantedKind::Auto, "regulation"),
        (WantedKind::Regulation, "regulation"),
        (WantedKind::Notice, "privacy-notice"),
    ] {
        let imported = as_kind(wanted);
        prove(&imported, &none);
        assert_eq!(imported.kind.name(), kind);
    }
}

#[test]
fn every_repair_says_where_and_why() {
    let imported = notice(
        "個人情報の取扱い\n\n1. 1. サ−バの管理\n当組合の職員が、加入者の情報 を管理します。\n",
    );
    let repairs: Vec<(&str, String)> = imported
        .log
        .edits()
        .iter()
        .flat_map(|edit| edit.reasons.iter().map(move |reason| (edit, reason)))
        .filter(|(_, reason)| reason.weight == Weight::Repair)
        .map(|(edit, reason)| (reason.code(), imported.decoded.text[edit.range.clone()].to_owned()))
        .collect();
    let expected = [("doubled-number", "1. "), ("long-vowel", "−"), ("inner-space", " ")];
    assert_eq!(repairs, expected.map(|(code, words)| (code, words.to_owned())));
    for place in ["3:4", "3:8", "4:15"] {
        assert!(imported.report.contains(place), "{place}: {}", imported.report);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let none = Snapshot::default();
    for (bytes, code) in
        [(&b"\xE5\x80\x8B\n\xFF\xFE\xFA\n"[..], "undecodable"), (b"  \n", "empty-source")]
    {
        assert_eq!(run("a.txt", bytes, &none).unwrap_err()[0].code, code);
    }
}

proptest! {
    #[test]
    fn any_lines_import_whole(text in lines::lines(), wanted in 0..3u8) {
        prop_assume!(!text.trim_matches(|c: char| c.is_whitespace() || c.is_control()).is_empty());
        let none = Snapshot::default();
        let wanted = [WantedKind::Auto, WantedKind::Notice, WantedKind::Regulation][usize::from(wanted)];
        let request = Request { wanted, slug: None, existing: &none, overwrite: Overwrite::Never, version: None };
        match import(ImportSource { name: "any.txt", bytes: text.as_bytes() }, &request) {
            Ok(imported) => prove(&imported, &none),
            // The only reasons to refuse a text: there are no words, or a character is gone already.
            Err(findings) => {
                let is_empty = !text.contains(char::is_alphanumeric) && findings[0].code == "empty-source";
                let is_lost = findings.iter().all(|finding| finding.code == "lost-character");
                prop_assert!(is_empty || is_lost, "{findings:#?}");
            }
        }
    }

    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let none = Snapshot::default();
        if let Ok(imported) = run("any.bin", &bytes, &none) {
            prove(&imported, &none);
        }
    }
}
