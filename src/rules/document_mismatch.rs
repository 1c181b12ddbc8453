//! Documents of one organisation that do not say the same: lists of purposes, posts, addresses, telephones, fees, names
//! of who represents it, articles that another document cites. Does not know which of two documents is right.

use super::mismatch::{StandingText, days_of, of_citations, of_former, of_purposes, of_statements};
use super::{Facts, once};
use crate::diagnostic::Finding;

/// Days to come that are looked at.
const DAYS: usize = 6;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for day in days_of(facts.site, facts.today).into_iter().take(DAYS) {
        let texts = StandingText::on(facts.site, facts.today, day);
        found.extend(of_purposes(&texts, day));
        found.extend(of_statements(&texts, day));
    }
    // Dated facts of the organisation are kept by themselves; it is the text beside them that is to be mended.
    let is_fact = |one: &Finding| {
        one.span.as_ref().is_some_and(|span| &*span.file == "content/organisation.yaml")
    };
    found.retain(|one| !is_fact(one));
    found.extend(of_former(facts));
    found.extend(of_citations(facts));
    // Of two findings at one place the heavier one is told.
    found.sort_by_key(|one| one.severity);
    once(found)
}
