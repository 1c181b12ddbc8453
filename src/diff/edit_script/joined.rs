//! Changes that take in several provisions: splits and merges (one became several with the same words, or several
//! one), and a column of a table that appears, vanishes or moves. Does not look for words that changed as well, nor
//! pair cells.

use super::{ScriptSlot, ScriptSlots};
use crate::diff::align::Alignment;
use crate::diff::change::ChangeKind;
use crate::diff::delta::Op;
use crate::diff::preorder::Preorder;
use crate::tree::{Form, Provision};
use std::collections::BTreeMap;

/// Parts of one provision, at most on either side.
const PARTS: usize = 16;

/// Joins the change of a provision with its neighbours that appeared from it or vanished into it.
pub(super) fn join_parts(
    found: &Alignment,
    slots: &mut ScriptSlots,
    kinds: &mut BTreeMap<ScriptSlot, ChangeKind>,
) {
    let changed: Vec<u32> = slots.keys().filter_map(reworded).collect();
    for new in changed {
        let Some(old) = found.old_of(new) else {
            continue;
        };
        let slot = ScriptSlot::Substance(new);
        let (one, other) = (found.old.node(old), found.new.node(new));
        let added = |at: u32| slots.contains_key(&ScriptSlot::Added(at));
        let removed = |at: u32| slots.contains_key(&ScriptSlot::Removed(at));
        if let Some(parts) = parts(one, found.new, new, &added) {
            join(slots, slot, parts.into_iter().map(ScriptSlot::Added));
            kinds.insert(slot, ChangeKind::Split);
        } else if let Some(parts) = parts(other, found.old, old, &removed) {
            join(slots, slot, parts.into_iter().map(ScriptSlot::Removed));
            kinds.insert(slot, ChangeKind::Merged);
        }
    }
    containers(found, slots, kinds);
}

fn reworded(slot: &ScriptSlot) -> Option<u32> {
    match slot {
        ScriptSlot::Substance(new) => Some(*new),
        _ => None,
    }
}

fn join(slots: &mut ScriptSlots, into: ScriptSlot, parts: impl Iterator<Item = ScriptSlot>) {
    let mut ops: Vec<Op> = slots.remove(&into).unwrap_or_default();
    for part in parts {
        ops.extend(slots.remove(&part).unwrap_or_default());
    }
    slots.insert(into, ops);
}

/// The neighbours of a provision without partner and children that make up, with it, the words of `whole`.
fn parts(
    whole: &Provision,
    order: &Preorder<'_>,
    at: u32,
    is_part: &dyn Fn(u32) -> bool,
) -> Option<Vec<u32>> {
    let parent = order.parent(at)?;
    let provision = order.node(at);
    let whole_words = whole.text().words();
    if whole.heading() != provision.heading() || whole_words == provision.text().words() {
        return None;
    }
    let siblings: Vec<u32> = order.children(parent).collect();
    let middle = order.index(at) as usize;
    let fits = |sibling: &&u32| {
        let other = order.node(**sibling);
        is_part(**sibling)
            && other.form() == provision.form()
            && other.heading().is_empty()
            && other.children().is_empty()
    };
    let before: Vec<u32> =
        siblings[..middle].iter().rev().take_while(fits).take(PARTS).copied().collect();
    let after: Vec<u32> =
        siblings[middle + 1..].iter().take_while(fits).take(PARTS).copied().collect();
    for skipped in (0..=before.len()).rev() {
        let mut chosen: Vec<u32> = before[..skipped].iter().rev().copied().collect();
        chosen.push(at);
        let mut left = Some(whole_words.as_str());
        for part in &chosen {
            left = left.and_then(|left| without(left, order, *part));
        }
        let mut more = after.iter();
        while let Some(rest) = left {
            if rest.is_empty() {
                chosen.retain(|part| *part != at);
                return (!chosen.is_empty()).then_some(chosen);
            }
            let Some(next) = more.next() else {
                break;
            };
            chosen.push(*next);
            left = without(rest, order, *next);
        }
    }
    None
}

/// The words behind those of a part; blanks at the cut do not count.
fn without<'w>(words: &'w str, order: &Preorder<'_>, part: u32) -> Option<&'w str> {
    let part = order.node(part).text().words();
    let part = part.trim();
    if part.is_empty() {
        return None;
    }
    words.trim().strip_prefix(part).map(str::trim)
}

/// An article whose paragraphs were cut off into a new one behind it, or that took in all of its
/// neighbour's.
fn containers(
    found: &Alignment,
    slots: &mut ScriptSlots,
    kinds: &mut BTreeMap<ScriptSlot, ChangeKind>,
) {
    let tops: Vec<ScriptSlot> = slots.keys().copied().collect();
    for top in tops {
        let (order, at) = match top {
            ScriptSlot::Added(new) => (found.new, new),
            ScriptSlot::Removed(old) => (found.old, old),
            _ => continue,
        };
        let partner = |at: u32| match top {
            ScriptSlot::Added(_) => found.old_of(at),
            _ => found.new_of(at),
        };
        let across = match top {
            ScriptSlot::Added(_) => found.old,
            _ => found.new,
        };
        let sources: Option<Vec<u32>> =
            order.children(at).map(|child| across.parent(partner(child)?)).collect();
        let Some(sources) = sources.filter(|sources| !sources.is_empty()) else {
            continue;
        };
        let whole = sources[0];
        let near = order.parent(at).into_iter().flat_map(|parent| order.children(parent));
        let is_near = |sibling: u32| {
            order.index(sibling).abs_diff(order.index(at)) == 1 && partner(sibling) == Some(whole)
        };
        let is_own = order.node(at).text().is_empty() && order.node(at).heading().is_empty();
        if !is_own || sources.iter().any(|source| *source != whole) || !{ near }.any(is_near) {
            continue;
        }
        let (kind, new) = match top {
            ScriptSlot::Added(_) => (ChangeKind::Split, found.new_of(whole)),
            _ => (ChangeKind::Merged, Some(whole)),
        };
        let Some(new) = new else {
            continue;
        };
        let moves: Vec<ScriptSlot> = order
            .children(at)
            .filter_map(|child| match top {
                ScriptSlot::Added(_) => Some(child),
                _ => partner(child),
            })
            .map(ScriptSlot::Substance)
            .collect();
        let into = ScriptSlot::Substance(new);
        join(slots, into, std::iter::once(top).chain(moves));
        kinds.insert(into, kind);
    }
}

/// What happened to a cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum CellFate {
    Vanished,
    Appeared,
    Moved(u32),
}

/// Joins the changes of the cells of one column when every row has one.
pub(super) fn join_columns(found: &Alignment, slots: &mut ScriptSlots) {
    let mut columns: BTreeMap<(u32, CellFate, u32), Vec<ScriptSlot>> = BTreeMap::new();
    for (slot, ops) in slots.iter() {
        let (order, at, fate) = match *slot {
            ScriptSlot::Removed(old) => (found.old, old, CellFate::Vanished),
            ScriptSlot::Added(new) => (found.new, new, CellFate::Appeared),
            ScriptSlot::Substance(new) => match ops.as_slice() {
                [Op::Move { node, .. }] => {
                    (found.new, new, CellFate::Moved(found.old.index(node.old)))
                }
                _ => continue,
            },
            _ => continue,
        };
        if order.node(at).form() != Form::Cell {
            continue;
        }
        if let Some(table) = order.parent(at).and_then(|row| order.parent(row)) {
            columns.entry((table, fate, order.index(at))).or_default().push(*slot);
        }
    }
    for ((table, fate, _), cells) in columns {
        let rows = match fate {
            CellFate::Vanished => paired_rows(found.old, table, &|at| found.new_of(at)),
            CellFate::Appeared | CellFate::Moved(_) => {
                paired_rows(found.new, table, &|at| found.old_of(at))
            }
        };
        if cells.len() < 2 || cells.len() != rows {
            continue;
        }
        let joined: Vec<Op> = cells.iter().flat_map(|cell| slots.remove(cell)).flatten().collect();
        slots.insert(cells[0], joined);
    }
}

fn paired_rows(order: &Preorder<'_>, table: u32, partner: &dyn Fn(u32) -> Option<u32>) -> usize {
    order.children(table).filter(|row| partner(*row).is_some()).count()
}
