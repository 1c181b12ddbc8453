//! A comparison as its readers are told it: sentences first, then the rows of the 新旧対照表. Does not know
//! formats, pages, or why something changed.

mod called;
mod column;
mod edit;
mod gap;
mod line;
mod listed;
mod name;
mod print;
mod sentence;
mod table;
mod touch;
mod unit;
mod words;

pub use column::Folding;
pub use gap::Absent;
pub use line::{Line, Piece, Sign, Source};
pub use listed::Listed;
pub use sentence::Sentence;
pub use table::{Column, Row};

use crate::compare::{Comparison, Pairs, Preorder};
use gap::Gaps;
use name::Names;
use touch::Touches;

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Old,
    New,
}

/// A comparison ready to be told. The new tree is the one that the Δ makes of the old one; nothing is read
/// out of it that the Δ does not say.
#[derive(Debug)]
pub struct Told<'a> {
    old: &'a Preorder<'a>,
    new: &'a Preorder<'a>,
    comparison: &'a Comparison,
    pairs: Pairs,
    old_touches: Touches,
    new_touches: Touches,
    old_gaps: Gaps,
    new_gaps: Gaps,
    old_names: Names<'a>,
    new_names: Names<'a>,
}

impl<'a> Told<'a> {
    /// The comparison of two trees.
    pub fn of(
        old: &'a Preorder<'a>,
        new: &'a Preorder<'a>,
        comparison: &'a Comparison,
    ) -> Told<'a> {
        let pairs = Pairs::of(old, new, &comparison.delta);
        let (ops, back) = (&comparison.delta.ops, comparison.delta.inverted().ops);
        let (to_old, to_new) = (|at| pairs.old_of(at), |at| pairs.new_of(at));
        Told {
            old,
            new,
            comparison,
            old_gaps: Gaps::read(comparison, ops, Absent::New, (old, new), &to_old),
            new_gaps: Gaps::read(comparison, &back, Absent::Removed, (new, old), &to_new),
            pairs,
            old_touches: Touches::of_old(comparison),
            new_touches: Touches::of_new(comparison),
            old_names: Names::of(old),
            new_names: Names::of(new),
        }
    }

    fn order(&self, side: Side) -> &'a Preorder<'a> {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }

    fn touches(&self, side: Side) -> &Touches {
        match side {
            Side::Old => &self.old_touches,
            Side::New => &self.new_touches,
        }
    }

    fn gaps(&self, side: Side) -> &Gaps {
        match side {
            Side::Old => &self.old_gaps,
            Side::New => &self.new_gaps,
        }
    }

    fn names(&self, side: Side) -> &Names<'a> {
        match side {
            Side::Old => &self.old_names,
            Side::New => &self.new_names,
        }
    }

    /// 「第13条（旧第12条）」; 「旧第7条」 for what vanished.
    fn both_names(&self, old: Option<u32>, new: Option<u32>) -> String {
        let named = |side: Side, at: u32| {
            let name = self.names(side).of_node(at);
            if name.is_empty() {
                unnamed(self.order(side).node(at)).to_owned()
            } else {
                name
            }
        };
        match (old, new) {
            (Some(old), Some(new)) => {
                let (before, after) = (named(Side::Old, old), named(Side::New, new));
                if before == after {
                    after
                } else {
                    format!("{after}（旧{before}）")
                }
            }
            (None, Some(new)) => named(Side::New, new),
            (Some(old), None) => named(Side::Old, old),
            (None, None) => String::new(),
        }
    }
}

/// How a provision of a tree is named in a sentence: 第13条第2項, 『窓口』の『電話』.
pub fn named(order: &Preorder<'_>, at: u32) -> String {
    let name = Names::of(order).of_node(at);
    match order.get(at) {
        Some(own) if name.is_empty() => unnamed(own).to_owned(),
        Some(_) | None => name,
    }
}

/// What a row is called whose provision has no name.
fn unnamed(own: &crate::tree::Provision) -> &'static str {
    use crate::tree::Form;
    match own.form() {
        Form::Document => "題名",
        Form::Table | Form::Header | Form::Row | Form::Cell => "表",
        Form::List | Form::Item => "一覧",
        Form::Figure => "図",
        Form::Note => "注記",
        Form::Part
        | Form::Chapter
        | Form::Section
        | Form::Subsection
        | Form::Division
        | Form::Article
        | Form::Paragraph
        | Form::Supplement
        | Form::Annex
        | Form::Contents
        | Form::Group
        | Form::Field
        | Form::Prose => "本文",
    }
}
