//! Fees for requests that may cost none: only telling the purposes and disclosure may (法38条). Judges what is written
//! in one breath or in one row with an amount, what asks for a fee, and what takes one over. Does not know what is
//! reasonable.

use super::condensed::CondensedText;
use super::{Facts, finding, once};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::law::{OrganisationProfile, WordFamily, item_table};
use crate::site::Kind;
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let notices = facts.notices();
    let is_public = facts.site.profile() == Some(OrganisationProfile::PublicBody);
    if is_public || notices.is_beyond_requests() {
        return Vec::new();
    }
    let regulations = facts.site.documents.iter();
    let regulations =
        regulations.filter(|one| one.kind == Kind::Regulation && one.repeal.is_none());
    let regulations: Vec<CondensedText<'_>> =
        regulations.map(|one| CondensedText::of(one, one.draft_on(facts.today))).collect();
    let ground = item_table().fees.ground.ground(facts.today);
    let mut found = Vec::new();
    for passage in notices.all().chain(&regulations) {
        for fee in fees(passage) {
            let (what, _) = passage.place(fee.what);
            let (quote, span) = passage.place(fee.at);
            let told = finding(Severity::Warning, "wrong-fee", fill! { what = what.as_str() });
            found.push(told.quoting(quote).resting_on(ground.clone()).at(span));
        }
    }
    once(found)
}

/// A fee that may not be asked for: the request, and where it is told.
struct WrongFee {
    what: Range<usize>,
    at: Range<usize>,
}

fn fees(passage: &CondensedText<'_>) -> Vec<WrongFee> {
    let signs = &item_table().fees;
    // A price list of something else (データ消去サービス) is none of its business.
    let signs_of_requests = ["個人情報", "個人データ", "開示", "利用停止", "訂正"];
    if !signs_of_requests.iter().any(|sign| passage.words.contains(sign)) {
        return Vec::new();
    }
    let of_fees = passage.under(&signs.names, &signs.roles);
    let (mut found, mut is_list) = (Vec::new(), false);
    for at in 0..passage.lines.len() {
        let words = passage.line(at);
        if words.is_empty() {
            continue;
        }
        let is_named = says(words, &signs.names);
        let priced = !amounts(words).is_empty() || says(words, &signs.free);
        // 手数料: what follows, amount by amount, is about it; a table, row by row.
        is_list = is_named && !priced && words.len() <= LABEL
            || is_list && (priced || words.contains('\t'));
        if !(is_named || is_list || of_fees.binary_search(&at).is_ok()) {
            continue;
        }
        let from = passage.lines[at].range.start;
        let moved = |one: Range<usize>| from + one.start..from + one.end;
        let told = in_line(words).into_iter().chain(without_amount(words));
        found.extend(told.map(|(what, end)| {
            let (what, end) = (moved(what), moved(end));
            WrongFee { at: what.start.min(end.start)..end.end, what }
        }));
        found.extend(in_columns(passage, at));
        found.extend(taken_over(passage, at));
    }
    found
}

/// Bytes of a line that says no more than that fees follow.
const LABEL: usize = 120;

/// Requests that are named together with an amount, and the amount.
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
        let after = words[amount.end..].split(['。', '\t']).next().unwrap_or_default();
        if says(after, &signs.free) && after.len() < 30 {
            continue;
        }
        let named = places(clause, &signs.forbidden);
        if let (Some(first), Some(last)) = (named.first(), named.last()) {
            let of_papers = ["診断書", "証明書", "文書"];
            let is_other = of_papers.iter().any(|one| clause[..first.start].contains(one))
                || says(&clause[first.end..], &signs.other)
                || is_of_another(&clause[last.end..]);
            if !is_other {
                let from = start + freed;
                found.push((from + first.start..from + first.end, amount));
            }
        } else if let Some(inside) = bracket(after) {
            // 1件300円（開示、訂正等、利用停止等とも）
            let at = amount.end + (after.find(inside).unwrap_or(0));
            let is_other = says(inside, &signs.free) || says(inside, &signs.other);
            let named = places(inside, &signs.forbidden).into_iter().next();
            found.extend(
                named
                    .filter(|_| !is_other)
                    .map(|one| (at + one.start..at + one.end, amount.start..at + one.end)),
            );
        }
    }
    found
}

/// Whether the words between a request and an amount name another request, which the amount is for; a list names both.
fn is_of_another(between: &str) -> bool {
    const JOINTS: [&str; 9] =
        ["等", "、", "・", "及び", "および", "又は", "または", "並びに", "と"];
    let allowed = places(between, &item_table().fees.allowed);
    let Some(next) = allowed.first() else {
        return false;
    };
    let mut rest = &between[..next.start];
    while let Some(behind) = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)) {
        rest = behind;
    }
    !rest.is_empty()
}

/// What stands in the bracket with which some words begin, or that follows right behind です.
fn bracket(words: &str) -> Option<&str> {
    let (before, rest) = words.split_once('(')?;
    (before.chars().count() <= 8).then(|| rest.split(')').next()).flatten()
}

/// 訂正等の請求にも手数料をいただきます: no amount is told.
fn without_amount(words: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let signs = &item_table().fees;
    let mut found = Vec::new();
    for one in places(words, &signs.asked) {
        let start = words[..one.start].rfind('。').map_or(0, |at| at + '。'.len_utf8());
        let end = words[one.end..].find('。').map_or(words.len(), |at| one.end + at);
        let sentence = &words[start..end];
        let is_other = says(sentence, &signs.free)
            || says(sentence, &signs.other)
            || ["のみ", "に限", "だけ"].iter().any(|only| sentence.contains(only))
            || !amounts(sentence).is_empty();
        let what = places(&words[one.clone()], &signs.forbidden).into_iter().next();
        if let (Some(what), false) = (what, is_other) {
            found.push((one.start + what.start..one.start + what.end, one));
        }
    }
    found.truncate(1);
    found
}

/// Rows above the one that names the columns.
const HEADER: usize = 6;

/// 「手数料｜300円｜200円」 below 「請求｜開示｜訂正等」: a request a column.
fn in_columns(passage: &CondensedText<'_>, at: usize) -> Vec<WrongFee> {
    let signs = &item_table().fees;
    let cells = cells(passage, at);
    let names_fees = |cell: &Range<usize>| says(&passage.words[cell.clone()], &signs.names);
    if cells.len() < 3 || !cells.first().is_some_and(names_fees) {
        return Vec::new();
    }
    let mut above = (at.saturating_sub(HEADER)..at).rev().map(|line| self::cells(passage, line));
    let Some(header) = above.find(|header| {
        let names = |cell: &Range<usize>| says(&passage.words[cell.clone()], &signs.forbidden);
        header.len() == cells.len() && header.iter().any(names)
    }) else {
        return Vec::new();
    };
    let pairs = header.into_iter().zip(cells).skip(1);
    let wrong = pairs.filter(|(name, cell)| {
        let (name, cell) = (&passage.words[name.clone()], &passage.words[cell.clone()]);
        says(name, &signs.forbidden)
            && !says(name, &signs.allowed)
            && !amounts(cell).is_empty()
            && !says(cell, &signs.other)
    });
    wrong.map(|(what, at)| WrongFee { what, at }).collect()
}

fn cells(passage: &CondensedText<'_>, at: usize) -> Vec<Range<usize>> {
    let from = passage.lines[at].range.start;
    let mut start = from;
    let cell = |cell: &str| {
        let range = start..start + cell.len();
        start = range.end + 1;
        range
    };
    passage.line(at).split('\t').map(cell).collect()
}

/// 「手数料は、前条第3項の規定を準用する」 where requests are told that may cost none.
fn taken_over(passage: &CondensedText<'_>, at: usize) -> Option<WrongFee> {
    let signs = &item_table().fees;
    let line = &passage.lines[at];
    let words = passage.line(at);
    let told = places(words, &signs.taken_over).into_iter().next()?;
    let start = words[..told.start].rfind('。').map_or(0, |end| end + '。'.len_utf8());
    let end = words[told.end..].find('。').map_or(words.len(), |end| told.end + end);
    let sentence = &words[start..end];
    if ["準用しない", "準用しません", "を除"].iter().any(|not| sentence.contains(not))
    {
        return None;
    }
    let own = places(sentence, &signs.forbidden).into_iter().next();
    let own =
        own.map(|one| line.range.start + start + one.start..line.range.start + start + one.end);
    let of_parent = || {
        let parent = (0..at).rev().find(|above| passage.lines[*above].depth < line.depth)?;
        let words = passage.line(parent);
        let is_of_both = says(words, &signs.allowed);
        let from = passage.lines[parent].range.start;
        let named = places(words, &signs.forbidden).into_iter().next().filter(|_| !is_of_both);
        named.map(|one| from + one.start..from + one.end)
    };
    let what = own.or_else(of_parent)?;
    Some(WrongFee { what, at: line.range.start + start..line.range.start + end })
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

/// Where some wordings stand, in order.
fn places(words: &str, said: &[WordFamily]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = said.iter().flat_map(|one| one.0.find(words)).collect();
    found.sort_unstable_by_key(|one| (one.start, one.end));
    found
}

fn last_end(words: &str, said: &[WordFamily]) -> Option<usize> {
    said.iter().flat_map(|one| one.0.find(words)).map(|one| one.end).max()
}

fn says(words: &str, said: &[WordFamily]) -> bool {
    said.iter().any(|one| one.0.is_in(words))
}
