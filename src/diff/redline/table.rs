//! The rows of a 新旧対照表: which units stand beside each other, in the order of the new text. Does not know
//! how a table looks.

use super::column::{ColumnWriter, Folding};
use super::line::RedlineLine;
use super::touch::Touch;
use super::{Redline, TextSide};
use crate::diff::Preorder;
use crate::tree::Form;
use std::ops::Range;

/// One side of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedlineColumn {
    /// What is printed.
    pub lines: Vec<RedlineLine>,
    /// The provisions that the column stands for, by their ordinals; its lines cover them all, in order.
    pub covers: Range<u32>,
}

impl RedlineColumn {
    /// The lines that say anything; what only holds others, a table for one, has no words of its own.
    pub fn said(&self) -> impl Iterator<Item = &RedlineLine> {
        self.lines.iter().filter(|line| !line.pieces.is_empty())
    }
}

/// A row: a provision as it was and as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is about: 「第13条（旧第12条）」.
    pub name: String,
    /// What sort of provision it begins with.
    pub form: Form,
    /// As it was; none where it is new.
    pub old: Option<RedlineColumn>,
    /// As it is; none where it vanished.
    pub new: Option<RedlineColumn>,
    /// The changes that have a part in it, by their index.
    pub changes: Vec<usize>,
}

impl Row {
    /// The side that it stands on, where it is on one alone.
    fn lone(&self) -> Option<(TextSide, &RedlineColumn)> {
        match (&self.old, &self.new) {
            (Some(column), None) => Some((TextSide::Old, column)),
            (None, Some(column)) => Some((TextSide::New, column)),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }

    /// Takes in the row behind it.
    fn absorb(&mut self, next: Row) {
        let pairs = [(&mut self.old, next.old), (&mut self.new, next.new)];
        for (own, next) in pairs {
            if let (Some(own), Some(next)) = (own, next) {
                own.lines.extend(next.lines);
                own.covers.end = next.covers.end;
            }
        }
    }
}

/// Units beside each other, by their index on each side.
#[derive(Clone, Copy)]
struct Beside {
    old: Option<usize>,
    new: Option<usize>,
}

impl Redline<'_> {
    /// The rows of the table, those that nothing happens to left out.
    pub fn table(&self, folding: Folding) -> Vec<Row> {
        let (old, new) = (Units::of(self.old.order), Units::of(self.new.order));
        let writer = TableWriter { redline: self, old: &old, new: &new, folding };
        let shown: Vec<Beside> =
            writer.beside().into_iter().filter(|one| writer.is_touched(*one)).collect();
        let mut rows = Vec::new();
        let mut at = 0;
        while at < shown.len() {
            let run = writer.numbers_only(&shown[at..]);
            if run > 1 {
                rows.push(writer.numbers(shown[at], shown[at + run - 1], run));
                at += run;
            } else {
                let row = writer.row(shown[at]);
                match rows.last_mut() {
                    Some(last) if writer.continues(last, &row) => last.absorb(row),
                    Some(_) | None => rows.push(row),
                }
                at += 1;
            }
        }
        rows
    }
}

struct TableWriter<'a> {
    redline: &'a Redline<'a>,
    old: &'a Units,
    new: &'a Units,
    folding: Folding,
}

impl TableWriter<'_> {
    /// Every unit of both sides: in the order of the new text, what vanished behind what stood before it.
    fn beside(&self) -> Vec<Beside> {
        let pairs = &self.redline.pairs;
        let mut all: Vec<((usize, usize), Beside)> = Vec::new();
        let mut partners = vec![None; self.old.all().len()];
        for (new, range) in self.new.all().iter().enumerate() {
            let old = pairs.old_of(range.start);
            let old = old.and_then(|old| self.old.beginning_at(old));
            if let Some(old) = old {
                partners[old] = Some(new);
            }
            let one = Beside { old, new: Some(new) };
            all.push(((new, 0), one));
        }
        let mut before = 0;
        for (old, partner) in partners.iter().enumerate() {
            match partner {
                Some(new) => before = *new,
                None => {
                    let one = Beside { old: Some(old), new: None };
                    all.push(((before, old + 1), one));
                }
            }
        }
        all.sort_by_key(|(place, _)| *place);
        all.into_iter().map(|(_, one)| one).collect()
    }

    fn ranges(&self, one: Beside) -> (Option<Range<u32>>, Option<Range<u32>>) {
        let range = |units: &Units, index: Option<usize>| index.map(|at| units.all()[at].clone());
        (range(self.old, one.old), range(self.new, one.new))
    }

    fn form(&self, one: Beside) -> Form {
        let (side, range) = match self.ranges(one) {
            (_, Some(new)) => (TextSide::New, new),
            (old, None) => (TextSide::Old, old.unwrap_or_default()),
        };
        self.redline.side(side).order.node(range.start).form()
    }

    fn touches(&self, one: Beside) -> Vec<&Touch> {
        let (old, new) = self.ranges(one);
        let of = |side: TextSide, range: Option<Range<u32>>| {
            let range = range.unwrap_or_default();
            self.redline.side(side).touches.within(range).map(|(_, touch)| touch)
        };
        of(TextSide::Old, old).chain(of(TextSide::New, new)).collect()
    }

    fn is_touched(&self, one: Beside) -> bool {
        !self.touches(one).is_empty()
    }

    fn changes(&self, one: Beside) -> Vec<usize> {
        let touches = self.touches(one);
        let mut all: Vec<usize> =
            touches.into_iter().flat_map(|touch| touch.changes.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a row only goes on with what the one before began: a section that is new or gone as a whole is
    /// one row. Articles keep rows of their own; they are spoken of one by one.
    fn continues(&self, last: &Row, row: &Row) -> bool {
        let (Some((side, before)), Some((other, own))) = (last.lone(), row.lone()) else {
            return false;
        };
        side == other
            && before.covers.end == own.covers.start
            && last.changes.len() == 1
            && last.changes == row.changes
            && !is_spoken_of(self.redline.side(side).order.node(own.covers.start).form())
    }

    /// How many units from the first on have new numbers by one change and are else as they were.
    fn numbers_only(&self, shown: &[Beside]) -> usize {
        let only = |one: &Beside| {
            let (Some(old), Some(new)) = (one.old, one.new) else {
                return None;
            };
            let touches = self.touches(*one);
            let is_top = |side: TextSide, at: u32| {
                let touch = self.redline.side(side).touches.get(at);
                touch.is_some_and(Touch::is_number_only)
            };
            let tops = is_top(TextSide::Old, self.old.all()[old].start)
                && is_top(TextSide::New, self.new.all()[new].start);
            match self.changes(*one).as_slice() {
                [change] if touches.len() == 2 && tops => Some((*change, old, new)),
                _ => None,
            }
        };
        let Some((change, old, new)) = shown.first().and_then(only) else {
            return 0;
        };
        let follows =
            |(at, one): &(usize, &Beside)| only(one) == Some((change, old + at, new + at));
        shown.iter().enumerate().take_while(follows).count()
    }

    fn columns(&self, side: TextSide) -> ColumnWriter<'_> {
        ColumnWriter { side: self.redline.side(side), folding: self.folding }
    }

    fn row(&self, one: Beside) -> Row {
        let (old, new) = self.ranges(one);
        let column = |side: TextSide, range: &Option<Range<u32>>| {
            range.clone().map(|range| RedlineColumn {
                lines: self.columns(side).unit(range.clone()),
                covers: range,
            })
        };
        let starts = (old.as_ref().map(|range| range.start), new.as_ref().map(|range| range.start));
        Row {
            form: self.form(one),
            name: self.redline.both_names(starts.0, starts.1),
            old: column(TextSide::Old, &old),
            new: column(TextSide::New, &new),
            changes: self.changes(one),
        }
    }

    /// One row for a run of units with new numbers.
    fn numbers(&self, first: Beside, last: Beside, count: usize) -> Row {
        let ((first_old, first_new), (last_old, last_new)) =
            (self.ranges(first), self.ranges(last));
        let column = |side: TextSide, first: Option<Range<u32>>, last: Option<Range<u32>>| {
            let (first, last) = (first?, last?);
            let covers = first.start..last.end;
            let line = self.columns(side).numbers(first.start, last.start, covers.clone());
            let name = self.redline.side(side).names.run(first.start, last.start, count);
            Some((name, RedlineColumn { lines: vec![line], covers }))
        };
        let (old_name, old) = column(TextSide::Old, first_old, last_old).unzip();
        let (new_name, new) = column(TextSide::New, first_new, last_new).unzip();
        Row {
            form: self.form(first),
            name: format!("{}（旧{}）", new_name.unwrap_or_default(), old_name.unwrap_or_default()),
            old,
            new,
            changes: self.changes(first),
        }
    }
}

/// Forms that have rows of their own even where all around them is new.
fn is_spoken_of(form: Form) -> bool {
    form.is_law_unit() || form == Form::Document
}

/// The units of one tree, in reading order; every provision is in one.
#[derive(Debug)]
struct Units {
    ranges: Vec<Range<u32>>,
    unit_of: Vec<u32>,
}

impl Units {
    /// The units of a tree.
    fn of(order: &Preorder<'_>) -> Units {
        let mut units = Units { ranges: Vec::new(), unit_of: vec![0; order.len()] };
        let mut at = 0;
        while (at as usize) < order.len() {
            let end = if is_frame(order, at) { at + 1 } else { order.end(at) };
            for inside in at..end {
                units.unit_of[inside as usize] = units.ranges.len() as u32;
            }
            units.ranges.push(at..end);
            at = end;
        }
        units
    }

    /// The provisions of every unit.
    fn all(&self) -> &[Range<u32>] {
        &self.ranges
    }

    /// The index of the unit that a provision is in.
    fn index_of(&self, at: u32) -> usize {
        self.unit_of.get(at as usize).copied().unwrap_or_default() as usize
    }

    /// The unit that begins with a provision.
    fn beginning_at(&self, at: u32) -> Option<usize> {
        let index = self.index_of(at);
        (self.ranges.get(index)?.start == at).then_some(index)
    }
}

/// Whether what is below it stands in rows of its own.
fn is_frame(order: &Preorder<'_>, at: u32) -> bool {
    let own = order.node(at);
    match own.form() {
        Form::Document => true,
        Form::Supplement => own.children().iter().any(|child| child.form() == Form::Article),
        Form::Group | Form::List | Form::Table | Form::Annex => !own.children().is_empty(),
        form => form.is_division() && !own.children().is_empty(),
    }
}
