//! 利用目的を通知・公表しない場合など: a lead and a numbered list. Does not know which exceptions a statute has.

use super::shape::{EntrySpec, NUMBERING, Shape};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 2] = [
    NUMBERING,
    EntrySpec::must(
        "items",
        "通知・公表をしない場合。",
        Shape::Items { list: Role::of("exceptions.list"), item: Role::of("exception") },
    ),
];
