//! What stands on the pages that say what is used for what. Does not know where it is read from.

use super::address::Address;
use super::page::Sentence;
use super::purposes::Subject;
use super::row_changes::RowStep;
use std::sync::Arc;

/// Where the text stands in time that a page is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTime {
    /// In a word or two.
    pub word: String,
    /// Until when, where that is known.
    pub until: String,
    /// In sentences.
    pub sentences: Vec<Sentence>,
}

/// Words that lead to a place on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLink {
    /// The words.
    pub words: String,
    /// The page.
    pub page: Address,
    /// The place on it; `None` for its beginning.
    pub anchor: Option<Arc<str>>,
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinderEntry {
    /// Its page.
    pub way: NamedLink,
    /// Of a row: how many purposes it has. Of a purpose: how many rows it stands in.
    pub count: usize,
}

/// To whom information is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedRecipient {
    /// The words of the text.
    pub words: String,
    /// Since when, where it is later than the purpose.
    pub since: Option<Sentence>,
}

/// A purpose on the page of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeLine {
    /// Its words.
    pub words: String,
    /// Lines that the text prints below it.
    pub inner: Vec<String>,
    /// To whom the information is given.
    pub recipients: Vec<DatedRecipient>,
    /// Since when.
    pub since: Sentence,
    /// Whether that is the day of the oldest text that is known, so that it may be older.
    pub is_oldest: bool,
    /// The other information that is used for it.
    pub others: Option<NamedLink>,
}

/// The purposes of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeGroup {
    /// How the text names the side.
    pub heading: String,
    /// Its purposes.
    pub lines: Vec<PurposeLine>,
}

/// A row: what it is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPage {
    /// What the row is about.
    pub subject: Subject,
    /// Where the text stands in time, and how this row will change.
    pub standing: InTime,
    /// Its purposes.
    pub groups: Vec<PurposeGroup>,
    /// What changed in it so far.
    pub steps: Vec<RowStep>,
    /// The section that says how to object to what counts as agreed to.
    pub objection: Option<NamedLink>,
    /// The section that says how to ask for disclosure.
    pub requests: Option<NamedLink>,
    /// The section with the contacts.
    pub contacts: Option<NamedLink>,
    /// The row in the text.
    pub text: NamedLink,
    /// The list.
    pub index: NamedLink,
}

/// A row that has a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// The page of the row.
    pub row: NamedLink,
    /// How the text names the side.
    pub side: String,
    /// To whom the information is given.
    pub recipients: Vec<DatedRecipient>,
    /// Since when.
    pub since: Sentence,
    /// Whether that is the day of the oldest text that is known, so that it may be older.
    pub is_oldest: bool,
}

/// A purpose: what is used for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsePage {
    /// What the rows are about.
    pub subject: Subject,
    /// Where the text stands in time.
    pub standing: InTime,
    /// Lines that the text prints below it.
    pub inner: Vec<String>,
    /// The rows.
    pub used: Vec<Used>,
    /// The text.
    pub text: NamedLink,
    /// The list.
    pub index: NamedLink,
}

/// A page that says what is used for what.
#[derive(Clone, Debug)]
pub enum Finder {
    /// The list of both ways.
    Index {
        /// Where the text stands in time.
        standing: InTime,
        /// What the rows are about.
        subject: Subject,
        /// By information.
        rows: Vec<FinderEntry>,
        /// By purpose.
        purposes: Vec<FinderEntry>,
        /// The text.
        text: NamedLink,
    },
    /// By information.
    Row(RowPage),
    /// By purpose.
    Purpose(UsePage),
}
