//! Findings that the author has answered with `not_applicable`: each answer is printed with its reason, and silences
//! nothing but the findings of its name in its own document. Does not know what rules look for.

use super::{Facts, RULES, document_file};
use crate::diagnostic::{Finding, Span, nearest};
use crate::fill;
use crate::site::NotApplicable;
use std::collections::BTreeSet;

/// The findings without those that are answered, and a note for each answer.
pub(super) fn answered(facts: &Facts<'_>, mut found: Vec<Finding>) -> Vec<Finding> {
    let site = facts.site;
    let mut told = Vec::new();
    for document in &site.documents {
        let folder = document_file(document).file.replace("document.yaml", "");
        for answer in &document.not_applicable {
            told.push(answer_of(answer, &mut found, |one| one.is_below(&folder)));
        }
    }
    for answer in &site.settings.not_applicable {
        told.push(answer_of(answer, &mut found, |_| true));
    }
    found.extend(told);
    found
}

fn answer_of(
    answer: &NotApplicable,
    found: &mut Vec<Finding>,
    is_there: impl Fn(&Finding) -> bool,
) -> Finding {
    let names: BTreeSet<String> = found.iter().map(Finding::answer_name).collect();
    let before = found.len();
    found.retain(|one| one.answer_name() != answer.name || !is_there(one));
    let (name, reason) = (&answer.name, &answer.reason);
    let code = name.split('.').next().unwrap_or_default();
    let told = if found.len() < before {
        let told = Finding::note("not-applicable", fill! { name, reason });
        told.quoting(reason.clone())
    } else if RULES.iter().any(|rule| rule.code == code) {
        let parts: Vec<&str> =
            names.iter().filter(|one| one.starts_with(code)).map(String::as_str).collect();
        match nearest(name, parts) {
            Some(near) => Finding::warning("not-applicable.near", fill! { name, near }),
            None => Finding::note("not-applicable.idle", fill! { name }),
        }
    } else {
        let codes = RULES.iter().map(|rule| rule.code);
        let near = nearest(code, codes).unwrap_or("missing-item");
        Finding::warning("not-applicable.unknown", fill! { name, near })
    };
    told.at(Span::clone(&answer.span))
}
