//! Statements that were true until a day: about the law, and of days to come that are over. Does not know any of them.

use super::announced;
use super::obsolete_term::{TermWeight, told};
use super::{Facts, finding};
use crate::diagnostic::Finding;
use crate::fill;
use crate::law::TermRule;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = announced::check(facts);
    let entries = told(facts, TermRule::OutdatedFact, |severity, term| {
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
    });
    // What the text itself dates needs no entry that says so.
    let is_dated = |entry: &Finding| {
        found.iter().any(|one| match (&one.span, &entry.span) {
            (Some(one), Some(entry)) => {
                one.file == entry.file
                    && one.range.start < entry.range.end
                    && entry.range.start < one.range.end
            }
            (None, _) | (_, None) => false,
        })
    };
    let entries: Vec<Finding> = entries.into_iter().filter(|entry| !is_dated(entry)).collect();
    found.extend(entries);
    found
}
