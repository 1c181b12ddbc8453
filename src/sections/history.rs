//! 制定・改正の履歴 as printed: lines with their dates. Does not know the versions of the document.

use super::shape::{EntrySpec, NamedKind, Shape};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 1] = [EntrySpec::must(
    "lines",
    "制定・改正などの1行ごと。text に日付や番号を印刷するとおりに書きます。",
    Shape::Named { kinds: &KINDS, item: Role::of("history.item") },
)];

static KINDS: [NamedKind; 8] = [
    ("enacted", Role::of("history.enacted"), "制定"),
    ("amended", Role::of("history.amended"), "改正"),
    ("partly-amended", Role::of("history.partly-amended"), "一部改正"),
    ("revised", Role::of("history.revised"), "改定"),
    ("last-amended", Role::of("history.last-amended"), "最終改正"),
    ("effective", Role::of("history.effective"), "施行"),
    ("repealed", Role::of("history.repealed"), "廃止"),
    ("other", Role::of("history.other"), "その他"),
];
