//! Since when: how far back, version by version, a row has had a purpose, and in which words. Does not know how
//! it is said.

use super::paired::{Pair, Was, pairs};
use super::purposes::{Purpose, Row, rows};
use crate::diff::Comparisons;
use crate::ledger::Day;
use crate::site::Version;
use crate::site::edition::DocumentOn;
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

/// Words that a purpose was stated in, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The words, with those of the lines below.
    pub words: String,
    /// Since when in these words.
    pub since: Since,
}

/// The texts up to the one in force, each with its rows; newest first. Those that were never in force
/// alone are left out: nobody was ever told by them.
pub struct Past<'a> {
    texts: Vec<Known<'a>>,
}

struct Known<'a> {
    version: &'a Version,
    rows: Vec<Row>,
    /// Which row of the text before each row is; empty for the oldest text.
    before: Vec<Option<Pair>>,
}

/// One step of a row: from the text before to a text.
pub struct Turn<'p, 'a> {
    /// The newer text.
    pub version: &'a Version,
    /// The row in it.
    pub new: &'p Row,
    /// The rows of the text before.
    pub siblings: &'p [Row],
    /// Which of them it is; `None` where it is new.
    pub pair: Option<&'p Pair>,
    /// The rows of the newer text with what each was: where a purpose that is gone may have moved to.
    pub all: Vec<(&'p Row, Option<&'p Pair>)>,
}

impl<'a> Past<'a> {
    /// The texts of a document up to `now`.
    pub fn of(on: &DocumentOn<'a>, now: &'a Version, comparisons: &Comparisons) -> Past<'a> {
        let versions: Vec<&Version> = on.document.live().collect();
        let last = versions.iter().position(|version| version.id == now.id);
        let upto = &versions[..last.map_or(0, |at| at + 1)];
        let lived = |version: &&Version| {
            let day = version.effective.counted();
            version.id == now.id || on.last_day(version).is_some_and(|last| last >= day)
        };
        let mut texts: Vec<Known<'a>> = Vec::new();
        for version in upto.iter().copied().filter(lived) {
            let rows = rows(&version.tree);
            let before = texts.last().map_or_else(Vec::new, |older| {
                pairs((&older.version.tree, &older.rows), (&version.tree, &rows), comparisons)
            });
            texts.push(Known { version, rows, before });
        }
        texts.reverse();
        Past { texts }
    }

    /// The rows of the text in force.
    pub fn now(&self) -> &[Row] {
        self.texts.first().map_or(&[], |text| &text.rows)
    }

    /// The words of a purpose of the text in force, newest first, each with the day since when the row has stated
    /// it in them, on the same side.
    pub fn phases(&self, row: usize, purpose: usize) -> Vec<Phase> {
        let mut phases: Vec<Phase> = Vec::new();
        for (at, own) in self.trace(row, purpose).into_iter().enumerate() {
            let since = self.since(at);
            let words = own.whole();
            match phases.last_mut() {
                Some(phase) if phase.words == words => phase.since = since,
                Some(_) | None => phases.push(Phase { words, since }),
            }
        }
        phases
    }

    /// Since when the information has been given to these for a purpose of the text in force.
    pub fn given_since(&self, row: usize, purpose: usize, to: &str) -> Option<Since> {
        let trace = self.trace(row, purpose);
        let count = trace.iter().take_while(|own| own.goes_to(to)).count();
        count.checked_sub(1).map(|at| self.since(at))
    }

    /// A purpose in each text up to the one in force, newest first, as long as the row has it on the same side.
    fn trace(&self, row: usize, purpose: usize) -> Vec<&Purpose> {
        let mut out: Vec<&Purpose> = Vec::new();
        let mut place = Some(Was { row, purpose });
        for text in &self.texts {
            let Some(Was { row, purpose }) = place else {
                break;
            };
            let own = &text.rows[row].purposes[purpose];
            if out.last().is_some_and(|newer| newer.side != own.side) {
                break;
            }
            out.push(own);
            let pair = text.before.get(row).and_then(Option::as_ref);
            place = pair.and_then(|pair| {
                let was = pair.purposes[purpose];
                was.filter(|was| was.row == pair.row)
            });
        }
        out
    }

    /// Since when something has been said that the texts have down to this one.
    fn since(&self, at: usize) -> Since {
        match self.texts[at].version.effective {
            Day::Unknown { seen } => Since::Seen(seen),
            Day::Known(day) if at + 1 == self.texts.len() => Since::Oldest(day),
            Day::Known(day) => Since::Day(day),
        }
    }

    /// The steps of a row of the text in force, newest first; nothing older follows where it is new.
    pub fn turns(&self, row: usize) -> Vec<Turn<'_, 'a>> {
        let mut out = Vec::new();
        let mut known = row;
        for pair in self.texts.windows(2) {
            let [newer, older] = pair else {
                break;
            };
            let before = newer.before[known].as_ref();
            let was = newer.before.iter().map(Option::as_ref);
            out.push(Turn {
                version: newer.version,
                new: &newer.rows[known],
                siblings: &older.rows,
                pair: before,
                all: newer.rows.iter().zip(was).collect(),
            });
            let Some(before) = before else {
                break;
            };
            known = before.row;
        }
        out
    }
}
