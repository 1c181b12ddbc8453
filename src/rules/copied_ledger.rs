//! Two documents with one ledger: the folder of one was copied with all that was sealed in it. Does not know which of
//! the two was there first.

use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity, Span};
use crate::fill;
use crate::site::Document;
use crate::site::load::Shelf;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let sealed: Vec<&Document> =
        facts.site.documents.iter().filter(|one| !one.ledger.lines().is_empty()).collect();
    let pairs = sealed.iter().enumerate();
    let pairs = pairs.flat_map(|(at, one)| sealed[..at].iter().map(move |other| (*other, *one)));
    pairs.filter(|(one, other)| is_same(one, other)).map(|(one, other)| told(one, other)).collect()
}

/// Whether the ledger of one is the beginning of the other's. Two that both went on after a copy are two histories:
/// neither can be taken back any more.
pub(super) fn is_same(one: &Document, other: &Document) -> bool {
    let (one, other) = (one.ledger.bytes(), other.ledger.bytes());
    one.starts_with(other) || other.starts_with(one)
}

fn told(one: &Document, other: &Document) -> Finding {
    let (one, other) = (one.slug.as_str(), other.slug.as_str());
    let told = finding(Severity::Error, "copied-ledger", fill! { one, other });
    told.at(Span::file(Shelf::Content(other).ledger()))
}
