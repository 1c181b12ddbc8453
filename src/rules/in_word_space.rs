//! Spaces inside of a Japanese word, as line breaks of a PDF leave them: 医療 費分析, 国に対す る. Spaces that part names, columns,
//! labels or every word of a text stay. Knows scripts, phrases and the words of the document; no dictionary.

use super::wording::{DraftWords, Part, Passage};
use super::{Facts, RULES, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::text::chars::{is_hiragana, is_kana, is_kanji, is_katakana};
use crate::text::phrase;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Text without a stop counts as a sentence from so many characters on.
const SENTENCE: usize = 20;
/// Words with more than one space in so many characters are spaced on purpose.
const SPACED: usize = 8;
/// Characters on each side of a space that are looked at and shown.
const SIDE: usize = 12;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.drafts().iter().flat_map(of_draft).collect()
}

fn of_draft(draft: &DraftWords<'_>) -> Vec<Finding> {
    let known = LazyCell::new(|| scraps(draft));
    let times = |scrap: &[char]| known.get(scrap).copied().unwrap_or_default();
    let spaced = draft.passages.iter().filter(|passage| {
        passage.part == Part::Words
            && passage.words.contains([' ', '\u{3000}'])
            && is_sentence(&passage.words)
    });
    let mut found = Vec::new();
    for passage in spaced.filter(|passage| !draft.is_sealed(passage)) {
        found.extend(of_passage(passage, &times));
    }
    found
}

/// Two and three characters in a row, wherever the document has them with nothing between: how many times.
fn scraps(draft: &DraftWords<'_>) -> HashMap<Vec<char>, usize> {
    let mut known = HashMap::new();
    for passage in &draft.passages {
        let chars: Vec<char> = passage.words.chars().collect();
        for scrap in chars.windows(2).chain(chars.windows(3)) {
            *known.entry(scrap.to_vec()).or_default() += 1;
        }
    }
    known
}

/// Two kanji in a row that this field has words with, as the manual of the rules writes it.
static OF_FIELD: LazyLock<HashSet<[char; 2]>> = LazyLock::new(|| {
    let pairs = RULES.iter().flat_map(|rule| rule.page.chars().zip(rule.page.chars().skip(1)));
    pairs.filter(|(a, b)| is_kanji(*a) && is_kanji(*b)).map(|(a, b)| [a, b]).collect()
});

/// Running text: it has stops and hiragana, or it is long and held together by hiragana.
fn is_sentence(words: &str) -> bool {
    let hiragana = words.chars().filter(|c| is_hiragana(*c)).count();
    let is_punctuated = words.contains(['。', '、', '，']) && hiragana > 1;
    is_punctuated || (hiragana >= 3 && words.chars().count() >= SENTENCE)
}

fn is_japanese(c: char) -> bool {
    is_kanji(c) || is_kana(c)
}

fn of_passage(passage: &Passage<'_>, times: &dyn Fn(&[char]) -> usize) -> Vec<Finding> {
    let words = &passage.words;
    let mut found = Vec::new();
    let mut next = 0;
    // Strong words and links stand between spaces in Markdown.
    let edges: HashSet<usize> = passage
        .text
        .runs()
        .iter()
        .scan(0, |end, run| {
            *end += run.words().len();
            Some(*end)
        })
        .collect();
    while next < words.len() {
        let start = next;
        let end = words[start..].find(is_stop).map_or(words.len(), |length| start + length);
        next = end + words[end..].chars().next().map_or(1, char::len_utf8);
        let clause = &words[start..end];
        let spaces: Vec<usize> =
            clause.match_indices([' ', '\u{3000}']).map(|(at, _)| at).collect();
        let is_spaced = spaces.len() > 1 && spaces.len() * SPACED > clause.chars().count();
        if is_spaced {
            continue;
        }
        for at in spaces {
            let is_edge = edges.contains(&(start + at)) || edges.contains(&(start + at + 1));
            if is_edge || start == 0 && is_head(&clause[..at], &clause[at..], times) {
                continue;
            }
            if let Some(range) = broken(clause, at, times) {
                let range = start + range.start..start + range.end;
                let (written, place) = (&words[range.clone()], &passage.place);
                let meant: String = written.chars().filter(|c| !c.is_whitespace()).collect();
                let told =
                    finding(Severity::Note, "in-word-space", fill! { written, meant, place });
                found.push(told.at(passage.locate(range)));
            }
        }
    }
    found
}

fn is_stop(c: char) -> bool {
    "。、，．「」『』（）()〔〕【】：:；;／/・\t\n".contains(c)
}

/// The word around a space that stands inside of it.
fn broken(clause: &str, at: usize, times: &dyn Fn(&[char]) -> usize) -> Option<Range<usize>> {
    let space = clause[at..].chars().next()?;
    let (left, right) = (&clause[..at], &clause[at + space.len_utf8()..]);
    let before: Vec<char> = left.chars().rev().take(SIDE).take_while(|c| is_japanese(*c)).collect();
    let after: Vec<char> = right.chars().take(SIDE).take_while(|c| is_japanese(*c)).collect();
    let (last, next) = (*before.first()?, *after.first()?);
    // 氏 名: letter-spaced. 様式 第1号: in front of a number.
    if before.len() == 1 && after.len() == 1 || next == '第' {
        return None;
    }
    let whole: String = before.iter().rev().chain(&after).collect();
    let place: usize = before.iter().map(|c| c.len_utf8()).sum();
    let is_inside = || phrase::is_inside(&whole, place);
    let is_broken = match (is_hiragana(last), is_hiragana(next)) {
        (true, true) => is_inside(),
        (false, true) => is_particle(&after) && is_inside(),
        // お 知らせ
        (true, false) if before.len() == 1 => space == ' ' && matches!(last, 'お' | 'ご'),
        (true, false) => space == ' ' && is_inside(),
        (false, false) => {
            let is_word = stands(&before, &after, times) || is_orphan(&before, &after, times);
            space == ' ' && is_word && is_inside()
        }
    };
    let alike = |c: &&char, own: char| {
        is_kanji(**c) == is_kanji(own) && is_katakana(**c) == is_katakana(own)
    };
    let left: usize = before.iter().take_while(|c| alike(c, last)).map(|c| c.len_utf8()).sum();
    let right: usize = after.iter().take_while(|c| alike(c, next)).map(|c| c.len_utf8()).sum();
    // What belongs to a kanji behind kana: お知らせ, not お知.
    let kana = after.iter().skip_while(|c| alike(c, next)).take_while(|c| is_hiragana(**c)).take(2);
    let tail: usize = match is_hiragana(last) && !is_hiragana(next) {
        true => kana.map(|c| c.len_utf8()).sum(),
        false => 0,
    };
    let end = at + space.len_utf8() + right + tail;
    is_broken.then_some(at - left..end)
}

/// 第3条 and other labels; a short head word: the space behind it is layout, but where the document has both as one word.
fn is_head(left: &str, right: &str, times: &dyn Fn(&[char]) -> usize) -> bool {
    let is_label = left.starts_with('第') && left.chars().count() <= SIDE;
    let is_short = left.chars().count() <= 3 && !left.contains(is_hiragana);
    let chars: Vec<char> = left.chars().chain(right.trim_start().chars().take(2)).collect();
    let tail = &chars[chars.len().saturating_sub(3)..];
    let is_word = right.starts_with(' ')
        && tail.len() == 3
        && tail.iter().all(|c| is_kanji(*c) || is_katakana(*c))
        && times(tail) > 0;
    is_label || is_short && !is_word
}

/// What begins a run of hiragana that goes on from a noun, besides particles of a letter or two.
const GOES_ON: [&str; 14] = [
    "に関", "に対", "につい", "におい", "による", "により", "に基づ", "として", "とする", "する",
    "した", "して", "され", "できる",
];

/// Whether hiragana behind a noun go on from it: の, により; a name in hiragana does not.
fn is_particle(after: &[char]) -> bool {
    let run: String = after.iter().take_while(|c| is_hiragana(**c)).collect();
    let words: String = after.iter().collect();
    run.chars().count() <= 2 || GOES_ON.iter().any(|known| words.starts_with(known))
}

/// Whether what the space parts stands in one elsewhere: the character before it with two behind, or two with one.
fn stands(before: &[char], after: &[char], times: &dyn Fn(&[char]) -> usize) -> bool {
    let is_known = |scrap: &[char]| times(scrap) > 0;
    match (before, after) {
        ([last], [next, ..]) | ([last, ..], [next]) if is_known(&[*last, *next]) => true,
        ([last, second, ..], [next, ..]) if is_known(&[*second, *last, *next]) => true,
        ([last, ..], [next, second, ..]) if is_known(&[*last, *next, *second]) => true,
        _ => false,
    }
}

/// 健診結 果の: two kanji that make a word, one of which belongs to no word on its own side of the space.
fn is_orphan(before: &[char], after: &[char], times: &dyn Fn(&[char]) -> usize) -> bool {
    let (last, next) = (before[0], after[0]);
    let is_pair = |one: char, other: char, least: usize| {
        is_kanji(one)
            && is_kanji(other)
            && (OF_FIELD.contains(&[one, other]) || times(&[one, other]) >= least)
    };
    // What stands here is one of the times.
    let left = before.get(1).is_some_and(|second| is_pair(*second, last, 2));
    let right = after.get(1).is_some_and(|second| is_pair(next, *second, 2));
    let single = |second: Option<&char>| second.is_none_or(|c| !is_kanji(*c));
    let letter_spaced = single(before.get(1)) && single(after.get(1));
    is_pair(last, next, 1) && !(left && right) && !letter_spaced
}
