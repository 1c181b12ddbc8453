//! One column of a row: the lines of a unit, with what changed marked and what did not left out. Does not
//! know the other column.

use super::line::{Line, Sign, Source};
use super::name::Names;
use super::touch::{Touch, Touches};
use crate::compare::{Field, Preorder};
use crate::tree::{Form, Mark, Provision};
use std::ops::Range;

/// What is left out of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    /// What does not change, except so many provisions before and after each that does.
    Unchanged {
        /// How many.
        context: u32,
    },
    /// Nothing: provisions that change are shown whole.
    Nothing,
}

/// Words for what is left out.
const OMITTED: &str = "（略）";

/// Writes columns of one side.
pub(super) struct Columns<'a> {
    pub order: &'a Preorder<'a>,
    pub touches: &'a Touches,
    pub names: &'a Names<'a>,
    pub folding: Folding,
}

/// How a provision is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    /// With its words.
    Words,
    /// Its number, and that its words are left out; what is below is shown.
    Frame,
    /// Left out with all below.
    Omitted,
    /// Left out with all below, but its number changed.
    Renumbered,
}

/// How words follow those before them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// With a blank between.
    Gap,
    /// At once.
    Close,
}

impl Columns<'_> {
    /// The lines of a unit.
    pub(super) fn unit(&self, unit: Range<u32>) -> Vec<Line> {
        let mut lines = Vec::new();
        if unit.end - unit.start == 1 {
            let sign = self.sign(unit.start, Sign::Same);
            lines.extend(self.own(unit.start, 0, Show::Words, sign));
        } else {
            self.whole(unit.start, 0, Sign::Same, &mut lines);
        }
        without_empty(lines)
    }

    /// Units of which nothing but numbers is shown: 第9条から第28条まで　（略）.
    pub(super) fn numbers(&self, first: u32, last: u32, covers: Range<u32>) -> Line {
        let mut line = Line::new(0, first);
        self.label(first, &mut line, Sign::Same);
        if first != last {
            line.own("から", Sign::Same);
            self.label(last, &mut line, Sign::Same);
            line.own("まで", Sign::Same);
        }
        line.own(&format!("　{OMITTED}"), Sign::Same);
        line.omits = covers.clone();
        line.covers = covers;
        line
    }

    /// A provision with all below it.
    fn whole(&self, at: u32, indent: u8, around: Sign, lines: &mut Vec<Line>) {
        let sign = self.sign(at, around);
        let show = match self.show(at, sign) {
            // Whoever asks for it wants at least its number.
            Show::Omitted => Show::Frame,
            show @ (Show::Words | Show::Frame | Show::Renumbered) => show,
        };
        let below_is_shown = self.folding == Folding::Nothing
            || sign != Sign::Same
            || self.touches.any(at + 1..self.order.end(at));
        let mut own = self.own(at, indent, show, sign);
        if show == Show::Renumbered {
            if let Some(line) = own.last_mut() {
                line.covers.end = self.order.end(at);
                line.omits = line.covers.clone();
            }
            lines.append(&mut own);
            return;
        }
        let mut children = self.order.children(at).peekable();
        if let (Some(first), Some(line)) = (children.peek().copied(), own.last_mut())
            && self.continues(at, first)
        {
            self.lead(first, line, sign);
            let below = line.covers.end;
            lines.append(&mut own);
            let inner: Vec<u32> = self
                .order
                .children(first)
                .filter(|at| *at >= below)
                .collect();
            self.below(&inner, indent + 1, self.sign(first, sign), lines);
            children.next();
        } else if !below_is_shown && children.peek().is_some() {
            let end = self.order.end(at);
            if let Some(line) = own.last_mut() {
                if show == Show::Words {
                    line.own(&format!("　{OMITTED}"), Sign::Same);
                }
                line.omits = at + 1..end;
                line.covers.end = end;
            }
            lines.append(&mut own);
            return;
        } else {
            lines.append(&mut own);
        }
        let rest: Vec<u32> = children.collect();
        let indent = match self.order.node(at).form() {
            Form::Article | Form::Row | Form::Header | Form::Supplement => indent,
            _ => indent + 1,
        };
        self.below(&rest, indent, sign, lines);
    }

    /// Whether a child goes on in the line of its parent: the first paragraph of an article, without a number.
    fn continues(&self, at: u32, first: u32) -> bool {
        self.order.node(at).form() == Form::Article
            && self.order.node(first).form() == Form::Paragraph
            && self.order.node(first).label().is_none()
            && self.order.node(first).heading().is_empty()
    }

    /// The words of a first paragraph behind the number of its article.
    fn lead(&self, at: u32, line: &mut Line, around: Sign) {
        let sign = self.sign(at, around);
        let is_shown = match self.show(at, sign) {
            Show::Words => true,
            Show::Frame | Show::Omitted | Show::Renumbered => false,
        };
        line.own("　", Sign::Same);
        if is_shown {
            self.words(at, Field::Text, line, sign);
            line.covers.end = at + 1;
        } else {
            line.own(OMITTED, Sign::Same);
            let end = if self.touches.any(at + 1..self.order.end(at)) {
                at + 1
            } else {
                self.order.end(at)
            };
            line.omits = at..end;
            line.covers.end = end;
        }
    }

    /// Neighbours: each alone, or several that are left out in one line.
    fn below(&self, all: &[u32], indent: u8, around: Sign, lines: &mut Vec<Line>) {
        let shows: Vec<Show> = all
            .iter()
            .map(|at| self.show(*at, self.sign(*at, around)))
            .collect();
        let is_near = |index: usize| match self.folding {
            Folding::Nothing => true,
            Folding::Unchanged { context } => {
                let reach = context as usize;
                let near = index.saturating_sub(reach)..(index + reach + 1).min(all.len());
                reach > 0 && shows[near].iter().any(|show| *show != Show::Omitted)
            }
        };
        let mut index = 0;
        while index < all.len() {
            let show = shows[index];
            let is_named = self.names_row(all[index]);
            let folds = |next: usize| {
                matches!(show, Show::Omitted | Show::Renumbered)
                    && shows[next] == show
                    && self.names_row(all[next]) == is_named
                    && !(show == Show::Omitted && is_near(next))
            };
            if !folds(index) || is_named {
                if show == Show::Omitted {
                    self.unchanged(all[index], indent, lines);
                } else {
                    self.whole(all[index], indent, around, lines);
                }
                index += 1;
                continue;
            }
            let end = (index..all.len()).find(|next| !folds(*next));
            let end = end.unwrap_or(all.len());
            lines.push(self.omitted(&all[index..end], indent));
            index = end;
        }
    }

    /// Whether it is the cell that names its row, which is shown even when it stays.
    fn names_row(&self, at: u32) -> bool {
        self.order.node(at).form() == Form::Cell
            && self.order.index(at) == 0
            && self
                .order
                .parent(at)
                .is_some_and(|row| self.order.node(row).form() == Form::Row)
    }

    /// Something that stays, shown all the same.
    fn unchanged(&self, at: u32, indent: u8, lines: &mut Vec<Line>) {
        for inside in at..self.order.end(at) {
            let depth = self
                .order
                .ancestors(inside)
                .take_while(|up| *up >= at)
                .count();
            lines.extend(self.own(inside, indent + depth as u8, Show::Words, Sign::Same));
        }
    }

    /// 「２・３　（略）」.
    fn omitted(&self, run: &[u32], indent: u8) -> Line {
        let (first, last) = (run[0], run[run.len() - 1]);
        let mut line = Line::new(indent, first);
        let is_numbered = run.iter().all(|at| self.order.node(*at).label().is_some());
        if is_numbered {
            self.label(first, &mut line, Sign::Same);
            if run.len() > 1 {
                let between = if run.len() == 2 { "・" } else { "～" };
                line.own(between, Sign::Same);
                self.label(last, &mut line, Sign::Same);
            }
            line.own("　", Sign::Same);
        }
        line.own(OMITTED, Sign::Same);
        line.covers = first..self.order.end(last);
        line.omits = line.covers.clone();
        line
    }

    fn sign(&self, at: u32, around: Sign) -> Sign {
        let own = self.touches.get(at).and_then(|touch| touch.whole);
        own.unwrap_or(match around {
            Sign::Moved => Sign::Moved,
            Sign::Same | Sign::Added | Sign::Removed => Sign::Same,
        })
    }

    fn show(&self, at: u32, sign: Sign) -> Show {
        if self.folding == Folding::Nothing || sign != Sign::Same {
            return Show::Words;
        }
        let touch = self.touches.get(at);
        let is_below = self.touches.any(at + 1..self.order.end(at));
        let own = self.order.node(at);
        match touch {
            Some(touch) if touch.is_number_only() && !is_below => Show::Renumbered,
            Some(touch) if !touch.is_number_only() => Show::Words,
            Some(_) | None if is_below => Show::Frame,
            Some(_) | None => {
                if own.form() == Form::Cell && self.names_row(at) {
                    Show::Words
                } else {
                    Show::Omitted
                }
            }
        }
    }

    fn touch(&self, at: u32) -> Touch {
        self.touches.get(at).cloned().unwrap_or_default()
    }

    fn label(&self, at: u32, line: &mut Line, sign: Sign) {
        let sign = match (sign, self.touch(at).label) {
            (Sign::Same, true) => self.gone(),
            (sign, _) => sign,
        };
        if let Some(label) = self.order.node(at).label() {
            line.push(label.as_str(), Mark::Plain, Source::Label(at), sign);
        }
    }

    /// The sign of words that are on this side only.
    fn gone(&self) -> Sign {
        self.touches.side()
    }

    /// A provision without what is below it: one line, two where a caption stands above.
    fn own(&self, at: u32, indent: u8, show: Show, sign: Sign) -> Vec<Line> {
        let own = self.order.node(at);
        let mut line = Line::new(indent, at);
        let mut lines = Vec::new();
        let has_words = !own.text().is_empty();
        match own.form() {
            Form::Article => {
                if !own.heading().is_empty() {
                    line.own("（", sign);
                    self.words(at, Field::Heading, &mut line, sign);
                    line.own("）", sign);
                    line.covers = at..at;
                    line.omits = at..at;
                    lines.push(std::mem::replace(&mut line, Line::new(indent, at)));
                }
                self.label(at, &mut line, sign);
                self.text(at, show, &mut line, sign, Join::Gap);
            }
            Form::Supplement => {
                line.own("附　則", sign);
                if !own.heading().is_empty() {
                    line.own("（", sign);
                    self.words(at, Field::Heading, &mut line, sign);
                    line.own("）", sign);
                }
                self.text(at, show, &mut line, sign, Join::Gap);
            }
            Form::Field => {
                self.label(at, &mut line, sign);
                self.words(at, Field::Heading, &mut line, sign);
                if !own.heading().is_empty() && (has_words || show != Show::Words) {
                    line.own("：", sign);
                }
                self.text(at, show, &mut line, sign, Join::Close);
            }
            Form::Cell => self.cell(at, show, &mut line, sign),
            Form::Document
            | Form::Part
            | Form::Chapter
            | Form::Section
            | Form::Subsection
            | Form::Division
            | Form::Paragraph
            | Form::Item
            | Form::Annex
            | Form::Contents
            | Form::Group
            | Form::List
            | Form::Table
            | Form::Header
            | Form::Row
            | Form::Prose
            | Form::Note
            | Form::Figure => {
                self.label(at, &mut line, sign);
                if !own.heading().is_empty() {
                    gap(&mut line);
                    self.words(at, Field::Heading, &mut line, sign);
                }
                self.text(at, show, &mut line, sign, Join::Gap);
            }
        }
        lines.push(line);
        lines
    }

    /// Its text, or that it is left out.
    fn text(&self, at: u32, show: Show, line: &mut Line, sign: Sign, join: Join) {
        let is_empty = self.order.node(at).text().is_empty();
        let is_left_out = show != Show::Words;
        if is_empty && !(show == Show::Renumbered) {
            return;
        }
        if join == Join::Gap {
            gap(line);
        }
        if is_left_out {
            line.own(OMITTED, Sign::Same);
            line.omits = at..at + 1;
        } else {
            self.words(at, Field::Text, line, sign);
        }
    }

    /// A cell under the name of its column; the cell that names its row stands alone.
    fn cell(&self, at: u32, show: Show, line: &mut Line, sign: Sign) {
        let row = self.order.parent(at).unwrap_or_default();
        let is_row = self.order.node(row).form() == Form::Row;
        let column = if is_row && !self.names_row(at) {
            self.names.column(row, self.order.index(at))
        } else {
            None
        };
        if let Some(column) = column {
            line.own(&format!("{column}："), sign);
        }
        self.label(at, line, sign);
        if !self.order.node(at).heading().is_empty() {
            gap(line);
            self.words(at, Field::Heading, line, sign);
        }
        self.text(at, show, line, sign, Join::Close);
    }

    /// Words with what changed in them.
    fn words(&self, at: u32, field: Field, line: &mut Line, sign: Sign) {
        let touch = self.touch(at);
        let (spans, source) = match field {
            Field::Heading => (touch.heading, Source::Heading(at)),
            Field::Text => (touch.text, Source::Text(at)),
        };
        let own: &Provision = self.order.node(at);
        let mut at = 0;
        for run in field.of(own).runs() {
            let mut rest = run.words();
            while !rest.is_empty() {
                let (len, changed) = stretch(&spans, at, rest.len());
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
}

/// The lines without those that say nothing; what these stand for goes to the next one.
fn without_empty(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut start = None;
    let mut end = 0;
    for mut line in lines {
        end = line.covers.end;
        if line.pieces.is_empty() {
            start.get_or_insert(line.covers.start);
            continue;
        }
        if let Some(start) = start.take() {
            line.covers.start = start;
        }
        out.push(line);
    }
    match (start, out.last_mut()) {
        (Some(_), Some(last)) => last.covers.end = end,
        (Some(start), None) => {
            let mut line = Line::new(0, start);
            line.covers.end = end;
            out.push(line);
        }
        (None, _) => {}
    }
    out
}

/// How many of the next `most` bytes from `at` are alike, and whether they changed.
fn stretch(spans: &[Range<usize>], at: usize, most: usize) -> (usize, bool) {
    if let Some(inside) = spans.iter().find(|span| span.contains(&at)) {
        return ((inside.end - at).min(most), true);
    }
    let next = spans
        .iter()
        .filter(|span| span.start > at && !span.is_empty())
        .map(|span| span.start - at);
    (next.min().unwrap_or(most).min(most), false)
}

fn gap(line: &mut Line) {
    if !line.pieces.is_empty() {
        line.own("　", Sign::Same);
    }
}
