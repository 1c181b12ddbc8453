//! The only reader and writer: snapshot of a site's files, one lock a site, commit of a set of edits,
//! staging and swap of the output folder. Does not know what is in the files.
//!
//! Every writing command takes the [`Lock`] first; taking it completes what a killed command left behind.
//! Files of the site change through [`Lock::commit`] (all or nothing), the output folder through [`Staging`].

mod built;
mod calls;
mod carried;
mod digest;
mod edits;
mod error;
#[doc(hidden)]
pub mod fault;
mod folder;
mod journal;
mod lock;
mod marks;
mod path;
mod snapshot;
mod staging;
mod standing;
mod swap;
mod walk;

pub use built::Built;
pub use digest::{Digest, File, ParseDigestError};
pub use edits::{Before, Edits};
pub use error::{Action, DiskError};
pub use folder::{Folder, Seen, Want, write_files};
pub use lock::Lock;
pub use path::{NameFault, check_path};
pub use snapshot::Snapshot;
pub use staging::{FinishedStaging, Outcome, Staging};
pub use standing::Standing;
pub use swap::{OutputMark, SwapWay, remove_list, repair_output};
pub use walk::{Limits, read_if_any, read_input};
