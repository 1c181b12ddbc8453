//! What a reader sees, before any format: addresses, pages, sentences, anchors, readings of words.
//! Does not know markup, themes or files on a disk.

mod address;
mod anchors;
mod figure;
mod finder;
mod mention;
mod page;
mod plan;
mod purposes;
mod since;
mod standing;
mod uses;

pub use address::Address;
pub use anchors::{Anchors, ArticleAt, Standing};
pub use figure::{FigureFile, Look};
pub use finder::{Finder, Group, Line, Listing, Recipient, RowPage, UsePage, Used, Way};
pub use mention::{Mention, Mentions, Part, Target, Targets, Thing, abbreviations};
pub use page::{
    Attachment, Body, Entry, Indexing, Listed, Page, Piece, Plan, Proof, Sentence, State, TextPage,
    Versions,
};
pub use plan::plan;
pub use purposes::Subject;
