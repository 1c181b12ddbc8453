//! Days that cannot be meant, or hardly: what the days of an event say of each other. Does not know where a day was
//! written, nor today; a ledger that holds such days is read all the same.

use super::event::EventDetails;
use crate::diagnostic::Message;
use crate::fill;
use crate::text::date::Date;

/// What is odd about the days of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayDoubt {
    /// It was decided after the day from which it counts.
    DecidedAfterEffective {
        /// When it was decided.
        decided: Date,
        /// From when it counts.
        effective: Date,
    },
    /// It is made public on a day to come.
    PublishedAhead(Date),
    /// It counts from a day more than five years ahead.
    FarAhead(Date),
    /// It is recorded before it is decided.
    DecidedAhead(Date),
    /// It is recorded before it is approved.
    ApprovedAhead(Date),
    /// It is recorded before it was seen in force.
    SeenAhead(Date),
}

/// So many years ahead are planned, and no more.
const YEARS: i16 = 5;

impl DayDoubt {
    /// What is odd about the days of an event that was recorded on a day; `effective` is the day from which it counts,
    /// where it has one.
    pub fn of(told: &EventDetails, effective: Option<Date>, recorded: Date) -> Vec<DayDoubt> {
        let decided = told.decided.as_ref().map(|decided| decided.day);
        let ahead = |day: Option<Date>| day.filter(|day| *day > recorded);
        let late = decided.zip(effective).filter(|(decided, effective)| decided > effective);
        let late =
            late.map(|(decided, effective)| Self::DecidedAfterEffective { decided, effective });
        let far = effective.filter(|day| is_far(*day, recorded));
        [
            late,
            ahead(told.published).map(Self::PublishedAhead),
            far.map(Self::FarAhead),
            ahead(decided).map(Self::DecidedAhead),
            ahead(told.approved).map(Self::ApprovedAhead),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether it may be right all the same, for somebody who says so.
    pub fn may_stand(self) -> bool {
        match self {
            Self::DecidedAfterEffective { .. } | Self::PublishedAhead(_) | Self::FarAhead(_) => {
                true
            }
            // Nobody can tell of what has not happened that it has.
            Self::DecidedAhead(_) | Self::ApprovedAhead(_) | Self::SeenAhead(_) => false,
        }
    }

    /// A sentence in Japanese; in English without a full stop.
    pub fn message(self) -> Message {
        let on = |name, day: Date| Message::of(name, fill! { day = Message::day(day) });
        match self {
            Self::DecidedAfterEffective { decided, effective } => {
                let (decided, effective) = (Message::day(decided), Message::day(effective));
                Message::of("ledger/decided-after-effective", fill! { decided, effective })
            }
            Self::PublishedAhead(day) => on("ledger/published-ahead", day),
            Self::FarAhead(day) => on("ledger/far-ahead", day),
            Self::DecidedAhead(day) => on("ledger/decided-ahead", day),
            Self::ApprovedAhead(day) => on("ledger/approved-ahead", day),
            Self::SeenAhead(day) => on("ledger/seen-ahead", day),
        }
    }
}

fn is_far(day: Date, recorded: Date) -> bool {
    (day.year() - YEARS, day.month(), day.day())
        > (recorded.year(), recorded.month(), recorded.day())
}
