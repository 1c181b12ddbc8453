//! Fees for requests that may cost none: only telling the purposes and disclosure may (法38条). Judges what is written
//! in one breath with an amount. Does not know what is reasonable.

use super::condensed::CondensedText;
use super::{Facts, finding, once};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::law::{WordFamily, item_table};
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let notices = facts.notices();
    if notices.is_public_body() {
        return Vec::new();
    }
    let ground = item_table().fees.ground.ground(facts.today);
    let mut found = Vec::new();
    for passage in notices.all() {
        for (said, amount) in places(passage) {
            let (what, _) = passage.place(said.clone());
            let (quote, span) = passage.place(said.start..amount.end);
            let told = finding(Severity::Warning, "wrong-fee", fill! { what = what.as_str() });
            found.push(told.quoting(quote).resting_on(ground.clone()).at(span));
        }
    }
    once(found)
}

/// Requests that are named together with an amount, and the amount.
fn places(passage: &CondensedText<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let signs = &item_table().fees;
    let of_fees = passage.under(&signs.names, &signs.roles);
    let mut found = Vec::new();
    for at in 0..passage.lines.len() {
        let words = passage.line(at);
        let is_of_fees = says(words, &signs.names) || of_fees.binary_search(&at).is_ok();
        if !is_of_fees {
            continue;
        }
        let from = passage.lines[at].range.start;
        for (said, amount) in in_line(words) {
            found
                .push((from + said.start..from + said.end, from + amount.start..from + amount.end));
        }
    }
    found
}

fn in_line(words: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let signs = &item_table().fees;
    let mut found = Vec::new();
    let mut behind = 0;
    for amount in amounts(words) {
        let start = words[behind..amount.start].rfind('。').map_or(behind, |at| behind + at);
        behind = amount.end;
        let before = &words[start..amount.start];
        // What is said to be free, or not to count, has nothing to do with the amount behind it.
        let freed = last_end(before, &signs.free).unwrap_or(0);
        let clause = &before[freed..];
        let named = signs.forbidden.iter().flat_map(|said| said.0.find(clause));
        let Some(named) = named.min_by_key(|one| one.start) else {
            continue;
        };
        let after = words[amount.end..].split(['。', '\t']).next().unwrap_or_default();
        let is_other = says(&clause[named.end..], &signs.other)
            || says(after, &signs.free) && after.len() < 30;
        if !is_other {
            let from = start + freed;
            found.push((from + named.start..from + named.end, amount));
        }
    }
    found
}

/// Amounts in yen of more than nothing.
fn amounts(words: &str) -> Vec<Range<usize>> {
    let ends = words.match_indices('円').map(|(at, _)| at);
    let amounts = ends.filter_map(|end| {
        let digits = words[..end].trim_end_matches(|c: char| {
            c.is_ascii_digit() || c == ',' || "一二三四五六七八九十百千万".contains(c)
        });
        let number = &words[digits.len()..end];
        let is_something = number.chars().any(|c| c != '0' && c != ',');
        (!number.is_empty() && is_something).then_some(digits.len()..end + '円'.len_utf8())
    });
    amounts.collect()
}

fn last_end(words: &str, said: &[WordFamily]) -> Option<usize> {
    said.iter().flat_map(|one| one.0.find(words)).map(|one| one.end).max()
}

fn says(words: &str, said: &[WordFamily]) -> bool {
    said.iter().any(|one| one.0.is_in(words))
}
