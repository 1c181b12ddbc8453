//! The last command is taken back while nothing of it is out, and every file is as it was.

use super::home::Home;
use expect_test::expect;

fn sealed() -> Home {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home
}

/// Every file of the user's.
type Files = std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>;

/// What is written before a command: a file, its words, and what they become.
type Edit = (&'static str, &'static str, &'static str);

#[test]
fn any_command_is_taken_back_and_every_file_is_as_it_was() {
    let home = Home::new();
    home.write("privacy/amendment.yaml", "effective: 2026-10-01\nsummary: 初めて公表します。\n");
    let mut states: Vec<Files> = Vec::new();
    let edits: [(&str, Option<Edit>); 8] = [
        ("seal privacy --record-reason 初めて", None),
        (
            "seal privacy --effective 2027-04-01",
            Some(("privacy/preface.md", "保健指導", "保健指導と統計")),
        ),
        (
            "seal privacy --effective 2027-01-01 --record-reason 移転",
            Some(("privacy/contacts.yaml", "0001", "0002")),
        ),
        ("postpone privacy 2027-01-01 --effective 2027-06-01", None),
        ("withdraw privacy 2027-01-01.2 --record-reason 中止", None),
        ("retitle privacy --title 個人情報 --effective 2027-01-01", None),
        ("record add privacy 2026-10-01 --what 掲示 --date 2026-11-01", None),
        ("withhold privacy 2026-10-01 --words 03-0000-0001 --reason 誤って公表したため", None),
    ];
    for (command, edit) in edits {
        if let Some((path, old, new)) = edit {
            home.edit(path, old, new);
        }
        states.push(home.files());
        home.run("2026-11-01", command).ok();
    }
    for (state, (_, edit)) in states.into_iter().zip(edits).rev() {
        let now = home.files();
        home.run("2026-11-02", "undo privacy --dry-run").ok();
        assert!(now == home.files(), "--dry-run writes nothing");
        home.run("2026-11-02", "undo privacy").ok();
        let is = home.files();
        assert_eq!(state.keys().collect::<Vec<_>>(), is.keys().collect::<Vec<_>>());
        assert!(state == is);
        if let Some((path, old, new)) = edit {
            home.edit(path, new, old);
        }
    }
    let said = home.run("2026-11-02", "undo privacy").said();
    expect![[r#"
        exit 1
        エラー[undo-nothing]: 「privacy」には、取り消せる操作がありません。
           = 対処: 取り消せるのは、このサイトのフォルダーで最後に行い、まだ公開していない操作です。今後の版を取りやめるときは「kohyo withdraw」を使います。

        エラー1件
    "#]].assert_eq(&said);
}

#[test]
fn what_is_taken_back_is_said_by_day() {
    let home = sealed();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.run("2026-11-01", "seal privacy --effective 2027-01-01").ok();
    expect![[r#"
        exit 0
        「privacy」で適用される内容が、この操作の前と変わる期間:
          令和9年1月1日（2027年1月1日）から
            ・『問合せ窓口』の『電話』を「03-0000-0002」から「03-0000-0001」に改めます。
        「privacy」の台帳の最後の 1 行を取り消し、書き込む前に戻します。
          確定：版 2027-01-01
        書き込むファイル:
          content/privacy/ledger.jsonl
          content/privacy/versions/2027-01-01.jsonl
          records/undo/privacy/2.json
        --dry-run なので、何も書き込んでいません。
    "#]]
    .assert_eq(&home.run("2026-11-01", "undo privacy --dry-run").said());
    expect![[r#"
        exit 0
        「privacy」で適用される内容が、この操作の前と変わる期間:
          令和9年1月1日（2027年1月1日）から
            ・『問合せ窓口』の『電話』を「03-0000-0002」から「03-0000-0001」に改めます。
        「privacy」の台帳の最後の 1 行を取り消し、書き込む前に戻しました。
          確定：版 2027-01-01
        次の手順: kohyo build --root … で、公開するページを作ります。
    "#]]
    .assert_eq(&home.run("2026-11-01", "undo privacy").said());
    // The draft is as it was before.
    home.run("2026-11-01", "seal privacy --effective 2027-02-01").ok();
    expect![[r#"
        exit 0
        The text of `privacy` that is in force is another than before this command:
          from 2027-02-01 on
            - 『問合せ窓口』の『電話』を「03-0000-0002」から「03-0000-0001」に改めます。
        Took the last 1 lines of the ledger of `privacy` back; its files are as they were before:
          seal: version 2027-02-01
        Next: kohyo build --root …
    "#]]
    .assert_eq(&home.run("2026-11-01", "undo privacy --lang en").said());
}

#[test]
fn what_is_out_or_was_changed_since_stays() {
    let home = sealed();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.run("2026-11-01", "seal privacy --effective 2027-01-01").ok();
    home.run("2026-11-01", "build").ok();
    expect![[r#"
        exit 1
        エラー[undo-published]: 「privacy」の最後の操作は、公開用のページ（public）に入っています。
           = 対処: まだどこにもアップロードしていないことが確かなときは、そのフォルダーを消してから、もう一度お試しください。アップロードしたときは取り消せません（「kohyo withdraw」「kohyo postpone」を使います）。

        エラー1件
    "#]].assert_eq(&home.run("2026-11-01", "undo privacy").said());
    home.run("2026-11-01", "record upload").ok();
    std::fs::remove_dir_all(home.root().join("public")).unwrap();
    expect![[r#"
        exit 1
        エラー[undo-uploaded]: 「privacy」の最後の操作の後に、アップロードが記録されています。公表した記録は取り消せません。
           = 対処: 今後の版を取りやめるときは「kohyo withdraw」、日を改めるときは「kohyo postpone」を使います。

        エラー1件
    "#]].assert_eq(&home.run("2026-11-01", "undo privacy").said());
    // What comes after the upload is not out, and no file may be another than it was.
    home.run("2026-11-02", "withdraw privacy 2027-01-01").ok();
    let ledger = home.read("content/privacy/ledger.jsonl");
    home.write("privacy/ledger.jsonl", &ledger.replace("2026-11-02", "2026-11-03"));
    expect![[r#"
        exit 1
        エラー[undo-nothing]: 「privacy」には、取り消せる操作がありません。
           = 対処: 取り消せるのは、このサイトのフォルダーで最後に行い、まだ公開していない操作です。今後の版を取りやめるときは「kohyo withdraw」を使います。

        エラー1件
    "#]].assert_eq(&home.run("2026-11-03", "undo privacy").said());
    home.write("privacy/ledger.jsonl", &ledger);
    home.run("2026-11-03", "undo privacy").ok();
}
