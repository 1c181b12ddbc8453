//! What a reader sees, before any format: addresses, pages, sentences, anchors, readings of words.
//! Does not know markup, themes or files on a disk.

mod address;
mod ahead;
mod feed;
mod figure;
mod aids;
mod changed;
mod changes;
mod days;
mod english;
mod finder;
mod gone;
mod happened;
mod history;
mod mention;
mod news;
mod page;
mod paired;
mod plan;
mod purposes;
mod since;
mod sources;
mod standing;
mod texts;
mod uses;

pub use crate::site::{Anchors, ArticleAt, Standing};
pub use address::Address;
pub use aids::{AidPage, AidPart, AidTitle, Choice, PartState, Said, Wording};
pub use changed::Step;
pub use changes::{ChangesPage, SameChanges};
pub use feed::{Calendar, Feed, News, Occasion, Outlook};
pub use figure::{FigureFile, Look};
pub use finder::{Finder, Group, InTime, Line, Listing, Recipient, RowPage, UsePage, Used, Way};
pub use history::{HistoryPage, Item, Year};
pub use mention::{Mention, Mentions, Part, Target, Targets, Thing, abbreviations};
pub use page::{
    Aided, Attachment, Body, Embed, Entry, IndexPage, Indexing, Latest, Listed, Page, Piece, Plan,
    Proof, Sentence, State, TextPage, Versions,
};
pub use plan::plan;
pub use purposes::Subject;
pub use sources::PLACE as SOURCES;
