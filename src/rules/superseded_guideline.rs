//! Guidelines and notifications that others replaced, by title or number. Does not know any of them.

use super::obsolete_term::told;
use super::{Facts, finding};
use crate::diagnostic::Finding;
use crate::fill;
use crate::law::TermRule;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    told(facts, TermRule::SupersededGuideline, |severity, term| {
        let (reason, instead) = (term.reason.clone(), term.instead.clone());
        let (words, day) = (term.words, term.day);
        finding(severity, "superseded-guideline", fill! { words, day, reason, instead })
    })
}
