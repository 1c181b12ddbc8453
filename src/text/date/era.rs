//! The eras (元号) and their days. Does not know how a date is written.

use jiff::civil::Date;

/// A 元号 of the time since Japan counts days by the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治; its days are Gregorian from 明治6年1月1日 (1873-01-01) on.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

pub(super) const ERAS: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

/// The day the Gregorian calendar came into use (明治5年太政官布告第337号).
pub(super) const GREGORIAN: Date = Date::constant(1873, 1, 1);

impl Era {
    /// The name in kanji.
    pub fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// The letter, and the sign in one character (㋿).
    pub(super) fn short(self) -> [char; 2] {
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

    /// The era of a day; `None` before 1873-01-01, when days were counted by another calendar.
    pub fn of(date: Date) -> Option<Era> {
        ERAS.into_iter().rev().find(|era| date >= era.first_day())
    }
}
