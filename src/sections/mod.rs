//! Sections of notices: one file a kind, its YAML in and out as provisions. Does not know documents'
//! versions, nor what a statute asks of a section.

mod facts;
mod field;
mod frame;
mod items;
mod parts;
mod reader;
mod records;
mod rows;
mod schema;
mod shape;
mod source;
mod wording;
pub mod yaml;

pub use crate::text::label::Numbering;
pub use facts::{DatedFacts, Figure, OrganisationFacts, day, names as fact_names};
pub use figures::figures_of;
pub use frame::numbering;
pub use organisation::facts_told;
pub use purposes::PURPOSES;
pub use reader::{Mapping, Notes, Reader, visible};
pub use retained_data::RETAINED;
pub use rows::PurposeRoles;
pub use schema::{SchemaFile, schema, schemas, section_path};
pub use shape::{EntrySpec, ITEMS, KEY, NUMBERING, NamedKind, Need, Shape};
pub use source::{Passage, YamlSource, conflict};
pub use wording::{print as text_of, text};

use crate::diagnostic::Finding;
use crate::tree::{Provision, Role};
use std::sync::Arc;
use yaml::Out;

/// The folder of schemas, from the root of the site; files that kohyo writes name theirs.
pub const SCHEMAS: &str = ".kohyo/schemas";

/// A kind of section.
#[derive(Debug)]
pub struct Section {
    /// Its name: of its file, and the role of its group.
    pub name: &'static str,
    /// What it is called in Japanese.
    pub title: &'static str,
    role: Role,
    wire: SectionFormat,
}

/// Reads a section's own provisions, between lead and notes.
type ReadOwn = fn(&mut Reader<'_>, &Mapping<'_>, &OrganisationFacts) -> Vec<Arc<Provision>>;
/// Writes them.
type WriteOwn = fn(&[Arc<Provision>]) -> Vec<(&'static str, Out)>;

/// How a kind is written on disk.
#[derive(Debug)]
enum SectionFormat {
    /// YAML with these entries besides the common ones, read and written as they are declared.
    Parts(&'static [EntrySpec]),
    /// YAML with these entries, read and written by code of its own.
    Yaml(&'static [EntrySpec], ReadOwn, WriteOwn),
    /// Markdown.
    Markdown,
}

/// Declares the modules of the kinds, and makes the table of them.
macro_rules! kinds {
    ($($module:ident $name:literal $title:literal $format:ident)*) => {
        $(mod $module;)*

        /// Every kind of section.
        pub static SECTIONS: &[Section] = &[$(Section {
            name: $name,
            title: $title,
            role: Role::of($name),
            wire: kinds!(@ $format $module),
        }),*];
    };
    (@ parts $module:ident) => { SectionFormat::Parts(&$module::ENTRIES) };
    (@ yaml $module:ident) => {
        SectionFormat::Yaml(&$module::ENTRIES, $module::read, $module::write)
    };
    (@ markdown $module:ident) => { SectionFormat::Markdown };
}

// A new kind is one file and one line here, in the place where it is listed: the file, its name on disk, what it
// is called, and its format (`parts`: only declared entries; `yaml`: read and written by code of its own).
kinds! {
    purposes "purposes" "利用目的" yaml
    retained_data "retained-data" "保有個人データ" yaml
    exceptions "exceptions" "通知・公表をしない場合" parts
    safety_measures "safety-measures" "安全管理措置" parts
    requests "requests" "開示等の請求の手続" parts
    contacts "contacts" "窓口" parts
    organisation "organisation" "事業者の名称等" yaml
    table "table" "表" yaml
    fees "fees" "手数料" parts
    accredited_body "accredited-body" "認定個人情報保護団体" parts
    third_party_provision "third-party-provision" "第三者提供" parts
    joint_use "joint-use" "共同利用" parts
    implied_consent "implied-consent" "黙示の同意" parts
    foreign_transfer "foreign-transfer" "外国にある第三者への提供" parts
    pseudonymised "pseudonymised" "仮名加工情報" parts
    anonymised "anonymised" "匿名加工情報" parts
    specific_personal_information "specific-personal-information" "特定個人情報" parts
    breach_notice "breach-notice" "漏えい等の公表" parts
    policy "policy" "基本方針" parts
    history "history" "制定・改正の履歴" parts
    glossary "glossary" "用語の説明" parts
    letter "letter" "宛名・発出者" parts
    links "links" "関連するページ" parts
    figures "figures" "図・様式" yaml
    prose "prose" "文章" markdown
}

/// A section as read.
#[derive(Debug)]
pub struct SectionReading {
    /// The section without its number; `None` when nothing could be read.
    pub section: Option<Arc<Provision>>,
    /// The number that the section itself gives instead of its place in the sequence; `""`: none.
    pub label: Option<String>,
    /// What was noted on the way.
    pub notes: Notes,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionFile {
    /// Its name with extension, for example `purposes.yaml`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Where the number of a section comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSource {
    /// From its place in the document: the section's file does not say it.
    ByPlace,
    /// From the section itself: its file says the label that it has, or that it has none.
    ByItself,
}

/// A section cannot be said in the file of its kind: what would be read back differs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this section cannot be written as `{role}`")]
pub struct Misfit {
    /// The role of the section.
    pub role: String,
    /// The file that comes nearest; empty when no kind has the role.
    pub text: String,
    /// Codes of what is said about that file when it is read.
    pub codes: Vec<&'static str>,
}

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
        SECTIONS.iter().find(begins).or_else(|| Section::named("prose")).expect("prose is a kind")
    }

    /// `yaml` or `md`.
    pub fn extension(&self) -> &'static str {
        match self.wire {
            SectionFormat::Parts(_) | SectionFormat::Yaml(..) => "yaml",
            SectionFormat::Markdown => "md",
        }
    }

    /// Reads a file of this kind.
    pub fn read(&self, source: &YamlSource<'_>, facts: &OrganisationFacts) -> SectionReading {
        let entries = match self.wire {
            SectionFormat::Parts(entries) | SectionFormat::Yaml(entries, ..) => entries,
            SectionFormat::Markdown => return prose::read_prose(source, self.role.clone()),
        };
        let mut reader = Reader::new(source);
        let read = |reader: &mut Reader<'_>| {
            let node = reader.yaml()?;
            let fields = reader.map(&node, &[&frame::BEFORE, entries, &frame::AFTER])?;
            let own = frame::own(reader, &fields, self.role.clone());
            let label = frame::label(reader, &fields);
            let mut children = frame::paragraphs(reader, &fields, "lead", frame::LEAD);
            children.extend(match self.wire {
                SectionFormat::Yaml(_, read, _) => read(reader, &fields, facts),
                SectionFormat::Parts(_) | SectionFormat::Markdown => {
                    parts::read_parts(reader, &fields, entries, facts)
                }
            });
            children.extend(frame::notes(reader, &fields));
            Some((own.with(children), label))
        };
        let (section, label) = read(&mut reader).unzip();
        SectionReading { section, label: label.flatten(), notes: reader.finish() }
    }

    fn text(&self, section: &Provision, label: Option<&str>) -> String {
        let mut map = Vec::new();
        frame::push_key(&mut map, section);
        if let Some(label) = label {
            map.push(("label", Out::words(label)));
        }
        frame::push_before(&mut map, section);
        let (_, own, _) = frame::apart(section);
        match self.wire {
            SectionFormat::Parts(entries) => parts::write_parts(&mut map, own, entries),
            SectionFormat::Yaml(_, _, write) => map.extend(write(own)),
            SectionFormat::Markdown => return prose::write_prose(section, label),
        }
        frame::push_after(&mut map, section);
        let schema = format!("../../{SCHEMAS}/{}", section_path(self.name));
        yaml::emit(&schema, self.title, &map)
    }
}

/// Writes a section as the file of its kind. What is written is read back and compared, so that nothing is
/// ever lost on the way.
///
/// # Errors
/// When no kind has its role, or the kind's file cannot say all that is in it.
pub fn write(section: &Provision, numbered: LabelSource) -> Result<SectionFile, Misfit> {
    let misfit = |text: &str, codes| Misfit {
        role: section.role().as_str().to_owned(),
        text: text.to_owned(),
        codes,
    };
    let kind = Section::named(section.role().as_str()).ok_or_else(|| misfit("", Vec::new()))?;
    let label = match numbered {
        LabelSource::ByPlace => None,
        LabelSource::ByItself => Some(section.label().map_or("", |label| label.as_str())),
    };
    let file = SectionFile {
        name: format!("{}.{}", kind.name, kind.extension()),
        text: kind.text(section, label),
    };
    let source = YamlSource::of("".into(), file.text.as_bytes())
        .map_err(|finding| misfit(&file.text, vec![finding.code]))?;
    let again = kind.read(&source, &organisation::facts_told(section));
    let mut own = section.own().clone();
    own.label = None;
    let expected = own.with(section.children().to_vec());
    let findings = &again.notes.findings;
    let says_the_same = again.section.as_deref() == Some(&*expected)
        && again.label.as_deref() == label
        && findings.iter().all(Finding::is_of_characters);
    if says_the_same {
        Ok(file)
    } else {
        let codes = findings.iter().map(|finding| finding.code).collect();
        Err(misfit(&file.text, codes))
    }
}
