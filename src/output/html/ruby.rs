//! Readings over words. Never changes a word: the readings stand beside them. Does not know markup around.

use super::runs::escape;
use crate::site::{Furigana, Word};
use std::collections::HashMap;

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

    /// Writes words with their readings.
    pub(super) fn write(&self, words: &str, out: &mut String) {
        let mut plain = 0;
        let mut at = 0;
        while let Some(first) = words[at..].chars().next() {
            let found = self.by_first.get(&first).and_then(|known| {
                let rest = &words[at..];
                known.iter().find(|(word, _)| rest.starts_with(&**word))
            });
            match found {
                Some((found, word)) => {
                    escape(&words[plain..at], out);
                    out.push_str("<ruby>");
                    for (part, reading) in &word.parts {
                        escape(part, out);
                        out.push_str("<rp>（</rp><rt>");
                        escape(reading, out);
                        out.push_str("</rt><rp>）</rp>");
                    }
                    out.push_str("</ruby>");
                    at += found.len();
                    plain = at;
                }
                None => at += first.len_utf8(),
            }
        }
        escape(&words[plain..], out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_read_and_its_place_may_read_otherwise() {
        let word = |words, reading| Word::of(words, reading).expect("as many readings as parts");
        let furigana = Furigana {
            words: vec![word("保険", "ほけん"), word("被保険者", "ひほけんしゃ")],
            at: vec![("x".into(), vec![word("保険", "ホケン")])],
        };
        let write = |place| {
            let mut out = String::new();
            Readings::of(&furigana, place).write("被保険者と<保険>", &mut out);
            out
        };
        let ruby =
            |word, reading| format!("<ruby>{word}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>");
        let insured = ruby("被保険者", "ひほけんしゃ");
        assert_eq!(
            write(None),
            format!("{insured}と&lt;{}&gt;", ruby("保険", "ほけん"))
        );
        assert_eq!(
            write(Some("x")),
            format!("{insured}と&lt;{}&gt;", ruby("保険", "ホケン"))
        );
    }

    #[test]
    fn parts_stand_under_their_own_readings() {
        let word = Word::of("支払｜基金", "しはらい｜ききん").expect("two and two");
        let furigana = Furigana {
            words: vec![word],
            at: Vec::new(),
        };
        let mut out = String::new();
        Readings::of(&furigana, None).write("支払基金へ", &mut out);
        assert_eq!(
            out,
            "<ruby>支払<rp>（</rp><rt>しはらい</rt><rp>）</rp>基金<rp>（</rp><rt>ききん</rt><rp>）</rp></ruby>へ"
        );
    }
}
