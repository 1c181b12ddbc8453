//! Sentences and quotations in running text. Does not know what they say.

use super::chars::is_digit;
use std::ops::Range;

/// The sentences of some words, each with its full stop and without the spaces around it. A stop inside of brackets or
/// quotation marks ends nothing: （…を除く。以下「法」という。） is part of the sentence around it.
pub fn sentences(words: &str) -> Vec<Range<usize>> {
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

/// What stands in quotation marks, the marks included; the outermost of several.
pub fn quoted(words: &str) -> Vec<Range<usize>> {
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
