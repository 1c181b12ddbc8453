//! What an author answers a check: that something does not concern this site or document, and why. Does not know which
//! checks there are.

use crate::diagnostic::Span;

/// An answer to findings of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotApplicable {
    /// The code of the findings (`link-to-top`), with the thing that is looked for where a rule looks for several
    /// (`missing-item.accredited-body`).
    pub name: String,
    /// Why: public words.
    pub reason: String,
    /// Where it is answered.
    pub span: Span,
}
