//! What stands in front of a line: bullets, numbers in every usual style, heading marks, note marks.
//! Reads one line; does not know which number should follow.

mod number;

use super::lines::is_space;
use crate::text::chars::is_digit;
use crate::text::label::read_all;
pub use number::{list_number, word_number};
use number::{long_number, number};

/// How a marker looks apart from its number: entries of one list share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListMarkerStyle {
    /// ・ ○ - and the like.
    Bullet(char),
    /// A number with what stands before and after it: `(1)`, `1.`, `①`, `ア`, `第1`.
    Number {
        /// NumeralFamily of the script; scripts that share signs (イロハ, アイウ) are one family.
        family: NumeralFamily,
        /// What stands before and after: `("(", ")")`, `("", ".")`, `("第", "")`.
        around: (String, String),
    },
    /// `1.1`, `2.3.1`: how many parts.
    Levels(usize),
    /// `#` to `######`.
    Hash(usize),
    /// 【…】, 〔…〕, ＜…＞ around the whole line; the opening bracket.
    Boxed(char),
    /// A heading line without any mark.
    Bare,
}

/// Scripts whose signs overlap are read as one family until the sequence tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralFamily {
    /// 1 2 3
    Ascii,
    /// １ ２ ３
    FullWidth,
    /// 一 二 三
    Kanji,
    /// ① ② ③ and the like
    Circled,
    /// アイウ or イロハ
    Kana,
    /// a b c, i ii iii
    Lower,
    /// A B C
    Upper,
    /// Ⅰ Ⅱ Ⅲ, one sign each
    RomanSign,
}

/// What stands in front of the words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListMarker {
    /// How it looks.
    pub style: ListMarkerStyle,
    /// The numbers that it can mean (several where scripts overlap); empty without number.
    pub numbers: Vec<u32>,
    /// Bytes of the line before the words, white space behind the marker included.
    pub length: usize,
    /// Bytes of the marker itself, its bullet included.
    pub token: usize,
    /// Where the printed number begins: behind the token's start when a bullet or `#` stands before it.
    pub start: usize,
}

impl ListMarker {
    /// The printed number in the line; empty for marks without one.
    pub fn label(&self) -> std::ops::Range<usize> {
        if self.numbers.is_empty() { 0..0 } else { self.start..self.token }
    }
}

const BULLETS: &str = "・･•·●○◯◎◇◆□■▪▫▶▷►▼▽△▲★☆✓✔➢";
/// Bullets only when white space follows: they are ordinary signs otherwise.
const LOOSE_BULLETS: &str = "-*+–—－＊‐−→";
const OPEN: &str = "(（[［〔<＜〈《【";
const CLOSE: &str = ")）]］〕>＞〉》】";
/// What may follow a bare number without any space.
const POINTS: &str = ".．、)）:：，";
const BOXES: [(char, char); 7] =
    [('【', '】'), ('〔', '〕'), ('［', '］'), ('[', ']'), ('＜', '＞'), ('≪', '≫'), ('《', '》')];

impl ListMarkerStyle {
    /// True for bullets that mark entries of a list and never a heading.
    pub fn is_plain_bullet(&self) -> bool {
        matches!(self, ListMarkerStyle::Bullet(c) if !"●○◯◎◇◆□■▶▷►▼★☆".contains(*c))
    }

    /// True for marks that always make a heading.
    pub fn is_heading_mark(&self) -> bool {
        use ListMarkerStyle::{Bare, Boxed, Hash};
        matches!(self, Hash(_) | Boxed(_) | Bare)
    }

    /// True when the marker carries a number that is printed.
    pub fn is_numbered(&self) -> bool {
        matches!(self, ListMarkerStyle::Number { .. } | ListMarkerStyle::Levels(_))
    }
}

/// The mark of a note (※, ※1, 注1, （注）, *1) and its bytes with the white space behind it.
pub fn note_mark(line: &str) -> Option<(usize, usize)> {
    let token = note_token(line)?;
    Some((token, token + spaces(&line[token..])))
}

fn note_token(line: &str) -> Option<usize> {
    if let Some(rest) = line.strip_prefix('※') {
        return Some('※'.len_utf8() + count_length(rest));
    }
    if let Some(rest) = line.strip_prefix(['*', '＊']) {
        let digits = count_length(rest);
        return (digits > 0).then(|| line.len() - rest.len() + digits);
    }
    let opened = line.strip_prefix(['(', '（']);
    let inner = opened.unwrap_or(line);
    let mark = ['注', '※'].into_iter().find(|c| inner.starts_with(*c))?;
    let rest = &inner[mark.len_utf8()..];
    let after = &rest[count_length(rest)..];
    let at = line.len() - after.len();
    match (opened, after.chars().next()) {
        (Some(_), Some(c)) if c == ')' || c == '）' => Some(at + c.len_utf8()),
        (Some(_), _) => None,
        (None, Some(c)) if matches!(c, ')' | '）' | ':' | '：') => Some(at + c.len_utf8()),
        (None, Some(c)) if is_space(c) || after.len() < rest.len() => Some(at),
        (None, _) => None,
    }
}

/// Bytes of a short count at the start (注1, ※２).
fn count_length(words: &str) -> usize {
    words.chars().take(2).take_while(|c| is_digit(*c)).map(char::len_utf8).sum()
}

fn spaces(words: &str) -> usize {
    words.len() - words.trim_start_matches(is_space).len()
}

/// The marker at the start of a line without indentation. A bullet before a number (`- (1)`) is part of its marker.
pub fn read_marker(line: &str) -> Option<ListMarker> {
    let first = line.chars().next()?;
    if let Some(marker) = hash(line).or_else(|| boxed(line)) {
        return Some(marker);
    }
    if let Some(marker) = number(line) {
        return Some(marker);
    }
    let gap = spaces(&line[first.len_utf8()..]);
    let is_bullet = BULLETS.contains(first) || (LOOSE_BULLETS.contains(first) && gap > 0);
    if !is_bullet {
        return None;
    }
    let before = first.len_utf8() + gap;
    if let Some(inner) = number(&line[before..]) {
        return Some(ListMarker {
            token: before + inner.token,
            start: before,
            length: before + inner.length,
            ..inner
        });
    }
    Some(ListMarker {
        style: ListMarkerStyle::Bullet(first),
        numbers: vec![],
        length: before,
        token: first.len_utf8(),
        start: 0,
    })
}

/// `## heading`, `## 1. heading`.
fn hash(line: &str) -> Option<ListMarker> {
    let depth = line.bytes().take_while(|b| *b == b'#').count();
    let is_mark = (1..=6).contains(&depth) && spaces(&line[depth..]) > 0;
    let before = depth + spaces(&line[depth..]);
    if !is_mark || before >= line.len() {
        return None;
    }
    let inner = read_heading(&line[before..], depth, None)?;
    let token = if inner.numbers.is_empty() { depth } else { before + inner.token };
    let start = if inner.numbers.is_empty() { 0 } else { before };
    Some(ListMarker { length: before + inner.length, token, start, ..inner })
}

/// The marker of a heading of that level: its number is said, or stands at the start of the words.
pub(super) fn read_heading(
    words: &str,
    level: usize,
    said: Option<ListMarker>,
) -> Option<ListMarker> {
    let style = ListMarkerStyle::Hash(level);
    let inner = said.or_else(|| number(words)).filter(|inner| inner.length < words.len());
    Some(match inner {
        Some(inner) => ListMarker { style, ..inner },
        None => ListMarker { style, numbers: vec![], length: 0, token: 0, start: 0 },
    })
}

/// The marker of a number that a source prints before words, with the white space behind it, and how it looks: as one
/// that stands in the words would. `None` for a label that no list of notices has (第1条): it is words then.
pub(super) fn said_number(label: &str, count: Option<u32>) -> Option<ListMarker> {
    let (token, length) = (label.trim_end().len(), label.len());
    let read = number(&format!("{}\u{3000}。", &label[..token])).filter(|read| read.token == token);
    let style = read.as_ref().map(|read| read.style.clone());
    let style = style.or_else(|| long_number(&label[..token]))?;
    let numbers = count.map_or(read.map_or(vec![], |read| read.numbers), |count| vec![count]);
    Some(ListMarker { style, numbers, length, token, start: 0 })
}

/// 【…】 around the whole line. `token` is the opening bracket only; the closing one stays with the words' end.
fn boxed(line: &str) -> Option<ListMarker> {
    let first = line.chars().next()?;
    let (open, close) = BOXES.into_iter().find(|(open, _)| *open == first)?;
    let inner = line[open.len_utf8()..].strip_suffix(close)?;
    let is_plain = !inner.contains([open, close]) && inner.chars().count() <= 40;
    (is_plain && !inner.trim().is_empty() && read_all(inner.trim()).is_empty()).then(|| {
        ListMarker {
            style: ListMarkerStyle::Boxed(open),
            numbers: vec![],
            length: open.len_utf8() + spaces(inner),
            token: open.len_utf8(),
            start: 0,
        }
    })
}
