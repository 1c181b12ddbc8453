//! Calendar days as Japanese documents write them: 和暦 and Western, in one field or in running text.
//! Does not know what a day is for (施行日, 公表日 …) nor which day is today.

mod era;
mod written;

use super::numeral::is_count_char;
pub use era::Era;
use era::{ERAS, GREGORIAN};
pub use jiff::civil::Date;
use std::fmt;
use std::ops::Range;
use written::{Style, Written, narrow};

/// A day that was read, and what is odd about the way it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The day.
    pub date: Date,
    /// What a careful reader would remark.
    pub note: Option<DateNote>,
}

/// Something odd about a date that is still plain in meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateNote {
    /// The day lies outside the era it was written in (平成31年5月1日).
    OutsideEra {
        /// The era as written.
        written: Era,
        /// The day meant.
        date: Date,
    },
}

impl DateNote {
    /// One sentence in Japanese.
    pub fn ja(&self) -> String {
        match self {
            DateNote::OutsideEra { written, date } => {
                format!("{}ではない日付です。{}として読みました。", written.name(), wareki(*date))
            }
        }
    }

    /// One sentence in English.
    pub fn en(&self) -> String {
        match self {
            DateNote::OutsideEra { written, date } => format!(
                "This day is not in the era {}; it was read as {} ({date}).",
                written.name(),
                wareki(*date)
            ),
        }
    }
}

/// Why words are not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Not written like a date.
    Form,
    /// Year 0, or a year beyond 9999.
    Year,
    /// The month is not 1 to 12.
    Month(u32),
    /// The month has fewer days.
    Day {
        /// The year (Western).
        year: i16,
        /// The month.
        month: i8,
        /// The day as written.
        day: u32,
        /// The days that month has.
        days: i8,
    },
    /// Before 1873 in an era: days were counted by the old calendar (旧暦).
    OldCalendar,
}

impl DateError {
    /// Why, in Japanese.
    pub fn ja(&self) -> String {
        match self {
            DateError::Form => {
                "日付として読めません。「2025-04-01」「2025年4月1日」「令和7年4月1日」「R7.4.1」のように書いてください。".into()
            }
            DateError::Year => "年が正しくありません（元年または1以上、西暦は9999年までです）。".into(),
            DateError::Month(month) => format!("{month}月という月はありません。"),
            DateError::Day { year, month, day, days } => format!(
                "{day}日という日はありません（{year}年{month}月は{days}日までです）。"
            ),
            DateError::OldCalendar => {
                "明治5年までの日付は旧暦のため読めません。西暦で書いてください。".into()
            }
        }
    }

    /// Why, in English.
    pub fn en(&self) -> String {
        match self {
            DateError::Form => {
                "This is not a date. Write 2025-04-01, 2025年4月1日, 令和7年4月1日 or R7.4.1.".into()
            }
            DateError::Year => "The year must be 元 or 1 or more, at most 9999.".into(),
            DateError::Month(month) => format!("There is no month {month}."),
            DateError::Day { year, month, day, days } => format!(
                "There is no day {day}: {year}-{month:02} has {days} days."
            ),
            DateError::OldCalendar => {
                "Dates up to 明治5年 follow the old calendar and cannot be read; write the Western date.".into()
            }
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl std::error::Error for DateError {}

/// Reads a whole field as one day: `2025-04-01`, `2025/4/1`, `2025.4.1`, 2025年4月1日, 令和7年4月1日,
/// 令和元年五月一日, R7.4.1, ㋿7年4月1日. Digits may be ASCII, full-width or kanji; spaces around the
/// words and their parts are skipped.
///
/// # Errors
/// When the words are not written like a date, or there is no such day; the error says why.
pub fn parse(words: &str) -> Result<Reading, DateError> {
    let words = words.trim();
    let written = match Written::at(words) {
        Some((written, len)) if len == words.len() => written,
        Some(_) | None => return Err(DateError::Form),
    };
    written.resolve()
}

/// 「令和7年4月1日」, 「令和元年5月1日」; before 1873 as [`western`].
pub fn wareki(date: Date) -> String {
    let Some(era) = Era::of(date) else {
        return western(date);
    };
    let (name, month, day) = (era.name(), date.month(), date.day());
    match date.year() - era.first_year() + 1 {
        1 => format!("{name}元年{month}月{day}日"),
        year => format!("{name}{year}年{month}月{day}日"),
    }
}

/// 「2025年4月1日」.
pub fn western(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 「令和7年4月1日（2025年4月1日）」; before 1873 as [`western`].
pub fn both(date: Date) -> String {
    match Era::of(date) {
        Some(_) => format!("{}（{}）", wareki(date), western(date)),
        None => western(date),
    }
}

/// 「2025年4月1日（令和7年4月1日）」, as pages say days; before 1873 as [`western`].
pub fn with_era(date: Date) -> String {
    match Era::of(date) {
        Some(_) => format!("{}（{}）", western(date), wareki(date)),
        None => western(date),
    }
}

/// Finds the days that running text names in full (year, month and day), in order, with their byte
/// ranges. Impossible days are not found; neither are numbers of laws (平成15年法律第57号), versions,
/// telephone numbers or parts of addresses.
pub fn find(words: &str) -> Vec<(Range<usize>, Date)> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        if let Some((date, len)) = stands_at(&words[at..], before) {
            found.push((at..at + len, date));
            before = words[at..at + len].chars().next_back();
            at += len;
        } else {
            before = Some(c);
            at += c.len_utf8();
        }
    }
    found
}

/// The date at the start of `rest`, if what stands before and after leaves no doubt.
fn stands_at(rest: &str, before: Option<char>) -> Option<(Date, usize)> {
    let first = rest.chars().next()?;
    let starts = is_count_char(first) || ERAS.iter().any(|era| era.at(rest).is_some());
    if !starts {
        return None;
    }
    let (written, len) = Written::at(rest)?;
    let is_part = |c: char| {
        let c = narrow(c);
        c.is_ascii_alphanumeric() || is_count_char(c) || "-/._%=#?&".contains(c)
    };
    let before_fits = match (written.era, first.is_ascii() || narrow(first).is_ascii()) {
        (Some(_), false) => true,
        (Some(_), true) | (None, _) => !before.is_some_and(is_part),
    };
    let mut after = rest[len..].chars();
    let after_fits = match written.style {
        Style::Units => true,
        // 2025.4.1 is as likely a release number as a day.
        Style::Marks('.') if written.era.is_none() => false,
        Style::Marks(_) => match after.next().map(narrow) {
            Some('.') => !after.next().is_some_and(is_part),
            next => !next.is_some_and(is_part),
        },
    };
    if !(before_fits && after_fits) {
        return None;
    }
    Some((written.resolve().ok()?.date, len))
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert!(note.ja().contains("令和元年5月1日"), "{}", note.ja());
        assert_eq!(wareki(day(2019, 4, 30)), "平成31年4月30日");
        assert_eq!(both(day(2019, 5, 1)), "令和元年5月1日（2019年5月1日）");
        assert_eq!(wareki(day(1872, 12, 31)), "1872年12月31日");
    }

    #[test]
    fn impossible_days_say_why() {
        let february = parse("令和7年2月30日").unwrap_err();
        assert!(february.ja().contains("2025年2月は28日まで"));
        assert!(february.en().contains("2025-02 has 28 days"));
        assert_eq!(parse("2025-13-01"), Err(DateError::Month(13)));
        assert_eq!(parse("令和0年1月1日"), Err(DateError::Year));
        assert_eq!(parse("明治5年12月2日"), Err(DateError::OldCalendar));
        assert!(parse("2024-02-29").is_ok());
        for words in [
            "",
            "2025",
            "2025-04",
            "25-04-01",
            "2025-04/01",
            "2025年4月1",
            "令和年4月1日",
            "4月1日",
            "2025-04-01x",
            "あ2025-04-01",
            "令和10000年1月1日",
            "2025--4-1",
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
            let plain = Reading { date, note: None };
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
}
