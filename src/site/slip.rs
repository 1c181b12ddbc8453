//! A slip (改定票): what is said about a draft before it is sealed. Does not know the draft.

use crate::ledger::EventDetails;
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
}

impl Private {
    /// True when nothing is said.
    pub fn is_empty(&self) -> bool {
        self.reason.is_none() && self.names.is_empty() && self.evidence.is_empty()
    }
}
