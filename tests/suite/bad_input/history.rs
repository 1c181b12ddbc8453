//! Faults of what was sealed: version files and ledgers that do not fit together.

use super::{check_bytes, site};
use expect_test::expect;
use kohyo::ledger::{Chain, Day, Event, VersionId};
use kohyo::load::load;
use kohyo::tree::{Bare, Digest, Form, Role, Text, write};

const LEDGER: &str = "content/notice/ledger.jsonl";
const FIRST: &str = "content/notice/versions/2025-04-01.jsonl";
const SECOND: &str = "content/notice/versions/2026-04-01.jsonl";

/// The bytes of two versions, and of the ledger that records them.
fn sealed() -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let tree = |title: &str| {
        let root = Bare::new(Form::Document).role(Role::of("privacy-notice"));
        write(&root.heading(Text::plain(title)).leaf())
    };
    let (first, second) = (tree("公表事項"), tree("公表事項（改）"));
    let mut chain = Chain::default();
    for (day, bytes) in [("2025-04-01", &first), ("2026-04-01", &second)] {
        let day = day.parse().unwrap();
        chain.append(Event::Seal {
            version: VersionId::first(day),
            digest: Digest::of(bytes),
            effective: Day::Known(day),
            recorded: day,
        });
    }
    (first, second, chain.bytes().to_vec())
}

#[test]
fn sound_versions_are_read_in_order() {
    let (first, second, ledger) = sealed();
    let loaded = load(&site(&[(SECOND, &second), (FIRST, &first), (LEDGER, &ledger)]));
    assert_eq!(loaded.findings, []);
    let site = loaded.site.unwrap();
    let versions = &site.documents[0].versions;
    let ids: Vec<String> = versions.iter().map(|version| version.id.to_string()).collect();
    assert_eq!(ids, ["2025-04-01", "2026-04-01"]);
    assert_eq!(versions[1].tree.heading().words(), "公表事項（改）");
    assert_eq!(site.documents[0].ledger.bytes(), ledger);
}

#[test]
fn a_version_that_was_changed() {
    let (first, second, ledger) = sealed();
    let changed = String::from_utf8(first).unwrap().replace("公表", "公示");
    check_bytes(
        &[(FIRST, changed.as_bytes()), (SECOND, &second), (LEDGER, &ledger)],
        expect![[r#"
            エラー[version-changed]: 確定した版の内容が、台帳に記録されたもの（SHA-256）と違います。
              --> content/notice/versions/2025-04-01.jsonl
               = 対処: 確定した版と台帳は手で直せません。控え（バックアップや git）から元のファイルに戻してください。

            エラー1件
        "#]],
    );
}

#[test]
fn versions_and_lines_without_each_other() {
    let (first, second, ledger) = sealed();
    check_bytes(&[(FIRST, &first), (LEDGER, &ledger)], expect![[r#"
        エラー[version-missing]: 台帳に記録された版のファイル content/notice/versions/2026-04-01.jsonl がありません。
          --> content/notice/ledger.jsonl:2:1
           |
         2 | {"digest":"0d008d5396e11b8e72a42fcc75885f2434d919be4af3c35fdb26cd31efdedbc8"…
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = 対処: 確定した版と台帳は手で直せません。控え（バックアップや git）から元のファイルに戻してください。

        エラー1件
    "#]]);
    check_bytes(&[(FIRST, &first), (SECOND, &second)], expect![[r#"
        エラー[version-unrecorded]: この版は台帳に記録されていません。
          --> content/notice/versions/2025-04-01.jsonl
           = 対処: 版は「kohyo seal」で確定します。手で置いたファイルは versions フォルダーの外に移してください。

        エラー[version-unrecorded]: この版は台帳に記録されていません。
          --> content/notice/versions/2026-04-01.jsonl
           = 対処: 版は「kohyo seal」で確定します。手で置いたファイルは versions フォルダーの外に移してください。

        エラー2件
    "#]]);
    check_bytes(
        &[(FIRST, &first), (SECOND, &second), (LEDGER, &ledger), ("content/notice/versions/2026.jsonl", b"x")],
        expect![[r#"
            エラー[version-name]: 版のファイルの名前ではありません（例：2025-04-01.jsonl）。
              --> content/notice/versions/2026.jsonl
               = 対処: versions フォルダーには kohyo が作ったファイルだけを置いてください。

            エラー1件
        "#]],
    );
}

#[test]
fn a_ledger_that_was_changed() {
    let (first, second, ledger) = sealed();
    let files = |ledger: &[u8], expected| {
        check_bytes(&[(FIRST, &first), (SECOND, &second), (LEDGER, ledger)], expected);
    };
    let words = String::from_utf8(ledger).unwrap();
    let second_line = words.find('\n').unwrap() + 1;
    files(&words.as_bytes()[second_line..], expect![[r#"
        エラー[ledger-form]: 台帳の行が、前の行とつながっていません。行が消されたか、書き換えられています。
          --> content/notice/ledger.jsonl:1:1
           |
         1 | {"digest":"0d008d5396e11b8e72a42fcc75885f2434d919be4af3c35fdb26cd31efdedbc8"…
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = 対処: 確定した版と台帳は手で直せません。控え（バックアップや git）から元のファイルに戻してください。

        エラー1件
    "#]]);
    files(words.replacen("2025-04-01", "2025-05-01", 1).as_bytes(), expect![[r#"
        エラー[ledger-form]: 台帳の行が、前の行とつながっていません。行が消されたか、書き換えられています。
          --> content/notice/ledger.jsonl:2:1
           |
         2 | {"digest":"0d008d5396e11b8e72a42fcc75885f2434d919be4af3c35fdb26cd31efdedbc8"…
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = 対処: 確定した版と台帳は手で直せません。控え（バックアップや git）から元のファイルに戻してください。

        エラー1件
    "#]]);
    files(words.replace('\n', "\r\n").as_bytes(), expect![[r#"
        エラー[ledger-form]: 台帳の行を読めません。この kohyo より新しい形式か、書き換えられています。
          --> content/notice/ledger.jsonl:1:1
           |
         1 | {"digest":"5b815362666a267f269c8179ecdfcdba65eba3b538c64533cf7ad98c89a151a8"…
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = 対処: 確定した版と台帳は手で直せません。控え（バックアップや git）から元のファイルに戻してください。

        エラー1件
    "#]]);
}

#[test]
fn a_digest_that_fits_bytes_that_are_no_version() {
    let bytes = b"{\"format\":1,\"type\":\"kohyo-version\"}\n{\"depth\":0,\"form\":\"dokument\"}\n";
    let day = "2025-04-01".parse().unwrap();
    let mut chain = Chain::default();
    chain.append(Event::Seal {
        version: VersionId::first(day),
        digest: Digest::of(bytes),
        effective: Day::Known(day),
        recorded: day,
    });
    check_bytes(&[(FIRST, bytes), (LEDGER, chain.bytes())], expect![[r#"
        エラー[version-form]: 版のファイルを読めません。この kohyo より新しい形式か、書き換えられています。
          --> content/notice/versions/2025-04-01.jsonl:2:1
           |
         2 | {"depth":0,"form":"dokument"}
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           = 対処: 確定した版と台帳は手で直せません。控え（バックアップや git）から元のファイルに戻してください。

        エラー1件
    "#]]);
}
