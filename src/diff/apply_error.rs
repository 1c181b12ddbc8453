//! Why a Δ could not be played on a tree. Does not know how it is played.

use std::fmt;

/// Why a Δ does not fit a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplyError {
    /// Index of the op that does not fit, where one is to blame.
    pub op: Option<usize>,
    /// What is wrong.
    pub what: &'static str,
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.op {
            Some(op) => write!(f, "op {op}: {}", self.what),
            None => f.write_str(self.what),
        }
    }
}

impl std::error::Error for ApplyError {}

/// One op does not fit.
pub(super) fn fault(op: usize, what: &'static str) -> ApplyError {
    ApplyError { op: Some(op), what }
}

/// The Δ as a whole does not fit.
pub(super) fn whole_fault(what: &'static str) -> ApplyError {
    ApplyError { op: None, what }
}
