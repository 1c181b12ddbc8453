//! Dashes where the sign of the long vowel belongs: マスタ−, サ−ビス. Knows scripts and the order of labels, no words.

use super::is_katakana;
use crate::text::label::Script;
use std::ops::Range;

/// The last label with which a range begins, and ends.
const RANGE: (u32, u32) = (8, 15);

const DASHES: &str = "−‐‑‒–—―-－";

/// How sure it is that ー was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongVowel {
    /// Inside of a katakana word.
    Sure,
    /// It may be a dash.
    Doubtful,
}

/// The dashes beside katakana that stand for ー, or may.
pub fn find_long_vowels(text: &str) -> Vec<(Range<usize>, LongVowel)> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| DASHES.contains(*c)) {
        let end = at + c.len_utf8();
        let before = text[..at].chars().next_back().filter(|c| is_katakana(*c));
        let after = text[end..].chars().next().filter(|c| is_katakana(*c));
        let Some(before) = before else { continue };
        let left = text[..at].chars().rev().take_while(|c| is_katakana(*c)).count();
        let right = text[end..].chars().take_while(|c| is_katakana(*c)).count();
        // No word lengthens ン, ッ or an already long vowel; ア−オ is a range of labels.
        let is_range =
            left == 1 && right == 1 && after.is_some_and(|after| is_range(before, after));
        let goes_on = text[end..].starts_with(|c| super::is_hiragana(c) || "、。".contains(c));
        let is_sure = left.max(right) > 1 || (c != '-' && c != '－');
        let can_be_long = !matches!(before, 'ン' | 'ッ' | 'ー') && !is_range && is_sure;
        // ユ−ザ−: what ends a word in which the same sign stands for ー does so too.
        let word = text[..at].chars().rev().take_while(|own| is_katakana(*own) || *own == c);
        let of_same = after.is_none() && word.clone().any(|own| own == c);
        let ends = of_same && can_be_long && !ends_in_digit(&text[end..]);
        if after.is_some() && can_be_long || ends {
            found.push((at..end, LongVowel::Sure));
        } else if (after.is_some() || matches!(c, '−' | '‐') || "-－".contains(c) && goes_on)
            && !is_range
        {
            found.push((at..end, LongVowel::Doubtful));
        }
    }
    found
}

/// マ−ク−2: what goes on with a number is a joint.
fn ends_in_digit(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() && !super::is_hiragana(c) && !super::is_kanji(c))
}

/// Two labels of one sequence in their order: ア−オ. A range begins near the head of the list, so that メ−ル and ケ−ス are
/// words.
fn is_range(from: char, to: char) -> bool {
    let number = |script: Script, c: char| script.read(c.encode_utf8(&mut [0; 4]));
    [Script::Aiueo, Script::Iroha].into_iter().any(|script| {
        number(script, from)
            .zip(number(script, to))
            .is_some_and(|(from, to)| from < to && from <= RANGE.0 && to <= RANGE.1)
    })
}
