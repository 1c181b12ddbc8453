//! What rules about wording share: the words of a draft that its author can still mend, its sentences, and the terms that
//! it defines. Does not judge.

mod bodies;
mod definitions;
mod draft;
mod offices;
mod set_apart;

pub(super) use definitions::{Definition, Manner, Scope};
pub(super) use draft::{DraftWords, Part, Passage};
pub(super) use set_apart::set_apart;
