//! 窓口: who can be asked, where, when. Does not know which contact a statute asks for.

use super::shape::{EntrySpec, Shape};
use crate::tree::Role;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 1] = [EntrySpec::must(
    "contacts",
    "窓口。複数書けます。",
    Shape::Blocks { role: Role::of("contact"), inner: &CONTACT },
)];

static CONTACT: [EntrySpec; 11] = [
    value("role", "contact.role", "", "何の窓口か。"),
    value("name", "contact.name", "", "窓口の名称・係名。"),
    value("postal", "contact.postal", "", "郵便番号（例：〒000-0000）。"),
    value("address", "contact.address", "", "郵送先の住所。"),
    value("phone", "contact.phone", "電話", "電話番号。"),
    value("fax", "contact.fax", "FAX", "FAX 番号。"),
    value("email", "contact.email", "メール", "メールアドレス。"),
    value("form", "contact.form", "お問い合わせフォーム", "問い合わせフォームへのリンク。"),
    value("hours", "contact.hours", "受付時間", "受付時間。"),
    value("closed", "contact.closed", "休業日", "休業日。"),
    EntrySpec::may("text", "ほかに添える文。", Shape::Paragraphs(Role::NONE)),
];

const fn value(
    name: &'static str,
    role: &'static str,
    printed: &'static str,
    about: &'static str,
) -> EntrySpec {
    let role = Role::of(role);
    EntrySpec::may(name, about, Shape::Values { role, printed })
}
