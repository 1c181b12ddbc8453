//! Faults of words: dates, links, HTML, characters.

use super::{DOCUMENT, ORGANISATION, PURPOSES, check, passes};

fn lead(words: &str) -> String {
    format!("lead: {words}\nrows:\n  - category: 資格\n    purposes: 確認\n")
}

#[test]
fn impossible_date() {
    check(&[(ORGANISATION, "name: [{from: 令和7年2月30日, value: 見本}]\n")], "impossible-date");
    check(&[(ORGANISATION, "name: [{from: 2025-13-01, value: 見本}]\n")], "impossible-date-2");
    check(&[(ORGANISATION, "name: [{from: 来年の春, value: 見本}]\n")], "impossible-date-3");
}

#[test]
fn usual_dates_are_read() {
    passes(
        &[(
            ORGANISATION,
            "name:\n  - {from: 平成元年4月1日, value: 旧見本}\n  - {from: R7.4.1, value: 見本}\n  - {from: 2026-04-01, value: 新見本}\n  - {from: 令和８年７月１日, value: 見本健康保険組合}\n",
        )],
        "",
    );
    passes(
        &[(ORGANISATION, "name: [{from: 平成31年5月1日, value: 見本}]\n")],
        "usual-dates-are-read-2",
    );
}

#[test]
fn dates_out_of_order() {
    check(
        &[(
            ORGANISATION,
            "name:\n  - {from: 2026-04-01, value: 甲}\n  - {from: 2025-04-01, value: 乙}\n  - 丙\n",
        )],
        "dates-out-of-order",
    );
}

#[test]
fn a_fact_that_is_not_known() {
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [organisation]\n"),
            ("content/notice/organisation.yaml", "fields: [name, addres, representative]\n"),
            (PURPOSES, "heading: 使わない\n"),
        ],
        "a-fact-that-is-not-known",
    );
}

#[test]
fn link_scheme() {
    check(&[(PURPOSES, &lead("\"[手続](javascript:alert(1))を見てください。\""))], "link-scheme");
    check(
        &[(PURPOSES, &lead("\"[手続](file:///etc/passwd)と[案内](../../../x)と[電話](tel:abc)\""))],
        "link-scheme-2",
    );
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [preface]\n"),
            ("content/notice/preface.md", "はじめに[手続](data:text/html,x)を見てください。\n"),
            (PURPOSES, "heading: 使わない\n"),
        ],
        "link-scheme-3",
    );
    passes(
        &[(
            PURPOSES,
            &lead("\"[A](https://example.jp/)と[B](http://example.jp/)と[C](mailto:a@example.jp)と[D](tel:0300000000)と[E](requests/)と[F](#eligibility-2)\"")
                .replace("category: 資格\n", "category: 資格\n    key: eligibility-2\n"),
        )],
        "",
    );
}

#[test]
fn raw_html() {
    check(&[(PURPOSES, &lead("資格の<b>確認</b>をします。"))], "raw-html");
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [preface]\n"),
            (
                "content/notice/preface.md",
                "はじめに<br>お読みください。\n\n<div class=\"x\">\n囲み\n</div>\n",
            ),
            (PURPOSES, "heading: 使わない\n"),
        ],
        "raw-html-2",
    );
    passes(&[(PURPOSES, &lead("BMIが25以上 < 30未満の方、\\<b>という文字"))], "");
}

#[test]
fn characters_that_are_no_text() {
    check(&[(PURPOSES, &lead("\"資格\\u0007の\\t確認\\u202E\""))], "characters-that-are-no-text");
    check(&[(PURPOSES, &lead("資格\u{FFFD}確認"))], "characters-that-are-no-text-2");
}

#[test]
fn kana_are_composed_and_it_is_said() {
    passes(&[(PURPOSES, &lead("資格か\u{3099}変わったとき"))], "kana-are-composed-and-it-is-said");
}

#[test]
fn what_markdown_can_and_prose_cannot() {
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [preface]\n"),
            ("content/notice/preface.md", "> 引用です。\n\n---\n\n    字下げ\n\n![図](a.png)\n"),
            (PURPOSES, "heading: 使わない\n"),
        ],
        "what-markdown-can-and-prose-cannot",
    );
}
