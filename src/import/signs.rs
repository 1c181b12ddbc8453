//! The signs of plain text, the only place where characters are read as structure: markers, notes, rules, and cells
//! between tabs, between `|`, or in columns set with spaces. Reads blocks of which their source says nothing; does not
//! know which number should follow, nor what a table is about.

use super::block::{Block, BlockKind, BlockText};
use super::lines::trim;
use super::list_marker::{self, ListMarker, ListMarkerStyle, note_mark, read_heading, read_marker};
use super::outline_tree::{BORDER, RangeMark, WordRanges};
use std::ops::Range;

/// Reads what the words of blocks say that their source leaves open.
pub(super) fn read_signs(source: &mut BlockText) {
    let blocks = std::mem::take(&mut source.blocks);
    let mut at = 0;
    while at < blocks.len() {
        let mut block = blocks[at].clone();
        let words = &source.text[block.range.clone()];
        at += 1;
        if let BlockKind::Row(cells) | BlockKind::Header(cells) = &mut block.kind {
            cells.iter_mut().for_each(|cell| *cell = bulleted(&source.text, cell));
        } else if block.is_unsaid() && is_rule(words) {
            block.kind = BlockKind::Rule;
        } else if let Some(table) = table(&source.text, &blocks, at - 1) {
            // Two tables stand apart.
            if source.blocks.last().is_some_and(|last| last.cells().is_some()) {
                source.blocks.push(Block::line(block.range.start..block.range.start, 0));
            }
            source.blocks.extend(table.rows.into_iter().map(|(line, cells)| Block {
                kind: BlockKind::Row(cells),
                ..blocks[line].clone()
            }));
            at = table.end;
            continue;
        } else if let Some((token, length)) = note_mark(words).filter(|_| block.is_unsaid()) {
            let style = ListMarkerStyle::Bare;
            block.said = Some(ListMarker { style, numbers: vec![], length, token, start: 0 });
            block.kind = BlockKind::Note;
        } else {
            block.said = marker(&source.text, &block);
        }
        source.blocks.push(block);
    }
}

/// The marker at the start of a block: as its source says it, or else as the words have it.
pub(super) fn marker(text: &str, block: &Block) -> Option<ListMarker> {
    let words = &text[block.range.clone()];
    let said = block.said.clone();
    match block.kind {
        BlockKind::Heading(level) => read_heading(words, level, said),
        BlockKind::Row(_) | BlockKind::Header(_) | BlockKind::Note | BlockKind::Rule => None,
        BlockKind::Line | BlockKind::Entry | BlockKind::Numbered => {
            said.or_else(|| read_marker(words))
        }
    }
}

/// A line of one sign again and again: a rule between parts.
fn is_rule(words: &str) -> bool {
    let mut signs = words.chars().filter(|c| *c != ' ');
    let first = signs.next().filter(|c| "-=_*─━═＿~～〜＊・.―＝".contains(*c));
    words.chars().count() >= 3 && signs.all(|c| Some(c) == first)
}

/// A table: its rows with their lines, and the line behind it.
struct LineTable {
    rows: Vec<(usize, Vec<WordRanges>)>,
    end: usize,
}

/// How the cells of a line are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellBorder {
    Tab,
    Pipe,
    Columns,
}

/// The table that begins at a line.
fn table(text: &str, lines: &[Block], first: usize) -> Option<LineTable> {
    let border = [CellBorder::Tab, CellBorder::Pipe, CellBorder::Columns]
        .into_iter()
        .find(|border| cells(text, &lines[first], *border).is_some())?;
    let mut rows: Vec<(usize, Vec<WordRanges>)> = Vec::new();
    let mut next = first;
    while next < lines.len() {
        if border == CellBorder::Pipe && is_border(&text[lines[next].range.clone()]) {
            next += 1;
            continue;
        }
        if let Some(row) = cells(text, &lines[next], border) {
            if border != CellBorder::Tab
                && rows.first().is_some_and(|(_, first)| first.len() != row.len())
            {
                break;
            }
            rows.push((next, row));
            next += 1;
        } else if goes_on(text, lines, next, border) {
            let words = WordRanges::of(lines[next].range.clone());
            if let Some(last) = rows.last_mut().and_then(|(_, row)| row.last_mut()) {
                last.join(words);
            }
            next += 1;
        } else {
            break;
        }
    }
    // Columns set with spaces are a table only when several lines agree on them.
    let enough = match border {
        CellBorder::Tab => 1,
        CellBorder::Pipe | CellBorder::Columns => 2,
    };
    (rows.len() >= enough).then_some(LineTable { rows, end: next })
}

/// A line without borders inside a table of tabs: blank between rows, or the rest of a broken cell.
fn goes_on(text: &str, lines: &[Block], at: usize, border: CellBorder) -> bool {
    let Some(after) = lines.get(at + 1) else {
        return false;
    };
    border == CellBorder::Tab
        && cells(text, after, border).is_some()
        && (lines[at].is_break() || marker(text, &lines[at]).is_none())
}

/// `|---|:--|`, `+-----+----+`.
fn is_border(words: &str) -> bool {
    words.contains(['|', '｜', '+'])
        && words.contains(['-', 'ー', '─', '='])
        && words.chars().all(|c| "|｜+-:=─ー ".contains(c))
}

fn cells(text: &str, line: &Block, border: CellBorder) -> Option<Vec<WordRanges>> {
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
            if inner.is_empty()
                || is_border(words)
                || (inner.len() == words.len() && !is_wide(words))
            {
                return None;
            }
            split(text, &(start..start + inner.len()), &['|', '｜'])
        }
        CellBorder::Columns => columns(text, &line.range)?,
        CellBorder::Tab | CellBorder::Pipe => return None,
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

fn split(text: &str, range: &Range<usize>, borders: &[char]) -> Vec<Range<usize>> {
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
fn columns(text: &str, range: &Range<usize>) -> Option<Vec<Range<usize>>> {
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
