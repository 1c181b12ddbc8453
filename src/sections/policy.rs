//! 基本方針: numbered statements, with or without headings. Does not know what a policy must say.

use super::shape::{EntrySpec, NUMBERING, Shape};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 4] = [
    EntrySpec::may("text", "本文。", Shape::Paragraphs(Role::NONE)),
    NUMBERING,
    EntrySpec::must(
        "statements",
        "方針の各項目。見出し（heading）を付けられます。",
        Shape::Items { list: Role::of("policy.list"), item: Role::of("policy.statement") },
    ),
    EntrySpec::may("closing", "項目の後に置く文。", Shape::Paragraphs(Role::of("policy.closing"))),
];
