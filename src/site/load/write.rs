//! A document's tree as the files of its folder, and the settings of a site as `site.yaml`. Does not know
//! where they are put.

use super::folder::TEXT;
use super::folder::assemble;
use super::heading::DocumentHeading;
use crate::regulation;
use crate::sections::yaml::{self, Out};
use crate::sections::{
    LabelSource, Misfit, Numbering, SCHEMAS, Section, SectionFile, SectionReading, YamlSource,
    text_of, write,
};
use crate::site::{Kind, Minify, Root, Settings};
use crate::text::date::Date;
use crate::tree::{Provision, Text};
use std::collections::HashMap;

/// A document cannot be written as files that read back to it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unwritable {
    /// The root's role is no kind of document.
    #[error("`{0}` is no kind of document")]
    Kind(String),
    /// A section, by its place from 0, does not fit its kind.
    #[error("section {}: {}", .0 + 1, .1)]
    Section(usize, Misfit),
    /// The text of a regulation does not read back.
    #[error("the text of the regulation does not read back")]
    Text,
    /// The document as a whole does not read back.
    #[error("the document does not read back")]
    Whole,
}

/// Writes a document as the files of its folder, `document.yaml` first. What is written is read back and
/// compared.
///
/// The words of an `organisation` section are facts and are not among the files.
///
/// # Errors
/// When no files of these kinds can say all that the tree holds.
pub fn write_document(root: &Provision) -> Result<Vec<SectionFile>, Unwritable> {
    let role = root.role().as_str();
    let kind = Kind::from_name(role).ok_or_else(|| Unwritable::Kind(role.to_owned()))?;
    match kind {
        Kind::Regulation => regulation_files(root),
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
            notice_files(root, kind)
        }
    }
}

fn regulation_files(root: &Provision) -> Result<Vec<SectionFile>, Unwritable> {
    let text = regulation::print(root);
    let again = regulation::parse(&text, None).root;
    let mut own = again.own().clone();
    own.role = root.role().clone();
    own.key = root.key().cloned();
    if own != *root.own() || again.children() != root.children() {
        return Err(Unwritable::Text);
    }
    let mut map = vec![("kind", Out::words(Kind::Regulation.name()))];
    push_key(&mut map, root);
    let document = SectionFile {
        name: "document.yaml".to_owned(),
        text: yaml::emit(&document_schema(), "規程の本文は main.law.txt に書きます", &map),
    };
    Ok(vec![document, SectionFile { name: TEXT.to_owned(), text }])
}

/// The schema of `document.yaml`, as seen from the folder of a document.
fn document_schema() -> String {
    format!("../../{SCHEMAS}/document.json")
}

fn notice_files(root: &Provision, kind: Kind) -> Result<Vec<SectionFile>, Unwritable> {
    let numbering = numbering_of(root);
    let mut files = Vec::new();
    let mut names = Vec::new();
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut count = 0;
    for (at, section) in root.children().iter().enumerate() {
        let numbered = numbered(section, numbering.as_ref(), &mut count);
        let mut file =
            write(section, numbered).map_err(|misfit| Unwritable::Section(at, misfit))?;
        let kind = section.role().as_str();
        let times = used.entry(kind.to_owned()).or_default();
        *times += 1;
        if *times > 1 {
            file.name = file.name.replacen(kind, &format!("{kind}-{times}"), 1);
        }
        let stem = file.name.rsplit_once('.').map_or("", |(stem, _)| stem);
        names.push(Out::words(stem));
        files.push(file);
    }
    let mut map =
        vec![("kind", Out::words(kind.name())), ("title", Out::Words(text_of(root.heading())))];
    push_key(&mut map, root);
    if let Some(numbering) = &numbering {
        map.push(("numbering", Out::Words(numbering.sample())));
    }
    map.push(("sections", Out::List(names)));
    let document = SectionFile {
        name: "document.yaml".to_owned(),
        text: yaml::emit(&document_schema(), "", &map),
    };
    files.insert(0, document);
    if reads_back(root, kind, numbering, &files[1..]) { Ok(files) } else { Err(Unwritable::Whole) }
}

/// The numbering that the first number of a heading is a sample of.
fn numbering_of(root: &Provision) -> Option<Numbering> {
    root.children()
        .iter()
        .filter(|section| !section.heading().is_empty())
        .find_map(|section| Numbering::of(section.label()?.as_str()))
}

/// Whether the number of a section follows from its place, counted as loading counts.
fn numbered(section: &Provision, numbering: Option<&Numbering>, count: &mut usize) -> LabelSource {
    let label = section.label().map_or("", |label| label.as_str());
    let has_heading = !section.heading().is_empty();
    let implied = match numbering {
        Some(numbering) if has_heading => numbering.nth(*count + 1),
        Some(_) | None => String::new(),
    };
    if label == implied {
        *count += usize::from(has_heading);
        LabelSource::ByPlace
    } else {
        *count += usize::from(!label.is_empty());
        LabelSource::ByItself
    }
}

fn reads_back(
    root: &Provision,
    kind: Kind,
    numbering: Option<Numbering>,
    files: &[SectionFile],
) -> bool {
    let heading = DocumentHeading {
        kind,
        title: Some(root.heading().clone()),
        title_span: None,
        key: root.key().cloned(),
        numbering,
        sections: Vec::new(),
        not_applicable: Vec::new(),
    };
    let mut readings: Vec<SectionReading> = Vec::new();
    for (file, section) in files.iter().zip(root.children()) {
        let Ok(source) = YamlSource::of((&*file.name).into(), file.text.as_bytes()) else {
            return false;
        };
        let stem = file.name.rsplit_once('.').map_or("", |(stem, _)| stem);
        let facts = crate::sections::facts_told(section);
        readings.push(Section::of_file(stem).read(&source, &facts));
    }
    *assemble(&heading, &readings) == *root
}

fn push_key(map: &mut Vec<(&'static str, Out)>, root: &Provision) {
    if let Some(key) = root.key() {
        map.push(("key", Out::words(key.as_str())));
    }
}

/// Writes `site.yaml`, with the documents in this order.
pub fn write_settings(settings: &Settings, documents: &[&str]) -> String {
    let mut map = vec![("title", Out::words(&*settings.title))];
    if let Some(url) = &settings.url {
        map.push(("url", Out::words(&**url)));
    }
    if let Some(tag) = &settings.tag {
        map.push(("tag", Out::words(tag.to_string())));
    }
    let root = match settings.root {
        Root::Ours => "ours",
        Root::Theirs => "theirs",
    };
    map.push(("root", Out::words(root)));
    match settings.minify {
        Minify::On => {}
        Minify::Off => map.push(("minify", Out::words("false"))),
    }
    if !settings.theme.is_empty() && settings.theme != super::settings::THEME {
        map.push(("theme", Out::words(&*settings.theme)));
    }
    let documents = documents.iter().map(|slug| Out::words(*slug)).collect();
    map.push(("documents", Out::List(documents)));
    yaml::emit(&format!("../{SCHEMAS}/site.json"), "サイト全体の設定", &map)
}

/// A fact about the organisation by its name, with its values and the days from which they count, oldest first.
pub type Fact = (&'static str, Vec<(Option<Date>, Text)>);

/// Writes `organisation.yaml`.
pub fn write_facts(facts: &[Fact]) -> String {
    let dated = |(from, text): &(Option<Date>, Text)| {
        let from = from.map(|from| ("from", Out::words(from.to_string())));
        let value = ("value", Out::Words(text_of(text)));
        Out::Map(from.into_iter().chain([value]).collect())
    };
    let entry = |(name, values): &Fact| match values.as_slice() {
        [(None, text)] => (*name, Out::Words(text_of(text))),
        values => (*name, Out::List(values.iter().map(dated).collect())),
    };
    let map: Vec<_> = facts.iter().map(entry).collect();
    let schema = format!("../{SCHEMAS}/organisation.json");
    yaml::emit(&schema, "組合についての事実", &map)
}
