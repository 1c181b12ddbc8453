//! A document as a tree of provisions: forms, roles, keys, labels, text as runs; the one canonical
//! byte form and its digest. Knows neither law nor YAML.

mod canonical;
mod form;
mod provision;
mod text;

pub use crate::disk::{Digest, ParseDigestError};
pub use crate::text::label::{Label, LabelUnit, Number};
pub use canonical::{CanonicalReader, FORMAT, ReadError, read, write};
pub use form::{Form, Key, KeyError, Role};
pub use provision::{Bare, Provision, Visit, transcript};
pub use text::{Mark, Origin, Run, Text, TextBuilder};
