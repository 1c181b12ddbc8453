//! From byte offsets to lines and columns as an editor counts them; one line of a source with a caret line under
//! it, safe for any terminal. Does not know what is wrong there.
//!
//! Full-width characters take two columns. Those of ambiguous width (①, ○, …, “) take one column or two
//! as the terminal pleases, so no number of spaces stands for them: in the caret line each one before the
//! caret is mirrored by `·`, which is of ambiguous width itself. So the caret stands right everywhere.

use crate::text::chars::{CharacterCounts, Unseen, code_point, find_unseen};
use std::ops::Range;
use unicode_width::UnicodeWidthChar as _;

/// Columns of the line that are shown.
const COLUMNS: usize = 76;
/// Columns that are shown before the place, when the line is cut.
const BEFORE: usize = 30;

/// Characters that are looked at on each side of the place, whatever columns they take.
const CHARACTERS: usize = 1000;

/// A line as it is shown, and what stands under it.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or what fits of it.
    pub line: String,
    /// Blanks up to the caret.
    pub indent: String,
    /// The carets.
    pub carets: String,
}

/// Shows a line around the bytes `range` of it (an empty range is a point). Reads no more of a long line than is near.
pub fn excerpt(line: &str, range: Range<usize>) -> Excerpt {
    let start = line.floor_char_boundary(range.start);
    let end = line.floor_char_boundary(range.end).max(start);
    let from = start - reach(line[..start].chars().rev());
    let to = start + reach(line[start..].chars());
    let place = line[from..start].chars().count();
    let marked = line[start..end.min(to)].chars().count();
    let shown: Vec<ShownChar> = safe_chars(&line[from..to]).map(ShownChar::of).collect();
    let window = window(&shown, place);
    let mut out = Excerpt { line: String::new(), indent: String::new(), carets: String::new() };
    if window.start > 0 || from > 0 {
        out.line.push('…');
        out.indent.push('·');
    }
    for (index, part) in shown[window.clone()].iter().enumerate() {
        let index = window.start + index;
        out.line.push_str(&part.words);
        if index < place {
            out.indent.push_str(&part.blank());
        } else if index < place + marked {
            out.carets.push_str(&"^".repeat(part.columns));
        }
    }
    if window.end < shown.len() || to < line.len() {
        out.line.push('…');
    }
    if out.carets.is_empty() {
        out.carets.push('^');
    }
    out.line.truncate(out.line.trim_end().len());
    out
}

/// How many bytes on one side of a place may be shown.
fn reach(chars: impl Iterator<Item = char>) -> usize {
    let (mut bytes, mut columns) = (0, 0);
    for (count, c) in chars.enumerate() {
        if columns > COLUMNS || count > CHARACTERS {
            break;
        }
        bytes += c.len_utf8();
        columns += c.width().unwrap_or(0);
    }
    bytes
}

/// The characters that are shown: all, or those around the place.
fn window(shown: &[ShownChar], place: usize) -> Range<usize> {
    let columns: usize = shown.iter().map(|part| part.columns).sum();
    if columns <= COLUMNS {
        return 0..shown.len();
    }
    let after: usize = shown[place..].iter().map(|part| part.columns).sum();
    // Near the end of the line the room after the place goes to what is before it.
    let before = BEFORE.max(COLUMNS.saturating_sub(after));
    let start = place - fitting(shown[..place].iter().rev(), before);
    let end = start + fitting(shown[start..].iter(), COLUMNS);
    start..end
}

/// How many of the parts fit into some columns.
fn fitting<'a>(parts: impl Iterator<Item = &'a ShownChar>, columns: usize) -> usize {
    let mut left = columns;
    parts
        .take_while(|part| {
            let fits = part.columns <= left;
            left = left.saturating_sub(part.columns);
            fits
        })
        .count()
}

/// One character as it is shown.
struct ShownChar {
    words: String,
    /// Columns it takes; one for a character of ambiguous width.
    columns: usize,
    width: Width,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    Known,
    Ambiguous,
}

impl ShownChar {
    fn of(words: String) -> ShownChar {
        let columns = words.chars().map(|c| c.width().unwrap_or(0)).sum();
        let wide: usize = words.chars().map(|c| c.width_cjk().unwrap_or(0)).sum();
        let width = if columns == wide { Width::Known } else { Width::Ambiguous };
        ShownChar { words, columns, width }
    }

    fn blank(&self) -> String {
        match self.width {
            Width::Known => " ".repeat(self.columns),
            Width::Ambiguous => "·".into(),
        }
    }
}

/// Words of an input to be shown as they are: no escape sequences, no invisible or direction-changing characters.
pub fn safe(words: &str) -> String {
    safe_chars(words).collect()
}

/// Each character as it is shown.
fn safe_chars(words: &str) -> impl Iterator<Item = String> {
    let mut unseen = find_unseen(words);
    unseen.retain(|(_, kind)| *kind != Unseen::Space);
    words.char_indices().map(move |(at, c)| {
        let next = unseen.partition_point(|(range, _)| range.end <= at);
        let is_unseen = unseen.get(next).is_some_and(|(range, _)| range.contains(&at));
        if is_unseen || c == '\n' { unseen_char(c) } else { c.into() }
    })
}

fn unseen_char(c: char) -> String {
    match c {
        '\t' => "    ".into(),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32)
            .expect("the control pictures stand in the order of the controls")
            .into(),
        '\u{7f}' => '\u{2421}'.into(),
        _ => format!("<{}>", code_point(c)),
    }
}

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
    counts: CharacterCounts<'a>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of a text.
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(first).chain(breaks).collect();
        LineIndex { text, starts, counts: CharacterCounts::of(text) }
    }

    /// The place of a byte offset. One inside a character counts as its start, one beyond the end as the end.
    pub fn place(&self, offset: usize) -> LinePlace {
        let offset = self.boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts[line - 1];
        let column = 1 + self.counts.before(offset) - self.counts.before(start);
        LinePlace { line, column }
    }

    /// Where a line (from 1) begins.
    pub fn start(&self, line: usize) -> usize {
        self.starts[line - 1]
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

    /// The words between two byte offsets; `None` where they are none.
    pub fn words(&self, range: Range<usize>) -> Option<&'a str> {
        self.text.get(range)
    }

    /// The next character boundary at or before an offset, never inside the byte order mark.
    fn boundary(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset).max(self.starts[0])
    }
}
