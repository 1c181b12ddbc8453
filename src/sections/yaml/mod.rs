//! The part of YAML that kohyo reads and writes: maps, lists and scalars that are words, each with its place.
//! Anchors, aliases and tags are refused, so that nothing can multiply. Does not know any key.

mod emit;
mod fault;
mod node;
mod parse;

pub use emit::{Out, emit};
pub use node::{BlockStyle, EntryName, Node, Scalar, Value, joined_by_space};
pub use parse::parse;

pub(super) use fault::{empty, suspect_colon, wide_start, wrong_shape};
