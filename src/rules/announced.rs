//! Days that are over, of which a text still speaks as of days to come: 「令和6年12月に終わる予定です」, 「まで…お使い
//! いただけます」. Signs of the sentence alone; does not know what was planned.

use super::passage::LegalPassage;
use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::text::chars::fold;
use crate::text::date::{self, Date};
use crate::text::sentence::quoted;
use std::ops::Range;

/// What is said of a day to come.
const PLANNED: [&str; 7] = [
    "予定です", "予定であ", "予定しています", "予定しており", "予定されて", "見込みです",
    "見込まれて",
];
/// What can be done until a day that is still to come.
const UNTIL: [&str; 9] = [
    "お使いいただけます",
    "お使いになれます",
    "使えます",
    "使えるものと",
    "使うことができます",
    "使うことができる。",
    "利用できます",
    "ご利用いただけます",
    "有効です",
];
/// What is told of the past.
const TOLD: [&str; 4] = ["ました", "でした", "ていた", "いただけなくな"];

/// Days that are over and are spoken of as to come.
pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.legal_passages().iter().flat_map(of_passage).collect()
}

fn of_passage(passage: &LegalPassage<'_>) -> Vec<Finding> {
    let quotes = quoted(&passage.words);
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let words = &passage.words[sentence.clone()];
        let Some(range) = announced(words, passage.day) else { continue };
        let range = sentence.start + range.start..sentence.start + range.end;
        if quotes.iter().any(|quote| quote.contains(&range.start)) {
            continue;
        }
        let said = &passage.words[range.clone()];
        let told = finding(Severity::Warning, "outdated-fact.announced", fill! { said });
        found.push(told.quoting(said).at(passage.text.locate(range)));
    }
    found
}

/// The first day before one of which a sentence speaks as of a day to come.
fn announced(words: &str, today: Date) -> Option<Range<usize>> {
    if TOLD.iter().any(|sign| words.contains(sign)) {
        return None;
    }
    let days = date::find(words).into_iter().chain(months(words));
    let mut days: Vec<(Range<usize>, Date)> = days.filter(|(_, day)| *day < today).collect();
    days.sort_by_key(|(range, _)| range.start);
    days.into_iter().map(|(range, _)| range).find(|range| {
        let behind = &words[range.end..];
        let is_until = behind.strip_prefix("まで").is_some_and(|rest| !rest.starts_with('に'));
        PLANNED.iter().any(|sign| behind.contains(sign))
            || is_until && UNTIL.iter().any(|sign| behind.contains(sign))
    })
}

/// Months without a day, by their last day: 2024年12月, 令和6年12月.
fn months(words: &str) -> Vec<(Range<usize>, Date)> {
    let mut found = Vec::new();
    for (at, _) in words.match_indices('月') {
        let end = at + '月'.len_utf8();
        let is_day_next = fold(&words[end..]).starts_with(|c: char| c.is_ascii_digit());
        let is_part = |c: char| c.is_numeric() || "年令和平成昭元".contains(c);
        let start = words[..at]
            .rfind(|c| !is_part(c))
            .map_or(0, |before| before + words[before..].chars().next().map_or(0, char::len_utf8));
        let Some(first) = Some(&words[start..end])
            .filter(|own| !is_day_next && own.contains('年'))
            .and_then(|own| Some(date::parse(&format!("{own}1日")).ok()?.date))
        else {
            continue;
        };
        found.push((start..end, first.last_of_month()));
    }
    found
}
