//! Readings over the words of texts: where they stand, which words have none, which are of no use any more.
//! Does not know markup.

use super::aids::{Furigana, Word, units};
use super::anchors::Anchors;
use crate::text::chars::{is_digit, is_joined, is_kanji};
use crate::text::date::Era;
use crate::tree::Provision;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Words with readings, ready to be found; the longest wins.
pub struct Readings {
    by_first: HashMap<char, Vec<(String, Word)>>,
}

impl Readings {
    /// The readings of a unit of the text: its own before those of the document.
    pub fn of(furigana: &Furigana, place: Option<&str>) -> Readings {
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
    pub fn found(&self, words: &str) -> Vec<(Range<usize>, &Word)> {
        let mut all = Vec::new();
        let mut at = 0;
        while let Some(first) = words[at..].chars().next() {
            let found = self.by_first.get(&first).and_then(|known| {
                let rest = &words[at..];
                // With a mark or a variant behind it, it is another character.
                let goes_on = |word: &str| rest[word.len()..].starts_with(is_joined);
                known.iter().find(|(word, _)| rest.starts_with(&**word) && !goes_on(word))
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

/// A word of a text that has no reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The word: kanji in a row.
    pub word: String,
    /// The place where it stands first.
    pub place: Arc<str>,
    /// How often it stands in the text.
    pub count: usize,
}

/// The words in kanji that have no reading, in the order in which they come first. A single kanji is none of
/// them, nor is what only counts: 第2条, 300円, 令和8年.
pub fn unread(furigana: &Furigana, text: &Provision) -> Vec<Unread> {
    let mut all: Vec<Unread> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for unit in units(text, &Anchors::of(text)) {
        let readings = Readings::of(furigana, Some(&unit.place));
        for piece in &unit.pieces {
            for word in kanji_without_reading(&piece.words, &readings) {
                let at = *known.entry(word.to_owned()).or_insert_with(|| {
                    all.push(Unread { word: word.to_owned(), place: unit.place.clone(), count: 0 });
                    all.len() - 1
                });
                all[at].count += 1;
            }
        }
    }
    all
}

/// The readings that are shown over no word of any of the texts: for the whole document, or for a place.
pub fn unused<'f>(
    furigana: &'f Furigana,
    texts: &[&Arc<Provision>],
) -> Vec<(Option<&'f str>, &'f Word)> {
    let mut seen: BTreeSet<(Option<&str>, String)> = BTreeSet::new();
    for text in texts {
        for unit in units(text, &Anchors::of(text)) {
            let own = furigana.at.iter().find(|(at, _)| **at == *unit.place);
            let readings = Readings::of(furigana, Some(&unit.place));
            for piece in &unit.pieces {
                for (_, word) in readings.found(&piece.words) {
                    let own = own.filter(|(_, words)| words.contains(word));
                    seen.insert((own.map(|(at, _)| at.as_str()), word.words()));
                }
            }
        }
    }
    let general = furigana.words.iter().map(|word| (None, word));
    let own = furigana.at.iter().flat_map(|(at, words)| {
        let words = words.iter();
        words.map(|word| (Some(at.as_str()), word))
    });
    general.chain(own).filter(|(at, word)| !seen.contains(&(*at, word.words()))).collect()
}

/// The words in kanji between those that have readings.
pub fn kanji_without_reading<'w>(words: &'w str, readings: &Readings) -> Vec<&'w str> {
    let mut all = Vec::new();
    let mut at = 0;
    for (found, _) in readings.found(words) {
        rows(words, at..found.start, &mut all);
        at = found.end;
    }
    rows(words, at..words.len(), &mut all);
    all
}

/// Kanji in a row inside a range, without what counts.
fn rows<'w>(words: &'w str, range: Range<usize>, all: &mut Vec<&'w str>) {
    let mut rest = range.start;
    while let Some(start) = words[rest..range.end].find(is_read) {
        let start = rest + start;
        let length = words[start..range.end].find(|c| !is_read(c));
        let end = length.map_or(range.end, |length| start + length);
        rest = end;
        let row = said(words, start..end);
        if row.chars().count() > 1 && !row.chars().all(is_number) {
            all.push(row);
        }
    }
}

/// A row of kanji without the 年 of 8年, the 第 of 第2条, the 令和 of 令和8年.
fn said(words: &str, mut row: Range<usize>) -> &str {
    let first = |row: &Range<usize>| words[row.clone()].chars().next().map_or(0, char::len_utf8);
    if words[..row.start].ends_with(is_digit) {
        row.start += first(&row);
    }
    if words[row.end..].starts_with(is_digit) {
        let own = &words[row.clone()];
        let counted = Era::ALL.into_iter().map(|(_, name)| name).chain(["第"]);
        let counted = counted.into_iter().find(|mark| own.ends_with(mark));
        row.end -= counted.map_or(0, str::len);
    }
    // What joins words is none of them: 消去及び, 書面又は, 等請求書.
    let joint = JOINTS.into_iter().find(|(last, next)| {
        words[row.clone()].ends_with(last) && words[row.end..].starts_with(next)
    });
    row.end -= joint.map_or(0, |(last, _)| last.len());
    words[row].trim_start_matches('等')
}

/// The kanji at the end of a row, and what follows.
const JOINTS: [(&str, &str); 5] =
    [("及", "び"), ("又", "は"), ("並", "び"), ("若", "しくは"), ("且", "つ")];

fn is_number(c: char) -> bool {
    "〇一二三四五六七八九十百千万億兆".contains(c)
}

/// 〇 has a reading like any other.
fn is_read(c: char) -> bool {
    is_kanji(c) || c == '〇'
}
