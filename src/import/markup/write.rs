//! A sheet as plain text, as an import of plain text reads it, with the log of every edit from the source to that
//! text: markup that is dropped, words that are left out, signs and numbers that are put in. Knows no elements.

use super::sheet::{ListEntry, MarkupBlock, MarkupSheet, OmittedPart, TableCell, TableRow};
use super::tables::{TableSlot, slots};
use crate::import::markers::{StandoffMarkup, StructureMark};
use crate::text::edits::{EditLog, Reason};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the text is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextForm {
    /// Headings with `#`, cells between signs.
    Notice,
    /// The house form of regulations.
    Regulation,
}

/// What white space in the source means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spaces {
    /// However much there is, it is one space, as in pages.
    Collapse,
    /// Itself, as in Word.
    Kept,
}

/// The text, its structure beside it, and how it came about: `log.replay(source) == text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarkedText {
    pub(crate) text: String,
    pub(crate) markup: StandoffMarkup,
    pub(crate) log: EditLog,
}

pub(super) const MARKUP: Reason = Reason::layout("import/markup");
pub(super) const SPACE: Reason = Reason::layout("import/markup-space");
pub(super) const LINE: Reason = Reason::layout("import/markup-line");
pub(super) const BORDER: Reason = Reason::layout("import/markup-cell");
const SPANNED: Reason = Reason::repair("import/spanned-cell");

/// Writes a sheet; `None` when it is too large.
pub(crate) fn write(
    source: &str,
    sheet: &MarkupSheet,
    shape: TextForm,
    spaces: Spaces,
) -> Option<MarkedText> {
    let mut writer = MarkupWriter {
        source,
        omissions: &sheet.omissions,
        shape,
        spaces,
        text: String::new(),
        markup: StandoffMarkup::default(),
        log: EditLog::new(),
        at: 0,
        pending: PendingBreak::Nothing,
        prefix: Vec::new(),
        is_open: false,
        space: None,
        link: LinkState::None,
        room: WritingRoom::Lines,
        depth: 0,
        is_full: false,
    };
    writer.blocks(&sheet.blocks);
    writer.catch_up(source.len());
    let MarkupWriter { text, markup, log, is_full, .. } = writer;
    (!is_full).then_some(MarkedText { text, markup, log })
}

/// What is to stand before the next words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PendingBreak {
    Nothing,
    Break,
    Line,
    Blank,
}

fn marks_bullet(entry: &ListEntry) -> bool {
    entry.mark.as_ref().is_some_and(|(mark, _)| mark == "・")
}

/// What stands before the words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinePrefix {
    /// Indentation, a bullet, a number.
    Words(String, Reason),
    /// Structure.
    Mark(StructureMark),
}

pub(super) enum LinkState<'s> {
    None,
    Waiting(&'s str),
    Open(&'s str),
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
    pub(super) shape: TextForm,
    pub(super) spaces: Spaces,
    pub(super) text: String,
    pub(super) markup: StandoffMarkup,
    pub(super) log: EditLog,
    /// Everything of the source before it is accounted for.
    pub(super) at: usize,
    pub(super) pending: PendingBreak,
    /// Indentation and markers before the next words.
    pub(super) prefix: Vec<LinePrefix>,
    /// Words stand in the line or cell already.
    pub(super) is_open: bool,
    /// White space since the last words.
    pub(super) space: Option<Range<usize>>,
    pub(super) link: LinkState<'s>,
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
                MarkupBlock::Heading(level, bits) => {
                    self.apart(PendingBreak::Blank);
                    if self.shape == TextForm::Notice
                        && self.room == WritingRoom::Lines
                        && self.depth == 0
                    {
                        let mark = StructureMark::Heading((*level).clamp(1, 6));
                        self.prefix.push(LinePrefix::Mark(mark));
                    }
                    let room = self.room;
                    if room == WritingRoom::Lines {
                        self.room = WritingRoom::Heading;
                    }
                    self.bits(bits);
                    self.room = room;
                    self.prefix.clear();
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
        for entry in entries {
            self.apart(PendingBreak::Line);
            let depth = self.depth + entry.depth;
            let unit = match self.shape {
                TextForm::Notice => "  ".repeat(depth),
                // Numbers say the level; bullets stand below what is before them.
                TextForm::Regulation if marks_bullet(entry) => "\u{3000}".repeat(depth + 1),
                TextForm::Regulation => String::new(),
            };
            let starts = matches!(
                entry.blocks.first(),
                Some(MarkupBlock::Paragraph(_) | MarkupBlock::Heading(..))
            );
            self.prefix.clear();
            if self.room != WritingRoom::Cell && !unit.is_empty() {
                self.prefix.push(LinePrefix::Words(unit, LINE));
            }
            let is_heading = matches!(entry.blocks.first(), Some(MarkupBlock::Heading(..)));
            let is_said = self.shape == TextForm::Notice && self.spaces == Spaces::Collapse;
            if is_said && self.room != WritingRoom::Cell && starts && !is_heading {
                self.prefix.push(LinePrefix::Mark(StructureMark::Entry));
            }
            if let Some((mark, reason)) = entry.mark.clone().filter(|_| starts) {
                self.prefix.push(LinePrefix::Words(mark, reason));
            }
            let outer = std::mem::replace(&mut self.depth, depth + 1);
            self.blocks(&entry.blocks);
            self.depth = outer;
            self.prefix.clear();
        }
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
        let mut said: BTreeMap<(usize, usize), Range<usize>> = BTreeMap::new();
        let mut row = 0;
        for line in &lines {
            self.apart(PendingBreak::Line);
            self.open();
            // Rows without cells of their own were left out above; count as the source does.
            if let Some(TableSlot::Cell(first)) =
                line.iter().find(|slot| matches!(slot, TableSlot::Cell(_)))
            {
                let has = |row: &TableRow| row.cells.iter().any(|cell| std::ptr::eq(cell, *first));
                row = rows.iter().position(has).unwrap_or(row);
            }
            for (column, slot) in line.iter().enumerate() {
                match self.shape {
                    TextForm::Notice => self.mark(StructureMark::Cell),
                    TextForm::Regulation if column == 0 => self.add("| ", BORDER),
                    TextForm::Regulation => self.add(" | ", BORDER),
                }
                match slot {
                    TableSlot::Cell(cell) => {
                        let words = self.cell(cell);
                        said.insert((row, column), words);
                    }
                    TableSlot::Again(row, column) => {
                        if let Some(words) = said.get(&(*row, *column)).cloned() {
                            self.markup.repeat(&words, self.text.len());
                            let words = self.text[words].to_owned();
                            self.add(&words, SPANNED);
                        }
                    }
                    TableSlot::Empty => {}
                }
            }
            if self.shape == TextForm::Regulation {
                self.add(" |", BORDER);
                if row == 0 && rows[0].is_head {
                    let rule = format!("\n|{}", "---|".repeat(line.len()));
                    self.add(&rule, BORDER);
                }
            }
            self.is_open = true;
        }
        self.apart(PendingBreak::Blank);
    }

    /// Writes a cell and says where its words stand.
    fn cell(&mut self, cell: &'s TableCell) -> Range<usize> {
        let start = self.text.len();
        let room = std::mem::replace(&mut self.room, WritingRoom::Cell);
        (self.pending, self.is_open, self.space) = (PendingBreak::Nothing, false, None);
        self.blocks(&cell.blocks);
        self.prefix.clear();
        self.room = room;
        (self.pending, self.is_open, self.space) = (PendingBreak::Nothing, true, None);
        start..self.text.len()
    }
}
