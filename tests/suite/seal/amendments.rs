//! A document's future as a list of amendments: what is put off or called off takes its own words along, and no others.

use super::forward::check;
use super::home::Home;
use expect_test::expect;

/// In force since October; a program of health from April on, and before it another telephone from January on.
fn with_two() -> Home {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home.edit("privacy/preface.md", "保健指導", "保健指導と健康づくり");
    home.run("2026-11-01", "seal privacy --effective 2027-04-01").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.run("2026-11-02", "seal privacy --effective 2027-01-01").ok();
    home
}

#[test]
fn put_off_past_another_both_stand_on_the_later_day() {
    let home = with_two();
    check(
        &home,
        ("2026-12-01", "postpone privacy 2027-01-01 --effective 2027-06-01"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年1月1日（2027年1月1日）から令和9年5月31日（2027年5月31日）まで
                ・『問合せ窓口』の『電話』を「03-0000-0002」から「03-0000-0001」に改めます。
            「privacy」の台帳に記録しました。
              版 2027-01-01 の適用日：令和9年1月1日（2027年1月1日） → 令和9年6月1日（2027年6月1日）
              版 2027-04-01.2 の差替え（前後の変更の組み直し）：版 2027-04-01.3
              版 2027-01-01 の差替え（前後の変更の組み直し）：版 2027-01-01.2
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
            2027-04-01.2 from 2027-04-01 replaced by 2027-04-01.3: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0002
            2027-04-01.3 from 2027-04-01: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
            2027-01-01 from 2027-06-01 replaced by 2027-01-01.2: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0002
            2027-01-01.2 from 2027-06-01: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0002
        "#]],
    );
    home.run("2026-12-01", "check --strict").ok();
    home.run("2026-12-01", "build").ok();
    home.run("2026-12-01", "verify").ok();
    // Called off now, it leaves no word.
    check(
        &home,
        ("2026-12-02", "withdraw privacy 2027-01-01.2"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年6月1日（2027年6月1日）から
                ・『問合せ窓口』の『電話』を「03-0000-0002」から「03-0000-0001」に改めます。
            「privacy」の台帳に記録しました。
              版 2027-01-01.2 の取りやめ：適用されません
            次の手順: kohyo build --root … で、公開するページを作ります。
            注意[draft-as-before]: 「privacy」の編集中の本文は、この記録の前の内容のままです。このまま確定すると、なくなるはずの変更がまた入ります。
               = 対処: 「kohyo diff privacy」で違いを確かめ、本文からも外してください。

            注意1件
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
            2027-04-01.2 from 2027-04-01 replaced by 2027-04-01.3: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0002
            2027-04-01.3 from 2027-04-01: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
            2027-01-01 from 2027-06-01 replaced by 2027-01-01.2: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0002
            2027-01-01.2 from 2027-06-01 withdrawn: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0002
        "#]],
    );
}

#[test]
fn put_off_to_the_day_of_another_both_stand_on_that_day() {
    let home = with_two();
    check(
        &home,
        ("2026-12-01", "postpone privacy 2027-01-01 --effective 2027-04-01"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年1月1日（2027年1月1日）から令和9年3月31日（2027年3月31日）まで
                ・『問合せ窓口』の『電話』を「03-0000-0002」から「03-0000-0001」に改めます。
            「privacy」の台帳に記録しました。
              版 2027-01-01 の適用日：令和9年1月1日（2027年1月1日） → 令和9年4月1日（2027年4月1日）
            次の手順: kohyo build --root … で、公開するページを作ります。
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
            2027-01-01 from 2027-04-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0002
            2027-04-01.2 from 2027-04-01: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0002
        "#]],
    );
    home.run("2026-12-01", "build --as-of 2027-04-01").ok();
    check(
        &home,
        ("2026-12-02", "withdraw privacy 2027-01-01"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年4月1日（2027年4月1日）から
                ・『問合せ窓口』の『電話』を「03-0000-0002」から「03-0000-0001」に改めます。
            「privacy」の台帳に記録しました。
              版 2027-01-01 の取りやめ：適用されません
              版 2027-04-01.2 の差替え（前後の変更の組み直し）：版 2027-04-01.3
            次の手順: kohyo build --root … で、公開するページを作ります。
            注意[draft-as-before]: 「privacy」の編集中の本文は、この記録の前の内容のままです。このまま確定すると、なくなるはずの変更がまた入ります。
               = 対処: 「kohyo diff privacy」で違いを確かめ、本文からも外してください。

            注意1件
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
            2027-01-01 from 2027-04-01 withdrawn: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0002
            2027-04-01.2 from 2027-04-01 replaced by 2027-04-01.3: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0002
            2027-04-01.3 from 2027-04-01: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
        "#]],
    );
}

#[test]
fn called_off_its_words_stand_on_no_day() {
    let home = with_two();
    check(
        &home,
        ("2026-12-01", "withdraw privacy 2027-01-01"),
        expect![[r#"
            exit 0
            「privacy」で適用される内容が、この操作の前と変わる期間:
              令和9年1月1日（2027年1月1日）から
                ・『問合せ窓口』の『電話』を「03-0000-0002」から「03-0000-0001」に改めます。
            「privacy」の台帳に記録しました。
              版 2027-01-01 の取りやめ：適用されません
              版 2027-04-01.2 の差替え（前後の変更の組み直し）：版 2027-04-01.3
            次の手順: kohyo build --root … で、公開するページを作ります。
            注意[draft-as-before]: 「privacy」の編集中の本文は、この記録の前の内容のままです。このまま確定すると、なくなるはずの変更がまた入ります。
               = 対処: 「kohyo diff privacy」で違いを確かめ、本文からも外してください。

            注意1件
            ---
            2026-10-01 from 2026-10-01: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0001
            2027-01-01 from 2027-01-01 withdrawn: 健診の結果は、保健指導のために使います。 / 総務課 / 03-0000-0002
            2027-04-01 from 2027-04-01 replaced by 2027-04-01.2: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
            2027-04-01.2 from 2027-04-01 replaced by 2027-04-01.3: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0002
            2027-04-01.3 from 2027-04-01: 健診の結果は、保健指導と健康づくりのために使います。 / 総務課 / 03-0000-0001
        "#]],
    );
}

#[test]
fn an_amendment_that_no_longer_fits_is_shown_and_nothing_is_written() {
    let home = with_two();
    home.edit("privacy/contacts.yaml", "0002", "0003");
    home.run("2026-11-03", "seal privacy --effective 2027-07-01").ok();
    let before = home.files();
    for (command, expected) in [
        (
            "withdraw privacy 2027-01-01",
            expect![[r#"
                exit 1
                エラー[amendment-clash]: 『問合せ窓口』の『電話』の言葉が、版 2027-04-01.2 では違います。版 2027-07-01 で変える前:「03-0000-0002」、変えた後:「03-0000-0003」、変えることになる本文:「03-0000-0001」
                   = 対処: 「amendment-refused」「rebase-refused」の指摘に書いてある方法で進めてください。

                エラー[amendment-refused]: 「privacy」の版 2027-01-01 の日を改めたり取りやめたりすると、版 2027-07-01 での変更を元のまま残せません。何も書き込んでいません。
                   = 対処: 先に版 2027-07-01 を取りやめ（kohyo withdraw privacy 2027-07-01）、版 2027-01-01 のことを記録してから、版 2027-07-01 での変更を改めて確定してください。

                エラー2件
            "#]],
        ),
        (
            "postpone privacy 2027-01-01 --effective 2027-08-01 --lang en",
            expect![[r#"
                exit 1
                error[amendment-clash]: 『問合せ窓口』の『電話』 reads otherwise in 2027-04-01.2. Before 2027-07-01: `03-0000-0002`; after it: `03-0000-0003`; the text that it would have to change: `03-0000-0001`
                   = help: Go on in the way that `amendment-refused` or `rebase-refused` names.

                error[amendment-refused]: when 2027-01-01 of `privacy` is moved or called off, the change of 2027-07-01 no longer fits; nothing was written
                   = help: Call 2027-07-01 off first (kohyo withdraw privacy 2027-07-01), record what becomes of 2027-01-01, and seal the change of 2027-07-01 again.

                2 errors
            "#]],
        ),
    ] {
        let said = home.run("2026-12-01", command).said();
        expected.assert_eq(&said);
        assert_eq!(before, home.files());
    }
    // The way that is named.
    home.run("2026-12-01", "withdraw privacy 2027-07-01").ok();
    home.run("2026-12-01", "withdraw privacy 2027-01-01").ok();
}

#[test]
fn what_others_change_is_not_called_off_before_them() {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.run("2026-09-02", "seal privacy --effective 2027-01-01").ok();
    let said = home.run("2026-09-03", "withdraw privacy 2026-10-01").said();
    expect![[r#"
        exit 1
        エラー[amendment-refused]: 「privacy」の版 2026-10-01 は最初の版で、版 2027-01-01 はそれを変えたものです。何も書き込んでいません。
           = 対処: 先に版 2027-01-01 を取りやめてください: kohyo withdraw privacy 2027-01-01

        エラー1件
    "#]].assert_eq(&said);
    home.edit("privacy/contacts.yaml", "0002", "0001");
    home.run("2026-09-03", "seal privacy --effective 2027-04-01").ok();
    let said = home.run("2026-09-03", "withdraw privacy 2027-01-01").said();
    expect![[r#"
        exit 1
        エラー[amendment-refused]: 「privacy」の版 2027-01-01 の日を改めたり取りやめたりすると、版 2027-04-01 で変わるところがなくなります。何も書き込んでいません。
           = 対処: 先に版 2027-04-01 を取りやめてください: kohyo withdraw privacy 2027-04-01

        エラー1件
    "#]].assert_eq(&said);
}

/// Rules in force since October; a duty from July on, and before it a fee from May on, each with its 附則.
fn with_supplements() -> Home {
    let home = Home::new();
    home.write("rules/document.yaml", "kind: regulation\n");
    let rules = "見本規程\n\n（目的）\n第1条　目的を定める。\n\n（手数料）\n第2条　手数料は、300円とする。\n";
    let first = "\n附　則\nこの規程は、令和8年10月1日から施行する。\n";
    let second = "\n附　則（令和9年規程第1号）\nこの規程は、令和9年7月1日から施行する。\n";
    let third = "\n附　則（令和9年規程第2号）\nこの規程は、令和9年5月1日から施行する。\n";
    home.write("rules/main.law.txt", &format!("{rules}{first}"));
    home.edit("site.yaml", "[privacy]", "[privacy, rules]");
    home.run("2026-09-01", "seal rules --effective 2026-10-01").ok();
    let rules = format!("{rules}\n（記録）\n第3条　記録を保存する。\n");
    home.write("rules/main.law.txt", &format!("{rules}{first}{second}"));
    home.run("2026-11-01", "seal rules --effective 2027-07-01").ok();
    let rules = rules.replace("300円", "500円");
    home.write("rules/main.law.txt", &format!("{rules}{first}{second}{third}"));
    home.run("2026-11-02", "seal rules --effective 2027-05-01").ok();
    home
}

/// The same amendments make the same text, in which it is known which 附則 stands behind which.
#[test]
fn an_amendment_of_rules_is_put_off_past_another_with_its_supplement() {
    let home = with_supplements();
    let said = home.run("2026-12-01", "postpone rules 2027-05-01 --effective 2027-10-01").said();
    expect![[r#"
        exit 0
        「rules」で施行される内容が、この操作の前と変わる期間:
          令和9年5月1日（2027年5月1日）から令和9年9月30日（2027年9月30日）まで
            ・第2条中「500円」を「300円」に改めます。
            ・附則（令和9年規程第2号）を削ります。
        「rules」の台帳に記録しました。
          版 2027-05-01 の施行日：令和9年5月1日（2027年5月1日） → 令和9年10月1日（2027年10月1日）
          版 2027-07-01.2 の差替え（前後の変更の組み直し）：版 2027-07-01.3
          版 2027-05-01 の差替え（前後の変更の組み直し）：版 2027-05-01.2
        次の手順: kohyo build --root … で、公開するページを作ります。
        注意[moved-day]: 「rules」の版 2027-05-01 の本文（附則（令和9年規程第2号））は、延期する前の日のままです。令和9年5月1日（2027年5月1日）と書かれています。
           = 対処: 日付も改めるときは、編集中の本文で直し、延期した後の日で確定してください: kohyo seal rules --effective 2027-10-01

        注意1件
        ---
        2026-10-01 from 2026-10-01: 目的を定める。 / 手数料は、300円とする。 / この規程は、令和8年10月1日から施行する。
        2027-07-01 from 2027-07-01 replaced by 2027-07-01.2: 目的を定める。 / 手数料は、300円とする。 / 記録を保存する。 / この規程は、令和8年10月1日から施行する。 / この規程は、令和9年7月1日から施行する。
        2027-07-01.2 from 2027-07-01 replaced by 2027-07-01.3: 目的を定める。 / 手数料は、500円とする。 / 記録を保存する。 / この規程は、令和8年10月1日から施行する。 / この規程は、令和9年7月1日から施行する。 / この規程は、令和9年5月1日から施行する。
        2027-07-01.3 from 2027-07-01: 目的を定める。 / 手数料は、300円とする。 / 記録を保存する。 / この規程は、令和8年10月1日から施行する。 / この規程は、令和9年7月1日から施行する。
        2027-05-01 from 2027-10-01 replaced by 2027-05-01.2: 目的を定める。 / 手数料は、500円とする。 / この規程は、令和8年10月1日から施行する。 / この規程は、令和9年5月1日から施行する。
        2027-05-01.2 from 2027-10-01: 目的を定める。 / 手数料は、500円とする。 / 記録を保存する。 / この規程は、令和8年10月1日から施行する。 / この規程は、令和9年7月1日から施行する。 / この規程は、令和9年5月1日から施行する。
    "#]].assert_eq(&format!("{said}---\n{}", home.versions("rules")));
    let said = home.run("2026-12-01", "diff rules --exit-code").said();
    expect![[r#"
        exit 0
        見本規程
        2027-05-01.2の版 → 改定案
        変更はありません。
        新旧照合済（0f11a1c7f2f879341abb01aaad76d4330d90b1dd32e28be592f565f9330b50b5）
    "#]]
    .assert_eq(&said);
    // The way that is named.
    home.edit("rules/main.law.txt", "令和9年5月1日", "令和9年10月1日");
    home.run("2026-12-02", "seal rules --effective 2027-10-01").ok();
    let shown = home.run("2026-12-02", "show rules --on 2027-10-01").ok().out;
    assert!(shown.contains("令和9年10月1日から施行する") && !shown.contains("令和9年5月1日"));
}

#[test]
fn a_slip_that_what_comes_does_not_have_is_corrected_in_the_way_that_is_named() {
    let home = Home::new();
    home.edit("privacy/preface.md", "使います", "使いまず");
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home.edit("privacy/preface.md", "使いまず", "使います");
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.run("2026-11-01", "seal privacy --effective 2027-04-01").ok();
    expect![[r#"
        exit 1
        エラー[nothing-to-correct]: 「privacy」の本文は、今後の版（2027-04-01）から変わっていません。
           = 対処: 版 2027-04-01 にも同じ誤記があるときは、本文の誤記を直してから、もう一度お試しください。版 2026-10-01 だけの誤記のときは、先に今後の版を取りやめ（kohyo withdraw privacy 2027-04-01）、本文から今後の変更を外して誤記だけを直し、訂正してから、今後の変更を改めて確定してください。

        エラー1件
    "#]].assert_eq(&home.run("2026-12-01", "correct privacy").said());
    home.run("2026-12-01", "withdraw privacy 2027-04-01").ok();
    home.edit("privacy/contacts.yaml", "0002", "0001");
    home.run("2026-12-01", "correct privacy").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.run("2026-12-01", "seal privacy --effective 2027-04-01").ok();
    home.run("2026-12-01", "check --strict").ok();
}

/// In force since October, with another representative from April on.
fn with_fact() -> Home {
    let home = Home::new();
    home.write(
        "organisation.yaml",
        "name: 見本健康保険組合\nrepresentative:\n  - {title: 理事長, name: 例示　花子}\n  - {from: 2027-04-01, title: 理事長, name: 見本　次郎}\n",
    );
    home.write("privacy/organisation.yaml", "heading: 組合\nfields: [name, representative]\n");
    home.edit("privacy/document.yaml", "[preface, contacts]", "[preface, organisation, contacts]");
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home
}

/// A fact that is sealed for its day is no change of the draft before that day.
#[test]
fn the_comparison_and_the_seal_agree_on_what_the_draft_changes() {
    let home = with_fact();
    let compared = |more: &str| home.run("2026-11-01", &format!("diff privacy{more}")).said();
    expect![[r#"
        exit 0
        個人情報の取扱い
        2026-10-01の版 → 改定案
        内容の変更が1件あります。
          1. [内容の変更] 『組合』の『代表者』を「理事長　例示　花子」から「理事長　見本　次郎」に改めます。

        ■ 『組合』の『代表者』 [1]
          【変更案】
            代表者：理事長　［＋見本　次郎＋］
          【現行】
            代表者：理事長　［－例示　花子－］

        記号：［＋加わった文言＋］［－なくなった文言－］［～移った文言～］
        新旧照合済（3149ad837e3cac0e4496156144ed7b344fc3c41a673e9bbbc46803aa5274ec36）
    "#]].assert_eq(&compared(" --effective 2027-04-01"));
    home.run("2026-11-01", "seal privacy --effective 2027-04-01").ok();
    expect![[r#"
        exit 0
        個人情報の取扱い
        2027-04-01の版 → 改定案
        変更はありません。
        新旧照合済（ceb1ae7486ceeb7d287f2e60a1436b31565b6a4724f19873cb0a273cf968c3a1）
    "#]]
    .assert_eq(&compared(""));
    let said = home.run("2026-11-01", "seal privacy --effective 2027-05-01").said();
    expect![[r#"
        exit 1
        エラー[nothing-to-seal]: 「privacy」の本文は、確定済みの版（2027-04-01）から変わっていません。
           = 対処: 確定するものはありません。本文を直してから、もう一度お試しください。

        エラー1件
    "#]].assert_eq(&said);
}

/// An urgent change before the day of such a fact is that change alone.
#[test]
fn a_change_before_a_sealed_fact_is_that_change_alone() {
    let home = with_fact();
    home.run("2026-11-01", "seal privacy --effective 2027-04-01").ok();
    let compared = |more: &str| home.run("2026-11-01", &format!("diff privacy{more}")).said();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    expect![[r#"
        exit 0
        個人情報の取扱い
        2027-04-01の版 → 改定案
        内容の変更が1件あります。
          1. [内容の変更] 『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。

        ■ 『問合せ窓口』の『電話』 [1]
          【変更案】
            電話：［＋03-0000-0002＋］
          【現行】
            電話：［－03-0000-0001－］

        記号：［＋加わった文言＋］［－なくなった文言－］［～移った文言～］
        新旧照合済（0067dc192315bb0c5ed0d45602bcea2a91170e31a6f71188b81f596a47205342）
    "#]]
    .assert_eq(&compared(""));
    let said = home.run("2026-11-01", "seal privacy --effective 2027-01-01").said();
    expect![[r#"
        exit 0
        「privacy」で適用される内容が、この操作の前と変わる期間:
          令和9年1月1日（2027年1月1日）から
            ・『問合せ窓口』の『電話』を「03-0000-0001」から「03-0000-0002」に改めます。
        「privacy」を版 2027-01-01 として確定しました（適用日: 令和9年1月1日（2027年1月1日））。
          版 2026-10-01 から変わるところ: 1 か所
        この変更を版 2027-04-01 にも反映し、版 2027-04-01.2 に差し替えました（適用日: 令和9年4月1日（2027年4月1日））。
          版 2027-04-01 から変わるところ: 1 か所
        次の手順: kohyo build --root … で、公開するページを作ります。
    "#]].assert_eq(&said);
}
