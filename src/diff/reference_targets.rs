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
use std::collections::{BTreeMap, HashMap};
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
    out.extend(contents(order));
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

/// The lines of a 目次: each begins with the label of its chapter.
fn contents(order: &Preorder<'_>) -> Vec<(u32, Range<usize>, u32)> {
    let is_line = |at: &u32| {
        let parent = order.parent(*at).and_then(|parent| order.get(parent));
        parent.is_some_and(|parent| parent.form() == Form::Contents)
    };
    let lines: Vec<u32> = order.all().filter(is_line).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let mut chapters: HashMap<&str, Option<u32>> = HashMap::new();
    for at in order.all() {
        let provision = order.node(at);
        let is_chapter = provision.form().is_division();
        if let Some(label) = provision.label().filter(|_| is_chapter) {
            // 第１節 of several chapters cannot be told apart by its label.
            let seen = chapters.entry(label.as_str()).or_insert(Some(at));
            *seen = seen.filter(|first| *first == at);
        }
    }
    let lead = |at: u32| {
        let words = order.node(at).text().words();
        let start = words.len() - words.trim_start().len();
        let len = words[start..].find([' ', '\u{3000}'])?;
        let chapter = chapters.get(&words[start..start + len]).copied().flatten()?;
        Some((at, start..start + len, chapter))
    };
    lines.into_iter().filter_map(lead).collect()
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
