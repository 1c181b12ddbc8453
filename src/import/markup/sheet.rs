//! Markup as a tree, every element and every stretch of words with its place in the source; its content as a sheet of
//! blocks: paragraphs, headings, lists, tables, in the order of the source. Does not know what any element means, nor
//! how blocks are written as text.

use crate::diagnostic::Finding;
use crate::text::edits::Reason;
use std::ops::Range;

/// An element or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkupNode {
    /// An element with what is in it.
    Element(Element),
    /// A stretch of words.
    Words(SourceChunk),
}

/// A stretch of the source that stands for words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChunk {
    /// Where it stands.
    pub range: Range<usize>,
    /// The words, where they are not the bytes themselves (`&amp;`).
    pub value: Option<String>,
}

impl SourceChunk {
    /// The words.
    pub fn words<'c>(&'c self, source: &'c str) -> &'c str {
        self.value.as_deref().unwrap_or_else(|| source.get(self.range.clone()).unwrap_or(""))
    }
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name, in lower case for pages, with its prefix in Word.
    pub name: String,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    /// From the start of its first tag to the end of its last.
    pub range: Range<usize>,
    /// What is in it.
    pub children: Vec<MarkupNode>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The elements right below.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            MarkupNode::Element(element) => Some(element),
            MarkupNode::Words(_) => None,
        })
    }

    /// The first element of that name right below.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// True when this element or one below it is so.
    pub fn any(&self, is: &dyn Fn(&Element) -> bool) -> bool {
        is(self) || self.elements().any(|element| element.any(is))
    }

    /// All words in it, without those of elements that are `left`.
    pub fn words(&self, source: &str, left: &dyn Fn(&Element) -> bool) -> String {
        let mut out = String::new();
        gather(&self.children, source, left, &mut out);
        out
    }
}

/// Gathers all words of nodes, without those of elements that are `left`.
pub(crate) fn gather(
    nodes: &[MarkupNode],
    source: &str,
    left: &dyn Fn(&Element) -> bool,
    out: &mut String,
) {
    for node in nodes {
        match node {
            MarkupNode::Words(chunk) => out.push_str(chunk.words(source)),
            MarkupNode::Element(element) if !left(element) => {
                gather(&element.children, source, left, out);
            }
            MarkupNode::Element(_) => {}
        }
    }
}

/// The stretches of raw text: its own bytes, and character references with what they stand for.
pub fn split_entities(
    source: &str,
    range: Range<usize>,
    decode: &dyn Fn(&str) -> String,
) -> Vec<SourceChunk> {
    let mut out = Vec::new();
    let mut at = range.start;
    let mut from = range.start;
    let plain = |range: Range<usize>| SourceChunk { range, value: None };
    while let Some(found) = source[from..range.end].find('&') {
        let start = from + found;
        let name = source[start + 1..range.end]
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .map_or(range.end, |end| start + 1 + end);
        let end = if source[name..range.end].starts_with(';') { name + 1 } else { name };
        from = end;
        let value = decode(&source[start..end]);
        if value != source[start..end] {
            if at < start {
                out.push(plain(at..start));
            }
            out.push(SourceChunk { range: start..end, value: Some(value) });
            at = end;
        }
    }
    if at < range.end {
        out.push(plain(at..range.end));
    }
    out
}

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
    /// A heading of that level, from 1, perhaps with a number.
    Heading(usize, Option<PrintedMark>, Vec<Bit>),
    /// A list.
    List(Vec<ListEntry>),
    /// A table.
    Table(Vec<TableRow>),
}

/// What a source prints before an entry or a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PrintedMark {
    /// A bullet.
    Bullet,
    /// A number as printed, with the space behind it; what it counts; why it is put there.
    Number(String, Option<u32>, Reason),
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListEntry {
    /// What stands before it.
    pub(crate) mark: Option<PrintedMark>,
    /// The list and its family, where the source gives them names.
    pub(crate) list: Option<(usize, usize)>,
    /// How many lists it stands in, beyond those around its list.
    pub(crate) depth: usize,
    /// What the entry says.
    pub(crate) blocks: Vec<MarkupBlock>,
}

impl ListEntry {
    /// An entry of a list that has no name.
    pub(crate) fn of(mark: Option<PrintedMark>, blocks: Vec<MarkupBlock>) -> ListEntry {
        ListEntry { mark, list: None, depth: 0, blocks }
    }
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
    each_line(blocks, &mut |bits| {
        out.extend(bits.iter().filter_map(|bit| match bit {
            Bit::Words(chunk) => Some(chunk.range.clone()),
            _ => None,
        }));
    });
}

/// Visits the lines of blocks in their order.
pub(super) fn each_line<'b>(blocks: &'b [MarkupBlock], visit: &mut dyn FnMut(&'b [Bit])) {
    for block in blocks {
        match block {
            MarkupBlock::Paragraph(bits) | MarkupBlock::Heading(_, _, bits) => visit(bits),
            MarkupBlock::List(entries) => {
                entries.iter().for_each(|entry| each_line(&entry.blocks, visit));
            }
            MarkupBlock::Table(rows) => {
                let cells = rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| each_line(&cell.blocks, visit));
            }
        }
    }
}
