//! From a draft to a version: which files change when a text is frozen, and what becomes of the versions that
//! are coming. Does not touch the disk.

mod forward;
mod pen;
mod plan;
mod wording;

pub use pen::{Pen, refused};
pub use plan::{Made, Plan, plan};
