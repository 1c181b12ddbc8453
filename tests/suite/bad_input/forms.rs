//! Faults of form: YAML that is none, names that are not known, shapes that do not fit.

use super::{DOCUMENT, PURPOSES, check, check_bytes, passes};
use expect_test::expect;

#[test]
fn unknown_key() {
    check(&[(PURPOSES, "headng: 利用目的\nrows: []\n")], expect![[r#"
        エラー[unknown-name]: 「headng」という項目はありません。
          --> content/notice/purposes.yaml:1:1
           |
         1 | headng: 利用目的
           | ^^^^^^
           = 対処: 「heading」のことでしょうか。使える項目：key、label、heading、lead、columns、rows、heads、notes

        エラー1件
    "#]]);
    check(
        &[(PURPOSES, "rows:\n  - category: 資格\n    purpose: [確認]\n")],
        expect![[r#"
            エラー[missing-name]: 「purposes:」がありません。
              --> content/notice/purposes.yaml:2:5
               |
             2 |   - category: 資格
               |     ^
               = 対処: 「purposes: …」を書き足してください。

            エラー[unknown-name]: 「purpose」という項目はありません。
              --> content/notice/purposes.yaml:3:5
               |
             3 |     purpose: [確認]
               |     ^^^^^^^
               = 対処: 「purposes」のことでしょうか。使える項目：category、key、purposes、provided

            エラー2件
        "#]],
    );
}

#[test]
fn duplicate_key() {
    check(
        &[(PURPOSES, "heading: 利用目的\nrows:\n  - category: 資格\n    purposes: 確認\nheading: 目的\n")],
        expect![[r#"
            エラー[duplicate-name]: 「heading」が 2 回書かれています（1 回目は 1 行目）。
              --> content/notice/purposes.yaml:5:1
               |
             5 | heading: 目的
               | ^^^^^^^
               = 対処: どちらか一方を消してください。

            エラー1件
        "#]],
    );
}

#[test]
fn missing_file() {
    check(
        &[(DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [purposes, contacts]\n")],
        expect![[r#"
            エラー[missing-file]: content/notice/contacts.yaml（窓口）がありません。
              --> content/notice/document.yaml:3:22
               |
             3 | sections: [purposes, contacts]
               |                      ^^^^^^^^
               = 対処: ファイルを作るか、名前の書き誤りを直すか、この行を消してください。

            エラー1件
        "#]],
    );
    check(&[("content/other/purposes.yaml", "rows: []\n")], expect![[r#"
        エラー[missing-file]: content/other/document.yaml がありません。
          --> content/other/document.yaml
           = 対処: ファイルを作るか、名前の書き誤りがないか確かめてください。

        エラー1件
    "#]]);
}

#[test]
fn wrong_type() {
    check(&[(PURPOSES, "rows: 資格の確認\n")], expect![[r#"
        エラー[wrong-type]: ここには「- 」で始まる一覧を書きます。文字列になっています。
          --> content/notice/purposes.yaml:1:7
           |
         1 | rows: 資格の確認
           |       ^^^^^^^^^^

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading: [利用目的]\nrows: [資格の確認]\n")], expect![[r#"
        エラー[wrong-type]: ここには文字列を書きます。「- 」で始まる一覧になっています。
          --> content/notice/purposes.yaml:1:10
           |
         1 | heading: [利用目的]
           |          ^^^^^^^^^^

        エラー[wrong-type]: ここには「名前: 値」の組を書きます。文字列になっています。
          --> content/notice/purposes.yaml:2:8
           |
         2 | rows: [資格の確認]
           |        ^^^^^^^^^^

        エラー2件
    "#]]);
    check(&[(PURPOSES, "- 利用目的\n- 資格\n")], expect![[r#"
        エラー[wrong-type]: ここには「名前: 値」の組を書きます。「- 」で始まる一覧になっています。
          --> content/notice/purposes.yaml:1:1
           |
         1 | - 利用目的
           | ^^^^^^^^^^

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading:\nlead: ~\nrows: null\n")], expect![[r#"
        エラー[no-text]: 値が書かれていません。
          --> content/notice/purposes.yaml:1:8
           |
         1 | heading:
           |        ^
           = 対処: 内容を書くか、この行を消してください。「~」や「null」という文字を書くときは " で囲んでください。

        エラー[no-text]: 値が書かれていません。
          --> content/notice/purposes.yaml:2:7
           |
         2 | lead: ~
           |       ^
           = 対処: 内容を書くか、この行を消してください。「~」や「null」という文字を書くときは " で囲んでください。

        エラー[wrong-type]: ここには「- 」で始まる一覧を書きます。空の値になっています。
          --> content/notice/purposes.yaml:3:7
           |
         3 | rows: null
           |       ^^^^

        エラー3件
    "#]]);
}

#[test]
fn tab_indent() {
    check(
        &[(PURPOSES, "rows:\n  - category: 資格\n\tpurposes: 確認\n")],
        expect![[r#"
            エラー[tab-indent]: ここにタブ文字は使えません。
              --> content/notice/purposes.yaml:2:15
               |
             2 |   - category: 資格
               |               ^^
               = 対処: タブを半角の空白に置き換えてください。

            エラー1件
        "#]],
    );
    check(&[(PURPOSES, "rows:\n\t- category: 資格\n")], expect![[r#"
        エラー[tab-indent]: 行の初めにタブ文字があります。
          --> content/notice/purposes.yaml:2:1
           |
         2 |     - category: 資格
           | ^^^^
           = 対処: タブを半角の空白に置き換えてください。

        エラー1件
    "#]]);
}

#[test]
fn full_width_colon() {
    check(&[(PURPOSES, "heading：利用目的\nrows:\n  - category: 資格\n")], expect![[r#"
        エラー[full-width-colon]: 項目の名前の後のコロンが全角「：」になっています。
          --> content/notice/purposes.yaml:1:8
           |
         1 | heading：利用目的
           |        ^^
           = 対処: 半角のコロンと半角の空白「: 」に直してください。

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading：利用目的\n")], expect![[r#"
        エラー[full-width-colon]: 項目の名前の後のコロンが全角「：」になっています。
          --> content/notice/purposes.yaml:1:8
           |
         1 | heading：利用目的
           |        ^^
           = 対処: 半角のコロンと半角の空白「: 」に直してください。

        エラー1件
    "#]]);
    check(
        &[(PURPOSES, "rows:\n  - category：資格\n    purposes: 確認\n")],
        expect![[r#"
            エラー[full-width-colon]: 項目の名前の後のコロンが全角「：」になっています。
              --> content/notice/purposes.yaml:2:13
               |
             2 |   - category：資格
               |             ^^
               = 対処: 半角のコロンと半角の空白「: 」に直してください。

            エラー1件
        "#]],
    );
    check(&[(PURPOSES, "heading:利用目的\n")], expect![[r#"
        エラー[colon-space]: コロン（:）の後に半角の空白がありません。
          --> content/notice/purposes.yaml:1:8
           |
         1 | heading:利用目的
           |        ^
           = 対処: 「名前: 値」のように、コロンの後に半角の空白を 1 つ入れてください。

        エラー1件
    "#]]);
}

#[test]
fn full_width_space() {
    check(
        &[(PURPOSES, "rows:\n  - category: 資格\n　　purposes: 確認\n")],
        expect![[r#"
            エラー[missing-name]: 「purposes:」がありません。
              --> content/notice/purposes.yaml:2:5
               |
             2 |   - category: 資格
               |     ^
               = 対処: 「purposes: …」を書き足してください。

            エラー[unknown-name]: 「\u{3000}\u{3000}purposes」という項目はありません。
              --> content/notice/purposes.yaml:3:1
               |
             3 | 　　purposes: 確認
               | ^^^^^^^^^^^^
               = 対処: 使える項目：key、label、heading、lead、columns、rows、heads、notes

            エラー2件
        "#]],
    );
    check(&[(PURPOSES, "　heading: 利用目的\nrows: []\n")], expect![[r#"
        エラー[unknown-name]: 「\u{3000}heading」という項目はありません。
          --> content/notice/purposes.yaml:1:1
           |
         1 | 　heading: 利用目的
           | ^^^^^^^^^
           = 対処: 「heading」のことでしょうか。使える項目：key、label、heading、lead、columns、rows、heads、notes

        エラー1件
    "#]]);
}

#[test]
fn empty_file() {
    check(&[(PURPOSES, "")], expect![[r#"
        エラー[empty-file]: ファイルに内容がありません。
          --> content/notice/purposes.yaml
           = 対処: 内容を書くか、使わないファイルであれば消してください。

        エラー1件
    "#]]);
    check(&[(PURPOSES, "# まだ書いていません\n")], expect![[r#"
        エラー[empty-file]: ファイルに内容がありません。
          --> content/notice/purposes.yaml
           = 対処: 内容を書くか、使わないファイルであれば消してください。

        エラー1件
    "#]]);
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [preface]\n"),
            ("content/notice/preface.md", "\n"),
            (PURPOSES, "heading: 使わない\n"),
        ],
        expect![[r#"
            エラー[empty-file]: ファイルに内容がありません。
              --> content/notice/preface.md
               = 対処: 内容を書くか、使わないファイルであれば消してください。

            注意[unused-file]: どこからも使われていないファイルです。内容は公表されません。
              --> content/notice/purposes.yaml
               = 対処: 文書の一部であれば document.yaml の「sections:」に名前を書き足してください。要らなければ消してください。

            エラー1件、注意1件
        "#]],
    );
}

#[test]
fn quotes_and_brackets() {
    check(&[(PURPOSES, "heading: \"利用目的\nrows: []\n")], expect![[r#"
        エラー[yaml-quote]: 引用符（" または '）が正しく閉じていません。
          --> content/notice/purposes.yaml:1:10
           |
         1 | heading: "利用目的
           |          ^
           = 対処: 引用符を両端に付けてください。文の途中の引用符は「」に替えるか、全体を別の引用符で囲んでください。

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading: \"利用\"目的\nrows: []\n")], expect![[r#"
        エラー[yaml-quote]: 引用符（" または '）が正しく閉じていません。
          --> content/notice/purposes.yaml:1:14
           |
         1 | heading: "利用"目的
           |                ^^
           = 対処: 引用符を両端に付けてください。文の途中の引用符は「」に替えるか、全体を別の引用符で囲んでください。

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading: [利用目的\nrows: []\n")], expect![[r#"
        エラー[yaml-colon]: この位置に「: 」は書けません。
          --> content/notice/purposes.yaml:2:5
           |
         2 | rows: []
           |     ^
           = 対処: 文の中に「: 」があるときは、全体を " で囲んでください。前の行の書き方も確かめてください。

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading: 利用目的: 資格\nrows: []\n")], expect![[r#"
        エラー[yaml-colon]: この位置に「: 」は書けません。
          --> content/notice/purposes.yaml:1:14
           |
         1 | heading: 利用目的: 資格
           |                  ^
           = 対処: 文の中に「: 」があるときは、全体を " で囲んでください。前の行の書き方も確かめてください。

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading: @資格\nrows: []\n")], expect![[r#"
        エラー[yaml-character]: この文字で文を始めることはできません。
          --> content/notice/purposes.yaml:1:10
           |
         1 | heading: @資格
           |          ^
           = 対処: 全体を " で囲んでください。

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading: \"\\資格\"\nrows: []\n")], expect![[r#"
        エラー[yaml-escape]: " で囲んだ中の「\」（円記号）の後が正しくありません。
          --> content/notice/purposes.yaml:1:10
           |
         1 | heading: "\資格"
           |          ^
           = 対処: 文字としての「\」を書くときは、全体を ' で囲んでください。

        エラー1件
    "#]]);
    check(&[(PURPOSES, "heading: 利用目的\n   lead: 資格\nrows: []\n")], expect![[r#"
        エラー[yaml-colon]: この位置に「: 」は書けません。
          --> content/notice/purposes.yaml:2:8
           |
         2 |    lead: 資格
           |        ^
           = 対処: 文の中に「: 」があるときは、全体を " で囲んでください。前の行の書き方も確かめてください。

        エラー1件
    "#]]);
}

#[test]
fn several_documents_in_one_file() {
    check(&[(PURPOSES, "heading: 利用目的\nrows: []\n---\nheading: 二\n")], expect![[r#"
        エラー[yaml-documents]: 「---」で区切られた 2 つ目の文書があります。1 つのファイルには 1 つだけ書けます。
          --> content/notice/purposes.yaml:3:1
           |
         3 | ---
           | ^^^
           = 対処: 「---」の行から後を別のファイルに移すか、「---」の行を消してください。

        エラー1件
    "#]]);
}

#[test]
fn not_utf8() {
    let words = "heading: 利用目的\nrows: []\n";
    let (shift_jis, ..) = encoding_rs::SHIFT_JIS.encode(words);
    check_bytes(&[(PURPOSES, &shift_jis)], expect![[r#"
        エラー[not-utf8]: 文字コードが UTF-8 ではありません。Shift_JIS のようです。
          --> content/notice/purposes.yaml:1:10
           |
         1 | heading: ���p�ړI
           |          ^
           = 対処: エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。

        エラー1件
    "#]]);
    let (euc, ..) = encoding_rs::EUC_JP.encode(words);
    check_bytes(&[(PURPOSES, &euc)], expect![[r#"
        エラー[not-utf8]: 文字コードが UTF-8 ではありません。EUC-JP のようです。
          --> content/notice/purposes.yaml:1:10
           |
         1 | heading: ������Ū
           |          ^
           = 対処: エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。

        エラー1件
    "#]]);
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(words.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    check_bytes(&[(PURPOSES, &utf16)], expect![[r#"
        エラー[not-utf8]: 文字コードが UTF-8 ではありません。UTF-16 のようです。
          --> content/notice/purposes.yaml:1:1
           |
         1 | ��h␀e␀a␀d␀i␀n␀g␀:␀ ␀)R(u�v�v
           | ^
           = 対処: エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。

        エラー1件
    "#]]);
    check_bytes(&[(PURPOSES, b"heading: \xFF\n")], expect![[r#"
        エラー[not-utf8]: 文字コードが UTF-8 ではありません。
          --> content/notice/purposes.yaml:1:10
           |
         1 | heading: �
           |          ^
           = 対処: エディターの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください。

        エラー1件
    "#]]);
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
        expect![[""]],
    );
    // Places are told in the file as it is on disk.
    check(&[(PURPOSES, "\u{FEFF}heading: 利用目的\r\nrow: []\r\n")], expect![[r#"
        エラー[missing-name]: 「rows:」がありません。
          --> content/notice/purposes.yaml:1:1
           |
         1 | heading: 利用目的
           | ^
           = 対処: 「rows: …」を書き足してください。

        エラー[unknown-name]: 「row」という項目はありません。
          --> content/notice/purposes.yaml:2:1
           |
         2 | row: []
           | ^^^
           = 対処: 「rows」のことでしょうか。使える項目：key、label、heading、lead、columns、rows、heads、notes

        エラー2件
    "#]]);
}
