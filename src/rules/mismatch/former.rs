//! Texts that are to count from a day to come, or are drafted for one, and still name who represents the organisation no
//! more by then, as dated facts and later texts show. Does not know who will be elected.

use super::lines::{StandingText, counts_from};
use super::posts::representatives;
use crate::diagnostic::{Finding, Message, Severity};
use crate::fill;
use crate::rules::{Facts, finding};
use crate::site::Document;
use crate::text::date::Date;
use crate::tree::Provision;

/// Who represented the organisation on a day, as one text says.
struct Named {
    office: String,
    value: String,
    words: String,
    day: Option<Date>,
}

/// Drafts for a day to come that name somebody whose successor another text names from an earlier day on.
pub(in crate::rules) fn of_former(facts: &Facts<'_>) -> Vec<Finding> {
    let documents: Vec<&Document> =
        facts.site.documents.iter().filter(|one| one.repeal.is_none()).collect();
    let told: Vec<(&Document, Vec<Named>)> =
        documents.iter().map(|one| (*one, history(one))).collect();
    let mut found = Vec::new();
    for document in &documents {
        let Some(day) = counts_from(document, facts.today) else {
            continue;
        };
        let text = StandingText::reading(document, document.draft.on(day));
        for own in representatives(&text) {
            let Some((other, successor)) = successor(&told, &own.key, &own.value, day) else {
                continue;
            };
            let title = title_of(other);
            let (words, now) = (&text.lines[own.line].words[own.range.clone()], &successor.words);
            let (about, day) = (&own.about, Message::day(day));
            let blanks = fill! { about, words, now, title, day };
            let one = finding(Severity::Warning, "document-mismatch.former", blanks);
            found.push(one.quoting(words).at(text.locate(own.line, own.range.clone())));
        }
    }
    found
}

fn title_of(document: &Document) -> String {
    let title = document.draft.periods()[0].1.heading().words();
    if title.is_empty() { document.slug.as_str().to_owned() } else { title }
}

/// What a document named over the days: its versions, then the periods of its draft.
fn history(document: &Document) -> Vec<Named> {
    let versions = document.live().map(|one| (Some(one.effective.counted()), &one.tree));
    let periods = document.draft.periods().iter().map(|(from, tree)| (*from, tree));
    let mut found = Vec::new();
    for (day, tree) in versions.chain(periods) {
        let root: &Provision = tree;
        let text = StandingText::reading(document, root);
        for own in representatives(&text) {
            let words = text.lines[own.line].words[own.range.clone()].to_owned();
            found.push(Named { office: own.key, value: own.value, words, day });
        }
    }
    found
}

/// Who came after somebody in an office, by a day, as one document tells it.
fn successor<'n>(
    told: &'n [(&'n Document, Vec<Named>)],
    office: &str,
    value: &str,
    day: Date,
) -> Option<(&'n Document, &'n Named)> {
    told.iter().find_map(|(document, named)| {
        let of_office = || named.iter().filter(|one| one.office == office);
        let was = of_office().filter(|one| one.value == value).map(|one| one.day).max()?;
        let mut later = of_office().filter(|one| one.value != value);
        let next = later.find(|one| one.day > was && one.day.is_some_and(|next| next <= day))?;
        Some((*document, next))
    })
}
