//! Days as they are written: 和暦, Western, found in running text.

use kohyo::diagnostic::{Finding, Message};
use kohyo::text::date::{
    Date, DateError, DateReading, both, find, find_noted, parse, wareki, western,
};
use proptest::prelude::*;

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

#[test]
fn every_customary_form_is_read() {
    for words in [
        "2025-04-01",
        "2025/4/1",
        "2025.4.1",
        "2025年4月1日",
        "２０２５年０４月０１日",
        "二〇二五年四月一日",
        "令和7年4月1日",
        " 令和７年４月１日\u{3000}",
        "令和07年04月01日",
        "令和七年四月一日",
        "令和 7 年 4 月 1 日",
        "R7.4.1",
        "Ｒ７．４．１",
        "r7/4/1",
        "R07-04-01",
        "R7年4月1日",
        "㋿7年4月1日",
        "平成37年4月1日",
    ] {
        assert_eq!(parse(words).map(|r| r.date), Ok(day(2025, 4, 1)), "{words}");
    }
    assert_eq!(parse("H20.6.1").unwrap().date, day(2008, 6, 1));
    assert_eq!(parse("昭和六十三年十二月三十一日").unwrap().date, day(1988, 12, 31));
    assert_eq!(parse("T15.12.24").unwrap().date, day(1926, 12, 24));
    assert_eq!(parse("M45.7.29").unwrap().date, day(1912, 7, 29));
}

#[test]
fn eras_begin_and_end_on_their_days() {
    for (words, date, noted) in [
        ("平成31年4月30日", day(2019, 4, 30), false),
        ("平成31年5月1日", day(2019, 5, 1), true),
        ("令和元年5月1日", day(2019, 5, 1), false),
        ("令和元年4月30日", day(2019, 4, 30), true),
        ("昭和64年1月7日", day(1989, 1, 7), false),
        ("昭和64年1月8日", day(1989, 1, 8), true),
        ("平成元年1月8日", day(1989, 1, 8), false),
        ("大正15年12月24日", day(1926, 12, 24), false),
        ("昭和元年12月25日", day(1926, 12, 25), false),
        ("明治45年7月29日", day(1912, 7, 29), false),
        ("大正元年7月30日", day(1912, 7, 30), false),
    ] {
        let reading = parse(words).unwrap();
        assert_eq!((reading.date, reading.note.is_some()), (date, noted), "{words}");
    }
    let note = parse("平成31年5月1日").unwrap().note.unwrap();
    let said = Finding::of_era(&note).message.ja;
    assert!(said.contains("令和元年5月1日"), "{said}");
    assert_eq!(wareki(day(2019, 4, 30)), "平成31年4月30日");
    assert_eq!(both(day(2019, 5, 1)), "令和元年5月1日（2019年5月1日）");
    assert_eq!(wareki(day(1872, 12, 31)), "1872年12月31日");
}

#[test]
fn impossible_days_say_why() {
    let february = Message::from(&parse("令和7年2月30日").unwrap_err());
    assert!(february.ja.contains("2025年2月は28日まで"));
    assert!(february.en.contains("2025-02 has 28 days"));
    assert_eq!(parse("2025-13-01"), Err(DateError::Month(13)));
    assert_eq!(parse("令和0年1月1日"), Err(DateError::Year));
    assert_eq!(parse("明治5年12月2日"), Err(DateError::OldCalendar));
    assert!(parse("2024-02-29").is_ok());
    for words in [
        "", "2025", "2025-04", "25-04-01", "2025-04/01", "2025年4月1", "令和年4月1日", "4月1日",
        "2025-04-01x", "あ2025-04-01", "令和10000年1月1日", "2025--4-1",
    ] {
        assert_eq!(parse(words), Err(DateError::Form), "{words}");
    }
}

#[test]
fn days_are_found_in_running_text() {
    let found = |words: &str| -> Vec<(String, Date)> {
        find(words).into_iter().map(|(range, date)| (words[range].to_owned(), date)).collect()
    };
    assert_eq!(
        found("この規程は、令和７年４月１日から施行する。制定 平成16年1月5日／改正 R7.4.1。"),
        [
            ("令和７年４月１日".to_owned(), day(2025, 4, 1)),
            ("平成16年1月5日".to_owned(), day(2004, 1, 5)),
            ("R7.4.1".to_owned(), day(2025, 4, 1)),
        ]
    );
    assert_eq!(found("(2025/4/1〜2026-03-31)").len(), 2);
    assert_eq!(found("2025-04-01.").len(), 1);
    for words in [
        "平成15年法律第57号",
        "平成15年5月",
        "令和7年2月30日",
        "毎年4月1日",
        "Ver.2025.4.1",
        "03-2025-04-01",
        "2025-04-0123",
        "https://example.jp/2025/04/01/a",
        "https://example.jp/2025-04-01.html",
        "12025年4月1日",
        "XR7.4.1",
        "R7.4.1.2",
    ] {
        assert_eq!(found(words), [], "{words}");
    }
}

fn since_1873() -> impl Strategy<Value = Date> {
    (1873i16..2500, 1i8..=12, 1i8..=31)
        .prop_filter_map("a day", |(y, m, d)| Date::new(y, m, d).ok())
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(date in since_1873()) {
        let plain = DateReading { date, note: None };
        for words in [wareki(date), western(date), date.to_string()] {
            prop_assert_eq!(parse(&words), Ok(plain.clone()));
            let text = format!("、{words}から");
            prop_assert_eq!(find(&text), vec![(3..3 + words.len(), date)]);
        }
    }

    #[test]
    fn nothing_panics(words in "[令和平成元年月日0-9０-９一二十RH./\\- ]{0,14}") {
        let _ = parse(&words);
        for (range, date) in find(&words) {
            prop_assert_eq!(parse(&words[range]).map(|r| r.date), Ok(date));
        }
    }
}

#[test]
fn a_year_that_its_era_never_had_is_told_from_its_last_year() {
    for (words, is_no_year) in [
        ("平成40年4月1日", true),
        ("H32.4.1", true),
        ("昭和65年1月1日", true),
        ("平成31年5月1日", false),
        ("昭和64年12月1日", false),
    ] {
        let note = parse(words).unwrap().note.expect("the era had ended");
        assert_eq!(note.is_no_year(), is_no_year, "{words}");
    }
    let found = find_noted("平成30年4月1日から平成40年3月31日まで");
    let odd: Vec<bool> = found.iter().map(|(_, reading)| reading.note.is_some()).collect();
    assert_eq!(odd, [false, true]);
}
