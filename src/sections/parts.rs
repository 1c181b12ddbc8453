//! Reads and writes what is declared: the parts of a section, in the order of its file. Most kinds of section
//! are nothing but a declaration. Does not know any of them.

use super::facts::OrganisationFacts;
use super::field::{self, FieldDeclaration};
use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, Need, Shape};
use super::yaml::{Out, YamlNode};
use super::{frame, items, records};
use crate::tree::{Form, Provision, Role};
use std::sync::Arc;

/// The shapes that are no part of a section: they stand beside or inside of one, which reads them.
macro_rules! no_part {
    () => {
        Shape::Text
            | Shape::TextOrNone
            | Shape::Key
            | Shape::Numbering
            | Shape::Day
            | Shape::Choice(_)
            | Shape::KindName(_)
            | Shape::List(_)
            | Shape::OneOrMore(_)
            | Shape::Map(_)
            | Shape::KindMap(..)
            | Shape::Words
            | Shape::Nothing
            | Shape::AnyOf(_)
            | Shape::Columns(_)
            | Shape::Cell { .. }
    };
}

/// Reads the parts that a map holds.
pub fn read_parts(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    declared: &'static [EntrySpec],
    facts: &OrganisationFacts,
) -> Vec<Arc<Provision>> {
    for entry in declared {
        if entry.need == Need::Required && fields.get(entry.name).is_none() {
            reader.missing(fields, entry.name);
        }
    }
    let mut out = Vec::new();
    for (name, node) in fields.entries() {
        if let Some(entry) = declared.iter().find(|entry| entry.name == name) {
            out.extend(part(reader, fields, (entry, node), facts));
        }
    }
    out
}

fn part(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    (entry, node): (&'static EntrySpec, &YamlNode),
    facts: &OrganisationFacts,
) -> Vec<Arc<Provision>> {
    match &entry.shape {
        Shape::Paragraphs(role) => frame::paragraphs_of(reader, node, role),
        Shape::Items { list, item } => {
            Vec::from_iter(items::list(reader, fields, entry.name, list.clone(), item))
        }
        Shape::Field { role, printed, inner } => {
            let declared = FieldDeclaration { role, printed, inner };
            Vec::from_iter(field::read_field(reader, node, declared, facts))
        }
        Shape::Values { role, printed } => field::read_values(reader, node, role, printed),
        Shape::Named { kinds, item } => field::read_named(reader, fields, entry.name, kinds, item),
        Shape::Free(role) => {
            each(reader, node, |reader, node| field::read_field(reader, node, free(role), facts))
        }
        Shape::Blocks { role, inner } => {
            each(reader, node, |reader, node| block(reader, node, (role, inner), facts))
        }
        Shape::Rows { table, row, cells } => {
            Vec::from_iter(records::read_records(reader, fields, node, (table, row, cells)))
        }
        no_part!() => Vec::new(),
    }
}

fn each(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    read: impl Fn(&mut Reader<'_>, &YamlNode) -> Option<Arc<Provision>>,
) -> Vec<Arc<Provision>> {
    let nodes = reader.list(node).iter();
    nodes.filter_map(|node| read(reader, node)).collect()
}

/// A field without a usual name.
fn free(role: &'static Role) -> FieldDeclaration {
    FieldDeclaration { role, printed: "", inner: &[] }
}

/// A group with a heading, lead and notes of its own.
fn block(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    (role, inner): (&'static Role, &'static [EntrySpec]),
    facts: &OrganisationFacts,
) -> Option<Arc<Provision>> {
    let fields = reader.map(node, &[&frame::BEFORE, inner, &frame::AFTER])?;
    let label = frame::label(reader, &fields).unwrap_or_default();
    let bare = frame::own(reader, &fields, role.clone()).label(&label);
    let mut children = frame::paragraphs(reader, &fields, "lead", frame::LEAD);
    children.extend(read_parts(reader, &fields, inner, facts));
    children.extend(frame::notes(reader, &fields));
    Some(bare.with(children))
}

/// Adds the parts of a section or block. What is declared nowhere is left out; reading back tells.
pub fn write_parts(
    map: &mut Vec<(&'static str, Out)>,
    own: &[Arc<Provision>],
    declared: &'static [EntrySpec],
) {
    let entry_of = |one: &Provision| declared.iter().position(|entry| is_for(entry, one));
    for run in own.chunk_by(|a, b| entry_of(a) == entry_of(b)) {
        if let Some(at) = entry_of(&run[0]) {
            write_run(map, run, &declared[at]);
        }
    }
}

fn is_for(entry: &EntrySpec, one: &Provision) -> bool {
    let is = |form, role: &Role| one.form() == form && one.role() == role;
    match &entry.shape {
        Shape::Paragraphs(role) => is(Form::Paragraph, role),
        Shape::Items { list, .. } => is(Form::List, list),
        Shape::Field { role, .. } | Shape::Values { role, .. } | Shape::Free(role) => {
            is(Form::Field, role)
        }
        Shape::Named { kinds, .. } => kinds.iter().any(|(_, role, _)| is(Form::Field, role)),
        Shape::Blocks { role, .. } => is(Form::Group, role),
        Shape::Rows { table, .. } => is(Form::Table, table),
        no_part!() => false,
    }
}

fn write_run(
    map: &mut Vec<(&'static str, Out)>,
    run: &[Arc<Provision>],
    entry: &'static EntrySpec,
) {
    let all = |write: &dyn Fn(&Provision) -> Out| run.iter().map(|one| write(one)).collect();
    let value = match &entry.shape {
        Shape::Paragraphs(_) => frame::write_marked(run),
        Shape::Items { .. } => {
            for list in run {
                items::write_items(map, entry.name, list.children());
            }
            return;
        }
        Shape::Field { role, printed, inner } => {
            let declared = FieldDeclaration { role, printed, inner };
            map.extend(run.iter().map(|one| (entry.name, field::write_field(one, declared))));
            return;
        }
        Shape::Values { printed, .. } => field::write_values(run, printed),
        Shape::Named { kinds, .. } => field::write_named(run, kinds),
        Shape::Free(role) => Out::List(all(&|one| field::write_field(one, free(role)))),
        Shape::Blocks { inner, .. } => Out::List(all(&|one| write_block(one, inner))),
        Shape::Rows { cells, .. } => {
            for table in run {
                records::write_records(map, entry.name, table, cells);
            }
            return;
        }
        no_part!() => return,
    };
    map.push((entry.name, value));
}

fn write_block(group: &Provision, inner: &'static [EntrySpec]) -> Out {
    let mut map = Vec::new();
    frame::push_label(&mut map, group);
    frame::push_key(&mut map, group);
    frame::push_before(&mut map, group);
    let (_, own, _) = frame::apart(group);
    write_parts(&mut map, own, inner);
    frame::push_after(&mut map, group);
    Out::Map(map)
}
