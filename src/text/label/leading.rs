//! Labels at the start of a line: how a number, its brackets and its points are written. Knows neither
//! the line's place nor which number should follow.

use super::script::{EnclosedNumber, Script, is_count_char, read_count, roman_sign, sign};
use super::{LINKS, Label};
use crate::text::chars::{is_digit, leading};

/// How a label is dressed; widths and kinds of the same bracket are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    /// `１`, `一`, `ア`, followed by a space
    Bare,
    /// `1.`, `ア．`, `一、`
    Dot,
    /// `(1)`, `（ア）`
    Paren,
    /// `[1]`, `〔1〕`
    Square,
    /// `<1>`, `〈1〉`
    Angle,
    /// `1)`, `ア）`
    Close,
    /// `第1`, followed by a space
    Ordinal,
    /// `①`, `⑴`, `❶`: dressed by the character itself; the first of its set
    Own(char),
}

/// What is counted with; widths are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    /// 1, １
    Digits,
    /// 1-1, 2.3
    Path,
    /// 一
    Kanji,
    /// ア, イ of アイウ or イロハ
    Kana,
    /// a, ａ, ii, ⅱ
    Lower,
    /// A, Ａ, Ⅱ
    Upper,
    /// ①
    Sign,
}

/// The kind of a label: siblings of one list share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelKind {
    /// Its brackets and points.
    pub dress: Dress,
    /// Its numerals.
    pub numerals: Numerals,
}

impl LabelKind {
    /// True for what a 項 may be numbered with.
    pub fn fits_paragraph(self) -> bool {
        match self.dress {
            Dress::Bare | Dress::Dot => self.numerals == Numerals::Digits,
            Dress::Own(set) => set == '①',
            Dress::Paren | Dress::Square | Dress::Angle | Dress::Close | Dress::Ordinal => false,
        }
    }
}

/// What stands between a label and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A full-width space.
    Wide,
    /// Another space or a tab.
    Narrow,
    /// Nothing.
    Tight,
    /// There are no words.
    End,
}

/// A label found at the start of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadingLabel {
    /// Bytes of the label.
    pub len: usize,
    /// How it is written.
    pub kind: LabelKind,
    /// The first number.
    pub first: u32,
    /// The last number; another one only in 一及び二.
    pub last: u32,
    /// What stands behind it.
    pub gap: Gap,
}

impl Gap {
    /// The gap at the start of `rest`.
    pub fn before(rest: &str) -> Gap {
        match rest.chars().next() {
            None => Gap::End,
            Some('\u{3000}') => Gap::Wide,
            Some(c) if c.is_whitespace() => Gap::Narrow,
            Some(_) => Gap::Tight,
        }
    }
}

/// Words that follow a cited number, not a label: (1)から(3)まで.
const CITED: [&str; 22] = [
    "から", "及び", "および", "又は", "または", "並びに", "若しくは", "まで", "に掲げる", "に規定",
    "に定める", "の規定", "の場合", "を除", "、", "。", "，", "）", ")", "」", "～", "〜",
];

impl LeadingLabel {
    /// The label at the start of `words`, if there is one.
    pub fn find(words: &str) -> Option<LeadingLabel> {
        let (mut len, kind, first) = leading_single(words)?;
        let mut last = first;
        while let Some((more, number)) = joined(&words[len..], kind) {
            len += more;
            last = number;
        }
        if last != first && words[len..].starts_with("まで") {
            len += "まで".len();
        }
        let rest = &words[len..];
        let gap = Gap::before(rest);
        let fits = match gap {
            Gap::End | Gap::Wide => true,
            Gap::Narrow => !matches!(
                (kind.dress, kind.numerals),
                (Dress::Bare, Numerals::Lower | Numerals::Upper)
            ),
            Gap::Tight => {
                last == first
                    && !matches!(kind.dress, Dress::Bare | Dress::Ordinal)
                    && kind.numerals != Numerals::Path
                    && is_apart(kind, rest)
            }
        };
        fits.then_some(LeadingLabel { len, kind, first, last, gap })
    }

    /// The same of a whole label.
    pub fn of(label: &Label) -> Option<LeadingLabel> {
        LeadingLabel::find(&format!("{}　", label.as_str()))
    }
}

/// True when words may follow this label without a space.
fn is_apart(kind: LabelKind, rest: &str) -> bool {
    let next = rest.chars().next();
    match kind.dress {
        Dress::Dot => match kind.numerals {
            Numerals::Digits | Numerals::Path => next.is_none_or(|c| !is_count_char(c)),
            Numerals::Lower | Numerals::Upper => next.is_none_or(|c| !c.is_alphanumeric()),
            Numerals::Kanji | Numerals::Kana | Numerals::Sign => true,
        },
        _ => !CITED.iter().any(|cited| rest.starts_with(cited)),
    }
}

/// 及び二, から三, ・4 after a first label of that kind.
fn joined(rest: &str, kind: LabelKind) -> Option<(usize, u32)> {
    let link = LINKS.into_iter().find(|link| rest.starts_with(link))?;
    if matches!(kind.dress, Dress::Dot | Dress::Ordinal) {
        return None;
    }
    let (len, next, number) = leading_single(&rest[link.len()..])?;
    (next == kind).then_some((link.len() + len, number))
}

/// One number with its dress.
fn leading_single(words: &str) -> Option<(usize, LabelKind, u32)> {
    let head = words.chars().next()?;
    if let Some(EnclosedNumber { set, number }) = sign(head) {
        let kind = LabelKind { dress: Dress::Own(set), numerals: Numerals::Sign };
        return Some((head.len_utf8(), kind, number));
    }
    let (open, dress, closers): (usize, Dress, &[char]) = match head {
        '(' | '（' => (head.len_utf8(), Dress::Paren, &[')', '）']),
        '[' | '［' | '〔' => (head.len_utf8(), Dress::Square, &[']', '］', '〕']),
        '<' | '＜' | '〈' => (head.len_utf8(), Dress::Angle, &['>', '＞', '〉']),
        '第' => (head.len_utf8(), Dress::Ordinal, &[]),
        _ => (0, Dress::Bare, &[]),
    };
    let (len, count, number) = core(&words[open..])?;
    let mut end = open + len;
    let next = words[end..].chars().next();
    let dress = match (dress, next) {
        (Dress::Ordinal, _) if matches!(count, Numerals::Digits | Numerals::Kanji) => {
            Dress::Ordinal
        }
        (Dress::Ordinal, _) => return None,
        (Dress::Bare, Some(c @ ('.' | '．' | '、'))) => {
            end += c.len_utf8();
            Dress::Dot
        }
        (Dress::Bare, Some(c @ (')' | '）'))) => {
            end += c.len_utf8();
            Dress::Close
        }
        (Dress::Bare, _) => Dress::Bare,
        (dress, Some(c)) if closers.contains(&c) => {
            end += c.len_utf8();
            dress
        }
        _ => return None,
    };
    Some((end, LabelKind { dress, numerals: count }, number))
}

/// The number itself: bytes, kind, value.
fn core(words: &str) -> Option<(usize, Numerals, u32)> {
    let head = words.chars().next()?;
    if is_digit(head) {
        let len = leading(words, is_digit);
        let (number, _) = read_count(&words[..len]).filter(|(number, _)| *number < 1000)?;
        return Some(branch(words, len, Numerals::Digits, number));
    }
    if is_count_char(head) {
        let len = leading(words, |c| is_count_char(c) && !is_digit(c));
        let number = Script::Kanji.read(&words[..len]).filter(|number| *number < 1000)?;
        return Some(branch(words, len, Numerals::Kanji, number));
    }
    let single = &words[..head.len_utf8()];
    if let Some(number) = Script::Iroha.read(single).or(Script::Aiueo.read(single)) {
        return Some((single.len(), Numerals::Kana, number));
    }
    if let Some(EnclosedNumber { set, number }) = roman_sign(head) {
        let numerals = if set == 'ⅰ' { Numerals::Lower } else { Numerals::Upper };
        return Some((single.len(), numerals, number));
    }
    let roman = leading(words, |c| matches!(c, 'i' | 'v' | 'x'));
    if let Some(number) = Script::Roman.read(&words[..roman]) {
        return Some((roman, Numerals::Lower, number));
    }
    match head {
        'a'..='z' => Some((1, Numerals::Lower, head as u32 - 'a' as u32 + 1)),
        'ａ'..='ｚ' => Some((3, Numerals::Lower, head as u32 - 'ａ' as u32 + 1)),
        'A'..='Z' => Some((1, Numerals::Upper, head as u32 - 'A' as u32 + 1)),
        'Ａ'..='Ｚ' => Some((3, Numerals::Upper, head as u32 - 'Ａ' as u32 + 1)),
        _ => None,
    }
}

/// 一の二, 3の2, 1-1, 2.3 after a first number.
fn branch(words: &str, len: usize, count: Numerals, number: u32) -> (usize, Numerals, u32) {
    let (mut end, mut count) = (len, count);
    while let Some(link) =
        ["の", "-", "－", "."].into_iter().find(|link| words[end..].starts_with(link))
    {
        let rest = &words[end + link.len()..];
        let digits = leading(rest, is_count_char);
        let after = rest[digits..].chars().next();
        let is_end = after.is_none_or(|c| c.is_whitespace() || ")）]］〕>＞〉".contains(c));
        if read_count(&rest[..digits]).is_none() || (link != "の" && !is_end) {
            break;
        }
        if link == "の"
            && !after.is_none_or(|c| c.is_whitespace() || ".．、)）]］〕>＞〉の".contains(c))
        {
            break;
        }
        if link != "の" {
            count = Numerals::Path;
        }
        end += link.len() + digits;
    }
    (end, count, number)
}
