//! Lines of the house form as they are written: words and layout piece by piece, backslashes where words would
//! be misread, keys at the end. Does not know which lines a tree has.

use super::house_form::{self, Stand};
use super::source_line;
use crate::tree::{Provision, Text};
use std::ops::Range;

/// Which words of a provision are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProvisionField {
    /// The word that says the form: 附則, 目次.
    Name,
    Label,
    Heading,
    Text,
    Key,
}

/// Takes the house form piece by piece.
pub(super) trait TextSink {
    /// Layout: line breaks, indentation, brackets, marks, backslashes.
    fn glue(&mut self, glue: &str);
    /// Words: a byte range of a field of the provision with that ordinal in reading order.
    fn words(&mut self, id: usize, field: ProvisionField, range: Range<usize>, words: &str);
}

impl TextSink for String {
    fn glue(&mut self, glue: &str) {
        self.push_str(glue);
    }

    fn words(&mut self, _: usize, _: ProvisionField, _: Range<usize>, words: &str) {
        self.push_str(words);
    }
}

/// A provision with its ordinal in reading order.
#[derive(Clone, Copy)]
pub(super) struct OrdinalNode<'a> {
    pub id: usize,
    pub own: &'a Provision,
}

impl<'a> OrdinalNode<'a> {
    pub fn children(self) -> impl Iterator<Item = OrdinalNode<'a>> {
        let mut id = self.id + 1;
        self.own.children().iter().map(move |own| {
            let node = OrdinalNode { id, own };
            id += own.size();
            node
        })
    }
}

/// A piece of a line that is being written.
struct LinePiece {
    words: String,
    /// Whose words; `None` for layout.
    of: Option<(usize, ProvisionField, usize)>,
}

/// Whether the start of a line's words may be misread.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// A label or mark stands there.
    Marked,
    /// The words stand there themselves.
    Words(Stand),
    /// As they are: entries of a 目次.
    Raw,
}

/// Writes lines to a sink.
pub(super) struct LineWriter<'s> {
    sink: &'s mut dyn TextSink,
    line: Vec<LinePiece>,
    started: bool,
}

/// A full-width space.
pub(super) const SPACE: &str = "\u{3000}";

impl<'s> LineWriter<'s> {
    /// A writer that has written nothing.
    pub fn new(sink: &'s mut dyn TextSink) -> LineWriter<'s> {
        LineWriter { sink, line: Vec::new(), started: false }
    }

    /// A blank line, unless nothing stands before.
    pub fn blank(&mut self) {
        if self.started {
            self.sink.glue("\n");
        }
    }

    pub fn indent(&mut self, depth: usize) {
        self.started = true;
        (0..depth).for_each(|_| self.sink.glue(SPACE));
    }

    pub fn glue(&mut self, glue: &str) {
        self.line.push(LinePiece { words: glue.to_owned(), of: None });
    }

    pub fn label(&mut self, node: OrdinalNode<'_>) {
        let words = node.own.label().map_or("", |label| label.as_str());
        self.line.push(LinePiece {
            words: words.to_owned(),
            of: Some((node.id, ProvisionField::Label, 0)),
        });
    }

    /// A part of the word that says the form.
    pub fn name(&mut self, node: OrdinalNode<'_>, from: usize, words: &str) {
        self.line.push(LinePiece {
            words: words.to_owned(),
            of: Some((node.id, ProvisionField::Name, from)),
        });
    }

    pub fn text(&mut self, node: OrdinalNode<'_>, field: ProvisionField) {
        let text: &Text = match field {
            ProvisionField::Heading => node.own.heading(),
            ProvisionField::Text
            | ProvisionField::Name
            | ProvisionField::Label
            | ProvisionField::Key => node.own.text(),
        };
        self.line
            .push(LinePiece { words: source_line::print(text), of: Some((node.id, field, 0)) });
    }

    /// The text with a backslash before each of these marks.
    pub fn guarded(&mut self, node: OrdinalNode<'_>, marks: &[char]) {
        let words = source_line::print(node.own.text());
        let mut start = 0;
        let places: Vec<usize> = words.match_indices(marks).map(|(at, _)| at).collect();
        for (index, at) in places.into_iter().chain([words.len()]).enumerate() {
            if index > 0 {
                self.glue("\\");
            }
            let piece = words[start..at].to_owned();
            // The mark itself begins the next piece, behind its backslash.
            self.line
                .push(LinePiece { words: piece, of: Some((node.id, ProvisionField::Text, start)) });
            start = at;
        }
    }

    /// Guards the line, adds the keys and hands it on.
    pub fn end_line(&mut self, opening: Opening, keyed: &[OrdinalNode<'_>]) {
        self.started = true;
        self.guard_end();
        if let Opening::Words(stand) = opening {
            let words: String = self.line.iter().map(|piece| piece.words.as_str()).collect();
            if house_form::is_start(&words, stand) {
                self.line.insert(0, LinePiece { words: "\\".to_owned(), of: None });
            }
        }
        for piece in self.line.drain(..) {
            match piece.of {
                None => self.sink.glue(&piece.words),
                Some((id, field, start)) if !piece.words.is_empty() => {
                    let range = start..start + piece.words.len();
                    self.sink.words(id, field, range, &piece.words);
                }
                Some(_) => {}
            }
        }
        let last = keyed.iter().rposition(|node| node.own.key().is_some());
        for node in keyed.iter().take(last.map_or(0, |last| last + 1)) {
            let key = node.own.key().map_or("", |key| key.as_str());
            self.sink.glue(" {#");
            self.sink.words(node.id, ProvisionField::Key, 0..key.len(), key);
            self.sink.glue("}");
        }
        self.sink.glue("\n");
    }

    /// A backslash before a `{#…}` that is words.
    fn guard_end(&mut self) {
        let words: String = self.line.iter().map(|piece| piece.words.as_str()).collect();
        let Some(at) = house_form::key_like(&words) else {
            return;
        };
        let mut before = 0;
        for index in 0..self.line.len() {
            let piece = &mut self.line[index];
            if at < before + piece.words.len() {
                let tail = piece.words.split_off(at - before);
                let of = piece.of.map(|(id, field, start)| (id, field, start + at - before));
                let guard = LinePiece { words: "\\".to_owned(), of: None };
                self.line.splice(index + 1..index + 1, [guard, LinePiece { words: tail, of }]);
                return;
            }
            before += piece.words.len();
        }
    }
}
