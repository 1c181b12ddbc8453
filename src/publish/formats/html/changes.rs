//! What a page of changes says: compared when the page is written, proved before it is. Does not know which texts
//! are compared.

use super::data::ChangesData;
use super::sentence::PageWords;
use crate::diff::redline::Redline;
use crate::diff::{Comparisons, Preorder};
use crate::publish::formats::comparison::{Changes, DecisionState, Sheet, Style};
use crate::publish::plan::{self, Body, ChangesPage, Page, SameChanges, SitePlan};
use crate::site::Kind;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use tera::Value;

/// A comparison as every page of it shows it.
struct RenderedComparison {
    count: Value,
    sentences: Value,
    table: Value,
    digest: Value,
}

/// Comparisons as pages show them; what more than one page shows is kept.
pub(super) struct ShownComparisons<'a> {
    pub(super) comparisons: &'a Comparisons,
    regulation: Style,
    notice: Style,
    shared: HashMap<SameChanges, OnceLock<Arc<RenderedComparison>>>,
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
    fn of(&self, own: &ChangesPage, page: &Page) -> Arc<RenderedComparison> {
        let show = || Arc::new(show(own, page, self));
        self.shared.get(&own.same()).map_or_else(show, |shown| shown.get_or_init(show).clone())
    }

    fn style(&self, kind: Kind) -> &Style {
        match kind {
            Kind::Regulation => &self.regulation,
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
                &self.notice
            }
        }
    }
}

/// What the template of such a page uses.
pub(super) fn changes(
    own: &ChangesPage,
    on: PageWords<'_>,
    shown: &ShownComparisons<'_>,
) -> ChangesData {
    let RenderedComparison { count, sentences, table, digest } = &*shown.of(own, on.page);
    let [count, sentences, table, digest] = [count, sentences, table, digest].map(Value::clone);
    ChangesData { intro: on.sentences(&own.intro), count, sentences, table, digest }
}

/// Compares the texts of a page, and proves the comparison.
fn show(own: &ChangesPage, page: &Page, shown: &ShownComparisons<'_>) -> RenderedComparison {
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
            plan::TextStatus::Coming => DecisionState::Coming,
            _ => DecisionState::Decided,
        },
        comparison: &found,
        told: &told,
        style: shown.style(own.kind),
    };
    let changes = Changes::of(&sheet, digest.to_string());
    RenderedComparison {
        count: Value::from_serializable(&changes.count),
        sentences: Value::from_serializable(&changes.sentences),
        table: Value::from_serializable(&changes.table),
        digest: changes.digest.into(),
    }
}
