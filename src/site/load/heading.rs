//! `document.yaml`: what a document is, and which files it is made of. Does not read those files.

use super::not_applicable::{NOT_APPLICABLE, read_not_applicable};
use crate::diagnostic::{Finding, Message, Span, nearest};
use crate::disk::check_path;
use crate::fill;
use crate::sections::{
    EntrySpec, KEY, NUMBERING, Numbering, Reader, SECTIONS, Section, Shape, YamlSource, text,
    visible,
};
use crate::site::{Kind, NotApplicable};
use crate::text::chars::count_lines;
use crate::tree::{Key, Text};

/// What `document.yaml` says.
pub struct DocumentHeading {
    /// What sort of document it is.
    pub kind: Kind,
    /// Its title; a regulation has it in its text.
    pub title: Option<Text>,
    /// Where the title stands.
    pub title_span: Option<Span>,
    /// Identity of the document as a whole.
    pub key: Option<Key>,
    /// How its sections are numbered.
    pub numbering: Option<Numbering>,
    /// Names of the sections' files without extension, with their places.
    pub sections: Vec<(String, Span)>,
    /// What its author answers checks.
    pub not_applicable: Vec<NotApplicable>,
}

/// The entries of `document.yaml`.
pub static ENTRIES: [EntrySpec; 6] = [
    EntrySpec::must(
        "kind",
        "文書の種別。privacy-notice：公表事項、joint-use-notice：共同利用に関する公表、regulation：規程、notice：その他の公表、announcement：一度きりのお知らせ・公告（漏えいの公表や宛名のある文書だけの notice は、書かなくてもお知らせとして扱います）。",
        Shape::Choice(&KINDS),
    ),
    EntrySpec::may(
        "title",
        "文書の題名。規程では本文（main.law.txt）の 1 行目が題名なので、書きません。",
        Shape::Text,
    ),
    KEY,
    NUMBERING,
    EntrySpec::may(
        "sections",
        "節のファイルの名前を、拡張子を除いて、並べたい順に書きます。規程では書きません。",
        Shape::List(&Shape::Text),
    ),
    NOT_APPLICABLE,
];
const KINDS: [&str; 5] =
    [Kind::ALL[0].1, Kind::ALL[1].1, Kind::ALL[2].1, Kind::ALL[3].1, Kind::ALL[4].1];

/// Reads `document.yaml`; the findings are the reader's.
pub fn read_heading(reader: &mut Reader<'_>) -> Option<DocumentHeading> {
    let node = reader.yaml()?;
    let fields = reader.map(&node, &[&ENTRIES])?;
    let kinds = Kind::ALL;
    let kind = match fields.get("kind") {
        Some(node) => reader.choice(node, &kinds),
        None => {
            reader.missing(&fields, "kind");
            None
        }
    };
    let title_node = fields.get("title");
    let title = title_node.and_then(|node| text(reader, node));
    let title_span = title_node.map(|node| reader.source().span(node.range.clone()));
    let key = reader.key(&fields);
    let numbering = crate::sections::numbering(reader, &fields);
    let mut sections: Vec<(String, Span)> = Vec::new();
    if let Some(node) = fields.get("sections") {
        for node in reader.list(node) {
            let Some(words) = reader.words(node) else {
                continue;
            };
            let (name, span) = (words.words().to_owned(), words.whole());
            if let Some(finding) = refused(reader.source(), &name, &span, &sections) {
                reader.say(finding);
            } else {
                sections.push((name, span));
            }
        }
    }
    let not_applicable = read_not_applicable(reader, &fields);
    let kind = kind?;
    let is_regulation = kind == Kind::Regulation;
    if !is_regulation && title_node.is_none() {
        reader.missing(&fields, "title");
    }
    match fields.get("sections") {
        None if !is_regulation => reader.missing(&fields, "sections"),
        Some(node) if is_regulation => {
            let span = reader.source().span(node.range.start..node.range.start);
            reader.say(Finding::error("sections-of-regulation", fill! {}).at(span));
        }
        Some(_) | None => {}
    }
    Some(DocumentHeading { kind, title, title_span, key, numbering, sections, not_applicable })
}

/// Why a name cannot be the name of a section's file.
fn refused(
    source: &YamlSource<'_>,
    name: &str,
    span: &Span,
    before: &[(String, Span)],
) -> Option<Finding> {
    if let Some((_, first)) = before.iter().find(|(known, _)| known == name) {
        let at = first.range.start.min(source.words().len());
        let line = count_lines(&source.words().as_bytes()[..at]) + 1;
        return Some(Finding::error("duplicate-section", fill! { name, line }).at(span.clone()));
    }
    let has_extension = name.ends_with(".yaml") || name.ends_with(".yml") || name.ends_with(".md");
    let is_inside = !name.contains(['/', '\\', ':']) && check_path(name).is_ok();
    if is_inside && !has_extension && name != "document" {
        return None;
    }
    let shown = visible(name);
    let name = if has_extension { "section-name.extension" } else { "section-name" };
    Some(Finding::error(name, fill! { shown }).at(span.clone()))
}

/// A finding for a YAML file whose name tells no kind.
pub fn unknown_section(name: &str, span: Span) -> Finding {
    let kinds: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
    let list = Message::list(&kinds);
    let finding = match nearest(name, kinds) {
        Some(near) => Finding::error("unknown-section.near", fill! { name, near, list }),
        None => Finding::error("unknown-section", fill! { name, list }),
    };
    finding.at(span)
}

/// The file of a section.
pub fn file_of(name: &str) -> (&'static Section, String) {
    let section = Section::of_file(name);
    (section, format!("{name}.{}", section.extension()))
}
