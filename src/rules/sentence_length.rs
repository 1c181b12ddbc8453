//! Sentences that are hard to read for their length, once for a document: how many, the longest, and where the others are.
//! Advice only; does not know what could be left out.

use super::wording::{DraftWords, Passage};
use super::{Facts, finding};
use crate::diagnostic::{Finding, Message, Severity};
use crate::fill;
use crate::text::sentence::sentences;
use std::ops::Range;

/// Characters of a sentence that nobody is told of.
const LONGEST: usize = 100;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.drafts().iter().filter_map(of_draft).collect()
}

struct LongSentence<'d, 'a> {
    passage: &'d Passage<'a>,
    range: Range<usize>,
    length: usize,
}

fn of_draft(draft: &DraftWords<'_>) -> Option<Finding> {
    let mut long: Vec<LongSentence<'_, '_>> = Vec::new();
    // Three bytes are one character, or less.
    for passage in draft.passages.iter().filter(|passage| passage.words.len() > LONGEST) {
        for range in sentences(&passage.words) {
            let own = &passage.words[range.clone()];
            // What has no full stop is a list of words, a heading or a value.
            let length = own.chars().count();
            let is_long = length > LONGEST && own.ends_with(['。', '．']);
            if is_long && !draft.is_sealed(passage) {
                long.push(LongSentence { passage, range, length });
            }
        }
    }
    let count = long.len();
    // The first of several that are as long.
    let most = long.iter().map(|one| one.length).max()?;
    let longest = long.iter().find(|one| one.length == most)?;
    let written = &longest.passage.words[longest.range.clone()];
    let (place, length, bare) = (&longest.passage.place, longest.length, without_brackets(written));
    let others = long.iter().filter(|one| !std::ptr::eq(*one, longest));
    let others: Vec<String> =
        others.map(|one| format!("{}（{}字）", one.passage.place, one.length)).collect();
    let others = Message::some(others.iter());
    let told = match count {
        1 => finding(Severity::Note, "sentence-length", fill! { place, length, bare }),
        _ => {
            let blanks = fill! { count, place, length, bare, others };
            finding(Severity::Note, "sentence-length.several", blanks)
        }
    };
    Some(told.at(longest.passage.locate(longest.range.clone())))
}

/// Characters that stand in no round bracket.
fn without_brackets(sentence: &str) -> usize {
    let mut depth = 0_usize;
    let mut count = 0;
    for c in sentence.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => count += usize::from(depth == 0),
        }
    }
    count
}
