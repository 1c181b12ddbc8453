//! Amounts in yen as Japanese documents write them. Does not know what is paid for.

use std::ops::Range;

/// The greatest amount that is read: 9,999兆円.
const MAX: u128 = 9_999_999_999_999_999;

/// Finds amounts: 3,000円, ３０００円, 三千円, 1万5千円, 1.5万円, 2億3,000万円, ¥3,000, 金3,000円. Amounts
/// that are not exact (数万円, 3千円台) and digits grouped wrongly (3,00円) are not found.
pub fn find_yen(words: &str) -> Vec<(Range<usize>, u64)> {
    let mut found = Vec::new();
    let (mut at, mut before) = (0, None);
    while let Some(c) = words[at..].chars().next() {
        let starts = is_amount_char(c) || is_sign(c);
        match starts.then(|| yen_at(&words[at..], before)).flatten() {
            Some((yen, len)) => {
                found.push((at..at + len, yen));
                at += len;
            }
            None => {
                let rest = &words[at + c.len_utf8()..];
                let run = rest.find(|c| !is_amount_char(c)).unwrap_or(rest.len());
                at += c.len_utf8() + if is_amount_char(c) { run } else { 0 };
            }
        }
        before = words[..at].chars().next_back();
    }
    found
}

/// Reads a whole field as an amount in yen.
pub fn read_yen(words: &str) -> Option<u64> {
    let words = words.trim();
    let (yen, len) = yen_at(words, None)?;
    (len == words.len()).then_some(yen)
}

fn yen_at(words: &str, before: Option<char>) -> Option<(u64, usize)> {
    if before.is_some_and(|c| "数何幾第-.,，．".contains(c) || c.is_ascii_alphanumeric()) {
        return None;
    }
    let unsigned = words.strip_prefix(is_sign);
    let start = unsigned.unwrap_or(words).trim_start_matches(' ');
    let end = start.find(|c| !is_amount_char(c)).unwrap_or(start.len());
    // A comma or point at the end belongs to the sentence.
    let run = start[..end].trim_end_matches([',', '，', '.', '．']);
    let yen = read_number(run)?;
    let after = &start[run.len()..];
    let rest = match (after.strip_prefix('円'), unsigned) {
        (Some(rest), _) => rest,
        (None, Some(_)) => after,
        (None, None) => return None,
    };
    let is_vague = ["台", "形", "滑", "周", "満", "卓"].iter().any(|word| rest.starts_with(word));
    if is_vague {
        return None;
    }
    Some((yen, words.len() - rest.len()))
}

fn is_sign(c: char) -> bool {
    matches!(c, '¥' | '￥')
}

/// Reads digits, commas and units as one number.
fn read_number(run: &str) -> Option<u64> {
    if run.is_empty() || run.chars().count() > 40 {
        return None;
    }
    let (mut total, mut rest, mut last) = (0u128, run, u128::MAX);
    while !rest.is_empty() {
        let at = rest.find(|c| large_unit(c).is_some());
        let (part, unit, tail) = match at {
            Some(at) => {
                let c = rest[at..].chars().next()?;
                (&rest[..at], large_unit(c)?, &rest[at + c.len_utf8()..])
            }
            None => (rest, 1, ""),
        };
        if unit >= last || part.is_empty() {
            return None;
        }
        let value = read_part(part, unit)?;
        if last != u128::MAX && value >= last {
            return None;
        }
        total += value;
        (rest, last) = (tail, unit);
    }
    u64::try_from(total).ok().filter(|_| total <= MAX)
}

/// 3,000 or 1.5 or 五千 or 3千5百, times `unit`.
fn read_part(part: &str, unit: u128) -> Option<u128> {
    let folded: String = part.chars().map(narrow).collect();
    if folded.starts_with(|c: char| c.is_ascii_digit()) && !folded.contains(['千', '百', '十']) {
        return read_digits(&folded, unit);
    }
    read_kanji(&folded).map(|value| value * unit)
}

/// ASCII digits, in groups of three or not at all, with a fraction that the unit makes whole.
fn read_digits(folded: &str, unit: u128) -> Option<u128> {
    let (whole, fraction) = match folded.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (folded, None),
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let is_grouped = match groups.split_first() {
        Some((first, [])) => !first.is_empty(),
        Some((first, rest)) => {
            (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
        }
        None => false,
    };
    if !is_grouped || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let value = groups.concat().parse::<u64>().ok().map(u128::from)?;
    let Some(fraction) = fraction else {
        return value.checked_mul(unit);
    };
    let scale = 10u128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let part = u128::from(fraction.parse::<u64>().ok()?) * unit;
    if part.is_multiple_of(scale) { Some(value.checked_mul(unit)? + part / scale) } else { None }
}

/// 五千, 千二百, 3千5百, 二〇〇 up to 9999.
fn read_kanji(folded: &str) -> Option<u128> {
    let digits: String = folded.chars().filter_map(kanji_digit).collect();
    if digits.chars().count() == folded.chars().count() {
        return read_digits(&digits, 1).filter(|value| *value <= 9999);
    }
    let (mut sum, mut pending, mut last) = (0u128, None, u128::MAX);
    for c in folded.chars() {
        let unit = match c {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            _ => {
                let digit = kanji_digit(c)?.to_digit(10).map(u128::from)?;
                if pending.replace(digit).is_some() {
                    return None;
                }
                continue;
            }
        };
        if unit >= last || pending == Some(0) {
            return None;
        }
        sum += pending.take().unwrap_or(1) * unit;
        last = unit;
    }
    Some(sum + pending.unwrap_or(0))
}

fn kanji_digit(c: char) -> Option<char> {
    let digit = "〇一二三四五六七八九".chars().position(|k| k == c);
    match digit {
        Some(value) => char::from_digit(value as u32, 10),
        None => Some(c).filter(char::is_ascii_digit),
    }
}

fn large_unit(c: char) -> Option<u128> {
    match c {
        '万' => Some(10_000),
        '億' => Some(100_000_000),
        '兆' => Some(1_000_000_000_000),
        _ => None,
    }
}

fn is_amount_char(c: char) -> bool {
    let c = narrow(c);
    c.is_ascii_digit() || ",.千百十〇一二三四五六七八九万億兆".contains(c)
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '，' | '．' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
