//! Characters that copying broke and that cannot be meant: ①② that became @ and A, dashes for ー inside of a word, marks for
//! lost characters, voicing marks apart from their kana, words read in another encoding. Does not mend.

use super::wording::{DraftWords, Passage};
use super::{Facts, finding};
use crate::diagnostic::{Blanks, Finding, Severity};
use crate::fill;
use crate::text::chars::{
    LongVowel, compose_kana, find_garbled, find_long_vowels, is_digit, is_hiragana, is_kana,
    is_kanji, is_katakana,
};
use crate::text::label::Script;
use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.drafts().iter().flat_map(of_draft).collect()
}

fn of_draft(draft: &DraftWords<'_>) -> Vec<Finding> {
    let mut found = circled(draft);
    let known = LazyCell::new(|| {
        let words = draft.passages.iter().map(|passage| &*passage.words);
        words.flat_map(|words| words.split(|c| !is_katakana(c))).collect::<HashSet<&str>>()
    });
    let is_known = |word: &str| known.contains(word);
    for passage in &draft.passages {
        let words = &passage.words;
        // What nearly all texts are made of has nothing of the kind.
        if words.chars().all(is_plain) {
            continue;
        }
        found.extend(lost(passage));
        found.extend(dashes(passage, &is_known));
        found.extend(voicing(passage));
        for (range, meant) in find_garbled(words) {
            let written = &words[range.clone()];
            let told = match &meant {
                Some(meant) => {
                    let blanks = fill! { written, meant };
                    told(passage, range.clone(), "broken-character.garbled", blanks)
                }
                None => {
                    let blanks = fill! { written };
                    told(passage, range.clone(), "broken-character.unreadable", blanks)
                }
            };
            found.push(told);
        }
    }
    // Stable, and by the place in the file: what is found by sequence was found first.
    found.sort_by_key(|one| one.span.as_ref().map(|span| (span.file.clone(), span.range.start)));
    found
}

fn told(
    passage: &Passage<'_>,
    range: Range<usize>,
    name: &'static str,
    blanks: Blanks<'_>,
) -> Finding {
    finding(Severity::Warning, name, blanks).at(passage.locate(range))
}

/// Kana, common kanji, Japanese punctuation, ASCII without the hyphen.
fn is_plain(c: char) -> bool {
    let is_lead = matches!(c, '縺' | '繧' | '繝');
    (c.is_ascii() && c != '-')
        || is_kana(c)
        || is_kanji(c) && !is_lead
        || matches!(c, '\u{3000}'..='\u{3011}' | '（' | '）' | '０'..='９')
}

/// 〓 and U+FFFD, with the katakana or kanji beside them.
fn lost(passage: &Passage<'_>) -> Vec<Finding> {
    let words = &passage.words;
    let is_lost = |c: char| matches!(c, '〓' | '\u{FFFD}');
    let mut found = Vec::new();
    let mut end = 0;
    for (at, mark) in words.match_indices(is_lost) {
        // A run of 〓 is a rule or a blank to be filled; one or two stand for characters.
        if at < end {
            continue;
        }
        let length = words[at..].find(|c| !is_lost(c)).unwrap_or(words.len() - at);
        end = at + length;
        let is_ruled = mark == "〓" && length > 2 * mark.len();
        if !is_ruled {
            let written = &words[at..end];
            let blanks = fill! { written };
            found.push(told(passage, at..end, "broken-character.lost", blanks));
        }
    }
    found
}

/// Characters of a katakana word on each side that are shown.
const SHOWN: usize = 12;

/// The word around a place.
fn word(words: &str, range: &Range<usize>) -> Range<usize> {
    let own = |c: &char| is_katakana(*c);
    let left = words[..range.start].chars().rev().take(SHOWN).take_while(own);
    let right = words[range.end..].chars().take(SHOWN).take_while(own);
    let (left, right): (usize, usize) =
        (left.map(char::len_utf8).sum(), right.map(char::len_utf8).sum());
    range.start - left..range.end + right
}

/// Minus signs and hyphens that no word has inside, and other dashes where the word stands elsewhere with ー.
fn dashes(passage: &Passage<'_>, is_known: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let words = &passage.words;
    let mut found = Vec::new();
    let mut end = 0;
    for (range, how) in find_long_vowels(words) {
        let dash = &words[range.clone()];
        let is_minus = matches!(dash, "−" | "‐" | "‑");
        let mut own = word(words, &range);
        // サ-バ-と: the word ends in the same dash.
        let is_joint = |c: char| c.is_ascii_alphanumeric() || is_digit(c) || is_katakana(c);
        if words[own.end..].strip_prefix(dash).is_some_and(|rest| !rest.starts_with(is_joint)) {
            own.end += dash.len();
        }
        if range.start < end {
            continue;
        }
        let written = &words[own.clone()];
        let meant = written.replace(dash, "ー");
        let is_broken = match how {
            LongVowel::Sure => {
                is_minus
                    || dash == "–"
                    || is_known(&meant)
                    || stands_alone(words, &range)
                    || dash == "-" && written.matches(dash).count() > 1
            }
            LongVowel::Doubtful => {
                is_minus && ends_word(words, &range)
                    || dash == "-" && ends_word(words, &range) && goes_on(words, &range)
                    || stands_alone(words, &range)
                    || meant.chars().count() >= 3 && is_known(&meant)
            }
        };
        if is_broken {
            end = own.end;
            let blanks = fill! { written, dash, meant };
            found.push(told(passage, own.clone(), "broken-character.dash", blanks));
        }
    }
    found
}

/// マスタ−の, マスタ−。: a word of some letters that goes on in hiragana, or ends.
fn ends_word(words: &str, range: &Range<usize>) -> bool {
    let left = words[..range.start].chars().rev().take_while(|c| is_katakana(*c)).count();
    let next = words[range.end..].chars().next();
    left >= 2 && next.is_none_or(|c| is_hiragana(c) || "、。）)」".contains(c))
}

/// センタ-に: a word of some letters that goes on in hiragana.
fn goes_on(words: &str, range: &Range<usize>) -> bool {
    words[range.end..].starts_with(is_hiragana)
}

/// デ-タ, サ-ビス: behind a single letter that is no word and goes on in katakana.
fn stands_alone(words: &str, range: &Range<usize>) -> bool {
    let left = words[..range.start].chars().rev().take_while(|c| is_katakana(*c)).count();
    let last = words[..range.start].chars().next_back();
    let goes_on = words[range.end..].starts_with(is_katakana);
    left == 1 && goes_on && last.is_some_and(|c| !matches!(c, 'ン' | 'ッ' | 'ー'))
}

/// か゛, ﾎ゛: a mark of its own behind a kana that takes it.
fn voicing(passage: &Passage<'_>) -> Vec<Finding> {
    let words = &passage.words;
    let mut found = Vec::new();
    for (at, mark) in words.match_indices(['゛', '゜', 'ﾞ', 'ﾟ']) {
        let Some(base) = words[..at].chars().next_back() else {
            continue;
        };
        // Half-width kana have their marks apart.
        if matches!(base, '｡'..='ﾟ') && matches!(mark, "ﾞ" | "ﾟ") {
            continue;
        }
        let combining = if matches!(mark, "゛" | "ﾞ") { '\u{3099}' } else { '\u{309A}' };
        let pair = String::from_iter([base, combining]);
        let meant = compose_kana(&pair);
        if meant.chars().count() == 1 {
            let range = at - base.len_utf8()..at + mark.len();
            let written = &words[range.clone()];
            let blanks = fill! { written, meant };
            found.push(told(passage, range.clone(), "broken-character.voicing", blanks));
        }
    }
    found
}

/// A passage that begins with @, or with the letter behind that of the one before.
struct Headed {
    passage: usize,
    letter: char,
    bracket: Option<char>,
}

/// ①② of which a byte was lost: @〔…〕, A〔…〕. A lone @ before words is left alone, and so is A without an @ before it.
fn circled(draft: &DraftWords<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut run: Vec<Headed> = Vec::new();
    let mut close = |run: &mut Vec<Headed>| {
        let is_sure = run.len() > 1 || run.iter().any(|one| one.bracket.is_some());
        let own = std::mem::take(run);
        found.extend(of_run(draft, &own).filter(|_| is_sure));
    };
    for (at, passage) in draft.passages.iter().enumerate() {
        let Some((letter, bracket)) = headed(&passage.words) else {
            continue;
        };
        let follows = run
            .last()
            .is_some_and(|last| last.letter as u32 + 1 == letter as u32 && last.bracket == bracket);
        if letter == '@' {
            close(&mut run);
        }
        if letter == '@' || follows {
            run.push(Headed { passage: at, letter, bracket });
        }
    }
    close(&mut run);
    found
}

/// What is said of a run, at its first line.
fn of_run(draft: &DraftWords<'_>, run: &[Headed]) -> Option<Finding> {
    let (first, last) = (run.first()?, run.last()?);
    let meant = |one: &Headed| Script::Circled.write(one.letter as u32 - '@' as u32 + 1);
    let (written, meant, meant_last) = (first.letter, meant(first)?, meant(last)?);
    let (end, lines) = (last.letter, run.len());
    let passage = &draft.passages[first.passage];
    Some(match lines {
        1 => told(passage, 0..1, "broken-character.circled", fill! { written, meant }),
        _ => {
            let blanks = fill! { written, meant, end, meant_last, lines };
            told(passage, 0..1, "broken-character.circled-run", blanks)
        }
    })
}

/// A letter from @ on, right before a bracket or Japanese words.
fn headed(words: &str) -> Option<(char, Option<char>)> {
    let letter = words.chars().next().filter(|c| ('@'..='S').contains(c))?;
    let next = words[1..].trim_start_matches(['\u{3000}', ' ']).chars().next()?;
    let bracket = "〔【（(「『［[".contains(next).then_some(next);
    (bracket.is_some() || is_kanji(next) || is_kana(next)).then_some((letter, bracket))
}
