//! 関連するページ: links to sub-pages and elsewhere. Does not know what stands there.

use super::shape::{EntrySpec, NUMBERING, Shape};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 2] = [
    NUMBERING,
    EntrySpec::must(
        "links",
        "リンクの一覧。「[見える文字](アドレス)」の形で書きます。",
        Shape::Items { list: Role::of("links.list"), item: Role::of("link") },
    ),
];
