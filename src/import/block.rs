//! A source as blocks, which plain text, pages and Word files fill alike: headings, entries with their depth and marker,
//! rows of cells, breaks, lines of which nothing is said; beside the words, links and strong words. All are places in
//! one text, which has the words and no sign that a source does not have. Does not guess what nobody said.

use super::lines;
use super::list_marker::ListMarker;
use super::outline_tree::{RangeMark, WordRanges};
use crate::text::edits::EditLog;
use std::ops::{Deref, Range};

/// The words of a source and its blocks, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockText {
    /// The words.
    pub text: String,
    /// The blocks; breaks are blocks of their own.
    pub blocks: Vec<Block>,
    /// Links and strong words, by their start.
    pub spans: Vec<WordSpan>,
    /// Lines are all that the source says.
    pub is_plain: bool,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its words without the white space around them; empty for a break.
    pub range: Range<usize>,
    /// Columns of white space before them (a full-width space is two).
    pub indent: usize,
    /// What its source says that it is.
    pub kind: BlockKind,
    /// The marker before its words: as its source says it; once signs are read, as they have it.
    pub said: Option<ListMarker>,
    /// The entry of a list that it is, or that it stands in.
    pub list: Option<ListPlace>,
}

/// What a source says that a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Nothing: the words have to tell.
    Line,
    /// A heading of that level.
    Heading(usize),
    /// An entry of a list and no heading, however short it is.
    Entry,
    /// An entry of a list, or a numbered heading, as in Word, where both are numbered paragraphs.
    Numbered,
    /// A note; its mark is its marker.
    Note,
    /// A rule between parts.
    Rule,
    /// A row of a table: its cells.
    Row(Vec<WordRanges>),
    /// A row that is said to be the header.
    Header(Vec<WordRanges>),
}

/// Where an entry stands: its list, the family of lists that count together, how many entries are around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// The list.
    pub list: usize,
    /// Lists of one family stand in each other by their depth.
    pub family: usize,
    /// From 0.
    pub depth: usize,
}

/// Words that are a link or strong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordSpan {
    /// The words.
    pub range: Range<usize>,
    /// The words with the signs around them that say it, where the text has such signs.
    pub form: Range<usize>,
    /// What they are.
    pub mark: RangeMark,
}

impl Deref for BlockText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl BlockText {
    /// Plain text: every line a block of which nothing is said.
    pub fn plain(text: String) -> BlockText {
        let blocks = lines::lines(&text);
        BlockText { text, blocks, spans: vec![], is_plain: true }
    }

    /// The links and strong words in a range: words, form, kind. Of a form of signs all must stand in it; words of
    /// which something is said may begin before it or end after it.
    pub fn spans_in(
        &self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, Range<usize>, &RangeMark)> {
        let (start, end) = (range.start, range.end);
        let from = self.spans.partition_point(|span| span.form.end <= start);
        let near = self.spans[from..].iter();
        near.take_while(move |span| span.form.start < end).filter_map(move |span| {
            let clip = |own: &Range<usize>| own.start.max(start)..own.end.min(end);
            let form = clip(&span.form);
            let is_whole = form == span.form || span.form == span.range;
            is_whole.then(|| (clip(&span.range), form, &span.mark))
        })
    }

    /// True when the words in a range are one link and nothing else.
    pub fn is_link(&self, range: &Range<usize>) -> bool {
        self.spans_in(range).any(|(_, form, mark)| form == *range && *mark != RangeMark::Strong)
    }

    /// The same blocks in the text that a log of small edits makes of this one.
    pub fn after(&self, log: &EditLog) -> BlockText {
        let text = log.replay(&self.text).expect("edits are places in this text");
        if self.is_plain {
            return BlockText::plain(text);
        }
        let moved = moved(log);
        let shift = |range: &mut Range<usize>| *range = moved(range.start)..moved(range.end);
        let mut out = BlockText { text, ..self.clone() };
        for block in &mut out.blocks {
            let start = block.range.start;
            shift(&mut block.range);
            if let BlockKind::Row(cells) | BlockKind::Header(cells) = &mut block.kind {
                let parts = cells.iter_mut().flat_map(|cell| &mut cell.parts);
                parts.for_each(|part| shift(&mut part.range));
            }
            if let Some(own) = &mut block.said {
                own.token = moved(start + own.token) - block.range.start;
                own.length = moved(start + own.length) - block.range.start;
            }
        }
        for span in &mut out.spans {
            shift(&mut span.range);
            shift(&mut span.form);
        }
        out
    }
}

/// Where places of a text stand after a log.
fn moved(log: &EditLog) -> impl Fn(usize) -> usize {
    let (mut source, mut result) = (0, 0);
    let ends = log.edits().iter().map(|edit| {
        result += edit.range.start - source + edit.with.len();
        source = edit.range.end;
        (edit.range.clone(), result)
    });
    let ends: Vec<(Range<usize>, usize)> = ends.collect();
    move |at| {
        let next = ends.partition_point(|(range, _)| range.end <= at);
        match (ends.get(next), next.checked_sub(1).map(|last| &ends[last])) {
            (Some((range, end)), _) if range.start < at => *end,
            (_, Some((range, end))) => end + (at - range.end),
            (_, None) => at,
        }
    }
}

impl Block {
    /// A block of which nothing is said.
    pub fn line(range: Range<usize>, indent: usize) -> Block {
        Block { range, indent, kind: BlockKind::Line, said: None, list: None }
    }

    /// True when there are no words.
    pub fn is_break(&self) -> bool {
        self.range.is_empty() && self.cells().is_none()
    }

    /// True when only its words can tell what it is.
    pub fn is_unsaid(&self) -> bool {
        let may_say = matches!(self.kind, BlockKind::Line | BlockKind::Entry | BlockKind::Numbered);
        may_say && self.said.is_none()
    }

    /// True for a line without any sign.
    pub fn is_bare(&self) -> bool {
        self.is_unsaid() && !self.is_break()
    }

    /// The cells of a row.
    pub fn cells(&self) -> Option<&[WordRanges]> {
        match &self.kind {
            BlockKind::Row(cells) | BlockKind::Header(cells) => Some(cells),
            _ => None,
        }
    }
}
