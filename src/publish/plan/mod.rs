//! What a reader sees, before any format: addresses, pages, sentences, anchors, readings of words.
//! Does not know markup, themes or files on a disk.

mod address;
mod aids;
mod announcement;
mod attachment;
mod brought;
mod changes;
mod english;
mod event_text;
mod feed;
mod finder;
mod history;
mod last_changed;
mod left_pages;
mod mention;
mod news;
mod page;
mod page_names;
mod planner;
mod procedures;
mod purposes;
mod record_page;
mod record_rows;
mod row_changes;
mod row_timeline;
mod same_day;
mod sources;
mod status_text;
mod text_days;
mod texts;
mod told_way;
mod uses;

pub use crate::site::{Anchors, ArticleAt, ReferencePosition};
pub use address::{Address, FigureFile, FigureUse};
pub use aids::{AidPage, AidPart, AidTitle, Choice, PartState, Said};
pub use attachment::{Attachment, AttachmentContent};
pub use brought::BroughtChange;
pub(super) use changes::table;
pub use changes::{ChangesPage, SameChanges};
pub use feed::{Calendar, Feed, News, Occasion, Outlook};
pub use finder::{
    DatedRecipient, Finder, FinderEntry, InTime, NamedLink, PurposeGroup, PurposeLine, RowPage,
    UsePage, Used,
};
pub use history::{HistoryItem, HistoryPage, HistoryYear};
pub use last_changed::{LastChange, LastChanges};
pub use mention::{LinkTarget, LinkTargets, Mention, Mentioned, Mentions, TextPart, abbreviations};
pub use page::{
    Aided, Body, Embed, IndexEntry, IndexPage, Indexing, Latest, Listed, Page, Sentence,
    SentencePart, SitePlan, TextPage, TextProof, TextStatus, Versions,
};
pub use planner::plan;
pub(super) use planner::{document_page, title, version_page};
pub use procedures::Procedure;
pub use purposes::Subject;
pub use record_page::{RecordLine, RecordPage};
pub use record_rows::{RECORD_COLUMNS, RecordCell, RecordRow, record_rows};
pub use row_changes::RowStep;
pub use sources::SOURCES;
