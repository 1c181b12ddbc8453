//! 用語の説明: a mark, a term, what it means. Does not know where the marks stand.

use super::shape::{EntrySpec, Shape};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 1] = [EntrySpec::must(
    "terms",
    "用語ごと。label に印（※1、(*) など）、heading に用語、text に説明を書きます。",
    Shape::Free(Role::of("glossary.term")),
)];
