//! What references mean: those by number in the newest version, those that name the document; and what their words become
//! where what they lead to gets another number, in the files of a draft. Does not decide which.

use super::series::is_in_body;
use super::{ReferenceMeaning, UnsureReason};
use crate::diagnostic::Span;
use crate::diff::{Pairs, Preorder};
use crate::disk::Snapshot;
use crate::regulation::{self, Referent};
use crate::site::Document;
use crate::text::citation::{self, Abbreviations, Citation, Division, Step};
use crate::text::label::with_number;
use crate::tree::{Form, Label, Provision, Text};
use std::collections::{BTreeMap, BTreeSet};
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

/// A tree with the labels that it gets.
pub(super) struct Relabelled<'a> {
    pub order: &'a Preorder<'a>,
    pub labels: BTreeMap<u32, Label>,
}

impl Relabelled<'_> {
    /// The label that a provision will have.
    fn label(&self, at: u32) -> Option<&Label> {
        let own = self.order.get(at)?.label();
        self.labels.get(&at).or(own)
    }

    /// The provision of that form in which another stands, or that one itself.
    pub fn within(&self, at: u32, form: Form) -> Option<u32> {
        let up = std::iter::once(at).chain(self.order.ancestors(at));
        // Of nested 号 the outermost is the one that references count.
        up.filter(|at| self.order.node(*at).form() == form).last()
    }

    /// The number that a provision of a form will be called by; 1 for a first paragraph without one.
    fn number(&self, at: u32, form: Form) -> Option<Vec<u32>> {
        let at = self.within(at, form)?;
        match self.label(at) {
            Some(label) => Some(label.number()?.parts),
            None if form == Form::Paragraph => Some(vec![1]),
            None => None,
        }
    }

    /// What the words of a reference become so that they lead to `target`: the same words where no number in
    /// them changes, `None` where they cannot be written.
    pub fn written(&self, words: &str, citation: &Citation, target: u32) -> Option<String> {
        let place = &citation.place;
        if place.division != Division::Body {
            return Some(words.to_owned());
        }
        let steps = [
            (&place.article, Form::Article, '条'),
            (&place.paragraph, Form::Paragraph, '項'),
            (&place.item, Form::Item, '号'),
        ];
        let mut out = words.to_owned();
        for (step, form, unit) in steps {
            if let Some(Step::Number(was)) = step {
                let is = self.number(target, form)?;
                if is != *was {
                    out = with_number(&out, unit, was, &is)?;
                }
            }
        }
        Some(out)
    }
}

/// Words in a file that give way to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// Where they stand.
    pub span: Span,
    /// The words.
    pub from: String,
    /// What takes their place.
    pub to: String,
}

/// The place of a range of a text's words; `None` where the file does not hold these very words.
pub(super) fn place(snapshot: &Snapshot, text: &Text, range: Range<usize>) -> Option<Span> {
    let words = text.words();
    let span = text.locate(range.clone())?;
    let held = bytes(snapshot, &span)?;
    (held == words.get(range)?.as_bytes()).then_some(span)
}

/// The place of a provision's label: before its first words, on the same line.
pub(super) fn label_place(snapshot: &Snapshot, provision: &Provision) -> Option<Span> {
    let label = provision.label()?.as_str();
    let texts = provision.visit().flat_map(|(_, own)| [own.heading(), own.text()]);
    let mut starts = texts.filter(|text| !text.is_empty()).filter_map(|text| text.locate(0..1));
    starts.find_map(|first| {
        let file = snapshot.file(&first.file)?.bytes();
        let before = file.get(..first.range.start)?;
        let line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let head = std::str::from_utf8(&before[line..]).ok()?;
        let at = line + head.find(label)?;
        Some(Span::new(first.file, at..at + label.len()))
    })
}

fn bytes<'a>(snapshot: &'a Snapshot, span: &Span) -> Option<&'a [u8]> {
    snapshot.file(&span.file)?.bytes().get(span.range.clone())
}

/// The files with the words in place, by their paths. Of the same words named twice one counts.
pub(super) fn files(snapshot: &Snapshot, all: &[Rewording]) -> BTreeMap<String, Vec<u8>> {
    let mut by_file: BTreeMap<&str, BTreeMap<usize, &Rewording>> = BTreeMap::new();
    for one in all {
        let places = by_file.entry(&one.span.file).or_default();
        places.insert(one.span.range.start, one);
    }
    let written = by_file.into_iter().filter_map(|(file, places)| {
        let mut bytes = snapshot.file(file)?.bytes().to_vec();
        for one in places.values().rev() {
            let range = one.span.range.clone();
            bytes.splice(range, one.to.bytes());
        }
        Some((file.to_owned(), bytes))
    });
    written.collect()
}
