//! Inline Markdown as text: words, strong, links, each with its place. Does not know blocks.

use super::super::reader::Reader;
use super::super::source::{Passage, YamlSource};
use super::super::wording;
use super::super::yaml::joined_by_space;
use crate::diagnostic::{Finding, Message};
use crate::fill;
use crate::tree::{Mark, Origin, Text, TextBuilder};
use pulldown_cmark::{CowStr, LinkType};
use std::ops::Range;

/// A text as it comes in.
#[derive(Default)]
pub struct InlineText {
    pieces: Vec<(String, Mark)>,
    words: String,
    /// Where a stretch begins that runs in step: offset in the words, offset in the source's words.
    steps: Vec<(usize, usize)>,
    strong: usize,
    link: Option<Box<str>>,
    /// Bytes of the words that were written as they are, from the start on.
    literal: usize,
    break_pending: bool,
}

impl InlineText {
    /// Nothing yet.
    pub fn new() -> InlineText {
        InlineText::default()
    }

    /// Adds words that stand in the source at a range, or were made from it (an entity).
    pub fn words(&mut self, words: &str, source: &YamlSource<'_>, range: &Range<usize>) {
        self.join(words);
        let is_literal = source.words().get(range.clone()) == Some(words);
        if is_literal && self.literal == self.words.len() {
            self.literal += words.len();
        }
        self.steps.push((self.words.len(), range.start));
        self.push(words);
    }

    /// A line break of the source that is only layout: nothing between Japanese words, else a space.
    pub fn soft_break(&mut self) {
        self.break_pending = true;
    }

    /// A line break that the author wants to be seen.
    pub fn hard_break(&mut self, range: &Range<usize>) {
        self.steps.push((self.words.len(), range.start));
        self.push("\n");
    }

    /// Strong begins or ends.
    pub fn strong(&mut self, by: isize) {
        self.strong = self.strong.saturating_add_signed(by);
    }

    /// A link begins.
    pub fn link(
        &mut self,
        reader: &mut Reader<'_>,
        kind: LinkType,
        to: &CowStr<'_>,
        range: &Range<usize>,
    ) {
        let to = match kind {
            LinkType::Email => format!("mailto:{to}"),
            _ => to.to_string(),
        };
        let raw = reader.source().words().get(range.clone()).unwrap_or("");
        let at = raw
            .rfind(&*to)
            .map_or(range.clone(), |at| range.start + at..range.start + at + to.len());
        let span = reader.source().span(at);
        wording::address(reader, &to, span);
        self.link = Some(to.into());
    }

    /// A link ends.
    pub fn unlink(&mut self) {
        self.link = None;
    }

    /// True when nothing was added.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many bytes at the start were written as they are.
    pub fn literal(&self) -> usize {
        match self.pieces.first() {
            Some((words, Mark::Plain)) => self.literal.min(words.len()),
            Some(_) | None => 0,
        }
    }

    /// The words so far.
    pub fn so_far(&self) -> &str {
        &self.words
    }

    /// The text from a byte on; says what is wrong with its characters.
    pub fn finish(self, reader: &mut Reader<'_>, from: usize) -> Text {
        if self.words.len() <= from {
            return Text::empty();
        }
        let steps = if self.steps.first().is_some_and(|(at, _)| *at == 0) {
            self.steps.clone()
        } else {
            vec![(0, 0)]
        };
        let passage = Passage::in_steps(reader.source(), self.words.clone(), steps);
        let passage = passage.slice(from..self.words.len());
        for (range, finding) in Finding::of_words(passage.words()) {
            // What the file itself holds has been said; this is a tab, or was written as an entity.
            let words = &passage.words()[range.clone()];
            if words.contains('\t') || !reader.source().words().contains(words) {
                reader.say(finding.at(passage.span(range)));
            }
        }
        let kept = wording::composed(reader, passage);
        if kept.words() != &self.words[from..] {
            // Kana were composed: pieces no longer fit byte by byte, so compose each.
            let mut builder = TextBuilder::new();
            let mut skip = from;
            for (words, mark) in &self.pieces {
                let cut = skip.min(words.len());
                skip -= cut;
                builder.push(&crate::text::chars::compose_kana(&words[cut..]), mark.clone());
            }
            let start = kept.whole().range.start;
            return builder
                .finish()
                .with_origin(Origin::loose(reader.source().file().clone(), start));
        }
        let mut builder = TextBuilder::new();
        let mut skip = from;
        for (words, mark) in self.pieces {
            let cut = skip.min(words.len());
            skip -= cut;
            builder.push(&words[cut..], mark);
        }
        let whole = 0..kept.words().len();
        builder.finish().with_origin(kept.origin(&[whole]))
    }

    fn join(&mut self, next: &str) {
        if !std::mem::take(&mut self.break_pending) {
            return;
        }
        if joined_by_space(self.words.chars().next_back(), next.chars().next()) {
            let at = self.steps.last().map_or(0, |(_, at)| *at);
            self.steps.push((self.words.len(), at));
            self.push(" ");
        }
    }

    fn push(&mut self, words: &str) {
        let mark = match &self.link {
            Some(to) => Mark::Link(to.clone()),
            None if self.strong > 0 => Mark::Strong,
            None => Mark::Plain,
        };
        self.words.push_str(words);
        match self.pieces.last_mut() {
            Some((last, same)) if *same == mark => last.push_str(words),
            Some(_) | None => self.pieces.push((words.to_owned(), mark)),
        }
    }
}

/// Says that prose cannot hold something, by its name in the catalogue.
pub fn not_possible(reader: &mut Reader<'_>, what: &str, range: Range<usize>) {
    // The first line, and not much of it: blocks inside each other share their text.
    let raw = reader.source().words().get(range.start..).unwrap_or("");
    let is_line = |c: &char| *c != '\n' && *c != '\r';
    let line = raw.chars().take(80).take_while(is_line);
    let end = range.end.min(range.start + line.map(char::len_utf8).sum::<usize>());
    let span = reader.source().span(range.start..end);
    let finding =
        Finding::error("prose-block", fill! { what = Message::of(what, fill! {}) }).at(span);
    reader.say(finding);
}
