//! Named values: words, several paragraphs, a list, fields inside, or a dated fact of the organisation; short
//! values under one name; texts of several kinds. Does not know what is named.

use super::facts::{FACT, OrganisationFacts};
use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, ITEMS, KEY, LABEL, NUMBERING, NamedKind, Shape};
use super::yaml::{Out, Value, YamlNode};
use super::{facts, frame, items, parts, wording};
use crate::diagnostic::Finding;
use crate::fill;
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// One paragraph or several.
const TEXT: EntrySpec = EntrySpec::may(
    "text",
    "文。段落が複数あるときは「- 」で並べます。",
    Shape::Paragraphs(Role::NONE),
);

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
    TEXT,
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
    node: &YamlNode,
    declared: FieldDeclaration,
    facts: &OrganisationFacts,
) -> Option<Arc<Provision>> {
    let bare =
        Bare::new(Form::Field).role(declared.role.clone()).heading(Text::plain(declared.printed));
    match &node.value {
        Value::Scalar(_) | Value::Null | Value::Broken => {
            let (bare, children) = read_words(reader, node, bare);
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
    node: &YamlNode,
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
pub fn heading(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &str) -> Option<Text> {
    let passage = reader.words_or_none(fields.get(name)?)?;
    Some(wording::linked_text(reader, passage))
}

/// `text` and `items` of a field.
pub fn body(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    bare: Bare,
    item: &Role,
) -> (Bare, Vec<Arc<Provision>>) {
    let (bare, mut children) = match fields.get("text") {
        Some(node) => read_words(reader, node, bare),
        None => (bare, Vec::new()),
    };
    children.extend(items::list(reader, fields, "items", Role::NONE, item));
    (bare, children)
}

/// One paragraph is the field's own text, with nothing taken as a mark; several are children.
fn read_words(reader: &mut Reader<'_>, node: &YamlNode, bare: Bare) -> (Bare, Vec<Arc<Provision>>) {
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

/// A value that says more than its words.
pub static VALUE: [EntrySpec; 3] = [
    KEY,
    EntrySpec::may(
        "label",
        "印刷する名前。普通の名前と違うときだけ書きます。\"\" で名前なし。",
        Shape::TextOrNone,
    ),
    EntrySpec::must("value", "値。", Shape::Text),
];

/// Reads one value or a list of them.
pub fn read_values(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    role: &Role,
    printed: &str,
) -> Vec<Arc<Provision>> {
    reader.not_bracketed(node);
    let nodes = reader.one_or_more(node).iter();
    nodes.filter_map(|node| read_value(reader, node, role, printed)).collect()
}

fn read_value(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    role: &Role,
    printed: &str,
) -> Option<Arc<Provision>> {
    let bare = Bare::new(Form::Field).role(role.clone());
    if !matches!(node.value, Value::Map(_)) {
        let text = wording::text(reader, node)?;
        return Some(bare.heading(Text::plain(printed)).text(text).leaf());
    }
    let fields = reader.map(node, &[&VALUE])?;
    let heading = match fields.get("label") {
        Some(_) => heading(reader, &fields, "label")?,
        None => Text::plain(printed),
    };
    let key = reader.key(&fields);
    let text = frame::required(reader, &fields, "value")?;
    Some(bare.key(key).heading(heading).text(text).leaf())
}

/// Writes values of one role: one as itself, several as a list.
pub fn write_values(run: &[Arc<Provision>], printed: &str) -> Out {
    let mut list: Vec<Out> = run.iter().map(|one| write_value(one, printed)).collect();
    if list.len() == 1 { list.remove(0) } else { Out::List(list) }
}

fn write_value(field: &Provision, printed: &str) -> Out {
    let text = Out::Words(wording::print(field.text()));
    let is_usual = *field.heading() == Text::plain(printed);
    if is_usual && field.key().is_none() {
        return text;
    }
    let mut map = Vec::new();
    frame::push_key(&mut map, field);
    if !is_usual {
        map.push(("label", Out::Words(wording::print(field.heading()))));
    }
    map.push(("value", text));
    Out::Map(map)
}

/// What such a field says besides its kind.
pub static NAMED: [EntrySpec; 5] = [
    EntrySpec::may(
        "name",
        "印刷する名前。普通の名前と違うときだけ書きます。\"\" で名前なし。",
        Shape::TextOrNone,
    ),
    KEY,
    TEXT,
    NUMBERING,
    EntrySpec::may("items", "一覧。", ITEMS),
];
/// The entry that says its kind.
pub static KIND: [EntrySpec; 1] = [EntrySpec::must("kind", "種類。", Shape::Text)];

/// Reads a list of fields.
pub fn read_named(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    name: &str,
    kinds: &[NamedKind],
    item: &Role,
) -> Vec<Arc<Provision>> {
    let Some(node) = fields.get(name) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for node in reader.list(node) {
        out.extend(read_named_one(reader, node, kinds, item));
    }
    out
}

fn read_named_one(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    kinds: &[NamedKind],
    item: &Role,
) -> Option<Arc<Provision>> {
    let fields = reader.map(node, &[&KIND, &NAMED])?;
    let choices: Vec<(usize, &'static str)> =
        kinds.iter().enumerate().map(|(at, (name, ..))| (at, *name)).collect();
    let Some(kind) = fields.get("kind") else {
        reader.missing(&fields, "kind");
        return None;
    };
    let (_, role, printed) = &kinds[reader.choice(kind, &choices)?];
    let bare = Bare::new(Form::Field).role(role.clone()).key(reader.key(&fields)).heading(
        match fields.get("name") {
            Some(_) => heading(reader, &fields, "name")?,
            None => Text::plain(printed),
        },
    );
    let (bare, children) = body(reader, &fields, bare, item);
    if bare.text.is_empty() && children.is_empty() && fields.get("text").is_none() {
        reader.missing(&fields, "text");
    }
    Some(bare.with(children))
}

/// Writes a list of fields.
pub fn write_named(fields: &[Arc<Provision>], kinds: &[NamedKind]) -> Out {
    Out::List(fields.iter().map(|field| write_named_one(field, kinds)).collect())
}

fn write_named_one(field: &Provision, kinds: &[NamedKind]) -> Out {
    let mut map = Vec::new();
    let kind = kinds.iter().find(|(_, role, _)| role == field.role());
    let printed = kind.map_or("", |(name, _, printed)| {
        map.push(("kind", Out::words(*name)));
        printed
    });
    if *field.heading() != Text::plain(printed) {
        map.push(("name", Out::Words(wording::print(field.heading()))));
    }
    frame::push_key(&mut map, field);
    write_body(&mut map, field);
    Out::Map(map)
}
