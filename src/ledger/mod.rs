//! A document's ledger: its append-only chain of events, each line naming the digest of the line before,
//! and what the lines say taken together. Does not know what day it is, nor what a version says.

mod account;
mod chain;
mod entry;
mod event;
mod fault;
mod version;
mod wire;

pub use account::{Account, Repeal, Title};
pub use chain::{Chain, ChainError, Line};
pub use entry::{Came, Entry, Postponed, Replaced, Replacement, Taken, Withdrawn, Withheld};
pub use event::{Act, Decided, Event, Step, Told};
pub use fault::{Fault, Illegal};
pub use version::{Day, VersionId, VersionIdError};
