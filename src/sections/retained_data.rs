//! 保有個人データ: paragraphs, and optionally a table of retained data and their purposes. Does not know what
//! a statute asks to be said about them.

use super::facts::OrganisationFacts;
use super::frame;
use super::reader::{Mapping, Reader};
use super::rows::{self, PurposeRoles};
use super::shape::{EntrySpec, Shape};
use super::yaml::Out;
use crate::tree::{Form, Provision, Role};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 3] = [
    EntrySpec::may("text", "本文。", Shape::Paragraphs(Role::NONE)),
    rows::TABLE_COLUMNS,
    rows::TABLE_ROWS,
];

/// Roles of the table of retained data.
pub const RETAINED: PurposeRoles = PurposeRoles {
    table: Role::of("retained.table"),
    row: Role::of("retained.row"),
    category: Role::of("retained.category"),
    information: Role::of("retained.information"),
    inside: Role::of("retained.inside"),
    provided: Role::of("retained.provided"),
    purpose: Role::of("retained.purpose"),
    to_others: Role::of("retained.purpose.provided"),
    recipient: Role::of("retained.purpose.recipient"),
    columns: ["保有個人データの名称", "個人情報の項目", "利用目的", "提供先など"],
};

/// Reads the section's own provisions.
pub fn read(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    _: &OrganisationFacts,
) -> Vec<Arc<Provision>> {
    let mut out = frame::paragraphs(reader, fields, "text", Role::NONE);
    out.extend(rows::read_rows(reader, fields, &RETAINED));
    out
}

/// Writes the section's own provisions.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    let mut map = Vec::new();
    let paragraphs = own.iter().take_while(|one| one.form() == Form::Paragraph).count();
    let (text, rest) = own.split_at(paragraphs);
    if !text.is_empty() {
        map.push(("text", frame::write_marked(text)));
    }
    for table in rest {
        rows::write_rows(&mut map, table, &RETAINED);
    }
    map
}
