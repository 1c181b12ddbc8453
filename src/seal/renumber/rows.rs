//! The numbered rows of a tree. Does not know which number comes next.

use super::series::Member;
use crate::diff::Preorder;
use crate::tree::{Form, Label};
use std::collections::{BTreeMap, BTreeSet};

/// The numbered rows of a tree: chapters beside each other, the articles of the body and of each 附則, the
/// paragraphs of an article, the 号 of a paragraph.
pub(super) fn rows(order: &Preorder<'_>, is_new: &dyn Fn(u32) -> bool) -> Vec<Vec<Member>> {
    let mut rows: BTreeMap<(u32, Form), Vec<Option<Member>>> = BTreeMap::new();
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
            row.push(Member::of(at, label, is_new(at)));
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
pub(super) fn twice(rows: &[Vec<Member>]) -> BTreeSet<u32> {
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
