//! The day before, the day, the day after: across the last day of 平成 and the first of 令和, across the new year, and
//! across the end of a document.

use super::office::{Office, says};

const CONTENT: [(&str, &str); 4] = [
    ("site.yaml", "title: 見本健康保険組合\nroot: ours\ndocuments: [rules]\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    ("rules/document.yaml", "kind: regulation\n"),
    ("rules/main.law.txt", "見本規程\n\n第1条　第一の内容とする。\n"),
];

/// Texts from 2019-04-30, 2019-05-01 and 2020-01-01; repealed from 2020-04-01 on.
fn society() -> Office {
    let office = Office::with(&CONTENT);
    office.must("2019-03-01", "seal rules --effective 平成31年4月30日");
    office.edit("rules/main.law.txt", "第一", "第二");
    office.must("2019-03-02", "seal rules --effective 平成31年5月1日");
    office.edit("rules/main.law.txt", "第二", "第三");
    office.must("2019-03-03", "seal rules --effective 令和2年1月1日");
    office.must("2019-03-04", "repeal rules --effective 2020-04-01");
    office
}

const EVE: &str = "2019年4月30日（平成31年4月30日）";
const FIRST: &str = "2019年5月1日（令和元年5月1日）";

/// A day, the text in force on it, and what the page says of it.
type OnDay = (&'static str, Option<&'static str>, &'static [&'static str]);

const DAYS: [OnDay; 10] = [
    ("2019-04-29", None, &[EVE, "から、新しい内容が施行されます"]),
    (
        "2019-04-30",
        Some("第一"),
        &[EVE, "から", "まで効力のある内容です", FIRST, "から、変わった後の内容が施行されます"],
    ),
    (
        "2019-05-01",
        Some("第二"),
        &[FIRST, "2019年12月31日（令和元年12月31日）", "まで効力のある内容です"],
    ),
    (
        "2019-05-02",
        Some("第二"),
        &[FIRST, "2020年1月1日（令和2年1月1日）", "から、変わった後の内容が施行されます"],
    ),
    ("2019-12-31", Some("第二"), &["2019年12月31日（令和元年12月31日）", "まで"]),
    (
        "2020-01-01",
        Some("第三"),
        &[
            "2020年1月1日（令和2年1月1日）",
            "2020年3月31日（令和2年3月31日）",
            "2020年4月1日（令和2年4月1日）",
            "に廃止されます",
        ],
    ),
    ("2020-01-02", Some("第三"), &["2020年3月31日（令和2年3月31日）", "まで効力のある内容です"]),
    ("2020-03-31", Some("第三"), &["2020年4月1日（令和2年4月1日）", "に廃止されます"]),
    ("2020-04-01", None, &["2020年4月1日（令和2年4月1日）", "に廃止されました"]),
    ("2020-04-02", None, &["に廃止されました"]),
];

#[test]
fn every_page_is_true_on_the_day_before_on_and_after_each_date() {
    let office = society();
    for (day, in_force, standing) in DAYS {
        let pages = office.publish(day);
        says(&pages, "rules/", standing, &[]);
        for words in ["第一", "第二", "第三"] {
            let text = format!("{words}の内容とする。");
            match in_force {
                Some(now) if now == words => says(&pages, "rules/", &[&text], &[]),
                Some(_) | None => says(&pages, "rules/", &[], &[&text]),
            }
        }
        said(&office, day, in_force);
        says(&pages, "rules/history/", &["2019年（平成31年・令和元年）", "2020年（令和2年）"], &[]);
    }
}

/// What `show` and `next` say on that day.
fn said(office: &Office, day: &str, in_force: Option<&str>) {
    let shown = office.must(day, &format!("show rules --on {day}"));
    match in_force {
        Some(words) => assert!(shown.contains(&format!("{words}の内容とする。")), "{day}\n{shown}"),
        None => assert!(!shown.contains("の内容とする。"), "{day}\n{shown}"),
    }
    let next = office.must(day, "next");
    let turns = ["2019-04-30", "2019-05-01", "2020-01-01", "2020-04-01"];
    match turns.iter().find(|turn| **turn > day) {
        Some(turn) => {
            let parts: Vec<i32> = turn.split('-').map(|part| part.parse().unwrap()).collect();
            let words = format!("{}年{}月{}日", parts[0], parts[1], parts[2]);
            assert!(next.contains(&words), "{day}\n{next}");
        }
        None => assert!(next.contains("ありません"), "{day}\n{next}"),
    }
}

/// Pages that nobody makes again on the day stay true: they say the days, not "now".
#[test]
fn pages_that_are_not_made_again_stay_true() {
    let office = society();
    let pages = office.publish("2019-04-30");
    says(
        &pages,
        "rules/",
        &[
            "2019年4月30日（平成31年4月30日）から2019年4月30日（平成31年4月30日）まで効力のある内容です",
            "2019年5月1日（令和元年5月1日）から、変わった後の内容が施行されます",
        ],
        &["現在施行されている"],
    );
    says(
        &pages,
        "rules/versions/2019-05-01/",
        &[
            "2019年5月1日（令和元年5月1日）から施行される予定の内容です",
            "2019年4月30日（平成31年4月30日）までは",
        ],
        &[],
    );
}
