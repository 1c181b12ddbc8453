//! A slip (改定票): what is said about a draft before it is sealed. Does not know the draft.

use super::private::Private;
use crate::ledger::EventDetails;
use crate::text::date::Date;

/// What is said about a draft that is pending. All of it may still be open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// From when it is to be in force.
    pub effective: Option<Since>,
    /// What will be told in public.
    pub told: EventDetails,
    /// What only the organisation may know.
    pub private: Private,
}

/// From when a draft is to be in force, as a slip says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// From that day on.
    Day(Date),
    /// Nobody knows since when.
    Unknown {
        /// When it was seen in force; the day of the seal unless said.
        seen: Option<Date>,
    },
}
