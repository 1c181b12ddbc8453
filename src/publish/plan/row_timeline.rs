//! The rows of the purposes through time: which row and which purpose of a text is which of the text before, as the
//! comparison of the two says, so that no page calls new what the 新旧対照表 calls changed; since when a row has had
//! a purpose, and in which words. Does not know how it is said.

use super::purposes::{Purpose, PurposeRow, PurposeSide, Recipient, rows};
use crate::diff::{Comparisons, Pairs, Preorder};
use crate::ledger::Day;
use crate::site::Version;
use crate::site::edition::DocumentOn;
use crate::text::date::Date;
use crate::tree::Provision;
use std::sync::Arc;

/// StatedSince when something has been in a text without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedSince {
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
    /// StatedSince when in these words.
    pub since: StatedSince,
}

/// The texts up to the one in force, each with its rows; newest first. Those that were never in force
/// alone are left out: nobody was ever told by them.
pub struct Past<'a> {
    texts: Vec<KnownText<'a>>,
}

struct KnownText<'a> {
    version: &'a Version,
    rows: Vec<PurposeRow>,
    /// Which row of the text before each row is; empty for the oldest text.
    before: Vec<Option<RowPair>>,
}

/// One step of a row: from the text before to a text.
pub struct RowTurn<'p, 'a> {
    /// The newer text.
    pub version: &'a Version,
    /// The row in it.
    pub new: &'p PurposeRow,
    /// The rows of the text before.
    pub siblings: &'p [PurposeRow],
    /// Which of them it is; `None` where it is new.
    pub pair: Option<&'p RowPair>,
    /// The rows of the newer text with what each was: where a purpose that is gone may have moved to.
    pub all: Vec<(&'p PurposeRow, Option<&'p RowPair>)>,
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
        let mut texts: Vec<KnownText<'a>> = Vec::new();
        for version in upto.iter().copied().filter(lived) {
            let rows = rows(&version.tree);
            let before = texts.last().map_or_else(Vec::new, |older| {
                pairs((&older.version.tree, &older.rows), (&version.tree, &rows), comparisons)
            });
            texts.push(KnownText { version, rows, before });
        }
        texts.reverse();
        Past { texts }
    }

    /// The rows of the text in force.
    pub fn now(&self) -> &[PurposeRow] {
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

    /// StatedSince when the information has been given to these for a purpose of the text in force.
    pub fn given_since(&self, row: usize, purpose: usize, to: &str) -> Option<StatedSince> {
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

    /// StatedSince when something has been said that the texts have down to this one.
    fn since(&self, at: usize) -> StatedSince {
        match self.texts[at].version.effective {
            Day::Unknown { seen } => StatedSince::Seen(seen),
            Day::Known(day) if at + 1 == self.texts.len() => StatedSince::Oldest(day),
            Day::Known(day) => StatedSince::Day(day),
        }
    }

    /// The steps of a row of the text in force, newest first; nothing older follows where it is new.
    pub fn turns(&self, row: usize) -> Vec<RowTurn<'_, 'a>> {
        let mut out = Vec::new();
        let mut known = row;
        for pair in self.texts.windows(2) {
            let [newer, older] = pair else {
                break;
            };
            let before = newer.before[known].as_ref();
            let was = newer.before.iter().map(Option::as_ref);
            out.push(RowTurn {
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

/// A text with its rows.
pub type TextRows<'a> = (&'a Arc<Provision>, &'a [PurposeRow]);

/// A row of the older text and what of it a row of the newer text has.
#[derive(Clone, Debug)]
pub struct RowPair {
    /// The row in the older text.
    pub row: usize,
    /// Where each purpose of the row of the newer text was; `None` for one that is new.
    pub purposes: Vec<Option<Was>>,
    /// For each purpose, which recipient of the older one each of its recipients is; `None` for one that is new.
    pub recipients: Vec<Vec<Option<usize>>>,
}

/// Where a purpose was in the older text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Was {
    /// The row.
    pub row: usize,
    /// The purpose of that row.
    pub purpose: usize,
}

/// For each row of the newer text the same in the older one; `None` for one that is new.
pub fn pairs(
    old: TextRows<'_>,
    new: TextRows<'_>,
    comparisons: &Comparisons,
) -> Vec<Option<RowPair>> {
    let ((old_tree, old), (new_tree, new)) = (old, new);
    let is_same = |(a, b): (&PurposeRow, &PurposeRow)| a.whole == b.whole;
    if old.len() == new.len() && old.iter().zip(new).all(is_same) {
        return new.iter().enumerate().map(unchanged).collect();
    }
    let (from, to) = (Preorder::of(old_tree), Preorder::of(new_tree));
    let pairs = Pairs::of(&from, &to, &comparisons.between(&from, &to).delta);
    let rows = partners(old, new, &pairs);
    rows.iter()
        .zip(new)
        .map(|(was, row)| {
            was.map(|was| {
                let purposes = purposes((was, old), row, &pairs);
                let known = row.purposes.iter().zip(&purposes);
                let recipients = known.map(|(purpose, was)| match was {
                    Some(was) => recipients(&old[was.row].purposes[was.purpose], purpose, &pairs),
                    None => vec![None; purpose.recipients.len()],
                });
                RowPair { row: was, recipients: recipients.collect(), purposes }
            })
        })
        .collect()
}

fn unchanged((at, row): (usize, &PurposeRow)) -> Option<RowPair> {
    let was = |purpose| Some(Was { row: at, purpose });
    Some(RowPair {
        row: at,
        purposes: (0..row.purposes.len()).map(was).collect(),
        recipients: row
            .purposes
            .iter()
            .map(|purpose| (0..purpose.recipients.len()).map(Some).collect())
            .collect(),
    })
}

/// The rows: those that the comparison pairs; of the rest those with the same words, unless their keys differ.
fn partners(old: &[PurposeRow], new: &[PurposeRow], pairs: &Pairs) -> Vec<Option<usize>> {
    let partner = |row: &PurposeRow| {
        let was = pairs.old_of(row.ordinal as u32)? as usize;
        old.iter().position(|old| old.ordinal == was)
    };
    let mut found: Vec<Option<usize>> = new.iter().map(partner).collect();
    for (at, row) in
        new.iter().enumerate().filter(|(at, _)| found[*at].is_none()).collect::<Vec<_>>()
    {
        let is_like = |(was, other): &(usize, &PurposeRow)| {
            !found.contains(&Some(*was))
                && other.subject == row.subject
                && other.name == row.name
                && (row.key.is_none() || other.key.is_none())
        };
        found[at] = old.iter().enumerate().find(is_like).map(|(was, _)| was);
    }
    found
}

/// The purposes of a row: those that the comparison pairs, wherever they were; of the rest those that the older
/// row has in the same words, on the same side first.
fn purposes(
    (was, old): (usize, &[PurposeRow]),
    row: &PurposeRow,
    pairs: &Pairs,
) -> Vec<Option<Was>> {
    let mut found: Vec<Option<Was>> = Vec::new();
    for purpose in &row.purposes {
        let partners = purpose.ordinals.iter().filter_map(|at| pairs.old_of(*at));
        let mut places = partners.filter_map(|ordinal| place_of(ordinal, was, old));
        let free = places.find(|place| !found.contains(&Some(*place)));
        found.push(free);
    }
    let other = |side| match side {
        PurposeSide::Inside => PurposeSide::Provided,
        PurposeSide::Provided => PurposeSide::Inside,
    };
    for is_own_side in [true, false] {
        for (at, purpose) in row.purposes.iter().enumerate() {
            if found[at].is_some_and(|place| place.row == was) {
                continue;
            }
            let side = if is_own_side { purpose.side } else { other(purpose.side) };
            let is_like = |(nth, known): &(usize, &Purpose)| {
                let place = Was { row: was, purpose: *nth };
                known.side == side
                    && known.identity() == purpose.identity()
                    && (known.key.is_none() || purpose.key.is_none())
                    && !found.contains(&Some(place))
            };
            let like = old[was].purposes.iter().enumerate().find(is_like);
            if let Some((nth, _)) = like {
                found[at] = Some(Was { row: was, purpose: nth });
            }
        }
    }
    found
}

/// The purpose that stands at an ordinal of the older text; it is looked for in its own row first.
fn place_of(ordinal: u32, own: usize, old: &[PurposeRow]) -> Option<Was> {
    std::iter::once(own).chain((0..old.len()).filter(|row| *row != own)).find_map(|row| {
        let mut purposes = old[row].purposes.iter();
        let purpose = purposes.position(|known| known.ordinals.contains(&ordinal))?;
        Some(Was { row, purpose })
    })
}

/// The recipients of a purpose: those with the same words, of the rest those that the comparison pairs.
fn recipients(old: &Purpose, new: &Purpose, pairs: &Pairs) -> Vec<Option<usize>> {
    let like = |to: &Recipient| old.recipients.iter().position(|was| was.words == to.words);
    let mut found: Vec<Option<usize>> = new.recipients.iter().map(like).collect();
    for (at, to) in new.recipients.iter().enumerate() {
        if found[at].is_some() {
            continue;
        }
        let was = pairs.old_of(to.ordinal);
        let mut known = old.recipients.iter();
        let partner = known.position(|known| Some(known.ordinal) == was);
        found[at] = partner.filter(|was| !found.contains(&Some(*was)));
    }
    found
}
