//! What references mean: those by number in the newest version, those that name the document. Does not know how
//! they are written anew.

use super::series::is_in_body;
use super::{ReferenceMeaning, UnsureReason};
use crate::diff::{Pairs, Preorder};
use crate::regulation::{self, Referent};
use crate::site::Document;
use crate::text::citation::{self, Abbreviations, Citation, Division};
use crate::tree::{Form, Provision, Text};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// The newest version, and which of its provisions is which of the draft.
pub(super) struct NewestVersion<'a> {
    pub tree: &'a Arc<Provision>,
    pub before: &'a Preorder<'a>,
    pub pairs: &'a Pairs,
}

impl NewestVersion<'_> {
    /// What a reference by number meant in the newest version, in the draft.
    pub fn find(&self, citation: &Citation) -> ReferenceMeaning {
        find(self.before, citation).map_or(ReferenceMeaning::Nothing, |at| self.now(at))
    }

    /// What the references of a text of the draft meant, in their order; `None` where its words are not those of
    /// the version: then the version cannot say.
    pub fn meanings(&self, from: u32, text: &Text) -> Option<Vec<ReferenceMeaning>> {
        let old = self.pairs.old_of(from)?;
        if self.before.node(old).text() != text {
            return None;
        }
        let references = regulation::references_in(self.tree, &|at| at == old as usize).into_iter();
        let meaning = |reference: regulation::Reference| match reference.target {
            Referent::Found(to) => self.now(to as u32),
            Referent::Missing | Referent::Elsewhere => ReferenceMeaning::Nothing,
        };
        Some(references.map(meaning).collect())
    }

    /// What a provision of the version is in the draft.
    fn now(&self, old: u32) -> ReferenceMeaning {
        let new = self.pairs.new_of(old);
        new.map_or(ReferenceMeaning::Unsure(UnsureReason::Gone), ReferenceMeaning::Leads)
    }
}

/// The provision of the body that a reference gives by numbers: 条, and 項 and 号 where they are written.
pub(super) fn find(order: &Preorder<'_>, citation: &Citation) -> Option<u32> {
    let parts = citation.article()?;
    let is_article = |at: &u32| order.node(*at).form() == Form::Article && is_in_body(order, *at);
    let mut articles = (0..order.len() as u32).filter(is_article);
    let mut at = articles.find(|at| is_numbered(order, *at, parts))?;
    if let Some(number) = citation.paragraph().or(citation.item().map(|_| 1)) {
        at = child(order, at, Form::Paragraph, &[number])?;
    }
    match citation.item() {
        Some(parts) => child(order, at, Form::Item, parts),
        None => Some(at),
    }
}

fn child(order: &Preorder<'_>, at: u32, form: Form, parts: &[u32]) -> Option<u32> {
    let mut children = order.children(at).filter(|at| order.node(*at).form() == form);
    children.find(|at| is_numbered(order, *at, parts))
}

/// Whether a provision has a number; a first paragraph without one has 1.
fn is_numbered(order: &Preorder<'_>, at: u32, parts: &[u32]) -> bool {
    let own = order.node(at);
    match own.label() {
        Some(label) => label.number().is_some_and(|number| number.parts == parts),
        None => own.form() == Form::Paragraph && parts == [1],
    }
}

/// What the document is and was called, the longest name first.
pub(super) fn names(document: &Document, draft: &Provision) -> Vec<String> {
    let versions = document.versions.iter().map(|version| version.tree.heading().words());
    let titles = document.titles.iter().map(|title| title.words.clone());
    let all: BTreeSet<String> = versions.chain(titles).chain([draft.heading().words()]).collect();
    let mut all: Vec<String> = all.into_iter().filter(|name| name.chars().count() > 1).collect();
    all.sort_by_key(|name| std::cmp::Reverse(name.len()));
    all
}

/// References that stand right behind a name of the document: the bytes of the reference, and what it says.
pub(super) fn named(words: &str, names: &[String]) -> Vec<(Range<usize>, Citation)> {
    let mut out: Vec<(Range<usize>, Citation)> = Vec::new();
    for name in names {
        for (at, _) in words.match_indices(name.as_str()) {
            let mut start = at + name.len();
            start += words[start..].len() - words[start..].trim_start_matches(['」', '』']).len();
            if words[start..].starts_with('（') {
                start += words[start..].find('）').map_or(0, |end| end + '）'.len_utf8());
            }
            let found = citation::find(&words[start..], &Abbreviations::default());
            let Some(first) = found.into_iter().find(|citation| citation.range.start == 0) else {
                continue;
            };
            let range = start..start + first.range.end;
            let is_known =
                out.iter().any(|(known, _)| known.start < range.end && range.start < known.end);
            if first.place.division == Division::Body && !is_known {
                out.push((range, first));
            }
        }
    }
    out
}
