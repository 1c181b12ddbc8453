//! What pages and Word files have in common: markup as a tree with places, the content as a sheet of blocks, and
//! the sheet written as words and blocks with a log of edits on the source. Knows neither HTML nor Word.

mod builder;
mod line;
mod sheet;
mod tables;
mod write;

pub(super) use builder::{
    OpenBlocks, PICTURE, RUBY, can_be_written, has_words, on_one_line, words_of_bits,
};
pub(super) use sheet::{
    Bit, ListEntry, MarkupBlock, MarkupSheet, OmittedPart, PrintedMark, RubyReading, TableCell,
    TableRow,
};
pub use sheet::{Element, MarkupNode, SourceChunk};
pub(super) use sheet::{gather, split_entities};
pub(super) use tables::by_category;
pub(super) use write::{Spaces, write};
