//! Posts and boards that are nearly what the document sets up: 取扱管理責任者 where there are 管理責任者 and 取扱責任者. Does not know
//! which is meant.

use super::wording::DraftWords;
use super::{Facts, finding};
use crate::diagnostic::{Finding, Message, Severity};
use crate::fill;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.drafts().iter().flat_map(of_draft).collect()
}

fn of_draft(draft: &DraftWords<'_>) -> Vec<Finding> {
    let near = draft.strangers().iter().filter(|one| !one.near.is_empty());
    let told = near.map(|one| {
        let passage = &draft.passages[one.passage];
        let (term, place) = (&passage.words[one.range.clone()], &passage.place);
        let known = one.near.iter().map(|name| format!("「{name}」")).collect::<String>();
        let known = Message::new(known, one.near.join(", "));
        finding(Severity::Note, "near-term", fill! { term, place, known })
            .at(passage.locate(one.range.clone()))
    });
    told.collect()
}
