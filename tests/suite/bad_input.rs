//! Bad input at the door of `load`: each fault gives a finding with its place, what is wrong and what to
//! do, in the words of this tool and not of its parsers; all of them at once; and never a panic.

mod documents;
mod eaten;
mod forms;
mod history;
mod limits;
mod words;

use expect_test::expect_file;
use kohyo::diagnostic::{Finding, Lang, Renderer};
use kohyo::disk::Snapshot;
use kohyo::sections::SECTIONS;
use kohyo::site::load::{Loaded, load};

/// A small site without faults.
const SOUND: [(&str, &str); 5] = [
    ("content/site.yaml", "title: 見本\n"),
    ("content/organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "content/notice/document.yaml",
        "kind: privacy-notice\ntitle: 公表事項\nsections: [purposes]\n",
    ),
    (
        "content/notice/purposes.yaml",
        "heading: 利用目的\nrows:\n  - category: 資格に関する情報\n    key: eligibility\n    purposes: [資格の確認]\n",
    ),
    (
        "content/notice/aids/easy.yaml",
        "aids:\n  - provision: kohyo-title\n    for: x\n    text: y\n",
    ),
];

/// The small site with some files put in or replaced.
fn site(files: &[(&str, &[u8])]) -> Snapshot {
    let kept = SOUND
        .iter()
        .filter(|(path, _)| !files.iter().any(|(other, _)| other == path))
        .map(|(path, text)| (*path, text.as_bytes()));
    Snapshot::from_memory(kept.chain(files.iter().copied()))
}

fn shown(snapshot: &Snapshot, findings: &[Finding]) -> String {
    let source = |path: &str| {
        let bytes = snapshot.file(path)?.bytes();
        Some(String::from_utf8_lossy(bytes).into_owned())
    };
    let render = |lang| {
        let renderer = Renderer { lang, color: false, source: &source };
        renderer.text(findings)
    };
    // Whatever it is, it can be said in English, too.
    assert_eq!(render(Lang::En).is_empty(), findings.is_empty());
    render(Lang::Ja)
}

/// Loads the small site with some files put in or replaced; what is said must be that of
/// `bad_input/expected/<name>.txt`, nothing for an empty name.
fn check_bytes(files: &[(&str, &[u8])], expected: &str) -> Loaded {
    let snapshot = site(files);
    let loaded = load(&snapshot);
    let said = shown(&snapshot, &loaded.findings);
    if expected.is_empty() {
        assert_eq!(said, "");
    } else {
        let said = said.replace(&kinds(), "…種類の一覧…");
        expect_file![format!("./bad_input/expected/{expected}.txt")].assert_eq(&said);
    }
    loaded
}

/// The names of all kinds of sections as a finding lists them; in expected texts `…種類の一覧…` stands for it, so that
/// a new kind changes none.
fn kinds() -> String {
    let kinds: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
    kinds.join("、")
}

/// Loads the small site with some files put in or replaced; it must be refused with these findings.
fn check(files: &[(&str, &str)], expected: &str) {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let loaded = check_bytes(&files, expected);
    assert!(loaded.site.is_none(), "an error leaves no site");
}

/// The same where the site is whole all the same.
fn passes(files: &[(&str, &str)], expected: &str) {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let loaded = check_bytes(&files, expected);
    assert!(loaded.site.is_some(), "there is no error");
}

/// The purposes of the small site.
const PURPOSES: &str = "content/notice/purposes.yaml";
/// The document's heading.
const DOCUMENT: &str = "content/notice/document.yaml";
/// The facts.
const ORGANISATION: &str = "content/organisation.yaml";

#[test]
fn the_small_site_is_sound() {
    passes(&[], "");
}

#[test]
fn everything_is_said_at_once() {
    check(
        &[
            ("content/site.yaml", "titel: 見本\n"),
            (ORGANISATION, "name: [{from: 令和7年2月30日, value: 見本}]\n"),
            (DOCUMENT, "kind: notise\ntitle: 公表事項\nsections: [purposes]\n"),
        ],
        "everything-is-said-at-once",
    );
}
