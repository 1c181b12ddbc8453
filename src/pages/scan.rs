//! Addresses written out in running words: https://…, mail, telephone. Does not know whose they are.

use std::ops::Range;

/// The web addresses in some words: from `http://` or `https://` to the first character that an address
/// cannot hold; a closing point, comma or bracket belongs to the sentence.
pub(super) fn urls(words: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in words.match_indices("http") {
        let rest = &words[start..];
        let Some(head) = ["https://", "http://"]
            .iter()
            .find(|head| rest.starts_with(**head))
        else {
            continue;
        };
        let is_inside = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%()".contains(c);
        let len = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
        let mut end = rest[..len]
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\''])
            .len();
        // A bracket that was opened before the address closes after it.
        while rest[..end].ends_with(')')
            && rest[..end].matches(')').count() > rest[..end].matches('(').count()
        {
            end -= 1;
        }
        let is_free = found.last().is_none_or(|last| last.end <= start);
        if end > head.len() && is_free {
            found.push(start..start + end);
        }
    }
    found
}

/// The mail addresses in some words.
pub(super) fn emails(words: &str) -> Vec<Range<usize>> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in words.match_indices('@') {
        let left = &words[..at];
        let start = left.trim_end_matches(is_name).len();
        let right = &words[at + 1..];
        let len = right.find(|c| !is_name(c)).unwrap_or(right.len());
        let end = at + 1 + right[..len].trim_end_matches('.').len();
        let has_host = words[at + 1..end].contains('.');
        if start < at && has_host && found.last().is_none_or(|last| last.end <= start) {
            found.push(start..end);
        }
    }
    found
}

/// The telephone numbers in some words, with their digits: 03-0000-0000, （03）0000-0000, ０３−…; ten or
/// eleven digits that begin with 0.
pub(super) fn phones(words: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize, String)> = None;
    let close = |open: &mut Option<(usize, usize, String)>, found: &mut Vec<_>| {
        if let Some((start, end, digits)) = open.take()
            && digits.starts_with('0')
            && (10..=11).contains(&digits.len())
        {
            found.push((start..end, digits));
        }
    };
    for (at, c) in words.char_indices() {
        let digit = match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
            _ => None,
        };
        match (digit, &mut open) {
            (Some(digit), Some((_, end, digits))) => {
                digits.push(digit);
                *end = at + c.len_utf8();
            }
            (Some(digit), None) => open = Some((at, at + c.len_utf8(), digit.to_string())),
            (None, Some(_)) if "-‐‑–−－ー()（）".contains(c) => {}
            (None, _) => close(&mut open, &mut found),
        }
    }
    close(&mut open, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let cut = |words: &str| {
            urls(words)
                .into_iter()
                .map(|r| words[r].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            cut("窓口（https://example.jp/a?b=1）へ"),
            ["https://example.jp/a?b=1"]
        );
        assert_eq!(
            cut("(see https://example.jp/a_(b)). http://x.jp、"),
            ["https://example.jp/a_(b)", "http://x.jp"]
        );
        assert_eq!(cut("https:// だけ"), Vec::<String>::new());
    }

    #[test]
    fn mail_and_telephone() {
        let words = "宛先 soumu@kenpo.example.jp です。";
        assert_eq!(
            emails(words)
                .into_iter()
                .map(|r| &words[r])
                .collect::<Vec<_>>(),
            ["soumu@kenpo.example.jp"]
        );
        let words = "０３－０００0-0000（内線12）";
        let found = phones(words);
        assert_eq!(found.len(), 1, "{found:?}");
        let words = "03-0000-0000 代表";
        assert_eq!(phones(words), [(0..12, "0300000000".to_owned())]);
        assert!(phones("2026-04-01").is_empty());
    }
}
