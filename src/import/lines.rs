//! A text as lines with their places: every line end that plain text knows. Does not know what stands in a line.

use super::markers::ENTRY;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// One line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// The words without the white space around them; empty for a blank line.
    pub range: Range<usize>,
    /// Columns of white space before them (a full-width space is two).
    pub indent: usize,
    /// A sign says that it is an entry of a list.
    pub is_entry: bool,
}

impl TextLine {
    /// True when there are no words.
    pub fn is_blank(&self) -> bool {
        self.range.is_empty()
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
    let is_entry = text[trimmed.clone()].starts_with(ENTRY);
    let sign = if is_entry { ENTRY.len_utf8() } else { 0 };
    TextLine { range: trimmed.start + sign..trimmed.end, indent, is_entry }
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
