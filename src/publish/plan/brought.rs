//! What a text changed in the one before it, as pages and news head it. Does not know how texts are compared.

use crate::diff::Comparisons;
use crate::diff::redline::{Headline, ListedChange};
use crate::tree::Provision;
use std::sync::Arc;

/// A text and the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtChange {
    /// The text before.
    pub old: Arc<Provision>,
    /// The text.
    pub new: Arc<Provision>,
    /// Whether its day was, or is, still ahead.
    pub ahead: bool,
}

impl BroughtChange {
    /// What the text changes, in one sentence; `None` where nothing that is printed differs.
    pub fn headline(&self, comparisons: &Comparisons) -> Option<String> {
        self.headline_of(&comparisons.listed(&self.old, &self.new))
    }

    /// The same, by the list of the changes.
    pub fn headline_of(&self, listed: &[ListedChange]) -> Option<String> {
        let headline = Headline::of(listed)?;
        Some(if self.ahead { headline.planned } else { headline.done })
    }
}
