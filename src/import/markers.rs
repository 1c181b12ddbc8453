//! Signs that carry the structure of pages and Word files through the text: cell borders, breaks inside a cell,
//! strong words. They are Unicode noncharacters, which no text has. Does not know where they come from.

use super::notice::Notice;
use super::outline_tree::{MarkedRange, OutlineNode, RangeMark, WordRanges};

/// Before every cell of a row.
pub(super) const CELL: char = '\u{FDD0}';
/// Where a cell has a line break.
pub(super) const BREAK: char = '\u{FDD1}';
/// Where strong words begin.
pub(super) const STRONG: char = '\u{FDD2}';
/// Where they end.
pub(super) const WEAK: char = '\u{FDD3}';

/// Before an entry of a list, which is no heading then, however short it is.
pub(super) const ENTRY: char = '\u{FDD4}';

/// True for a sign of structure.
pub(super) fn is_marker(c: char) -> bool {
    matches!(c, CELL | BREAK | STRONG | WEAK | ENTRY)
}

/// How a person sees a text with signs; every place stays where it is.
pub(super) fn readable(text: &str) -> String {
    let shown = |c: char| match c {
        CELL => '｜',
        BREAK => '／',
        STRONG | WEAK => '＊',
        ENTRY => '\u{3000}',
        _ => c,
    };
    text.chars().map(shown).collect()
}

/// Whether words may be strong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Kept,
    Lost,
}

/// Takes the signs out of the words of a notice: breaks in cells become spaces, strong words are marked where
/// prose can say so.
pub(super) fn settle(text: &str, notice: &mut Notice) {
    if !text.contains(is_marker) {
        return;
    }
    in_words(text, &mut notice.title, Strength::Lost);
    for section in &mut notice.sections {
        for sketch in section.ways.iter_mut().flatten() {
            let strength =
                if sketch.role.as_str() == "prose" { Strength::Kept } else { Strength::Lost };
            in_words(text, &mut sketch.label, Strength::Lost);
            in_words(text, &mut sketch.heading, Strength::Lost);
            in_words(text, &mut sketch.text, strength);
            for child in &mut sketch.children {
                in_sketch(text, child, strength);
            }
        }
    }
}

fn in_sketch(text: &str, sketch: &mut OutlineNode, strength: Strength) {
    in_words(text, &mut sketch.label, Strength::Lost);
    in_words(text, &mut sketch.heading, strength);
    in_words(text, &mut sketch.text, strength);
    for child in &mut sketch.children {
        in_sketch(text, child, strength);
    }
}

fn in_words(text: &str, words: &mut WordRanges, strength: Strength) {
    let mut out = WordRanges::none();
    let mut is_strong = false;
    for part in words.parts.drain(..) {
        let start = part.range.start;
        let mut at = start;
        for (offset, c) in text[part.range.clone()].char_indices() {
            if !is_marker(c) {
                continue;
            }
            let here = start + offset;
            push(&mut out, at..here, &part.mark, is_strong && strength == Strength::Kept);
            at = here + c.len_utf8();
            match c {
                STRONG => is_strong = true,
                WEAK => is_strong = false,
                BREAK if !out.is_empty() => {
                    out.parts.push(MarkedRange { range: here..at, mark: RangeMark::Break })
                }
                _ => {}
            }
        }
        push(&mut out, at..part.range.end, &part.mark, is_strong && strength == Strength::Kept);
    }
    while matches!(out.parts.last(), Some(part) if part.mark == RangeMark::Break) {
        out.parts.pop();
    }
    *words = out;
}

fn push(out: &mut WordRanges, range: std::ops::Range<usize>, mark: &RangeMark, is_strong: bool) {
    if range.is_empty() {
        return;
    }
    let mark = match mark {
        RangeMark::Plain if is_strong => RangeMark::Strong,
        RangeMark::Plain | RangeMark::Strong | RangeMark::Link(_) | RangeMark::Break => {
            mark.clone()
        }
    };
    out.parts.push(MarkedRange { range, mark });
}
