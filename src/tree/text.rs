//! Text as runs of words with marks, and where the words came from. Never normalises a character.

use crate::diagnostic::Span;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// How a run of words is marked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing.
    Plain,
    /// Emphasis that carries meaning.
    Strong,
    /// A link; the address is checked where text is read (https, http, mailto, tel, relative).
    Link(Box<str>),
}

/// Words under one mark.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    words: Box<str>,
    mark: Mark,
}

impl Run {
    /// The words; never empty inside a [`Text`].
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The mark.
    pub fn mark(&self) -> &Mark {
        &self.mark
    }
}

/// Runs whose neighbours differ in mark, none empty. Equality, digest and JSON see the runs only.
#[derive(Clone, Debug, Default)]
pub struct Text {
    runs: Box<[Run]>,
    origin: Origin,
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.runs == other.runs
    }
}

impl Eq for Text {}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.runs.hash(state);
    }
}

impl Text {
    /// No words.
    pub fn empty() -> Text {
        Text::default()
    }

    /// Plain words from nowhere in particular.
    pub fn plain(words: &str) -> Text {
        let mut builder = TextBuilder::new();
        builder.push(words, Mark::Plain);
        builder.finish()
    }

    /// The runs.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// True when there are no words.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// All words without marks.
    pub fn words(&self) -> String {
        self.runs.iter().map(Run::words).collect()
    }

    /// Where the words came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The same runs with another origin.
    pub fn with_origin(mut self, origin: Origin) -> Text {
        self.origin = origin;
        self
    }

    /// The place in a file of a byte range of [`Text::words`].
    pub fn locate(&self, range: Range<usize>) -> Option<Span> {
        self.origin.locate(range)
    }

    /// The place in a file of the whole text.
    pub fn span(&self) -> Option<Span> {
        self.origin.locate(0..self.runs.iter().map(|run| run.words.len()).sum())
    }
}

/// Builds a [`Text`] and keeps its invariant: runs of one mark are joined, empty ones left out.
#[derive(Debug, Default)]
pub struct TextBuilder {
    runs: Vec<(String, Mark)>,
}

impl TextBuilder {
    /// Nothing yet.
    pub fn new() -> TextBuilder {
        TextBuilder::default()
    }

    /// Appends words under a mark.
    pub fn push(&mut self, words: &str, mark: Mark) {
        if words.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some((last, same)) if *same == mark => last.push_str(words),
            _ => self.runs.push((words.to_owned(), mark)),
        }
    }

    /// The text.
    pub fn finish(self) -> Text {
        let runs =
            self.runs.into_iter().map(|(words, mark)| Run { words: words.into(), mark }).collect();
        Text { runs, origin: Origin::none() }
    }
}

/// A map from words to bytes of a file, for findings and fixes; outside equality, digest and JSON.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    file: Option<Arc<str>>,
    /// (byte offset in the words, byte offset in the file) where a stretch begins that runs in step.
    steps: Box<[(u32, u32)]>,
    /// The words do not run in step with the file (folded, escaped, joined); of one stretch only the start is known.
    loose: bool,
}

impl Origin {
    /// From nowhere in particular.
    pub fn none() -> Origin {
        Origin::default()
    }

    /// The words stand in the file unbroken from `start` on.
    pub fn exact(file: Arc<str>, start: usize) -> Origin {
        Origin { file: Some(file), steps: [(0, start as u32)].into(), loose: false }
    }

    /// The words stand in the file in stretches: each pair is the offset in the words and in the file
    /// where a stretch begins, ascending.
    pub fn stretches(file: Arc<str>, steps: impl IntoIterator<Item = (usize, usize)>) -> Origin {
        let steps = steps.into_iter().map(|(words, bytes)| (words as u32, bytes as u32)).collect();
        Origin { file: Some(file), steps, loose: false }
    }

    /// Only where the words begin is known.
    pub fn loose(file: Arc<str>, start: usize) -> Origin {
        Origin { file: Some(file), steps: [(0, start as u32)].into(), loose: true }
    }

    /// The words are joined from stretches of the file, with words between them that do not stand there: where a
    /// place is, is known, and no fix may edit it.
    pub fn joined(file: Arc<str>, steps: impl IntoIterator<Item = (usize, usize)>) -> Origin {
        Origin { loose: true, ..Origin::stretches(file, steps) }
    }

    /// The place in the file of a byte range of the words; falls back to the start where no more is known.
    pub fn locate(&self, range: Range<usize>) -> Option<Span> {
        let file = self.file.clone()?;
        if self.loose && self.steps.len() == 1 {
            let start = self.steps.first()?.1 as usize;
            return Some(Span::new(file, start..start));
        }
        let start = self.offset(range.start)?;
        let end = if range.is_empty() { start } else { self.offset(range.end - 1)? + 1 };
        Some(Span::new(file, start..end.max(start)))
    }

    /// True when words and file run in step, so that a fix may edit them.
    pub fn is_exact(&self) -> bool {
        self.file.is_some() && !self.loose
    }

    fn offset(&self, at: usize) -> Option<usize> {
        let index =
            self.steps.partition_point(|(words, _)| *words as usize <= at).checked_sub(1)?;
        let (words, bytes) = self.steps[index];
        Some(bytes as usize + (at - words as usize))
    }
}
