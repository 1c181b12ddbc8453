//! A document's ledger: its append-only chain of events, each line naming the digest of the line before.
//! Does not know what day it is, nor what a version says.

mod chain;
mod event;

pub use chain::{Chain, ChainError, Line};
pub use event::{Day, Event, VersionId, VersionIdError};
