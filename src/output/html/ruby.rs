//! Readings over words. Never changes a word: the readings stand beside them. Does not know markup around.

use super::runs::escape;
use crate::site::{Furigana, Word};
use std::collections::HashMap;
use std::ops::Range;

/// Words with readings, ready to be found; the longest wins.
pub(super) struct Readings {
    by_first: HashMap<char, Vec<(String, Word)>>,
}

impl Readings {
    /// The readings of a unit of the text: its own before those of the document.
    pub(super) fn of(furigana: &Furigana, place: Option<&str>) -> Readings {
        let own = furigana
            .at
            .iter()
            .filter(|(at, _)| Some(at.as_str()) == place)
            .flat_map(|(_, words)| words);
        let mut by_first: HashMap<char, Vec<(String, Word)>> = HashMap::new();
        for word in own.chain(&furigana.words) {
            let words = word.words();
            let Some(first) = words.chars().next() else {
                continue;
            };
            let known = by_first.entry(first).or_default();
            if known.iter().all(|(other, _)| *other != words) {
                known.push((words, word.clone()));
            }
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Readings { by_first }
    }

    /// Where words with readings stand.
    pub(super) fn found(&self, words: &str) -> Vec<(Range<usize>, &Word)> {
        let mut all = Vec::new();
        let mut at = 0;
        while let Some(first) = words[at..].chars().next() {
            let found = self.by_first.get(&first).and_then(|known| {
                let rest = &words[at..];
                known.iter().find(|(word, _)| rest.starts_with(&**word))
            });
            match found {
                Some((found, word)) => {
                    all.push((at..at + found.len(), word));
                    at += found.len();
                }
                None => at += first.len_utf8(),
            }
        }
        all
    }
}

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
    let before: usize = before
        .take_while(|(a, b)| alike(*a, *b))
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (rest, read) = (&word[before..], &reading[before..]);
    // The kanji keep a reading of their own: あい for 愛い would leave none.
    let most = read.chars().count().saturating_sub(1);
    let after = rest.chars().rev().zip(read.chars().rev());
    let after: usize = after
        .take(most)
        .take_while(|(a, b)| alike(*a, *b))
        .map(|(a, _)| a.len_utf8())
        .sum();
    (&word[..before], &rest[rest.len() - after..])
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')
}
