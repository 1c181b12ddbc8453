//! Where words only get another mark (bold, a link) and other words come or go beside them: two changes, the one
//! of the mark and the one of the words, that one from mark to mark. Does not know trees.

use super::revise::{Hunk, HunkSide, SpliceReason};

/// The changes of a text, those of marks apart from those of words.
pub(super) fn apart(hunks: Vec<Hunk>, before: &HunkSide, after: &HunkSide) -> Vec<Hunk> {
    let mut out = Vec::with_capacity(hunks.len());
    for (at, hunk) in hunks.iter().enumerate() {
        let next = hunks.get(at + 1);
        let ends = (
            next.map_or(before.tokens.len(), |next| next.old.start),
            next.map_or(after.tokens.len(), |next| next.new.start),
        );
        match cut(hunk, ends, before, after) {
            Some([marked, words]) => out.extend([marked, words]),
            None => out.push(hunk.clone()),
        }
    }
    out
}

/// The words that stay under another mark, and what comes or goes behind them.
fn cut(
    hunk: &Hunk,
    ends: (usize, usize),
    before: &HunkSide,
    after: &HunkSide,
) -> Option<[Hunk; 2]> {
    if hunk.reason != SpliceReason::Words || hunk.old.is_empty() || hunk.new.is_empty() {
        return None;
    }
    let (from_old, from_new) = (hunk.old.start, hunk.new.start);
    let (mut old, mut new) = (from_old, from_new);
    while before.unit(old) != after.unit(new)
        && let Some(next) = same((old, new), ends, before, after)
    {
        (old, new) = next;
    }
    if old == from_old {
        return None;
    }
    // What of it stood in the words behind, which are the same on both sides.
    let (more_old, more_new) = (old.saturating_sub(hunk.old.end), new.saturating_sub(hunk.new.end));
    let mut rest =
        (old..hunk.old.end + more_old + more_new, new..hunk.new.end + more_old + more_new);
    let fits = rest.0.start <= rest.0.end && rest.1.start <= rest.1.end;
    let is_one_sided = rest.0.is_empty() != rest.1.is_empty();
    if !fits || !is_one_sided || rest.0.end > ends.0 || rest.1.end > ends.1 {
        return None;
    }
    let (steps, is_new) = ((ends.0 - rest.0.end).min(ends.1 - rest.1.end), rest.0.is_empty());
    // The same words may come before or behind what they share with their end.
    let (side, own) = if is_new { (after, rest.1.clone()) } else { (before, rest.0.clone()) };
    let slides = (0..=steps)
        .take_while(|by| *by == 0 || side.unit(own.start + by - 1) == side.unit(own.end + by - 1));
    let ends_clause = |by: &usize| side.words(&(own.start..own.end + by)).ends_with(['、', '。']);
    let by = slides.into_iter().find(ends_clause).unwrap_or(0);
    rest = (rest.0.start + by..rest.0.end + by, rest.1.start + by..rest.1.end + by);
    let marked = (from_old..old, from_new..new);
    Some([Hunk::new(SpliceReason::Words, marked), Hunk::new(SpliceReason::Words, rest)])
}

/// The next units on both sides behind which the same words have been said.
fn same(
    from: (usize, usize),
    ends: (usize, usize),
    before: &HunkSide,
    after: &HunkSide,
) -> Option<(usize, usize)> {
    let (mut old, mut new) = (from.0 + 1, from.1 + 1);
    while old <= ends.0 && new <= ends.1 {
        let said = (before.words(&(from.0..old)), after.words(&(from.1..new)));
        if said.0 == said.1 {
            return Some((old, new));
        }
        if said.1.starts_with(said.0) {
            old += 1;
        } else if said.0.starts_with(said.1) {
            new += 1;
        } else {
            return None;
        }
    }
    None
}
