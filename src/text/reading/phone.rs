//! Telephone numbers and postal codes of Japan in running text. Does not know whose they are.

use crate::text::chars::is_dash;
use std::ops::Range;

/// What a telephone number is said to be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneLine {
    /// To speak, as far as the words say.
    Voice,
    /// Written behind FAX or ファクス.
    Fax,
}

/// A telephone number in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The bytes of the number.
    pub range: Range<usize>,
    /// The address to call, `tel:0312345678` or `tel:+81312345678`.
    pub uri: String,
    /// Voice or fax.
    pub line: PhoneLine,
}

/// Finds telephone numbers: 03-1234-5678, ０３（１２３４）５６７８, 0120-123456, +81-3-1234-5678. Every dash
/// and ー counts. Dates, postal codes and longer numbers are never found; neither are numbers without any
/// dash or bracket.
pub fn find_phones(words: &str) -> Vec<Phone> {
    let mut found: Vec<Phone> = Vec::new();
    let mut at = 0;
    while let Some(step) =
        words[at..].find(|c: char| digit(c).is_some() || matches!(c, '+' | '＋' | '(' | '（'))
    {
        let start = at + step;
        if let Some((len, uri)) = phone_at(words, start) {
            found.push(Phone {
                range: start..start + len,
                uri,
                line: line_before(&words[..start]),
            });
            at = start + len;
        } else {
            at = skip_number(words, start);
        }
    }
    found
}

/// Past the run of digits and dashes at `at`, or past one character.
fn skip_number(words: &str, at: usize) -> usize {
    let rest = &words[at..];
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let tail = &rest[first..];
    let is_opening = rest.starts_with(['(', '（']);
    let run = if is_opening {
        0
    } else {
        tail.find(|c| digit(c).is_none() && !is_joint(c)).unwrap_or(tail.len())
    };
    at + first + run
}

fn phone_at(words: &str, start: usize) -> Option<(usize, String)> {
    let before = words[..start].chars().next_back();
    let is_labelled = ["TEL", "Tel", "tel", "FAX", "Fax", "fax"]
        .iter()
        .any(|label| words[..start].ends_with(label));
    let is_inside = |c: char| is_number_part(c) || c.is_ascii_alphabetic() && !is_labelled;
    if before.is_some_and(is_inside) {
        return None;
    }
    let mut scan = PhoneScan { rest: &words[start..] };
    let groups = scan.groups()?;
    let after = scan.rest.chars().next();
    if after.is_some_and(|c| digit(c).is_some() || c.is_ascii_alphabetic())
        || after.is_some_and(is_joint)
            && scan.rest.chars().nth(1).is_some_and(|c| digit(c).is_some())
    {
        return None;
    }
    let uri = uri(&groups)?;
    Some((words.len() - start - scan.rest.len(), uri))
}

/// The address of a number, if its groups are those of a telephone number.
fn uri(groups: &[String]) -> Option<String> {
    let national = |groups: &[String]| -> Option<String> {
        let number = groups.concat();
        let first = groups.first()?;
        let is_free = ["0120", "0800", "0570", "0990"].contains(&first.as_str());
        let is_long = ["020", "050", "060", "070", "080", "090", "0800"].contains(&first.as_str());
        let length_fits = number.len() == if is_long { 11 } else { 10 };
        let groups_fit = match groups.len() {
            3 => (2..=5).contains(&first.len()) && (2..=4).contains(&groups[2].len()),
            2 => is_free,
            _ => false,
        };
        let starts = number.starts_with('0') && !number.starts_with("00");
        (length_fits && groups_fit && starts).then_some(number)
    };
    match groups.split_first() {
        Some((code, rest)) if code == "+81" => {
            let mut rest = rest.to_vec();
            let first = rest.first_mut()?;
            if !first.starts_with('0') {
                first.insert(0, '0');
            }
            let number = national(&rest)?;
            Some(format!("tel:+81{}", &number[1..]))
        }
        _ => national(groups).map(|number| format!("tel:{number}")),
    }
}

struct PhoneScan<'a> {
    rest: &'a str,
}

impl PhoneScan<'_> {
    /// Groups of digits with dashes or brackets between; `+81` is a group of its own.
    fn groups(&mut self) -> Option<Vec<String>> {
        let mut groups = Vec::new();
        if self.take(|c| matches!(c, '+' | '＋')) {
            let code = self.digits();
            if code != "81" {
                return None;
            }
            groups.push("+81".to_owned());
            self.joint()?;
        }
        let mut is_open = self.take(|c| matches!(c, '(' | '（'));
        loop {
            let group = self.digits();
            if group.is_empty() || group.len() > 6 {
                return None;
            }
            groups.push(group);
            let saved = self.rest;
            if is_open {
                if !self.take(|c| matches!(c, ')' | '）')) {
                    return None;
                }
                is_open = false;
                self.take(is_joint);
            } else if self.take(|c| matches!(c, '(' | '（')) {
                is_open = true;
            } else if self.joint().is_none() {
                return Some(groups);
            }
            if groups.len() > 4 || self.rest.chars().next().and_then(digit).is_none() {
                self.rest = saved;
                return Some(groups);
            }
        }
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// One dash, with at most one space on either side.
    fn joint(&mut self) -> Option<()> {
        let saved = self.rest;
        self.take(|c| c == ' ');
        if !self.take(is_joint) {
            self.rest = saved;
            return None;
        }
        self.take(|c| c == ' ');
        Some(())
    }

    fn digits(&mut self) -> String {
        let mut out = String::new();
        while let Some(value) = self.rest.chars().next().and_then(digit) {
            out.push(value);
            self.take(|_| true);
            if out.len() > 12 {
                break;
            }
        }
        out
    }
}

/// What the word in front says the number is for.
fn line_before(left: &str) -> PhoneLine {
    let label = left.trim_end_matches([' ', '\u{3000}', ':', '：', '(', '（', '.', '．']);
    let is_fax = ["FAX", "Fax", "fax", "ＦＡＸ", "ファックス", "ファクス", "ファクシミリ", "℻"]
        .iter()
        .any(|word| label.ends_with(word));
    if is_fax { PhoneLine::Fax } else { PhoneLine::Voice }
}

/// Finds postal codes that are marked as such: 〒100-0001, 郵便番号１００－０００１; as `100-0001`.
pub fn find_postal_codes(words: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for mark in ["〒", "郵便番号"] {
        for (at, _) in words.match_indices(mark) {
            let rest = &words[at + mark.len()..];
            let number = rest.trim_start_matches([' ', '\u{3000}', ':', '：']);
            let start = words.len() - number.len();
            let len: usize = number.chars().take(8).map(char::len_utf8).sum();
            let follows = number[len..].chars().next();
            if let Some(code) = read_postal_code(&number[..len])
                && !follows.is_some_and(|c| digit(c).is_some() || is_joint(c))
            {
                found.push((start..start + len, code));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Reads a whole field as a postal code, with or without 〒; as `100-0001`.
pub fn read_postal_code(words: &str) -> Option<String> {
    let words = words.trim();
    let words = words.strip_prefix('〒').unwrap_or(words).trim_start();
    let mut code = String::new();
    for (place, c) in words.chars().enumerate() {
        match (place, digit(c)) {
            (3, None) if is_joint(c) => code.push('-'),
            (0..=2 | 4..=7, Some(value)) => code.push(value),
            _ => return None,
        }
    }
    (code.len() == 8).then_some(code)
}

/// The ASCII form of an ASCII or full-width digit.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

fn is_joint(c: char) -> bool {
    is_dash(c) || matches!(c, 'ー' | 'ｰ')
}

/// What would make a number a part of something longer: a date, a code, an address of the web.
fn is_number_part(c: char) -> bool {
    digit(c).is_some() || is_dash(c) || matches!(c, '/' | '.' | '+' | '_' | '=' | '%' | '#' | '〒')
}
