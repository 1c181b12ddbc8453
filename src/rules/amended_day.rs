//! 最終改正 (最終改定, 最終更新) stated in a text that was changed after that day. Looks at the draft, which can be mended;
//! does not know sealed texts that are no longer the newest.

use super::{Facts, document_file, finding};
use crate::diagnostic::{Finding, Message, Severity, Span};
use crate::fill;
use crate::ledger::Day;
use crate::site::{Document, SinceDay, Version};
use crate::text::date::{self, Date};
use crate::tree::{Provision, Text};

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.site.documents.iter().filter_map(|document| older(document, facts.today)).collect()
}

/// What a text states as the day of its last change.
struct Stated {
    day: Date,
    span: Option<Span>,
}

/// What shows that the text was changed later.
enum ChangedSince {
    /// The change was decided on that day.
    Decided(Date),
    /// The text differs from the version of that day.
    After(Date),
    /// There is one version, which counts from that day, more than a year later.
    Begins(Date),
}

fn older(document: &Document, today: Date) -> Option<Finding> {
    if document.repeal.is_some() {
        return None;
    }
    let newest = document.newest()?;
    let day = newest.effective.counted().max(today);
    let draft = document.draft.on(day);
    let change = match draft.whole() == newest.tree.whole() {
        true => sealed(document, newest),
        false => pending(document, document.in_force_on(today).unwrap_or(newest)),
    }?;
    let stated = last_stated(draft)?;
    let is_older = match change {
        ChangedSince::Decided(day) => stated.day < day,
        ChangedSince::After(day) => stated.day <= day,
        ChangedSince::Begins(day) => {
            a_year_later(stated.day) < (day.year(), day.month(), day.day())
        }
    };
    is_older.then(|| told(document, &stated, &change))
}

fn a_year_later(day: Date) -> (i16, i8, i8) {
    (day.year().saturating_add(1), day.month(), day.day())
}

/// Only a decision shows for certain that the text was amended on a day.
fn told(document: &Document, stated: &Stated, change: &ChangedSince) -> Finding {
    let shown = Message::day(stated.day);
    let found = match change {
        ChangedSince::Decided(day) => {
            let day = Message::day(*day);
            finding(Severity::Warning, "amended-day", fill! { stated = shown, day })
        }
        ChangedSince::After(day) => {
            let day = Message::day(*day);
            finding(Severity::Note, "amended-day.after", fill! { stated = shown, day })
        }
        ChangedSince::Begins(day) => {
            let day = Message::day(*day);
            finding(Severity::Note, "amended-day.first", fill! { stated = shown, day })
        }
    };
    found.at(stated.span.clone().unwrap_or_else(|| document_file(document)))
}

/// How the newest version, whose text the draft is, was changed last.
fn sealed(document: &Document, newest: &Version) -> Option<ChangedSince> {
    let first = document.decided_as(newest);
    let decided = first.told.decided.as_ref().map(|decided| decided.day);
    let (known, before) = (known_day(newest)?, document.before(newest.id));
    match (decided, before) {
        (Some(decided), _) => Some(ChangedSince::Decided(decided.min(known))),
        (None, Some(before)) => known_day(before).map(ChangedSince::After),
        (None, None) => Some(ChangedSince::Begins(known)),
    }
}

/// How a draft changes what is in force; what is still to come it may change again before its day.
fn pending(document: &Document, before: &Version) -> Option<ChangedSince> {
    let slip = document.slip.as_ref();
    let decided = slip.and_then(|slip| slip.told.decided.as_ref()).map(|decided| decided.day);
    let effective = slip.and_then(|slip| match slip.effective {
        Some(SinceDay::Day(day)) => Some(day),
        Some(SinceDay::Unknown { .. }) | None => None,
    });
    match decided {
        Some(day) => {
            Some(ChangedSince::Decided(effective.map_or(day, |effective| day.min(effective))))
        }
        None => known_day(before).map(ChangedSince::After),
    }
}

fn known_day(version: &Version) -> Option<Date> {
    match version.effective {
        Day::Known(day) => Some(day),
        Day::Unknown { .. } => None,
    }
}

/// What a change that is the last is called.
const MARKS: [&str; 5] = ["最終改正", "最終改定", "最終改訂", "最終変更", "最終更新"];

/// The latest day that a text states as that of its last change.
fn last_stated(root: &Provision) -> Option<Stated> {
    let texts = root.visit().flat_map(|(_, own)| [own.heading(), own.text()]);
    let texts: Vec<&Text> = texts.filter(|text| !text.is_empty()).collect();
    let mut all = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let words = text.words();
        for mark in MARKS {
            let ends = words.match_indices(mark).map(|(start, mark)| start..start + mark.len());
            all.extend(ends.filter_map(|mark| beside(text, &words, mark, texts.get(at + 1))));
        }
    }
    all.into_iter().max_by_key(|stated| stated.day)
}

/// The day behind such words, or right before them, or at the head of what follows.
fn beside(
    text: &Text,
    words: &str,
    mark: std::ops::Range<usize>,
    next: Option<&&Text>,
) -> Option<Stated> {
    let days = date::find(words);
    let behind = |at: usize| move |(range, _): &&(std::ops::Range<usize>, Date)| range.start >= at;
    let after = days.iter().find(behind(mark.end));
    let after = after.filter(|(range, _)| is_gap(&words[mark.end..range.start]));
    let before = days.iter().rev().find(|(range, _)| range.end <= mark.start);
    let before = before.filter(|(range, _)| is_gap(&words[range.end..mark.start]));
    if let Some((range, day)) = after.or(before) {
        return Some(Stated { day: *day, span: text.locate(range.clone()) });
    }
    let next = next.filter(|_| is_gap(&words[mark.end..]))?;
    let words = next.words();
    let (range, day) = date::find(&words).into_iter().next()?;
    is_gap(&words[..range.start]).then(|| Stated { day, span: next.locate(range) })
}

/// 日, 年月日：, （: what stands between such words and their day.
fn is_gap(words: &str) -> bool {
    words.chars().count() <= 6 && !words.contains(['。', '、']) && date::find(words).is_empty()
}
