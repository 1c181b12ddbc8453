//! Which row and which purpose of a text is which of another: as the comparison of the two says, so that no
//! page calls new what the 新旧対照表 calls changed. Does not know days or sentences.

use super::purposes::{Purpose, Recipient, Row, Side};
use crate::diff::{Comparisons, Pairs, Preorder};
use crate::tree::Provision;
use std::sync::Arc;

/// A text with its rows.
pub type Text<'a> = (&'a Arc<Provision>, &'a [Row]);

/// A row of the older text and what of it a row of the newer text has.
#[derive(Clone, Debug)]
pub struct Pair {
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
pub fn pairs(old: Text<'_>, new: Text<'_>, comparisons: &Comparisons) -> Vec<Option<Pair>> {
    let ((old_tree, old), (new_tree, new)) = (old, new);
    let is_same = |(a, b): (&Row, &Row)| a.whole == b.whole;
    if old.len() == new.len() && old.iter().zip(new).all(is_same) {
        return new.iter().enumerate().map(unchanged).collect();
    }
    let (from, to) = (Preorder::of(old_tree), Preorder::of(new_tree));
    let pairs = Pairs::of(&from, &to, &comparisons.between(&from, &to).delta);
    let rows = rows(old, new, &pairs);
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
                Pair { row: was, recipients: recipients.collect(), purposes }
            })
        })
        .collect()
}

fn unchanged((at, row): (usize, &Row)) -> Option<Pair> {
    let was = |purpose| Some(Was { row: at, purpose });
    Some(Pair {
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
fn rows(old: &[Row], new: &[Row], pairs: &Pairs) -> Vec<Option<usize>> {
    let partner = |row: &Row| {
        let was = pairs.old_of(row.ordinal as u32)? as usize;
        old.iter().position(|old| old.ordinal == was)
    };
    let mut found: Vec<Option<usize>> = new.iter().map(partner).collect();
    for (at, row) in
        new.iter().enumerate().filter(|(at, _)| found[*at].is_none()).collect::<Vec<_>>()
    {
        let is_like = |(was, other): &(usize, &Row)| {
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
fn purposes((was, old): (usize, &[Row]), row: &Row, pairs: &Pairs) -> Vec<Option<Was>> {
    let mut found: Vec<Option<Was>> = Vec::new();
    for purpose in &row.purposes {
        let partners = purpose.ordinals.iter().filter_map(|at| pairs.old_of(*at));
        let mut places = partners.filter_map(|ordinal| place_of(ordinal, was, old));
        let free = places.find(|place| !found.contains(&Some(*place)));
        found.push(free);
    }
    let other = |side| match side {
        Side::Inside => Side::Provided,
        Side::Provided => Side::Inside,
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
fn place_of(ordinal: u32, own: usize, old: &[Row]) -> Option<Was> {
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
