//! Numbers in front of a line, in every usual style, and numbers as browsers and Word print them before entries.
//! Does not know bullets, headings, sequences or lists.

use super::{CLOSE, ListMarker, ListMarkerStyle, NumeralFamily, OPEN, POINTS, spaces};
use crate::text::chars::{is_digit, leading};
use crate::text::label::{self, EnclosedNumber, Script, is_count_char, read_all};

/// The number at the start of the words.
pub(super) fn number(line: &str) -> Option<ListMarker> {
    signs(line)
        .or_else(|| bracketed(line))
        .or_else(|| ordinal(line))
        .or_else(|| levels(line))
        .or_else(|| pointed(line))
}

/// Numbers that are one sign: ① ⑴ ⒈ ❶ ㈠ Ⅰ ⅰ.
fn signs(line: &str) -> Option<ListMarker> {
    let first = line.chars().next()?;
    let (family, EnclosedNumber { set, number }) = sign(first)?;
    let token = first.len_utf8();
    let after = &line[token..];
    let point = after.chars().next().filter(|c| POINTS.contains(*c));
    let tail = point.map_or(String::new(), String::from);
    let token = token + tail.len();
    let range = family == NumeralFamily::Circled || !tail.is_empty() || spaces(after) > 0;
    range.then(|| ListMarker {
        style: ListMarkerStyle::Number { family, around: (set.to_string(), tail) },
        numbers: vec![number],
        length: token + spaces(&line[token..]),
        token,
        start: 0,
    })
}

/// Signs that notices number with, and the family of their set.
fn sign(c: char) -> Option<(NumeralFamily, EnclosedNumber)> {
    let circled = label::sign(c).filter(|sign| "①⑴⒈❶㈠".contains(sign.set));
    let roman = || label::roman_sign(c).map(|sign| (NumeralFamily::RomanSign, sign));
    circled.map(|sign| (NumeralFamily::Circled, sign)).or_else(roman)
}

/// `(1)`, `（ア）`, `[1]`, `〔一〕`.
fn bracketed(line: &str) -> Option<ListMarker> {
    let open = line.chars().next().filter(|c| OPEN.contains(*c))?;
    let inner = &line[open.len_utf8()..];
    let end = inner.find(|c| CLOSE.contains(c))?;
    let close = inner[end..].chars().next()?;
    let core = inner[..end].trim();
    let numbers = read_all(core);
    let family = family_of(core)?;
    let token = open.len_utf8() + end + close.len_utf8();
    (!numbers.is_empty()).then(|| ListMarker {
        style: ListMarkerStyle::Number { family, around: (open.to_string(), close.to_string()) },
        numbers,
        length: token + spaces(&line[token..]),
        token,
        start: 0,
    })
}

/// `第1`, `第一`, and `第1章` … are left alone: a chapter is no entry of a notice.
fn ordinal(line: &str) -> Option<ListMarker> {
    let rest = line.strip_prefix('第')?;
    let digits = leading(rest, is_count_char);
    let core = &rest[..digits];
    let after = &rest[digits..];
    let numbers = read_all(core);
    let family = family_of(core)?;
    let token = '第'.len_utf8() + digits;
    (!numbers.is_empty() && (after.is_empty() || spaces(after) > 0)).then(|| ListMarker {
        style: ListMarkerStyle::Number { family, around: ("第".to_owned(), String::new()) },
        numbers,
        length: token + spaces(after),
        token,
        start: 0,
    })
}

/// `1.1`, `２．３`, with white space behind them.
fn levels(line: &str) -> Option<ListMarker> {
    let is_part = |c: char| is_digit(c) || c == '.' || c == '．';
    let length = leading(line, is_part);
    let core = line[..length].trim_end_matches(['.', '．']);
    let parts: Vec<&str> = core.split(['.', '．']).collect();
    let last = read_all(parts.last()?);
    let fits = (2..=4).contains(&parts.len())
        && parts.iter().all(|part| (1..=2).contains(&part.chars().count()))
        && (length == line.len() || spaces(&line[length..]) > 0)
        && !line[length..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    (fits && !last.is_empty()).then(|| ListMarker {
        style: ListMarkerStyle::Levels(parts.len()),
        numbers: last,
        length: length + spaces(&line[length..]),
        token: length,
        start: 0,
    })
}

/// `1.`, `１．`, `一、`, `ア　`, `a)`, `1　個人情報`.
fn pointed(line: &str) -> Option<ListMarker> {
    let first = line.chars().next()?;
    let digits = leading(line, is_count_char);
    let core = if digits > 0 { &line[..digits] } else { &line[..first.len_utf8()] };
    let (family, numbers) = (family_of(core)?, read_all(core));
    let after = &line[core.len()..];
    let point = after.chars().next().filter(|c| POINTS.contains(*c));
    let tail = point.map_or(String::new(), String::from);
    let behind = &after[tail.len()..];
    let starts_number = behind.starts_with(is_digit);
    let gap = spaces(behind);
    let is_count =
        matches!(family, NumeralFamily::Ascii | NumeralFamily::FullWidth | NumeralFamily::Kanji);
    let fits = match point {
        // A number of a form field or of a house (`1　見本ビル`) has no point; digits behind it are no words.
        None => {
            (gap > 0 && family != NumeralFamily::Upper && !starts_digit(behind.trim_start()))
                || (behind.is_empty() && is_count)
        }
        Some(':' | '：' | '，') => {
            is_count
                && family != NumeralFamily::Kanji
                && gap > 0
                && !starts_digit(behind.trim_start())
        }
        Some(_) => {
            !starts_number
                && (is_count || gap > 0 || !behind.starts_with(|c: char| c.is_ascii_alphanumeric()))
        }
    };
    let token = core.len() + tail.len();
    (fits && !numbers.is_empty() && numbers.iter().all(|number| *number < 100)).then(|| {
        ListMarker {
            style: ListMarkerStyle::Number { family, around: (String::new(), tail) },
            numbers,
            length: token + gap,
            token,
            start: 0,
        }
    })
}

fn starts_digit(words: &str) -> bool {
    words.starts_with(|c: char| is_count_char(c) || matches!(c, '年' | '月' | '日' | '円'))
}

fn family_of(core: &str) -> Option<NumeralFamily> {
    let first = core.chars().next()?;
    match first {
        '0'..='9' => Some(NumeralFamily::Ascii),
        '０'..='９' => Some(NumeralFamily::FullWidth),
        'ァ'..='ヶ' => Some(NumeralFamily::Kana),
        'a'..='z' | 'ａ'..='ｚ' => Some(NumeralFamily::Lower),
        'A'..='Z' => Some(NumeralFamily::Upper),
        _ if sign(first).is_some() => Some(NumeralFamily::Circled),
        _ if is_count_char(first) => Some(NumeralFamily::Kanji),
        _ => None,
    }
}

/// The style of a number of several letters (`ii.`), which nobody could tell from a word where it is not said.
pub(super) fn long_number(label: &str) -> Option<ListMarkerStyle> {
    let point = label.chars().next_back().filter(|c| POINTS.contains(*c))?;
    let core = &label[..label.len() - point.len_utf8()];
    let is_letters = !core.is_empty() && core.chars().all(|c| c.is_ascii_alphabetic());
    let family = family_of(core).filter(|_| is_letters)?;
    Some(ListMarkerStyle::Number { family, around: (String::new(), point.to_string()) })
}

/// A number of a list in a page, by its `type`.
pub fn list_number(style: &str, number: i64) -> String {
    let script = match style {
        "a" => Script::Lower,
        "A" => Script::Upper,
        "i" => Script::Roman,
        "I" => return written(Script::Roman, number).to_ascii_uppercase(),
        _ => Script::Ascii,
    };
    written(script, number)
}

/// Word's formats of numbers in 漢字.
const KANJI_FORMATS: [&str; 6] = [
    "japaneseCounting",
    "chineseCounting",
    "chineseCountingThousand",
    "ideographTraditional",
    "taiwaneseCounting",
    "japaneseDigitalTenThousand",
];

/// A number in one of Word's formats; `None` for a format that is not known.
// tidy: table
pub fn word_number(format: &str, number: i64) -> Option<String> {
    let from = |first: char, count: u32| {
        let at = u32::try_from(number).ok().filter(|at| (1..=count).contains(at));
        let sign = at.and_then(|at| char::from_u32(first as u32 + at - 1));
        sign.map_or_else(|| number.to_string(), String::from)
    };
    let script = match format {
        "decimal" | "decimalHalfWidth" => Script::Ascii,
        "decimalFullWidth" | "decimalFullWidth2" => Script::FullWidth,
        kanji if KANJI_FORMATS.contains(&kanji) => Script::Kanji,
        "aiueo" | "aiueoFullWidth" => Script::Aiueo,
        "iroha" | "irohaFullWidth" => Script::Iroha,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Script::Circled,
        "lowerLetter" => Script::Lower,
        "upperLetter" => Script::Upper,
        "lowerRoman" => Script::Roman,
        "upperRoman" => return Some(written(Script::Roman, number).to_ascii_uppercase()),
        "decimalZero" => return Some(format!("{number:02}")),
        "decimalEnclosedParen" => return Some(from('⑴', 20)),
        "decimalEnclosedFullstop" => return Some(from('⒈', 20)),
        "ideographEnclosedCircle" => return Some(from('㊀', 10)),
        "none" => return Some(String::new()),
        _ => return None,
    };
    Some(written(script, number))
}

fn written(script: Script, number: i64) -> String {
    u32::try_from(number)
        .ok()
        .and_then(|number| script.write(number))
        .unwrap_or_else(|| number.to_string())
}
