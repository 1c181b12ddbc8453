//! Which matter of one text is which of another: as the comparison pairs their provisions, unless what is said in them
//! is another matter; what is left over, by what is said. Does not judge what differs.

use super::matter::{Matter, Piece};
use crate::diff::Pairs;
use std::collections::{BTreeMap, BTreeSet};

/// So much of two matters must be the same words, in hundredths, where nothing else ties them.
const ALIKE: usize = 80;
/// Below this two matters under different headings are two, wherever they stand.
const UNLIKE: usize = 34;

/// The matters of two texts, by index.
#[derive(Debug, Default)]
pub(super) struct MatterPairs {
    /// Those that are in both.
    pub both: Vec<(usize, usize)>,
    /// Those that ended.
    pub ended: Vec<usize>,
    /// Those that began.
    pub begun: Vec<usize>,
}

/// Pairs the matters of two texts.
pub(super) fn pair(old: &[Matter], new: &[Matter], pairs: &Pairs) -> MatterPairs {
    let mut out = MatterPairs::default();
    let by_place: BTreeMap<(u32, &str), usize> =
        new.iter().enumerate().map(|(at, one)| ((one.at, one.kind.as_str()), at)).collect();
    let mut taken = BTreeSet::new();
    let mut left = Vec::new();
    for (at, one) in old.iter().enumerate() {
        let partner = pairs.new_of(one.at).and_then(|to| by_place.get(&(to, one.kind.as_str())));
        match partner {
            Some(to) if is_same_matter(one, &new[*to]) => {
                taken.insert(*to);
                out.both.push((at, *to));
            }
            _ => left.push(at),
        }
    }
    // Of those left over, each by its heading or its words; a text holds few of them.
    let mut open: Vec<usize> = (0..new.len()).filter(|at| !taken.contains(at)).collect();
    for at in left {
        let found = open.iter().position(|to| is_told_again(&old[at], &new[*to]));
        match found {
            Some(index) => out.both.push((at, open.remove(index))),
            None => out.ended.push(at),
        }
    }
    out.begun = open;
    out
}

/// Whether what the comparison pairs is one matter.
fn is_same_matter(old: &Matter, new: &Matter) -> bool {
    let is_one = !old.is_block() || old.key.is_some() && old.key == new.key;
    is_one || name(old) == name(new) || alike(old, new) >= UNLIKE
}

/// Whether one that the comparison does not pair is the other: its key is another one, or its section.
fn is_told_again(old: &Matter, new: &Matter) -> bool {
    let is_named = !name(old).is_empty() && name(old) == name(new);
    old.kind == new.kind && (!old.is_block() || is_named || alike(old, new) >= ALIKE)
}

/// The heading of a matter; of a row, its category.
fn name(one: &Matter) -> &str {
    let category = one.element("purposes.category").first();
    category.map_or(one.heading.as_str(), |category| &category.sense)
}

/// How much of what two matters say is the same, in hundredths; who is responsible is the same for most.
fn alike(old: &Matter, new: &Matter) -> usize {
    let senses = |one: &Matter| -> BTreeSet<String> {
        let counted = one
            .elements
            .iter()
            .filter(|(name, _)| !name.contains(".responsible") && !name.contains(".provider"));
        counted
            .flat_map(|(_, pieces)| pieces.iter().map(|piece: &Piece| piece.sense.clone()))
            .collect()
    };
    let (old, new) = (senses(old), senses(new));
    let all = old.union(&new).count();
    (old.intersection(&new).count() * 100).checked_div(all).unwrap_or(100)
}
