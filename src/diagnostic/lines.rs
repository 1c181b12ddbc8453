//! From byte offsets to lines and columns as an editor counts them. Does not know what is shown.

/// A place in a text: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinePlace {
    /// Line from 1. Lines end in LF or CRLF.
    pub line: usize,
    /// Column from 1, in characters; a byte order mark is none.
    pub column: usize,
}

/// The lines of a text.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    /// Offsets of the first byte of each line; after the byte order mark for the first.
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of a text.
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        LineIndex { text, starts: std::iter::once(first).chain(breaks).collect() }
    }

    /// The place of a byte offset. One inside a character counts as its start, one beyond the end as the end.
    pub fn place(&self, offset: usize) -> LinePlace {
        let offset = self.boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts[line - 1];
        LinePlace { line, column: 1 + self.text[start..offset].chars().count() }
    }

    /// The words of a line (from 1), without its end and without a byte order mark.
    pub fn line(&self, line: usize) -> &'a str {
        let Some(start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return "";
        };
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let words = &self.text[*start..end];
        words.strip_suffix('\r').unwrap_or(words)
    }

    /// The next character boundary at or before an offset, never inside the byte order mark.
    fn boundary(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset).max(self.starts[0])
    }
}
