//! What rules about wording share: the words of a draft that its author can still mend, its sentences, and the terms that
//! it defines. Does not judge.

mod bodies;
mod definitions;
mod draft;
mod offices;
mod sentences;

pub(super) use definitions::{Definition, Manner, Scope, definitions};
pub(super) use draft::{DraftWords, Part, Passage};
pub(super) use offices::strangers;
pub(super) use sentences::{sentences, set_apart};
