//! What is new, as feeds and calendars tell it: stable names, days, words. Does not know their formats.

use super::address::Address;
use super::brought::BroughtChange;
use crate::text::date::Date;

/// The news of a document or of the whole site, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Where it is.
    pub address: Address,
    /// Its name for good: a `tag:` URI (RFC 4151).
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Whose news they are.
    pub author: String,
    /// The page that shows the same.
    pub page: Address,
    /// The day of the last change of words; never that of a build.
    pub updated: Date,
    /// One for each event.
    pub news: Vec<News>,
}

/// One event that readers of a document may want to know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Its name for good: a `tag:` URI.
    pub id: String,
    /// What happened, in one line.
    pub title: String,
    /// The page that tells more.
    pub page: Address,
    /// The day on which it was recorded.
    pub recorded: Date,
    /// What it means, one sentence each.
    pub lines: Vec<String>,
    /// The text that it brought and the one before, where it brought one; its day may have been ahead when it was
    /// recorded.
    pub change: Option<BroughtChange>,
    /// The page that sets both side by side, where there is one.
    pub table: Option<Address>,
}

/// The days on which something changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Where it is.
    pub address: Address,
    /// Its name.
    pub title: String,
    /// The days, in order.
    pub occasions: Vec<Occasion>,
}

/// A day on which something changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Its name for good (`privacy.2027-04-01.2026@mihon-kenpo.example`): calendars that know it move it instead
    /// of adding another.
    pub id: String,
    /// The day.
    pub day: Date,
    /// What happens.
    pub title: String,
    /// What it means, one sentence each.
    pub lines: Vec<String>,
    /// The page that tells more.
    pub page: Address,
    /// The day on which it was last recorded.
    pub recorded: Date,
    /// How often the day was changed since it was first said.
    pub revisions: u32,
    /// Whether it still stands.
    pub outlook: Outlook,
}

/// Whether a day still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// It stands.
    Stands,
    /// It was called off: calendars strike it out.
    CalledOff,
}
