//! What a page of changes says: compared when the page is written, proved before it is. Does not know which texts
//! are compared.

use super::sentence::{from, sentence};
use super::shape::{map, safe};
use crate::diff::redline::{ListedChange, Redline};
use crate::diff::{Memo, Preorder, compare_with};
use crate::publish::formats::comparison::{Sheet, State, Style, html};
use crate::publish::plan::{self, Body, ChangesPage, Page, Plan};
use crate::site::Kind;
use crate::tree::Provision;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tera::Value;

/// What changed between two texts, by their hashes; `None` until it is known.
type ToldOf = HashMap<(u128, u128), Option<Arc<[ListedChange]>>>;

/// The same two texts on two pages, from a version to the next and from it to the one in force, of a document of one
/// kind, told of what has come or of what is coming.
type Shared = HashMap<(u128, u128, Kind, bool), Option<Arc<Shown>>>;

/// A comparison as a page shows it.
struct Shown {
    count: String,
    sentences: String,
    table: String,
    digest: String,
}

/// What all pages of changes share.
pub(super) struct Desk {
    /// Texts that were compared.
    memo: Memo,
    regulation: Style,
    notice: Style,
    /// The changes between the texts that feeds tell of.
    told: Mutex<ToldOf>,
    /// Comparisons that more than one page shows.
    shared: Mutex<Shared>,
}

fn key(own: &ChangesPage) -> (u128, u128, Kind, bool) {
    let is_coming = own.state == plan::State::Coming;
    (own.old.whole(), own.new.whole(), own.kind, is_coming)
}

impl Desk {
    /// Nothing compared yet; what feeds or several pages will ask for is kept.
    pub(super) fn new(plan: &Plan) -> Desk {
        let style = |name| Style::shipped(name).expect("both are shipped");
        let news = plan.feeds.iter().flat_map(|feed| &feed.news);
        let wanted = news.filter_map(|news| news.texts.as_ref());
        let wanted = wanted.map(|(old, new)| ((old.whole(), new.whole()), None));
        let mut counts: HashMap<_, usize> = HashMap::new();
        for page in &plan.pages {
            if let Body::Changes(own) = &page.body {
                *counts.entry(key(own)).or_default() += 1;
            }
        }
        let shared = counts.into_iter().filter(|(_, count)| *count > 1);
        Desk {
            shared: Mutex::new(shared.map(|(key, _)| (key, None)).collect()),
            told: Mutex::new(wanted.collect()),
            memo: Memo::default(),
            regulation: style("standard"),
            notice: style("notice"),
        }
    }

    /// What changed between two texts.
    pub(super) fn listed(&self, old: &Arc<Provision>, new: &Arc<Provision>) -> Arc<[ListedChange]> {
        let key = (old.whole(), new.whole());
        let known = lock(&self.told).get(&key).cloned().flatten();
        known.unwrap_or_else(|| {
            let (old, new) = (Preorder::of(old), Preorder::of(new));
            let found = compare_with(&old, &new, &self.memo);
            let listed: Arc<[ListedChange]> = Redline::of(&old, &new, &found).list().into();
            lock(&self.told).insert(key, Some(listed.clone()));
            listed
        })
    }

    /// Keeps the changes between two texts where a feed will ask for them.
    fn keep(&self, own: &ChangesPage, told: &Redline<'_>) {
        if let Some(place) = lock(&self.told).get_mut(&(own.old.whole(), own.new.whole())) {
            *place = Some(told.list().into());
        }
    }

    /// A comparison that another page shows too.
    fn shown(&self, own: &ChangesPage) -> Option<Arc<Shown>> {
        lock(&self.shared).get(&key(own)).cloned().flatten()
    }

    /// Keeps a comparison where another page shows it too.
    fn share(&self, own: &ChangesPage, shown: &Arc<Shown>) {
        if let Some(place) = lock(&self.shared).get_mut(&key(own)) {
            *place = Some(shown.clone());
        }
    }

    fn style(&self, kind: Kind) -> &Style {
        match kind {
            Kind::Regulation => &self.regulation,
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => &self.notice,
        }
    }
}

/// A memo whose holder panicked still holds whole values: they are only ever inserted.
fn lock<T>(memo: &Mutex<T>) -> MutexGuard<'_, T> {
    memo.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The values that the template of such a page uses.
pub(super) fn changes(own: &ChangesPage, page: &Page, desk: &Desk) -> Value {
    let shown = desk.shown(own).unwrap_or_else(|| {
        let shown = Arc::new(show(own, page, desk));
        desk.share(own, &shown);
        shown
    });
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
fn show(own: &ChangesPage, page: &Page, desk: &Desk) -> Shown {
    let (old, new) = (Preorder::of(&own.old), Preorder::of(&own.new));
    let found = compare_with(&old, &new, &desk.memo);
    let digest = found
        .prove(&old, &new)
        .expect("a comparison leads from the old tree to the new one and back");
    let told = Redline::of(&old, &new, &found);
    desk.keep(own, &told);
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
        style: desk.style(own.kind),
    };
    let rows = sheet.rows();
    Shown {
        count: sheet.count(),
        sentences: html::sentences(&sheet, &rows),
        table: html::table(&sheet, &rows),
        digest: digest.to_string(),
    }
}
