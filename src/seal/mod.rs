//! From a draft to a version: which files change when a text is frozen, and what becomes of the versions that
//! are coming. Does not touch the disk.

mod advice;
mod forward;
mod pen;
mod plan;
mod register;
mod renumber;
mod withhold;
mod wording;

pub use pen::{Pen, refused};
pub use plan::{Made, Plan, plan};
pub use register::{Past, register};
pub use renumber::{Renumbered, Rewording, Unsure, Way, Why, renumber};
pub use withhold::{Reach, WITHHELD, Withholding, remaining, withhold};
