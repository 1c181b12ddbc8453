//! One name for two things: a term that a document defines a second time. Does not know which of the two is meant.

use super::wording::{Definition, DraftWords, Scope};
use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::text::chars::fold;
use std::collections::BTreeMap;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.drafts().iter().flat_map(of_draft).collect()
}

fn of_draft(draft: &DraftWords<'_>) -> Vec<Finding> {
    let mut first: BTreeMap<String, &Definition> = BTreeMap::new();
    let mut found = Vec::new();
    for definition in draft.definitions() {
        if definition.scope == Scope::Part {
            continue;
        }
        match first.get(&fold(&definition.name)) {
            Some(earlier) => found.extend(told(draft, earlier, definition)),
            None => {
                first.insert(fold(&definition.name), definition);
            }
        }
    }
    found
}

fn told(draft: &DraftWords<'_>, earlier: &Definition, again: &Definition) -> Option<Finding> {
    let passage = &draft.passages[again.passage];
    let (term, place) = (&again.name, &passage.place);
    let before = &draft.passages[earlier.passage].place;
    let (one, other) = (earlier.essence(), again.essence());
    let is_told = one.is_empty() || other.is_empty();
    let told = if is_told || one.ends_with(&*other) || other.ends_with(&*one) {
        if draft.is_sealed(passage) {
            return None;
        }
        finding(Severity::Note, "defined-twice.same", fill! { term, before, place })
    } else {
        let (was, is) = (shown(&earlier.extent), shown(&again.extent));
        finding(Severity::Warning, "defined-twice", fill! { term, before, was, place, is })
    };
    Some(told.at(passage.locate(again.range.clone())))
}

/// Characters of an extent that a message shows.
const SHOWN: usize = 60;

/// The end of a long extent: what the name stands for is nearest to it. A bracket that only held the name goes.
fn shown(extent: &str) -> String {
    let bare = extent.trim_end_matches(['（', '(']);
    let opened = bare.rfind(['（', '(']).filter(|at| !bare[*at..].contains(['）', ')']));
    let end = opened.map_or("", |_| "）");
    match bare.char_indices().rev().nth(SHOWN - 1) {
        Some((at, _)) if at > 0 => format!("…{}{end}", &bare[at..]),
        Some(_) | None => format!("{bare}{end}"),
    }
}
