//! The days of a text that a reader asks for: when it was made public, put right, changed last. Does not know where they
//! are put.

use super::page::{Sentence, SentencePart, TextStatus};
use super::status_text::{last_day, state};
use crate::ledger::{Day, Provenance};
use crate::site::edition::DocumentOn;
use crate::site::{Kind, Version};
use crate::text::date::{self, Date};

/// The days on which slips of a version were put right, in order.
pub(super) fn corrected_on(on: &DocumentOn<'_>, version: &Version) -> Vec<Date> {
    let mut days = Vec::new();
    let mut one = Some(version);
    while let Some(version) = one {
        let is_correction = matches!(version.came, Provenance::Corrects(_));
        days.extend(is_correction.then_some(version.recorded));
        one = on.document.put_right_in(version).filter(|_| is_correction);
    }
    days.reverse();
    days
}

/// The days that a reader asks for, each with its name: when a text was made public first, when slips in it were put
/// right, and of a notice that stands, since when its words are what they are.
pub(super) fn days(on: &DocumentOn<'_>, version: &Version) -> Vec<(String, Sentence)> {
    let published = on.document.decided_as(version).told.published;
    let corrected = corrected_on(on, version);
    let is_notice = on.document.kind != Kind::Regulation;
    let shown = published.filter(|_| is_notice || !corrected.is_empty());
    let is_now = state(on, version) == TextStatus::InForce;
    let updated = updated(on, version).filter(|_| is_now && is_notice);
    let all = shown.map(|day| ("公表日", day)).into_iter();
    let all = all.chain(corrected.into_iter().map(|day| ("訂正日", day)));
    let all = all.chain(updated.map(|day| ("最終更新日", day)));
    all.map(|(name, day)| (name.to_owned(), vec![SentencePart::Day(day)])).collect()
}

/// Since when the words of what is in force stand here as they do. A text of the past that was added later was not
/// changed by that.
fn updated(on: &DocumentOn<'_>, version: &Version) -> Option<Date> {
    let first = on.document.decided_as(version);
    let recorded = (first.came != Provenance::Registered).then_some(first.recorded);
    let effective = match version.effective {
        Day::Known(day) => Some(day),
        Day::Unknown { .. } => None,
    };
    let withheld = version.withheld.iter().map(|withheld| withheld.recorded);
    let days = corrected_on(on, version).into_iter().chain(withheld);
    days.chain(recorded).chain(effective).max()
}

/// Until when what is in force stays so, where that is known; empty where it is not. It stands beside the word: what
/// both say together stays true when nobody makes the pages again on the day.
pub(super) fn until(on: &DocumentOn<'_>, version: &Version) -> String {
    let is_dated = on.document.kind != Kind::Announcement;
    let last = last_day(on, version).filter(|_| is_dated);
    match state(on, version) {
        TextStatus::InForce => last.map_or_else(String::new, until_day),
        TextStatus::Coming
        | TextStatus::Past
        | TextStatus::Withdrawn
        | TextStatus::Replaced
        | TextStatus::Repealed
        | TextStatus::Draft
        | TextStatus::None => String::new(),
    }
}

/// 2027年3月31日まで.
pub(super) fn until_day(day: Date) -> String {
    format!("{}まで", date::western(day))
}
