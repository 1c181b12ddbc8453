//! Statements about the law that were true until a day. Does not know any of them.

use super::obsolete_term::{TermWeight, told};
use super::{Facts, finding};
use crate::diagnostic::Finding;
use crate::fill;
use crate::law::TermRule;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    told(facts, TermRule::OutdatedFact, |severity, term| {
        let (reason, instead) = (term.reason.clone(), term.instead.clone());
        let (words, day) = (term.words, term.day);
        match term.weight {
            TermWeight::Law | TermWeight::Style => {
                finding(severity, "outdated-fact", fill! { words, day, reason, instead })
            }
            TermWeight::Unsure => {
                finding(severity, "outdated-fact.unsure", fill! { words, reason, instead })
            }
        }
    })
}
