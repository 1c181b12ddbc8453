//! 開示等の請求の手続: paragraphs, named fields (where, form, fee …), steps. Does not know which a statute asks for.

use super::facts::Facts;
use super::named::{self, Kind};
use super::reader::{Fields, Reader};
use super::yaml::Out;
use super::{frame, items};
use crate::tree::{Form, Provision, Role};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub const NAMES: [&str; 4] = ["text", "fields", "numbering", "steps"];

static KINDS: [Kind; 9] = [
    ("where", Role::of("requests.where"), "申出先"),
    ("form", Role::of("requests.form"), "請求書の様式"),
    ("identity", Role::of("requests.identity"), "本人の確認"),
    ("agent", Role::of("requests.agent"), "代理人による請求"),
    ("fee", Role::of("requests.fee"), "手数料"),
    (
        "fee-method",
        Role::of("requests.fee-method"),
        "手数料の納め方",
    ),
    ("period", Role::of("requests.period"), "回答までの期間"),
    ("page", Role::of("requests.page"), "案内のページ"),
    ("other", Role::of("requests.other"), "その他"),
];
const STEP: Role = Role::of("request.step");
const ITEM: Role = Role::of("request.item");

/// Reads the section's own provisions.
pub fn read(reader: &mut Reader<'_>, fields: &Fields<'_>, _: &Facts) -> Vec<Arc<Provision>> {
    let mut out = frame::paragraphs(reader, fields, "text", Role::NONE);
    out.extend(named::read(reader, fields, "fields", &KINDS, &ITEM));
    out.extend(items::list(reader, fields, "steps", Role::NONE, &STEP));
    out
}

/// Writes the section's own provisions.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    let mut map = Vec::new();
    let run =
        |from: &[Arc<Provision>], form| from.iter().take_while(|one| one.form() == form).count();
    let (text, rest) = own.split_at(run(own, Form::Paragraph));
    if !text.is_empty() {
        map.push(("text", frame::write_marked(text)));
    }
    let (fields, rest) = rest.split_at(run(rest, Form::Field));
    if !fields.is_empty() {
        map.push(("fields", named::write(fields, &KINDS)));
    }
    for list in rest {
        items::write(&mut map, "steps", list.children());
    }
    map
}
