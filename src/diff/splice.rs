//! Cutting texts and replacing words in place, marks included. Does not know why.

use super::delta::{Splice, bytes};
use crate::tree::{Text, TextBuilder};
use std::ops::Range;

/// The part of a text in a byte range of its words; `None` when it lies outside or cuts a character.
pub(super) fn cut(text: &Text, range: Range<usize>) -> Option<Text> {
    let mut builder = TextBuilder::new();
    push_cut(text, range, &mut builder)?;
    Some(builder.finish())
}

fn push_cut(text: &Text, range: Range<usize>, builder: &mut TextBuilder) -> Option<()> {
    if range.start > range.end {
        return None;
    }
    let mut at = 0;
    for run in text.runs() {
        let end = at + run.words().len();
        let (from, to) = (range.start.clamp(at, end), range.end.clamp(at, end));
        builder.push(run.words().get(from - at..to - at)?, run.mark().clone());
        at = end;
    }
    (range.end <= at).then_some(())
}

/// The text with every splice done.
///
/// # Errors
/// The index of the splice whose old words do not stand where it says, or that overlaps the one before.
pub(super) fn play(text: &Text, splices: &[&Splice]) -> Result<Text, usize> {
    let mut builder = TextBuilder::new();
    let mut done = 0;
    for (index, splice) in splices.iter().enumerate() {
        let (at, end) = splice.span();
        let old = cut(text, at..end).ok_or(index)?;
        if at < done || old != splice.old {
            return Err(index);
        }
        push_cut(text, done..at, &mut builder).ok_or(index)?;
        for run in splice.new.runs() {
            builder.push(run.words(), run.mark().clone());
        }
        done = end;
    }
    push_cut(text, done..bytes(text), &mut builder).ok_or(splices.len())?;
    Ok(builder.finish())
}
