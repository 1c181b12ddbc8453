//! 窓口: who can be asked, where, when. Does not know which contact a statute asks for.

use super::facts::Facts;
use super::reader::{Fields, Reader};
use super::yaml::{Node, Out, Value};
use super::{frame, wording};
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub const NAMES: [&str; 1] = ["contacts"];

const CONTACT: Role = Role::of("contact");

/// Fields of a contact: name in YAML, role, printed name when none is given.
static FIELDS: [(&str, Role, &str); 10] = [
    ("role", Role::of("contact.role"), ""),
    ("name", Role::of("contact.name"), ""),
    ("postal", Role::of("contact.postal"), ""),
    ("address", Role::of("contact.address"), ""),
    ("phone", Role::of("contact.phone"), "電話"),
    ("fax", Role::of("contact.fax"), "FAX"),
    ("email", Role::of("contact.email"), "メール"),
    ("form", Role::of("contact.form"), "お問い合わせフォーム"),
    ("hours", Role::of("contact.hours"), "受付時間"),
    ("closed", Role::of("contact.closed"), "休業日"),
];

/// Reads the section's own provisions.
pub fn read(reader: &mut Reader<'_>, fields: &Fields<'_>, _: &Facts) -> Vec<Arc<Provision>> {
    let Some(node) = fields.get("contacts") else {
        reader.missing(fields, "contacts");
        return Vec::new();
    };
    let mut out = Vec::new();
    for node in reader.list(node) {
        out.extend(contact(reader, node));
    }
    out
}

/// One contact; its fields stand in the order of the file, which is the order of the page.
fn contact(reader: &mut Reader<'_>, node: &Node) -> Option<Arc<Provision>> {
    let mut known = vec!["key", "heading"];
    known.extend(FIELDS.each_ref().map(|(name, ..)| *name));
    known.push("text");
    let fields = reader.fields(node, &known)?;
    let bare = frame::own(reader, &fields, CONTACT);
    let mut children = Vec::new();
    for (name, node) in fields.entries() {
        if name == "text" {
            children.extend(frame::paragraphs(reader, &fields, "text", Role::NONE));
        }
        let Some((_, role, printed)) = FIELDS.iter().find(|(known, ..)| *known == name) else {
            continue;
        };
        for node in reader.one_or_more(node) {
            children.extend(field(reader, node, role, printed));
        }
    }
    Some(bare.with(children))
}

fn field(
    reader: &mut Reader<'_>,
    node: &Node,
    role: &Role,
    printed: &str,
) -> Option<Arc<Provision>> {
    let bare = Bare::new(Form::Field).role(role.clone());
    if !matches!(node.value, Value::Map(_)) {
        let text = wording::text(reader, node)?;
        return Some(bare.heading(Text::plain(printed)).text(text).leaf());
    }
    let fields = reader.fields(node, &["label", "value", "key"])?;
    let heading = match fields.get("label") {
        Some(node) => {
            let passage = reader.words_or_none(node)?;
            wording::of(reader, passage)
        }
        None => Text::plain(printed),
    };
    let key = reader.key(&fields);
    let text = frame::required(reader, &fields, "value")?;
    Some(bare.key(key).heading(heading).text(text).leaf())
}

/// Writes the section's own provisions.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    let contacts = own.iter().map(|contact| write_contact(contact)).collect();
    vec![("contacts", Out::List(contacts))]
}

fn write_contact(contact: &Provision) -> Out {
    let mut map = Vec::new();
    frame::push_key(&mut map, contact);
    frame::push_text(&mut map, "heading", contact.heading());
    let same =
        |a: &Arc<Provision>, b: &Arc<Provision>| a.form() == b.form() && a.role() == b.role();
    for run in contact.children().chunk_by(same) {
        let known = FIELDS.iter().find(|(_, role, _)| role == run[0].role());
        let (name, value) = match known {
            Some((name, _, printed)) => {
                let mut list: Vec<Out> = run.iter().map(|one| write_one(one, printed)).collect();
                let value = if list.len() == 1 {
                    list.remove(0)
                } else {
                    Out::List(list)
                };
                (*name, value)
            }
            None => ("text", frame::write_marked(run)),
        };
        map.push((name, value));
    }
    Out::Map(map)
}

fn write_one(field: &Provision, printed: &str) -> Out {
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
