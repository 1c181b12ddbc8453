//! Sentences of a text, and the words in it that are another's: quotations, names of laws and documents.

use crate::text::chars::is_digit;
use std::ops::Range;

/// The sentences of some words, each with its full stop and without the spaces around it. A stop inside of brackets or
/// quotation marks ends nothing: （…を除く。以下「法」という。） is part of the sentence around it.
pub(in crate::rules) fn sentences(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        match c {
            '（' | '(' | '「' | '『' | '〔' | '［' => depth += 1,
            '）' | ')' | '」' | '』' | '〕' | '］' => depth = depth.saturating_sub(1),
            // A bracket that is never closed does not reach beyond its line.
            '\n' => {
                push(words, start..at, &mut found);
                (start, depth) = (end, 0);
            }
            '。' | '．' if depth == 0 && !is_point(&words[..at], c) => {
                push(words, start..end, &mut found);
                start = end;
            }
            _ => {}
        }
    }
    push(words, start..words.len(), &mut found);
    found
}

/// ． that parts digits, or stands behind a number at the head of a line.
fn is_point(before: &str, c: char) -> bool {
    c == '．' && before.ends_with(|last: char| is_digit(last) || last.is_ascii_alphabetic())
}

fn push(words: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let inner = &words[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    let end = range.start + inner.trim_end().len();
    if start < end {
        found.push(start..end);
    }
}

/// What ends the name of a law or document whose words are not the author's.
const TITLES: [&str; 8] = [
    "に関する法律",
    "に関する規程",
    "に関する規則",
    "に関する条例",
    "に関する要領",
    "に関する要綱",
    "のためのガイドライン",
    "のためのガイダンス",
];

/// The words that are quoted, or are the name of a law or document, in order.
pub(in crate::rules) fn set_apart(words: &str) -> Vec<Range<usize>> {
    let mut found = quoted(words);
    for title in TITLES {
        for (at, _) in words.match_indices(title) {
            let name = words[..at].chars().rev().take(LONGEST).take_while(|c| !ends_title(*c));
            let length: usize = name.map(char::len_utf8).sum();
            found.push(at - length..at + title.len());
        }
    }
    found.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

/// Characters of a title before those endings.
const LONGEST: usize = 60;

/// What no name of a law has in it.
fn ends_title(c: char) -> bool {
    "、。，．（）()「」『』\u{3000}\nはを".contains(c)
}

/// What stands in quotation marks, the marks included; the outermost of several.
fn quoted(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in words.char_indices() {
        match c {
            '「' | '『' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '」' | '』' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(start..at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    found
}
