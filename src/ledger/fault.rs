//! Why an event cannot stand where it stands in a ledger, in words. Does not know how that was found.

use super::version::VersionId;
use crate::text::date::{Date, both};
use std::fmt;

/// Why an event cannot follow the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
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
pub struct Illegal {
    /// The line, from 1.
    pub line: usize,
    /// Why.
    pub fault: Fault,
}

impl fmt::Display for Illegal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault.en())
    }
}

impl std::error::Error for Illegal {}

impl Fault {
    /// In Japanese, a sentence.
    pub fn ja(&self) -> String {
        match self {
            Fault::RecordedBefore(day) => {
                format!("記録日が、1つ前の記録（{}）より前になっています。", both(*day))
            }
            Fault::VersionTwice(id) => format!("版 {id} が台帳に 2 回記録されています。"),
            Fault::WrongIdentity { is, should_be } => {
                format!("版の番号が {is} になっていますが、{should_be} のはずです。")
            }
            Fault::NoSuchVersion(id) => format!("版 {id} は台帳にありません。"),
            Fault::Withdrawn(id) => format!("版 {id} は取りやめになっています。"),
            Fault::Replaced { version, by } => {
                format!("版 {version} は、版 {by} に差し替えられています。")
            }
            Fault::OtherDay(id) => {
                format!("差し替える版 {id} と、施行日・適用日が違います。")
            }
            Fault::InForce { version, since } => {
                format!("版 {version} は、{}からすでに施行・適用されています。", both(*since))
            }
            Fault::UnknownDay(id) => {
                format!("版 {id} は施行日・適用日が不明なので、延期できません。")
            }
            Fault::NotLater(day) => {
                format!("新しい日が、今の施行日・適用日（{}）より後になっていません。", both(*day))
            }
            Fault::NotYetDone(day) => {
                format!("行った日（{}）が、記録した日より後になっています。", both(*day))
            }
            Fault::BadPeriod => {
                "終わりの日は、掲示にだけ、始まりの日以後の日で書けます。".to_owned()
            }
            Fault::NothingWithheld(id) => {
                format!("版 {id} で非公開になる言葉がありません。")
            }
            Fault::Repealed(day) => format!("この文書は、{}に廃止されています。", both(*day)),
            Fault::LaterVersion(id) => {
                format!("廃止の日以後に施行・適用される版 {id} が残っています。")
            }
            Fault::NothingInForce => "施行・適用された版がありません。".to_owned(),
        }
    }

    /// In English, without a full stop.
    pub fn en(&self) -> String {
        match self {
            Fault::RecordedBefore(day) => {
                format!("it was recorded before the line before it ({day})")
            }
            Fault::VersionTwice(id) => format!("the ledger records the version {id} twice"),
            Fault::WrongIdentity { is, should_be } => {
                format!("the version {is} should be called {should_be}")
            }
            Fault::NoSuchVersion(id) => format!("the ledger has no version {id}"),
            Fault::Withdrawn(id) => format!("the version {id} was withdrawn"),
            Fault::Replaced { version, by } => {
                format!("the version {by} took the place of {version}")
            }
            Fault::OtherDay(id) => format!("it does not count from the same day as {id}"),
            Fault::InForce { version, since } => {
                format!("the version {version} is in force since {since}")
            }
            Fault::UnknownDay(id) => {
                format!("nobody knows from when {id} counts; it cannot be postponed")
            }
            Fault::NotLater(day) => format!("the new day is not after the present one ({day})"),
            Fault::NotYetDone(day) => {
                format!("it was done on {day}, after the day on which it was recorded")
            }
            Fault::BadPeriod => {
                "only a posting has a last day, not before its first day".to_owned()
            }
            Fault::NothingWithheld(id) => format!("nothing of {id} is withheld"),
            Fault::Repealed(day) => format!("the document is repealed from {day} on"),
            Fault::LaterVersion(id) => {
                format!("the version {id} counts from that day or later")
            }
            Fault::NothingInForce => "no version came into force before".to_owned(),
        }
    }
}
