//! A program with the employer is decided in February for April; the telephone number changes in March; the
//! program is put off, then called off.

use super::office::{Office, says};

const CONTENT: [(&str, &str); 5] = [
    ("site.yaml", "title: 見本健康保険組合\nroot: ours\ndocuments: [privacy]\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱い\nsections: [purposes, contacts]\n",
    ),
    (
        "privacy/purposes.yaml",
        "heading: 利用目的
rows:
  - category: 健診の結果
    key: checkup
    purposes:
      - 保健指導のため
      - 翌年の健診の案内のため
  - category: 資格に関する情報
    key: eligibility
    purposes:
      - 給付の審査のため
",
    ),
    (
        "privacy/contacts.yaml",
        "heading: 窓口
contacts:
  - name: 総務課
    phone: 03-0000-0001
",
    ),
];

const PROGRAM: &str = "会社と一緒に進める健康づくり（コラボヘルス）のため";

/// In force since October; the program is sealed in February, by its slip.
fn in_february() -> Office {
    let office = Office::with(&CONTENT);
    office.must("2026-09-15", "seal privacy --effective 2026-10-01");
    office.must("2026-09-15", "build --as-of 2026-10-01");
    office.edit(
        "privacy/purposes.yaml",
        "      - 翌年の健診の案内のため\n",
        &format!("      - 翌年の健診の案内のため\n      - {PROGRAM}\n"),
    );
    let said = office.must("2027-02-01", "draft privacy");
    assert!(said.contains("変わるところ: 1 か所"), "{said}");
    for (open, filled) in [
        ("effective:\n", "effective: 令和9年4月1日\n"),
        ("  day:\n  by:\n", "  day: 2027-02-08\n  by: 理事会\n"),
        ("published:\n", "published: 2027-02-15\n"),
        ("summary:\n", "summary: 健診の結果を、会社との健康づくりにも使います。\n"),
        ("  reason:\n", "  reason: 会社からの申入れ\n"),
    ] {
        office.edit("privacy/amendment.yaml", open, filled);
    }
    let (_, held) = office.run("2027-02-10", "seal privacy --yes");
    assert!(held.contains("関連性があると合理的に認められる範囲ですか"), "{held}");
    let decided = "    decision: 前の目的（健診の案内）と関連性がある範囲内\n";
    office.edit("privacy/amendment.yaml", "    decision:\n", decided);
    office.must("2027-02-10", "seal privacy --yes");
    assert!(!office.root().join("content/privacy/amendment.yaml").exists());
    office
}

#[test]
fn a_program_that_never_began() {
    let office = in_february();
    let pages = office.publish("2027-02-15");
    says(&pages, "privacy/", &["03-0000-0001", "2027年4月1日"], &[PROGRAM]);
    says(&pages, "privacy/versions/2027-04-01/", &[PROGRAM, "適用される予定の内容です"], &[]);
    in_march(&office);
    put_off(&office);
    called_off(&office);
    then_and_now(&office);
}

/// One edit, one command.
fn in_march(office: &Office) {
    office.edit("privacy/contacts.yaml", "0001", "0002");
    let said = office.must(
        "2027-03-05",
        "seal privacy --effective 2027-03-10 --summary 窓口の電話番号が変わります。",
    );
    assert!(said.contains("版 2027-04-01.2 に差し替えました"), "{said}");
    let pages = office.publish("2027-03-10");
    says(&pages, "privacy/", &["03-0000-0002"], &["03-0000-0001", PROGRAM]);
    says(&pages, "privacy/versions/2027-04-01.2/", &[PROGRAM, "03-0000-0002"], &["03-0000-0001"]);
    says(&pages, "privacy/versions/2027-04-01/", &[PROGRAM, "03-0000-0001", "差し替え前"], &[]);
    says(
        &pages,
        "privacy/history/",
        &[
            "窓口の電話番号が変わります。",
            "健診の結果を、会社との健康づくりにも使います。",
            "理事会",
        ],
        &["会社からの申入れ"],
    );
}

/// From April to July; what changes in between goes into what is coming.
fn put_off(office: &Office) {
    office.must(
        "2027-03-20",
        "postpone privacy 2027-04-01.2 --effective 2027-07-01 --summary 準備のため延期します。",
    );
    let pages = office.publish("2027-04-01");
    says(&pages, "privacy/", &["03-0000-0002", "2027年7月1日"], &[PROGRAM]);
    office.edit("privacy/contacts.yaml", "総務課", "業務課");
    let said = office.must("2027-04-20", "seal privacy --effective 2027-05-01");
    assert!(said.contains("版 2027-04-01.3 に差し替えました（適用日: 令和9年7月1日"), "{said}");
    let pages = office.publish("2027-05-01");
    says(&pages, "privacy/", &["業務課"], &["総務課", PROGRAM]);
    says(&pages, "privacy/versions/2027-04-01.3/", &["業務課", PROGRAM, "2027年7月1日"], &[]);
    // Between the day first said and the day now said, the program is still to come.
    let (code, said) = office.run("2027-05-02", "seal privacy");
    assert_eq!(code, 1, "{said}");
}

fn called_off(office: &Office) {
    office.must(
        "2027-06-10",
        "withdraw privacy 2027-04-01.3 --summary 会社との話合いにより取りやめます。",
    );
    let pages = office.publish("2027-07-01");
    says(&pages, "privacy/", &["業務課", "03-0000-0002"], &[PROGRAM, "2027年7月1日から適用"]);
    says(&pages, "privacy/versions/2027-04-01.3/", &[PROGRAM, "適用されません"], &[]);
    says(&pages, "privacy/history/", &["会社との話合いにより取りやめます。"], &[]);
    // The text in content/ still has the program; until it is taken out, that is a change.
    let (_, said) = office.run("2027-06-11", "check");
    assert!(said.contains("unsealed"), "{said}");
    office.edit("privacy/purposes.yaml", &format!("      - {PROGRAM}\n"), "");
    let (_, said) = office.run("2027-06-11", "check");
    assert!(!said.contains("unsealed"), "{said}");
    let (code, said) = office.run("2027-06-11", "seal privacy --effective 2027-07-01");
    assert!(code == 1 && said.contains("nothing-to-seal"), "{said}");
    // The next urgent change stands on what is in force, not on what was called off.
    office.edit("privacy/contacts.yaml", "0002", "0003");
    let said = office.must("2027-06-12", "seal privacy --effective 2027-06-15");
    assert!(!said.contains("差し替え"), "{said}");
}

/// What was in force on a day, and what was known of it on a day.
fn then_and_now(office: &Office) {
    for (on, known, words) in [
        ("2027-03-15", "2027-03-01", "03-0000-0001"),
        ("2027-03-15", "2027-03-05", "03-0000-0002"),
        ("2027-04-01", "2027-02-10", PROGRAM),
        ("2027-07-01", "2027-05-01", PROGRAM),
        ("2027-07-01", "2027-06-12", "03-0000-0003"),
    ] {
        let said = office.must("2027-08-01", &format!("show privacy --on {on} --known {known}"));
        assert!(said.contains(words), "{on} as known on {known}:\n{said}");
    }
    let said = office.must("2027-08-01", "show privacy --on 2027-07-01");
    assert!(!said.contains(PROGRAM), "{said}");
    office.must("2027-08-01", "verify");
}
