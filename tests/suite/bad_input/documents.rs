//! Faults of documents: what they are, which files they are made of, keys.

use super::{DOCUMENT, PURPOSES, check, passes};

const ROW: &str = "rows:\n  - category: 資格\n    key: eligibility\n    purposes: 確認\n";

#[test]
fn duplicate_keys_of_provisions() {
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [purposes, purposes-2]\n"),
            (PURPOSES, ROW),
            ("content/notice/purposes-2.yaml", ROW),
        ],
        "duplicate-keys-of-provisions",
    );
}

#[test]
fn a_link_to_a_key_that_is_not_there() {
    check(
        &[(PURPOSES, &format!("lead: \"[資格](#eligibilty)をご覧ください。\"\n{ROW}"))],
        "a-link-to-a-key-that-is-not-there",
    );
}

#[test]
fn a_key_that_is_none() {
    check(&[(PURPOSES, &ROW.replace("eligibility", "資格"))], "a-key-that-is-none");
}

#[test]
fn names_that_lead_outside() {
    check(
        &[(
            DOCUMENT,
            "kind: notice\ntitle: 公表事項\nsections: [../purposes, /etc/passwd, purposes.yaml, 'C:\\x', purposes]\n",
        )],
        "names-that-lead-outside",
    );
    check(
        &[("content/site.yaml", "title: 見本\ndocuments: [../notice, notice]\n")],
        "names-that-lead-outside-2",
    );
    check(&[("content/../secret/x.yaml", "x: y\n")], "names-that-lead-outside-3");
}

#[test]
fn sections_named_twice_or_of_no_kind() {
    check(
        &[
            (
                DOCUMENT,
                "kind: notice\ntitle: 公表事項\nsections:\n  - purposes\n  - purposes\n  - purpose\n",
            ),
            ("content/notice/purpose.yaml", ROW),
        ],
        "sections-named-twice-or-of-no-kind",
    );
}

#[test]
fn files_that_nothing_reads() {
    passes(
        &[
            ("content/notice/contacts.yaml", "contacts: []\n"),
            ("content/notice/purposes.yaml~", "x\n"),
            ("content/notes.txt", "x\n"),
            ("content/static/logo.txt", "x\n"),
            ("content/notice/figures/a.png", "x\n"),
        ],
        "files-that-nothing-reads",
    );
}

#[test]
fn documents_of_the_site() {
    check(
        &[
            (
                "content/site.yaml",
                "title: 見本\ndocuments: [notice, notice, rules]\nroot: mine\nurl: ftp://example.jp/\n",
            ),
            ("content/Draft/document.yaml", "kind: notice\ntitle: 案\nsections: []\n"),
            ("content/extra/document.yaml", "kind: notice\ntitle: 別\nsections: [preface]\n"),
            ("content/extra/preface.md", "別の文書です。\n"),
        ],
        "documents-of-the-site",
    );
}

#[test]
fn regulations() {
    check(&[("content/rules/document.yaml", "kind: regulation\n")], "regulations");
    check(
        &[
            (
                "content/rules/document.yaml",
                "kind: regulation\ntitle: 別の規程\nsections: [purposes]\n",
            ),
            ("content/rules/main.law.txt", "見本規程\n\n第1条　見本を定める。\n"),
        ],
        "regulations-2",
    );
    check(
        &[
            ("content/rules/document.yaml", "kind: regulation\n"),
            ("content/rules/main.law.txt", "\n\n"),
        ],
        "regulations-3",
    );
}

#[test]
fn numbers_from_a_sample() {
    check(
        &[(DOCUMENT, "kind: notice\ntitle: 公表事項\nnumbering: 第一回\nsections: [purposes]\n")],
        "numbers-from-a-sample",
    );
}
