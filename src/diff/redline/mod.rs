//! The redline: a comparison as its readers are told it, sentences first, then the rows of the 新旧対照表. Does not
//! know formats, pages, or why something changed.

mod column;
mod edit;
mod headline;
mod line;
mod listed;
mod naming;
mod print;
mod renumber;
mod sentence;
mod table;
mod touch;
mod words;

pub use column::Folding;
pub use headline::Headline;
pub use line::{RedlineLine, RedlineSpan, Sign, SpanSource};
pub use listed::ListedChange;
pub use sentence::ChangeSentence;
pub use table::{RedlineColumn, Row};
pub use touch::Absent;

use crate::diff::{ChangeKind, Comparison, Op, Pairs, Preorder};
use crate::tree::Form;
use naming::{NodeNames, called};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;
use touch::{Gaps, Touches};

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextSide {
    Old,
    New,
}

/// One of the two texts, with what happens to it.
#[derive(Debug)]
struct SideView<'a> {
    order: &'a Preorder<'a>,
    touches: Touches,
    gaps: Gaps,
    names: NodeNames<'a>,
}

/// A comparison ready to be told. The new tree is the one that the Δ makes of the old one; nothing is read
/// out of it that the Δ does not say.
#[derive(Debug)]
pub struct Redline<'a> {
    old: SideView<'a>,
    new: SideView<'a>,
    comparison: &'a Comparison,
    pairs: Pairs,
    /// What the provisions of the new text are called, once somebody asks.
    taken: OnceLock<HashSet<(Form, Option<String>, String)>>,
}

impl<'a> Redline<'a> {
    /// The comparison of two trees.
    pub fn of(
        old: &'a Preorder<'a>,
        new: &'a Preorder<'a>,
        comparison: &'a Comparison,
    ) -> Redline<'a> {
        let pairs = Pairs::of(old, new, &comparison.delta);
        let (ops, back) = (&comparison.delta.ops, comparison.delta.inverted().ops);
        let (to_old, to_new) = (|at| pairs.old_of(at), |at| pairs.new_of(at));
        let old = SideView {
            order: old,
            touches: Touches::of(comparison, ops, Sign::Removed),
            gaps: Gaps::find(comparison, ops, Absent::New, (old, new), (&to_old, &to_new)),
            names: NodeNames::of(old),
        };
        let (was, is) = (old.order, new);
        let new = SideView {
            order: new,
            touches: Touches::of(comparison, &back, Sign::Added),
            gaps: Gaps::find(comparison, &back, Absent::Removed, (is, was), (&to_new, &to_old)),
            names: NodeNames::of(new),
        };
        Redline { old, new, comparison, pairs, taken: OnceLock::new() }
    }

    /// The 附則 that the new text adds as wholes, by the ordinals of their provisions.
    pub fn supplements_added(&self) -> Vec<Range<u32>> {
        let added = self.comparison.changes.iter().filter_map(|change| {
            let new = change.at.in_new()?;
            let is_one = self.new.order.get(new)?.form() == Form::Supplement;
            (is_one && change.kind == ChangeKind::Added && change.at.in_old().is_none())
                .then(|| new..self.new.order.end(new))
        });
        added.collect()
    }

    /// Whether hardly anything of the old text is left in the new one.
    pub fn is_rewritten(&self) -> bool {
        let ops = &self.comparison.delta.ops;
        let count = |is_it: fn(&&Op) -> bool| ops.iter().filter(is_it).count();
        let gone = count(|op| matches!(op, Op::Delete { .. }));
        let come = count(|op| matches!(op, Op::Insert { .. }));
        // Of what is below the titles, four in five on both sides.
        let most = |part: usize, all: usize| part > 0 && part * 5 >= (all - 1) * 4;
        most(gone, self.old.order.len()) && most(come, self.new.order.len())
    }

    fn side(&self, side: TextSide) -> &SideView<'a> {
        match side {
            TextSide::Old => &self.old,
            TextSide::New => &self.new,
        }
    }

    /// Whether the name that a provision of the old text had would mislead now: something else has it, or the
    /// numbers around it are other ones.
    fn is_taken(&self, old: u32) -> bool {
        let key = |side: TextSide, at: u32| {
            let own = self.side(side).order.node(at);
            let label = own.label().map(|label| label.as_str().to_owned());
            (own.form(), label, self.side(side).names.of_node(at))
        };
        let all = self.taken.get_or_init(|| {
            let all = 0..self.new.order.len() as u32;
            all.map(|new| key(TextSide::New, new)).collect()
        });
        let own = key(TextSide::Old, old);
        !own.2.is_empty() && (all.contains(&own) || own.1.is_some() && self.is_renumbered(own.0))
    }

    /// Whether provisions of a form have other numbers now.
    fn is_renumbered(&self, form: Form) -> bool {
        let mut changes = self.comparison.changes.iter();
        changes.any(|change| {
            let old = change.at.in_old().and_then(|old| self.old.order.get(old));
            change.kind == ChangeKind::Renumbered && old.is_some_and(|own| own.form() == form)
        })
    }

    /// 「第13条（旧第12条）」; 「旧第7条」 for what vanished, where the name would mislead now.
    fn both_names(&self, old: Option<u32>, new: Option<u32>) -> String {
        let named = |side: TextSide, at: u32| {
            let name = self.side(side).names.of_node(at);
            if name.is_empty() { unnamed(self.side(side).order.node(at)).to_owned() } else { name }
        };
        let lone = |side: TextSide, at: u32| {
            let own = called::content_name(
                self.side(side).order.node(at),
                called::noun_of(self, side, at),
            );
            own.map_or_else(
                || named(side, at),
                |own| edit::part_of(&self.side(side).names.of_node(at), &own),
            )
        };
        match (old, new) {
            (Some(old), Some(new)) => {
                let (before, after) = (named(TextSide::Old, old), named(TextSide::New, new));
                if before == after || self.is_only_headed(old, new) {
                    after
                } else {
                    format!("{after}（旧{before}）")
                }
            }
            (None, Some(new)) => lone(TextSide::New, new),
            (Some(old), None) if self.is_taken(old) => format!("旧{}", lone(TextSide::Old, old)),
            (Some(old), None) => lone(TextSide::Old, old),
            (None, None) => String::new(),
        }
    }

    /// Whether the names of a pair differ only since one side has a heading where the other has none, or since
    /// they are made of first words.
    fn is_only_headed(&self, old: u32, new: u32) -> bool {
        let is_headed = |side: TextSide, at: u32, partner: Option<u32>| {
            let other = match side {
                TextSide::Old => TextSide::New,
                TextSide::New => TextSide::Old,
            };
            let own = self.side(side).order.node(at);
            own.form() == Form::Group
                && !own.heading().is_empty()
                && partner.is_some_and(|at| self.side(other).order.node(at).heading().is_empty())
        };
        let before = |at: u32| is_headed(TextSide::Old, at, self.pairs.new_of(at));
        let after = |at: u32| is_headed(TextSide::New, at, self.pairs.old_of(at));
        let has_words = |side: TextSide, at: u32| {
            let words = called::paragraph_name(self.side(side).order.node(at));
            !words.is_empty() && words == self.side(side).names.of_node(at)
        };
        has_words(TextSide::Old, old) && has_words(TextSide::New, new)
            || self.side(TextSide::Old).names.without(old, &before)
                == self.side(TextSide::New).names.without(new, &after)
    }
}

/// How a provision of a tree is named in a sentence: 第13条第2項, 『窓口』の『電話』.
pub fn named(order: &Preorder<'_>, at: u32) -> String {
    let name = NodeNames::of(order).of_node(at);
    match order.get(at) {
        Some(own) if name.is_empty() => unnamed(own).to_owned(),
        Some(_) | None => name,
    }
}

/// What a row is called whose provision has no name.
fn unnamed(own: &crate::tree::Provision) -> &'static str {
    match own.form() {
        Form::Document => "題名",
        Form::Table | Form::Header | Form::Row | Form::Cell => "表",
        Form::List | Form::Item => "一覧",
        Form::Figure => "図",
        Form::Note => "注記",
        _ => "本文",
    }
}
