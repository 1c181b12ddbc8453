//! References of a regulation to provisions that it does not have. Does not follow references to laws.

use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::regulation::{Reference, Referent, references};
use crate::site::Document;
use crate::tree::{Form, Provision};

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.site.documents.iter().flat_map(document).collect()
}

/// The draft is what can be mended; every period of the facts has the same articles.
fn document(document: &Document) -> Vec<Finding> {
    let root = &document.draft.periods()[0].1;
    if !root.visit().any(|(_, provision)| provision.form() == Form::Article) {
        return Vec::new();
    }
    let provisions: Vec<&Provision> = root.visit().map(|(_, provision)| provision).collect();
    let missing =
        references(root).into_iter().filter(|reference| reference.target == Referent::Missing);
    // The words of a provision are put together once, however many references it has.
    let mut read = (usize::MAX, String::new());
    let told = missing.map(|reference| {
        if read.0 != reference.from {
            read = (reference.from, provisions[reference.from].text().words());
        }
        left_alone(&reference, provisions[reference.from], &read.1)
    });
    told.collect()
}

fn left_alone(reference: &Reference, from: &Provision, words: &str) -> Finding {
    let cited = &words[reference.citation.range.clone()];
    finding(Severity::Warning, "dangling-reference", fill! { cited })
        .at(from.text().locate(reference.citation.range.clone()))
}
