//! A change before coming versions: into the version in force on its day, and forward into every coming one.
//! Does not know how trees are compared.

use super::conflicts::conflicts;
use crate::diagnostic::{Finding, Message, Span};
use crate::diff::redline;
use crate::diff::{Merged, Preorder, merge};
use crate::fill;
use crate::ledger::VersionId;
use crate::site::{Document, Version};
use crate::text::date::Date;
use crate::tree::Provision;
use std::sync::Arc;

/// What a change makes of the versions of a document.
pub(super) struct CarriedForward<'a> {
    /// The text from the day on.
    pub tree: Arc<Provision>,
    /// The version that it follows.
    pub before: Option<&'a Version>,
    /// The coming versions that read otherwise with it, soonest first, and how.
    pub coming: Vec<(&'a Version, Arc<Provision>)>,
    /// Which provisions are left as they are because a version does not have them.
    pub left_out: Vec<(VersionId, Vec<String>)>,
}

/// The draft stands on the newest version; what differs is carried into the version in force on a day before
/// it, and into those between.
pub(super) fn carried<'a>(
    document: &'a Document,
    newest: &'a Version,
    day: Date,
    recorded: Date,
) -> Result<CarriedForward<'a>, Vec<Finding>> {
    let (slug, last) = (&document.slug, newest.effective.counted());
    let draft = document.draft.on(last);
    if newest.tree.whole() == draft.whole() {
        return Err(vec![Finding::error("nothing-to-seal", fill! { slug, newest = newest.id })]);
    }
    if let Some(from) = fact_between(document, newest, day) {
        let (shown, day) = (Message::day(from), Message::day(day));
        let finding = Finding::error("later-fact", fill! { slug, from, shown, day });
        return Err(vec![finding.at(Span::file("content/organisation.yaml"))]);
    }
    let before = document.in_force_on(day).ok_or_else(|| vec![none_in_force(document, day)])?;
    let later: Vec<&Version> =
        document.live().filter(|version| version.effective.counted() > day).collect();
    if let Some(past) = document.first_ended(later.iter().copied(), recorded) {
        let (id, day) = (past.id, Message::day(day));
        return Err(vec![Finding::error("past-version-between", fill! { slug, id, day })]);
    }
    let into = |target: &'a Version| (target, merge(&newest.tree, draft, &target.tree));
    let all = std::iter::once(before).chain(later).map(into);
    let (mut fits, mut refused) = (Vec::new(), Vec::new());
    for (target, carried) in all {
        match carried {
            Ok(carried) => fits.push((target, carried)),
            Err(clashes) => refused.push((target, clashes)),
        }
    }
    if !refused.is_empty() {
        return Err(conflicts(document, newest, draft, &refused));
    }
    gathered(document, newest, (before, draft), fits)
}

/// No version is in force on the day, so that there is nothing to carry the change into.
fn none_in_force(document: &Document, day: Date) -> Finding {
    let (slug, kind, day) = (&document.slug, document.kind, Message::day(day));
    let verb = Message::new(kind.effective_verb(), "in force");
    let first = document.live().map(|version| version.effective.counted());
    match first.min() {
        Some(first) => {
            let word = Message::new(kind.effective_word(), "the day");
            let blanks = fill! { slug, day, verb, word, first = Message::day(first) };
            Finding::error("none-in-force.later", blanks)
        }
        None => Finding::error("none-in-force", fill! { slug, day, verb }),
    }
}

/// What was carried into each version, together; an error where nothing counts before what is coming, or where what
/// is coming would be undone.
fn gathered<'a>(
    document: &Document,
    newest: &Version,
    (before, draft): (&'a Version, &Arc<Provision>),
    fits: Vec<(&'a Version, Merged)>,
) -> Result<CarriedForward<'a>, Vec<Finding>> {
    let mut forward = CarriedForward {
        tree: draft.clone(),
        before: Some(before),
        coming: Vec::new(),
        left_out: Vec::new(),
    };
    let order = Preorder::of(&newest.tree);
    let names = |all: &[u32]| -> Vec<String> {
        let names = all.iter().map(|at| redline::named(&order, *at));
        names.collect()
    };
    for (target, carried) in fits {
        if !carried.left_out.is_empty() {
            let names = names(&carried.left_out);
            forward.left_out.push((target.id, names));
        }
        let tree = carried.tree;
        let is_same = tree.whole() == target.tree.whole();
        if target.id != before.id {
            // A ledger keeps the order of recording: of several of one day, those behind one that is made anew are too.
            let last = forward.coming.last().map(|(last, _)| last.effective);
            let is_behind = last == Some(target.effective);
            forward.coming.extend((!is_same || is_behind).then_some((target, tree)));
        } else if is_same {
            let (slug, before, day) = (&document.slug, before.id, newest.effective.counted());
            return Err(vec![Finding::error("only-in-coming", fill! { slug, before, day })]);
        } else if !carried.already.is_empty() {
            let names = Message::list(names(&carried.already));
            let (slug, before, coming) = (&document.slug, before.id, newest.id);
            let blanks = fill! { slug, before, coming, day = newest.effective.counted(), names };
            return Err(vec![Finding::error("undoes-coming", blanks)]);
        } else {
            forward.tree = tree;
        }
    }
    Ok(forward)
}

/// The first day after `day` from which a fact changes that the newest version does not have yet: such a
/// change is no part of what counts from `day` on.
fn fact_between(document: &Document, newest: &Version, day: Date) -> Option<Date> {
    let last = newest.effective.counted();
    let periods = document.draft.periods();
    let mut text = newest.tree.clone();
    let mut found = None;
    for at in (1..periods.len()).rev() {
        let (Some(from), tree) = &periods[at] else {
            continue;
        };
        if *from > last || *from <= day {
            continue;
        }
        let earlier = &periods[at - 1].1;
        if earlier.whole() == tree.whole() {
            continue;
        }
        // Taking the fact out of the newest version changes it where it has the fact.
        match merge(tree, earlier, &text) {
            Ok(without) if without.tree.whole() != text.whole() => text = without.tree,
            Ok(_) | Err(_) => found = Some(*from),
        }
    }
    found
}
