//! A law whose day comes: an alarm before, the words that became wrong on the day, mended, sealed, and told.

use super::office::{Office, says};

const CONTENT: [(&str, &str); 5] = [
    (
        "site.yaml",
        "title: 見本健康保険組合\nroot: ours\nprofile: 健康保険組合\ndocuments: [privacy]\n",
    ),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱い\nsections: [exceptions, contacts]\n",
    ),
    (
        "privacy/exceptions.yaml",
        "heading: 第三者への提供\nlead: 当組合は、個人情報の保護に関する法律（以下「法」といいます。）第23条第1項各号に掲げる場合を除き、ご本人の同意を得ないで個人データを第三者に提供しません。\nitems:\n  - 急ぎのとき\n",
    ),
    (
        "privacy/contacts.yaml",
        "heading: 窓口\ncontacts:\n  - name: 総務課\n    phone: 03-0000-0009\n",
    ),
];

/// The numbers of the Act moved on 1 April 2022: right on the day before, wrong on the day.
#[test]
fn articles_move_on_the_day_and_not_before() {
    let office = Office::with(&CONTENT);
    office.must("2021-03-20", "seal privacy --effective 2021-04-01 --published 2021-03-20");
    let before = office.must("2022-03-31", "check");
    assert!(!before.contains("stale-citation"), "{before}");
    let on = office.must("2022-04-01", "check");
    assert!(on.contains("stale-citation") && on.contains("第27条第1項"), "{on}");
    let fixed = office.must("2022-04-01", "check --fix");
    assert!(fixed.contains("第27条第1項"), "{fixed}");
    let after = office.must("2022-04-01", "check");
    assert!(!after.contains("stale-citation"), "{after}");
    office.must(
        "2022-04-01",
        "seal privacy --effective 2022-04-01 --published 2022-04-01 --summary 法律の番号を改めました。",
    );
    let pages = office.publish("2022-04-02");
    says(
        &pages,
        "privacy/history/",
        &["2022年4月1日", "第27条第1項", "法律の番号を改めました。"],
        &["必要な手続"],
    );
    says(&pages, "privacy/", &["第27条第1項各号"], &["第23条"]);
    let page = std::fs::read_to_string(office.root().join("public/privacy/index.html")).unwrap();
    assert!(page.contains("令和4年4月1日変更") && page.contains("変更前の内容"), "{page}");
}

/// What is to come is named with its sentence and its day, until the day; then the words that it made wrong are found.
#[test]
fn an_alarm_rings_until_the_day() {
    let office = Office::with(&CONTENT);
    office.write(
        "law/own.yaml",
        "coming:
  - id: new-body
    day: 2027-02-01
    words: 見本支払機構
    what: 見本支払機構の名称が変わります
    to_do: 新しい名称に書き換えてください
    replacement: 例示審査会
    source: 官報
    confidence: 高
terms:
  - id: new-body-name
    words: 見本支払機構
    reason: 見本支払機構は、例示審査会になりました。
    instead: 「例示審査会」に書き換えてください。
    replacement: 例示審査会
    fix: safe
    from: 2027-02-01
    source: 官報
    confidence: 高
",
    );
    office.edit(
        "privacy/exceptions.yaml",
        "提供しません。",
        "提供しません。診療報酬は見本支払機構に払います。",
    );
    office.must("2026-11-01", "seal privacy --effective 2026-11-10 --published 2026-11-01");
    for command in ["next", "status"] {
        let said = office.must("2027-01-31", command);
        assert!(said.contains("令和9年2月1日（2027年2月1日）"), "{said}");
        assert!(said.contains("見本支払機構の名称が変わります"), "{said}");
    }
    let next = office.must("2027-01-31", "next");
    assert!(next.contains("「診療報酬は見本支払機構に払います。」"), "{next}");
    assert!(next.contains("例示審査会"), "{next}");
    assert!(!office.must("2027-01-31", "check").contains("obsolete-term"));
    assert!(!office.must("2027-02-01", "next").contains("見本支払機構の名称が変わります"));
    let on = office.must("2027-02-01", "check");
    assert!(on.contains("obsolete-term") && on.contains("例示審査会になりました"), "{on}");
    office.must("2027-02-01", "check --fix");
    office.must("2027-02-01", "seal privacy --effective 2027-02-01 --published 2027-02-01");
    let pages = office.publish("2027-02-01");
    says(&pages, "privacy/", &["診療報酬は例示審査会に払います。"], &["見本支払機構"]);
    says(&pages, "privacy/history/", &["「見本支払機構」を「例示審査会」"], &[]);
}
