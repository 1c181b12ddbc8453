//! Posts and boards that are asked to do something and are set up nowhere, and 法, 令 and the like before the number of an
//! article where the document does not say which law that is. Does not know what other documents set up.

use super::wording::{DraftWords, Part};
use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::text::citation::{self, Abbreviations};
use std::collections::BTreeSet;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    // What an excerpt leaves out may say it.
    let whole = facts.drafts().iter().filter(|draft| !draft.is_in_part());
    whole.flat_map(|draft| laws(draft).into_iter().chain(posts(draft))).collect()
}

fn posts(draft: &DraftWords<'_>) -> Vec<Finding> {
    let unknown = draft.strangers().iter().filter(|one| {
        one.near.is_empty() && one.acts && !draft.is_sealed(&draft.passages[one.passage])
    });
    let told = unknown.map(|one| {
        let passage = &draft.passages[one.passage];
        let (term, place) = (&passage.words[one.range.clone()], &passage.place);
        let told = match draft.is_regulation() {
            true => finding(Severity::Note, "undefined-term", fill! { term, place }),
            false => finding(Severity::Note, "undefined-term.notice", fill! { term, place }),
        };
        told.at(passage.locate(one.range.clone()))
    });
    told.collect()
}

/// Names that say nothing until the document says of what.
const SHORT: [&str; 8] = ["法", "令", "規則", "省令", "政令", "施行令", "施行規則", "指針"];

/// The first place of each short name of a law that is not given one.
fn laws(draft: &DraftWords<'_>) -> Vec<Finding> {
    let mut short = Abbreviations::default();
    for passage in &draft.passages {
        short.add(&passage.words);
    }
    let terms = draft.definitions();
    let is_defined =
        |term: &str| short.is_defined(term) || terms.iter().any(|one| one.name == *term);
    // Where a regulation gives other names of laws, it is to give this one too.
    let gives_names = draft.is_regulation()
        && terms.iter().any(|one| one.name.ends_with(['法', '令']) || one.name == "規則");
    let is_short = |term: &str| SHORT.contains(&term) || gives_names && citation::is_short(term);
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for passage in draft.passages.iter().filter(|passage| passage.part == Part::Words) {
        if !passage.words.contains(['法', '令', '則', '針']) {
            continue;
        }
        for citation in citation::find(&passage.words, &short) {
            let Some(name) = citation.name.filter(|name| name.end == citation.range.start) else {
                continue;
            };
            let term = &passage.words[name.clone()];
            if !draft.is_sealed(passage) && is_short(term) && !is_defined(term) && told.insert(term)
            {
                let place = &passage.place;
                let one = finding(Severity::Note, "undefined-term.law", fill! { term, place });
                found.push(one.at(passage.locate(name)));
            }
        }
    }
    found
}
