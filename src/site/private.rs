//! What only the organisation may know about an event. Does not know where it is kept.

/// Why something was done, by whom, and what shows it: never public.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Private {
    /// Why.
    pub reason: Option<String>,
    /// Who decided, proposed, checked it.
    pub names: Vec<String>,
    /// What shows it: minutes, decision papers, letters, and where they are kept.
    pub evidence: Vec<String>,
}

impl Private {
    /// True when nothing is said.
    pub fn is_empty(&self) -> bool {
        self.reason.is_none() && self.names.is_empty() && self.evidence.is_empty()
    }
}
