//! The only reader and writer: snapshot of a site's files, one lock a site, commit of a set of edits,
//! staging and swap of the output folder. Does not know what is in the files.
//!
//! Every writing command takes the [`Lock`] first; taking it completes what a killed command left behind.
//! Files of the site change through [`Lock::commit`] (all or nothing), the output folder through [`Staging`].

mod calls;
mod digest;
mod error;
pub mod fault;
mod path;
mod snapshot;
mod walk;

pub use digest::{Digest, ParseDigestError};
pub use error::{Action, DiskError};
pub use path::{NameFault, check_path};
pub use snapshot::{File, Snapshot};
pub use walk::{Limits, read_input};
