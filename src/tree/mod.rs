//! A document as a tree of provisions: forms, roles, keys, labels, text as runs; the one canonical
//! byte form and its digest. Knows neither law nor YAML.

mod canonical;
mod form;
mod label;
mod name;
mod provision;
mod read;
mod text;
mod transcript;

pub use crate::disk::{Digest, ParseDigestError};
pub use canonical::{FORMAT, write};
pub use form::Form;
pub use label::{Label, Number, Unit};
pub use name::{Key, KeyError, Role};
pub use provision::{Bare, Provision, Visit};
pub use read::{ReadError, Reader, read};
pub use text::{Mark, Origin, Run, Text, TextBuilder};
pub use transcript::{label_lines, transcript};
