//! Numbers as Japanese documents write them: kanji, ASCII, full-width, circled, イロハ, アイウ, letters,
//! Roman. Reads and writes one number; does not know what it counts.

use crate::text::chars::{is_digit, leading};
use std::ops::Range;

/// A way of writing numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    /// 1 2 3
    Ascii,
    /// １ ２ ３
    FullWidth,
    /// 一 二 … 十 十一 … 百三十五
    Kanji,
    /// ① ② … ㊿
    Circled,
    /// イ ロ ハ
    Iroha,
    /// ア イ ウ
    Aiueo,
    /// a b c
    Lower,
    /// ａ ｂ ｃ
    FullLower,
    /// A B C
    Upper,
    /// i ii iii
    Roman,
}

const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CIRCLED: &str =
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿";

impl Script {
    /// Every script, the likelier reading first: イ is the first of イロハ rather than the second of アイウ.
    pub const ALL: [Script; 10] = [
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

    /// The signs of a script that has one for each number.
    fn signs(self) -> Option<&'static str> {
        match self {
            Script::Circled => Some(CIRCLED),
            Script::Iroha => Some(IROHA),
            Script::Aiueo => Some(AIUEO),
            Script::Lower => Some("abcdefghijklmnopqrstuvwxyz"),
            Script::FullLower => Some("ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"),
            Script::Upper => Some("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            Script::Ascii | Script::FullWidth | Script::Kanji | Script::Roman => None,
        }
    }

    /// Writes a number from 1 on; `None` where the script has no such number.
    pub fn write(self, number: u32) -> Option<String> {
        if let Some(signs) = self.signs() {
            let index = number.checked_sub(1)? as usize;
            return signs.chars().nth(index).map(String::from);
        }
        match self {
            Script::FullWidth => Some(number.to_string().chars().map(widen).collect()),
            Script::Kanji => kanji(number),
            Script::Roman => roman(number),
            _ => Some(number.to_string()),
        }
    }

    /// Reads a number written in this script alone, whole and in its one usual form.
    pub fn read(self, words: &str) -> Option<u32> {
        if let Some(signs) = self.signs() {
            let mut chars = words.chars();
            let one = chars.next().filter(|_| chars.next().is_none())?;
            return signs.chars().position(|c| c == one).map(|index| index as u32 + 1);
        }
        match self {
            Script::FullWidth => {
                digits(words, |c| (c as u32).checked_sub('０' as u32).filter(|d| *d < 10))
            }
            Script::Kanji => read_kanji(words),
            Script::Roman => (1..=39).find(|number| roman(*number).as_deref() == Some(words)),
            _ => digits(words, |c| c.to_digit(10)),
        }
    }

    /// Reads one character.
    pub fn read_char(self, c: char) -> Option<u32> {
        self.read(c.encode_utf8(&mut [0; 4]))
    }
}

/// Every number that words can mean: イ is 1 and 2.
pub fn read_all(words: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> =
        Script::ALL.iter().filter_map(|script| script.read(words)).collect();
    numbers.dedup();
    numbers
}

/// A number that is one sign with its dress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnclosedNumber {
    /// The first sign of its set: ⑴ for ⑵.
    pub set: char,
    /// The number.
    pub number: u32,
}

/// Sets of signs: first character, last character, first number, name of the set.
const SIGNS: [(char, char, u32, char); 10] = [
    ('①', '⑳', 1, '①'),
    ('㉑', '㉟', 21, '①'),
    ('㊱', '㊿', 36, '①'),
    ('⑴', '⒇', 1, '⑴'),
    ('⒈', '⒛', 1, '⒈'),
    ('㈠', '㈩', 1, '㈠'),
    ('❶', '❿', 1, '❶'),
    ('ⓐ', 'ⓩ', 1, 'ⓐ'),
    ('⒜', '⒵', 1, '⒜'),
    ('➀', '➉', 1, '➀'),
];

const ROMAN_SIGNS: [(char, char, u32, char); 2] = [('Ⅰ', 'Ⅻ', 1, 'Ⅰ'), ('ⅰ', 'ⅻ', 1, 'ⅰ')];

fn sign_of(sets: &[(char, char, u32, char)], c: char) -> Option<EnclosedNumber> {
    let (from, _, base, set) = sets.iter().find(|(from, to, ..)| (*from..=*to).contains(&c))?;
    Some(EnclosedNumber { set: *set, number: c as u32 - *from as u32 + base })
}

/// A number in a circle or brackets that is one character: ①, ⑴, ❶.
pub fn sign(c: char) -> Option<EnclosedNumber> {
    sign_of(&SIGNS, c)
}

/// A Roman number that is one character: Ⅳ, ⅳ.
pub fn roman_sign(c: char) -> Option<EnclosedNumber> {
    sign_of(&ROMAN_SIGNS, c)
}

/// Reads a plain count: ASCII, full-width or kanji digits (元 counts as 1 nowhere here).
pub fn read_count(words: &str) -> Option<(u32, Script)> {
    [Script::Ascii, Script::FullWidth, Script::Kanji]
        .into_iter()
        .find_map(|script| script.read(words).map(|number| (number, script)))
}

/// True for characters that can be part of a count: ASCII, full-width and kanji digits.
pub fn is_count_char(c: char) -> bool {
    is_digit(c) || KANJI.contains(&c) || matches!(c, '十' | '百' | '千' | '零')
}

/// The count that some words begin with, and its bytes.
pub fn leading_count(words: &str) -> Option<(usize, u32)> {
    let len = leading(words, is_count_char);
    read_count(&words[..len]).map(|(number, _)| (len, number))
}

/// A number inside of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumeralSpan {
    /// Its bytes.
    pub range: Range<usize>,
    /// How it is written.
    pub script: Script,
    /// What it says.
    pub number: u32,
}

/// The numbers in words that can be counted on: digits, kanji, and circled signs.
pub fn numerals(words: &str) -> Vec<NumeralSpan> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let run = leading(&words[at..], is_count_char);
        let (len, found) = match read_count(&words[at..at + run]) {
            Some(found) => (run, Some(found)),
            None => {
                (c.len_utf8(), Script::Circled.read_char(c).map(|number| (number, Script::Circled)))
            }
        };
        let range = at..at + len;
        out.extend(found.map(|(number, script)| NumeralSpan { range, script, number }));
        at += len;
    }
    out
}

fn digits(words: &str, value: impl Fn(char) -> Option<u32>) -> Option<u32> {
    if words.is_empty() || words.chars().count() > 9 {
        return None;
    }
    words.chars().try_fold(0u32, |sum, c| Some(sum * 10 + value(c)?))
}

fn widen(c: char) -> char {
    char::from_u32(c as u32 - '0' as u32 + '０' as u32).expect("digits have full-width forms")
}

fn kanji(number: u32) -> Option<String> {
    if number == 0 || number > 9999 {
        return None;
    }
    let mut out = String::new();
    for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / value % 10;
        if digit > 1 || (digit == 1 && value == 1) {
            out.push(KANJI[digit as usize]);
        }
        if digit > 0 {
            out.push_str(unit);
        }
    }
    Some(out)
}

fn read_kanji(words: &str) -> Option<u32> {
    let digit = |c: char| {
        if c == '零' { Some(0) } else { KANJI.iter().position(|k| *k == c).map(|d| d as u32) }
    };
    if words.is_empty() || words.chars().count() > 9 {
        return None;
    }
    if words.chars().all(|c| digit(c).is_some()) {
        return digits(words, digit);
    }
    let (mut sum, mut pending, mut last_unit) = (0, None, u32::MAX);
    for c in words.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ if pending.is_some() => return None,
            _ => {
                pending = Some(digit(c).filter(|d| *d > 0)?);
                continue;
            }
        };
        if unit >= last_unit {
            return None;
        }
        sum += pending.take().unwrap_or(1) * unit;
        last_unit = unit;
    }
    Some(sum + pending.unwrap_or(0))
}

fn roman(number: u32) -> Option<String> {
    if !(1..=39).contains(&number) {
        return None;
    }
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][(number % 10) as usize];
    Some("x".repeat((number / 10) as usize) + ones)
}
