//! Sections of notices: one file a kind, its YAML in and out as provisions. Does not know documents'
//! versions, nor what a statute asks of a section.

mod contacts;
mod exceptions;
mod facts;
mod frame;
mod items;
mod named;
mod numbering;
mod organisation;
mod prose;
mod purposes;
mod reader;
mod requests;
mod retained_data;
mod rows;
mod safety_measures;
mod source;
mod table;
mod wording;
pub mod yaml;

pub use facts::{DatedFacts, Facts};
pub use frame::numbering;
pub use numbering::Numbering;
pub use organisation::told as facts_told;
pub use reader::{Fields, Notes, Reader, visible};
pub use source::{Passage, Source};
pub use wording::{print as text_of, text};

use crate::tree::{Provision, Role};
use std::fmt;
use std::sync::Arc;
use yaml::Out;

/// A kind of section.
#[derive(Debug)]
pub struct Section {
    /// Its name: of its file, and the role of its group.
    pub name: &'static str,
    /// What it is called in Japanese.
    pub title: &'static str,
    role: Role,
    wire: Wire,
}

/// Reads a section's own provisions, between lead and notes.
type Read = fn(&mut Reader<'_>, &Fields<'_>, &Facts) -> Vec<Arc<Provision>>;
/// Writes them.
type Write = fn(&[Arc<Provision>]) -> Vec<(&'static str, Out)>;

/// How a kind is written on disk.
#[derive(Debug)]
enum Wire {
    /// YAML with these entries besides the common ones.
    Yaml(&'static [&'static str], Read, Write),
    /// Markdown.
    Markdown,
}

const fn yaml(
    name: &'static str,
    title: &'static str,
    names: &'static [&'static str],
    read: Read,
    write: Write,
) -> Section {
    Section {
        name,
        title,
        role: Role::of(name),
        wire: Wire::Yaml(names, read, write),
    }
}

/// Every kind of section.
#[rustfmt::skip]
pub static SECTIONS: [Section; 9] = [
    yaml("purposes", "利用目的", &purposes::NAMES, purposes::read, purposes::write),
    yaml("retained-data", "保有個人データ", &retained_data::NAMES, retained_data::read, retained_data::write),
    yaml("exceptions", "通知・公表をしない場合", &exceptions::NAMES, exceptions::read, exceptions::write),
    yaml("safety-measures", "安全管理措置", &safety_measures::NAMES, safety_measures::read, safety_measures::write),
    yaml("requests", "開示等の請求の手続", &requests::NAMES, requests::read, requests::write),
    yaml("contacts", "窓口", &contacts::NAMES, contacts::read, contacts::write),
    yaml("organisation", "事業者の名称等", &organisation::NAMES, organisation::read, organisation::write),
    yaml("table", "表", &table::NAMES, table::read, table::write),
    Section { name: "prose", title: "文章", role: Role::of("prose"), wire: Wire::Markdown },
];

/// A section as read.
#[derive(Debug)]
pub struct Reading {
    /// The section without its number; `None` when nothing could be read.
    pub section: Option<Arc<Provision>>,
    /// The number that the section itself gives instead of its place in the sequence; `""`: none.
    pub label: Option<String>,
    /// What was noted on the way.
    pub notes: Notes,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name with extension, for example `purposes.yaml`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Where the number of a section comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbered {
    /// From its place in the document: the section's file does not say it.
    ByPlace,
    /// From the section itself: its file says the label that it has, or that it has none.
    ByItself,
}

/// A section cannot be said in the file of its kind: what would be read back differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The role of the section.
    pub role: String,
    /// The file that comes nearest; empty when no kind has the role.
    pub text: String,
    /// Codes of what is said about that file when it is read.
    pub codes: Vec<&'static str>,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this section cannot be written as `{}`", self.role)
    }
}

impl std::error::Error for Misfit {}

impl Section {
    /// The kind of that name.
    pub fn named(name: &str) -> Option<&'static Section> {
        SECTIONS.iter().find(|section| section.name == name)
    }

    /// The kind of a section's file, by its name without extension: `purposes`, `purposes-2`. A name that
    /// begins with none of the kinds is prose.
    pub fn of_file(stem: &str) -> &'static Section {
        let begins = |section: &&Section| {
            stem.strip_prefix(section.name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        SECTIONS
            .iter()
            .find(begins)
            .or_else(|| Section::named("prose"))
            .expect("prose is a kind")
    }

    /// `yaml` or `md`.
    pub fn extension(&self) -> &'static str {
        match self.wire {
            Wire::Yaml(..) => "yaml",
            Wire::Markdown => "md",
        }
    }

    /// Reads a file of this kind.
    pub fn read(&self, source: &Source<'_>, facts: &Facts) -> Reading {
        match self.wire {
            Wire::Yaml(names, read, _) => {
                let mut reader = Reader::new(source);
                let read = |reader: &mut Reader<'_>| {
                    let node = reader.yaml()?;
                    let mut known = frame::BEFORE.to_vec();
                    known.extend(names);
                    known.push(frame::NOTES);
                    let fields = reader.fields(&node, &known)?;
                    let own = frame::own(reader, &fields, self.role.clone());
                    let label = frame::label(reader, &fields);
                    let mut children = frame::paragraphs(reader, &fields, "lead", frame::LEAD);
                    children.extend(read(reader, &fields, facts));
                    children.extend(frame::notes(reader, &fields));
                    Some((own.with(children), label))
                };
                let (section, label) = read(&mut reader).unzip();
                Reading {
                    section,
                    label: label.flatten(),
                    notes: reader.finish(),
                }
            }
            Wire::Markdown => prose::read(source, self.role.clone()),
        }
    }

    fn text(&self, section: &Provision, label: Option<&str>) -> String {
        match self.wire {
            Wire::Yaml(_, _, write) => {
                let (lead, own, notes) = frame::apart(section);
                let mut map = Vec::new();
                frame::push_key(&mut map, section);
                if let Some(label) = label {
                    map.push(("label", Out::words(label)));
                }
                frame::push_text(&mut map, "heading", section.heading());
                if !lead.is_empty() {
                    map.push(("lead", frame::write_marked(lead)));
                }
                map.extend(write(own));
                if !notes.is_empty() {
                    map.push((frame::NOTES, frame::write_marked(notes)));
                }
                yaml::emit(self.title, &map)
            }
            Wire::Markdown => prose::write(section, label),
        }
    }
}

/// Writes a section as the file of its kind. What is written is read back and compared, so that nothing is
/// ever lost on the way.
///
/// # Errors
/// When no kind has its role, or the kind's file cannot say all that is in it.
pub fn write(section: &Provision, numbered: Numbered) -> Result<File, Misfit> {
    let misfit = |text: &str, codes| Misfit {
        role: section.role().as_str().to_owned(),
        text: text.to_owned(),
        codes,
    };
    let kind = Section::named(section.role().as_str()).ok_or_else(|| misfit("", Vec::new()))?;
    let label = match numbered {
        Numbered::ByPlace => None,
        Numbered::ByItself => Some(section.label().map_or("", |label| label.as_str())),
    };
    let file = File {
        name: format!("{}.{}", kind.name, kind.extension()),
        text: kind.text(section, label),
    };
    let source = Source::of("".into(), file.text.as_bytes())
        .map_err(|finding| misfit(&file.text, vec![finding.code]))?;
    let again = kind.read(&source, &organisation::told(section));
    let mut own = section.own().clone();
    own.label = None;
    let expected = own.with(section.children().to_vec());
    let findings = &again.notes.findings;
    let says_the_same = again.section.as_deref() == Some(&*expected)
        && again.label.as_deref() == label
        && findings.is_empty();
    if says_the_same {
        Ok(file)
    } else {
        let codes = findings.iter().map(|finding| finding.code).collect();
        Err(misfit(&file.text, codes))
    }
}
