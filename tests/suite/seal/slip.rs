//! The slip: made by `draft`, read by `seal`, used up by it.

use super::home::Home;
use expect_test::{Expect, expect};
use kohyo::site::load::read_slip;

fn bad(words: &str, expected: Expect) {
    let home = Home::new();
    home.write("privacy/amendment.yaml", words);
    expected.assert_eq(&home.run("2026-11-01", "check").said());
}

#[test]
fn keys_that_a_slip_does_not_have() {
    bad(
        "efective: 2027-04-01\nsumary: 変わります\n",
        expect![[r#"
        exit 1
        エラー[unknown-name]: 「efective」という項目はありません。
          --> content/privacy/amendment.yaml:1:1
           |
         1 | efective: 2027-04-01
           | ^^^^^^^^
           = 対処: 「effective」のことでしょうか。使える項目：effective、seen、decided、approved、published、summary、private、duties

        エラー[unknown-name]: 「sumary」という項目はありません。
          --> content/privacy/amendment.yaml:2:1
           |
         2 | sumary: 変わります
           | ^^^^^^
           = 対処: 「summary」のことでしょうか。使える項目：effective、seen、decided、approved、published、summary、private、duties

        エラー2件
    "#]],
    );
}

#[test]
fn days_and_bodies_that_cannot_be() {
    bad(
        "effective: 2027-02-30\nseen: 2026-10-01\ndecided:\n  by: 理事会\npublished: いつか\n",
        expect![[r#"
            exit 1
            エラー[impossible-date]: 30日という日はありません（2027年2月は28日までです）。
              --> content/privacy/amendment.yaml:1:12
               |
             1 | effective: 2027-02-30
               |            ^^^^^^^^^^
               = 対処: 実際にある日付に直してください。

            エラー[slip-seen]: 「seen:」は、「effective:」が unknown のときだけ書けます。
              --> content/privacy/amendment.yaml:2:7
               |
             2 | seen: 2026-10-01
               |       ^^^^^^^^^^
               = 対処: 日付がわかっていれば「seen:」の行を消し、わからなければ「effective: unknown」としてください。

            エラー[slip-decided]: 決めた機関（by）だけがあり、決めた日（day）がありません。
              --> content/privacy/amendment.yaml:4:3
               |
             4 |   by: 理事会
               |   ^
               = 対処: 決めた日を書くか、まだ決まっていなければ「by:」も空けておいてください。

            エラー[not-a-date]: 日付として読めません。「2025-04-01」「2025年4月1日」「令和7年4月1日」「R7.4.1」のように書いてください。
              --> content/privacy/amendment.yaml:5:12
               |
             5 | published: いつか
               |            ^^^^^^
               = 対処: 年・月・日のすべてを、この順に書いてください。日付のほかの言葉は書けません。

            エラー4件
        "#]],
    );
}

#[test]
fn lists_where_words_belong() {
    bad(
        "summary:\n  - 一\n  - 二\nprivate: 秘密\n",
        expect![[r#"
            exit 1
            エラー[wrong-type]: ここには文字列を書きます。「- 」で始まる一覧になっています。
              --> content/privacy/amendment.yaml:2:3
               |
             2 |   - 一
               |   ^^^^
               = 対処: 行の初めの空白と「- 」、項目の名前の後の「:」と空白を確かめてください。

            エラー[wrong-type]: ここには「名前: 値」の組を書きます。文字列になっています。
              --> content/privacy/amendment.yaml:4:10
               |
             4 | private: 秘密
               |          ^^^^
               = 対処: 行の初めの空白と「- 」、項目の名前の後の「:」と空白を確かめてください。

            エラー2件
        "#]],
    );
}

#[test]
fn a_slip_may_be_open() {
    let slip = read_slip(
        "amendment.yaml",
        "effective:\ndecided:\n  day:\n  by:\nsummary:\nprivate:\n  names:\n".as_bytes(),
    );
    assert_eq!(slip, Ok(kohyo::site::Slip::default()));
}

#[test]
fn a_blank_slip_for_a_notice() {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    let said = home.run("2026-11-01", "draft privacy").ok().said();
    let slip = home.read("content/privacy/amendment.yaml");
    expect![[r#"
        exit 0
        「content/privacy/amendment.yaml」を作りました。
        版 2026-10-01 から変わるところ: 1 か所
          ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めました。
        日付や説明を書き込み、「kohyo seal privacy --root … --dry-run」で確かめてから「kohyo seal privacy --root …」で確定してください。
        ---
        # yaml-language-server: $schema=../../.kohyo/schemas/amendment.json
        # 「privacy」の改定票です。書き終えたら「kohyo seal privacy」で確定します。
        # 版 2026-10-01 から変わるところ: 1 か所（令和8年11月1日（2026年11月1日）に調べたもの）
        # わかるところから書いてください。空いたままでもかまいません。private より上に書いたことは、確定すると公表されます。

        # 適用日: この変更が適用される日（例 2027-04-01、令和9年4月1日）。誰にもわからないときは unknown
        effective:
        # 決めた日（決裁日・議決日）と、決めた機関（例 理事会）
        decided:
          day:
          by:
        # 認可日: 認可を受けたときだけ
        approved:
        # 公表日
        published:
        # 加入者に向けた説明: 何が変わるのか、手続が必要かどうか
        summary:

        # ここから下は公表されません。確定すると records/privacy/ に移ります
        private:
          # 変更の理由
          reason:
          # 決めた人、起案した人（「- 」で並べます）
          names:
          # 議事録、決裁書などの書類と保管場所（「- 」で並べます）
          evidence:
    "#]].assert_eq(&format!("{said}---\n{slip}"));
    let again = home.run("2026-11-01", "draft privacy").said();
    expect![[r#"
        exit 1
        エラー[slip-exists]: 「privacy」には、書きかけの改定票があります。上書きしません。
          --> content/privacy/amendment.yaml
           = 対処: 続きを書いてください。初めから書き直すときは、そのファイルを消してからもう一度お試しください。

        エラー1件
    "#]].assert_eq(&again);
    assert_eq!(slip, home.read("content/privacy/amendment.yaml"));
    // A blank slip is no fault.
    home.run("2026-11-01", "check --strict");
}

#[test]
fn a_blank_slip_for_a_regulation_and_for_a_first_version() {
    let home = Home::new();
    home.write("rules/document.yaml", "kind: regulation\n");
    home.write("rules/main.law.txt", "見本規程\n\n第1条　この規程は、見本とする。\n");
    let said = home.run("2026-11-01", "draft rules").ok().said();
    let slip = home.read("content/rules/amendment.yaml");
    expect![[r#"
        exit 0
        「content/rules/amendment.yaml」を作りました。
        確定した版はまだありません。これが最初の版になります。
        日付や説明を書き込み、「kohyo seal rules --root … --dry-run」で確かめてから「kohyo seal rules --root …」で確定してください。
        ---
        # yaml-language-server: $schema=../../.kohyo/schemas/amendment.json
        # 「rules」の改定票です。書き終えたら「kohyo seal rules」で確定します。
        # まだ確定した版がありません。これが最初の版になります。
        # わかるところから書いてください。空いたままでもかまいません。private より上に書いたことは、確定すると公表されます。

        # 施行日: この改正が施行される日（例 2027-04-01、令和9年4月1日）。誰にもわからないときは unknown
        effective:
        # 議決日（組合会・理事会）と、議決した機関
        decided:
          day:
          by:
        # 認可日: 認可を受けたときだけ
        approved:
        # 公表日
        published:
        # 加入者に向けた説明: 何が変わるのか、手続が必要かどうか
        summary:

        # ここから下は公表されません。確定すると records/rules/ に移ります
        private:
          # 改正の理由
          reason:
          # 決めた人、起案した人（「- 」で並べます）
          names:
          # 議事録、決裁書などの書類と保管場所（「- 」で並べます）
          evidence:
    "#]].assert_eq(&format!("{said}---\n{slip}"));
}

const SLIP: &str = "effective: 令和8年12月1日
decided:
  day: 2026-11-10
  by: 理事会
approved:
published: 2026-11-15
summary: 窓口の電話番号が変わります。手続は要りません。
private:
  reason: 事務所の移転
  names:
    - 見本花子
  evidence:
    - 第12回理事会議事録（文書庫A）
";

fn sealed() -> Home {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.write("privacy/amendment.yaml", SLIP);
    home
}

#[test]
fn a_slip_becomes_a_line_and_a_record() {
    let home = sealed();
    let said = home.run("2026-11-16", "seal privacy").ok().said();
    let ledger = home.read("content/privacy/ledger.jsonl");
    let record = home.read("records/privacy/2026-12-01.yaml");
    let line = ledger.lines().last().unwrap();
    let digest = kohyo::tree::Digest::of(record.as_bytes()).to_string();
    assert!(line.contains(&digest), "{line}");
    let line = line.replace(&digest, "RECORD");
    let cut = |name: &str, line: &str| {
        let at = line.find(name).unwrap() + name.len();
        format!("{}…{}", &line[..at], &line[at + 64..])
    };
    let line = cut("\"previous\":\"", &cut("\"digest\":\"", &line));
    let salt = record.rfind("salt: ").unwrap();
    let there = home.root().join("content/privacy/amendment.yaml").exists();
    let all = format!("{said}---\n{line}\n---\n{}---\nslip is there: {there}\n", &record[..salt]);
    expect![[r#"
        exit 0
        「privacy」で適用される内容が、この操作の前と変わる期間:
          令和8年12月1日（2026年12月1日）から
            ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
        「privacy」を版 2026-12-01 として確定しました（適用日: 令和8年12月1日（2026年12月1日））。
          版 2026-10-01 から変わるところ: 1 か所
        次の手順: kohyo build --root … で、公開するページを作ります。
        ---
        {"decided":"2026-11-10","decided-by":"理事会","digest":"…","effective":"2026-12-01","event":"seal","format":1,"previous":"…","published":"2026-11-15","record":"RECORD","recorded":"2026-11-16","summary":"窓口の電話番号が変わります。手続は要りません。","version":"2026-12-01"}
        ---
        # yaml-language-server: $schema=../../.kohyo/schemas/record.json
        # 非公開の記録です。台帳にはこのファイルの SHA-256 が載っているので、書き直さずに保管してください
        reason: 事務所の移転
        names:
          - 見本花子
        evidence:
          - 第12回理事会議事録（文書庫A）
        ---
        slip is there: false
    "#]].assert_eq(&all);
    // Nothing is left to seal.
    expect![[r#"
        exit 1
        エラー[nothing-to-seal]: 「privacy」の本文は、確定済みの版（2026-12-01）から変わっていません。
           = 対処: 確定するものはありません。本文を直してから、もう一度お試しください。

        エラー1件
    "#]].assert_eq(
        &home
            .run("2026-11-16", "seal privacy --effective 2026-12-01")
            .said(),
    );
}

#[test]
fn options_come_before_the_slip() {
    let home = sealed();
    home.run(
        "2026-11-16",
        "seal privacy --effective 2027-01-01 --decided 2026-11-11 --record-name 見本太郎",
    )
    .ok();
    let line = home.read("content/privacy/ledger.jsonl");
    let line = line.lines().last().unwrap();
    for words in ["2027-01-01", "2026-11-11", "2026-11-15", "手続は要りません"] {
        assert!(line.contains(words), "{words}: {line}");
    }
    // Another decision is not that body's.
    assert!(!line.contains("理事会"), "{line}");
    let record = home.read("records/privacy/2027-01-01.yaml");
    assert!(record.contains("見本太郎") && record.contains("事務所の移転"));
    assert!(!record.contains("見本花子"));
}

#[test]
fn a_look_writes_nothing() {
    let home = sealed();
    let before = crate::world::files(home.root());
    let said = home.run("2026-11-16", "seal privacy --dry-run").ok().said();
    expect![[r#"
        exit 0
        「privacy」で適用される内容が、この操作の前と変わる期間:
          令和8年12月1日（2026年12月1日）から
            ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
        「privacy」を版 2026-12-01 として確定します（適用日: 令和8年12月1日（2026年12月1日））。
          版 2026-10-01 から変わるところ: 1 か所
        書き込むファイル（--dry-run なので、まだ何も書き込んでいません）:
          content/privacy/amendment.yaml（削除）
          content/privacy/ledger.jsonl
          content/privacy/versions/2026-12-01.jsonl
          records/privacy/2026-12-01.yaml
    "#]]
    .assert_eq(&said);
    assert_eq!(before, crate::world::files(home.root()));
}

#[test]
fn without_a_day_nothing_is_sealed() {
    let home = sealed();
    home.edit("privacy/amendment.yaml", "令和8年12月1日", "");
    expect![[r#"
        exit 1
        エラー[no-effective-day]: 「privacy」の適用日が、どこにも書かれていません。
           = 対処: 改定票の「effective:」に書くか、--effective で指定してください。

        エラー1件
    "#]]
    .assert_eq(&home.run("2026-11-16", "seal privacy").said());
    std::fs::remove_file(home.root().join("content/privacy/amendment.yaml")).unwrap();
    expect![[r#"
        exit 1
        エラー[no-effective-day]: 「privacy」の適用日が、どこにも書かれていません。
           = 対処: 「kohyo seal privacy --effective 2027-04-01」のように指定するか、「kohyo draft privacy」で改定票を作って書いてください。

        エラー1件
    "#]]
    .assert_eq(&home.run("2026-11-16", "seal privacy").said());
}

#[test]
fn a_day_that_nobody_knows() {
    let home = Home::new();
    home.write("privacy/amendment.yaml", "effective: unknown\nseen: 2026-10-20\n");
    let said = home.run("2026-11-16", "seal privacy").ok().said();
    expect![[r#"
        exit 0
        「privacy」で適用される内容が、この操作の前と変わる期間:
          令和8年10月20日（2026年10月20日）から
            ・この期間に適用される内容ができます（これまではありませんでした）。
        「privacy」を版 2026-10-20 として確定しました（適用日は不明、令和8年10月20日（2026年10月20日）に確認した内容）。
          この文書の最初の版です。
        次の手順: kohyo build --root … で、公開するページを作ります。
        2026-10-20 from 2026-10-20: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
    "#]].assert_eq(&format!("{said}{}", home.versions("privacy")));
}
