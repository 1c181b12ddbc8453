//! 匿名加工情報: created and provided, items, means, continuing or once. Does not know when it must be told.

use super::shape::{EntrySpec, blocks, field, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 5] = [
    blocks("created", "anonymised.created", "作成した匿名加工情報（法43条3項）。", &CREATED),
    blocks(
        "provided",
        "anonymised.provided",
        "第三者に提供する匿名加工情報（法43条4項・44条）。",
        &PROVIDED,
    ),
    field("safety", "anonymised.safety", "安全管理のための措置", "措置の内容（法43条6項・46条）。"),
    field(
        "complaints",
        "anonymised.complaints",
        "苦情の処理",
        "苦情の処理のための措置、窓口（法43条6項・46条）。",
    ),
    others("anonymised.other"),
];

static CREATED: [EntrySpec; 6] = [
    told("statement", "anonymised.statement", "作成した旨。"),
    field(
        "items",
        "anonymised.items",
        "匿名加工情報に含まれる個人に関する情報の項目",
        "項目（法43条3項）。",
    ),
    field("date", "anonymised.date", "作成した時期", "作成の日や期間。"),
    field(
        "continuity",
        "anonymised.continuity",
        "作成の継続",
        "継続して作成するか、1回限りか、その期間。",
    ),
    field("purpose", "anonymised.purpose", "作成の目的", "目的。"),
    others("anonymised.other"),
];

static PROVIDED: [EntrySpec; 8] = [
    told("statement", "anonymised.statement", "提供する旨。"),
    field(
        "items",
        "anonymised.items",
        "匿名加工情報に含まれる個人に関する情報の項目",
        "項目（法43条4項）。",
    ),
    field("means", "anonymised.means", "提供の方法", "方法（法43条4項）。"),
    field("recipient", "anonymised.recipient", "提供先", "誰に提供するか。"),
    field("date", "anonymised.date", "提供の時期", "提供の日や期間。"),
    field(
        "continuity",
        "anonymised.continuity",
        "提供の継続",
        "継続して提供するか、1回限りか、その期間。",
    ),
    field("purpose", "anonymised.purpose", "提供の目的", "目的。"),
    others("anonymised.other"),
];
