//! Since when: how far back, version by version, a row has had a purpose. Does not know how it is said.

use super::purposes::{Purpose, Row, rows};
use crate::edition::DocumentOn;
use crate::ledger::Day;
use crate::site::Version;
use crate::text::date::Date;

/// Since when something has been in a text without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// From this day on: the text in force before did not have it.
    Day(Date),
    /// It was in the oldest text that is known, which counts from this day: it may be older.
    Oldest(Date),
    /// The day is unknown; this is the day on which the text that first has it was seen.
    Seen(Date),
}

/// The texts up to the one in force, each with its rows; newest first. Those that were never in force
/// alone are left out: nobody was ever told by them.
pub struct Past<'a> {
    texts: Vec<(&'a Version, Vec<Row>)>,
}

impl<'a> Past<'a> {
    /// The texts of a document up to `now`.
    pub fn of(on: &DocumentOn<'a>, now: &'a Version) -> Past<'a> {
        let versions: Vec<&Version> = on.document.live().collect();
        let last = versions.iter().position(|version| version.id == now.id);
        let upto = &versions[..last.map_or(0, |at| at + 1)];
        let lived = |version: &&Version| {
            let day = version.effective.counted();
            version.id == now.id || on.last_day(version).is_some_and(|last| last >= day)
        };
        let texts = upto.iter().rev().copied().filter(lived);
        Past {
            texts: texts
                .map(|version| (version, rows(&version.tree)))
                .collect(),
        }
    }

    /// The rows of the text in force.
    pub fn now(&self) -> &[Row] {
        self.texts.first().map_or(&[], |(_, rows)| rows)
    }

    /// Since when the row has had what `has` looks for; the row is followed by its key, else its words.
    pub fn since(&self, row: &Row, has: impl Fn(&Row) -> bool) -> Option<Since> {
        let mut first = None;
        let mut known = row;
        for (at, (version, all)) in self.texts.iter().enumerate() {
            let found = if at == 0 {
                Some(row)
            } else {
                counterpart(known, self.siblings(at - 1), all)
            };
            let Some(found) = found.filter(|found| has(found)) else {
                break;
            };
            first = Some((at, *version));
            known = found;
        }
        let (at, version) = first?;
        Some(match version.effective {
            Day::Unknown { seen } => Since::Seen(seen),
            Day::Known(day) if at + 1 == self.texts.len() => Since::Oldest(day),
            Day::Known(day) => Since::Day(day),
        })
    }

    /// The row in each text up to the one in force, newest first, with the same row in the text before; `None`
    /// there where that text had no such row, and then nothing older follows.
    pub fn steps(&self, row: &Row) -> Vec<(&'a Version, Option<Row>, Row)> {
        let mut out = Vec::new();
        let mut known = row.clone();
        for (at, pair) in self.texts.windows(2).enumerate() {
            let [(version, _), (_, older)] = pair else {
                break;
            };
            let before = counterpart(&known, self.siblings(at), older).cloned();
            out.push((*version, before.clone(), known));
            let Some(before) = before else {
                break;
            };
            known = before;
        }
        out
    }

    fn siblings(&self, at: usize) -> &[Row] {
        &self.texts[at].1
    }
}

/// The same row in another text: the one with its key; where one of the two has none, the one with its
/// words — of several, the one at the same place among them. Two different keys are never the same row.
pub fn counterpart<'r>(row: &Row, siblings: &[Row], others: &'r [Row]) -> Option<&'r Row> {
    if let Some(key) = &row.key
        && let Some(same) = others.iter().find(|other| other.key.as_ref() == Some(key))
    {
        return Some(same);
    }
    let is_like = |other: &&Row| {
        other.subject == row.subject
            && other.name == row.name
            && (row.key.is_none() || other.key.is_none())
    };
    let place = siblings
        .iter()
        .filter(is_like)
        .position(|other| other.ordinal == row.ordinal);
    others.iter().filter(is_like).nth(place.unwrap_or(0))
}

/// The same purpose in a row, for the same side.
pub fn same_purpose<'r>(row: &'r Row, purpose: &Purpose) -> Option<&'r Purpose> {
    let identity = purpose.identity();
    row.purposes
        .iter()
        .find(|other| other.side == purpose.side && other.identity() == identity)
}

/// Whether two texts of a row say the same of its purposes, in any order.
pub fn says_the_same(a: &Row, b: &Row) -> bool {
    let all_in = |a: &Row, b: &Row| {
        a.purposes.iter().all(|purpose| {
            same_purpose(b, purpose).is_some_and(|same| same.recipients == purpose.recipients)
        })
    };
    all_in(a, b) && all_in(b, a)
}
