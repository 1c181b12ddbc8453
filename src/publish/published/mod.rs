//! A published folder, wherever it was copied to: proved file by file and line by line, offline, and compared
//! with the content that it was made from. Does not know where the folder lies.

mod builds;
mod compare;
mod fingerprint;
mod ledgers;
mod restore;
mod verify;

pub use builds::{BadLine, Builds, Deed, Done};
pub use compare::compare;
pub use fingerprint::{Fingerprint, FingerprintError};
pub use ledgers::{Proven, content, ledgers};
pub use restore::{Restored, frame, needed, restore};
pub use verify::{Published, changed, verify, want};
