//! Readings over words. Never changes a word: the readings stand beside them. Does not know markup around.

use super::runs::escape;
use crate::site::Furigana;
use std::collections::HashMap;

/// Words with readings, ready to be found; the longest wins.
pub(super) struct Readings {
    by_first: HashMap<char, Vec<(String, String)>>,
}

impl Readings {
    /// The readings of a unit of the text: its own before those of the document.
    pub(super) fn of(furigana: &Furigana, place: Option<&str>) -> Readings {
        let own = furigana
            .at
            .iter()
            .filter(|(at, _)| Some(at.as_str()) == place)
            .flat_map(|(_, words)| words);
        let mut by_first: HashMap<char, Vec<(String, String)>> = HashMap::new();
        for (word, reading) in own.chain(&furigana.words) {
            let Some(first) = word.chars().next() else {
                continue;
            };
            let known = by_first.entry(first).or_default();
            if known.iter().all(|(other, _)| other != word) {
                known.push((word.clone(), reading.clone()));
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
                Some((word, reading)) => {
                    escape(&words[plain..at], out);
                    out.push_str("<ruby>");
                    escape(word, out);
                    out.push_str("<rp>（</rp><rt>");
                    escape(reading, out);
                    out.push_str("</rt><rp>）</rp></ruby>");
                    at += word.len();
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
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let furigana = Furigana {
            words: vec![pair("保険", "ほけん"), pair("被保険者", "ひほけんしゃ")],
            at: vec![("x".into(), vec![pair("保険", "ホケン")])],
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
}
