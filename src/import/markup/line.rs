//! The words of lines: white space as it shows, links, strong words, everything between them dropped under its
//! reason. Does not know blocks.

use super::builder::words_of_bits;
use super::sheet::Bit;
use super::write::{
    BORDER, LINE, LinePrefix, LinkState, MARKUP, MarkupWriter, PendingBreak, SPACE, Spaces,
    TextForm, WritingRoom,
};
use crate::import::markers::{StructureMark, is_marker};
use crate::import::{MAX_BYTES, list_marker};
use crate::text::edits::Reason;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

const ENTITY: Reason = Reason::layout("import/character-reference");
const LINK: Reason = Reason::layout("import/markup-link");
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
                Bit::Link(to) => self.link = LinkState::Waiting(to),
                Bit::Unlink => {
                    if let LinkState::Open(to) = std::mem::replace(&mut self.link, LinkState::None)
                    {
                        self.add(&format!("]({to})"), LINK);
                    }
                }
                Bit::Strong if strong.contains(&at) => {
                    // The space before them stays before them.
                    self.prefix.push(LinePrefix::Mark(StructureMark::Strong));
                }
                Bit::Weak if strong.contains(&at) => {
                    self.prefix.retain(|one| *one != LinePrefix::Mark(StructureMark::Strong));
                    self.mark(StructureMark::Weak);
                }
                Bit::Strong | Bit::Weak => {}
            }
        }
        self.link = LinkState::None;
    }

    /// The bits that begin and end strong words inside a line: words that are a whole line, or end one, or begin
    /// it with a number, are read by their number first.
    fn strong(&self, bits: &[Bit]) -> Vec<usize> {
        let mut out = Vec::new();
        if self.shape == TextForm::Regulation || self.room != WritingRoom::Lines || self.depth > 0 {
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
            let before = words(&bits[..start]);
            let before = before.rsplit('\n').next().unwrap_or("").trim().to_owned();
            let after = words(&bits[end..]);
            let after = after.split('\n').next().unwrap_or("").trim();
            let is_inside = !after.is_empty() && !inner.contains('\n') && !inner.trim().is_empty();
            let is_led = !before.is_empty()
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
        let is_space = move |c: char| match spaces {
            Spaces::Collapse => matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}'),
            Spaces::Kept => matches!(c, '\t' | '\n' | '\r'),
        };
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
            let length = rest.find(|c: char| is_space(c) || is_marker(c)).unwrap_or(rest.len());
            if length == 0 {
                // A sign in the source is no character at all; it goes with the markup.
                start += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            self.write_words(start..start + length);
            start += length;
        }
    }

    fn write_words(&mut self, range: Range<usize>) {
        let words = &self.source[range.clone()];
        self.before(range.start, words);
        let mut from = range.start;
        if self.room == WritingRoom::Cell && self.shape == TextForm::Regulation {
            for (at, _) in words.match_indices(['|', '｜']) {
                self.text.push_str(&self.source[from..range.start + at]);
                from = range.start + at;
                self.at = from;
                self.add("\\", BORDER);
            }
        }
        self.text.push_str(&self.source[from..range.end]);
        self.at = range.end;
        self.is_open = true;
    }

    fn value(&mut self, range: Range<usize>, value: &str) {
        let words: String = value.chars().filter(|c| !is_marker(*c)).collect();
        if words.trim_matches([' ', '\t', '\n', '\r', '\u{C}']).is_empty() {
            let from = self.space.as_ref().map_or(range.start, |space| space.start);
            self.space = Some(from..range.end);
            return;
        }
        self.before(range.start, &words);
        let guard = if self.room == WritingRoom::Cell && self.shape == TextForm::Regulation {
            words.replace('|', "\\|").replace('｜', "\\｜")
        } else {
            words
        };
        self.log.push(range.clone(), guard.as_str(), ENTITY);
        self.text.push_str(&guard);
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
        if self.pending > PendingBreak::Nothing && (!is_break || !self.text.is_empty()) {
            self.open();
        }
        self.pending = PendingBreak::Nothing;
        for prefix in std::mem::take(&mut self.prefix) {
            match prefix {
                LinePrefix::Words(words, reason) => self.add(&words, reason),
                LinePrefix::Mark(mark) => self.mark(mark),
            }
        }
        if let LinkState::Waiting(to) = self.link {
            self.add("[", LINK);
            self.link = LinkState::Open(to);
        }
    }

    /// Writes the line ends that are pending.
    pub(super) fn open(&mut self) {
        match std::mem::replace(&mut self.pending, PendingBreak::Nothing) {
            PendingBreak::Nothing => {}
            PendingBreak::Break => match (self.shape, self.room) {
                (TextForm::Notice, WritingRoom::Cell) => self.mark(StructureMark::Break),
                _ => self.add("\u{3000}", CELL_BREAK),
            },
            PendingBreak::Line => self.add("\n", LINE),
            PendingBreak::Blank => self.add("\n\n", LINE),
        }
    }

    /// Says structure here, and keeps its place in the text.
    pub(super) fn mark(&mut self, mark: StructureMark) {
        self.markup.push(self.text.len(), mark);
        let reason = match mark {
            StructureMark::Cell => BORDER,
            StructureMark::Break => CELL_BREAK,
            StructureMark::Heading(_) | StructureMark::Entry => MARKUP,
            StructureMark::Strong | StructureMark::Weak => MARKUP,
        };
        self.add(&mark.printed(), reason);
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
