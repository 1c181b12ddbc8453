//! What differs between two texts, in sentences for a terminal. Does not know why anybody asks.

use super::context::Context;
use crate::diff::redline::Redline;
use crate::diff::{Preorder, compare};
use crate::fill;
use crate::tree::Provision;
use std::sync::Arc;

/// More sentences than this are counted, not shown; `kohyo diff` shows all.
const SHOWN: usize = 20;

/// How many changes there are, and a sentence for each.
pub(super) fn changes(
    context: &Context<'_>,
    old: &Arc<Provision>,
    new: &Arc<Provision>,
) -> (usize, Vec<String>) {
    let found = compare(old, new);
    let (before, after) = (Preorder::of(old), Preorder::of(new));
    let sentences = Redline::of(&before, &after, &found).sentences();
    let count = sentences.len();
    let shown = sentences.into_iter().take(SHOWN).map(|sentence| match sentence.remark {
        Some(remark) => format!("{}（{remark}）。", sentence.words),
        None => format!("{}。", sentence.words),
    });
    let mut lines: Vec<String> = shown.collect();
    if count > SHOWN {
        lines.push(context.words("cli/more-changes", fill! { rest = count - SHOWN }));
    }
    (count, lines)
}
