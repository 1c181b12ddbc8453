//! The pages of a site as a list for those who check them in a browser: pages that one template makes, in one
//! state, of the same forms, look alike, and one of them stands for all. Does not know how pages are made.

use super::plan::{AidPage, Body, ChangesPage, Finder, Page, SitePlan, TextStatus};
use crate::tree::Provision;
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};

#[derive(Serialize)]
struct PageOnList<'a> {
    path: &'a str,
    template: &'static str,
    state: &'static str,
    forms: BTreeSet<&'static str>,
}

/// A line of JSON for each page.
pub fn page_list(plan: &SitePlan) -> String {
    let line = |page: &Page| {
        let (template, state) = look(&page.body);
        let path = page.address.as_str();
        let page = PageOnList { path, template, state, forms: forms(&page.body) };
        serde_json::to_string(&page).expect("strings have a JSON form") + "\n"
    };
    plan.pages.iter().map(line).collect()
}

/// The template of a page, and the state in time that it shows; none where it shows several.
fn look(body: &Body) -> (&'static str, &'static str) {
    let now = TextStatus::InForce.name();
    match body {
        Body::Index(_) => ("pages/index.html", ""),
        Body::Text(text) => ("pages/text.html", text.state.name()),
        Body::Aid(aid) => ("pages/aid.html", aid.state.name()),
        Body::Waiting { state, .. } => ("pages/waiting.html", state.name()),
        Body::Finder(Finder::Index { .. }) => ("pages/finder.html", now),
        Body::Finder(Finder::Row(_)) => ("pages/row.html", now),
        Body::Finder(Finder::Purpose(_)) => ("pages/purpose.html", now),
        Body::History(_) => ("pages/history.html", ""),
        Body::Record(_) => ("pages/record.html", ""),
        Body::Changes(changes) => ("pages/changes.html", changes.state.name()),
    }
}

/// The forms of provisions that a page shows, and what else changes its look.
fn forms(body: &Body) -> BTreeSet<&'static str> {
    match body {
        Body::Text(text) => {
            let mut all: BTreeSet<_> =
                text.tree.visit().map(|(_, own)| own.form().name()).collect();
            all.extend(text.aided.furigana.is_some().then_some("furigana"));
            all.extend((!text.aided.choices.is_empty()).then_some("choices"));
            all
        }
        Body::Aid(aid) => of_aid(aid),
        Body::Changes(changes) => of_changes(changes),
        Body::Index(_)
        | Body::Waiting { .. }
        | Body::Finder(_)
        | Body::History(_)
        | Body::Record(_) => BTreeSet::new(),
    }
}

fn of_aid(aid: &AidPage) -> BTreeSet<&'static str> {
    let parts = aid.parts.iter().map(|part| part.state.name());
    std::iter::once(aid.kind.lang()).chain(parts).collect()
}

/// The forms of what stands in one of both texts only, or otherwise.
fn of_changes(changes: &ChangesPage) -> BTreeSet<&'static str> {
    let hashes =
        |tree: &Provision| -> HashSet<u128> { tree.visit().map(|(_, own)| own.whole()).collect() };
    let (old, new) = (hashes(&changes.old), hashes(&changes.new));
    let only = |tree: &'_ Provision, other: &HashSet<u128>| -> Vec<&'static str> {
        let own = tree.visit().filter(|(_, own)| !other.contains(&own.whole()));
        own.map(|(_, own)| own.form().name()).collect()
    };
    only(&changes.old, &new).into_iter().chain(only(&changes.new, &old)).collect()
}
