//! A document's ledger: its append-only hash chain of events, each line naming the digest of the line before,
//! and what the lines say taken together. Does not know what day it is, nor what a version says.

mod ledger_state;
mod chain;
mod doubt;
mod event;
mod fault;
mod version;

pub use chain::{Chain, ChainError, ChainFault, LedgerLine};
pub use doubt::DayDoubt;
pub use event::{Act, Decision, Event, EventDetails, EventStep, MetDuty, PlannedTelling};
pub use fault::{IllegalLine, LedgerFault};
pub use ledger_state::{LedgerState, Repeal, Title};
pub use version::{
    Day, Postponed, Provenance, Replaced, Replacement, StepTaken, VersionId, VersionIdError,
    VersionRecord, Withdrawn, Withheld,
};
