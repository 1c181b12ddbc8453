//! What a page of changes says: compared when the page is written, proved before it is. Does not know which texts
//! are compared.

use super::sentence::{from, sentence};
use super::shape::{map, safe};
use crate::diff::redline::Redline;
use crate::diff::{Comparisons, Preorder};
use crate::publish::formats::comparison::{Sheet, State, Style, html};
use crate::publish::plan::{self, Body, ChangesPage, Page, SameChanges, SitePlan};
use crate::site::Kind;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use tera::Value;

/// A comparison as a page shows it.
struct Shown {
    count: String,
    sentences: String,
    table: String,
    digest: String,
}

/// Comparisons as pages show them; what more than one page shows is kept.
pub(super) struct ShownComparisons<'a> {
    comparisons: &'a Comparisons,
    regulation: Style,
    notice: Style,
    shared: HashMap<SameChanges, OnceLock<Arc<Shown>>>,
}

impl<'a> ShownComparisons<'a> {
    /// Nothing shown yet.
    pub(super) fn new(plan: &SitePlan, comparisons: &'a Comparisons) -> ShownComparisons<'a> {
        let style = |name| Style::shipped(name).expect("both are shipped");
        let mut counts: HashMap<_, usize> = HashMap::new();
        for page in &plan.pages {
            if let Body::Changes(own) = &page.body {
                *counts.entry(own.same()).or_default() += 1;
            }
        }
        let shared = counts.into_iter().filter(|(_, count)| *count > 1);
        ShownComparisons {
            comparisons,
            regulation: style("standard"),
            notice: style("notice"),
            shared: shared.map(|(key, _)| (key, OnceLock::new())).collect(),
        }
    }

    /// The comparison of a page; another page of the same one waits for the first.
    fn of(&self, own: &ChangesPage, page: &Page) -> Arc<Shown> {
        let show = || Arc::new(show(own, page, self));
        self.shared.get(&own.same()).map_or_else(show, |shown| shown.get_or_init(show).clone())
    }

    fn style(&self, kind: Kind) -> &Style {
        match kind {
            Kind::Regulation => &self.regulation,
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => &self.notice,
        }
    }
}

/// The values that the template of such a page uses.
pub(super) fn changes(own: &ChangesPage, page: &Page, shown: &ShownComparisons<'_>) -> Value {
    let shown = shown.of(own, page);
    let intro = own.intro.iter().map(|one| sentence(one, &from(page)));
    map([
        ("intro", intro.collect::<Vec<Value>>().into()),
        ("count", shown.count.as_str().into()),
        ("sentences", safe(&shown.sentences)),
        ("table", safe(&shown.table)),
        ("digest", shown.digest.as_str().into()),
    ])
}

/// Compares the texts of a page, and proves the comparison.
fn show(own: &ChangesPage, page: &Page, shown: &ShownComparisons<'_>) -> Shown {
    let (old, new) = (Preorder::of(&own.old), Preorder::of(&own.new));
    let found = shown.comparisons.between(&old, &new);
    let digest = found
        .prove(&old, &new)
        .expect("a comparison leads from the old tree to the new one and back");
    let told = Redline::of(&old, &new, &found);
    shown.comparisons.keep_list(&own.old, &own.new, &told);
    let sheet = Sheet {
        title: page.title.clone(),
        from: own.from.clone(),
        to: own.to.clone(),
        state: match own.state {
            plan::State::Coming => State::Coming,
            _ => State::Decided,
        },
        comparison: &found,
        told: &told,
        style: shown.style(own.kind),
    };
    let rows = sheet.rows();
    Shown {
        count: sheet.count(),
        sentences: html::sentences(&sheet, &rows),
        table: html::table(&sheet, &rows),
        digest: digest.to_string(),
    }
}
