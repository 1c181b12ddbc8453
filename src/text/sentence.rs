//! Sentences and quotations in running text. Does not know what they say.

use std::ops::Range;

/// The sentences of some words: up to each 。 outside of brackets and quotes, and each line.
pub fn sentences(words: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        match c {
            '（' | '(' | '「' | '『' | '〔' => depth += 1,
            '）' | ')' | '」' | '』' | '〕' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => {
                found.push(start..end);
                start = end;
            }
            '\n' => {
                (depth, start) = (0, end);
                found.push(found.last().map_or(0, |last: &Range<usize>| last.end)..end);
            }
            _ => {}
        }
    }
    found.push(start..words.len());
    found.retain(|range| !words[range.clone()].trim().is_empty());
    found
}

/// What stands in 「」 and 『』.
pub fn quoted(words: &str) -> Vec<Range<usize>> {
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (at, c) in words.char_indices() {
        match c {
            '「' | '『' => open.push(at),
            '」' | '』' => {
                if let Some(start) = open.pop()
                    && open.is_empty()
                {
                    found.push(start..at);
                }
            }
            _ => {}
        }
    }
    found
}
