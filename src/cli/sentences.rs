//! What differs between two texts, in sentences for a terminal. Does not know why anybody asks.

use crate::diagnostic::Lang;
use crate::diff::redline::Redline;
use crate::diff::{Preorder, compare};
use crate::tree::Provision;
use std::sync::Arc;

/// More sentences than this are counted, not shown; `kohyo diff` shows all.
const SHOWN: usize = 20;

/// How many changes there are, and a sentence for each.
pub(super) fn of(lang: Lang, old: &Arc<Provision>, new: &Arc<Provision>) -> (usize, Vec<String>) {
    let found = compare(old, new);
    let (before, after) = (Preorder::of(old), Preorder::of(new));
    let told = Redline::of(&before, &after, &found);
    let sentences = told.sentences();
    let count = sentences.len();
    let mut lines: Vec<String> = sentences
        .into_iter()
        .take(SHOWN)
        .map(|sentence| match sentence.remark {
            Some(remark) => format!("{}（{remark}）。", sentence.words),
            None => format!("{}。", sentence.words),
        })
        .collect();
    if count > SHOWN {
        let rest = count - SHOWN;
        lines.push(match lang {
            Lang::Ja => format!("ほか {rest} か所（kohyo diff で確かめられます）"),
            Lang::En => format!("and {rest} more (see `kohyo diff`)"),
        });
    }
    (count, lines)
}
