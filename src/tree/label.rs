//! The printed number of a provision and what it says. Does not know which number should follow.

use crate::text::numeral::{self, Script};

/// The number as printed: 第3条の2, ２, (1), ア, 別表第1. The printed string is the truth.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(Box<str>);

/// What a label counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 編
    Part,
    /// 章
    Chapter,
    /// 節
    Section,
    /// 款
    Subsection,
    /// 目
    Division,
    /// 条
    Article,
    /// A bare number: 項, 号 or an entry of a list.
    Bare,
}

/// A label as numbers: 第3条の2 is Article [3, 2].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// What is counted.
    pub unit: Unit,
    /// The number and its branches (の2).
    pub parts: Vec<u32>,
    /// How the first number is written.
    pub script: Script,
}

const UNITS: [(char, Unit); 7] = [
    ('編', Unit::Part),
    ('章', Unit::Chapter),
    ('節', Unit::Section),
    ('款', Unit::Subsection),
    ('目', Unit::Division),
    ('条', Unit::Article),
    ('條', Unit::Article),
];

const BARE: [Script; 10] = [
    Script::Ascii,
    Script::FullWidth,
    Script::Kanji,
    Script::Circled,
    Script::Iroha,
    Script::Aiueo,
    Script::Lower,
    Script::FullLower,
    Script::Upper,
    Script::Roman,
];

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
        self.numbered().or_else(|| {
            let core = core(&self.0);
            BARE.iter().find_map(|script| {
                branches(core, *script).map(|parts| Number {
                    unit: Unit::Bare,
                    parts,
                    script: *script,
                })
            })
        })
    }

    /// The bare number read in one script; `None` when it is not written so.
    pub fn number_in(&self, script: Script) -> Option<u32> {
        script.read(core(&self.0))
    }

    /// 第N条, 第N条の2, 第N章 …
    fn numbered(&self) -> Option<Number> {
        let rest = self.0.strip_prefix('第')?;
        let (at, unit) = rest.char_indices().find_map(|(at, c)| {
            UNITS.iter().find(|(known, _)| *known == c).map(|(_, unit)| (at, *unit))
        })?;
        let (first, script) = numeral::read_count(&rest[..at])?;
        let mut parts = vec![first];
        let tail = &rest[at..];
        let tail = &tail[tail.chars().next().map_or(0, char::len_utf8)..];
        if !tail.is_empty() {
            for branch in tail.strip_prefix('の')?.split('の') {
                parts.push(numeral::read_count(branch)?.0);
            }
        }
        Some(Number { unit, parts, script })
    }
}

/// The label without brackets and closing points.
fn core(words: &str) -> &str {
    words.trim_matches(|c| "()（）〔〕[]［］<>＜＞「」.．、。:：".contains(c))
}

/// A bare number with branches: 一の二.
fn branches(words: &str, script: Script) -> Option<Vec<u32>> {
    let mut parts = words.split('の');
    let first = script.read(parts.next()?)?;
    let mut out = vec![first];
    for part in parts {
        out.push(numeral::read_count(part)?.0);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_their_numbers() {
        let parts = |words: &str| {
            Label::new(words).unwrap().number().map(|number| (number.unit, number.parts))
        };
        assert_eq!(parts("第3条の2"), Some((Unit::Article, vec![3, 2])));
        assert_eq!(parts("第百三十五条の二の三"), Some((Unit::Article, vec![135, 2, 3])));
        assert_eq!(parts("第２章"), Some((Unit::Chapter, vec![2])));
        assert_eq!(parts("（1）"), Some((Unit::Bare, vec![1])));
        assert_eq!(parts("一の二"), Some((Unit::Bare, vec![1, 2])));
        assert_eq!(parts("③"), Some((Unit::Bare, vec![3])));
        assert_eq!(parts("ロ"), Some((Unit::Bare, vec![2])));
        assert_eq!(parts("別紙"), None);
    }
}
