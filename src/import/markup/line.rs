//! The words of lines: white space as it shows, links and strong words beside them, everything between them dropped
//! under its reason. Does not know blocks.

use super::builder::words_of_bits;
use super::sheet::{Bit, PrintedMark};
use super::write::{LINE, MARKUP, MarkupWriter, PendingBreak, SPACE, Spaces, WritingRoom};
use crate::import::MAX_BYTES;
use crate::import::block::{Block, BlockKind, WordSpan};
use crate::import::lines::{is_line_end, trim};
use crate::import::list_marker::{self, ListMarker, ListMarkerStyle};
use crate::import::outline_tree::RangeMark;
use crate::text::edits::Reason;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

const ENTITY: Reason = Reason::layout("import/character-reference");
const CELL_BREAK: Reason = Reason::layout("import/cell-line-break");

impl<'s> MarkupWriter<'s> {
    pub(super) fn bits(&mut self, bits: &'s [Bit]) {
        let strong = self.strong(bits);
        for (at, bit) in bits.iter().enumerate() {
            match bit {
                Bit::Words(chunk) => match &chunk.value {
                    Some(value) => self.value(chunk.range.clone(), value),
                    None => self.raw(chunk.range.clone()),
                },
                Bit::Added(place, words, reason) => {
                    self.before(*place, words);
                    self.add(words, reason.clone());
                    self.is_open = true;
                }
                Bit::Break if self.room == WritingRoom::Lines => {
                    if self.is_open {
                        self.pending = self.pending.max(PendingBreak::Line);
                        self.is_open = false;
                    }
                    self.space = None;
                }
                Bit::Break => {
                    if self.is_open {
                        self.pending = self.pending.max(PendingBreak::Break);
                    }
                    self.space = None;
                }
                Bit::Link(to) => self.link = Some((to, None)),
                Bit::Unlink => {
                    if let Some((to, Some(start))) = self.link.take() {
                        self.span(start, RangeMark::SaidLink(to.into()));
                    }
                }
                Bit::Strong if strong.contains(&at) => self.strong = Some(None),
                Bit::Weak if strong.contains(&at) => {
                    if let Some(Some(start)) = self.strong.take() {
                        self.span(start, RangeMark::Strong);
                    }
                }
                Bit::Strong | Bit::Weak => {}
            }
        }
        (self.link, self.strong) = (None, None);
    }

    /// Says what the words since a place are.
    fn span(&mut self, start: usize, mark: RangeMark) {
        let range = start..self.text.len();
        self.spans.push(WordSpan { range: range.clone(), form: range, mark });
    }

    /// The bits that begin and end strong words inside a line: words that are a whole line, or end one, or begin
    /// it with a number, are read by their number first.
    fn strong(&self, bits: &[Bit]) -> Vec<usize> {
        let mut out = Vec::new();
        if self.room != WritingRoom::Lines || self.depth > 0 {
            return out;
        }
        let words = |bits: &[Bit]| words_of_bits(self.source, bits);
        let open = bits.iter().enumerate().filter(|(_, bit)| **bit == Bit::Strong);
        for (start, _) in open {
            let Some(length) = bits[start..].iter().position(|bit| *bit == Bit::Weak) else {
                continue;
            };
            let end = start + length;
            let inner = words(&bits[start..end]);
            // The nearest words say it: lines may hold as many strong words as they like.
            let shows = |part: &str| !part.trim().is_empty();
            let near = |bit: &&Bit| {
                words(std::slice::from_ref(bit)).contains(|c: char| c == '\n' || !c.is_whitespace())
            };
            let before =
                bits[..start].iter().rev().find(near).map(|bit| words(std::slice::from_ref(bit)));
            let before = before.is_some_and(|words| shows(words.rsplit('\n').next().unwrap_or("")));
            let after = bits[end..].iter().find(near).map(|bit| words(std::slice::from_ref(bit)));
            let after = after.is_some_and(|words| shows(words.split('\n').next().unwrap_or("")));
            let is_inside = after && !inner.contains('\n') && shows(&inner);
            let is_led = before
                || (list_marker::read_marker(inner.trim()).is_none()
                    && list_marker::note_mark(inner.trim()).is_none());
            let is_flat = !bits[start + 1..end].contains(&Bit::Strong);
            if is_inside && is_led && is_flat {
                out.extend([start, end]);
            }
        }
        out
    }

    fn raw(&mut self, range: Range<usize>) {
        let (source, spaces) = (self.source, self.spaces);
        // Lines end where blocks do.
        let is_space =
            move |c: char| is_line_end(c) || c == '\t' || (c == ' ' && spaces == Spaces::Collapse);
        let mut start = range.start;
        while start < range.end {
            let rest = &source[start..range.end];
            let spaces = rest.len() - rest.trim_start_matches(is_space).len();
            if spaces > 0 {
                let from = self.space.as_ref().map_or(start, |space| space.start);
                self.space = Some(from..start + spaces);
                start += spaces;
                continue;
            }
            let length = rest.find(is_space).unwrap_or(rest.len());
            self.write_words(start..start + length);
            start += length;
        }
    }

    fn write_words(&mut self, range: Range<usize>) {
        let words = &self.source[range.clone()];
        self.before(range.start, words);
        self.text.push_str(words);
        self.at = range.end;
        self.is_open = true;
    }

    fn value(&mut self, range: Range<usize>, value: &str) {
        let words = value.replace(is_line_end, " ");
        if words.trim_matches([' ', '\t']).is_empty() {
            let from = self.space.as_ref().map_or(range.start, |space| space.start);
            self.space = Some(from..range.end);
            return;
        }
        self.before(range.start, &words);
        self.log.push(range.clone(), words.as_str(), ENTITY);
        self.text.push_str(&words);
        self.at = range.end;
        self.is_open = true;
    }

    /// Everything that stands before words at a place: what was dropped up to it, line ends, markers, a space.
    fn before(&mut self, place: usize, words: &str) {
        let space = self.space.take();
        let is_break = self.pending == PendingBreak::Break;
        if self.pending == PendingBreak::Nothing
            && self.is_open
            && let Some(space) = space
        {
            let (last, next) = (self.text.chars().next_back(), words.chars().next());
            let is_wide = |c: Option<char>| c.and_then(char::width) == Some(2);
            let has_line = self.source[space.clone()].contains(['\n', '\r']);
            if has_line && is_wide(last) && is_wide(next) {
                // A line of the source that was broken between Japanese words.
            } else if self.at == space.start && space.end == place && self.source[space] == *" " {
                self.text.push(' ');
                self.at = place;
            } else {
                self.catch_up(place);
                self.add(" ", SPACE);
            }
        }
        self.catch_up(place);
        let is_line = self.text.is_empty() || self.pending > PendingBreak::Break;
        if self.pending > PendingBreak::Nothing && (!is_break || !self.text.is_empty()) {
            self.open();
        }
        self.pending = PendingBreak::Nothing;
        match self.room {
            WritingRoom::Cell => self.begin_cell_line(),
            WritingRoom::Lines | WritingRoom::Heading if is_line => self.begin_line(),
            WritingRoom::Lines | WritingRoom::Heading => {}
        }
        let here = self.text.len();
        if let Some((_, start @ None)) = &mut self.link {
            *start = Some(here);
        }
        if let Some(start @ None) = &mut self.strong {
            *start = Some(here);
        }
    }

    /// Begins the block of a line, with the number that its source prints before it.
    fn begin_line(&mut self) {
        let start = self.text.len();
        let (kind, mark) = std::mem::replace(&mut self.next, (BlockKind::Line, None));
        let said = self.marker(mark);
        self.blocks.push(Block { kind, said, list: self.place, ..Block::line(start..start, 0) });
    }

    fn marker(&mut self, mark: Option<PrintedMark>) -> Option<ListMarker> {
        match mark? {
            PrintedMark::Bullet => {
                let style = ListMarkerStyle::Bullet('・');
                Some(ListMarker { style, numbers: vec![], length: 0, token: 0, start: 0 })
            }
            PrintedMark::Number(label, count, reason) => {
                self.add(&label, reason);
                list_marker::said_number(&label, count)
            }
        }
    }

    /// Begins a line of a cell, when none is open.
    fn begin_cell_line(&mut self) {
        if self.cell_line.is_some() {
            return;
        }
        let start = self.text.len();
        self.cell_line = Some(start);
        if let Some(before) = self.cell.bounds() {
            self.cell.push(before.end..start, RangeMark::Break);
        }
        match std::mem::replace(&mut self.next, (BlockKind::Line, None)).1 {
            Some(PrintedMark::Bullet) => self.cell.push(start..start, RangeMark::Bullet),
            Some(PrintedMark::Number(label, _, reason)) => self.add(&label, reason),
            None => {}
        }
    }

    /// Ends the line of the cell that is open.
    pub(super) fn end_cell_line(&mut self) {
        if let Some(start) = self.cell_line.take() {
            let words = trim(&self.text, start..self.text.len());
            while words.is_empty()
                && self.cell.parts.last().is_some_and(|last| last.mark != RangeMark::Plain)
            {
                self.cell.parts.pop();
            }
            self.cell.push(words, RangeMark::Plain);
        }
    }

    /// Writes the line ends that are pending.
    pub(super) fn open(&mut self) {
        match std::mem::replace(&mut self.pending, PendingBreak::Nothing) {
            PendingBreak::Nothing => {}
            PendingBreak::Break => {
                self.end_cell_line();
                self.add("\u{3000}", CELL_BREAK);
            }
            PendingBreak::Line => self.add("\n", LINE),
            PendingBreak::Blank => self.add("\n\n", LINE),
        }
    }

    pub(super) fn add(&mut self, words: &str, reason: Reason) {
        if self.text.len() > 2 * MAX_BYTES {
            self.is_full = true;
            return;
        }
        self.log.push(self.at..self.at, words, reason);
        self.text.push_str(words);
    }

    /// Drops everything up to a place, what is left out under its own reason.
    pub(super) fn catch_up(&mut self, to: usize) {
        while let Some((first, rest)) = self.omissions.split_first()
            && first.range.start < to
        {
            self.omissions = rest;
            if first.range.start >= self.at {
                self.gap(first.range.start);
                self.log.push(first.range.clone(), "", first.reason.clone());
                self.at = first.range.end;
            }
        }
        self.gap(to);
    }

    fn gap(&mut self, to: usize) {
        if self.at >= to {
            return;
        }
        let reason = if self.source[self.at..to].trim().is_empty() { SPACE } else { MARKUP };
        self.log.push(self.at..to, "", reason);
        self.at = to;
    }
}
