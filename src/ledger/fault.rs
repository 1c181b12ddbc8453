//! Why an event cannot stand where it stands in a ledger, in words. Does not know how that was found.

use super::version::VersionId;
use crate::text::date::{Date, both};
use std::fmt;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IllegalLine {
    /// The line, from 1.
    pub line: usize,
    /// Why.
    pub fault: LedgerFault,
}

impl fmt::Display for IllegalLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault.en())
    }
}

impl std::error::Error for IllegalLine {}

impl LedgerFault {
    /// In Japanese, a sentence.
    pub fn ja(&self) -> String {
        match self {
            LedgerFault::RecordedBefore(day) => {
                format!("記録日が、1つ前の記録（{}）より前になっています。", both(*day))
            }
            LedgerFault::VersionTwice(id) => format!("版 {id} が台帳に 2 回記録されています。"),
            LedgerFault::WrongIdentity { is, should_be } => {
                format!("版の番号が {is} になっていますが、{should_be} のはずです。")
            }
            LedgerFault::NoSuchVersion(id) => format!("版 {id} は台帳にありません。"),
            LedgerFault::Withdrawn(id) => format!("版 {id} は取りやめになっています。"),
            LedgerFault::Replaced { version, by } => {
                format!("版 {version} は、版 {by} に差し替えられています。")
            }
            LedgerFault::OtherDay(id) => {
                format!("差し替える版 {id} と、施行日・適用日が違います。")
            }
            LedgerFault::InForce { version, since } => {
                format!("版 {version} は、{}からすでに施行・適用されています。", both(*since))
            }
            LedgerFault::UnknownDay(id) => {
                format!("版 {id} は施行日・適用日が不明なので、延期できません。")
            }
            LedgerFault::NotLater(day) => {
                format!("新しい日が、今の施行日・適用日（{}）より後になっていません。", both(*day))
            }
            LedgerFault::NotYetDone(day) => {
                format!("行った日（{}）が、記録した日より後になっています。", both(*day))
            }
            LedgerFault::BadPeriod => {
                "終わりの日は、掲示にだけ、始まりの日以後の日で書けます。".to_owned()
            }
            LedgerFault::NothingWithheld(id) => {
                format!("版 {id} で非公開になる言葉がありません。")
            }
            LedgerFault::Repealed(day) => format!("この文書は、{}に廃止されています。", both(*day)),
            LedgerFault::LaterVersion(id) => {
                format!("廃止の日以後に施行・適用される版 {id} が残っています。")
            }
            LedgerFault::NothingInForce => "施行・適用された版がありません。".to_owned(),
        }
    }

    /// In English, without a full stop.
    pub fn en(&self) -> String {
        match self {
            LedgerFault::RecordedBefore(day) => {
                format!("it was recorded before the line before it ({day})")
            }
            LedgerFault::VersionTwice(id) => format!("the ledger records the version {id} twice"),
            LedgerFault::WrongIdentity { is, should_be } => {
                format!("the version {is} should be called {should_be}")
            }
            LedgerFault::NoSuchVersion(id) => format!("the ledger has no version {id}"),
            LedgerFault::Withdrawn(id) => format!("the version {id} was withdrawn"),
            LedgerFault::Replaced { version, by } => {
                format!("the version {by} took the place of {version}")
            }
            LedgerFault::OtherDay(id) => format!("it does not count from the same day as {id}"),
            LedgerFault::InForce { version, since } => {
                format!("the version {version} is in force since {since}")
            }
            LedgerFault::UnknownDay(id) => {
                format!("nobody knows from when {id} counts; it cannot be postponed")
            }
            LedgerFault::NotLater(day) => {
                format!("the new day is not after the present one ({day})")
            }
            LedgerFault::NotYetDone(day) => {
                format!("it was done on {day}, after the day on which it was recorded")
            }
            LedgerFault::BadPeriod => {
                "only a posting has a last day, not before its first day".to_owned()
            }
            LedgerFault::NothingWithheld(id) => format!("nothing of {id} is withheld"),
            LedgerFault::Repealed(day) => format!("the document is repealed from {day} on"),
            LedgerFault::LaterVersion(id) => {
                format!("the version {id} counts from that day or later")
            }
            LedgerFault::NothingInForce => "no version came into force before".to_owned(),
        }
    }
}
