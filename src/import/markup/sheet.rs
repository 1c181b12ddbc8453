//! The content of a page or a Word file as blocks: paragraphs, headings, lists, tables, in the order of the source.
//! Does not know how they are written as text.

use super::SourceChunk;
use crate::diagnostic::Finding;
use crate::text::edits::Reason;
use std::ops::Range;

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bit {
    /// Words of the source.
    Words(SourceChunk),
    /// Words that a reader sees but that are not in the bytes; where they would stand.
    Added(usize, String, Reason),
    /// A line break.
    Break,
    /// Here words begin that are a link.
    Link(String),
    /// Here they end.
    Unlink,
    /// Here strong words begin.
    Strong,
    /// Here they end.
    Weak,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MarkupBlock {
    /// A paragraph.
    Paragraph(Vec<Bit>),
    /// A heading of that level, from 1.
    Heading(usize, Vec<Bit>),
    /// A list.
    List(Vec<ListEntry>),
    /// A table.
    Table(Vec<TableRow>),
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListEntry {
    /// Bullet or number with the space behind it, and why it is put there.
    pub(crate) mark: Option<(String, Reason)>,
    /// How many lists it stands in, beyond those around its list.
    pub(crate) depth: usize,
    /// What the entry says.
    pub(crate) blocks: Vec<MarkupBlock>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TableRow {
    /// Empty columns before the first cell, and behind the last.
    pub(crate) skip: [usize; 2],
    /// Its cells.
    pub(crate) cells: Vec<TableCell>,
    /// All its cells are headers.
    pub(crate) is_head: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TableCell {
    /// What it says.
    pub(crate) blocks: Vec<MarkupBlock>,
    /// How many rows it spans.
    pub(crate) rows: usize,
    /// How many columns it spans.
    pub(crate) columns: usize,
}

/// Words of the source that are left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OmittedPart {
    /// Where they stand.
    pub(crate) range: Range<usize>,
    /// Why.
    pub(crate) reason: Reason,
    /// The words.
    pub(crate) words: String,
}

/// A reading that the source prints over words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RubyReading {
    /// The words.
    pub(crate) base: String,
    /// How they are read.
    pub(crate) reading: String,
}

/// All that a source says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MarkupSheet {
    /// What is imported.
    pub(crate) blocks: Vec<MarkupBlock>,
    /// What is not, in the order of the source.
    pub(crate) omissions: Vec<OmittedPart>,
    /// Readings over words.
    pub(crate) readings: Vec<RubyReading>,
    /// What should be looked at, with its place in the source.
    pub(crate) findings: Vec<(Range<usize>, Finding)>,
}

impl MarkupSheet {
    /// The places of all words that are imported and all that are left out, in order; neighbours are one.
    pub(crate) fn places(&self) -> Vec<Range<usize>> {
        let left = self.omissions.iter().map(|left| left.range.clone());
        let mut all: Vec<Range<usize>> = left.collect();
        in_blocks(&self.blocks, &mut all);
        all.sort_by_key(|place| place.start);
        let mut out: Vec<Range<usize>> = Vec::new();
        for place in all {
            match out.last_mut() {
                Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
                Some(_) | None => out.push(place),
            }
        }
        out
    }

    /// The first words that stand in the blocks after words that the source says later, or twice.
    pub(crate) fn disorder(&self) -> Option<Range<usize>> {
        let mut all = Vec::new();
        in_blocks(&self.blocks, &mut all);
        let pair = all.windows(2).find(|pair| pair[1].start < pair[0].end);
        pair.map(|pair| pair[1].clone())
    }
}

fn in_blocks(blocks: &[MarkupBlock], out: &mut Vec<Range<usize>>) {
    for block in blocks {
        match block {
            MarkupBlock::Paragraph(bits) | MarkupBlock::Heading(_, bits) => {
                out.extend(bits.iter().filter_map(|bit| match bit {
                    Bit::Words(chunk) => Some(chunk.range.clone()),
                    Bit::Added(..) | Bit::Break | Bit::Link(_) | Bit::Unlink => None,
                    Bit::Strong | Bit::Weak => None,
                }));
            }
            MarkupBlock::List(entries) => {
                entries.iter().for_each(|entry| in_blocks(&entry.blocks, out));
            }
            MarkupBlock::Table(rows) => {
                let cells = rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| in_blocks(&cell.blocks, out));
            }
        }
    }
}
