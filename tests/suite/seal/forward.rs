//! A change before a coming version: one edit, one command.

use super::home::Home;
use expect_test::{Expect, expect};

/// In force since October; a program of health from April on, sealed in February.
fn with_april() -> Home {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home.edit(
        "privacy/preface.md",
        "使います。\n",
        "使います。\n\n会社の健康づくりのために、会社にも渡します。\n",
    );
    home.run(
        "2027-02-10",
        "seal privacy --effective 2027-04-01 --decided 2027-02-05 --summary 会社と一緒に健康づくりをします。",
    )
    .ok();
    home
}

pub fn check(home: &Home, (today, command): (&str, &str), expected: Expect) {
    let said = home.run(today, command).said();
    expected.assert_eq(&format!("{said}---\n{}", home.versions("privacy")));
}

#[test]
fn the_telephone_in_march() {
    let home = with_april();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    check(
        &home,
        ("2027-03-08", "seal privacy --effective 2027-03-10 --published 2027-03-08"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年3月10日（2027年3月10日）から
                ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
            「privacy」を版 2027-03-10 として確定しました（適用日: 令和9年3月10日（2027年3月10日））。
              版 2026-10-01 から変わるところ: 1 か所
            この変更を版 2027-04-01 にも反映し、版 2027-04-01.2 に差し替えました（適用日: 令和9年4月1日（2027年4月1日））。
              版 2027-04-01 から変わるところ: 1 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-03-10 from 2027-03-10: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0002
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-04-01.2 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0002
        "#]],
    );
    // The draft is the newest version again.
    let site = home.site();
    let document = site.document("privacy").unwrap();
    let newest = document.newest().unwrap();
    let draft = document.draft.on(newest.effective.counted());
    assert_eq!(newest.tree.digest(), draft.digest());
    let told = &newest.told;
    assert_eq!(told.summary.as_deref(), Some("会社と一緒に健康づくりをします。"));
    assert_eq!(told.published, Some("2027-03-08".parse().unwrap()));
    assert!(told.decided.is_some());
    home.run("2027-03-08", "build --as-of 2027-03-08").ok();
    home.run("2027-03-08", "verify").ok();
}

#[test]
fn a_look_at_it_writes_nothing() {
    let home = with_april();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    let before = home.files();
    let said = home.run("2027-03-08", "seal privacy --effective 2027-03-10 --dry-run").ok();
    expect![[r#"
        exit 0
        「privacy」で適用される内容が、この操作の前と変わる期間:
          令和9年3月10日（2027年3月10日）から
            ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
        「privacy」を版 2027-03-10 として確定します（適用日: 令和9年3月10日（2027年3月10日））。
          版 2026-10-01 から変わるところ: 1 か所
        この変更を版 2027-04-01 にも反映し、版 2027-04-01.2 に差し替えます（適用日: 令和9年4月1日（2027年4月1日））。
          版 2027-04-01 から変わるところ: 1 か所
        書き込むファイル（--dry-run なので、まだ何も書き込んでいません）:
          content/privacy/ledger.jsonl
          content/privacy/versions/2027-03-10.jsonl
          content/privacy/versions/2027-04-01.2.jsonl
    "#]].assert_eq(&said.said());
    assert_eq!(before, home.files());
}

#[test]
fn every_coming_version_has_it() {
    let home = with_april();
    home.edit("privacy/preface.md", "保健指導", "保健指導と統計");
    home.run("2027-02-20", "seal privacy --effective 2027-07-01").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    check(
        &home,
        ("2027-03-08", "seal privacy --effective 2027-05-01"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年5月1日（2027年5月1日）から
                ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
            「privacy」を版 2027-05-01 として確定しました（適用日: 令和9年5月1日（2027年5月1日））。
              版 2027-04-01 から変わるところ: 1 か所
            この変更を版 2027-07-01 にも反映し、版 2027-07-01.2 に差し替えました（適用日: 令和9年7月1日（2027年7月1日））。
              版 2027-07-01 から変わるところ: 1 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-04-01 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-05-01 from 2027-05-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0002
            2027-07-01 from 2027-07-01 replaced by 2027-07-01.2: 健診の結果は、保健指導と統計のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-07-01.2 from 2027-07-01: 健診の結果は、保健指導と統計のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0002
        "#]],
    );
    home.edit("privacy/contacts.yaml", "総務課", "業務課");
    check(
        &home,
        ("2027-03-09", "seal privacy --effective 2027-03-20"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年3月20日（2027年3月20日）から
                ・『問合せ窓口』の名称を「総務課」から「業務課」に改めます。
            「privacy」を版 2027-03-20 として確定しました（適用日: 令和9年3月20日（2027年3月20日））。
              版 2026-10-01 から変わるところ: 1 か所
            この変更を版 2027-04-01 にも反映し、版 2027-04-01.2 に差し替えました（適用日: 令和9年4月1日（2027年4月1日））。
              版 2027-04-01 から変わるところ: 1 か所
            この変更を版 2027-05-01 にも反映し、版 2027-05-01.2 に差し替えました（適用日: 令和9年5月1日（2027年5月1日））。
              版 2027-05-01 から変わるところ: 1 か所
            この変更を版 2027-07-01.2 にも反映し、版 2027-07-01.3 に差し替えました（適用日: 令和9年7月1日（2027年7月1日））。
              版 2027-07-01.2 から変わるところ: 1 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-03-20 from 2027-03-20: 健診の結果は、保健指導のために使います。 / 業務課 / 03-0000-0001
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-04-01.2 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 業務課 / 03-0000-0001
            2027-05-01 from 2027-05-01 replaced by 2027-05-01.2: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0002
            2027-05-01.2 from 2027-05-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 業務課 / 03-0000-0002
            2027-07-01 from 2027-07-01 replaced by 2027-07-01.2: 健診の結果は、保健指導と統計のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-07-01.2 from 2027-07-01 replaced by 2027-07-01.3: 健診の結果は、保健指導と統計のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0002
            2027-07-01.3 from 2027-07-01: 健診の結果は、保健指導と統計のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 業務課 / 03-0000-0002
        "#]],
    );
}

#[test]
fn words_that_both_change_are_refused_and_nothing_is_written() {
    let home = with_april();
    home.edit("privacy/contacts.yaml", "0001", "0005");
    home.run("2027-02-20", "seal privacy --effective 2027-07-01").ok();
    home.edit("privacy/contacts.yaml", "0005", "0006");
    let before = home.files();
    let said = home.run("2027-03-08", "seal privacy --effective 2027-03-10");
    expect![[r#"
        exit 1
        エラー[carry-clash]: 『問合せ窓口』の『電話』の言葉が、版 2026-10-01 では違います。版 2027-07-01:「03-0000-0005」、改定案:「03-0000-0006」、版 2026-10-01:「03-0000-0001」
          --> content/privacy/contacts.yaml:4:12
           |
         4 |     phone: 03-0000-0006
           |            ^^^^^^^^^^^^
           = 対処: 「carry-refused」の指摘に書いてある二つの方法のどちらかで進めてください。

        エラー[carry-clash]: 『問合せ窓口』の『電話』の言葉が、版 2027-04-01 では違います。版 2027-07-01:「03-0000-0005」、改定案:「03-0000-0006」、版 2027-04-01:「03-0000-0001」
          --> content/privacy/contacts.yaml:4:12
           |
         4 |     phone: 03-0000-0006
           |            ^^^^^^^^^^^^
           = 対処: 「carry-refused」の指摘に書いてある二つの方法のどちらかで進めてください。

        エラー[carry-refused]: 「privacy」の変更を、版 2026-10-01、2027-04-01 に反映できない箇所が 2 か所あります。何も書き込んでいません。
           = 対処: 次のどちらかで進められます。(1) この変更も版 2027-07-01 と同じ日付（--effective 2027-07-01）で確定する。(2)「kohyo withdraw privacy 2027-07-01」で今後の版を一度取りやめ、本文を今の版からの変更だけにして確定し、その後で今後の版を改めて確定する。

        エラー3件
    "#]].assert_eq(&said.said());
    assert_eq!(before, home.files());
    let said = home.run("2027-03-08", "seal privacy --effective 2027-03-10 --lang en");
    expect![[r#"
        exit 1
        error[carry-clash]: 『問合せ窓口』の『電話』 reads otherwise in 2026-10-01. 2027-07-01: `03-0000-0005`; draft: `03-0000-0006`; 2026-10-01: `03-0000-0001`
          --> content/privacy/contacts.yaml:4:12
           |
         4 |     phone: 03-0000-0006
           |            ^^^^^^^^^^^^
           = help: Go on in one of the two ways that `carry-refused` names.

        error[carry-clash]: 『問合せ窓口』の『電話』 reads otherwise in 2027-04-01. 2027-07-01: `03-0000-0005`; draft: `03-0000-0006`; 2027-04-01: `03-0000-0001`
          --> content/privacy/contacts.yaml:4:12
           |
         4 |     phone: 03-0000-0006
           |            ^^^^^^^^^^^^
           = help: Go on in one of the two ways that `carry-refused` names.

        error[carry-refused]: the change of `privacy` does not fit 2026-10-01, 2027-04-01 in 2 places; nothing was written
           = help: Either (1) seal this change for the day of 2027-07-01 too (--effective 2027-07-01), or (2) withdraw 2027-07-01, seal this change alone, and seal what was coming again.

        3 errors
    "#]].assert_eq(&said.said());
}

#[test]
fn what_only_comes_in_april_is_sealed_for_april() {
    let home = with_april();
    home.edit("privacy/preface.md", "会社にも渡します", "会社にも知らせます");
    let said = home.run("2027-03-08", "seal privacy --effective 2027-03-10");
    expect![[r#"
        exit 1
        エラー[only-in-coming]: 「privacy」の変更は、今後の版で加わる箇所だけのものです。版 2026-10-01 には変わるところがありません。
           = 対処: 今後の版と同じ日付（--effective 2027-04-01）で確定してください。

        エラー1件
    "#]].assert_eq(&said.said());
    check(
        &home,
        ("2027-03-08", "seal privacy --effective 2027-04-01"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年4月1日（2027年4月1日）から
                ・第2段落中「渡し」を「知らせ」に改めます。
            「privacy」を版 2027-04-01.2 として確定しました（適用日: 令和9年4月1日（2027年4月1日））。
              版 2027-04-01 から差し替えました。
              版 2027-04-01 から変わるところ: 1 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-04-01.2 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも知らせます。 / 総務課 / 03-0000-0001
        "#]],
    );
}

#[test]
fn what_april_does_not_concern_is_told() {
    let home = with_april();
    home.edit("privacy/preface.md", "会社にも渡します", "会社にも知らせます");
    home.edit("privacy/contacts.yaml", "0001", "0002");
    check(
        &home,
        ("2027-03-08", "seal privacy --effective 2027-03-10"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年3月10日（2027年3月10日）から令和9年3月31日（2027年3月31日）まで
                ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
              令和9年4月1日（2027年4月1日）から
                ・第2段落中「渡し」を「知らせ」に改めます。
                ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
            「privacy」を版 2027-03-10 として確定しました（適用日: 令和9年3月10日（2027年3月10日））。
              版 2026-10-01 から変わるところ: 1 か所
            版 2027-03-10 には、まだない箇所があります（そこは変わりません）: 第2段落
            この変更を版 2027-04-01 にも反映し、版 2027-04-01.2 に差し替えました（適用日: 令和9年4月1日（2027年4月1日））。
              版 2027-04-01 から変わるところ: 2 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-03-10 from 2027-03-10: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0002
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-04-01.2 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも知らせます。 / 総務課 / 03-0000-0002
        "#]],
    );
}

#[test]
fn before_any_version_there_is_nothing_to_change() {
    let home = with_april();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    let said = home.run("2027-03-08", "seal privacy --effective 2026-09-01");
    expect![[r#"
        exit 1
        エラー[none-in-force]: 「privacy」には、令和8年9月1日（2026年9月1日）に適用されている版がありません。
           = 対処: 最初の版の適用日（令和8年10月1日（2026年10月1日））か、それより後の日付を --effective に指定してください。過ぎた日の内容を残すときは「kohyo import --register」で収録します。

        エラー1件
    "#]].assert_eq(&said.said());
}

#[test]
fn a_version_that_has_ended_stays_as_it_was() {
    let home = with_april();
    home.edit("privacy/preface.md", "保健指導", "保健指導と統計");
    home.run("2027-02-20", "seal privacy --effective 2027-07-01").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    let said = home.run("2027-08-01", "seal privacy --effective 2027-03-10");
    expect![[r#"
        exit 1
        エラー[past-version-between]: 「privacy」には、令和9年3月10日（2027年3月10日）より後に始まってもう終わった版（2027-04-01）があります。終わった版の内容は変えられません。
           = 対処: 今の版が始まった日か、それより後の日付を指定してください。過ぎた日の内容を残すときは「kohyo import --register」で収録します。

        エラー1件
    "#]].assert_eq(&said.said());
    // Late, but into the version that is in force: said as late, and possible.
    check(
        &home,
        ("2027-08-01", "seal privacy --effective 2027-06-01"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年6月1日（2027年6月1日）から
                ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
            「privacy」を版 2027-06-01 として確定しました（適用日: 令和9年6月1日（2027年6月1日））。
              版 2027-04-01 から変わるところ: 1 か所
            この変更を版 2027-07-01 にも反映し、版 2027-07-01.2 に差し替えました（適用日: 令和9年7月1日（2027年7月1日））。
              版 2027-07-01 から変わるところ: 1 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-04-01 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-06-01 from 2027-06-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0002
            2027-07-01 from 2027-07-01 replaced by 2027-07-01.2: 健診の結果は、保健指導と統計のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-07-01.2 from 2027-07-01: 健診の結果は、保健指導と統計のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0002
        "#]],
    );
}

#[test]
fn a_coming_version_that_is_changed_gives_its_place_up() {
    let home = with_april();
    home.edit("privacy/preface.md", "会社にも渡します", "会社にも知らせます");
    home.run("2027-03-08", "seal privacy --effective 2027-04-01 --published 2027-03-08").ok();
    let site = home.site();
    let document = site.document("privacy").unwrap();
    let newest = document.newest().unwrap();
    assert_eq!(newest.told.summary.as_deref(), Some("会社と一緒に健康づくりをします。"));
    // From its day on nobody's place is taken: a change is a version of its own.
    home.edit("privacy/preface.md", "会社にも知らせます", "会社に渡します");
    check(
        &home,
        ("2027-04-01", "seal privacy --effective 2027-04-01"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年4月1日（2027年4月1日）から
                ・第2段落中「も知らせ」を「渡し」に改めます。
            「privacy」を版 2027-04-01.3 として確定しました（適用日: 令和9年4月1日（2027年4月1日））。
              版 2027-04-01.2 から変わるところ: 1 か所
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも渡します。 / 総務課 / 03-0000-0001
            2027-04-01.2 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社にも知らせます。 / 総務課 / 03-0000-0001
            2027-04-01.3 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 会社の健康づくりのために、会社に渡します。 / 総務課 / 03-0000-0001
        "#]],
    );
}

#[test]
fn a_draft_put_back_to_today_does_not_undo_april() {
    let home = with_april();
    let before = home.versions("privacy");
    home.edit("privacy/preface.md", "会社の健康づくりのために、会社にも渡します。", "");
    home.edit("privacy/contacts.yaml", "0001", "0002");
    let said = home.run("2027-03-08", "seal privacy --effective 2027-03-10");
    expect![[r#"
        exit 1
        エラー[undoes-coming]: 「privacy」の編集中の本文では、今後の版で変わる箇所が版 2026-10-01 の内容に戻っています：第2段落。このまま確定すると、今後の版 2027-04-01 からその変更が失われるため、何も書き込んでいません。
           = 対処: 編集中の本文には、今後の版 2027-04-01 の内容を入れたまま、急ぐ変更だけを加えてください。今後の変更を取り消すときは、先に「--effective 2027-04-01」で確定するか、「kohyo withdraw privacy 2027-04-01」で取りやめてください。

        エラー1件
    "#]].assert_eq(&said.said());
    assert_eq!(home.versions("privacy"), before);
}
