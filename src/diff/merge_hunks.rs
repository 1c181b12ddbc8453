//! Merging hunks: where so much of a sentence is rewritten that what stayed are scraps, the words from the first
//! change to the last are one change: islands of particles between marks cannot be read. Does not know why words
//! differ.

use super::delta::bytes;
use super::hunks::{Hunk, HunkSide, SpliceReason};
use crate::text::chars::{is_hiragana, is_kanji};
use std::ops::Range;

/// The changes of a text as a reader takes them in.
pub(super) fn merge_hunks(hunks: Vec<Hunk>, before: &HunkSide, after: &HunkSide) -> Vec<Hunk> {
    if is_confetti(&hunks, before, after) {
        let whole = (0..before.tokens.len(), 0..after.tokens.len());
        return vec![Hunk::new(SpliceReason::Words, whole)];
    }
    let pair = HunkMerger { before, after };
    let hunks = pair.joined(hunks, |last, next| pair.is_particle(last, next));
    let hunks = pair.joined(hunks, |last, next| pair.is_compound(last, next));
    let hunks = pair.joined(hunks, |last, next| pair.is_scrap(last, next));
    pair.rewritten(hunks)
}

/// Whether so little of a whole text stayed that marking the rest would only confuse.
fn is_confetti(hunks: &[Hunk], before: &HunkSide, after: &HunkSide) -> bool {
    let words = hunks.iter().filter(|hunk| hunk.reason == SpliceReason::Words);
    let gone: usize = words.clone().map(|hunk| before.words(&hunk.old).len()).sum();
    let come: usize = words.clone().map(|hunk| after.words(&hunk.new).len()).sum();
    let (old, new) = (bytes(before.text), bytes(after.text));
    words.count() > 2 && gone * 4 > old * 3 && come * 4 > new * 3
}

/// Both texts.
struct HunkMerger<'a> {
    before: &'a HunkSide<'a>,
    after: &'a HunkSide<'a>,
}

impl HunkMerger<'_> {
    /// Joins neighbours that belong together.
    fn joined(&self, hunks: Vec<Hunk>, belongs: impl Fn(&Hunk, &Hunk) -> bool) -> Vec<Hunk> {
        let mut out: Vec<Hunk> = Vec::new();
        for hunk in hunks {
            match out.last_mut() {
                Some(last)
                    if last.reason == SpliceReason::Words
                        && hunk.reason == SpliceReason::Words
                        && self.stayed(last, &hunk).is_some()
                        && belongs(last, &hunk) =>
                {
                    (last.old.end, last.new.end) = (hunk.old.end, hunk.new.end);
                }
                Some(_) | None => out.push(hunk),
            }
        }
        out
    }

    /// The words between two changes, where they are of one sentence and print alike on both sides.
    fn stayed(&self, last: &Hunk, next: &Hunk) -> Option<&str> {
        let between = self.before.words(&(last.old.end..next.old.start));
        let same = self.after.words(&(last.new.end..next.new.start));
        let is_one = |hunk: &Hunk| {
            let inside = [self.before.words(&hunk.old), self.after.words(&hunk.new)];
            !inside.concat().contains(ENDS)
        };
        let is_one = !between.contains(ENDS) && is_one(last) && is_one(next);
        (between == same && is_one).then_some(between)
    }

    /// A single particle between two words, or the blank inside a name. Never across figures and letters: in
    /// an address the same digit twice is chance.
    fn is_particle(&self, last: &Hunk, next: &Hunk) -> bool {
        let is_replacement = |hunk: &Hunk| {
            let (old, new) = (self.before.words(&hunk.old), self.after.words(&hunk.new));
            let has_figures = |words: &str| words.chars().any(|c| c.is_numeric() || c.is_ascii());
            !(old.is_empty() || new.is_empty() || has_figures(old) || has_figures(new))
        };
        let mut chars = self.stayed(last, next).unwrap_or_default().chars();
        let is_one = matches!(chars.next(), Some('ぁ'..='ん' | '・' | ' ' | '　'));
        let is_one = is_one && chars.next().is_none();
        is_one && (is_replacement(last) && is_replacement(next) || self.is_swap(last, next))
    }

    /// A word that only went from one side of a particle to the other: の変更をする becomes を変更する.
    fn is_swap(&self, last: &Hunk, next: &Hunk) -> bool {
        let words = |hunk: &Hunk| (self.before.words(&hunk.old), self.after.words(&hunk.new));
        let (gone, come) = match (words(last), words(next)) {
            ((gone, ""), ("", come)) | (("", come), (gone, "")) => (gone, come),
            _ => return false,
        };
        count(gone).min(count(come)) >= 2 && (gone.contains(come) || come.contains(gone))
    }

    /// A part of a compound between two of its letters: 委託先 becomes 再委託, nothing in it stays.
    fn is_compound(&self, last: &Hunk, next: &Hunk) -> bool {
        let stayed = self.stayed(last, next).unwrap_or_default();
        let is_affix = |hunk: &Hunk| {
            let words = [self.before.words(&hunk.old), self.after.words(&hunk.new)].concat();
            count(&words) == 1 && words.chars().all(is_kanji)
        };
        (1..PHRASE).contains(&count(stayed))
            && stayed.chars().all(is_kanji)
            && (is_affix(last) || is_affix(next))
    }

    /// Little between much: particles between phrases, a word between clauses.
    fn is_scrap(&self, last: &Hunk, next: &Hunk) -> bool {
        let Some(stayed) = self.stayed(last, next) else {
            return false;
        };
        if self.is_value(last)
            || self.is_value(next)
            || !(self.replaces(last) || self.replaces(next))
        {
            return false;
        }
        let least = self.longer(last).min(self.longer(next));
        let stays = count(stayed);
        let is_weak = stayed.chars().all(|c| is_hiragana(c) || matches!(c, '、' | '・'));
        least >= PHRASE && (is_weak && stays < PHRASE || stays * 4 <= least)
    }

    /// Sentences of which little stayed: one change from the first to the last.
    fn rewritten(&self, hunks: Vec<Hunk>) -> Vec<Hunk> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < hunks.len() {
            let mut end = at + 1;
            while end < hunks.len()
                && [&hunks[end - 1], &hunks[end]]
                    .iter()
                    .all(|hunk| hunk.reason == SpliceReason::Words)
                && self.stayed(&hunks[end - 1], &hunks[end]).is_some()
            {
                end += 1;
            }
            let group = &hunks[at..end];
            let from = at.checked_sub(1).map(|before| &hunks[before]);
            if self.is_rewritten(group, from, hunks.get(end)) {
                let last = &group[group.len() - 1];
                let whole = (group[0].old.start..last.old.end, group[0].new.start..last.new.end);
                out.push(Hunk::new(SpliceReason::Words, whole));
            } else {
                out.extend_from_slice(group);
            }
            at = end;
        }
        out
    }

    fn is_rewritten(&self, group: &[Hunk], from: Option<&Hunk>, to: Option<&Hunk>) -> bool {
        if group.len() > 2 && self.is_chain(group) {
            return true;
        }
        if group.len() < 2 || group.iter().any(|hunk| self.is_value(hunk)) {
            return false;
        }
        let (first, last) = (&group[0], &group[group.len() - 1]);
        let head = from.map_or(0, |hunk| hunk.old.end)..first.old.start;
        let tail = last.old.end..to.map_or(self.before.tokens.len(), |hunk| hunk.old.start);
        let head = self.before.words(&head).rsplit(ENDS).next().map_or(0, count);
        let tail = self.before.words(&tail).split(ENDS).next().map_or(0, count);
        let inside = count(self.before.words(&(first.old.start..last.old.end)));
        let sum = |side: &HunkSide, part: fn(&Hunk) -> &Range<usize>| -> usize {
            let each = group.iter().map(|hunk| count(side.words(part(hunk))));
            each.sum()
        };
        let (gone, come) = (sum(self.before, |hunk| &hunk.old), sum(self.after, |hunk| &hunk.new));
        let stays = head + tail + inside - gone;
        // Two thirds on both sides.
        gone > stays * 2 && come > stays * 2
    }

    /// Whether next to nothing stays between many: 例示｜町｜2｜丁目｜3｜番｜4号.
    fn is_chain(&self, group: &[Hunk]) -> bool {
        group.windows(2).all(|pair| {
            let stayed = self.stayed(&pair[0], &pair[1]);
            stayed.is_some_and(|words| count(words) < 3)
        })
    }

    fn replaces(&self, hunk: &Hunk) -> bool {
        !hunk.old.is_empty() && !hunk.new.is_empty()
    }

    fn longer(&self, hunk: &Hunk) -> usize {
        count(self.before.words(&hunk.old)).max(count(self.after.words(&hunk.new)))
    }

    /// A date, an amount, an address: figures that are no part of a phrase.
    fn is_value(&self, hunk: &Hunk) -> bool {
        let is_one = |words: &str| {
            words.chars().any(|c| c.is_numeric() || c.is_ascii_alphanumeric())
                && !words.chars().any(is_hiragana)
        };
        is_one(self.before.words(&hunk.old)) || is_one(self.after.words(&hunk.new))
    }
}

/// What ends a sentence.
const ENDS: [char; 2] = ['。', '\n'];
/// From so many characters on a change is a phrase rather than a word.
const PHRASE: usize = 4;

fn count(words: &str) -> usize {
    words.chars().count()
}
