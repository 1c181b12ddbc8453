//! A slip (改定票): what is said about a draft before it is sealed. Does not know the draft.

use crate::ledger::{EventDetails, PlannedTelling};
use crate::text::date::Date;

/// What is said about a draft that is pending. All of it may still be open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// From when it is to be in force.
    pub effective: Option<SinceDay>,
    /// What will be told in public.
    pub told: EventDetails,
    /// What only the organisation may know.
    pub private: Private,
}

/// From when a draft is to be in force, as a slip says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SinceDay {
    /// From that day on.
    Day(Date),
    /// Nobody knows since when.
    Unknown {
        /// When it was seen in force; the day of the seal unless said.
        seen: Option<Date>,
    },
}

/// Why something was done, by whom, and what shows it: never public.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Private {
    /// Why.
    pub reason: Option<String>,
    /// Who decided, proposed, checked it.
    pub names: Vec<String>,
    /// What shows it: minutes, decision papers, letters, and where they are kept.
    pub evidence: Vec<String>,
    /// What was answered about the duties of the change.
    pub duties: Vec<DutyAnswer>,
    /// Why it was sealed although duties were not answered.
    pub unanswered: Option<String>,
}

/// What was answered about a duty, and how it will be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyAnswer {
    /// The id of the duty: `APPI-27-6`.
    pub rule: String,
    /// How it is met: 公表, 同意 …
    pub mode: String,
    /// By when: `before`, `without_delay` …
    pub when: String,
    /// What was decided, or the answer to what was asked.
    pub decision: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// Why a day was missed; this is told in public.
    pub late_reason: Option<String>,
    /// How it is told, each with its day; this is told in public.
    pub channels: Vec<PlannedTelling>,
}

impl DutyAnswer {
    /// Whether anything is said.
    pub fn is_filled(&self) -> bool {
        let words = [&self.decision, &self.reason, &self.by, &self.late_reason];
        words.into_iter().any(Option::is_some) || self.on.is_some() || !self.channels.is_empty()
    }

    /// The first day on which it is told.
    pub fn told(&self) -> Option<Date> {
        self.channels.iter().filter_map(|told| told.on).min()
    }
}

impl Private {
    /// True when nothing is said.
    pub fn is_empty(&self) -> bool {
        let has_lists = !(self.names.is_empty() && self.evidence.is_empty());
        let is_said = self.reason.is_some() || self.unanswered.is_some();
        !(is_said || has_lists || self.duties.iter().any(DutyAnswer::is_filled))
    }
}
