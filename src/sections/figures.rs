//! 様式・組織図: files below `figures/` with the words that stand for them. Does not read those files: what they
//! are is told with the facts.

use super::facts::{Figure, OrganisationFacts};
use super::reader::{Mapping, Reader};
use super::shape::{EntrySpec, KEY, LABEL, Shape};
use super::yaml::{Out, YamlNode};
use super::{frame, wording};
use crate::diagnostic::{Finding, Message, Span};
use crate::fill;
use crate::tree::{Bare, Form, Provision, Role, Text};
use std::sync::Arc;

/// The entries of its file besides the common ones.
pub static ENTRIES: [EntrySpec; 1] =
    [EntrySpec::must("figures", "図・様式ごと。", Shape::List(&Shape::Map(&FIGURE)))];

static FIGURE: [EntrySpec; 6] = [
    KEY,
    LABEL,
    EntrySpec::may("heading", "図・様式の題。", Shape::Text),
    EntrySpec::must(
        "file",
        "figures フォルダーの中のファイルの名前（png、jpg、gif、webp、svg、pdf、docx、xlsx）。確定した版で使ったファイルは残し、差し替えるときは別の名前にします。",
        Shape::Text,
    ),
    EntrySpec::must(
        "alt",
        "代替テキスト。図が見えなくても同じことが分かるように書きます。",
        Shape::Text,
    ),
    EntrySpec::may("text", "図に添える説明。", Shape::Paragraphs(TEXT)),
];

const ROLE: Role = Role::of("figure");
const TEXT: Role = Role::of("figure.text");
const FILE: Role = Role::of("figure.file");
const SIZE: Role = Role::of("figure.size");
const DIGEST: Role = Role::of("figure.digest");

/// Endings of the files that a page can show or offer.
const ENDINGS: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "pdf", "docx", "xlsx"];

/// Reads the section's own provisions.
pub fn read(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    facts: &OrganisationFacts,
) -> Vec<Arc<Provision>> {
    let Some(node) = fields.get("figures") else {
        reader.missing(fields, "figures");
        return Vec::new();
    };
    let nodes = reader.list(node).iter();
    nodes.filter_map(|node| figure(reader, node, facts)).collect()
}

fn figure(
    reader: &mut Reader<'_>,
    node: &YamlNode,
    facts: &OrganisationFacts,
) -> Option<Arc<Provision>> {
    let fields = reader.map(node, &[&FIGURE])?;
    let label = frame::label(reader, &fields).unwrap_or_default();
    let bare = frame::own(reader, &fields, ROLE).label(&label);
    let mut children = frame::paragraphs(reader, &fields, "text", TEXT);
    let alt = frame::required(reader, &fields, "alt");
    let file = frame::required(reader, &fields, "file");
    let name = file.as_ref()?.words();
    let span = reader.source().span(fields.get("file")?.range.clone());
    let figure = known(reader, &name, facts, &span)?;
    let field = |role, heading, text| {
        let bare = Bare::new(Form::Field).role(role).heading(Text::plain(heading));
        bare.text(text).leaf()
    };
    children.push(field(FILE, "ファイル", file?));
    let size = format!("{}バイト", figure.size);
    children.push(field(SIZE, "大きさ", Text::plain(&size)));
    let digest = figure.digest.to_string();
    children.push(field(DIGEST, "SHA-256", Text::plain(&digest)));
    let mut bare = bare.text(alt?);
    bare.form = Form::Figure;
    Some(bare.with(children))
}

/// What is known of a file, when it can be a figure.
fn known(
    reader: &mut Reader<'_>,
    name: &str,
    facts: &OrganisationFacts,
    span: &Span,
) -> Option<Figure> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !ENDINGS.contains(&&*ending.to_ascii_lowercase()) {
        let list = Message::list(ENDINGS);
        let finding = Finding::error("figure-type", fill! { shown = name.escape_debug(), list });
        reader.say(finding.at(span.clone()));
        return None;
    }
    let figure = facts.figure(name);
    if figure.is_none() {
        let finding = Finding::error("missing-figure", fill! { shown = name.escape_debug() });
        reader.say(finding.at(span.clone()));
    }
    figure
}

/// The files that the figures of a section show.
pub fn figures_of(section: &Provision) -> Vec<(String, Figure)> {
    let figures = section.visit().map(|(_, one)| one);
    let figures = figures.filter(|one| one.form() == Form::Figure);
    let known = figures.filter_map(|one| {
        let words = |role: &Role| {
            let field = one.children().iter().find(|field| field.role() == role)?;
            Some(field.text().words())
        };
        let figure = Figure {
            digest: words(&DIGEST)?.parse().ok()?,
            size: words(&SIZE)?.strip_suffix("バイト")?.parse().ok()?,
        };
        Some((words(&FILE)?, figure))
    });
    known.collect()
}

/// Writes the section's own provisions; digest and size are the file's and not written.
pub fn write(own: &[Arc<Provision>]) -> Vec<(&'static str, Out)> {
    let figures = own.iter().map(|figure| write_one(figure)).collect();
    vec![("figures", Out::List(figures))]
}

fn write_one(figure: &Provision) -> Out {
    let mut map = Vec::new();
    frame::push_label(&mut map, figure);
    frame::push_key(&mut map, figure);
    frame::push_text(&mut map, "heading", figure.heading());
    let is_text = |one: &&Arc<Provision>| one.form() == Form::Paragraph;
    let count = figure.children().iter().take_while(is_text).count();
    let (text, fields) = figure.children().split_at(count);
    for file in fields.iter().filter(|field| *field.role() == FILE) {
        map.push(("file", Out::Words(wording::print(file.text()))));
    }
    frame::push_text(&mut map, "alt", figure.text());
    if !text.is_empty() {
        map.push(("text", frame::write_marked(text)));
    }
    Out::Map(map)
}
