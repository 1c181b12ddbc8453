//! Where the references of two trees lead: those that follow a shifted number, and those that were left
//! behind. Does not judge references that lead nowhere.

use super::align;
use super::comparisons::Memo;
use super::delta::NodePair;
use super::hunks::ReferenceTarget;
use super::preorder::Preorder;
use crate::regulation::{Guide, Referent};
use crate::text::citation::{self, Abbreviations, Citation};
use crate::tree::{Form, Provision};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// References of one tree that lead to provisions of both trees, by the ordinal of the text.
pub(super) type TargetsByText = BTreeMap<u32, Vec<ReferenceTarget>>;

/// The references in some texts of a tree that lead to a pair, named by its old ordinal.
pub(super) fn reference_targets(
    order: &Preorder<'_>,
    memo: &Memo,
    is_asked: &dyn Fn(u32) -> bool,
    pair: &dyn Fn(u32) -> Option<u32>,
) -> TargetsByText {
    let mut targets = TargetsByText::new();
    for (from, range, target) in all_targets(order, &memo.guide(order.node(0)), is_asked) {
        if let Some(target) = pair(target) {
            targets.entry(from).or_default().push((range, target));
        }
    }
    targets
}

/// Every reference in those texts that leads somewhere in the tree: from, bytes of the text, to.
fn all_targets(
    order: &Preorder<'_>,
    guide: &Guide,
    is_asked: &dyn Fn(u32) -> bool,
) -> Vec<(u32, Range<usize>, u32)> {
    let references = guide.references(order.node(0), &|at| is_asked(at as u32));
    let mut out: Vec<_> = references
        .into_iter()
        .filter_map(|reference| match reference.target {
            Referent::Found(to) => {
                Some((reference.from as u32, reference.citation.range, to as u32))
            }
            Referent::Missing | Referent::Elsewhere => None,
        })
        .collect();
    let lines = contents_lines(order).into_iter();
    out.extend(lines.map(|line| (line.line, line.range, line.division)));
    out
}

/// The references in the heading of an annex (別表（第5条関係）) by number: the bytes, and the article they lead to.
pub(super) fn heading_targets(order: &Preorder<'_>, at: u32) -> Vec<ReferenceTarget> {
    let own = order.node(at);
    if own.form() != Form::Annex {
        return Vec::new();
    }
    let article = |parts: &[u32]| {
        let mut all = order.all().filter(|at| {
            let is_outside = |at: u32| order.node(at).form().is_beside_body();
            order.node(*at).form() == Form::Article && !order.ancestors(*at).any(is_outside)
        });
        all.find(|at| {
            let number = order.node(*at).label().and_then(|label| label.number());
            number.is_some_and(|number| number.parts == parts)
        })
    };
    let citations = citation::find(&own.heading().words(), &Abbreviations::default()).into_iter();
    let lead = |citation: Citation| Some((citation.range.clone(), article(citation.article()?)?));
    citations.filter_map(lead).collect()
}

/// A line of a 目次, which begins with the label of a division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsLine {
    /// The line.
    pub line: u32,
    /// The bytes of the label.
    pub range: Range<usize>,
    /// The division: the only one with that label, else the next that has the heading of the line too.
    pub division: u32,
}

/// The lines of a 目次 that say which division they mean.
pub fn contents_lines(order: &Preorder<'_>) -> Vec<ContentsLine> {
    let is_line = |at: &u32| {
        let parent = order.parent(*at).and_then(|parent| order.get(parent));
        parent.is_some_and(|parent| parent.form() == Form::Contents)
    };
    let mut lines = order.all().filter(is_line).peekable();
    if lines.peek().is_none() {
        return Vec::new();
    }
    let divisions: Vec<(u32, &str)> = order
        .all()
        .filter(|at| order.node(*at).form().is_division())
        .filter_map(|at| Some((at, order.node(at).label()?.as_str())))
        .collect();
    let mut passed = 0;
    let mut read = |line: u32| {
        let words = order.node(line).text().words();
        let printed = words.trim_start();
        let start = words.len() - printed.len();
        let is_labelled = |(_, label): &&(u32, &str)| {
            let rest = printed.strip_prefix(label);
            rest.is_some_and(|rest| rest.starts_with([' ', '\u{3000}']))
        };
        let mut labelled = divisions.iter().filter(is_labelled);
        let (division, label) = match (labelled.next(), labelled.next()) {
            (Some(only), None) => *only,
            // 第１節 of several chapters cannot be told apart by its label.
            (_, _) => {
                let found = divisions[passed..].iter().position(|(at, label)| {
                    let rest = printed.strip_prefix(label).map(str::trim_start);
                    rest.is_some_and(|rest| rest.starts_with(&*order.node(*at).heading().words()))
                })?;
                passed += found + 1;
                divisions[passed - 1]
            }
        };
        Some(ContentsLine { line, range: start..start + label.len(), division })
    };
    lines.filter_map(&mut read).collect()
}

/// A reference whose words stayed and that leads to another provision than before: its target was
/// renumbered and it was left behind. There is no op for it, since no word changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The provision in whose text it stands.
    pub node: NodePair,
    /// The bytes of the reference in the new text.
    pub range: Range<usize>,
    /// Where it led, by old ordinal.
    pub led: u32,
    /// Where it leads now, by new ordinal.
    pub leads: u32,
}

/// References that were left behind by a renumbering, in reading order: what a draft has to answer for.
/// A text is looked at when it has as many references as before; 前条 is one too.
pub fn strays(old: &Arc<Provision>, new: &Arc<Provision>) -> Vec<Stray> {
    if old.whole() == new.whole() {
        return Vec::new();
    }
    let (old, new) = (Preorder::of(old), Preorder::of(new));
    let found = align::align(&old, &new);
    let before = by_text(&old);
    let mut strays = Vec::new();
    for (from, after) in by_text(&new) {
        let Some(partner) = found.old_of(from) else {
            continue;
        };
        let was = before.get(&partner).map_or(&[][..], Vec::as_slice);
        if was.len() != after.len() {
            continue;
        }
        let node = NodePair { old: partner, new: from };
        let (old_words, new_words) =
            (old.node(partner).text().words(), new.node(from).text().words());
        for ((old_range, led), (range, leads)) in was.iter().cloned().zip(after) {
            let same_words = old_words.get(old_range) == new_words.get(range.clone());
            if same_words && found.new_of(led) != Some(leads) {
                strays.push(Stray { node, range, led, leads });
            }
        }
    }
    strays
}

/// The references of each text, in order.
fn by_text(order: &Preorder<'_>) -> TargetsByText {
    let mut out: TargetsByText = TargetsByText::new();
    let guide = Guide::of(order.node(0));
    for (from, range, target) in all_targets(order, &guide, &|_| true) {
        out.entry(from).or_default().push((range, target));
    }
    out
}
