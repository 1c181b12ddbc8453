//! Texts that nobody will see: a document never sealed, a draft that differs from its newest version.
//! Does not know today.

use super::copied_ledger::is_same;
use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity, Span};
use crate::fill;
use crate::site::{Document, Version};

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let documents = &facts.site.documents;
    // Of a copied folder the ledger is to go first: what is not sealed in it cannot be told.
    let is_copy = |own: &&Document| {
        let mut others = documents.iter().filter(|other| other.slug != own.slug);
        !own.ledger.lines().is_empty()
            && others.any(|other| !other.ledger.lines().is_empty() && is_same(own, other))
    };
    documents.iter().filter(|own| !is_copy(own)).filter_map(unsealed).collect()
}

fn unsealed(document: &Document) -> Option<Finding> {
    // Nothing of a repealed document will be in force again, whatever its draft says.
    if document.repeal.is_some() {
        return None;
    }
    let slug = &document.slug;
    let span = Span::file(format!("content/{slug}/document.yaml"));
    let Some(newest) = document.newest() else {
        return Some(finding(Severity::Warning, "unsealed", fill! { slug }).at(span));
    };
    let day = newest.effective.counted();
    if document.draft.on(day).whole() == newest.tree.whole() {
        return fact(document, newest, &span);
    }
    Some(finding(Severity::Note, "unsealed.changed", fill! { slug, newest = newest.id }).at(span))
}

/// A dated fact that changes the text on a later day than the newest version's.
fn fact(document: &Document, newest: &Version, span: &Span) -> Option<Finding> {
    let slug = &document.slug;
    let later = document.draft.periods().iter().find_map(|(from, tree)| {
        let from = (*from)?;
        (from > newest.effective.counted() && tree.whole() != newest.tree.whole()).then_some(from)
    })?;
    Some(finding(Severity::Warning, "unsealed.fact", fill! { slug, later }).at(span.clone()))
}
