//! What pages and Word files have in common: markup as a tree with places, the content as a sheet of blocks, and
//! the sheet written as plain text with a log of edits on the source. Knows neither HTML nor Word.

mod flat;
mod join;
mod line;
mod node;
mod sheet;
mod write;

pub(super) use join::by_category;
pub(super) use node::split_entities;
pub use node::{Element, MarkupNode, SourceChunk};
pub(super) use sheet::{
    Bit, ListEntry, MarkupBlock, MarkupSheet, OmittedPart, RubyReading, TableCell, TableRow,
};
pub(super) use write::{MarkedText, Spaces, TextForm, write};
