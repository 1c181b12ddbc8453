//! A sheet as the words and blocks of an import, with the log of every edit from the source to those words: markup that
//! is dropped, words that are left out, numbers that are put in. Knows no elements.

use super::sheet::{
    ListEntry, MarkupBlock, MarkupSheet, OmittedPart, PrintedMark, TableCell, TableRow,
};
use super::tables::{TableSlot, slots};
use crate::import::block::{Block, BlockKind, BlockText, ListPlace, WordSpan};
use crate::import::lines::line_at;
use crate::import::outline_tree::WordRanges;
use crate::text::edits::{EditLog, Reason};
use std::collections::BTreeMap;
use std::ops::Range;

/// What white space in the source means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spaces {
    /// However much there is, it is one space, as in pages.
    Collapse,
    /// Itself, as in Word.
    Kept,
}

pub(super) const MARKUP: Reason = Reason::layout("import/markup");
pub(super) const SPACE: Reason = Reason::layout("import/markup-space");
pub(super) const LINE: Reason = Reason::layout("import/markup-line");
pub(super) const BORDER: Reason = Reason::layout("import/markup-cell");
/// Tables that say the words of their cells more often are refused.
const MAX_TEXT: usize = 4 << 20;
const SPANNED: Reason = Reason::repair("import/spanned-cell");

/// Writes a sheet; `None` when it is too large. The log gives the text.
pub(crate) fn write(
    source: &str,
    sheet: &MarkupSheet,
    spaces: Spaces,
) -> Option<(BlockText, EditLog)> {
    let mut writer = MarkupWriter {
        source,
        omissions: &sheet.omissions,
        spaces,
        text: String::new(),
        blocks: Vec::new(),
        spans: Vec::new(),
        log: EditLog::new(),
        at: 0,
        pending: PendingBreak::Nothing,
        next: (BlockKind::Line, None),
        place: None,
        lists: 0,
        cell: WordRanges::none(),
        cell_line: None,
        is_open: false,
        space: None,
        link: None,
        strong: None,
        room: WritingRoom::Lines,
        depth: 0,
        is_full: false,
    };
    writer.blocks(&sheet.blocks);
    writer.catch_up(source.len());
    let MarkupWriter { text, blocks, spans, log, is_full, .. } = writer;
    let blocks = whole_blocks(&text, blocks);
    (!is_full).then_some((BlockText { text, blocks, spans, is_plain: false }, log))
}

/// The blocks from their starts: each ends before the next, with a break between them where a line is left blank.
fn whole_blocks(text: &str, started: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut next = started.into_iter().peekable();
    while let Some(mut block) = next.next() {
        let end = next.peek().map_or(text.len(), |next| next.range.start);
        let whole = text[block.range.start..end].trim_end_matches('\n').len();
        let whole = block.range.start..block.range.start + whole;
        if block.cells().is_some() {
            block.range = whole.clone();
        } else {
            Block { range: block.range, indent: block.indent, .. } = line_at(text, whole.clone());
        }
        out.push(block);
        if end > whole.end + 1 {
            out.push(Block::line(end..end, 0));
        }
    }
    out
}

/// What is to stand before the next words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PendingBreak {
    Nothing,
    Break,
    Line,
    Blank,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WritingRoom {
    Lines,
    Heading,
    Cell,
}

pub(super) struct MarkupWriter<'s> {
    pub(super) source: &'s str,
    pub(super) omissions: &'s [OmittedPart],
    pub(super) spaces: Spaces,
    pub(super) text: String,
    /// Where blocks begin.
    pub(super) blocks: Vec<Block>,
    pub(super) spans: Vec<WordSpan>,
    pub(super) log: EditLog,
    /// Everything of the source before it is accounted for.
    pub(super) at: usize,
    pub(super) pending: PendingBreak,
    /// What the next line is, and what is printed before it.
    pub(super) next: (BlockKind, Option<PrintedMark>),
    /// The entry around the words.
    pub(super) place: Option<ListPlace>,
    /// How many lists there were.
    lists: usize,
    /// The cell that is open.
    pub(super) cell: WordRanges,
    /// Where its line begins that is open.
    pub(super) cell_line: Option<usize>,
    /// Words stand in the line or cell already.
    pub(super) is_open: bool,
    /// White space since the last words.
    pub(super) space: Option<Range<usize>>,
    /// The link that is open: where its words begin, once there are some.
    pub(super) link: Option<(&'s str, Option<usize>)>,
    /// The strong words that are open likewise.
    pub(super) strong: Option<Option<usize>>,
    pub(super) room: WritingRoom,
    pub(super) depth: usize,
    pub(super) is_full: bool,
}

impl<'s> MarkupWriter<'s> {
    fn blocks(&mut self, blocks: &'s [MarkupBlock]) {
        for (at, block) in blocks.iter().enumerate() {
            match block {
                MarkupBlock::Paragraph(bits) => {
                    let before = at.checked_sub(1).map(|before| &blocks[before]);
                    let follows = matches!(before, Some(MarkupBlock::Paragraph(_)));
                    let is_close = self.spaces == Spaces::Kept && follows && !bits.is_empty();
                    self.apart(if is_close { PendingBreak::Line } else { PendingBreak::Blank });
                    self.bits(bits);
                    self.apart(if self.spaces == Spaces::Kept {
                        PendingBreak::Line
                    } else {
                        PendingBreak::Blank
                    });
                }
                MarkupBlock::Heading(level, mark, bits) => {
                    self.apart(PendingBreak::Blank);
                    if self.depth == 0 {
                        self.next = (BlockKind::Heading((*level).clamp(1, 6)), mark.clone());
                    }
                    let room = self.room;
                    if room == WritingRoom::Lines {
                        self.room = WritingRoom::Heading;
                    }
                    self.bits(bits);
                    self.room = room;
                    self.next = (BlockKind::Line, None);
                    self.apart(PendingBreak::Blank);
                }
                MarkupBlock::List(entries) => self.list(entries),
                MarkupBlock::Table(rows) => self.table(rows),
            }
        }
    }

    /// Ends a line; inside lists lines stay close, so that they belong together.
    fn apart(&mut self, how: PendingBreak) {
        let how = match (self.room, self.depth) {
            (WritingRoom::Cell, _) => PendingBreak::Break,
            (WritingRoom::Lines | WritingRoom::Heading, 0) => how,
            (WritingRoom::Lines | WritingRoom::Heading, _) => PendingBreak::Line,
        };
        if self.is_open {
            self.pending = self.pending.max(how);
            self.is_open = false;
        } else if self.pending > PendingBreak::Nothing {
            self.pending = self.pending.max(how);
        }
        self.space = None;
    }

    fn list(&mut self, entries: &'s [ListEntry]) {
        self.apart(PendingBreak::Blank);
        let outer = self.place;
        let own = outer.map_or(self.lists, |outer| outer.family);
        self.lists += usize::from(outer.is_none());
        for entry in entries {
            self.apart(PendingBreak::Line);
            let depth = self.depth + entry.depth;
            let (list, family) = entry.list.unwrap_or((own, own));
            self.place = Some(ListPlace { list, family, depth });
            let kind = match (entry.blocks.first(), self.spaces) {
                (Some(MarkupBlock::Paragraph(_)), Spaces::Collapse) => BlockKind::Entry,
                (Some(MarkupBlock::Paragraph(_) | MarkupBlock::Heading(..)), _) => {
                    BlockKind::Numbered
                }
                (Some(MarkupBlock::List(_) | MarkupBlock::Table(_)) | None, _) => BlockKind::Line,
            };
            let mark = entry.mark.clone().filter(|_| kind != BlockKind::Line);
            self.next = (kind, mark);
            let around = std::mem::replace(&mut self.depth, depth + 1);
            self.blocks(&entry.blocks);
            self.depth = around;
            self.next = (BlockKind::Line, None);
        }
        self.place = outer;
        self.apart(PendingBreak::Blank);
    }

    fn table(&mut self, rows: &'s [TableRow]) {
        let Some(lines) = slots(rows) else {
            self.is_full = true;
            return;
        };
        if self.room == WritingRoom::Cell {
            for cell in rows.iter().flat_map(|row| &row.cells) {
                self.blocks(&cell.blocks);
            }
            return;
        }
        self.apart(PendingBreak::Blank);
        let mut said: BTreeMap<(usize, usize), (Range<usize>, WordRanges)> = BTreeMap::new();
        let mut row = 0;
        for line in &lines {
            self.apart(PendingBreak::Line);
            self.open();
            // Rows without cells of their own were left out above; count as the source does.
            if let Some(TableSlot::Cell(first)) =
                line.iter().find(|slot| matches!(slot, TableSlot::Cell(_)))
            {
                let has = |row: &TableRow| row.cells.iter().any(|cell| std::ptr::eq(cell, *first));
                row += rows[row..].iter().position(has).unwrap_or(0);
            }
            let start = self.text.len();
            let mut cells = Vec::new();
            for (column, slot) in line.iter().enumerate() {
                if column > 0 {
                    self.add("\t", BORDER);
                }
                let cell = match slot {
                    TableSlot::Cell(cell) => {
                        let own = self.cell(cell);
                        said.insert((row, column), own.clone());
                        own.1
                    }
                    TableSlot::Again(row, column) => said
                        .get(&(*row, *column))
                        .cloned()
                        .map_or_else(WordRanges::none, |(words, cell)| self.again(words, cell)),
                    TableSlot::Empty => WordRanges::none(),
                };
                cells.push(cell);
            }
            let kind = match row == 0 && rows[0].is_head {
                true => BlockKind::Header(cells),
                false => BlockKind::Row(cells),
            };
            self.blocks.push(Block { kind, list: self.place, ..Block::line(start..start, 0) });
            self.is_open = true;
        }
        self.apart(PendingBreak::Blank);
    }

    /// Writes a cell and says where its words stand.
    fn cell(&mut self, cell: &'s TableCell) -> (Range<usize>, WordRanges) {
        let start = self.text.len();
        let room = std::mem::replace(&mut self.room, WritingRoom::Cell);
        (self.pending, self.is_open, self.space) = (PendingBreak::Nothing, false, None);
        self.blocks(&cell.blocks);
        self.end_cell_line();
        self.next = (BlockKind::Line, None);
        self.room = room;
        (self.pending, self.is_open, self.space) = (PendingBreak::Nothing, true, None);
        (start..self.text.len(), std::mem::take(&mut self.cell))
    }

    /// Writes the words of a cell once more, in another column or row that it reaches into.
    fn again(&mut self, words: Range<usize>, mut cell: WordRanges) -> WordRanges {
        let (from, to) = (words.start, self.text.len());
        if to + words.len() > MAX_TEXT {
            self.is_full = true;
            return WordRanges::none();
        }
        let moved = |place: &Range<usize>| place.start - from + to..place.end - from + to;
        cell.parts.iter_mut().for_each(|part| part.range = moved(&part.range));
        // Spans are added where they end.
        let first = self.spans.partition_point(|span| span.range.end <= words.start);
        let within = self.spans[first..].iter().take_while(|span| span.range.end <= words.end);
        let within = within.filter(|span| words.start <= span.range.start);
        let spans = within.map(|span| WordSpan {
            range: moved(&span.range),
            form: moved(&span.form),
            mark: span.mark.clone(),
        });
        let spans: Vec<WordSpan> = spans.collect();
        self.spans.extend(spans);
        let words = self.text[words].to_owned();
        self.add(&words, SPANNED);
        cell
    }
}
