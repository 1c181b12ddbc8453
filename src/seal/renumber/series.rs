//! The numbered rows of a tree, and the numbers that they should have, printed as the ones that they have.

use super::RenumberWay;
use crate::diff::Preorder;
use crate::text::label::Script;
use crate::tree::{Form, Label, Number};
use std::collections::{BTreeMap, BTreeSet};

/// A numbered provision of a row: the articles of a body, the paragraphs of an article.
#[derive(Clone, Debug)]
pub struct RowMember {
    /// Its ordinal.
    pub at: u32,
    /// Its number as printed.
    pub label: Label,
    /// Whether no version has it yet.
    pub is_new: bool,
    /// Its number, and for 「第3条から第5条まで」 the last one too.
    span: (Number, Option<Number>),
}

impl RowMember {
    /// A member of a row; `None` where its label says no number that can be counted on.
    pub fn of(at: u32, label: &Label, is_new: bool) -> Option<RowMember> {
        let span = match label.number() {
            Some(number) => (number, None),
            None => {
                let (first, last) = label.as_str().split_once("から")?;
                let number = |words: &str| Label::new(words)?.number();
                (number(first)?, Some(number(last.trim_end_matches("まで"))?))
            }
        };
        let is_counted = matches!(
            span.0.script,
            Script::Ascii | Script::FullWidth | Script::Kanji | Script::Circled
        );
        is_counted.then(|| RowMember { at, label: label.clone(), is_new, span })
    }
}

/// The members whose number changes, with the label that they get. The first keeps its number; of branches
/// (第7条の2) the stem follows the provision before.
pub fn renumber_row(row: &[RowMember], way: RenumberWay) -> Vec<(u32, Label)> {
    let mut out = Vec::new();
    // The stem of the last number as it was and as it will be, and its last branch.
    let mut last: Option<(u32, u32, u32)> = None;
    for member in row {
        let (first, end) = &member.span;
        let stem = first.parts[0];
        let parts = match (last, first.parts.get(1)) {
            (None, _) => first.parts.clone(),
            (Some((was, is, branch)), Some(_)) if was == stem => {
                let mut parts = first.parts.clone();
                (parts[0], parts[1]) = (is, next_branch(branch, parts[1], parts.len()));
                parts
            }
            (Some(_), Some(_)) => first.parts.clone(),
            (Some((_, is, branch)), None) if way == RenumberWay::Branch && member.is_new => {
                vec![is, branch + 1]
            }
            // What was there before keeps its number; only where it would repeat does it move.
            (Some((_, is, _)), None) if way == RenumberWay::Branch => vec![stem.max(is + 1)],
            (Some((_, is, _)), None) => vec![is + 1],
        };
        let by = i64::from(parts[0]) - i64::from(stem);
        let through = end.as_ref().map(|end| {
            let moved = i64::from(end.parts[0]) + by;
            u32::try_from(moved).unwrap_or(end.parts[0])
        });
        let branch = parts.get(1).copied().unwrap_or(1);
        last = Some(match (end, through) {
            (Some(end), Some(through)) => (end.parts[0], through, 1),
            _ if parts.len() > first.parts.len() => {
                // A new branch: the stem before it goes on.
                let was = last.map_or(stem, |(was, _, _)| was);
                (was, parts[0], branch)
            }
            _ => (stem, parts[0], branch),
        });
        let label = match through {
            None => member.label.renumbered(&parts),
            Some(through) => reprinted_span(&member.label, parts[0], through),
        };
        out.extend(label.filter(|label| *label != member.label).map(|label| (member.at, label)));
    }
    out
}

/// の2 after nothing, の3 after の2; deeper branches (の2の2) stay with theirs.
fn next_branch(last: u32, own: u32, depth: usize) -> u32 {
    if depth > 2 && own == last { own } else { last + 1 }
}

fn reprinted_span(label: &Label, first: u32, last: u32) -> Option<Label> {
    let words = label.as_str();
    let (head, tail) = words.split_once("から")?;
    let head = Label::new(head)?.renumbered(&[first])?;
    let end = tail.trim_end_matches("まで");
    let rest = &tail[end.len()..];
    let end = Label::new(end)?.renumbered(&[last])?;
    Label::new(&format!("{}から{}{rest}", head.as_str(), end.as_str()))
}

/// The numbered rows of a tree: chapters beside each other, the articles of the body and of each 附則, the
/// paragraphs of an article, the 号 of a paragraph.
pub(super) fn rows(order: &Preorder<'_>, is_new: &dyn Fn(u32) -> bool) -> Vec<Vec<RowMember>> {
    let mut rows: BTreeMap<(u32, Form), Vec<Option<RowMember>>> = BTreeMap::new();
    for at in 0..order.len() as u32 {
        let (form, parent) = (order.node(at).form(), order.parent(at).unwrap_or(0));
        let around = match form {
            Form::Article => division(order, at),
            Form::Paragraph | Form::Item => parent,
            form if form.is_division() => parent,
            _ => continue,
        };
        if let Some(label) = order.node(at).label() {
            let row = rows.entry((around, form)).or_default();
            row.push(RowMember::of(at, label, is_new(at)));
        }
    }
    // A row with a number that cannot be read is left as it is.
    rows.into_values().filter_map(|row| row.into_iter().collect()).collect()
}

/// The 附則 or annex around an article; the root for the body.
pub(super) fn division(order: &Preorder<'_>, at: u32) -> u32 {
    let is_own = |at: &u32| order.node(*at).form().is_beside_body();
    order.ancestors(at).find(is_own).unwrap_or(0)
}

pub(super) fn is_in_body(order: &Preorder<'_>, at: u32) -> bool {
    division(order, at) == 0
}

/// The provisions whose number stands twice in their row.
pub(super) fn twice(rows: &[Vec<RowMember>]) -> BTreeSet<u32> {
    let mut out = BTreeSet::new();
    for row in rows {
        let mut by_label: BTreeMap<&Label, Vec<u32>> = BTreeMap::new();
        for member in row {
            by_label.entry(&member.label).or_default().push(member.at);
        }
        out.extend(by_label.into_values().filter(|same| same.len() > 1).flatten());
    }
    out
}
