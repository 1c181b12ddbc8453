//! A text as lines with their places, every line end that plain text knows. Does not know what stands in a line.

use super::block::Block;
use crate::text::chars::CharacterCounts;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// White space as copied text has it: also no-break and zero-width ones and a byte order mark.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// True for a character that ends a line.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The lines of a text as blocks. CR LF counts once; form feeds and Unicode separators end lines too.
pub fn lines(text: &str) -> Vec<Block> {
    let mut starts = line_starts(text);
    if starts.last() == Some(&text.len()) {
        starts.pop();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| line_at(text, *start..end)).collect()
}

/// Where lines begin, the last perhaps at the end of the text.
fn line_starts(text: &str) -> Vec<usize> {
    let ends = text
        .char_indices()
        .filter(|(at, c)| is_line_end(*c) && !(*c == '\r' && text[at + 1..].starts_with('\n')));
    std::iter::once(0).chain(ends.map(|(at, c)| at + c.len_utf8())).collect()
}

pub(super) fn line_at(text: &str, whole: Range<usize>) -> Block {
    let trimmed = trim(text, whole.clone());
    let indent = if trimmed.is_empty() { 0 } else { width(&text[whole.start..trimmed.start]) };
    Block::line(trimmed, indent)
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
    counts: CharacterCounts<'t>,
}

impl<'t> TextPlaces<'t> {
    /// The places of a text.
    pub fn of(text: &'t str) -> TextPlaces<'t> {
        TextPlaces { text, starts: line_starts(text), counts: CharacterCounts::of(text) }
    }

    /// Line and column (both from 1, the column in characters) of a byte offset.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        (line, self.counts.before(offset) - self.counts.before(self.starts[line - 1]) + 1)
    }
}
