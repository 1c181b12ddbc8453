//! Texts that were compared, kept for the next trees that hold the same two. Does not know trees.

use super::delta::Splice;
use super::revise::{Leads, Reason, revise};
use crate::tree::Text;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many texts are kept; then all are forgotten, because what was compared long ago is seldom asked again.
const KEPT: usize = 8192;

/// What turns one text into another.
type Revised = Arc<[(Reason, Splice)]>;

/// What differs between texts, by the old one and the new one.
#[derive(Debug, Default)]
pub struct Memo {
    known: Mutex<HashMap<Text, HashMap<Text, Revised>>>,
}

impl Memo {
    /// Everything that turns one text into another, in order. Texts whose references lead somewhere are read
    /// anew each time: that depends on their trees.
    pub(super) fn revise(
        &self,
        old: &Text,
        new: &Text,
        old_leads: &Leads,
        new_leads: &Leads,
    ) -> Revised {
        if !(old_leads.is_empty() && new_leads.is_empty()) {
            return revise(old, new, old_leads, new_leads).into();
        }
        // A memo whose holder panicked still holds whole values: they are only ever inserted.
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(revised) = known().get(old).and_then(|by_new| by_new.get(new)) {
            return revised.clone();
        }
        let revised: Revised = revise(old, new, &[], &[]).into();
        let mut known = known();
        if known.len() >= KEPT {
            known.clear();
        }
        let by_new = known.entry(old.clone()).or_default();
        by_new.insert(new.clone(), revised.clone());
        revised
    }
}
