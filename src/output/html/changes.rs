//! What a page of changes says: compared when the page is written, proved before it is. Does not know which texts
//! are compared.

use super::sentence::{from, sentence};
use super::shape::{map, safe};
use crate::compare::{Memo, Preorder, compare_with};
use crate::output::comparison::{Sheet, State, Style, html};
use crate::pages::{self, ChangesPage, Feed, Page};
use crate::site::Kind;
use crate::told::{Listed, Told};
use crate::tree::Provision;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tera::Value;

/// What changed between two texts, by their hashes; `None` until it is known.
type ToldOf = HashMap<(u128, u128), Option<Arc<[Listed]>>>;

/// What all pages of changes share.
pub(super) struct Desk {
    /// Texts that were compared.
    memo: Memo,
    regulation: Style,
    notice: Style,
    /// The changes between the texts that feeds tell of.
    told: Mutex<ToldOf>,
}

impl Desk {
    /// Nothing compared yet; the changes between the texts of feeds will be kept.
    pub(super) fn new(feeds: &[Feed]) -> Desk {
        let style = |name| Style::shipped(name).expect("both are shipped");
        let news = feeds.iter().flat_map(|feed| &feed.news);
        let wanted = news.filter_map(|news| news.texts.as_ref());
        let wanted = wanted.map(|(old, new)| ((old.whole(), new.whole()), None));
        Desk {
            told: Mutex::new(wanted.collect()),
            memo: Memo::default(),
            regulation: style("standard"),
            notice: style("notice"),
        }
    }

    /// What changed between two texts.
    pub(super) fn listed(&self, old: &Arc<Provision>, new: &Arc<Provision>) -> Arc<[Listed]> {
        let key = (old.whole(), new.whole());
        let known = self.told().get(&key).cloned().flatten();
        known.unwrap_or_else(|| {
            let found = compare_with(old, new, &self.memo);
            let (old, new) = (Preorder::of(old), Preorder::of(new));
            let listed: Arc<[Listed]> = Told::of(&old, &new, &found).list().into();
            self.told().insert(key, Some(listed.clone()));
            listed
        })
    }

    /// Keeps the changes between two texts where a feed will ask for them.
    fn keep(&self, own: &ChangesPage, told: &Told<'_>) {
        if let Some(place) = self.told().get_mut(&(own.old.whole(), own.new.whole())) {
            *place = Some(told.list().into());
        }
    }

    /// A memo whose holder panicked still holds whole values: they are only ever inserted.
    fn told(&self) -> MutexGuard<'_, ToldOf> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn style(&self, kind: Kind) -> &Style {
        match kind {
            Kind::Regulation => &self.regulation,
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => &self.notice,
        }
    }
}

/// The values that the template of such a page uses.
pub(super) fn changes(own: &ChangesPage, page: &Page, desk: &Desk) -> Value {
    let found = compare_with(&own.old, &own.new, &desk.memo);
    let digest = found
        .prove(&own.old, &own.new)
        .expect("a comparison leads from the old tree to the new one and back");
    let (old, new) = (Preorder::of(&own.old), Preorder::of(&own.new));
    let told = Told::of(&old, &new, &found);
    desk.keep(own, &told);
    let sheet = Sheet {
        title: page.title.clone(),
        from: own.from.clone(),
        to: own.to.clone(),
        state: match own.state {
            pages::State::Coming => State::Coming,
            _ => State::Decided,
        },
        comparison: &found,
        told: &told,
        style: desk.style(own.kind),
    };
    let intro = own.intro.iter().map(|one| sentence(one, &from(page)));
    let rows = sheet.rows();
    map([
        ("intro", intro.collect::<Vec<Value>>().into()),
        ("count", sheet.count().into()),
        ("sentences", safe(&html::sentences(&sheet, &rows))),
        ("table", safe(&html::table(&sheet, &rows))),
        ("digest", digest.to_string().into()),
    ])
}
