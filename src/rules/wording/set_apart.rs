//! The words of a text that are another's: quotations, names of laws and documents.

use crate::text::sentence::quoted;
use std::ops::Range;

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
