//! 最終改正 that is older than the text: every form in which it is stated, and what shows that the text changed later.

use crate::scenarios::Office;

const CONTENT: [(&str, &str); 5] = [
    ("site.yaml", "title: 見本健康保険組合\nroot: ours\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 公表事項\nsections: [history, preface]\n",
    ),
    (
        "privacy/history.yaml",
        "lines:\n  - kind: enacted\n    text: 平成29年5月30日\n  - kind: last-amended\n    text: 2026年4月1日\n",
    ),
    ("privacy/preface.md", "この文書は、個人情報の取扱いをお知らせするものです。\n"),
];

const CODE: &str = "amended-day";

/// Sealed once on the day that it states.
fn office() -> Office {
    let office = Office::with(&CONTENT);
    let said = office.must("2026-04-01", "seal privacy --effective 2026-04-01");
    assert!(!said.contains(CODE), "{said}");
    assert!(!office.must("2026-04-01", "check").contains(CODE));
    office
}

#[test]
fn a_draft_that_keeps_the_day_of_the_version_before_is_told_of_it() {
    let office = office();
    office.edit("privacy/preface.md", "お知らせ", "ご説明");
    let said = office.must("2026-11-24", "check");
    assert!(said.contains(CODE) && said.contains("content/privacy/history.yaml:5"), "{said}");
    office.must("2026-11-24", "seal privacy --effective 2027-04-01");
    assert!(office.must("2026-11-24", "check").contains(CODE));
    office.edit("privacy/history.yaml", "2026年4月1日", "2026年11月24日");
    assert!(!office.must("2026-11-24", "check").contains(CODE));
}

#[test]
fn what_was_decided_later_is_a_warning() {
    let office = office();
    office.edit("privacy/preface.md", "お知らせ", "ご説明");
    office.edit("privacy/history.yaml", "2026年4月1日", "2026年11月1日");
    let seal = "seal privacy --effective 2027-04-01 --decided 2026-11-20";
    office.must("2026-11-24", seal);
    let (code, said) = office.run("2026-11-24", "check --strict");
    assert!(code == 1 && said.contains("2026年11月20日"), "{said}");
}

#[test]
fn every_form_of_stating_it_is_read() {
    for (line, is_older) in [
        ("最終改正：令和4年4月1日", true),
        ("最終改正日　令和4年4月1日", true),
        ("（令和4年4月1日最終改正）", true),
        ("制定 平成17年4月1日、最終改定 2022年4月1日", true),
        ("最終更新日：2022/4/1", true),
        ("最終改正：令和8年4月1日", false),
        ("最終改正の手続は、令和4年4月1日に定めました。", false),
        ("令和4年4月1日から、この文書を公表しています。", false),
    ] {
        let mut content = CONTENT;
        content[3] =
            ("privacy/history.yaml", "lines:\n  - kind: enacted\n    text: 平成29年5月30日\n");
        let words = format!("{line}\n");
        content[4] = ("privacy/preface.md", &words);
        let office = Office::with(&content);
        office.must("2026-04-01", "seal privacy --effective 2026-04-01");
        let said = office.must("2026-04-01", "check");
        assert_eq!(said.contains(CODE), is_older, "{line}\n{said}");
    }
}
