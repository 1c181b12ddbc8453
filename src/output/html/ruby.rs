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

/// Writes a word under its reading, part by part.
pub(super) fn ruby(word: &Word, out: &mut String) {
    out.push_str("<ruby>");
    for (part, reading) in &word.parts {
        escape(part, out);
        out.push_str("<rp>（</rp><rt>");
        escape(reading, out);
        out.push_str("</rt><rp>）</rp>");
    }
    out.push_str("</ruby>");
}
