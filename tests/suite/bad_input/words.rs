//! Faults of words: dates, links, HTML, characters.

use super::{DOCUMENT, ORGANISATION, PURPOSES, check, passes};
use expect_test::expect;

fn lead(words: &str) -> String {
    format!("lead: {words}\nrows:\n  - category: 資格\n    purposes: 確認\n")
}

#[test]
fn impossible_date() {
    check(&[(ORGANISATION, "name: [{from: 令和7年2月30日, value: 見本}]\n")], expect![[r#"
        エラー[impossible-date]: 30日という日はありません（2025年2月は28日までです）。
          --> content/organisation.yaml:1:15
           |
         1 | name: [{from: 令和7年2月30日, value: 見本}]
           |               ^^^^^^^^^^^^^^
           = 対処: 「2026-04-01」「令和8年4月1日」のように、実際にある日付を書いてください。

        エラー1件
    "#]]);
    check(&[(ORGANISATION, "name: [{from: 2025-13-01, value: 見本}]\n")], expect![[r#"
        エラー[impossible-date]: 13月という月はありません。
          --> content/organisation.yaml:1:15
           |
         1 | name: [{from: 2025-13-01, value: 見本}]
           |               ^^^^^^^^^^
           = 対処: 「2026-04-01」「令和8年4月1日」のように、実際にある日付を書いてください。

        エラー1件
    "#]]);
    check(&[(ORGANISATION, "name: [{from: 来年の春, value: 見本}]\n")], expect![[r#"
        エラー[impossible-date]: 日付として読めません。「2025-04-01」「2025年4月1日」「令和7年4月1日」「R7.4.1」のように書いてください。
          --> content/organisation.yaml:1:15
           |
         1 | name: [{from: 来年の春, value: 見本}]
           |               ^^^^^^^^
           = 対処: 「2026-04-01」「令和8年4月1日」のように、実際にある日付を書いてください。

        エラー1件
    "#]]);
}

#[test]
fn usual_dates_are_read() {
    passes(
        &[(
            ORGANISATION,
            "name:\n  - {from: 平成元年4月1日, value: 旧見本}\n  - {from: R7.4.1, value: 見本}\n  - {from: 2026-04-01, value: 新見本}\n  - {from: 令和８年７月１日, value: 見本健康保険組合}\n",
        )],
        expect![[""]],
    );
    passes(&[(ORGANISATION, "name: [{from: 平成31年5月1日, value: 見本}]\n")], expect![[r#"
        お知らせ[era-ended]: 平成ではない日付です。令和元年5月1日として読みました。
          --> content/organisation.yaml:1:15
           |
         1 | name: [{from: 平成31年5月1日, value: 見本}]
           |               ^^^^^^^^^^^^^^
           = 対処: その日の元号または西暦に書き直すと、この知らせは出なくなります。

        お知らせ1件
    "#]]);
}

#[test]
fn dates_out_of_order() {
    check(
        &[(ORGANISATION, "name:\n  - {from: 2026-04-01, value: 甲}\n  - {from: 2025-04-01, value: 乙}\n  - 丙\n")],
        expect![[r#"
            エラー[dates-order]: 日付が古い順に並んでいません。
              --> content/organisation.yaml:3:12
               |
             3 |   - {from: 2025-04-01, value: 乙}
               |            ^^^^^^^^^^
               = 対処: 古いものから順に書いてください。同じ日付は 1 回だけ書けます。

            エラー[missing-name]: いつからの値かを示す「from:」がありません。
              --> content/organisation.yaml:4:5
               |
             4 |   - 丙
               |     ^
               = 対処: 「from: 2026-04-01」のように、変わった日を書いてください。

            エラー2件
        "#]],
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
        expect![[r#"
            エラー[unknown-word]: 「addres」は、ここでは使えません。
              --> content/notice/organisation.yaml:1:16
               |
             1 | fields: [name, addres, representative]
               |                ^^^^^^
               = 対処: 「address」のことでしょうか。使える語：name、name-kana、postal、address、representative、phone、fax、email、url、insurer-number、corporate-number

            エラー[missing-fact]: organisation.yaml に「representative」が書かれていません。
              --> content/notice/organisation.yaml:1:24
               |
             1 | fields: [name, addres, representative]
               |                        ^^^^^^^^^^^^^^
               = 対処: content/organisation.yaml に「representative: …」を書き足してください。

            注意[unused-file]: どこからも使われていないファイルです。内容は公表されません。
              --> content/notice/purposes.yaml
               = 対処: 文書の一部であれば document.yaml の「sections:」に名前を書き足してください。要らなければ消してください。

            エラー2件、注意1件
        "#]],
    );
}

#[test]
fn link_scheme() {
    check(&[(PURPOSES, &lead("\"[手続](javascript:alert(1))を見てください。\""))], expect![[r#"
        エラー[link-scheme]: 「javascript:」で始まるリンクは使えません。https、http、mailto、tel、または相対パスにしてください。
          --> content/notice/purposes.yaml:1:13
           |
         1 | lead: "[手続](javascript:alert(1))を見てください。"
           |               ^^^^^^^^^^^^^^^^^^^
           = 対処: リンクの書き方：[見える文字](https://example.jp/)

        エラー1件
    "#]]);
    check(&[(PURPOSES, &lead("\"[手続](file:///etc/passwd)と[案内](../../../x)と[電話](tel:abc)\""))], expect![[r#"
        エラー[link-scheme]: 「file:」で始まるリンクは使えません。https、http、mailto、tel、または相対パスにしてください。
          --> content/notice/purposes.yaml:1:13
           |
         1 | lead: "[手続](file:///etc/passwd)と[案内](../../../x)と[電話](tel:abc)"
           |               ^^^^^^^^^^^^^^^^^^
           = 対処: リンクの書き方：[見える文字](https://example.jp/)

        エラー[link-address]: 「..」でサイトの外を指しています。サイトの中を指してください。
          --> content/notice/purposes.yaml:1:38
           |
         1 | lead: "[手続](file:///etc/passwd)と[案内](../../../x)と[電話](tel:abc)"
           |                                           ^^^^^^^^^^
           = 対処: リンクの書き方：[見える文字](https://example.jp/)

        エラー[link-address]: 電話番号として読めません。「tel:0312345678」のように書いてください。
          --> content/notice/purposes.yaml:1:55
           |
         1 | lead: "[手続](file:///etc/passwd)と[案内](../../../x)と[電話](tel:abc)"
           |                                                               ^^^^^^^
           = 対処: リンクの書き方：[見える文字](https://example.jp/)

        エラー3件
    "#]]);
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [preface]\n"),
            ("content/notice/preface.md", "はじめに[手続](data:text/html,x)を見てください。\n"),
            (PURPOSES, "heading: 使わない\n"),
        ],
        expect![[r#"
            エラー[link-scheme]: 「data:」で始まるリンクは使えません。https、http、mailto、tel、または相対パスにしてください。
              --> content/notice/preface.md:1:10
               |
             1 | はじめに[手続](data:text/html,x)を見てください。
               |                ^^^^^^^^^^^^^^^^
               = 対処: リンクの書き方：[見える文字](https://example.jp/)

            注意[unused-file]: どこからも使われていないファイルです。内容は公表されません。
              --> content/notice/purposes.yaml
               = 対処: 文書の一部であれば document.yaml の「sections:」に名前を書き足してください。要らなければ消してください。

            エラー1件、注意1件
        "#]],
    );
    passes(
        &[(
            PURPOSES,
            &lead("\"[A](https://example.jp/)と[B](http://example.jp/)と[C](mailto:a@example.jp)と[D](tel:0300000000)と[E](requests/)と[F](#eligibility-2)\"")
                .replace("category: 資格\n", "category: 資格\n    key: eligibility-2\n"),
        )],
        expect![[""]],
    );
}

#[test]
fn raw_html() {
    check(&[(PURPOSES, &lead("資格の<b>確認</b>をします。"))], expect![[r#"
        エラー[raw-html]: 文の中に HTML のタグ（<b>）は使えません。
          --> content/notice/purposes.yaml:1:10
           |
         1 | lead: 資格の<b>確認</b>をします。
           |             ^^^
           = 対処: タグを消してください。文字としての「<」は、全角の「＜」にするか「\<」と書いてください。

        エラー[raw-html]: 文の中に HTML のタグ（</b>）は使えません。
          --> content/notice/purposes.yaml:1:15
           |
         1 | lead: 資格の<b>確認</b>をします。
           |                    ^^^^
           = 対処: タグを消してください。文字としての「<」は、全角の「＜」にするか「\<」と書いてください。

        エラー2件
    "#]]);
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [preface]\n"),
            ("content/notice/preface.md", "はじめに<br>お読みください。\n\n<div class=\"x\">\n囲み\n</div>\n"),
            (PURPOSES, "heading: 使わない\n"),
        ],
        expect![[r#"
            エラー[raw-html]: 文の中に HTML のタグ（<br>）は使えません。
              --> content/notice/preface.md:1:5
               |
             1 | はじめに<br>お読みください。
               |         ^^^^
               = 対処: タグを消してください。文字としての「<」は、全角の「＜」にするか「\<」と書いてください。

            エラー[raw-html]: 文の中に HTML のタグ（<div class=\"x\">）は使えません。
              --> content/notice/preface.md:3:1
               |
             3 | <div class="x">
               | ^^^^^^^^^^^^^^^
               = 対処: タグを消してください。文字としての「<」は、全角の「＜」にするか「\<」と書いてください。

            エラー[raw-html]: 文の中に HTML のタグ（囲み）は使えません。
              --> content/notice/preface.md:4:1
               |
             4 | 囲み
               | ^^^^
               = 対処: タグを消してください。文字としての「<」は、全角の「＜」にするか「\<」と書いてください。

            エラー[raw-html]: 文の中に HTML のタグ（</div>）は使えません。
              --> content/notice/preface.md:5:1
               |
             5 | </div>
               | ^^^^^^
               = 対処: タグを消してください。文字としての「<」は、全角の「＜」にするか「\<」と書いてください。

            注意[unused-file]: どこからも使われていないファイルです。内容は公表されません。
              --> content/notice/purposes.yaml
               = 対処: 文書の一部であれば document.yaml の「sections:」に名前を書き足してください。要らなければ消してください。

            エラー4件、注意1件
        "#]],
    );
    passes(&[(PURPOSES, &lead("BMIが25以上 < 30未満の方、\\<b>という文字"))], expect![[""]]);
}

#[test]
fn characters_that_are_no_text() {
    check(&[(PURPOSES, &lead("\"資格\\u0007の\\t確認\\u202E\""))], expect![[r#"
        エラー[control-character]: 文の中に、目に見えない制御文字（U+0007）があります。
          --> content/notice/purposes.yaml:1:7
           |
         1 | lead: "資格\u0007の\t確認\u202E"
           |       ^
           = 対処: その文字を消してください。

        エラー[control-character]: 文の中に、目に見えない制御文字（U+0009）があります。
          --> content/notice/purposes.yaml:1:7
           |
         1 | lead: "資格\u0007の\t確認\u202E"
           |       ^
           = 対処: その文字を消してください。

        エラー[control-character]: 文の中に、目に見えない制御文字（U+202E）があります。
          --> content/notice/purposes.yaml:1:7
           |
         1 | lead: "資格\u0007の\t確認\u202E"
           |       ^
           = 対処: その文字を消してください。

        エラー3件
    "#]]);
    check(&[(PURPOSES, &lead("資格\u{FFFD}確認"))], expect![[r#"
        エラー[broken-character]: 文字化けした文字（U+FFFD）があります。
          --> content/notice/purposes.yaml:1:9
           |
         1 | lead: 資格�確認
           |           ^
           = 対処: 元の文書を見て、正しい文字に直してください。

        エラー1件
    "#]]);
}

#[test]
fn kana_are_composed_and_it_is_said() {
    passes(&[(PURPOSES, &lead("資格か\u{3099}変わったとき"))], expect![[r#"
        お知らせ[composed-kana]: 濁点・半濁点が別の文字になっている仮名を、1 文字の仮名（「が」など）として読みました。
          --> content/notice/purposes.yaml:1:10
           |
         1 | lead: 資格が変わったとき
           |             ^
           = 対処: PDF などから写した文に見られます。気になるときは入力し直してください。

        お知らせ1件
    "#]]);
}

#[test]
fn what_markdown_can_and_prose_cannot() {
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [preface]\n"),
            ("content/notice/preface.md", "> 引用です。\n\n---\n\n    字下げ\n\n![図](a.png)\n"),
            (PURPOSES, "heading: 使わない\n"),
        ],
        expect![[r#"
            エラー[prose-block]: 引用（>）は、ここでは使えません。
              --> content/notice/preface.md:1:1
               |
             1 | > 引用です。
               | ^^^^^^^^^^^^
               = 対処: 段落、見出し（##）、箇条書き（-）、番号付きの箇条書き（1.）、表、太字（**）、リンクが使えます。

            エラー[prose-block]: 区切り線は、ここでは使えません。
              --> content/notice/preface.md:3:1
               |
             3 | ---
               | ^^^
               = 対処: 段落、見出し（##）、箇条書き（-）、番号付きの箇条書き（1.）、表、太字（**）、リンクが使えます。

            エラー[prose-block]: 字下げした段落・コード（行の初めの空白 4 つ以上、または ```）は、ここでは使えません。
              --> content/notice/preface.md:5:5
               |
             5 |     字下げ
               |     ^^^^^^
               = 対処: 段落、見出し（##）、箇条書き（-）、番号付きの箇条書き（1.）、表、太字（**）、リンクが使えます。

            エラー[prose-block]: 画像は、ここでは使えません。
              --> content/notice/preface.md:7:1
               |
             7 | ![図](a.png)
               | ^^^^^^^^^^^^
               = 対処: 段落、見出し（##）、箇条書き（-）、番号付きの箇条書き（1.）、表、太字（**）、リンクが使えます。

            注意[unused-file]: どこからも使われていないファイルです。内容は公表されません。
              --> content/notice/purposes.yaml
               = 対処: 文書の一部であれば document.yaml の「sections:」に名前を書き足してください。要らなければ消してください。

            エラー4件、注意1件
        "#]],
    );
}
