//! The lines of a column: words as they are printed, each piece with where it comes from and whether it
//! changed. Does not know how marks look.

use crate::tree::Mark;
use std::ops::Range;

/// What a piece of a column is on its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It stands on the other side too.
    Same,
    /// It appeared.
    Added,
    /// It vanished.
    Removed,
    /// It stands elsewhere.
    Moved,
}

/// Which words a piece shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanSource {
    /// Words of the table: brackets, blanks, （略）.
    Own,
    /// The number of the provision with that ordinal.
    Label(u32),
    /// Its heading.
    Heading(u32),
    /// Its words.
    Text(u32),
}

/// Words of one source under one sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedlineSpan {
    /// The words.
    pub words: String,
    /// How the text marks them.
    pub mark: Mark,
    /// Where they come from.
    pub source: SpanSource,
    /// Whether they changed.
    pub sign: Sign,
}

/// A printed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedlineLine {
    /// How far it is set in.
    pub indent: u8,
    /// What it says.
    pub pieces: Vec<RedlineSpan>,
    /// The provisions that it stands for, by their ordinals: those that it shows, and those that it says are
    /// left out.
    pub covers: Range<u32>,
    /// Those of them that are left out because nothing happens to them, or to their numbers only.
    pub omits: Range<u32>,
}

impl RedlineLine {
    /// Nothing yet, for the provision at an ordinal.
    pub(super) fn new(indent: u8, at: u32) -> RedlineLine {
        RedlineLine { indent, pieces: Vec::new(), covers: at..at + 1, omits: at..at }
    }

    /// Adds words of the table's own.
    pub(super) fn own(&mut self, words: &str, sign: Sign) {
        self.push(words, Mark::Plain, SpanSource::Own, sign);
    }

    /// Adds words.
    pub(super) fn push(&mut self, words: &str, mark: Mark, source: SpanSource, sign: Sign) {
        if !words.is_empty() {
            self.pieces.push(RedlineSpan { words: words.to_owned(), mark, source, sign });
        }
    }

    /// Its words without marks.
    pub fn words(&self) -> String {
        self.pieces.iter().map(|piece| piece.words.as_str()).collect()
    }
}
