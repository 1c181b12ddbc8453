//! One column of a row: the lines of a unit, with what changed marked and what did not left out. Does not
//! know the other column.

use super::SideView;
use super::line::{RedlineLine, Sign};
use super::print::{OMITTED, WordsShown, gap};
use super::touch::Absent;
use crate::tree::Form;
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

/// Writes columns of one side.
pub(super) struct ColumnWriter<'a> {
    pub side: &'a SideView<'a>,
    pub folding: Folding,
}

/// What happens to a provision and what is below it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NodeShowing {
    /// Its own words are shown.
    Words,
    /// Something happens below it, or to what is not its words.
    Frame,
    /// Nothing but that its number is another one.
    Renumbered,
    /// Nothing at all.
    Same,
}

/// What follows below a provision.
#[derive(Clone, Copy)]
enum ColumnEntry {
    Child(u32, NodeShowing),
    Gap(Absent),
}

impl ColumnWriter<'_> {
    /// The lines of a unit.
    pub(super) fn unit(&self, unit: Range<u32>) -> Vec<RedlineLine> {
        let mut lines = Vec::new();
        let sign = self.sign(unit.start, Sign::Same);
        if unit.end < self.side.order.end(unit.start) {
            lines.extend(self.own(unit.start, 0, WordsShown::Said, sign));
        } else {
            self.node(unit.start, 0, Sign::Same, &mut lines);
        }
        without_empty(lines)
    }

    /// Units of which nothing but numbers is shown: 第9条から第28条まで　（略）, 第9条・第10条　（略）.
    pub(super) fn numbers(&self, first: u32, last: u32, covers: Range<u32>) -> RedlineLine {
        let mut line = RedlineLine::new(0, first);
        self.label(first, &mut line, Sign::Same);
        let are_two = self.side.order.end(first) == last;
        if first != last {
            line.own(if are_two { "・" } else { "から" }, Sign::Same);
            self.label(last, &mut line, Sign::Same);
        }
        if first != last && !are_two {
            line.own("まで", Sign::Same);
        }
        line.own(&format!("　{OMITTED}"), Sign::Same);
        line.omits = covers.clone();
        line.covers = covers;
        line
    }

    fn sign(&self, at: u32, around: Sign) -> Sign {
        let own = self.side.touches.get(at).and_then(|touch| touch.whole);
        own.unwrap_or(match around {
            Sign::Moved => Sign::Moved,
            Sign::Same | Sign::Added | Sign::Removed => Sign::Same,
        })
    }

    fn state(&self, at: u32, around: Sign) -> NodeShowing {
        if self.folding == Folding::Nothing || self.sign(at, around) != Sign::Same {
            return NodeShowing::Words;
        }
        let end = self.side.order.end(at);
        let is_below = self.side.touches.any(at + 1..end) || self.side.gaps.any(at..end);
        match self.side.touches.get(at) {
            Some(touch) if touch.has_words() => NodeShowing::Words,
            Some(touch) if touch.is_number_only() && !is_below => NodeShowing::Renumbered,
            Some(_) => NodeShowing::Frame,
            None if is_below => NodeShowing::Frame,
            None => NodeShowing::Same,
        }
    }

    /// A provision that is shown, with all below it.
    fn node(&self, at: u32, indent: u8, around: Sign, lines: &mut Vec<RedlineLine>) {
        let sign = self.sign(at, around);
        let words = match self.state(at, around) {
            NodeShowing::Words => WordsShown::Said,
            NodeShowing::Frame | NodeShowing::Renumbered | NodeShowing::Same => WordsShown::LeftOut,
        };
        let mut own = self.own(at, indent, words, sign);
        let entries = self.entries(at, sign);
        let is_open = words == WordsShown::LeftOut || self.side.order.node(at).text().is_empty();
        let is_quiet =
            |entry: &ColumnEntry| matches!(entry, ColumnEntry::Child(_, NodeShowing::Same));
        if let Some(line) = own.last_mut()
            && is_open
            && !entries.is_empty()
            && entries.iter().all(is_quiet)
        {
            self.close(at, line);
            lines.append(&mut own);
            return;
        }
        let mut entries = entries.as_slice();
        while let (Some(line), Some((ColumnEntry::Child(cell, _), rest))) =
            (own.last_mut(), entries.split_first())
            && self.is_column_of_item(at, *cell)
        {
            self.lead(*cell, NodeShowing::Words, sign, line);
            entries = rest;
        }
        if let (Some(line), Some((ColumnEntry::Child(first, state), rest))) =
            (own.last_mut(), entries.split_first())
            && self.continues(at, *first)
        {
            let inner = self.lead(*first, *state, sign, line);
            lines.append(&mut own);
            self.below(&inner, indent + 1, self.sign(*first, sign), lines);
            entries = rest;
        }
        lines.append(&mut own);
        let indent = match self.side.order.node(at).form() {
            Form::Article | Form::Row | Form::Header | Form::Supplement => indent,
            _ => indent + 1,
        };
        self.below(entries, indent, sign, lines);
    }

    /// Everything below is left out in the line itself.
    fn close(&self, at: u32, line: &mut RedlineLine) {
        let end = self.side.order.end(at);
        if line.omits.is_empty() {
            gap(line);
            line.own(OMITTED, Sign::Same);
            line.omits = at + 1..end;
        } else {
            line.omits = at..end;
        }
        line.covers.end = end;
    }

    /// The children and gaps below a provision; the cell that names a row counts as shown.
    fn entries(&self, at: u32, sign: Sign) -> Vec<ColumnEntry> {
        let mut gaps = self.side.gaps.below(at).iter().peekable();
        let mut out = Vec::new();
        for child in self.side.order.children(at) {
            while let Some((_, absent)) =
                gaps.next_if(|(before, _)| *before <= self.side.order.index(child))
            {
                out.push(ColumnEntry::Gap(*absent));
            }
            let state = match self.state(child, sign) {
                NodeShowing::Same if self.names_row(child) => NodeShowing::Words,
                state => state,
            };
            out.push(ColumnEntry::Child(child, state));
        }
        out.extend(gaps.map(|(_, absent)| ColumnEntry::Gap(*absent)));
        out
    }

    /// Whether a child goes on in the line of its parent: the first paragraph of an article, without a number.
    fn continues(&self, at: u32, first: u32) -> bool {
        self.side.order.node(at).form() == Form::Article
            && self.side.order.node(at).text().is_empty()
            && self.side.order.node(first).form() == Form::Paragraph
            && self.side.order.node(first).label().is_none()
            && self.side.order.node(first).heading().is_empty()
    }

    /// Whether it is one of the columns of an item, which stand in one line: (1)　個人情報　生存する….
    fn is_column_of_item(&self, at: u32, child: u32) -> bool {
        let (own, cell) = (self.side.order.node(at), self.side.order.node(child));
        own.form() == Form::Item
            && own.text().is_empty()
            && cell.form() == Form::Cell
            && cell.children().is_empty()
    }

    /// The words of a first paragraph behind the number of its article; what is left to show below it.
    fn lead(
        &self,
        at: u32,
        state: NodeShowing,
        around: Sign,
        line: &mut RedlineLine,
    ) -> Vec<ColumnEntry> {
        let sign = self.sign(at, around);
        gap(line);
        let words = match state {
            NodeShowing::Words => WordsShown::Said,
            NodeShowing::Frame | NodeShowing::Renumbered | NodeShowing::Same => WordsShown::LeftOut,
        };
        let own = self.own(at, 0, words, sign).pop();
        let own = own.unwrap_or_else(|| RedlineLine::new(0, at));
        line.pieces.extend(own.pieces);
        (line.covers.end, line.omits) = (at + 1, own.omits);
        if state != NodeShowing::Same {
            return self.entries(at, sign);
        }
        let end = self.side.order.end(at);
        if line.omits.is_empty() && end > at + 1 {
            line.own(OMITTED, Sign::Same);
            line.omits = at + 1..end;
        } else if !line.omits.is_empty() {
            line.omits.end = end;
        }
        line.covers.end = end;
        Vec::new()
    }

    /// Neighbours: each alone, or several that are left out in one line.
    fn below(&self, all: &[ColumnEntry], indent: u8, around: Sign, lines: &mut Vec<RedlineLine>) {
        let is_busy =
            |entry: &ColumnEntry| !matches!(entry, ColumnEntry::Child(_, NodeShowing::Same));
        let reach = match self.folding {
            Folding::Nothing => 0,
            Folding::Unchanged { context } => context as usize,
        };
        let is_near = |index: usize| {
            let near = index.saturating_sub(reach)..(index + reach + 1).min(all.len());
            reach > 0 && all[near].iter().any(is_busy)
        };
        // What folds with its neighbours: those that stay, and those that have other numbers.
        let folds = |index: usize| match all[index] {
            ColumnEntry::Child(at, NodeShowing::Same) if !is_near(index) => {
                Some((NodeShowing::Same, at))
            }
            ColumnEntry::Child(at, NodeShowing::Renumbered) => Some((NodeShowing::Renumbered, at)),
            ColumnEntry::Child(..) | ColumnEntry::Gap(_) => None,
        };
        let mut index = 0;
        while index < all.len() {
            if let Some((kind, _)) = folds(index) {
                let run: Vec<u32> = (index..all.len())
                    .map_while(|next| folds(next).filter(|(other, _)| *other == kind))
                    .map(|(_, at)| at)
                    .collect();
                index += run.len();
                lines.push(self.omitted(&run, indent));
                continue;
            }
            match all[index] {
                ColumnEntry::Child(at, NodeShowing::Same) => self.unchanged(at, indent, lines),
                ColumnEntry::Child(at, _) if self.state(at, around) == NodeShowing::Same => {
                    self.unchanged(at, indent, lines);
                }
                ColumnEntry::Child(at, _) => self.node(at, indent, around, lines),
                ColumnEntry::Gap(absent) => lines.push(self.absent(absent, indent, lines)),
            }
            index += 1;
        }
    }

    /// A line for what stands on the other side only.
    fn absent(&self, absent: Absent, indent: u8, before: &[RedlineLine]) -> RedlineLine {
        let at = before.last().map_or(0, |line| line.covers.end);
        let mut line = RedlineLine::new(indent, at);
        line.own(absent.words(), Sign::Same);
        line.covers = at..at;
        line
    }

    /// Whether it is the cell that names its row, which is shown even when it stays.
    pub(super) fn names_row(&self, at: u32) -> bool {
        self.side.order.node(at).form() == Form::Cell
            && self.side.order.index(at) == 0
            && self
                .side
                .order
                .parent(at)
                .is_some_and(|row| self.side.order.node(row).form() == Form::Row)
    }

    /// Something that stays, shown all the same.
    fn unchanged(&self, at: u32, indent: u8, lines: &mut Vec<RedlineLine>) {
        for inside in at..self.side.order.end(at) {
            let ancestors = self.side.order.ancestors(inside);
            let depth = ancestors.take_while(|up| *up >= at).count();
            lines.extend(self.own(inside, indent + depth as u8, WordsShown::Said, Sign::Same));
        }
    }

    /// 「２・３　（略）」.
    fn omitted(&self, run: &[u32], indent: u8) -> RedlineLine {
        let (first, last) = (run[0], run[run.len() - 1]);
        let mut line = RedlineLine::new(indent, first);
        let is_numbered = run.iter().all(|at| self.side.order.node(*at).label().is_some());
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
        line.covers = first..self.side.order.end(last);
        line.omits = line.covers.clone();
        line
    }
}

/// The lines without those that say nothing; what these stand for goes to the next one.
fn without_empty(lines: Vec<RedlineLine>) -> Vec<RedlineLine> {
    let mut out: Vec<RedlineLine> = Vec::with_capacity(lines.len());
    let mut start = None;
    let mut end = 0;
    for mut line in lines {
        end = line.covers.end;
        if line.pieces.is_empty() {
            start.get_or_insert(line.covers.start);
            continue;
        }
        if !line.covers.is_empty()
            && let Some(start) = start.take()
        {
            line.covers.start = start;
        }
        out.push(line);
    }
    match (start, out.last_mut()) {
        (Some(start), Some(last)) => {
            if last.covers.is_empty() {
                last.covers.start = start;
            }
            last.covers.end = end;
        }
        (Some(start), None) => {
            let mut line = RedlineLine::new(0, start);
            line.covers.end = end;
            out.push(line);
        }
        (None, _) => {}
    }
    out
}
