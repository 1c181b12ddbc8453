//! From a draft to a version: which files change when a text is frozen, and what becomes of the versions that
//! are coming. Does not touch the disk.

mod advice;
mod correct;
mod forward;
mod ledger_writer;
mod plan;
mod rebase;
mod register;
mod renumber;
mod correction_guard;
mod withhold;
mod wording;

pub use correct::{Correction, correct};
pub use ledger_writer::{LedgerWriter, refused};
pub use plan::{PlannedVersion, SealPlan, plan};
pub use rebase::{Ledgers, Rebased, rebase, to_look_at, told as rebase_told};
pub use register::{PastText, register};
pub use renumber::{Renumbered, Rewording, Unsure, Way, Why, renumber};
pub use withhold::{Reach, WITHHELD, Withholding, remaining, withhold};
