//! The identity of a version, the day from which it counts, and what a ledger says of one version, all its events
//! taken together. Does not know its text.

use super::event::{EventDetails, EventStep};
use crate::text::date::Date;
use crate::text::json_words;
use crate::tree::Digest;
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

/// What a ledger says of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRecord {
    /// Its identity.
    pub id: VersionId,
    /// How it came into the ledger.
    pub came: Provenance,
    /// When kohyo learned of it.
    pub recorded: Date,
    /// The digest of its version file when it was recorded; see [`VersionRecord::file_digest`].
    pub digest: Digest,
    /// From when it is in force, as is known now.
    pub effective: Day,
    /// From when it was to be in force when it was recorded.
    pub effective_at_first: Day,
    /// What was said when it was recorded.
    pub told: EventDetails,
    /// How its day moved, in the order of recording.
    pub postponed: Vec<Postponed>,
    /// That it will not come into force.
    pub withdrawn: Option<Withdrawn>,
    /// What took its place.
    pub replaced: Option<Replaced>,
    /// What was taken out of public, in the order of recording.
    pub withheld: Vec<Withheld>,
    /// What was done about it, in the order of recording.
    pub steps: Vec<StepTaken>,
}

/// How a version came into the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// Its draft was sealed.
    Sealed,
    /// It was added long after its day (後日収録).
    Registered,
    /// It is another version with its slips put right.
    Corrects(VersionId),
    /// It is another version into which a change before its day was carried, or that was changed before its day.
    Reissues(VersionId),
}

/// A version comes into force later than was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postponed {
    /// When kohyo learned of it.
    pub recorded: Date,
    /// The day as it was said before.
    pub from: Date,
    /// The day as it is said now.
    pub to: Date,
    /// What was said about it.
    pub told: EventDetails,
}

/// A version does not come into force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// When kohyo learned of it.
    pub recorded: Date,
    /// What was said about it.
    pub told: EventDetails,
}

/// Another version of the same day took the place of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// When kohyo learned of it.
    pub recorded: Date,
    /// Which took its place; how, that one's entry says.
    pub by: VersionId,
    /// Why.
    pub why: Replacement,
}

/// Why a version took the place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// Its slips were put right.
    Correction,
    /// A change before its day was carried into it, or it was changed itself before that day.
    Reissue,
}

/// Words of a version were taken out of public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// When.
    pub recorded: Date,
    /// The digest of the version file since then.
    pub digest: Digest,
    /// Why.
    pub reason: String,
    /// What was said about it.
    pub told: EventDetails,
}

/// Something that was done about a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// When kohyo learned of it.
    pub recorded: Date,
    /// What was done.
    pub step: EventStep,
    /// On which day; of a posting the first.
    pub date: Date,
    /// The last day of a posting.
    pub until: Option<Date>,
    /// Where, under which number.
    pub note: Option<String>,
    /// What was said about it.
    pub told: EventDetails,
}

impl VersionRecord {
    /// The entry of a version of which nothing else is known.
    pub fn new(
        id: VersionId,
        came: Provenance,
        digest: Digest,
        effective: Day,
        recorded: Date,
    ) -> VersionRecord {
        VersionRecord {
            id,
            came,
            recorded,
            digest,
            effective,
            effective_at_first: effective,
            told: EventDetails::default(),
            postponed: Vec::new(),
            withdrawn: None,
            replaced: None,
            withheld: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// Whether it counts from its day on: it was not withdrawn, and nothing took its place.
    pub fn is_live(&self) -> bool {
        self.withdrawn.is_none() && self.replaced.is_none()
    }

    /// Whether kohyo learned of it after the day from which it counts.
    pub fn is_late(&self) -> bool {
        match self.effective_at_first {
            Day::Known(day) => self.recorded > day,
            Day::Unknown { .. } => false,
        }
    }

    /// The digest that its version file has now: since words were withheld, that of what is left.
    pub fn file_digest(&self) -> Digest {
        self.withheld.last().map_or(self.digest, |withheld| withheld.digest)
    }
}
