//! 認定個人情報保護団体, or the statement that there is none. Does not know whether there should be one.

use super::shape::{EntrySpec, field, others, told};

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 7] = [
    told("none", "accredited-body.none", "対象事業者でないときに、その旨を書く文。"),
    field(
        "name",
        "accredited-body.name",
        "認定個人情報保護団体の名称",
        "団体の名称（令10条3号）。",
    ),
    field(
        "complaints",
        "accredited-body.complaints",
        "苦情の解決の申出先",
        "苦情の解決の申出先（令10条3号）。",
    ),
    field("address", "accredited-body.address", "住所", "団体の住所。"),
    field("phone", "accredited-body.phone", "電話", "団体の電話番号。"),
    field("page", "accredited-body.page", "ウェブサイト", "団体のページへのリンク。"),
    others("accredited-body.other"),
];
