//! What pages and Word files have in common: markup as a tree with places, the content as a sheet of blocks, and
//! the sheet written as plain text with a log of edits on the source. Knows neither HTML nor Word.

mod flat;
mod join;
mod line;
mod node;
mod sheet;
mod write;

pub(super) use join::by_category;
pub(super) use node::{Chunk, Element, Node, split_entities};
pub(super) use sheet::{Bit, Block, Cell, Entry, Omission, Reading, Row, Sheet};
pub(super) use write::{Shape, Spaces, Written, write};
