//! 黙示の同意: what is taken as agreed to unless one objects, and how to object. Does not know where it suffices.

use super::shape::{EntrySpec, blocks, field, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 1] = [blocks(
    "matters",
    "implied-consent.matter",
    "同意をいただいたものとして取り扱う事柄ごとのまとまり。",
    &MATTER,
)];

static MATTER: [EntrySpec; 9] = [
    told("statement", "implied-consent.statement", "同意をいただいたものとして取り扱う旨。"),
    field(
        "what",
        "implied-consent.what",
        "取り扱う事柄",
        "何について同意をいただいたものとするか。",
    ),
    field("items", "implied-consent.items", "個人データの項目", "項目。"),
    field("purpose", "implied-consent.purpose", "利用目的", "目的。"),
    field("recipient", "implied-consent.recipient", "提供先", "誰に提供するか。"),
    field("means", "implied-consent.means", "提供の方法", "方法。"),
    field("objection", "implied-consent.objection", "同意しない場合の申出", "申出の方法・窓口。"),
    field("effect", "implied-consent.effect", "申出をした場合の取扱い", "申し出るとどうなるか。"),
    others("implied-consent.other"),
];
