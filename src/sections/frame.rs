//! What every section may say besides its own: key, number, heading, lead, notes. Does not know any kind.

use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, KEY, LABEL, Shape};
use super::source::Passage;
use super::wording;
use super::yaml::{Out, Value, YamlNode};
use crate::diagnostic::Finding;
use crate::fill;
use crate::text::chars::is_digit;
use crate::text::label::Numbering;
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::ops::Range;
use std::sync::Arc;

/// What every section and block knows, in the order in which it is written.
pub static BEFORE: [EntrySpec; 4] = [
    KEY,
    LABEL,
    EntrySpec::may("heading", "見出し。", Shape::Text),
    EntrySpec::may(
        "lead",
        "初めに置く文。段落が複数あるときは「- 」で並べます。",
        Shape::Paragraphs(LEAD),
    ),
];
const NOTES: &str = "notes";
/// What comes after a section's own.
pub static AFTER: [EntrySpec; 1] = [EntrySpec::may(
    NOTES,
    "終わりに置く注。「※」「※1」「注1」などで始めると、それが注の印になります。",
    Shape::Paragraphs(NOTE),
)];
/// A text whose mark is given apart from it.
pub static MARKED: [EntrySpec; 3] = [
    EntrySpec::may("mark", "注の印（※、*1 など）。\"\" で印なし。", Shape::TextOrNone),
    EntrySpec::must("text", "文。", Shape::Text),
    KEY,
];

/// The paragraphs of a lead.
pub const LEAD: Role = Role::of("lead");
/// A note.
pub const NOTE: Role = Role::of("note");

/// A provision without children: what the frame says about the section itself.
pub fn own(reader: &mut Reader<'_>, fields: &Mapping<'_>, role: Role) -> Bare {
    let heading =
        fields.get("heading").and_then(|node| wording::text(reader, node)).unwrap_or_default();
    Bare::new(Form::Group).role(role).key(reader.key(fields)).heading(heading)
}

/// The printed number that a `label` gives, with `""` for none.
pub fn label(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Option<String> {
    let passage = reader.words_or_none(fields.get("label")?)?;
    Some(wording::linked_text(reader, passage).words())
}

/// The numbering that a `numbering` entry gives as a sample.
pub fn numbering(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Option<Numbering> {
    let words = reader.words(fields.get("numbering")?)?;
    let numbering = Numbering::of(words.words());
    if numbering.is_none() {
        reader.say(
            Finding::error("numbering-sample", fill! { words = words.words() }).at(words.whole()),
        );
    }
    numbering
}

/// The paragraphs of an entry: one text, or a list of them.
pub fn paragraphs(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    name: &str,
    role: Role,
) -> Vec<Arc<Provision>> {
    marked(reader, fields, name, Form::Paragraph, role)
}

/// The notes of a section.
pub fn notes(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Vec<Arc<Provision>> {
    marked(reader, fields, NOTES, Form::Note, NOTE)
}

/// Texts that may begin with a mark (※, *1, 注1), which becomes their label.
fn marked(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    name: &str,
    form: Form,
    role: Role,
) -> Vec<Arc<Provision>> {
    fields.get(name).map_or_else(Vec::new, |node| marked_of(reader, node, form, &role))
}

/// The paragraphs that one value holds.
pub fn paragraphs_of(reader: &mut Reader<'_>, node: &YamlNode, role: &Role) -> Vec<Arc<Provision>> {
    marked_of(reader, node, Form::Paragraph, role)
}

fn marked_of(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    form: Form,
    role: &Role,
) -> Vec<Arc<Provision>> {
    let mut out = Vec::new();
    reader.not_bracketed(node);
    for node in reader.one_or_more(node) {
        let bare = Bare::new(form).role(role.clone());
        if let Value::Map(_) = node.value {
            out.extend(marked_map(reader, node, bare));
            continue;
        }
        for passage in wording::paragraphs(reader, node) {
            let (mark, rest) = mark_of(passage.words());
            let label = passage.words()[mark].to_owned();
            let text = wording::linked_text(reader, passage.slice(rest));
            out.push(bare.clone().label(&label).text(text).leaf());
        }
    }
    out
}

fn marked_map(reader: &mut Reader<'_>, node: &YamlNode, bare: Bare) -> Option<Arc<Provision>> {
    let fields = reader.map(node, &[&MARKED])?;
    let mark: Option<Passage> = fields.get("mark").and_then(|node| reader.words_or_none(node));
    let text = required(reader, &fields, "text")?;
    let key = reader.key(&fields);
    let mark = mark.map_or_else(String::new, |mark| wording::linked_text(reader, mark).words());
    Some(bare.key(key).label(&mark).text(text).leaf())
}

/// A text that must be there.
pub fn required(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &'static str) -> Option<Text> {
    match fields.get(name) {
        Some(node) => wording::text(reader, node),
        None => {
            reader.missing(fields, name);
            None
        }
    }
}

/// The mark at the start of a text, and the range of the rest: spaces between the two are layout.
fn mark_of(words: &str) -> (Range<usize>, Range<usize>) {
    let digits =
        |rest: &str| rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum::<usize>();
    let first = words.chars().next();
    let mark = match first {
        Some('※' | '＊' | '*') => {
            let sign = first.map_or(0, char::len_utf8);
            sign + digits(&words[sign..])
        }
        Some('注') => {
            let number = digits(&words['注'.len_utf8()..]);
            let end = '注'.len_utf8() + number;
            let is_apart = words[end..].starts_with([' ', '　']);
            if number > 0 && is_apart { end } else { 0 }
        }
        _ => 0,
    };
    if mark == 0 {
        return (0..0, 0..words.len());
    }
    let rest = words[mark..].trim_start_matches([' ', '　']);
    if rest.is_empty() {
        return (0..0, 0..words.len());
    }
    (0..mark, words.len() - rest.len()..words.len())
}

/// Writes paragraphs or notes: one as a text, several as a list.
pub fn write_marked(provisions: &[Arc<Provision>]) -> Out {
    match provisions {
        [one] => match write_one(one) {
            words @ Out::Words(_) => words,
            other @ (Out::List(_) | Out::Map(_)) => Out::List(vec![other]),
        },
        _ => write_list(provisions),
    }
}

/// Writes paragraphs as a list.
pub fn write_list(provisions: &[Arc<Provision>]) -> Out {
    Out::List(provisions.iter().map(|one| write_one(one)).collect())
}

fn write_one(provision: &Provision) -> Out {
    let mark = provision.label().map_or("", |label| label.as_str());
    let words = wording::print(provision.text());
    let joined = format!("{mark}{words}");
    let (found, rest) = mark_of(&joined);
    let reads_back = joined[found] == *mark && joined[rest] == *words;
    if reads_back && provision.key().is_none() {
        return Out::Words(joined);
    }
    let mut map = vec![];
    push_key(&mut map, provision);
    if !mark.is_empty() {
        map.push(("mark", Out::words(mark)));
    }
    map.push(("text", Out::Words(words)));
    Out::Map(map)
}

/// Adds the key of a provision that has one.
pub fn push_key(map: &mut Vec<(&'static str, Out)>, provision: &Provision) {
    if let Some(key) = provision.key() {
        map.push(("key", Out::words(key.as_str())));
    }
}

/// Adds the printed number of a provision that has one.
pub fn push_label(map: &mut Vec<(&'static str, Out)>, provision: &Provision) {
    if let Some(label) = provision.label() {
        map.push(("label", Out::words(label.as_str())));
    }
}

/// Adds heading and lead of a section or block.
pub fn push_before(map: &mut Vec<(&'static str, Out)>, provision: &Provision) {
    push_text(map, "heading", provision.heading());
    let (lead, ..) = apart(provision);
    if !lead.is_empty() {
        map.push(("lead", write_marked(lead)));
    }
}

/// Adds the notes of a section or block.
pub fn push_after(map: &mut Vec<(&'static str, Out)>, provision: &Provision) {
    let (.., notes) = apart(provision);
    if !notes.is_empty() {
        map.push((NOTES, write_marked(notes)));
    }
}

/// Adds a text that is not empty.
pub fn push_text(map: &mut Vec<(&'static str, Out)>, name: &'static str, text: &Text) {
    if !text.is_empty() {
        map.push((name, Out::Words(wording::print(text))));
    }
}

/// Children of a section: lead, what is its own, notes.
type Apart<'a> = (&'a [Arc<Provision>], &'a [Arc<Provision>], &'a [Arc<Provision>]);

/// The children of a section apart.
pub fn apart(section: &Provision) -> Apart<'_> {
    let children = section.children();
    let is_lead = |one: &Arc<Provision>| one.form() == Form::Paragraph && *one.role() == LEAD;
    let is_note = |one: &Arc<Provision>| one.form() == Form::Note && *one.role() == NOTE;
    let lead = children.iter().take_while(|one| is_lead(one)).count();
    let notes = children[lead..].iter().rev().take_while(|one| is_note(one)).count();
    let end = children.len() - notes;
    (&children[..lead], &children[lead..end], &children[end..])
}
