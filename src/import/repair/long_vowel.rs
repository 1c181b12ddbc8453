//! Hyphens and minus signs that stand where ー belongs: inside a katakana word. Does not know which words there are.

use super::Mend;
use super::script::is_katakana;
use crate::diagnostic::Finding;
use crate::fill;
use crate::text::edits::Reason;
use crate::text::numeral::Script;

const DASHES: &str = "−‐‑‒–—―-－";

const LONG_VOWEL: Reason = Reason::repair(
    "long-vowel",
    "カタカナ語の中の横線を長音記号「ー」に直しました",
    "a dash inside a katakana word became the long vowel sign",
);

pub(super) fn find(text: &str) -> Vec<Mend> {
    let mut mends = Vec::new();
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
        let is_sure = left.max(right) > 1 || (c != '-' && c != '－');
        let can_be_long = !matches!(before, 'ン' | 'ッ' | 'ー') && !is_range && is_sure;
        if after.is_some() && can_be_long {
            mends.push(Mend::Repair(at..end, "ー".to_owned(), LONG_VOWEL));
        } else if (after.is_some() || (c == '−' || c == '‐')) && !is_range {
            mends.push(Mend::Unsure(at..end, Finding::note("unsure-long-vowel", fill! { c })));
        }
    }
    mends
}

/// Two labels of one sequence in their order.
fn is_range(from: char, to: char) -> bool {
    let number = |script: Script, c: char| script.read(c.encode_utf8(&mut [0; 4]));
    [Script::Aiueo, Script::Iroha].into_iter().any(|script| {
        number(script, from).zip(number(script, to)).is_some_and(|(from, to)| from < to)
    })
}
