//! From a draft to a version: which files change when a text is frozen, and what becomes of the versions that
//! are coming. Does not touch the disk.

mod advice;
mod correct;
mod forward;
mod pen;
mod plan;
mod rebase;
mod register;
mod renumber;
mod touched;
mod withhold;
mod wording;

pub use correct::{Correction, correct};
pub use pen::{Pen, refused};
pub use plan::{Made, Plan, plan};
pub use rebase::{Ledgers, Rebased, rebase, to_look_at, told as rebase_told};
pub use register::{Past, register};
pub use renumber::{Renumbered, Rewording, Unsure, Way, Why, renumber};
pub use withhold::{Reach, WITHHELD, Withholding, remaining, withhold};
