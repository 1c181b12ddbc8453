//! What words become that lead to what gets another number, where they stand in the files of a draft, and the files
//! with others in their place. Does not decide which.

use crate::diagnostic::Span;
use crate::diff::Preorder;
use crate::disk::Snapshot;
use crate::text::citation::{Citation, Division, Step};
use crate::text::label::with_number;
use crate::tree::{Form, Label, Provision, Text};
use std::collections::BTreeMap;
use std::ops::Range;

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
