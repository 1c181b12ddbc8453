//! From a site as of a day to the files that are published, and back: pages before any format, the formats,
//! proofs of what was published. Does not know the command line.

pub mod plan;
pub mod formats;
pub mod manifest;
pub mod upload;
pub mod build_log;
pub mod ledgers;
pub mod bound;
pub mod rerender;
pub mod verify;
pub mod restore;
pub mod announce;
pub mod record_export;

mod build;
mod page_list;

/// The folder of the public pages below a site's root, unless another is asked for.
pub const PUBLIC: &str = "public";

pub use build::{Build, BuildError, BuildRequest, FileSink, build};
pub use page_list::page_list;
