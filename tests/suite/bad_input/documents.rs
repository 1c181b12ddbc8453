//! Faults of documents: what they are, which files they are made of, keys.

use super::{DOCUMENT, PURPOSES, check, passes};
use expect_test::expect;

const ROW: &str = "rows:\n  - category: 資格\n    key: eligibility\n    purposes: 確認\n";

#[test]
fn duplicate_keys_of_provisions() {
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [purposes, purposes-2]\n"),
            (PURPOSES, ROW),
            ("content/notice/purposes-2.yaml", ROW),
        ],
        expect![[r#"
            エラー[duplicate-key]: 識別子「eligibility」が同じ文書の中で 2 回使われています（1 回目は content/notice/purposes.yaml）。
              --> content/notice/purposes-2.yaml:3:10
               |
             3 |     key: eligibility
               |          ^^^^^^^^^^^
               = 対処: どちらか一方を別の識別子にしてください。

            エラー1件
        "#]],
    );
}

#[test]
fn a_link_to_a_key_that_is_not_there() {
    check(
        &[(PURPOSES, &format!("lead: \"[資格](#eligibilty)をご覧ください。\"\n{ROW}"))],
        expect![[r#"
            エラー[dangling-key]: リンク先の識別子「eligibilty」は、この文書のどこにもありません。
              --> content/notice/purposes.yaml:1:13
               |
             1 | lead: "[資格](#eligibilty)をご覧ください。"
               |               ^^^^^^^^^^^
               = 対処: リンク先の項目に「key:」を付けるか、リンクを直してください。

            エラー1件
        "#]],
    );
}

#[test]
fn a_key_that_is_none() {
    check(&[(PURPOSES, &ROW.replace("eligibility", "資格"))], expect![[r#"
        エラー[key-form]: 「資格」は識別子（key）にできません。
          --> content/notice/purposes.yaml:3:10
           |
         3 |     key: 資格
           |          ^^^^
           = 対処: 半角の英字で始め、英数字・「-」・「_」だけで 64 字までにしてください。

        エラー1件
    "#]]);
}

#[test]
fn names_that_lead_outside() {
    check(
        &[(DOCUMENT, "kind: notice\ntitle: 公表事項\nsections: [../purposes, /etc/passwd, purposes.yaml, 'C:\\x', purposes]\n")],
        expect![[r#"
            エラー[section-name]: 「../purposes」は節のファイルの名前にできません。
              --> content/notice/document.yaml:3:12
               |
             3 | sections: [../purposes, /etc/passwd, purposes.yaml, 'C:\x', purposes]
               |            ^^^^^^^^^^^
               = 対処: この文書のフォルダーにあるファイルの名前を、拡張子を除いて書いてください。「..」や「/」は使えません。

            エラー[section-name]: 「/etc/passwd」は節のファイルの名前にできません。
              --> content/notice/document.yaml:3:25
               |
             3 | sections: [../purposes, /etc/passwd, purposes.yaml, 'C:\x', purposes]
               |                         ^^^^^^^^^^^
               = 対処: この文書のフォルダーにあるファイルの名前を、拡張子を除いて書いてください。「..」や「/」は使えません。

            エラー[section-name]: 「purposes.yaml」は節のファイルの名前にできません。
              --> content/notice/document.yaml:3:38
               |
             3 | sections: [../purposes, /etc/passwd, purposes.yaml, 'C:\x', purposes]
               |                                      ^^^^^^^^^^^^^
               = 対処: 拡張子（.yaml や .md）を除いた名前を書いてください。

            エラー[section-name]: 「C:\\x」は節のファイルの名前にできません。
              --> content/notice/document.yaml:3:54
               |
             3 | sections: [../purposes, /etc/passwd, purposes.yaml, 'C:\x', purposes]
               |                                                      ^^^^
               = 対処: この文書のフォルダーにあるファイルの名前を、拡張子を除いて書いてください。「..」や「/」は使えません。

            エラー4件
        "#]],
    );
    check(&[("content/site.yaml", "title: 見本\ndocuments: [../notice, notice]\n")], expect![[r#"
        エラー[missing-document]: content フォルダーの中に「../notice」というフォルダーがありません。
          --> content/site.yaml:2:13
           |
         2 | documents: [../notice, notice]
           |             ^^^^^^^^^
           = 対処: フォルダーの名前を確かめてください。なくした文書であれば、この行を消してください。

        エラー1件
    "#]]);
    check(&[("content/../secret/x.yaml", "x: y\n")], expect![[r#"
        エラー[file-name]: 「content/../secret/x.yaml」という名前のファイルは使えません。フォルダーの外を指す名前、または空の名前です。
           = 対処: ファイルまたはフォルダーの名前を変えてください。

        エラー1件
    "#]]);
}

#[test]
fn sections_named_twice_or_of_no_kind() {
    check(
        &[
            (DOCUMENT, "kind: notice\ntitle: 公表事項\nsections:\n  - purposes\n  - purposes\n  - purpose\n"),
            ("content/notice/purpose.yaml", ROW),
        ],
        expect![[r#"
            エラー[duplicate-section]: 「purposes」が 2 回書かれています（1 回目は 4 行目）。
              --> content/notice/document.yaml:5:5
               |
             5 |   - purposes
               |     ^^^^^^^^
               = 対処: どちらか一方を消してください。同じ種類の節を 2 つ作るときは「purposes-2」のような別の名前のファイルにします。

            エラー[unknown-section]: 「purpose.yaml」の名前からは、節の種類が分かりません。
              --> content/notice/document.yaml:6:5
               |
             6 |   - purpose
               |     ^^^^^^^
               = 対処: 「purposes」のことでしょうか。種類：purposes、retained-data、exceptions、safety-measures、requests、contacts、organisation、table、prose（「purposes-2」のように続けられます）

            エラー2件
        "#]],
    );
}

#[test]
fn files_that_nothing_reads() {
    passes(
        &[
            ("content/notice/contacts.yaml", "contacts: []\n"),
            ("content/notice/purposes.yaml~", "x\n"),
            ("content/notes.txt", "x\n"),
            ("content/static/logo.svg", "x\n"),
            ("content/notice/figures/a.png", "x\n"),
        ],
        expect![[r#"
            注意[unused-file]: どこからも使われていないファイルです。内容は公表されません。
              --> content/notes.txt
               = 対処: 文書の一部であれば document.yaml の「sections:」に名前を書き足してください。要らなければ消してください。

            注意[unused-file]: どこからも使われていないファイルです。内容は公表されません。
              --> content/notice/contacts.yaml
               = 対処: 文書の一部であれば document.yaml の「sections:」に名前を書き足してください。要らなければ消してください。

            お知らせ[backup-file]: エディターの控えのようなファイルです。読み込みません。
              --> content/notice/purposes.yaml~
               = 対処: 要らなければ消してください。

            注意2件、お知らせ1件
        "#]],
    );
}

#[test]
fn documents_of_the_site() {
    check(
        &[
            ("content/site.yaml", "title: 見本\ndocuments: [notice, notice, rules]\nroot: mine\nurl: ftp://example.jp/\n"),
            ("content/Draft/document.yaml", "kind: notice\ntitle: 案\nsections: []\n"),
            ("content/extra/document.yaml", "kind: notice\ntitle: 別\nsections: [preface]\n"),
            ("content/extra/preface.md", "別の文書です。\n"),
        ],
        expect![[r#"
            エラー[document-name]: 「Draft」は文書のフォルダーの名前にできません。
              --> content/Draft
               = 対処: 半角の英小文字・数字・「-」だけで 64 字までにしてください。そのままアドレスの一部になります。

            注意[unlisted-document]: 文書「extra」が site.yaml の「documents:」に書かれていません。最後に並べます。
              --> content/extra/document.yaml
               = 対処: site.yaml の「documents:」に、並べたい順で書き足してください。

            エラー[duplicate-document]: 文書「notice」が 2 回書かれています。
              --> content/site.yaml:2:21
               |
             2 | documents: [notice, notice, rules]
               |                     ^^^^^^
               = 対処: どちらか一方を消してください。

            エラー[missing-document]: content フォルダーの中に「rules」というフォルダーがありません。
              --> content/site.yaml:2:29
               |
             2 | documents: [notice, notice, rules]
               |                             ^^^^^
               = 対処: フォルダーの名前を確かめてください。なくした文書であれば、この行を消してください。

            エラー[unknown-word]: 「mine」は、ここでは使えません。
              --> content/site.yaml:3:7
               |
             3 | root: mine
               |       ^^^^
               = 対処: 使える語：ours、theirs

            エラー[site-url]: サイトのアドレスとして読めません。
              --> content/site.yaml:4:6
               |
             4 | url: ftp://example.jp/
               |      ^^^^^^^^^^^^^^^^^
               = 対処: 「https://www.example.jp/kohyo/」のように、公開する場所のアドレスを書いてください。まだ決まっていなければ、この行を消してください。

            エラー5件、注意1件
        "#]],
    );
}

#[test]
fn regulations() {
    check(&[("content/rules/document.yaml", "kind: regulation\n")], expect![[r#"
        エラー[missing-file]: content/rules/main.law.txt がありません。
          --> content/rules/main.law.txt
           = 対処: ファイルを作るか、名前の書き誤りがないか確かめてください。

        エラー1件
    "#]]);
    check(
        &[
            ("content/rules/document.yaml", "kind: regulation\ntitle: 別の規程\nsections: [purposes]\n"),
            ("content/rules/main.law.txt", "見本規程\n\n第1条　見本を定める。\n"),
        ],
        expect![[r#"
            エラー[title-differs]: 題名が main.law.txt の題名「見本規程」と違います。
              --> content/rules/document.yaml:2:8
               |
             2 | title: 別の規程
               |        ^^^^^^^^
               = 対処: 規程の題名は本文の 1 行目が正です。この「title:」の行を消すか、同じにしてください。

            エラー[sections-of-regulation]: 規程（kind: regulation）には「sections:」を書けません。本文は main.law.txt に書きます。
              --> content/rules/document.yaml:3:11
               |
             3 | sections: [purposes]
               |           ^
               = 対処: 「sections:」を消してください。

            エラー2件
        "#]],
    );
    check(
        &[
            ("content/rules/document.yaml", "kind: regulation\n"),
            ("content/rules/main.law.txt", "\n\n"),
        ],
        expect![[r#"
            エラー[empty-file]: ファイルに内容がありません。
              --> content/rules/main.law.txt
               = 対処: 1 行目に題名、その後に条文を書いてください。

            エラー1件
        "#]],
    );
}

#[test]
fn numbers_from_a_sample() {
    check(
        &[(DOCUMENT, "kind: notice\ntitle: 公表事項\nnumbering: 第一回\nsections: [purposes]\n")],
        expect![[r#"
            エラー[numbering-sample]: 「第一回」からは番号の書き方が分かりません。
              --> content/notice/document.yaml:3:12
               |
             3 | numbering: 第一回
               |            ^^^^^^
               = 対処: 1 番目の番号を、印刷するとおりに書いてください（例："1."、"(1)"、"①"、"ア"）。

            エラー1件
        "#]],
    );
}
