//! Where the references of two trees lead: those that follow a shifted number, and those that were left
//! behind. Does not judge references that lead nowhere.

use super::align;
use super::delta::Node;
use super::draft::LeadsOf;
use super::preorder::Preorder;
use crate::regulation::{self, Target};
use crate::tree::{Form, Provision};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// The references of a tree that lead to a pair, named by its old ordinal.
pub(super) fn leads(order: &Preorder<'_>, pair: &dyn Fn(u32) -> Option<u32>) -> LeadsOf {
    let mut leads = LeadsOf::new();
    for (from, range, target) in all(order) {
        if let Some(target) = pair(target) {
            leads.entry(from).or_default().push((range, target));
        }
    }
    leads
}

/// Every reference that leads somewhere in the tree: from, bytes of the text, to.
fn all(order: &Preorder<'_>) -> Vec<(u32, Range<usize>, u32)> {
    let references = regulation::references(order.node(0)).into_iter();
    let mut out: Vec<_> = references
        .filter_map(|reference| match reference.target {
            Target::Found(to) => Some((reference.from as u32, reference.citation.range, to as u32)),
            Target::Missing | Target::Elsewhere => None,
        })
        .collect();
    out.extend(contents(order));
    out
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
        let is_chapter = matches!(
            provision.form(),
            Form::Part | Form::Chapter | Form::Section | Form::Subsection | Form::Division
        );
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
        let chapter = chapters
            .get(&words[start..start + len])
            .copied()
            .flatten()?;
        Some((at, start..start + len, chapter))
    };
    lines.into_iter().filter_map(lead).collect()
}

/// A reference whose words stayed and that leads to another provision than before: its target was
/// renumbered and it was left behind. There is no op for it, since no word changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The provision in whose text it stands.
    pub node: Node,
    /// The bytes of the reference in the new text.
    pub range: Range<usize>,
    /// Where it led, by old ordinal.
    pub led: u32,
    /// Where it leads now, by new ordinal.
    pub leads: u32,
}

/// References that were left behind by a renumbering, in reading order: what a draft has to answer for.
/// Those that stand once in their text, before and after, are followed; 前条 is one too.
pub fn strays(old: &Arc<Provision>, new: &Arc<Provision>) -> Vec<Stray> {
    if old.whole() == new.whole() {
        return Vec::new();
    }
    let (old, new) = (Preorder::of(old), Preorder::of(new));
    let found = align::align(&old, &new);
    let before = by_words(&old);
    let mut strays = Vec::new();
    for ((from, words), after) in by_words(&new) {
        let Some(partner) = found.old_of(from) else {
            continue;
        };
        let (Some([(_, led)]), [(range, leads)]) = (
            before.get(&(partner, words)).map(Vec::as_slice),
            after.as_slice(),
        ) else {
            continue;
        };
        if found.new_of(*led) != Some(*leads) {
            strays.push(Stray {
                node: Node {
                    old: partner,
                    new: from,
                },
                range: range.clone(),
                led: *led,
                leads: *leads,
            });
        }
    }
    strays.sort_by_key(|stray| (stray.node.new, stray.range.start));
    strays
}

/// The references of each text by their words.
fn by_words(order: &Preorder<'_>) -> BTreeMap<(u32, String), Vec<(Range<usize>, u32)>> {
    let mut out: BTreeMap<(u32, String), Vec<(Range<usize>, u32)>> = BTreeMap::new();
    for (from, range, target) in all(order) {
        let words = order.node(from).text().words()[range.clone()].to_owned();
        out.entry((from, words)).or_default().push((range, target));
    }
    out
}
