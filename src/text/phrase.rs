//! Phrases (文節): where a line of a heading or a short cell may break. Does not know widths or markup.

use super::chars::{is_hiragana, is_joined, is_kanji};
use super::date;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Characters from which on words are running text: their lines break anywhere, so nothing is looked for.
const LONGEST: usize = 160;

/// Where phrases begin, by words; the same words are read once.
#[derive(Debug, Default)]
pub struct Phrases {
    known: Mutex<HashMap<Box<str>, Arc<[usize]>>>,
}

impl Phrases {
    /// The bytes at which a phrase begins, ascending, without the first; none in words of more than 160
    /// characters.
    pub fn starts(&self, words: &str) -> Arc<[usize]> {
        // A memo whose holder panicked still holds whole values: they are only ever inserted.
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(starts) = known().get(words) {
            return starts.clone();
        }
        let starts: Arc<[usize]> = starts(words).into();
        known().insert(words.into(), starts.clone());
        starts
    }
}

fn starts(words: &str) -> Vec<usize> {
    if words.chars().count() > LONGEST {
        return Vec::new();
    }
    let model = budoux::models::default_japanese_model();
    let mut at = 0;
    let mut starts = Vec::new();
    for phrase in budoux::parse(model, words) {
        if at > 0 && may_begin(&words[..at], &words[at..]) {
            starts.push(at);
        }
        at += phrase.len();
    }
    // Around marks a line may always turn; the model does not see that.
    for (at, c) in words.char_indices() {
        let next = at + c.len_utf8();
        let turns = match c {
            '・' | '、' | '。' | '　' => Some(next),
            // A particle stays with the bracket before it.
            '）' | '」' if !words[next..].starts_with(is_hiragana) => Some(next),
            '（' | '「' => Some(at),
            _ => None,
        };
        starts.extend(turns.filter(|at| may_begin(&words[..*at], &words[*at..])));
    }
    starts.extend(joints(words));
    // A date stays whole.
    let dates = date::find(words);
    let cuts = |at: &usize| dates.iter().any(|(date, _)| date.start < *at && *at < date.end);
    starts.retain(|at| !cuts(at));
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// So many kanji in a row hardly fit a line of a heading on a phone.
const LONG_RUN: usize = 9;

/// Words with which long names are put together; a longer word stands before one that it begins with.
const PARTS: [&str; 17] = [
    "特定個人情報", "匿名加工情報", "仮名加工情報", "個人関連情報", "個人情報", "個人番号",
    "健康保険組合", "安全管理", "保護管理規程", "保護管理", "取扱規程", "取扱", "規程", "規則",
    "細則", "要領", "基準",
];

/// Where the parts of long names begin: the model takes 見本健康保険組合個人情報保護管理規程 for one phrase.
fn joints(words: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;
    for run in words.split(|c| !is_kanji(c)) {
        // Runs are parts of the words, in order.
        let from = at + words[at..].find(run).expect("a part of the words");
        at = from + run.len();
        if run.chars().count() >= LONG_RUN {
            starts.extend(parts(run).map(|start| from + start));
        }
    }
    starts
}

/// Where known words begin inside a run; none begins inside another.
fn parts(run: &str) -> impl Iterator<Item = usize> {
    let mut end = 0;
    run.char_indices()
        .filter(move |(at, _)| {
            let known = PARTS.iter().find(|part| run[*at..].starts_with(**part));
            match known {
                Some(part) if *at >= end => {
                    end = at + part.len();
                    *at > 0
                }
                Some(_) | None => false,
            }
        })
        .map(|(at, _)| at)
}

/// No line begins with what closes or joins, none ends with what opens, and numbers stay whole.
fn may_begin(before: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let joins = "、。，．・：；？！ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜～）」』】〕］｝〉》)]}%％,.!?:;";
    let opens = "（「『【〔［｛〈《([{";
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    let is_inside = is_latin(last) && is_latin(next) || last.is_whitespace();
    // The mark of a note stays with what it is about.
    let is_mark = next == '※' && after[next.len_utf8()..].starts_with(|c: char| c.is_numeric());
    !(is_mark || is_joined(next) || joins.contains(next) || opens.contains(last) || is_inside)
}

/// Whether no phrase begins at a place of some words, as far as the model can tell: 医療｜費分析, 対す｜る. Words of more
/// than 160 characters are none that it is asked about.
pub fn is_inside(words: &str, at: usize) -> bool {
    if words.chars().count() > LONGEST {
        return false;
    }
    let mut start = 0;
    for phrase in budoux::parse(budoux::models::default_japanese_model(), words) {
        if start == at {
            return false;
        }
        start += phrase.len();
    }
    start > at
}
