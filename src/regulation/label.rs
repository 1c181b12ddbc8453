//! Labels at the start of a line: how a number, its brackets and its points are written. Knows neither
//! the line's place nor which number should follow.

use crate::text::numeral::{self, Script};

/// How a label is dressed; widths and kinds of the same bracket are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
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
    /// `①`, `⑴`, `❶`: dressed by the character itself
    Own(u8),
}

/// What is counted with; widths are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Digits,
    /// 1-1, 2.3
    Path,
    Kanji,
    Kana,
    Lower,
    Upper,
    Sign,
}

/// The kind of a label: siblings of one list share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub dress: Dress,
    pub count: Count,
}

impl Kind {
    /// True for what a 項 may be numbered with.
    pub fn fits_paragraph(self) -> bool {
        match self.dress {
            Dress::Bare | Dress::Dot => self.count == Count::Digits,
            Dress::Own(set) => set == 0,
            Dress::Paren | Dress::Square | Dress::Angle | Dress::Close | Dress::Ordinal => false,
        }
    }
}

/// What stands between a label and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
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
pub(super) struct Found {
    /// Bytes of the label.
    pub len: usize,
    pub kind: Kind,
    /// The first and the last number; they differ only in 一及び二.
    pub first: u32,
    pub last: u32,
    pub gap: Gap,
}

/// The gap at the start of `rest`.
pub(super) fn gap(rest: &str) -> Gap {
    match rest.chars().next() {
        None => Gap::End,
        Some('\u{3000}') => Gap::Wide,
        Some(c) if c.is_whitespace() => Gap::Narrow,
        Some(_) => Gap::Tight,
    }
}

/// Characters that are a number with its dress: first character, last character, set.
const SIGNS: [(char, char, u32, u8); 10] = [
    ('①', '⑳', 1, 0),
    ('㉑', '㉟', 21, 0),
    ('㊱', '㊿', 36, 0),
    ('⑴', '⒇', 1, 1),
    ('⒈', '⒛', 1, 2),
    ('㈠', '㈩', 1, 3),
    ('❶', '❿', 1, 4),
    ('ⓐ', 'ⓩ', 1, 5),
    ('⒜', '⒵', 1, 6),
    ('➀', '➉', 1, 7),
];

/// Words that follow a cited number, not a label: (1)から(3)まで.
const CITED: [&str; 22] = [
    "から",
    "及び",
    "および",
    "又は",
    "または",
    "並びに",
    "若しくは",
    "まで",
    "に掲げる",
    "に規定",
    "に定める",
    "の規定",
    "の場合",
    "を除",
    "、",
    "。",
    "，",
    "）",
    ")",
    "」",
    "～",
    "〜",
];

/// The label at the start of `words`, if there is one.
pub(super) fn find(words: &str) -> Option<Found> {
    let (mut len, kind, first) = one(words)?;
    let mut last = first;
    while let Some((more, number)) = joined(&words[len..], kind) {
        len += more;
        last = number;
    }
    if last != first && words[len..].starts_with("まで") {
        len += "まで".len();
    }
    let rest = &words[len..];
    let gap = gap(rest);
    let fits = match gap {
        Gap::End | Gap::Wide => true,
        Gap::Narrow => {
            !matches!((kind.dress, kind.count), (Dress::Bare, Count::Lower | Count::Upper))
        }
        Gap::Tight => {
            last == first
                && !matches!(kind.dress, Dress::Bare | Dress::Ordinal)
                && kind.count != Count::Path
                && is_apart(kind, rest)
        }
    };
    fits.then_some(Found { len, kind, first, last, gap })
}

/// True when words may follow this label without a space.
fn is_apart(kind: Kind, rest: &str) -> bool {
    let next = rest.chars().next();
    match kind.dress {
        Dress::Dot => match kind.count {
            Count::Digits | Count::Path => next.is_none_or(|c| !numeral::is_count_char(c)),
            Count::Lower | Count::Upper => next.is_none_or(|c| !c.is_alphanumeric()),
            Count::Kanji | Count::Kana | Count::Sign => true,
        },
        _ => !CITED.iter().any(|cited| rest.starts_with(cited)),
    }
}

/// 及び二, から三, ・4 after a first label of that kind.
fn joined(rest: &str, kind: Kind) -> Option<(usize, u32)> {
    let link =
        ["及び", "から", "・", "、", "～", "〜"].into_iter().find(|link| rest.starts_with(link))?;
    if matches!(kind.dress, Dress::Dot | Dress::Ordinal) {
        return None;
    }
    let (len, next, number) = one(&rest[link.len()..])?;
    (next == kind).then_some((link.len() + len, number))
}

/// One number with its dress.
fn one(words: &str) -> Option<(usize, Kind, u32)> {
    let head = words.chars().next()?;
    if let Some((from, _, base, set)) = SIGNS.iter().find(|(a, b, ..)| (*a..=*b).contains(&head)) {
        let kind = Kind { dress: Dress::Own(*set), count: Count::Sign };
        return Some((head.len_utf8(), kind, head as u32 - *from as u32 + base));
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
        (Dress::Ordinal, _) if matches!(count, Count::Digits | Count::Kanji) => Dress::Ordinal,
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
    Some((end, Kind { dress, count }, number))
}

/// The number itself: bytes, kind, value.
fn core(words: &str) -> Option<(usize, Count, u32)> {
    let run = |fits: &dyn Fn(char) -> bool| -> usize {
        words.chars().take_while(|c| fits(*c)).map(char::len_utf8).sum()
    };
    let head = words.chars().next()?;
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if is_digit(head) {
        let len = run(&is_digit);
        let (number, _) =
            numeral::read_count(&words[..len]).filter(|(number, _)| *number < 1000)?;
        return Some(branch(words, len, Count::Digits, number));
    }
    if numeral::is_count_char(head) {
        let len = run(&|c| numeral::is_count_char(c) && !is_digit(c));
        let number = Script::Kanji.read(&words[..len]).filter(|number| *number < 1000)?;
        return Some(branch(words, len, Count::Kanji, number));
    }
    let single = &words[..head.len_utf8()];
    if let Some(number) = Script::Iroha.read(single).or(Script::Aiueo.read(single)) {
        return Some((single.len(), Count::Kana, number));
    }
    if let 'ⅰ'..='ⅻ' | 'Ⅰ'..='Ⅻ' = head {
        let first = if head >= 'ⅰ' { 'ⅰ' } else { 'Ⅰ' };
        let count = if head >= 'ⅰ' { Count::Lower } else { Count::Upper };
        return Some((single.len(), count, head as u32 - first as u32 + 1));
    }
    let roman = run(&|c| matches!(c, 'i' | 'v' | 'x'));
    if let Some(number) = Script::Roman.read(&words[..roman]) {
        return Some((roman, Count::Lower, number));
    }
    match head {
        'a'..='z' => Some((1, Count::Lower, head as u32 - 'a' as u32 + 1)),
        'ａ'..='ｚ' => Some((3, Count::Lower, head as u32 - 'ａ' as u32 + 1)),
        'A'..='Z' => Some((1, Count::Upper, head as u32 - 'A' as u32 + 1)),
        'Ａ'..='Ｚ' => Some((3, Count::Upper, head as u32 - 'Ａ' as u32 + 1)),
        _ => None,
    }
}

/// 一の二, 3の2, 1-1, 2.3 after a first number.
fn branch(words: &str, len: usize, count: Count, number: u32) -> (usize, Count, u32) {
    let (mut end, mut count) = (len, count);
    while let Some(link) =
        ["の", "-", "－", "."].into_iter().find(|link| words[end..].starts_with(link))
    {
        let rest = &words[end + link.len()..];
        let digits: usize =
            rest.chars().take_while(|c| numeral::is_count_char(*c)).map(char::len_utf8).sum();
        let after = rest[digits..].chars().next();
        let is_end = after.is_none_or(|c| c.is_whitespace() || ")）]］〕>＞〉".contains(c));
        if numeral::read_count(&rest[..digits]).is_none() || (link != "の" && !is_end) {
            break;
        }
        if link == "の"
            && !after.is_none_or(|c| c.is_whitespace() || ".．、)）]］〕>＞〉の".contains(c))
        {
            break;
        }
        if link != "の" {
            count = Count::Path;
        }
        end += link.len() + digits;
    }
    (end, count, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(words: &str) -> Option<(&str, Gap)> {
        find(words).map(|found| (&words[..found.len], found.gap))
    }

    #[test]
    fn labels_are_found_with_their_dress() {
        assert_eq!(label("(1)氏名"), Some(("(1)", Gap::Tight)));
        assert_eq!(label("（１） 氏名"), Some(("（１）", Gap::Narrow)));
        assert_eq!(label("2.前項"), Some(("2.", Gap::Tight)));
        assert_eq!(label("一の二　氏名"), Some(("一の二", Gap::Wide)));
        assert_eq!(label("一及び二　略"), Some(("一及び二", Gap::Wide)));
        assert_eq!(label("(1)から(3)まで　略"), Some(("(1)から(3)まで", Gap::Wide)));
        assert_eq!(label("①〔内部〕"), Some(("①", Gap::Tight)));
        assert_eq!(label("(ア)"), Some(("(ア)", Gap::End)));
        assert_eq!(label("1-2　氏名"), Some(("1-2", Gap::Wide)));
        assert_eq!(label("第2　趣旨"), Some(("第2", Gap::Wide)));
    }

    #[test]
    fn cited_numbers_are_not_labels() {
        for words in
            ["(1)から(3)までに", "1.5倍", "二十歳未満", "一人", "a pen", "第2項", "3名", "一の者"]
        {
            assert_eq!(label(words), None, "{words}");
        }
    }
}
