//! The words of a draft that its author can still mend, in reading order. 附則 keep the words of their day, and so do the
//! lines that tell of past decisions; what kohyo prints by itself has no place in a file and is nobody's to mend.

use super::definitions::{Definition, definitions};
use super::offices::{Stranger, strangers};
use crate::regulation::{HISTORY, NUMBER, is_in_part};
use crate::rules::sealed_words;
use crate::site::{Document, Kind};
use crate::text::label::LeadingLabel;
use crate::tree::{Form, Provision, Text};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

/// One text of a draft: the heading of a provision, or its words.
pub(in crate::rules) struct Passage<'a> {
    /// Whose it is.
    pub provision: &'a Provision,
    /// The provision that it stands in.
    pub parent: Option<&'a Provision>,
    /// The text itself, for places.
    pub text: &'a Text,
    /// Its words.
    pub words: String,
    /// Whether it is the heading.
    pub part: Part,
    /// What the place is called: 第4条第2項, or the nearest heading of a notice.
    pub place: String,
}

/// Which text of a provision.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Part {
    /// Caption, title, name of a field.
    Heading,
    /// Its own words.
    Words,
}

/// The words of a document's draft.
pub(in crate::rules) struct DraftWords<'a> {
    /// Whose draft it is.
    pub document: &'a Document,
    /// Its texts in reading order, each once.
    pub passages: Vec<Passage<'a>>,
    sealed: OnceCell<HashSet<String>>,
    in_part: OnceCell<bool>,
    definitions: OnceCell<Vec<Definition>>,
    strangers: OnceCell<Vec<Stranger>>,
}

impl<'a> DraftWords<'a> {
    /// Those of a document; none where it is repealed, for nobody mends it any more.
    pub(in crate::rules) fn of(document: &'a Document) -> DraftWords<'a> {
        let mut passages = Vec::new();
        let mut seen = HashSet::new();
        if document.repeal.is_none() {
            for (_, root) in document.draft.periods() {
                walk(root, &mut |passage| {
                    if passage.text.span().is_some_and(|span| seen.insert(span)) {
                        passages.push(passage);
                    }
                });
            }
        }
        DraftWords {
            document,
            passages,
            sealed: OnceCell::new(),
            in_part: OnceCell::new(),
            definitions: OnceCell::new(),
            strangers: OnceCell::new(),
        }
    }

    /// The terms that it defines, in order.
    pub(in crate::rules) fn definitions(&self) -> &[Definition] {
        self.definitions.get_or_init(|| definitions(&self.passages))
    }

    /// The first place of each post and board that it does not set up; none where it sets up none at all.
    pub(in crate::rules) fn strangers(&self) -> &[Stranger] {
        self.strangers.get_or_init(|| strangers(self))
    }

    /// Whether the words of a passage are public as they are: advice on style comes before a text is sealed, or not at all.
    pub(in crate::rules) fn is_sealed(&self, passage: &Passage<'_>) -> bool {
        let sealed = || sealed_words(self.document, |words| !words.is_empty());
        self.sealed.get_or_init(sealed).contains(&passage.words)
    }

    /// Whether it is printed in part (抜粋, 抄, （略）).
    pub(in crate::rules) fn is_in_part(&self) -> bool {
        let root = &self.document.draft.periods()[0].1;
        *self.in_part.get_or_init(|| is_in_part(root))
    }

    /// Whether it is a regulation.
    pub(in crate::rules) fn is_regulation(&self) -> bool {
        self.document.kind == Kind::Regulation
    }
}

impl Passage<'_> {
    /// The place of some of its words in their file.
    pub(in crate::rules) fn locate(&self, range: Range<usize>) -> Option<crate::diagnostic::Span> {
        self.text.locate(range)
    }
}

fn walk<'a>(root: &'a Provision, take: &mut impl FnMut(Passage<'a>)) {
    let mut above: Vec<&'a Provision> = Vec::new();
    let mut skipped = usize::MAX;
    for (depth, provision) in root.visit() {
        above.truncate(depth);
        let parent = above.last().copied();
        above.push(provision);
        if depth > skipped {
            continue;
        }
        let keeps = matches!(provision.form(), Form::Supplement | Form::Contents)
            || [NUMBER, HISTORY].contains(provision.role());
        skipped = if keeps { depth } else { usize::MAX };
        if keeps {
            continue;
        }
        let texts = [(Part::Heading, provision.heading()), (Part::Words, provision.text())];
        for (part, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            let (words, place) = (text.words(), place(&above));
            take(Passage { provision, parent, text, words, part, place });
        }
    }
}

/// 第4条第2項第1号, or the nearest heading that has words.
fn place(path: &[&Provision]) -> String {
    let unit = path.iter().rposition(|one| one.form().is_law_unit() && one.label().is_some());
    if let Some(at) = unit {
        let mut out = path[at].label().map_or(String::new(), |label| label.as_str().to_owned());
        if path[at].form() == Form::Article {
            path[at + 1..].iter().for_each(|below| out.push_str(&step(path[at], below)));
        }
        return out;
    }
    let headed = path.iter().rev().map(|one| one.heading().words()).find(|words| !words.is_empty());
    headed.unwrap_or_default()
}

/// 第2項, 第1号: what is below an article, by the number that it has.
fn step(article: &Provision, below: &Provision) -> String {
    let is_first = below.form() == Form::Paragraph && below.label().is_none();
    if is_first && article.children().iter().any(|one| one.label().is_some()) {
        return "第1項".to_owned();
    }
    let Some(number) = below.label().and_then(LeadingLabel::of) else {
        return String::new();
    };
    match below.form() {
        Form::Paragraph => format!("第{}項", number.first),
        Form::Item if below.label().is_some_and(|label| label.as_str().contains(['(', '（'])) => {
            format!("第{}号", number.first)
        }
        _ => String::new(),
    }
}
