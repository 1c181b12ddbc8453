//! Half-width spaces that line breaks of a PDF left inside Japanese sentences. Layout spaces (after labels, between
//! fields, in letter-spaced words and names) stay. Knows scripts and punctuation, no words.

use super::Mend;
use super::{is_hiragana, is_japanese, is_kanji, is_katakana};
use crate::diagnostic::Finding;
use crate::fill;
use crate::import::block::Block;
use crate::import::list_marker;
use crate::text::edits::Reason;
use crate::text::label::is_count_char;
use std::ops::Range;

const INNER_SPACE: Reason = Reason::repair("import/inner-space");

/// A label at the head of a cell is at most this long (第百二十三条の二).
const LABEL_CHARS: usize = 3;
/// Text without punctuation counts as a sentence from this length on.
const SENTENCE_CHARS: usize = 20;
/// Sentences with more than one space in so many characters are spaced on purpose (分かち書き).
const WORD_SPACING: usize = 8;

pub(super) fn find_spaces(text: &str, blocks: &[Block]) -> Vec<Mend> {
    blocks
        .iter()
        .flat_map(|block| super::cells(text, block))
        .flat_map(|cell| in_cell(text, cell))
        .collect()
}

fn in_cell(text: &str, cell: Range<usize>) -> Vec<Mend> {
    let words = &text[cell.clone()];
    let spaces: Vec<usize> = words
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|at| is_between_japanese(words, *at))
        .collect();
    if spaces.is_empty() || !is_sentence(words) {
        return vec![];
    }
    let label = label_length(words);
    let is_punctuated = words.contains(['。', '、', '，']);
    let mut phrase = Phrase { is_punctuated, ..Phrase::default() };
    spaces
        .into_iter()
        .filter(|at| *at > label)
        .map(|at| {
            let range = cell.start + at..cell.start + at + 1;
            if at >= phrase.range.end {
                phrase = Phrase { is_punctuated, ..Phrase::around(words, at) };
            }
            match judge(words, at, &phrase) {
                Judgment::Broken => Mend::Repair(range, String::new(), INNER_SPACE),
                Judgment::Unsure => Mend::Unsure(range, Finding::note("unsure-space", fill! {})),
            }
        })
        .collect()
}

enum Judgment {
    Broken,
    Unsure,
}

fn is_between_japanese(words: &str, at: usize) -> bool {
    let before = words[..at].chars().next_back();
    let after = words[at + 1..].chars().next();
    before.is_some_and(is_japanese) && after.is_some_and(is_japanese)
}

/// Running text: it has sentence punctuation, or it is long and held together by hiragana.
fn is_sentence(words: &str) -> bool {
    let hiragana = words.chars().filter(|c| is_hiragana(*c)).count();
    let is_punctuated = words.contains(['。', '、', '，']) && hiragana > 1;
    is_punctuated || (words.chars().count() >= SENTENCE_CHARS && hiragana >= 3)
}

/// Bytes at the head that are a label or a short head word (附則, 第3条, 別紙1, 理事長): the space behind is layout.
fn label_length(words: &str) -> usize {
    let marked = list_marker::read_marker(words).map_or(0, |marker| marker.length);
    let rest = &words[marked..];
    let first = rest.find(' ').unwrap_or(0);
    let head = &rest[..first];
    let is_article = head.starts_with('第')
        && head.chars().any(is_count_char)
        && head.chars().count() <= 12
        && !head.chars().any(|c| is_hiragana(c) && c != 'の');
    let is_short = head.chars().count() <= LABEL_CHARS && !head.chars().any(is_hiragana);
    if is_article || is_short || (marked > 0 && is_term(head, &rest[first..])) {
        marked + first
    } else {
        marked.saturating_sub(1)
    }
}

/// (2) レセプト 診療報酬明細書及び調剤報酬明細書をいう。: a term and what it means.
fn is_term(head: &str, rest: &str) -> bool {
    let meant = rest.trim_end_matches(['。', ' ']);
    let says = ["をいう", "をいいます"].iter().any(|verb| meant.ends_with(verb));
    says && !rest.contains("とは") && !head.is_empty() && !head.chars().any(is_hiragana)
}

/// What stands between two stops.
#[derive(Default)]
struct Phrase {
    range: Range<usize>,
    length: usize,
    spaces: usize,
    hiragana: usize,
    /// Whether the whole has sentences.
    is_punctuated: bool,
}

impl Phrase {
    fn around(words: &str, at: usize) -> Phrase {
        let is_stop = |c: char| "。、，．「」『』（）()：:；;／/\t　".contains(c);
        let start = words[..at]
            .rfind(is_stop)
            .map_or(0, |stop| stop + words[stop..].chars().next().map_or(1, char::len_utf8));
        let end = words[at..].find(is_stop).map_or(words.len(), |stop| at + stop);
        let own = &words[start..end];
        Phrase {
            range: start..end,
            length: own.chars().count(),
            spaces: own.matches(' ').count(),
            hiragana: own.chars().filter(|c| is_hiragana(*c)).count(),
            is_punctuated: false,
        }
    }
}

fn judge(words: &str, at: usize, phrase: &Phrase) -> Judgment {
    let (start, end) = (phrase.range.start, phrase.range.end);
    let Phrase { length, spaces: count, hiragana, is_punctuated, .. } = *phrase;
    let before = words[..at].chars().next_back().unwrap_or(' ');
    let after = words[at + 1..].chars().next().unwrap_or(' ');
    // 氏 名, 山 田: single characters between spaces are spaced on purpose.
    let left = words[start..at].rsplit(' ').next().unwrap_or("");
    let right = words[at + 1..end].chars().take_while(|c| is_kanji(*c));
    let alone = left.chars().count() == 1 && right.count() == 1;
    if alone || (count > 1 && count * WORD_SPACING > length) {
        return Judgment::Unsure;
    }
    let is_plain = |c| is_kanji(c) || is_katakana(c);
    let between_words = is_plain(before) && is_plain(after);
    if !between_words {
        return Judgment::Broken;
    }
    // Between two kanji a space may part two names; in the middle of a phrase held together by hiragana it does not.
    if count == 1 && hiragana >= 2 && is_punctuated && !(is_katakana(before) && is_katakana(after))
    {
        Judgment::Broken
    } else {
        Judgment::Unsure
    }
}
