//! Why an event cannot stand where it stands in a ledger, in words. Does not know how that was found.

use super::version::VersionId;
use crate::diagnostic::Message;
use crate::fill;
use crate::text::date::Date;

/// Why an event cannot follow the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerFault {
    /// It was recorded before the one before it.
    RecordedBefore(Date),
    /// The version is in the ledger already.
    VersionTwice(VersionId),
    /// The version should have another identity: that of its day, with the next serial.
    WrongIdentity {
        /// What it has.
        is: VersionId,
        /// What it should have.
        should_be: VersionId,
    },
    /// No such version is in the ledger.
    NoSuchVersion(VersionId),
    /// The version was withdrawn.
    Withdrawn(VersionId),
    /// Another version took its place.
    Replaced {
        /// The version.
        version: VersionId,
        /// Which took its place.
        by: VersionId,
    },
    /// A version that takes the place of another must count from the same day.
    OtherDay(VersionId),
    /// The version is in force already.
    InForce {
        /// The version.
        version: VersionId,
        /// Since when.
        since: Date,
    },
    /// Nobody knows from when the version counts: its day cannot be moved.
    UnknownDay(VersionId),
    /// The day is not later than the one that was said.
    NotLater(Date),
    /// Something that was done has a day after the one on which it was recorded.
    NotYetDone(Date),
    /// A posting ends before it begins, or something that is no posting ends.
    BadPeriod,
    /// Nothing was left out: the version file stays the same.
    NothingWithheld(VersionId),
    /// The document was repealed from this day on.
    Repealed(Date),
    /// A version that counts from that day or later stands against a repeal.
    LaterVersion(VersionId),
    /// There is no version that could be repealed.
    NothingInForce,
}

/// A line that cannot stand in its ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {}", fault.message().en)]
pub struct IllegalLine {
    /// The line, from 1.
    pub line: usize,
    /// Why.
    pub fault: LedgerFault,
}

impl LedgerFault {
    /// A sentence in Japanese; in English without a full stop.
    pub fn message(&self) -> Message {
        match *self {
            Self::RecordedBefore(last) => on("ledger/recorded-before", last),
            Self::VersionTwice(id) => about("ledger/version-twice", id),
            Self::WrongIdentity { is, should_be } => {
                Message::of("ledger/wrong-identity", fill! { is, should_be })
            }
            Self::NoSuchVersion(id) => about("ledger/no-such-version", id),
            Self::Withdrawn(id) => about("ledger/withdrawn", id),
            Self::Replaced { version, by } => Message::of("ledger/replaced", fill! { version, by }),
            Self::OtherDay(id) => about("ledger/other-day", id),
            Self::InForce { version, since } => {
                Message::of("ledger/in-force", fill! { version, since = Message::day(since) })
            }
            Self::UnknownDay(id) => about("ledger/unknown-day", id),
            Self::NotLater(day) => on("ledger/not-later", day),
            Self::NotYetDone(day) => on("ledger/not-yet-done", day),
            Self::BadPeriod => Message::of("ledger/bad-period", &[]),
            Self::NothingWithheld(id) => about("ledger/nothing-withheld", id),
            Self::Repealed(day) => on("ledger/repealed", day),
            Self::LaterVersion(id) => about("ledger/later-version", id),
            Self::NothingInForce => Message::of("ledger/nothing-in-force", &[]),
        }
    }
}

fn about(name: &str, version: VersionId) -> Message {
    Message::of(name, fill! { version })
}

fn on(name: &str, day: Date) -> Message {
    Message::of(name, fill! { day = Message::day(day) })
}
