//! Where the change of a draft does not fit a version: each conflict of the three-way merge as a finding, with excerpts
//! of the three texts. Does not merge.

use super::amendments::{UnfitAmendment, UnfitCause};
use crate::diagnostic::{Finding, Message, Span};
use crate::diff::redline;
use crate::diff::{ConflictKind, MergeConflict, Preorder, TextField};
use crate::fill;
use crate::ledger::VersionId;
use crate::site::{Document, Version};
use crate::tree::Provision;
use std::sync::Arc;

/// What to do first, then each place.
pub(super) fn conflicts(
    document: &Document,
    newest: &Version,
    draft: &Arc<Provision>,
    refused: &[(&Version, Vec<MergeConflict>)],
) -> Vec<Finding> {
    let (slug, coming, day) = (&document.slug, newest.id, newest.effective.counted());
    let count: usize = refused.iter().map(|(_, conflicts)| conflicts.len()).sum();
    let targets = Message::list(refused.iter().map(|(target, _)| target.id));
    let blanks = fill! { slug, coming, day, count, targets };
    let mut all = vec![Finding::error("carry-refused", blanks)];
    for (target, conflicts) in refused {
        let orders = MergedOrders {
            base: Preorder::of(&newest.tree),
            draft: Preorder::of(draft),
            target: Preorder::of(&target.tree),
        };
        all.extend(conflicts.iter().map(|one| finding(&orders, one, (coming, target.id))));
    }
    all
}

/// What to do first, then each place where an amendment does not fit the text that it would have to change.
pub(super) fn unfit(
    document: &Document,
    event: VersionId,
    misfit: &UnfitAmendment<'_>,
) -> Vec<Finding> {
    let (slug, later) = (&document.slug, misfit.version.id);
    let refused = |name| Finding::error(name, fill! { slug, event, later });
    match (&misfit.why, misfit.base, &misfit.target) {
        (UnfitCause::Conflicts(all), Some(base), Some((target, tree))) => {
            let mut findings = vec![refused("amendment-refused")];
            let texts = (&base.tree, &misfit.version.tree, tree);
            findings.extend(clash(texts, all, (later, *target)));
            findings
        }
        (UnfitCause::Nothing(names), ..) if !names.is_empty() => {
            let names = Message::list(names);
            let nothing = Finding::error("amendment-void", fill! { later, names });
            vec![refused("amendment-refused"), nothing]
        }
        (UnfitCause::First | UnfitCause::Conflicts(_), ..) => {
            vec![refused("amendment-refused.first")]
        }
        (UnfitCause::Nothing(_), ..) => vec![refused("amendment-refused.void")],
    }
}

/// Each place where a change, from one text to another, does not fit a third.
pub(super) fn clash(
    (base, changed, there): (&Arc<Provision>, &Arc<Provision>, &Arc<Provision>),
    all: &[MergeConflict],
    (later, target): (VersionId, VersionId),
) -> Vec<Finding> {
    let orders = MergedOrders {
        base: Preorder::of(base),
        draft: Preorder::of(changed),
        target: Preorder::of(there),
    };
    let finding = |one: &MergeConflict| {
        let name = name(&orders, one);
        let [base, draft, there] = excerpts(&sides(&orders, one));
        let what = Message::of(what(one.why), fill! { name, target });
        Finding::error("amendment-clash", fill! { what, later, base, draft, there })
    };
    all.iter().map(finding).collect()
}

struct MergedOrders<'a> {
    base: Preorder<'a>,
    draft: Preorder<'a>,
    target: Preorder<'a>,
}

fn finding(
    orders: &MergedOrders<'_>,
    conflict: &MergeConflict,
    (coming, target): (VersionId, VersionId),
) -> Finding {
    let name = name(orders, conflict);
    let [base, draft, there] = excerpts(&sides(orders, conflict));
    let what = Message::of(what(conflict.why), fill! { name, target });
    Finding::error("carry-clash", fill! { what, coming, target, base, draft, there })
        .at(place(orders, conflict))
}

fn what(why: ConflictKind) -> &'static str {
    match why {
        ConflictKind::Words => "seal/clash-words",
        ConflictKind::Replaced => "seal/clash-replaced",
        ConflictKind::Deleted => "seal/clash-deleted",
        ConflictKind::Place => "seal/clash-place",
        ConflictKind::Label => "seal/clash-label",
        ConflictKind::Reference => "seal/clash-reference",
        ConflictKind::Key => "seal/clash-key",
    }
}

fn name(orders: &MergedOrders<'_>, conflict: &MergeConflict) -> String {
    let named = [
        (&orders.draft, conflict.draft),
        (&orders.base, conflict.base),
        (&orders.target, conflict.target),
    ];
    let named = named.into_iter().find_map(|(order, at)| Some(redline::named(order, at?)));
    named.unwrap_or_else(|| "本文".to_owned())
}

/// Where the author wrote it.
fn place(orders: &MergedOrders<'_>, conflict: &MergeConflict) -> Option<Span> {
    let own = orders.draft.get(conflict.draft?)?;
    let texts = match conflict.field {
        Some(field) => vec![field.text_of(own)],
        None => vec![own.text(), own.heading()],
    };
    texts.into_iter().find_map(|text| text.span())
}

/// The words of the base, the draft and the target.
fn sides(orders: &MergedOrders<'_>, conflict: &MergeConflict) -> [String; 3] {
    let words = |order: &Preorder<'_>, at: Option<u32>| {
        let Some(own) = at.and_then(|at| order.get(at)) else {
            return String::new();
        };
        match conflict.field {
            Some(field) => field.text_of(own).words(),
            None => all_words(own),
        }
    };
    [
        words(&orders.base, conflict.base),
        words(&orders.draft, conflict.draft),
        words(&orders.target, conflict.target),
    ]
}

/// Number, caption and words of a provision; of one that has none of its own, those of what is in it.
fn all_words(own: &Provision) -> String {
    let mut parts = vec![own.label().map_or("", |label| label.as_str()).to_owned()];
    parts.extend([TextField::Heading, TextField::Text].map(|field| field.text_of(own).words()));
    parts.retain(|part| !part.is_empty());
    let inner = own.children().first().filter(|_| own.text().is_empty());
    parts.extend(inner.map(|child| all_words(child)));
    parts.join("　")
}

/// Characters that stand before and behind what differs.
const AROUND: usize = 12;

/// Characters that are shown of one side.
const LONGEST: usize = 100;

/// What differs, with a few words around; `－` for nothing.
fn excerpts(sides: &[String; 3]) -> [String; 3] {
    let chars = sides.each_ref().map(|words| words.chars().collect::<Vec<char>>());
    let there: Vec<&Vec<char>> = chars.iter().filter(|side| !side.is_empty()).collect();
    // What stands on one side only is shown as it is.
    let shortest = there.iter().map(|side| side.len()).min();
    let shortest = shortest.filter(|_| there.len() > 1).unwrap_or(0);
    let are_alike = |at: &dyn Fn(&[char]) -> Option<char>| {
        let mut all = there.iter().map(|side| at(side));
        let first = all.next().flatten();
        all.all(|other| other == first)
    };
    let from_start = |at: &usize| !are_alike(&|side| side.get(*at).copied());
    let same_start = (0..shortest).find(from_start).unwrap_or(shortest);
    let from_end = |at: &usize| !are_alike(&|side| side.get(side.len() - 1 - at).copied());
    let same_end = (0..shortest - same_start).find(from_end);
    let same_end = same_end.unwrap_or(shortest - same_start);
    let (start, end) = (same_start.saturating_sub(AROUND), same_end.saturating_sub(AROUND));
    chars.map(|side| {
        if side.is_empty() {
            return "－".to_owned();
        }
        let shown = &side[start..side.len() - end];
        let is_long = shown.len() > LONGEST;
        let words: String = shown.iter().take(LONGEST).collect();
        let before = if start > 0 { "…" } else { "" };
        let behind = if end > 0 || is_long { "…" } else { "" };
        format!("{before}{}{behind}", words.replace('\n', " "))
    })
}
