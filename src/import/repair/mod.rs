//! Repairs of what copying broke, by general rules: each an edit with its reason, or a finding where it is unsure.
//! Knows no words, no document kinds and no structure beyond lines and cells.

mod characters;
mod numbers;
mod space;

use super::block::{Block, BlockText};
use super::outline_tree::WordRanges;
use crate::diagnostic::Finding;
use crate::text::chars;
use crate::text::edits::{EditLog, Reason};
use std::ops::Range;

/// One repair, or one place that looks broken but cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mend {
    /// Sure: these bytes become these words.
    Repair(Range<usize>, String, Reason),
    /// Unsure: a person should look.
    Unsure(Range<usize>, Finding),
}

impl Mend {
    fn range(&self) -> &Range<usize> {
        match self {
            Mend::Repair(range, _, _) | Mend::Unsure(range, _) => range,
        }
    }
}

/// All repairs of a text as a log, and the findings (with the place in the text of each).
pub fn repair_text(text: &str) -> (EditLog, Vec<(Range<usize>, Finding)>) {
    repair_blocks(&BlockText::plain(text.to_owned()))
}

/// The same, where the blocks of the text are known.
pub(super) fn repair_blocks(text: &BlockText) -> (EditLog, Vec<(Range<usize>, Finding)>) {
    let mut mends: Vec<Mend> = Vec::new();
    mends.extend(characters::find_stray(text));
    mends.extend(numbers::find_circled(text, &text.blocks));
    mends.extend(characters::find_long_vowels(text));
    mends.extend(numbers::find_doubled(text, &text.blocks));
    mends.extend(space::find_spaces(text, &text.blocks));
    // Stable: where two rules meet, the one named first above wins.
    mends.sort_by_key(|mend| mend.range().start);
    let (mut log, mut unsure, mut end) = (EditLog::new(), Vec::new(), 0);
    for mend in mends {
        match mend {
            Mend::Repair(range, with, reason) => {
                if range.start >= end {
                    end = range.end;
                    log.push(range, with, reason);
                }
            }
            Mend::Unsure(range, finding) => unsure.push((range, finding)),
        }
    }
    (log, unsure)
}

/// The parts of a block between tabs and table borders.
fn cells(text: &str, block: &Block) -> Vec<Range<usize>> {
    let whole = match block.cells() {
        Some(cells) => cells.iter().filter_map(WordRanges::bounds).collect(),
        None => vec![block.range.clone()],
    };
    let mut out = Vec::new();
    for range in whole {
        let mut start = range.start;
        for (at, border) in text[range.clone()].match_indices(['\t', '|', '｜']) {
            out.push(start..range.start + at);
            start = range.start + at + border.len();
        }
        out.push(start..range.end);
    }
    out
}

/// 漢字 and the signs that stand for one.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '〆' | '〇') || chars::is_kanji(c)
}

/// ひらがな.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ゝ' | 'ゞ') || chars::is_hiragana(c)
}

/// Full-width カタカナ and the sign of the long vowel.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ヽ' | 'ヾ') || chars::is_katakana(c)
}

/// Any of the three.
pub(super) fn is_japanese(c: char) -> bool {
    is_kanji(c) || is_hiragana(c) || is_katakana(c)
}
