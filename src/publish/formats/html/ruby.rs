//! A word under its reading. Never changes a word: the reading stands beside it. Does not know markup around.

use crate::publish::formats::escape;
use crate::site::Word;
use crate::text::chars::is_kana;

/// Writes a word under its reading, part by part. Kana at either end read themselves: 漏（ろう）えい.
pub(super) fn ruby(word: &Word, out: &mut String) {
    let mut is_open = false;
    for (part, reading) in &word.parts {
        let (before, after) = kana_around(part, reading);
        if !before.is_empty() {
            close(&mut is_open, out);
            escape(&part[..before.len()], out);
        }
        let part = &part[before.len()..part.len() - after.len()];
        let reading = &reading[before.len()..reading.len() - after.len()];
        if !part.is_empty() {
            if !is_open {
                out.push_str("<ruby>");
                is_open = true;
            }
            escape(part, out);
            out.push_str("<rp>（</rp><rt>");
            escape(reading, out);
            out.push_str("</rt><rp>）</rp>");
        }
        if !after.is_empty() {
            close(&mut is_open, out);
            escape(after, out);
        }
    }
    close(&mut is_open, out);
}

fn close(is_open: &mut bool, out: &mut String) {
    if std::mem::take(is_open) {
        out.push_str("</ruby>");
    }
}

/// What a word and its reading begin and end with alike.
fn kana_around<'a>(word: &'a str, reading: &str) -> (&'a str, &'a str) {
    let alike = |a: char, b: char| a == b && is_kana(a);
    let before = word.chars().zip(reading.chars());
    let before: usize = before.take_while(|(a, b)| alike(*a, *b)).map(|(a, _)| a.len_utf8()).sum();
    let (rest, read) = (&word[before..], &reading[before..]);
    // The kanji keep a reading of their own: あい for 愛い would leave none.
    let most = read.chars().count().saturating_sub(1);
    let after = rest.chars().rev().zip(read.chars().rev());
    let after: usize =
        after.take(most).take_while(|(a, b)| alike(*a, *b)).map(|(a, _)| a.len_utf8()).sum();
    (&word[..before], &rest[rest.len() - after..])
}
