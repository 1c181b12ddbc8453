//! At which version each provision last became another in what it says: 条 and 別表 of a regulation, sections and rows of
//! a notice. Each step from version to version is read once, as the comparison of the two pairs provisions; what is form
//! only does not count. Does not know markup.

use super::changes;
use super::finder::NamedLink;
use super::planner::version_page;
use crate::diff::{Comparisons, Grade, Op, Pairs, Preorder, Witness};
use crate::ledger::Day;
use crate::site::edition::{DocumentOn, Edition};
use crate::site::{Anchors, Kind, Version};
use crate::text::date::wareki;
use crate::tree::Form;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// When a provision last became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastChange {
    /// 「令和8年4月1日改正」, leading to what was changed.
    pub change: NamedLink,
    /// The provision as it was before; none where it is new.
    pub before: Option<NamedLink>,
}

/// Those of a text, by the ordinals of its provisions.
pub type LastChanges = Arc<BTreeMap<usize, LastChange>>;

/// The step at which a provision last became another.
#[derive(Clone, Copy)]
struct LastStep {
    /// Of the newer version of the step.
    version: usize,
    /// Of the sentence that says so.
    number: usize,
    /// Of the provision in the older text.
    old: Option<u32>,
}

/// The versions up to one, oldest first; each has a page of changes that sets it beside the one before.
fn versions<'a>(on: &DocumentOn<'a>, now: &Version) -> Vec<&'a Version> {
    let mut all: Vec<&Version> = on.document.live().collect();
    let last = all.iter().position(|version| version.id == now.id);
    all.truncate(last.map_or(0, |at| at + 1));
    all
}

/// Runs the comparisons that are wanted below on every core; the pages of changes want the same ones.
pub(super) fn compare_all(edition: &Edition<'_>, comparisons: &Comparisons) {
    let in_force = edition.documents.iter().filter_map(|on| Some((on, on.in_force?)));
    let chains: Vec<Vec<&Version>> = in_force.map(|(on, now)| versions(on, now)).collect();
    let steps = chains.iter().flat_map(|chain| chain.windows(2));
    let steps: Vec<&[&Version]> = steps.collect();
    steps.into_par_iter().for_each(|step| {
        let (old, new) = (Preorder::of(&step[0].tree), Preorder::of(&step[1].tree));
        if old.node(0).whole() != new.node(0).whole() {
            comparisons.between(&old, &new);
        }
    });
}

/// The last changes of the text in force.
pub(super) fn last_changes(
    on: &DocumentOn<'_>,
    now: &Version,
    comparisons: &Comparisons,
) -> LastChanges {
    let versions = versions(on, now);
    let mut known: Vec<Option<LastStep>> =
        versions.first().map_or_else(Vec::new, |first| vec![None; first.tree.size()]);
    for (at, step) in versions.windows(2).enumerate() {
        if step[0].tree.whole() != step[1].tree.whole() {
            known = stepped(on.document.kind, &known, (at + 1, step), comparisons);
        }
    }
    // Anchors of a text are made once, for the texts that somebody is led to.
    let mut anchors: BTreeMap<usize, Anchors> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for (ordinal, step) in known.into_iter().enumerate() {
        let Some(step) = step else { continue };
        let (older, newer) = (versions[step.version - 1], versions[step.version]);
        let Some(page) = changes::table(on, newer) else { continue };
        let words = match newer.effective {
            Day::Known(day) => wareki(day),
            Day::Unknown { .. } => "日付不明の".to_owned(),
        };
        let what = if step.old.is_some() { on.document.kind.change_word() } else { "追加" };
        let before = step.old.map(|old| {
            let own = anchors.entry(step.version - 1).or_insert_with(|| Anchors::of(&older.tree));
            NamedLink {
                words: format!("{what}前の内容"),
                page: version_page(on, older),
                anchor: own.get(old as usize).cloned(),
            }
        });
        let anchor = Some(format!("c{}", step.number).into());
        let change = NamedLink { words: format!("{words}{what}"), page, anchor };
        all.insert(ordinal, LastChange { change, before });
    }
    Arc::new(all)
}

/// What is known after one more step.
fn stepped(
    kind: Kind,
    known: &[Option<LastStep>],
    (version, step): (usize, &[&Version]),
    comparisons: &Comparisons,
) -> Vec<Option<LastStep>> {
    let (old, new) = (Preorder::of(&step[0].tree), Preorder::of(&step[1].tree));
    let comparison = comparisons.between(&old, &new);
    let pairs = Pairs::of(&old, &new, &comparison.delta);
    let units = units(kind, &new);
    let carried = |at: u32| {
        let is_unit = units[at as usize] == Some(at);
        known.get(pairs.old_of(at).filter(|_| is_unit)? as usize).copied().flatten()
    };
    let mut next: Vec<Option<LastStep>> = (0..new.len() as u32).map(carried).collect();
    // What is never printed has no sentence, and no number.
    let changes = comparison.changes.iter();
    let printed = changes.filter(|change| change.grade != Grade::Form(Witness::NotPrinted));
    for (change, number) in printed.zip(1..) {
        if change.grade != Grade::Substance {
            continue;
        }
        let ops = comparison.delta.ops.get(change.ops.clone()).unwrap_or_default();
        for at in ops.iter().flat_map(|op| touched(op, &pairs)) {
            let Some(unit) = units.get(at as usize).copied().flatten() else { continue };
            let before = pairs.old_of(unit);
            // Strong words and links are no other words.
            let words = |order: &Preorder<'_>, at| order.node(at).words();
            if before.is_some_and(|before| words(&old, before) == words(&new, unit)) {
                continue;
            }
            let own = &mut next[unit as usize];
            if own.is_none_or(|own| own.version != version) {
                *own = Some(LastStep { version, number, old: before });
            }
        }
    }
    next
}

/// The provisions of the new text in which an op changes something; of what is gone, the one that it stood in.
fn touched(op: &Op, pairs: &Pairs) -> Vec<u32> {
    match op {
        Op::Delete { from, .. } => pairs.new_of(from.parent).into_iter().collect(),
        Op::Insert { node, .. } => vec![*node],
        Op::Move { node, .. } | Op::Edit { node, .. } | Op::Retag { node, .. } => vec![node.new],
        Op::Renumber { nodes, .. } => nodes.iter().map(|node| node.new).collect(),
    }
}

/// What stands in a notice by itself: one note follows each.
const SECTIONS: [Form; 6] =
    [Form::Group, Form::List, Form::Prose, Form::Table, Form::Note, Form::Figure];

/// For each provision the one that readers cite: itself, or the nearest above. None in 附則, which are never changed.
fn units(kind: Kind, order: &Preorder<'_>) -> Vec<Option<u32>> {
    let mut all: Vec<Option<u32>> = Vec::with_capacity(order.len());
    for at in 0..order.len() as u32 {
        let own = order.node(at);
        let parent = order.parent(at);
        let is_top = parent == Some(0);
        let is_unit = match (kind, own.form()) {
            (Kind::Regulation, Form::Article | Form::Annex) => true,
            (Kind::Regulation, _) => false,
            (_, Form::Row) => true,
            (_, form) => is_top && SECTIONS.contains(&form),
        };
        let in_supplement =
            order.ancestors(at).any(|one| order.node(one).form() == Form::Supplement);
        let above = parent.and_then(|parent| all[parent as usize]);
        all.push(if is_unit && !in_supplement { Some(at) } else { above });
    }
    all
}
