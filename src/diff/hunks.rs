//! Hunks: what differs between two texts (a patience diff of their words), splices on whole words, each for a
//! reason. Substance is kept apart from references that follow a renumbering and from width; a change of marks from
//! one of words. Does not know the trees.

use super::delta::{Splice, cut_text};
use super::tokens::{Token, tokens};
use crate::tree::{Mark, Text};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// Why words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SpliceReason {
    /// Other words.
    Words,
    /// A reference to a provision (by its old ordinal) whose number shifted.
    Follows(u32),
    /// The same but for width and dashes.
    Folded,
}

/// A reference in a text that leads to a provision of both trees: the bytes and its old ordinal.
pub(super) type ReferenceTarget = (Range<usize>, u32);

/// More units than this are first compared sentence by sentence.
const MANY: usize = 4000;

/// One text with its units.
pub(super) struct HunkSide<'a> {
    /// The text itself.
    pub(super) text: &'a Text,
    words: String,
    pub(super) tokens: Vec<Token>,
    senses: Vec<u64>,
    /// Where a unit leads, by its index.
    leads: HashMap<usize, u32>,
}

impl<'a> HunkSide<'a> {
    pub(super) fn of(text: &'a Text, targets: &[ReferenceTarget]) -> HunkSide<'a> {
        let tokens = tokens(text);
        let by_range: HashMap<_, _> = targets.iter().cloned().collect();
        let lead = |(at, token): (usize, &Token)| Some((at, *by_range.get(&token.range)?));
        let leads: HashMap<usize, u32> = tokens.iter().enumerate().filter_map(lead).collect();
        let words = text.words();
        let sense = |(at, token): (usize, &Token)| match leads.get(&at) {
            Some(target) => {
                let mut hasher = DefaultHasher::new();
                (target, without_numbers(&words[token.range.clone()])).hash(&mut hasher);
                hasher.finish()
            }
            None => token.sense,
        };
        let senses = tokens.iter().enumerate().map(sense).collect();
        HunkSide { text, words, tokens, senses, leads }
    }

    fn bytes(&self, units: &Range<usize>) -> Range<usize> {
        let at = |unit: usize| self.tokens.get(unit).map_or(self.words.len(), |t| t.range.start);
        at(units.start)..at(units.end)
    }

    /// The words of some units.
    pub(super) fn words(&self, units: &Range<usize>) -> &str {
        &self.words[self.bytes(units)]
    }

    /// A unit with its marks.
    pub(super) fn unit(&self, at: usize) -> Option<Text> {
        cut_text(self.text, self.tokens.get(at)?.range.clone())
    }

    /// Whether a unit has the same words and marks as one of the other text.
    fn has_same_unit(&self, own: usize, other: &HunkSide, at: usize) -> bool {
        if self.is_plain() && other.is_plain() {
            self.words(&(own..own + 1)) == other.words(&(at..at + 1))
        } else {
            self.unit(own) == other.unit(at)
        }
    }

    /// Whether nothing is marked.
    fn is_plain(&self) -> bool {
        let mut runs = self.text.runs().iter();
        runs.all(|run| *run.mark() == Mark::Plain)
    }
}

/// 第#条第#項: a reference without its numbers, branches left out.
fn without_numbers(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if !crate::text::label::is_count_char(c) {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    while out.contains("の#") {
        out = out.replace("の#", "");
    }
    out
}

/// A stretch that differs, in units of both sides.
#[derive(Clone, Debug)]
pub(super) struct Hunk {
    pub(super) reason: SpliceReason,
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

impl Hunk {
    pub(super) fn new(reason: SpliceReason, (old, new): (Range<usize>, Range<usize>)) -> Hunk {
        Hunk { reason, old, new }
    }

    /// What is replaced by what; none when the words are the same after all.
    pub(super) fn splice(
        &self,
        before: &HunkSide,
        after: &HunkSide,
    ) -> Option<(SpliceReason, Splice)> {
        let (mut old, mut new) = (self.old.clone(), self.new.clone());
        while !old.is_empty()
            && !new.is_empty()
            && before.has_same_unit(old.start, after, new.start)
        {
            (old.start, new.start) = (old.start + 1, new.start + 1);
        }
        while !old.is_empty()
            && !new.is_empty()
            && before.has_same_unit(old.end - 1, after, new.end - 1)
        {
            (old.end, new.end) = (old.end - 1, new.end - 1);
        }
        if old.is_empty() && new.is_empty() {
            return None;
        }
        let (old, new) = (before.bytes(&old), after.bytes(&new));
        let splice = Splice {
            at: old.start as u32,
            old: cut_text(before.text, old)?,
            new: cut_text(after.text, new)?,
        };
        Some((self.reason, splice))
    }
}

/// The hunks between two texts, compared in one go, or sentence by sentence and then within those that differ.
pub(super) fn hunks(before: &HunkSide, after: &HunkSide) -> Vec<Hunk> {
    let mut out = Vec::new();
    let (all_old, all_new) = (0..before.tokens.len(), 0..after.tokens.len());
    if all_old.len() + all_new.len() <= MANY {
        units(before, after, (all_old, all_new), &mut out);
        return out;
    }
    let (old, new) = (sentences(before), sentences(after));
    let sense = |side: &HunkSide, sentence: &Range<usize>| {
        let mut hasher = DefaultHasher::new();
        side.senses[sentence.clone()].hash(&mut hasher);
        hasher.finish()
    };
    let old_senses: Vec<u64> = old.iter().map(|sentence| sense(before, sentence)).collect();
    let new_senses: Vec<u64> = new.iter().map(|sentence| sense(after, sentence)).collect();
    let span = |list: &[Range<usize>], part: Range<usize>, end: usize| {
        let at = |index: usize| list.get(index).map_or(end, |sentence| sentence.start);
        at(part.start)..at(part.end)
    };
    for op in capture_diff_slices(Algorithm::Patience, &old_senses, &new_senses) {
        let old = span(&old, op.old_range(), before.tokens.len());
        let new = span(&new, op.new_range(), after.tokens.len());
        let is_equal = matches!(op, DiffOp::Equal { .. });
        if is_equal || old.len() + new.len() <= MANY {
            units(before, after, (old, new), &mut out);
        } else {
            out.push(Hunk::new(SpliceReason::Words, (old, new)));
        }
    }
    out
}

/// The sentences of a text, in units.
fn sentences(side: &HunkSide) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, token) in side.tokens.iter().enumerate() {
        let is_end = side.words[token.range.clone()].ends_with(['。', '\n']);
        if is_end || at + 1 == side.tokens.len() {
            out.push(start..at + 1);
            start = at + 1;
        }
    }
    out
}

fn units(
    before: &HunkSide,
    after: &HunkSide,
    (old, new): (Range<usize>, Range<usize>),
    out: &mut Vec<Hunk>,
) {
    let (from_old, from_new) = (old.start, new.start);
    for op in capture_diff_slices(Algorithm::Patience, &before.senses[old], &after.senses[new]) {
        let old = op.old_range().start + from_old..op.old_range().end + from_old;
        let new = op.new_range().start + from_new..op.new_range().end + from_new;
        if !matches!(op, DiffOp::Equal { .. }) {
            out.push(Hunk::new(SpliceReason::Words, (old, new)));
            continue;
        }
        for (old, new) in old.zip(new) {
            if !before.has_same_unit(old, after, new) {
                let reason = before
                    .leads
                    .get(&old)
                    .map_or(SpliceReason::Folded, |to| SpliceReason::Follows(*to));
                out.push(Hunk::new(reason, (old..old + 1, new..new + 1)));
            }
        }
    }
}

/// The changes of a text, those of marks apart from those of words.
pub(super) fn split_marks(hunks: Vec<Hunk>, before: &HunkSide, after: &HunkSide) -> Vec<Hunk> {
    let mut out = Vec::with_capacity(hunks.len());
    for (at, hunk) in hunks.iter().enumerate() {
        let next = hunks.get(at + 1);
        let ends = (
            next.map_or(before.tokens.len(), |next| next.old.start),
            next.map_or(after.tokens.len(), |next| next.new.start),
        );
        match split_mark(hunk, ends, before, after) {
            Some([marked, words]) => out.extend([marked, words]),
            None => out.push(hunk.clone()),
        }
    }
    out
}

/// The words that stay under another mark, and what comes or goes behind them.
fn split_mark(
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
        && let Some(next) = next_alike((old, new), ends, before, after)
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
fn next_alike(
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
