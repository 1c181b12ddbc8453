//! Stand-off markup: what pages and Word files say of the structure of a text (headings, entries, cells, line breaks in
//! cells, strong words), beside the text, each with its place in it. In the text a sign that no text has (a Unicode
//! noncharacter) keeps the place of each for the log and for people; nothing is read from it. Does not know where the
//! structure comes from.

use super::notice::Notice;
use super::outline_tree::{MarkedRange, OutlineNode, RangeMark, WordRanges};
use crate::text::edits::EditLog;
use std::ops::Range;

const CELL: char = '\u{FDD0}';
const BREAK: char = '\u{FDD1}';
const STRONG: char = '\u{FDD2}';
const WEAK: char = '\u{FDD3}';
const ENTRY: char = '\u{FDD4}';

/// What begins, ends or stands at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StructureMark {
    /// A heading of that level.
    Heading(usize),
    /// An entry of a list, which is no heading then, however short it is.
    Entry,
    /// A cell of a row.
    Cell,
    /// A line break inside a cell.
    Break,
    /// Strong words begin.
    Strong,
    /// Strong words end.
    Weak,
}

impl StructureMark {
    /// What keeps its place in the text.
    pub(super) fn printed(self) -> String {
        match self {
            StructureMark::Heading(level) => format!("{} ", "#".repeat(level)),
            StructureMark::Entry => ENTRY.to_string(),
            StructureMark::Cell => CELL.to_string(),
            StructureMark::Break => BREAK.to_string(),
            StructureMark::Strong => STRONG.to_string(),
            StructureMark::Weak => WEAK.to_string(),
        }
    }
}

/// The structure of a text, in the order of the text; none for plain text, where lines have to be guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StandoffMarkup {
    marks: Vec<(usize, StructureMark)>,
}

impl StandoffMarkup {
    /// Adds a mark behind all others.
    pub(super) fn push(&mut self, place: usize, mark: StructureMark) {
        self.marks.push((place, mark));
    }

    /// The marks in a range.
    pub(super) fn within(&self, range: &Range<usize>) -> &[(usize, StructureMark)] {
        let from = self.marks.partition_point(|(place, _)| *place < range.start);
        let to = self.marks.partition_point(|(place, _)| *place < range.end);
        self.marks.get(from..to).unwrap_or(&[])
    }

    /// Says the marks of words that are written again at another place.
    pub(super) fn repeat(&mut self, words: &Range<usize>, at: usize) {
        let again: Vec<_> = self.within(words).to_vec();
        self.marks.extend(again.into_iter().map(|(place, mark)| (place - words.start + at, mark)));
    }

    /// The same marks in the text that a log makes of this one; no edit touches what keeps their places.
    pub(super) fn after(&self, log: &EditLog) -> StandoffMarkup {
        let mut edits = log.edits().iter().peekable();
        let (mut source, mut result) = (0, 0);
        let moved = self.marks.iter().map(|(place, mark)| {
            while let Some(edit) = edits.next_if(|edit| edit.range.end <= *place) {
                result += edit.range.start - source + edit.with.len();
                source = edit.range.end;
            }
            (result + (place - source), *mark)
        });
        StandoffMarkup { marks: moved.collect() }
    }
}

/// True for a sign that keeps the place of structure; words of a source never have one.
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
pub(super) fn settle(text: &str, markup: &StandoffMarkup, notice: &mut Notice) {
    if !text.contains(is_marker) {
        return;
    }
    let words = MarkedWords { text, markup };
    words.in_words(&mut notice.title, Strength::Lost);
    for sketch in notice.sections.iter_mut().flat_map(|section| section.ways.iter_mut().flatten()) {
        let strength =
            if sketch.role.as_str() == "prose" { Strength::Kept } else { Strength::Lost };
        words.in_words(&mut sketch.label, Strength::Lost);
        words.in_words(&mut sketch.heading, Strength::Lost);
        words.in_words(&mut sketch.text, strength);
        for child in &mut sketch.children {
            words.in_sketch(child, strength);
        }
    }
}

struct MarkedWords<'t> {
    text: &'t str,
    markup: &'t StandoffMarkup,
}

impl MarkedWords<'_> {
    fn in_sketch(&self, sketch: &mut OutlineNode, strength: Strength) {
        self.in_words(&mut sketch.label, Strength::Lost);
        self.in_words(&mut sketch.heading, strength);
        self.in_words(&mut sketch.text, strength);
        for child in &mut sketch.children {
            self.in_sketch(child, strength);
        }
    }

    fn in_words(&self, words: &mut WordRanges, strength: Strength) {
        let mut out = WordRanges::none();
        let mut is_strong = false;
        for part in words.parts.drain(..) {
            let mut at = part.range.start;
            let mut marks = self.markup.within(&part.range).iter().peekable();
            for (offset, c) in self.text[part.range.clone()].char_indices() {
                if !is_marker(c) {
                    continue;
                }
                let here = part.range.start + offset;
                push(&mut out, at..here, &part.mark, is_strong && strength == Strength::Kept);
                at = here + c.len_utf8();
                while marks.next_if(|(place, _)| *place < here).is_some() {}
                // A sign that the source has itself says nothing.
                match marks.next_if(|(place, _)| *place == here).map(|(_, mark)| mark) {
                    Some(StructureMark::Strong) => is_strong = true,
                    Some(StructureMark::Weak) => is_strong = false,
                    Some(StructureMark::Break) if !out.is_empty() => {
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
}

fn push(out: &mut WordRanges, range: Range<usize>, mark: &RangeMark, is_strong: bool) {
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
