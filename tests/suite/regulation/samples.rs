//! Regulations of the fictional 見本健康保険組合 in the many ways in which such texts are written: each file of
//! `tests/regulation` beside the tree it becomes.

use super::{dump, read};
use expect_test::expect_file;
use kohyo::diagnostic::{Lang, Severity};
use kohyo::regulation::Parsed;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The tree, then the repairs (the layout only counted), then the findings.
fn report(text: &str, parsed: &Parsed) -> String {
    let mut out = dump(&parsed.root);
    let mut counts = std::collections::BTreeMap::new();
    for edit in parsed.log.edits() {
        *counts.entry(edit.reasons[0].code()).or_insert(0) += 1;
    }
    for (code, count) in counts {
        writeln!(out, "edit {code}: {count}").unwrap();
    }
    for finding in &parsed.findings {
        let span = finding.span.as_ref().unwrap();
        let line = text[..span.range.start].matches('\n').count() + 1;
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let place = &text[span.range.clone()];
        let message = finding.message.get(Lang::Ja);
        writeln!(out, "{severity} {} {line} [{place}] {message}", finding.code).unwrap();
    }
    out
}

#[test]
fn every_sample_becomes_its_tree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regulation");
    let mut files: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    assert!(files.len() >= 8, "the samples were not found");
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let parsed = read(&text);
        expect_file![path.with_extension("tree")].assert_eq(&report(&text, &parsed));
    }
}
