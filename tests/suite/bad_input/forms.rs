//! Faults of form: YAML that is none, names that are not known, shapes that do not fit.

use super::{DOCUMENT, PURPOSES, check, check_bytes, passes};

#[test]
fn unknown_key() {
    check(&[(PURPOSES, "headng: 利用目的\nrows: []\n")], "unknown-key");
    check(&[(PURPOSES, "rows:\n  - category: 資格\n    purpose: [確認]\n")], "unknown-key-2");
}

#[test]
fn duplicate_key() {
    check(
        &[(
            PURPOSES,
            "heading: 利用目的\nrows:\n  - category: 資格\n    purposes: 確認\nheading: 目的\n",
        )],
        "duplicate-key",
    );
}

#[test]
fn missing_file() {
    check(
        &[(DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [purposes, contacts]\n")],
        "missing-file",
    );
    check(&[("content/other/purposes.yaml", "rows: []\n")], "missing-file-2");
}

#[test]
fn wrong_type() {
    check(&[(PURPOSES, "rows: 資格の確認\n")], "wrong-type");
    check(&[(PURPOSES, "heading: [利用目的]\nrows: [資格の確認]\n")], "wrong-type-2");
    check(&[(PURPOSES, "- 利用目的\n- 資格\n")], "wrong-type-3");
    check(&[(PURPOSES, "heading:\nlead: ~\nrows: null\n")], "wrong-type-4");
}

#[test]
fn tab_indent() {
    check(&[(PURPOSES, "rows:\n  - category: 資格\n\tpurposes: 確認\n")], "tab-indent");
    check(&[(PURPOSES, "rows:\n\t- category: 資格\n")], "tab-indent-2");
}

#[test]
fn full_width_colon() {
    check(&[(PURPOSES, "heading：利用目的\nrows:\n  - category: 資格\n")], "full-width-colon");
    check(&[(PURPOSES, "heading：利用目的\n")], "full-width-colon-2");
    check(&[(PURPOSES, "rows:\n  - category：資格\n    purposes: 確認\n")], "full-width-colon-3");
    check(&[(PURPOSES, "heading:利用目的\n")], "full-width-colon-4");
}

#[test]
fn full_width_space() {
    check(&[(PURPOSES, "rows:\n  - category: 資格\n　　purposes: 確認\n")], "full-width-space");
    check(&[(PURPOSES, "　heading: 利用目的\nrows: []\n")], "full-width-space-2");
}

#[test]
fn empty_file() {
    check(&[(PURPOSES, "")], "empty-file");
    check(&[(PURPOSES, "# まだ書いていません\n")], "empty-file-2");
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [preface]\n"),
            ("content/notice/preface.md", "\n"),
            (PURPOSES, "heading: 使わない\n"),
        ],
        "empty-file-3",
    );
}

#[test]
fn quotes_and_brackets() {
    check(&[(PURPOSES, "heading: \"利用目的\nrows: []\n")], "quotes-and-brackets");
    check(&[(PURPOSES, "heading: \"利用\"目的\nrows: []\n")], "quotes-and-brackets-2");
    check(&[(PURPOSES, "heading: [利用目的\nrows: []\n")], "quotes-and-brackets-3");
    check(&[(PURPOSES, "heading: 利用目的: 資格\nrows: []\n")], "quotes-and-brackets-4");
    check(&[(PURPOSES, "heading: @資格\nrows: []\n")], "quotes-and-brackets-5");
    check(&[(PURPOSES, "heading: \"\\資格\"\nrows: []\n")], "quotes-and-brackets-6");
    check(&[(PURPOSES, "heading: 利用目的\n   lead: 資格\nrows: []\n")], "quotes-and-brackets-7");
}

#[test]
fn several_documents_in_one_file() {
    check(
        &[(PURPOSES, "heading: 利用目的\nrows: []\n---\nheading: 二\n")],
        "several-documents-in-one-file",
    );
}

#[test]
fn not_utf8() {
    let words = "heading: 利用目的\nrows: []\n";
    let (shift_jis, ..) = encoding_rs::SHIFT_JIS.encode(words);
    check_bytes(&[(PURPOSES, &shift_jis)], "not-utf8");
    let (euc, ..) = encoding_rs::EUC_JP.encode(words);
    check_bytes(&[(PURPOSES, &euc)], "not-utf8-2");
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(words.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    check_bytes(&[(PURPOSES, &utf16)], "not-utf8-3");
    check_bytes(&[(PURPOSES, b"heading: \xFF\n")], "not-utf8-4");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_accepted() {
    passes(
        &[
            (
                PURPOSES,
                "\u{FEFF}heading: 利用目的\r\nlead: |\r\n  一つ目の段落。\r\n\r\n  二つ目の段落。\r\nrows:\r\n  - category: 資格\r\n    purposes: 確認\r\n",
            ),
            ("content/rules/document.yaml", "\u{FEFF}kind: regulation\r\n"),
            (
                "content/rules/main.law.txt",
                "\u{FEFF}見本規程\r\n\r\n（目的）\r\n第1条　この規程は、見本を定める。\r\n",
            ),
        ],
        "",
    );
    // Places are told in the file as it is on disk.
    check(
        &[(PURPOSES, "\u{FEFF}heading: 利用目的\r\nrow: []\r\n")],
        "a-byte-order-mark-and-windows-line-ends-are-accepted-2",
    );
}

#[test]
fn facts_that_cannot_be_read_are_told_once() {
    check(
        &[
            ("content/organisation.yaml", "name: 見本健康保険組合\nrepresentative：見本太郎\n"),
            (
                DOCUMENT,
                "kind: privacy-notice\ntitle: 公表事項\nsections: [organisation, purposes]\n",
            ),
            ("content/notice/organisation.yaml", "fields: [name, representative]\n"),
        ],
        "facts-that-cannot-be-read",
    );
}
