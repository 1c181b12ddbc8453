//! 安全管理措置: named measures. Does not know what the guidelines ask of each.

use super::shape::{EntrySpec, NamedKind, Shape};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 1] = [EntrySpec::must(
    "measures",
    "講じた措置（法32条1項4号・令10条1号）。安全管理に支障を及ぼすおそれのある細かい内容は書きません。",
    Shape::Named { kinds: &KINDS, item: Role::of("safety.item") },
)];

static KINDS: [NamedKind; 8] = [
    ("policy", Role::of("safety.policy"), "基本方針の策定"),
    ("rules", Role::of("safety.rules"), "個人データの取扱いに係る規律の整備"),
    ("organisational", Role::of("safety.organisational"), "組織的安全管理措置"),
    ("personnel", Role::of("safety.personnel"), "人的安全管理措置"),
    ("physical", Role::of("safety.physical"), "物理的安全管理措置"),
    ("technical", Role::of("safety.technical"), "技術的安全管理措置"),
    ("external", Role::of("safety.external"), "外的環境の把握"),
    ("other", Role::of("safety.other"), "その他の措置"),
];
