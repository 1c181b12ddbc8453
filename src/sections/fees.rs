//! 手数料: amount, unit, what for, a worked example. Does not know which requests may cost something.

use super::shape::{EntrySpec, Shape, field, others, told};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 6] = [
    told("none", "fee.none", "手数料をいただかないときに、その旨を書く文。"),
    EntrySpec::may(
        "columns",
        "列の名前。普通の名前と違うときだけ書きます。",
        Shape::Columns(&CELLS),
    ),
    EntrySpec::may(
        "rows",
        "手数料の表。",
        Shape::Rows { table: Role::of("fee.table"), row: Role::of("fee.row"), cells: &CELLS },
    ),
    field("method", "fee.method", "納め方", "手数料の納め方（令12条4号）。"),
    field("examples", "fee.examples", "計算の例", "計算の例。"),
    others("fee.other"),
];

static CELLS: [EntrySpec; 4] = [
    EntrySpec::must(
        "for",
        "何の請求か。",
        Shape::Cell { role: Role::of("fee.category"), printed: "請求の種類" },
    ),
    EntrySpec::must(
        "amount",
        "金額（例：1,000円）。",
        Shape::Cell { role: Role::of("fee.amount"), printed: "手数料の額" },
    ),
    EntrySpec::may(
        "unit",
        "単位（例：1件につき）。",
        Shape::Cell { role: Role::of("fee.unit"), printed: "単位" },
    ),
    EntrySpec::may("note", "備考。", Shape::Cell { role: Role::of("fee.note"), printed: "備考" }),
];
