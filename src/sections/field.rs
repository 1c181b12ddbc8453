//! One named value: words, several paragraphs, a list, fields inside, or a dated fact of the organisation.
//! Does not know what is named.

use super::facts::{self, FACT, OrganisationFacts};
use super::reader::{Fields, Reader};
use super::shape::{EntrySpec, ITEMS, KEY, LABEL, NUMBERING, Shape};
use super::yaml::{Node, Out, Value};
use super::{frame, items, parts, wording};
use crate::diagnostic::Finding;
use crate::fill;
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// A field that says more than its words.
pub static FIELD: [EntrySpec; 7] = [
    KEY,
    LABEL,
    EntrySpec::may(
        "heading",
        "印刷する名前。普通の名前と違うときだけ書きます。\"\" で名前なし。",
        Shape::TextOrNone,
    ),
    FACT,
    EntrySpec::may(
        "text",
        "文。段落が複数あるときは「- 」で並べます。",
        Shape::Paragraphs(Role::NONE),
    ),
    NUMBERING,
    EntrySpec::may("items", "一覧。", ITEMS),
];

/// The declaration of one field.
#[derive(Clone, Copy)]
pub struct FieldDeclaration {
    /// Its role; its items have it too.
    pub role: &'static Role,
    /// Its printed name when none is given.
    pub printed: &'static str,
    /// Fields inside.
    pub inner: &'static [EntrySpec],
}

/// Reads a field.
pub fn read_field(
    reader: &mut Reader<'_>,
    node: &Node,
    declared: FieldDeclaration,
    facts: &OrganisationFacts,
) -> Option<Arc<Provision>> {
    let bare =
        Bare::new(Form::Field).role(declared.role.clone()).heading(Text::plain(declared.printed));
    match &node.value {
        Value::Scalar(_) | Value::Null | Value::Broken => {
            let (bare, children) = words(reader, node, bare);
            Some(bare.with(children))
        }
        Value::List(_) => {
            let items = items::read_items(reader, node, None, declared.role);
            Some(bare.with([Bare::new(Form::List).with(items)]))
        }
        Value::Map(_) => map(reader, node, bare, declared, facts),
    }
}

fn map(
    reader: &mut Reader<'_>,
    node: &Node,
    bare: Bare,
    declared: FieldDeclaration,
    facts: &OrganisationFacts,
) -> Option<Arc<Provision>> {
    let fields = reader.map(node, &[&FIELD, declared.inner])?;
    let label = frame::label(reader, &fields).unwrap_or_default();
    let mut bare = bare.key(reader.key(&fields)).label(&label);
    if let Some(heading) = heading(reader, &fields, "heading") {
        bare.heading = heading;
    }
    let (mut bare, mut children) = body(reader, &fields, bare, declared.role);
    if let Some(node) = fields.get("fact") {
        if fields.get("text").is_some() {
            let span = reader.source().span(node.range.clone());
            reader.say(Finding::error("fact-and-text", fill! {}).at(span));
        }
        bare.text = facts::named(reader, node, facts)?.1;
    }
    children.extend(parts::read_parts(reader, &fields, declared.inner, facts));
    let says_nothing = bare.text.is_empty() && children.is_empty();
    if says_nothing && ["text", "items"].iter().all(|name| fields.get(name).is_none()) {
        reader.missing(&fields, "text");
    }
    Some(bare.with(children))
}

/// A printed name that an entry gives, with `""` for none.
pub fn heading(reader: &mut Reader<'_>, fields: &Fields<'_>, name: &str) -> Option<Text> {
    let passage = reader.words_or_none(fields.get(name)?)?;
    Some(wording::linked_text(reader, passage))
}

/// `text` and `items` of a field.
pub fn body(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    bare: Bare,
    item: &Role,
) -> (Bare, Vec<Arc<Provision>>) {
    let (bare, mut children) = match fields.get("text") {
        Some(node) => words(reader, node, bare),
        None => (bare, Vec::new()),
    };
    children.extend(items::list(reader, fields, "items", Role::NONE, item));
    (bare, children)
}

/// One paragraph is the field's own text, with nothing taken as a mark; several are children.
fn words(reader: &mut Reader<'_>, node: &Node, bare: Bare) -> (Bare, Vec<Arc<Provision>>) {
    if let Value::Scalar(_) = node.value {
        let mut paragraphs = wording::paragraphs(reader, node);
        if paragraphs.len() < 2 {
            // Where there is none, it has been said what is wrong with it.
            let text =
                paragraphs.pop().map_or_else(Text::empty, |one| wording::linked_text(reader, one));
            return (bare.text(text), Vec::new());
        }
    }
    let paragraphs = frame::paragraphs_of(reader, node, &Role::NONE);
    (bare, paragraphs)
}

/// Writes a field, as plainly as it can be said.
pub fn write_field(field: &Provision, declared: FieldDeclaration) -> Out {
    let mut map = Vec::new();
    frame::push_key(&mut map, field);
    frame::push_label(&mut map, field);
    if *field.heading() != Text::plain(declared.printed) {
        map.push(("heading", Out::Words(wording::print(field.heading()))));
    }
    let own = map.len();
    let rest = write_body(&mut map, field);
    parts::write_parts(&mut map, rest, declared.inner);
    let is_plain = own == 0 && map.len() == 1;
    match map.first() {
        Some(("text", Out::Words(_)) | ("items", _)) if is_plain => map.remove(0).1,
        Some(_) | None => Out::Map(map),
    }
}

/// Adds `text` and `items` of a field; gives back the children that are neither.
pub fn write_body<'p>(
    map: &mut Vec<(&'static str, Out)>,
    field: &'p Provision,
) -> &'p [Arc<Provision>] {
    let run = |from: &[Arc<Provision>], form| {
        let is_plain = |one: &&Arc<Provision>| one.form() == form && *one.role() == Role::NONE;
        from.iter().take_while(is_plain).count()
    };
    let children = field.children();
    let (paragraphs, rest) = children.split_at(run(children, Form::Paragraph));
    frame::push_text(map, "text", field.text());
    if !paragraphs.is_empty() {
        map.push(("text", frame::write_list(paragraphs)));
    }
    let (lists, rest) = rest.split_at(run(rest, Form::List));
    for list in lists {
        items::write_items(map, "items", list.children());
    }
    rest
}
