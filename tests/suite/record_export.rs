//! What ledgers record as a table: every line is a row in each form, spreadsheets compute nothing of it, and the page to
//! be printed says the same.

use crate::events::{on, site};
use crate::world::{files, kohyo};
use expect_test::{expect, expect_file};
use serde_json::Value;
use std::ffi::OsString;
use std::io::{Cursor, Read as _};
use std::path::Path;

/// The cells of comma-separated values (RFC 4180).
fn read_csv(words: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut is_quoted, mut rest) = (false, words.chars().peekable());
    while let Some(c) = rest.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if is_quoted && rest.peek() == Some(&'"') => {
                row.last_mut().unwrap().push('"');
                rest.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted && rest.peek() == Some(&'\n') => {
                rest.next();
                rows.push(vec![String::new()]);
            }
            c => row.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "it ends with a line break");
    rows
}

/// The parts of a workbook.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut words = String::new();
        part.read_to_string(&mut words).unwrap();
        all.push((part.name().unwrap().into_owned(), words));
    }
    all
}

#[test]
fn the_sample_as_a_table() {
    let root = env!("CARGO_MANIFEST_DIR");
    let export = |form: &str| {
        let args = ["record", "export", "privacy-rules", "--format", form, "--root", root];
        kohyo(args.map(OsString::from)).ok().out
    };
    let csv = export("csv");
    expect_file!["record_export/rules.csv"].assert_eq(&csv.replace("\r\n", "\n"));
    let rows = read_csv(csv.strip_prefix('\u{feff}').expect("a mark that spreadsheets know"));
    let all: Value = serde_json::from_str(&export("json")).unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(rows.len(), all.len() + 1);
    let names: Vec<&String> = all[0].as_object().unwrap().keys().collect();
    assert!(rows.iter().all(|row| row.len() == names.len()), "{rows:?}");
    expect![[r#"["approved", "bulletin", "confirmed", "decided", "decided-by", "digest", "document", "duties", "effective", "event", "filed", "line", "line-digest", "note", "posted", "posted-until", "published", "published-late", "recorded", "recorded-late", "seen", "summary", "title", "version", "what"]"#]]
        .assert_eq(&format!("{names:?}"));
    let posted = &all[1];
    assert_eq!(posted["posted-until"], serde_json::json!(["2026-03-31"]));
    assert_eq!((&posted["recorded-late"], &posted["published-late"]), (&true.into(), &Value::Null));
    assert_eq!(all[0]["posted"], posted["posted"], "the row of the version has all that was done");
}

/// A site whose ledger holds words that spreadsheets compute, and a line break.
fn tempting() -> tempfile::TempDir {
    let home = site();
    let add = |note: &str| {
        let today = ["--today", "2026-06-03"];
        let args = ["record", "add", "privacy", "2026-04-01", "--what", "届出", "--date"];
        let args = args.into_iter().chain(["2026-04-10", "--note", note]).chain(today);
        let root = ["--root".into(), home.path().into()];
        kohyo(args.map(OsString::from).chain(root)).ok();
    };
    for note in ["=1+1", "+81-3", "＝SUM(A1)", "@cmd, \"x\"", "普通 = の備考"] {
        add(note);
    }
    home
}

#[test]
fn no_cell_is_a_formula_and_every_word_comes_back() {
    let home = tempting();
    let csv = on(home.path(), "2026-06-03", "record export privacy").ok().out;
    let rows = read_csv(csv.trim_start_matches('\u{feff}'));
    let at = rows[0].iter().position(|name| name == "備考").unwrap();
    let notes: Vec<&str> =
        rows.iter().map(|row| &*row[at]).filter(|note| !note.is_empty()).collect();
    expect![[r#"["備考", "'=1+1", "'+81-3", "'＝SUM(A1)", "'@cmd, \"x\"", "普通 = の備考"]"#]]
        .assert_eq(&format!("{notes:?}"));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']), "{cell}");
    }
    let json = on(home.path(), "2026-06-03", "record export privacy --format json").ok().out;
    let all: Value = serde_json::from_str(&json).unwrap();
    let notes: Vec<&str> =
        all.as_array().unwrap().iter().filter_map(|one| one["note"].as_str()).collect();
    assert_eq!(notes[..2], ["=1+1", "+81-3"], "programs are given the words");
}

#[test]
fn a_workbook_has_the_same_cells_and_always_the_same_bytes() {
    let home = tempting();
    let book = |name: &str| {
        let out = home.path().join(name);
        let words = format!("record export --format xlsx --out {}", out.display());
        let ran = on(home.path(), "2026-06-03", &words).ok();
        assert!(ran.out.contains("行を書き出しました"), "{}", ran.out);
        std::fs::read(out).unwrap()
    };
    let bytes = book("one.xlsx");
    assert_eq!(bytes, book("two.xlsx"));
    let parts = parts(&bytes);
    let names: Vec<&str> = parts.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names[0], "[Content_Types].xml");
    for (name, xml) in &parts {
        let mut reader = quick_xml::Reader::from_str(xml);
        while reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}"))
            != quick_xml::events::Event::Eof
        {}
    }
    let (_, sheet) = parts.iter().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
    assert!(!sheet.contains("<f>") && sheet.contains("<c r=\"X1\""), "no formula, every column");
    let cells = sheet.split("<c ").skip(1).map(|cell| {
        let inner = cell.split_once("preserve\">").or(cell.split_once("<v>")).unwrap().1;
        &inner[..inner.find('<').unwrap()]
    });
    let cells: Vec<&str> = cells.collect();
    let csv = on(home.path(), "2026-06-03", "record export").ok().out;
    let rows = read_csv(csv.trim_start_matches('\u{feff}'));
    let wanted: Vec<String> = rows.into_iter().flatten().filter(|cell| !cell.is_empty()).collect();
    let wanted = wanted.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell));
    let blank = |cell: &&str| !cell.contains(['&', '<', '>']);
    let own: Vec<&str> = cells.into_iter().filter(|cell| !cell.contains('&')).collect();
    assert_eq!(own, wanted.filter(blank).collect::<Vec<_>>());
}

#[test]
fn what_cannot_be_exported_is_said() {
    let home = site();
    for (words, code) in [
        ("record export --format xlsx", "[record-needs-out]"),
        ("record export nowhere", "[no-such-document]"),
    ] {
        let ran = on(home.path(), "2026-06-03", words);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{words}");
        assert!(ran.err.contains(code), "{}", ran.err);
    }
}

#[test]
fn a_page_to_be_printed_has_every_line_and_the_history_leads_there() {
    let home = tempting();
    on(home.path(), "2026-06-03", "build").ok();
    let public = files(&home.path().join("public"));
    let page = |path: &str| String::from_utf8(public[Path::new(path)].clone()).unwrap();
    let record = page("privacy/record/index.html");
    assert_eq!(record.matches("<tr id=").count(), 7, "{record}");
    for words in ["版の確定", "届出", "普通 = の備考", "（後日の記録）", "照合番号"]
    {
        assert!(record.contains(words), "{words}: {record}");
    }
    let history = page("privacy/history/index.html");
    assert!(history.contains("../record/index.html"), "{history}");
    let rows = on(home.path(), "2026-06-03", "record export privacy --format json").ok().out;
    let rows: Value = serde_json::from_str(&rows).unwrap();
    for row in rows.as_array().unwrap() {
        let digest = row["line-digest"].as_str().unwrap();
        assert!(record.contains(&digest[..16]), "{digest}");
    }
}
