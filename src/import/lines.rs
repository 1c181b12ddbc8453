//! A text as lines with their places, every line end that plain text knows; and what stand-off markup says each line
//! is. Does not guess what stands in a line.

use super::list_marker::{ListMarker, read_heading, read_marker};
use super::markers::{StandoffMarkup, StructureMark};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// One line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// The words without the white space around them; empty for a blank line.
    pub range: Range<usize>,
    /// Columns of white space before them (a full-width space is two).
    pub indent: usize,
    /// What the markup of the source says it is.
    pub shape: LineShape,
}

/// What markup says a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineShape {
    /// Nothing: the words have to tell.
    Unsaid,
    /// A heading of that level; the bytes that keep its place.
    Heading(usize, usize),
    /// An entry of a list.
    Entry,
    /// A row of a table.
    Row(Vec<RowCell>),
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowCell {
    /// All between its borders.
    pub range: Range<usize>,
    /// The line breaks in it.
    pub breaks: Vec<Range<usize>>,
}

impl TextLine {
    /// True when there are no words.
    pub fn is_blank(&self) -> bool {
        self.range.is_empty()
    }

    /// The marker at its start: as markup says it, or else as the words have it.
    pub fn marker(&self, text: &str) -> Option<ListMarker> {
        let words = &text[self.range.clone()];
        match self.shape {
            LineShape::Heading(level, sign) => read_heading(words, level, sign),
            LineShape::Unsaid | LineShape::Entry | LineShape::Row(_) => read_marker(words),
        }
    }
}

/// White space as copied text has it: also no-break and zero-width ones and a byte order mark.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// True for a character that ends a line.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The lines of a text. CR LF counts once; form feeds and Unicode separators end lines too.
pub fn lines(text: &str) -> Vec<TextLine> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_line_end(c) {
            continue;
        }
        out.push(line_at(text, start..at));
        start = at + c.len_utf8();
        if c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n') {
            chars.next();
            start += 1;
        }
    }
    if start < text.len() {
        out.push(line_at(text, start..text.len()));
    }
    out
}

fn line_at(text: &str, whole: Range<usize>) -> TextLine {
    let trimmed = trim(text, whole.clone());
    let indent = if trimmed.is_empty() {
        0
    } else {
        text[whole.start..trimmed.start].chars().map(columns).sum()
    };
    TextLine { range: trimmed, indent, shape: LineShape::Unsaid }
}

/// The lines of a text with what its markup says of them.
pub(super) fn marked_lines(text: &str, markup: &StandoffMarkup) -> Vec<TextLine> {
    let mut out = lines(text);
    for line in &mut out {
        let marks = markup.within(&line.range);
        let Some((_, first)) = marks.first().filter(|(place, _)| *place == line.range.start) else {
            continue;
        };
        let sign = first.printed().len();
        match *first {
            // White space alone behind the mark is no heading.
            StructureMark::Heading(level) if line.range.len() > sign => {
                line.shape = LineShape::Heading(level, sign);
            }
            StructureMark::Entry => {
                line.range.start += sign;
                line.shape = LineShape::Entry;
            }
            StructureMark::Cell => line.shape = LineShape::Row(cells_of(marks, line.range.end)),
            StructureMark::Heading(_)
            | StructureMark::Break
            | StructureMark::Strong
            | StructureMark::Weak => {}
        }
    }
    out
}

/// The cells that marks begin, each up to the next.
fn cells_of(marks: &[(usize, StructureMark)], end: usize) -> Vec<RowCell> {
    let mut out: Vec<RowCell> = Vec::new();
    for (place, mark) in marks {
        let after = place + mark.printed().len();
        match mark {
            StructureMark::Cell => {
                if let Some(last) = out.last_mut() {
                    last.range.end = *place;
                }
                out.push(RowCell { range: after..end, breaks: vec![] });
            }
            StructureMark::Break => {
                out.last_mut().into_iter().for_each(|cell| cell.breaks.push(*place..after));
            }
            _ => {}
        }
    }
    out
}

fn columns(c: char) -> usize {
    if c == '\t' { 4 } else { c.width().unwrap_or(0) }
}

/// The range without the white space at its ends.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start_matches(is_space).len());
    let end = range.end - (words.len() - words.trim_end_matches(is_space).len());
    if start >= end { range.start..range.start } else { start..end }
}

/// Columns that words take in a monospaced font.
pub fn width(words: &str) -> usize {
    words.chars().map(columns).sum()
}

/// Where the lines of a text begin, to say many places.
pub struct TextPlaces<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> TextPlaces<'t> {
    /// The places of a text.
    pub fn of(text: &'t str) -> TextPlaces<'t> {
        let mut starts = vec![0];
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !is_line_end(c) {
                continue;
            }
            if c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n') {
                chars.next();
                starts.push(at + 2);
            } else {
                starts.push(at + c.len_utf8());
            }
        }
        TextPlaces { text, starts }
    }

    /// Line and column (both from 1, the column in characters) of a byte offset.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = self.text.get(self.starts[line - 1]..offset).unwrap_or("");
        (line, before.chars().count() + 1)
    }
}
