//! Tables line by line: rows as markup says them; in plain text, cells between tabs, between `|`, or in columns set
//! with spaces.
//! Does not know what a table is about.

use crate::import::block::{Block, BlockText};
use crate::import::lines::trim;
use crate::import::list_marker;
use crate::import::outline_tree::{BORDER, RangeMark, WordRanges};
use std::ops::Range;

/// A table: the lines it takes and its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineTable {
    pub(super) lines: Range<usize>,
    pub(super) rows: Vec<Vec<WordRanges>>,
}

/// How the cells of a line are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellBorder {
    Said,
    Tab,
    Pipe,
    Columns,
}

/// The table that begins at a line.
pub(super) fn at(text: &BlockText, lines: &[Block], first: usize) -> Option<LineTable> {
    let border = [CellBorder::Said, CellBorder::Tab, CellBorder::Pipe, CellBorder::Columns]
        .into_iter()
        .find(|border| cells(text, &lines[first], *border).is_some())?;
    let mut rows: Vec<Vec<WordRanges>> = Vec::new();
    let mut next = first;
    while next < lines.len() {
        if border == CellBorder::Pipe && is_rule(&text[lines[next].range.clone()]) {
            next += 1;
            continue;
        }
        if let Some(row) = cells(text, &lines[next], border) {
            if !matches!(border, CellBorder::Said | CellBorder::Tab)
                && rows.first().is_some_and(|first| first.len() != row.len())
            {
                break;
            }
            rows.push(row);
            next += 1;
        } else if goes_on(text, lines, next, border) {
            let words = WordRanges::of(lines[next].range.clone());
            if let Some(last) = rows.last_mut().and_then(|row| row.last_mut()) {
                last.join(words);
            }
            next += 1;
        } else {
            break;
        }
    }
    // Columns set with spaces are a table only when several lines agree on them.
    let enough = match border {
        CellBorder::Said | CellBorder::Tab => 1,
        CellBorder::Pipe | CellBorder::Columns => 2,
    };
    (rows.len() >= enough).then_some(LineTable { lines: first..next, rows })
}

/// A line without borders inside a table of tabs: blank between rows, or the rest of a broken cell.
fn goes_on(text: &BlockText, lines: &[Block], at: usize, border: CellBorder) -> bool {
    let Some(after) = lines.get(at + 1) else {
        return false;
    };
    border == CellBorder::Tab
        && cells(text, after, border).is_some()
        && (lines[at].is_break() || lines[at].marker(text).is_none())
}

/// `|---|:--|`, `+-----+----+`.
fn is_rule(words: &str) -> bool {
    words.contains(['|', '｜', '+'])
        && words.contains(['-', 'ー', '─', '='])
        && words.chars().all(|c| "|｜+-:=─ー ".contains(c))
}

fn cells(text: &BlockText, line: &Block, border: CellBorder) -> Option<Vec<WordRanges>> {
    if let Some(row) = line.cells() {
        let is_row = border == CellBorder::Said;
        return is_row.then(|| row.iter().map(|cell| bulleted(text, cell)).collect());
    }
    if !line.is_unsaid() {
        return None;
    }
    let words = &text[line.range.clone()];
    let row: Vec<Range<usize>> = match border {
        CellBorder::Tab if words.contains('\t') => split(text, &line.range, &['\t']),
        CellBorder::Pipe if words.contains(['|', '｜']) => {
            let inner = words.trim_start_matches(['|', '｜']).trim_end_matches(['|', '｜']);
            let start =
                line.range.start + (words.len() - words.trim_start_matches(['|', '｜']).len());
            if inner.is_empty() || is_rule(words) || (inner.len() == words.len() && !is_wide(words))
            {
                return None;
            }
            split(text, &(start..start + inner.len()), &['|', '｜'])
        }
        CellBorder::Columns => columns(text, &line.range)?,
        CellBorder::Said | CellBorder::Tab | CellBorder::Pipe => return None,
    };
    // `1.<tab>words` is an entry of a list, not a row.
    let is_entry = row.len() == 2
        && border != CellBorder::Pipe
        && list_marker::read_marker(&text[row[0].clone()])
            .is_some_and(|marker| marker.length == row[0].len());
    let cell = |range| WordRanges::of(range).behind(Some(BORDER));
    (row.len() > 1 && !is_entry).then(|| row.into_iter().map(cell).collect())
}

/// Signs before a line of a cell that are no words of it.
const BULLETS: [char; 5] = ['・', '･', '●', '○', '　'];

/// A cell of several lines, in each of which such signs stand apart.
fn bulleted(text: &str, cell: &WordRanges) -> WordRanges {
    let mut out = WordRanges::none().behind(Some(BORDER));
    let is_list = cell.lines().count() > 1;
    for part in &cell.parts {
        let words = &text[part.range.clone()];
        let sign = match part.mark {
            RangeMark::Plain if is_list => words.len() - words.trim_start_matches(BULLETS).len(),
            _ => 0,
        };
        let border = part.range.start + sign;
        if sign > 0 {
            out.push(part.range.start..border, RangeMark::Bullet);
        }
        out.push(border..part.range.end, part.mark.clone());
    }
    out
}

/// Rows without outer borders need at least two inner ones, or they are breadcrumbs.
fn is_wide(words: &str) -> bool {
    words.matches(['|', '｜']).count() > 1 && words.contains(" | ")
}

fn split(text: &BlockText, range: &Range<usize>, borders: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    for part in text[range.clone()].split(borders) {
        out.push(trim(text, start..start + part.len()));
        let end = start + part.len();
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// Words apart by at least two columns of spaces twice over: two half-width spaces or two full-width ones.
fn columns(text: &BlockText, range: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let words = &text[range.clone()];
    if list_marker::read_marker(words).is_some() || list_marker::note_mark(words).is_some() {
        return None;
    }
    let mut out = Vec::new();
    let (mut start, mut blank) = (range.start, 0);
    for (at, c) in words.char_indices() {
        let at = range.start + at;
        if c == ' ' || c == '\u{3000}' {
            blank += c.len_utf8();
        } else {
            let gap = &text[at - blank..at];
            if gap.contains("  ") || gap.contains("\u{3000}\u{3000}") {
                out.push(start..at - blank);
                start = at;
            }
            blank = 0;
        }
    }
    out.push(start..range.end);
    (out.len() > 1).then_some(out)
}
