//! What can happen to a document, and how it is written down. Does not know the order of things.

use crate::text::date::Date;
use crate::tree::Digest;
use serde_json::{Map, Value};
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
        VersionId {
            serial: self.serial + 1,
            ..self
        }
    }

    /// The day in it.
    pub fn day(self) -> Date {
        self.day
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
        let id = VersionId {
            day: day.parse().map_err(|_| VersionIdError)?,
            serial,
        };
        // One identity has one spelling: no `.1`, no `.02`, no date in another form.
        if serial > 0 && id.to_string() == words {
            Ok(id)
        } else {
            Err(VersionIdError)
        }
    }
}

/// From when a version is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// One event of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A draft was frozen as a version.
    Seal {
        /// The version.
        version: VersionId,
        /// The digest of its version file.
        digest: Digest,
        /// From when it is in force.
        effective: Day,
        /// When kohyo learned of it.
        recorded: Date,
    },
}

impl Event {
    /// The members of its line, without the chain's own.
    pub(super) fn members(&self) -> Map<String, Value> {
        let mut members = Map::new();
        let mut put =
            |name: &str, words: String| members.insert(name.to_owned(), Value::String(words));
        match self {
            Event::Seal {
                version,
                digest,
                effective,
                recorded,
            } => {
                put("event", "seal".to_owned());
                put("version", version.to_string());
                put("digest", digest.to_string());
                put("recorded", recorded.to_string());
                match effective {
                    Day::Known(day) => put("effective", day.to_string()),
                    Day::Unknown { seen } => put("seen", seen.to_string()),
                };
            }
        }
        members
    }

    /// The event of a line whose chain members were taken out.
    pub(super) fn read(mut members: Map<String, Value>) -> Result<Event, &'static str> {
        let mut take = |name: &str| match members.remove(name) {
            Some(Value::String(words)) => Ok(Some(words)),
            None => Ok(None),
            Some(_) => Err("a member that should be a string is not"),
        };
        let event = take("event")?.ok_or("no event")?;
        if event != "seal" {
            return Err("an event that this release does not know");
        }
        let version = take("version")?
            .and_then(|words| words.parse().ok())
            .ok_or("no version")?;
        let digest = take("digest")?
            .and_then(|words| words.parse().ok())
            .ok_or("no digest")?;
        let recorded = take("recorded")?
            .and_then(|words| words.parse().ok())
            .ok_or("no recorded day")?;
        let effective = match (take("effective")?, take("seen")?) {
            (Some(day), None) => Day::Known(day.parse().map_err(|_| "effective is not a day")?),
            (None, Some(seen)) => Day::Unknown {
                seen: seen.parse().map_err(|_| "seen is not a day")?,
            },
            _ => return Err("neither or both of effective and seen"),
        };
        if !members.is_empty() {
            return Err("unknown member");
        }
        Ok(Event::Seal {
            version,
            digest,
            effective,
            recorded,
        })
    }
}
