//! Days that cannot be meant: every command that writes stops with the reason, and goes on where somebody says that
//! they are meant and they may be. Knows no rule behind them.

use crate::scenarios::Office;

const CONTENT: [(&str, &str); 4] = [
    ("site.yaml", "title: 見本健康保険組合\nroot: ours\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    ("privacy/document.yaml", "kind: privacy-notice\ntitle: 公表事項\nsections: [contacts]\n"),
    ("privacy/contacts.yaml", "contacts:\n  - name: 総務課\n    phone: 03-0000-0001\n"),
];

/// A site whose notice is in force since October, and changes in April.
fn office() -> Office {
    let office = Office::with(&CONTENT);
    office.must("2026-09-15", "seal privacy --effective 2026-10-01");
    office.edit("privacy/contacts.yaml", "0001", "0002");
    office.must("2026-10-20", "seal privacy --effective 2027-04-01");
    office.edit("privacy/contacts.yaml", "0002", "0003");
    office
}

const TODAY: &str = "2026-11-24";

#[track_caller]
fn stops(office: &Office, command: &str, why: &str) {
    let before = office.sealed();
    for command in [command.to_owned(), format!("{command} --dry-run")] {
        let (code, said) = office.run(TODAY, &command);
        assert_eq!(code, 1, "{command}\n{said}");
        assert!(said.contains(why), "{command}\n{said}");
    }
    assert_eq!(office.sealed(), before, "nothing is written");
}

#[test]
fn a_day_that_looks_wrong_stops_and_goes_on_where_it_is_meant() {
    for (command, why) in [
        (
            "seal privacy --effective 2027-05-01 --decided 2026-11-20 --published 2027-01-10",
            "公表日",
        ),
        ("seal privacy --effective 2032-05-01", "5年より先"),
        ("postpone privacy 2027-04-01 --effective 2062-04-01", "5年より先"),
        ("repeal privacy --effective 2036-04-01", "5年より先"),
        ("retitle privacy --title 新しい題名 --effective 2036-04-01", "5年より先"),
        (
            "retitle privacy --title 新しい題名 --effective 2026-10-01 --decided 2026-11-01",
            "より後",
        ),
    ] {
        let office = office();
        stops(&office, command, why);
        let (_, said) = office.run(TODAY, command);
        assert!(said.contains("--yes"), "{said}");
        office.must(TODAY, &format!("{command} --yes"));
    }
}

#[test]
fn what_has_not_happened_is_not_recorded_at_all() {
    let office = office();
    for (command, why) in [
        ("seal privacy --effective 2027-05-01 --decided 2026-11-25", "決めた日"),
        ("seal privacy --effective 2027-05-01 --approved 2026-11-25", "認可日"),
        ("withdraw privacy 2027-04-01 --decided 2026-12-01", "決めた日"),
        ("postpone privacy 2027-04-01 --effective 2027-07-01 --decided 2026-12-01", "決めた日"),
    ] {
        stops(&office, command, why);
        stops(&office, &format!("{command} --yes"), why);
    }
}

#[test]
fn nobody_has_seen_a_text_tomorrow() {
    let office = Office::with(&CONTENT);
    stops(&office, "seal privacy --effective unknown --seen 2026-11-25 --yes", "確認した日");
}

#[test]
fn a_slip_is_no_way_round() {
    let office = office();
    office.write("privacy/amendment.yaml", "effective: 2027-05-01\npublished: 2027-04-20\n");
    stops(&office, "seal privacy", "公表日");
    office.write("privacy/amendment.yaml", "effective: 平成40年5月1日\n");
    let (code, said) = office.run(TODAY, "seal privacy");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("令和10年5月1日"), "{said}");
    office.write("privacy/amendment.yaml", "effective: 2027-05-01\ndecided:\n  day: 2027-06-01\n");
    let said = office.must(TODAY, "check");
    assert!(said.contains("doubtful-day"), "{said}");
}

#[test]
fn an_era_that_has_ended_is_no_day_of_a_command() {
    let office = office();
    for command in [
        "seal privacy --effective 平成40年4月1日",
        "postpone privacy 2027-04-01 --effective H40.4.1",
        "show privacy --on 平成40年4月1日",
        "record add privacy 2026-10-01 --what 届出 --date 平成38年11月1日",
    ] {
        let (code, said) = office.run(TODAY, command);
        assert_eq!(code, 2, "{command}\n{said}");
        assert!(said.contains("令和"), "{command}\n{said}");
    }
    // The last year of an era had days of the next.
    let (code, said) = office.run(TODAY, "show privacy --on 平成31年5月2日");
    assert!(code != 2, "{said}");
}

/// What was accepted once is not asked again when another change is carried into it.
#[test]
fn what_was_said_once_is_not_asked_again() {
    let office = office();
    office.must(TODAY, "seal privacy --effective 2032-05-01 --yes");
    office.edit("privacy/contacts.yaml", "総務課", "業務課");
    office.must("2026-11-25", "seal privacy --effective 2026-12-01");
}

#[test]
fn a_registered_text_was_seen_before_it_was_registered() {
    let office = office();
    office.write("../old.txt", "公表事項\n\n1. 窓口\n電話：03-0000-0000\n");
    let register = "import old.txt --register unknown --document privacy";
    let (code, said) = office.run(TODAY, &format!("{register} --seen 2026-12-01 --yes"));
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("確認した日"), "{said}");
    let register = "import old.txt --register 2020-04-01 --document privacy --decided 2020-05-01";
    let (code, said) = office.run(TODAY, register);
    assert_eq!(code, 1, "{said}");
    office.must(TODAY, &format!("{register} --yes"));
}
