//! Terms that a document defines and then never uses. Does not know whether another document relies on them.

use super::wording::{Definition, DraftWords, Manner};
use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.drafts().iter().flat_map(of_draft).collect()
}

fn of_draft(draft: &DraftWords<'_>) -> Vec<Finding> {
    // What an excerpt leaves out may use it.
    if draft.is_in_part() {
        return Vec::new();
    }
    let definitions = draft.definitions();
    let unused = definitions.iter().filter(|one| {
        // A notice explains words for their own sake; a short name is given in order to be used.
        (one.manner == Manner::Short || draft.is_regulation())
            && !draft.is_sealed(&draft.passages[one.passage])
            && !is_used(draft, definitions, one)
    });
    let told = unused.map(|one| {
        let passage = &draft.passages[one.passage];
        let (term, place) = (&one.name, &passage.place);
        finding(Severity::Note, "defined-unused", fill! { term, place })
            .at(passage.locate(one.range.clone()))
    });
    told.collect()
}

/// Whether the name stands anywhere but where a definition gives it. What says its meaning is no use of it: 特定個人情報
/// 番号法第2条第8項に規定する特定個人情報をいう.
fn is_used(draft: &DraftWords<'_>, definitions: &[Definition], own: &Definition) -> bool {
    let gives = |passage: usize, place: usize| {
        let at = (passage, place);
        let is_said = passage == own.passage && (own.range.start..own.end).contains(&place);
        own.manner == Manner::Meaning && (is_said || own.beside == Some(passage))
            || definitions.binary_search_by_key(&at, |one| (one.passage, one.range.start)).is_ok()
    };
    draft.passages.iter().enumerate().any(|(at, passage)| {
        passage.words.match_indices(&*own.name).any(|(place, _)| !gives(at, place))
    })
}
