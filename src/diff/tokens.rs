//! Words of a text as units that are never cut: words of the segmenter, with references, dates, amounts,
//! numbers with their counters, telephone numbers, addresses and links whole. Does not compare.

use crate::text::chars::is_digit;
use crate::text::citation::{self, Abbreviations};
use crate::text::label::is_count_char;
use crate::text::{chars, date, reading};
use crate::tree::{Mark, Text};
use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// One unit of a text.
#[derive(Clone, Debug)]
pub struct Token {
    /// Bytes of the text's words.
    pub range: Range<usize>,
    /// Equal for units that are the same but for width and dashes.
    pub sense: u64,
}

/// The units of a text, without gaps.
pub fn tokens(text: &Text) -> Vec<Token> {
    let words = text.words();
    let atoms = atoms(text, &words);
    let mut cuts: BTreeSet<usize> = [0, words.len()].into();
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut inside = atoms.iter().peekable();
    for cut in segmenter.segment_str(&words) {
        while inside.next_if(|atom| atom.end <= cut).is_some() {}
        if inside.peek().is_none_or(|atom| cut <= atom.start) {
            cuts.insert(cut);
        }
    }
    cuts.extend(atoms.iter().flat_map(|atom| [atom.start, atom.end]));
    let mut ends = Vec::new();
    let mut at = 0;
    for run in text.runs() {
        at += run.words().len();
        ends.push((at, run.mark()));
    }
    cuts.extend(ends.iter().map(|(end, _)| *end));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut runs = ends.into_iter().peekable();
    let mut out = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        while runs.next_if(|(end, _)| *end <= pair[0]).is_some() {}
        let mut hasher = DefaultHasher::new();
        chars::fold(&words[pair[0]..pair[1]]).hash(&mut hasher);
        runs.peek().map(|(_, mark)| mark).hash(&mut hasher);
        out.push(Token { range: pair[0]..pair[1], sense: hasher.finish() });
    }
    out
}

/// What is never cut, in order, without overlaps; of two that overlap the one that begins first, then the
/// longer one.
fn atoms(text: &Text, words: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    found.extend(citation::find(words, &Abbreviations::default()).into_iter().map(|one| one.range));
    found.extend(date::find(words).into_iter().map(|(range, _)| range));
    found.extend(reading::find_yen(words).into_iter().map(|(range, _)| range));
    found.extend(reading::find_phones(words).into_iter().map(|phone| phone.range));
    found.extend(reading::find_postal_codes(words).into_iter().map(|(range, _)| range));
    found.extend(reading::find_urls(words));
    found.extend(reading::find_mails(words));
    found.extend(numbers(words));
    found.extend(joints(words));
    let mut at = 0;
    for run in text.runs() {
        let end = at + run.words().len();
        if matches!(run.mark(), Mark::Link(_)) {
            found.push(at..end);
        }
        at = end;
    }
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let is_free = range.start >= end && range.start < range.end;
        end = if is_free { range.end } else { end };
        is_free
    });
    found
}

/// Conjunctions of legal prose: 又は and 若しくは are different words, not different characters.
const JOINTS: [&str; 8] =
    ["又は", "若しくは", "及び", "並びに", "または", "もしくは", "および", "ならびに"];

/// Where they stand.
fn joints(words: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    words.char_indices().filter_map(|(at, first)| {
        let joint = JOINTS
            .iter()
            .find(|joint| joint.starts_with(first) && words[at..].starts_with(**joint))?;
        Some(at..at + joint.len())
    })
}

/// What numbers count: words, and then characters.
const COUNTERS: [&str; 17] = [
    "か月", "ヶ月", "ヵ月", "カ月", "箇月", "か年", "箇年", "年度", "週間", "日間", "年間", "時間",
    "万円", "千円", "億円", "か所", "箇所",
];
const PERCENT: &str = "パーセント";
const COUNTER_CHARS: &str = "年月日時分秒人名件回円歳条項号編章節款部通枚倍％%";

/// The bytes of the counter that words begin with.
fn counter_len(words: &str) -> Option<usize> {
    let mut all = COUNTERS.iter().chain([&PERCENT]);
    let counter = all.find(|counter| words.starts_with(**counter));
    let first = words.chars().next().filter(|c| COUNTER_CHARS.contains(*c));
    counter.map(|counter| counter.len()).or(first.map(char::len_utf8))
}

/// Numbers with 第 before and the counter behind: 第1227001号, 30日, 三十日, 0052, 111-0052.
fn numbers(words: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(is_count_char).map(|found| at + found) {
        let mut end = start;
        let mut rest = words[start..].chars().peekable();
        while let Some(c) = rest.next() {
            let joins = is_joint_of_digits(c) && rest.peek().copied().is_some_and(is_digit);
            if !is_count_char(c) && !joins {
                break;
            }
            end += c.len_utf8();
        }
        let is_digits = words[start..end].chars().all(|c| is_digit(c) || is_joint_of_digits(c));
        let counter = counter_len(&words[end..]);
        let from = if words[..start].ends_with('第') { start - '第'.len_utf8() } else { start };
        let to = end + counter.unwrap_or(0);
        if is_digits || counter.is_some() {
            out.push(from..to);
        }
        at = to.max(end);
    }
    out
}

fn is_joint_of_digits(c: char) -> bool {
    chars::is_dash(c) || matches!(c, ',' | '.' | '，' | '．' | 'ー')
}
