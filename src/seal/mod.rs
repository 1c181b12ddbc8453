//! From a draft to a version: which files change when a text is frozen, and what becomes of the versions that
//! are coming. Does not touch the disk.

mod amendments;
mod answers;
mod conflicts;
mod correct;
mod correction_guard;
mod effects;
mod forward;
mod ledger_writer;
mod plan;
mod rebase;
mod record;
mod register;
mod renumber;
mod replay;
mod request;
mod undo;
mod withhold;

pub use answers::{AnsweredDuties, is_of};
pub use correct::{Correction, correct};
pub use effects::{Effect, TextEffect, effects};
pub use ledger_writer::{LedgerWriter, refused};
pub use plan::{PlannedVersion, SealPlan, plan};
pub use rebase::{Ledgers, Rebased, rebase};
pub use record::{RecordedEvent, record};
pub use register::{PastImport, PastText, RegisteredImport, register, register_import};
pub use renumber::{
    RenumberWay, RenumberedDraft, Rewording, RowMember, UnsureReason, UnsureReference, renumber,
    renumber_row,
};
pub use request::{SealRequest, Sealing};
pub use undo::{UndoRecord, undo_path, undoable};
pub use withhold::{Reach, WITHHELD, Withholding, remaining, withhold};
