//! The eras (元号), and one date as it is written at the start of words. Does not know what stands before or
//! after it.

use super::{DateError, DateNote, DateReading};
use crate::text::label::{is_count_char, read_count};
use crate::text::named;
use jiff::civil::Date;

/// How the parts of a date are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DateStyle {
    /// 年 月 日
    Units,
    /// One mark, twice.
    Marks(char),
}

/// A date as written; perhaps impossible.
pub(super) struct WrittenDate {
    pub(super) era: Option<Era>,
    year: u32,
    month: u32,
    day: u32,
    pub(super) style: DateStyle,
}

impl Era {
    /// The length of the era's name, letter or sign at the start of `rest`.
    pub(super) fn at(self, rest: &str) -> Option<usize> {
        if rest.starts_with(self.name()) {
            return Some(self.name().len());
        }
        let first = rest.chars().next()?;
        let same = self.short().contains(&narrow(first).to_ascii_uppercase());
        if same { Some(first.len_utf8()) } else { None }
    }
}

impl WrittenDate {
    /// Reads a date at the start of `words`; with its length in bytes.
    pub(super) fn at(words: &str) -> Option<(WrittenDate, usize)> {
        let mut scan = DateScan { rest: words };
        let era = scan.era();
        let year = match era {
            Some(_) => scan.first_year().or_else(|| scan.number(1..=3)),
            None => scan.number(4..=4),
        }?;
        let style = match scan.mark("年-/.")? {
            '年' => DateStyle::Units,
            mark => DateStyle::Marks(mark),
        };
        let month = scan.number(1..=2)?;
        match style {
            DateStyle::Units => scan.mark("月")?,
            DateStyle::Marks(mark) => scan.mark(mark.encode_utf8(&mut [0; 4]))?,
        };
        let day = scan.number(1..=2)?;
        if style == DateStyle::Units {
            scan.mark("日")?;
        }
        let written = WrittenDate { era, year, month, day, style };
        Some((written, words.len() - scan.rest.len()))
    }

    pub(super) fn resolve(&self) -> Result<DateReading, DateError> {
        let zero = self.era.map_or(0, |era| i64::from(era.first_year()) - 1);
        let year = zero + i64::from(self.year);
        let year = i16::try_from(year)
            .ok()
            .filter(|year| self.year > 0 && *year <= 9999)
            .ok_or(DateError::Year)?;
        let month = i8::try_from(self.month)
            .ok()
            .filter(|month| (1..=12).contains(month))
            .ok_or(DateError::Month(self.month))?;
        let days = Date::constant(year, month, 1).days_in_month();
        let day = i8::try_from(self.day)
            .ok()
            .filter(|day| (1..=days).contains(day))
            .ok_or(DateError::Day { year, month, day: self.day, days })?;
        let date = Date::constant(year, month, day);
        let note = match self.era {
            Some(_) if date < GREGORIAN => return Err(DateError::OldCalendar),
            Some(written) if Era::of(date) != Some(written) => Some(DateNote { written, date }),
            Some(_) | None => None,
        };
        Ok(DateReading { date, note })
    }
}

/// A reader of one date's parts. Spaces inside a date are layout (令和 7 年 4 月 1 日).
struct DateScan<'a> {
    rest: &'a str,
}

impl DateScan<'_> {
    fn skip_space(&mut self) {
        for _ in 0..2 {
            self.rest = self.rest.strip_prefix([' ', '\u{3000}']).unwrap_or(self.rest);
        }
    }

    fn era(&mut self) -> Option<Era> {
        let (era, len) =
            Era::ALL.into_iter().find_map(|(era, _)| era.at(self.rest).map(|len| (era, len)))?;
        self.rest = &self.rest[len..];
        self.skip_space();
        Some(era)
    }

    fn first_year(&mut self) -> Option<u32> {
        self.rest = self.rest.strip_prefix('元')?;
        Some(1)
    }

    /// A number of as many digits as `places` allows; kanji numbers as long as they read.
    fn number(&mut self, places: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let end = self
            .rest
            .char_indices()
            .take(10)
            .take_while(|(_, c)| is_count_char(*c))
            .map(|(at, c)| at + c.len_utf8())
            .last()?;
        let run = &self.rest[..end];
        let count = run.chars().count();
        if count > 9 {
            return None;
        }
        let folded: String = run.chars().map(narrow).collect();
        let (number, _) = read_count(&folded)?;
        let is_positional = folded.chars().all(|c| c.is_ascii_digit());
        let digits = if is_positional { count } else { number.to_string().len() };
        if !places.contains(&digits) {
            return None;
        }
        self.rest = &self.rest[end..];
        Some(number)
    }

    /// One of `marks` (ASCII or full-width, any dash for `-`), with the spaces around it.
    fn mark(&mut self, marks: &str) -> Option<char> {
        self.skip_space();
        let c = self.rest.chars().next()?;
        let folded = match c {
            '‐' | '‑' | '–' | '−' => '-',
            '．' | '／' | '－' => narrow(c),
            _ => c,
        };
        if !marks.contains(folded) {
            return None;
        }
        self.rest = &self.rest[c.len_utf8()..];
        if folded != '日' {
            self.skip_space();
        }
        Some(folded)
    }
}

/// The ASCII form of a full-width ASCII character; others as they are.
pub(super) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

named! {
    /// A 元号 of the time since Japan counts days by the Gregorian calendar.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Era {
        /// 明治; its days are Gregorian from 明治6年1月1日 (1873-01-01) on.
        Meiji = "明治",
        /// 大正, from 1912-07-30.
        Taisho = "大正",
        /// 昭和, from 1926-12-25.
        Showa = "昭和",
        /// 平成, from 1989-01-08.
        Heisei = "平成",
        /// 令和, from 2019-05-01.
        Reiwa = "令和",
    }
    /// The name in kanji.
    name;
}

/// The day the Gregorian calendar came into use (明治5年太政官布告第337号).
const GREGORIAN: Date = Date::constant(1873, 1, 1);

impl Era {
    /// The letter, and the sign in one character (㋿).
    fn short(self) -> [char; 2] {
        match self {
            Era::Meiji => ['M', '㍾'],
            Era::Taisho => ['T', '㍽'],
            Era::Showa => ['S', '㍼'],
            Era::Heisei => ['H', '㍻'],
            Era::Reiwa => ['R', '㋿'],
        }
    }

    /// The Western year of the first year, 元年.
    pub(super) fn first_year(self) -> i16 {
        match self {
            Era::Meiji => 1868,
            Era::Taisho => 1912,
            Era::Showa => 1926,
            Era::Heisei => 1989,
            Era::Reiwa => 2019,
        }
    }

    /// The first day on which kohyo writes this era.
    fn first_day(self) -> Date {
        match self {
            Era::Meiji => GREGORIAN,
            Era::Taisho => Date::constant(1912, 7, 30),
            Era::Showa => Date::constant(1926, 12, 25),
            Era::Heisei => Date::constant(1989, 1, 8),
            Era::Reiwa => Date::constant(2019, 5, 1),
        }
    }

    /// The era after it.
    pub(super) fn next(self) -> Option<Era> {
        let mut eras = Era::ALL.into_iter().map(|(era, _)| era);
        eras.find(|era| *era > self)
    }

    /// The era of a day; `None` before 1873-01-01, when days were counted by another calendar.
    pub fn of(date: Date) -> Option<Era> {
        let eras = Era::ALL.into_iter().rev().map(|(era, _)| era);
        { eras }.find(|era| date >= era.first_day())
    }
}
