//! Facts of organisation.yaml that change on a day, and versions before and after it.

use super::forward::check;
use super::home::Home;
use expect_test::expect;

const NOW: &str = "name: 見本健康保険組合
representative:
  - value: 理事長　見本太郎
";

/// From 2027-03-20 on somebody else represents.
fn next() -> String {
    format!("{NOW}  - from: 2027-03-20\n    value: 理事長　見本花子\n")
}

/// In force since October, April sealed; both name who represents.
fn home() -> Home {
    let home = Home::new();
    home.write("organisation.yaml", NOW);
    home.write(
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱い\nsections: [organisation, contacts, preface]\n",
    );
    home.write("privacy/organisation.yaml", "heading: 事業者\nfields:\n  - representative\n");
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home.edit("privacy/preface.md", "保健指導", "保健指導と統計");
    home.run("2027-02-10", "seal privacy --effective 2027-04-01").ok();
    home
}

#[test]
fn a_fact_of_a_later_day_is_no_part_of_an_earlier_version() {
    let home = home();
    home.write("organisation.yaml", &next());
    home.edit("privacy/contacts.yaml", "0001", "0002");
    let said = home.run("2027-03-01", "seal privacy --effective 2027-03-10");
    expect![[r#"
        exit 1
        エラー[later-fact]: 「privacy」で使っている組合の事実（organisation.yaml）の、令和9年3月20日（2027年3月20日）からの変更がまだ確定されていません。令和9年3月10日（2027年3月10日）からの版には含められません。
          --> content/organisation.yaml
           = 対処: 「from: 2027-03-20」の行を一度外して確定し、戻してから --effective 2027-03-20 で確定してください。

        エラー1件
    "#]].assert_eq(&said.said());
    home.write("organisation.yaml", NOW);
    home.run("2027-03-01", "seal privacy --effective 2027-03-10").ok();
}

#[test]
fn a_fact_is_carried_from_its_own_day_on() {
    let home = home();
    home.write("organisation.yaml", &next());
    check(
        &home,
        ("2027-03-02", "seal privacy --effective 2027-03-20"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年3月20日（2027年3月20日）から
                ・『事業者』の『代表者』を「理事長　見本太郎」から「理事長　見本花子」に改めます。
            「privacy」を版 2027-03-20 として確定しました（適用日: 令和9年3月20日（2027年3月20日））。
              版 2026-10-01 から変わるところ: 1 か所
            この変更を版 2027-04-01 にも反映し、版 2027-04-01.2 に差し替えました（適用日: 令和9年4月1日（2027年4月1日））。
              版 2027-04-01 から変わるところ: 1 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 理事長　見本太郎 / 総務課 / 03-0000-0001 / 健診の結果は、保健指導のために使います。
            2027-03-20 from 2027-03-20: 理事長　見本花子 / 総務課 / 03-0000-0001 / 健診の結果は、保健指導のために使います。
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 理事長　見本太郎 / 総務課 / 03-0000-0001 / 健診の結果は、保健指導と統計のために使います。
            2027-04-01.2 from 2027-04-01: 理事長　見本花子 / 総務課 / 03-0000-0001 / 健診の結果は、保健指導と統計のために使います。
        "#]],
    );
    // What is before the fact's day is changed without it, when April has it.
    home.edit("privacy/contacts.yaml", "0001", "0003");
    check(
        &home,
        ("2027-03-03", "seal privacy --effective 2027-03-15"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年3月15日（2027年3月15日）から
                ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0003」に改めます。
            「privacy」を版 2027-03-15 として確定しました（適用日: 令和9年3月15日（2027年3月15日））。
              版 2026-10-01 から変わるところ: 1 か所
            この変更を版 2027-03-20 にも反映し、版 2027-03-20.2 に差し替えました（適用日: 令和9年3月20日（2027年3月20日））。
              版 2027-03-20 から変わるところ: 1 か所
            この変更を版 2027-04-01.2 にも反映し、版 2027-04-01.3 に差し替えました（適用日: 令和9年4月1日（2027年4月1日））。
              版 2027-04-01.2 から変わるところ: 1 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 理事長　見本太郎 / 総務課 / 03-0000-0001 / 健診の結果は、保健指導のために使います。
            2027-03-15 from 2027-03-15: 理事長　見本太郎 / 総務課 / 03-0000-0003 / 健診の結果は、保健指導のために使います。
            2027-03-20 from 2027-03-20 replaced by 2027-03-20.2: 理事長　見本花子 / 総務課 / 03-0000-0001 / 健診の結果は、保健指導のために使います。
            2027-03-20.2 from 2027-03-20: 理事長　見本花子 / 総務課 / 03-0000-0003 / 健診の結果は、保健指導のために使います。
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 理事長　見本太郎 / 総務課 / 03-0000-0001 / 健診の結果は、保健指導と統計のために使います。
            2027-04-01.2 from 2027-04-01 replaced by 2027-04-01.3: 理事長　見本花子 / 総務課 / 03-0000-0001 / 健診の結果は、保健指導と統計のために使います。
            2027-04-01.3 from 2027-04-01: 理事長　見本花子 / 総務課 / 03-0000-0003 / 健診の結果は、保健指導と統計のために使います。
        "#]],
    );
}
