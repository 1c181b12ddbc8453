//! Numerals and labels of provisions in every script: 第3条の2, ２, (1), ①, ア, 一及び二. Reads, prints, shifts and
//! orders them; does not know which provisions they belong to.

mod leading;
mod script;
mod sequence;

pub use leading::{Dress, Gap, LabelKind, LeadingLabel, Numerals};
pub use script::{
    EnclosedNumber, NumeralSpan, Script, is_count_char, leading_count, numerals, read_all,
    read_count, roman_sign, sign,
};
pub use sequence::{Numbering, is_next, with_number};

/// The number as printed: 第3条の2, ２, (1), ア, 別表第1. The printed string is the truth.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(Box<str>);

/// What a label counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelUnit {
    /// 編, 章, 節, 款, 目, 条: the word behind the number.
    Named(char),
    /// A bare number: 項, 号 or an entry of a list.
    Bare,
}

impl LabelUnit {
    /// 条
    pub const ARTICLE: LabelUnit = LabelUnit::Named('条');

    /// What the word behind 第N counts.
    fn of(word: char) -> Option<LabelUnit> {
        match word {
            '編' | '章' | '節' | '款' | '目' | '条' => Some(LabelUnit::Named(word)),
            '條' => Some(LabelUnit::ARTICLE),
            _ => None,
        }
    }
}

/// A label as numbers: 第3条の2 is Article [3, 2].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// What is counted.
    pub unit: LabelUnit,
    /// The number and its branches (の2).
    pub parts: Vec<u32>,
    /// How the first number is written.
    pub script: Script,
}

impl Label {
    /// A label; no words are no label.
    pub fn new(words: &str) -> Option<Label> {
        if words.is_empty() { None } else { Some(Label(words.into())) }
    }

    /// As printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The numbers it says; `None` for words without a number (※, 別紙). A lone イ reads as イロハ, the
    /// first of アイウ only when its neighbours say so.
    pub fn number(&self) -> Option<Number> {
        Number::read(&self.0)
    }

    /// The bare number read in one script; `None` when it is not written so.
    pub fn number_in(&self, script: Script) -> Option<u32> {
        script.read(core(&self.0))
    }

    /// The first and the last number it stands for: two of 第3条から第5条まで and 第三条及び第四条, else the
    /// same one twice.
    pub fn span(&self) -> Option<(Number, Number)> {
        if let Some(number) = self.number() {
            return Some((number.clone(), number));
        }
        let words = self.0.trim_end_matches("まで");
        let parts = || LINKS.iter().filter_map(|link| Some((words.find(link)?, link.len())));
        let (first, len) = parts().min()?;
        let last = LINKS.iter().filter_map(|link| Some(words.rfind(link)? + link.len())).max();
        let last = Number::read(&words[last.unwrap_or(first + len)..])?;
        Some((Number::read(&words[..first])?, last))
    }
}

/// What stands between the labels of provisions that are told of in one line, mostly as 削除.
const LINKS: [&str; 6] = ["及び", "から", "・", "、", "～", "〜"];

impl Number {
    /// The number that words say, and nothing else.
    pub fn read(words: &str) -> Option<Number> {
        Number::counted(words).or_else(|| {
            let core = core(words);
            Script::ALL.into_iter().find_map(|script| {
                let (first, rest) =
                    core.split_once('の').map_or((core, None), |(a, b)| (a, Some(b)));
                let parts = branches(script.read(first)?, rest)?;
                Some(Number { unit: LabelUnit::Bare, parts, script })
            })
        })
    }

    /// 第N条, 第N条の2, 第N章 …
    fn counted(words: &str) -> Option<Number> {
        let rest = words.strip_prefix('第')?;
        let (at, sign, unit) =
            rest.char_indices().find_map(|(at, c)| Some((at, c, LabelUnit::of(c)?)))?;
        let (first, script) = read_count(&rest[..at])?;
        let parts = match &rest[at + sign.len_utf8()..] {
            "" => vec![first],
            tail => branches(first, Some(tail.strip_prefix('の')?))?,
        };
        Some(Number { unit, parts, script })
    }
}

/// The label without brackets and closing points.
fn core(words: &str) -> &str {
    words.trim_matches(|c| "()（）〔〕[]［］<>＜＞「」.．、。:：".contains(c))
}

/// A number with its branches: 二の三 after 一.
fn branches(first: u32, rest: Option<&str>) -> Option<Vec<u32>> {
    let rest = rest.into_iter().flat_map(|rest| rest.split('の'));
    let rest = rest.map(|part| read_count(part).map(|(number, _)| number));
    std::iter::once(Some(first)).chain(rest).collect()
}
