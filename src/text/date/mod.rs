//! Calendar days as Japanese documents write them: 和暦 and Western, in one field or in running text.
//! Does not know what a day is for (施行日, 公表日 …) nor which day is today.

mod written;

use super::label::is_count_char;
pub use jiff::civil::Date;
use std::ops::Range;
pub use written::Era;
use written::{DateStyle, WrittenDate, narrow};

/// A day that was read, and what is odd about the way it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// The day.
    pub date: Date,
    /// What a careful reader would remark.
    pub note: Option<DateNote>,
}

/// Something odd about a date that is still plain in meaning: the day lies outside the era it was written in
/// (平成31年5月1日).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateNote {
    /// The era as written.
    pub written: Era,
    /// The day meant.
    pub date: Date,
}

impl DateNote {
    /// Whether the year is one that the era never had (平成40年): of a day in an era's last year (平成31年5月1日) everybody
    /// knows which is meant.
    pub fn is_no_year(&self) -> bool {
        self.written.next().is_some_and(|next| self.date.year() > next.first_year())
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

/// Reads a whole field as one day: `2025-04-01`, `2025/4/1`, `2025.4.1`, 2025年4月1日, 令和7年4月1日,
/// 令和元年五月一日, R7.4.1, ㋿7年4月1日. Digits may be ASCII, full-width or kanji; spaces around the
/// words and their parts are skipped.
///
/// # Errors
/// When the words are not written like a date, or there is no such day; the error says why.
pub fn parse(words: &str) -> Result<DateReading, DateError> {
    let words = words.trim();
    let written = match WrittenDate::at(words) {
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
    find_noted(words).into_iter().map(|(range, reading)| (range, reading.date)).collect()
}

/// As [`find`], with what is odd about the way each is written.
pub fn find_noted(words: &str) -> Vec<(Range<usize>, DateReading)> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        if let Some((reading, len)) = stands_at(&words[at..], before) {
            found.push((at..at + len, reading));
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
fn stands_at(rest: &str, before: Option<char>) -> Option<(DateReading, usize)> {
    let first = rest.chars().next()?;
    let starts = is_count_char(first) || Era::ALL.iter().any(|(era, _)| era.at(rest).is_some());
    if !starts {
        return None;
    }
    let (written, len) = WrittenDate::at(rest)?;
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
        DateStyle::Units => true,
        // 2025.4.1 is as likely a release number as a day.
        DateStyle::Marks('.') if written.era.is_none() => false,
        DateStyle::Marks(_) => match after.next().map(narrow) {
            Some('.') => !after.next().is_some_and(is_part),
            next => !next.is_some_and(is_part),
        },
    };
    if !(before_fits && after_fits) {
        return None;
    }
    Some((written.resolve().ok()?, len))
}
