//! What references meant in the newest version. Does not know how they are written anew.

use super::rows::is_in_body;
use super::{Meaning, Why};
use crate::diff::{Pairs, Preorder};
use crate::regulation::{self, Target};
use crate::text::citation::Citation;
use crate::tree::{Form, Provision, Text};
use std::sync::Arc;

/// The newest version, and which of its provisions is which of the draft.
pub(super) struct Base<'a> {
    pub tree: &'a Arc<Provision>,
    pub before: &'a Preorder<'a>,
    pub pairs: &'a Pairs,
}

impl Base<'_> {
    /// What a reference by number meant in the newest version, in the draft.
    pub fn find(&self, citation: &Citation) -> Meaning {
        find(self.before, citation).map_or(Meaning::Nothing, |at| self.now(at))
    }

    /// What the references of a text of the draft meant, in their order; `None` where its words are not those of
    /// the version: then the version cannot say.
    pub fn meanings(&self, from: u32, text: &Text) -> Option<Vec<Meaning>> {
        let old = self.pairs.old_of(from)?;
        if self.before.node(old).text() != text {
            return None;
        }
        let references = regulation::references_in(self.tree, &|at| at == old as usize).into_iter();
        let meaning = |reference: regulation::Reference| match reference.target {
            Target::Found(to) => self.now(to as u32),
            Target::Missing | Target::Elsewhere => Meaning::Nothing,
        };
        Some(references.map(meaning).collect())
    }

    /// What a provision of the version is in the draft.
    fn now(&self, old: u32) -> Meaning {
        let new = self.pairs.new_of(old);
        new.map_or(Meaning::Unsure(Why::Gone), Meaning::Leads)
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
