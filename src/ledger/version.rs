//! The identity of a version and the day from which it counts. Does not know events.

use crate::text::date::Date;
use crate::text::json_words::json_words;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The identity of a version: its day, and a serial when that day has several (`2027-04-01`, `2027-04-01.2`).
///
/// The day is the effective day; for a version whose effective day is unknown, the day it was seen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VersionId {
    day: Date,
    serial: u16,
}

/// The words are not a version's identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionIdError;

impl VersionId {
    /// The first version of a day.
    pub fn first(day: Date) -> VersionId {
        VersionId { day, serial: 1 }
    }

    /// The next serial of the same day.
    pub fn next(self) -> VersionId {
        VersionId { serial: self.serial.saturating_add(1), ..self }
    }

    /// The day in it.
    pub fn day(self) -> Date {
        self.day
    }

    /// Which of its day it is, from 1.
    pub fn serial(self) -> u16 {
        self.serial
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.serial {
            1 => write!(f, "{}", self.day),
            serial => write!(f, "{}.{serial}", self.day),
        }
    }
}

impl fmt::Debug for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for VersionId {
    type Err = VersionIdError;

    fn from_str(words: &str) -> Result<VersionId, VersionIdError> {
        let (day, serial) = match words.split_once('.') {
            None => (words, 1),
            Some((day, serial)) => (day, serial.parse().map_err(|_| VersionIdError)?),
        };
        let id = VersionId { day: day.parse().map_err(|_| VersionIdError)?, serial };
        // One identity has one spelling: no `.1`, no `.02`, no date in another form.
        if serial > 0 && id.to_string() == words { Ok(id) } else { Err(VersionIdError) }
    }
}

json_words!(VersionId, VersionId::to_string, |words: &str| words.parse().ok());

/// From when a version is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "DayMember", into = "DayMember")]
pub enum Day {
    /// From that day on.
    Known(Date),
    /// Nobody knows since when; on `seen` it was found to be in force.
    Unknown {
        /// The day on which it was seen in force.
        seen: Date,
    },
}

impl Day {
    /// The day from which kohyo takes the version to be in force.
    pub fn counted(self) -> Date {
        match self {
            Day::Known(day) => day,
            Day::Unknown { seen } => seen,
        }
    }
}

/// A day as a member of a line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum DayMember {
    Effective(Date),
    Seen(Date),
}

impl From<DayMember> for Day {
    fn from(member: DayMember) -> Day {
        match member {
            DayMember::Effective(day) => Day::Known(day),
            DayMember::Seen(seen) => Day::Unknown { seen },
        }
    }
}

impl From<Day> for DayMember {
    fn from(day: Day) -> DayMember {
        match day {
            Day::Known(day) => DayMember::Effective(day),
            Day::Unknown { seen } => DayMember::Seen(seen),
        }
    }
}
