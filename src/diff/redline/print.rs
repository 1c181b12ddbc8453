//! The words of one provision as a line of a column: its number, its heading, its text, each with what changed
//! in it. Does not know what is below it.

use super::column::ColumnWriter;
use super::line::{RedlineLine, Sign, SpanSource};
use super::touch::Absent;
use crate::diff::TextField;
use crate::tree::{Form, Mark, Provision};
use std::ops::Range;

/// Words for what is left out.
pub(super) const OMITTED: &str = "（略）";

/// Whether the text is said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WordsShown {
    /// It is.
    Said,
    /// （略） stands for it, or will.
    LeftOut,
}

/// How words follow those before them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// With a blank between.
    Gap,
    /// At once.
    Close,
}

impl ColumnWriter<'_> {
    /// A provision without what is below it: one line, two where a caption stands above.
    pub(super) fn own(
        &self,
        at: u32,
        indent: u8,
        words: WordsShown,
        sign: Sign,
    ) -> Vec<RedlineLine> {
        let own = self.side.order.node(at);
        let mut line = RedlineLine::new(indent, at);
        let mut lines = Vec::new();
        match own.form() {
            Form::Article | Form::Paragraph => {
                if !own.heading().is_empty() {
                    self.bracketed(at, &mut line, sign);
                    line.covers = at..at;
                    line.omits = at..at;
                    lines.push(std::mem::replace(&mut line, RedlineLine::new(indent, at)));
                }
                self.label(at, &mut line, sign);
                self.text(at, words, &mut line, sign, Join::Gap);
            }
            Form::Supplement => {
                line.own("附　則", sign);
                if !own.heading().is_empty() {
                    self.bracketed(at, &mut line, sign);
                }
                self.text(at, words, &mut line, sign, Join::Gap);
            }
            Form::Field => {
                self.label(at, &mut line, sign);
                self.words(at, TextField::Heading, &mut line, sign);
                if !own.heading().is_empty() && !own.text().is_empty() {
                    line.own("：", sign);
                }
                self.text(at, words, &mut line, sign, Join::Close);
            }
            Form::Cell => self.cell(at, words, &mut line, sign),
            _ => {
                self.label(at, &mut line, sign);
                self.heading(at, &mut line, sign);
                self.text(at, words, &mut line, sign, Join::Gap);
            }
        }
        lines.push(line);
        lines
    }

    /// Its heading; what stands for it where only the other side has one, and nothing else is said.
    fn heading(&self, at: u32, line: &mut RedlineLine, sign: Sign) {
        let own = self.side.order.node(at);
        let touch = self.side.touches.get(at);
        let is_other = touch.is_some_and(|touch| !touch.heading.is_empty());
        if !own.heading().is_empty() {
            gap(line);
            self.words(at, TextField::Heading, line, sign);
        } else if own.text().is_empty() && is_other {
            gap(line);
            line.own(self.no_heading().words(), Sign::Same);
        }
    }

    /// What stands for a heading that is on the other side only.
    fn no_heading(&self) -> Absent {
        match self.side.touches.side() {
            Sign::Removed => Absent::New,
            Sign::Added | Sign::Same | Sign::Moved => Absent::Removed,
        }
    }

    /// The number, marked where it is another one.
    pub(super) fn label(&self, at: u32, line: &mut RedlineLine, sign: Sign) {
        let is_other = self.side.touches.get(at).is_some_and(|touch| touch.label);
        let sign = match (sign, is_other) {
            (Sign::Same, true) => self.gone(),
            (sign, _) => sign,
        };
        if let Some(label) = self.side.order.node(at).label() {
            line.push(label.as_str(), Mark::Plain, SpanSource::Label(at), sign);
        }
    }

    /// A heading in the brackets of a caption; some have brackets of their own.
    fn bracketed(&self, at: u32, line: &mut RedlineLine, sign: Sign) {
        let is_bare = !self.side.order.node(at).heading().words().starts_with('（');
        if is_bare {
            line.own("（", sign);
        }
        self.words(at, TextField::Heading, line, sign);
        if is_bare {
            line.own("）", sign);
        }
    }

    /// Its text, or that it is left out.
    fn text(&self, at: u32, words: WordsShown, line: &mut RedlineLine, sign: Sign, join: Join) {
        if self.side.order.node(at).text().is_empty() {
            return;
        }
        if join == Join::Gap {
            gap(line);
        }
        match words {
            WordsShown::Said => self.words(at, TextField::Text, line, sign),
            WordsShown::LeftOut => {
                line.own(OMITTED, Sign::Same);
                line.omits = at..at + 1;
            }
        }
    }

    /// A cell under the name of its column; the cell that names its row stands alone.
    fn cell(&self, at: u32, words: WordsShown, line: &mut RedlineLine, sign: Sign) {
        let row = self.side.order.parent(at).unwrap_or_default();
        let is_row = self.side.order.node(row).form() == Form::Row;
        let column = if is_row && !self.names_row(at) {
            self.side.names.column(row, self.side.order.index(at))
        } else {
            None
        };
        if let Some(column) = column {
            line.own(&format!("{column}："), sign);
        }
        self.label(at, line, sign);
        if !self.side.order.node(at).heading().is_empty() {
            gap(line);
            self.words(at, TextField::Heading, line, sign);
        }
        self.text(at, words, line, sign, Join::Close);
    }

    /// Words with what changed in them.
    pub(super) fn words(&self, at: u32, field: TextField, line: &mut RedlineLine, sign: Sign) {
        let touch = self.side.touches.get(at);
        let (spans, source) = match field {
            TextField::Heading => (touch.map(|touch| &touch.heading), SpanSource::Heading(at)),
            TextField::Text => (touch.map(|touch| &touch.text), SpanSource::Text(at)),
        };
        let spans = spans.map_or(&[][..], Vec::as_slice);
        let own: &Provision = self.side.order.node(at);
        let mut at = 0;
        for run in field.text_of(own).runs() {
            let mut rest = run.words();
            while !rest.is_empty() {
                let (len, changed) = stretch(spans, at, rest.len());
                let (now, later) = rest.split_at(len);
                let sign = match (sign, changed) {
                    (Sign::Same | Sign::Moved, true) => self.gone(),
                    (sign, _) => sign,
                };
                line.push(now, run.mark().clone(), source, sign);
                at += len;
                rest = later;
            }
        }
    }

    /// The sign of words that are on this side only.
    fn gone(&self) -> Sign {
        self.side.touches.side()
    }
}

/// How many of the next `most` bytes from `at` are alike, and whether they changed.
fn stretch(spans: &[Range<usize>], at: usize, most: usize) -> (usize, bool) {
    if let Some(inside) = spans.iter().find(|span| span.contains(&at)) {
        return ((inside.end - at).min(most), true);
    }
    let next =
        spans.iter().filter(|span| span.start > at && !span.is_empty()).map(|span| span.start - at);
    (next.min().unwrap_or(most).min(most), false)
}

/// A blank between what stands there and what follows.
pub(super) fn gap(line: &mut RedlineLine) {
    if !line.pieces.is_empty() {
        line.own("　", Sign::Same);
    }
}
