//! Articles of another document of the site that a text cites with a caption that is not theirs, or that were about
//! something else when the text was decided. Articles that are not there at all are told by `dangling-reference`.

use super::likeness::{Essence, PairWeights};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::regulation::{Guide, Reference, Referent};
use crate::rules::dangling_reference::TitledTexts;
use crate::rules::{Facts, finding};
use crate::site::Document;
use crate::text::citation::CitedSource;
use crate::tree::{Form, Provision};
use std::collections::BTreeMap;
use std::sync::Arc;

/// References to articles of other documents, with what has become of these.
pub(in crate::rules) fn of_citations(facts: &Facts<'_>) -> Vec<Finding> {
    let titled = TitledTexts::of(facts.site);
    let documents = facts.site.documents.iter().filter(|one| one.repeal.is_none());
    documents.flat_map(|own| of_document(own, &titled)).collect()
}

fn of_document<'a>(own: &'a Document, titled: &TitledTexts<'a>) -> Vec<Finding> {
    let root = &own.draft.periods()[0].1;
    if titled.is_empty() {
        return Vec::new();
    }
    let provisions: Vec<&Provision> = root.visit().map(|(_, provision)| provision).collect();
    let mut cited: BTreeMap<&str, CitedDocument> = BTreeMap::new();
    let mut found = Vec::new();
    for reference in Guide::of(root).references(root, &|_| true) {
        let CitedSource::Law(name) = &reference.citation.source else {
            continue;
        };
        let Some(other) = titled.document(name).filter(|other| other.slug != own.slug) else {
            continue;
        };
        let other =
            cited.entry(other.slug.as_str()).or_insert_with(|| CitedDocument::of(own, other));
        let text = provisions[reference.from].text();
        let words = text.words();
        let one = other_caption(other, &reference, &words);
        let range = reference.citation.range.clone();
        found.extend(one.map(|one| one.quoting(&words[range.clone()]).at(text.locate(range))));
    }
    found
}

/// A document that another one cites.
struct CitedDocument {
    title: String,
    now: Captions,
    /// The version of it that counted when the newest version of the other was recorded.
    before: Option<Captions>,
}

impl CitedDocument {
    fn of(own: &Document, other: &Document) -> CitedDocument {
        let root = &other.draft.periods()[0].1;
        let before = own.newest().and_then(|newest| {
            let mut versions = other.live().rev();
            versions.find(|version| version.recorded <= newest.recorded)
        });
        CitedDocument {
            title: root.heading().words(),
            now: Captions::of(root),
            before: before.map(|version| Captions::of(&version.tree)),
        }
    }
}

/// The captions of the articles of a text.
struct Captions {
    guide: Guide,
    /// Of each provision, the caption of the article that it is in.
    captions: Vec<Option<Arc<str>>>,
    /// The labels of articles by what their captions speak of.
    labels: BTreeMap<String, String>,
}

impl Captions {
    fn of(root: &Provision) -> Captions {
        let (mut captions, mut labels) = (Vec::new(), BTreeMap::new());
        let mut open: Option<(usize, Arc<str>)> = None;
        for (depth, one) in root.visit() {
            if open.as_ref().is_some_and(|(above, _)| *above >= depth) {
                open = None;
            }
            let caption = one.heading().words();
            if one.form() == Form::Article && !caption.is_empty() {
                if let Some(label) = one.label() {
                    let core = Essence::of(&caption).core;
                    labels.entry(core).or_insert_with(|| label.as_str().to_owned());
                }
                open = Some((depth, caption.into()));
            }
            captions.push(open.as_ref().map(|(_, caption)| caption.clone()));
        }
        Captions { guide: Guide::of(root), captions, labels }
    }

    /// The caption of the article that a reference means.
    fn at(&self, reference: &Reference) -> Option<&str> {
        let Referent::Found(at) = self.guide.find(&reference.citation.place) else {
            return None;
        };
        self.captions.get(at)?.as_deref()
    }

    /// The label of the article with that caption.
    fn called(&self, caption: &str) -> Option<&String> {
        self.labels.get(&Essence::of(caption).core)
    }
}

fn other_caption(other: &CitedDocument, reference: &Reference, words: &str) -> Option<Finding> {
    let now = other.now.at(reference)?;
    let range = reference.citation.range.clone();
    let said = said_caption(&words[range.end..]);
    let before = || other.before.as_ref()?.at(reference).map(str::to_owned);
    let was = said.or_else(before).filter(|was| is_other(was, now))?;
    let place = other.now.called(&was)?;
    let (cited, title) = (&words[range], &other.title);
    let blanks = fill! { cited, title, now, was, place };
    Some(finding(Severity::Warning, "document-mismatch.article", blanks))
}

fn is_other(was: &str, now: &str) -> bool {
    Essence::of(was).likeness(&Essence::of(now), &PairWeights::default()) < 0.3
        && !now.contains(was)
}

/// 第8条（安全管理）: the caption in brackets right behind, which a reader is told.
fn said_caption(rest: &str) -> Option<String> {
    let inner = rest.trim_start().strip_prefix(['（', '('])?;
    let said = inner.split(['）', ')']).next()?;
    let length = said.chars().count();
    let is_caption = (2..=20).contains(&length)
        && !["以下", "。", "、", "条", "項", "号", "限る", "除く", "含む"]
            .iter()
            .any(|sign| said.contains(sign));
    is_caption.then(|| said.to_owned())
}
