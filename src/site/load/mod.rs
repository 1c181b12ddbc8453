//! From the files of a site to the site as a value, reporting everything that is wrong on the way, all at
//! once. Does not know today.

mod aids;
mod figures;
mod folder;
mod harmless;
mod heading;
mod history;
mod law;
mod not_applicable;
mod own_files;
mod record;
mod settings;
mod slip;
mod slip_duties;
mod wanting;
mod write;

pub use aids::write_aids;
pub use folder::file_and_line;
pub use harmless::harm;
pub use history::{Proved, Shelf, Stored, line, prove};
pub use record::{Record, Salt, path as record_path};
pub use slip::{blank_slip, read_slip, slip_path};
pub use slip_duties::{ListedDuty, with_duties};
pub use wanting::{
    AidState, TEXT_AIDS, WantingAid, WantingReadings, WhichText, draft_aids, wanting_aids,
    wanting_readings,
};
pub use write::{Fact, Unwritable, write_document, write_facts, write_settings};

use crate::diagnostic::{Finding, Severity, Span};
use crate::disk::Snapshot;
use crate::fill;
use crate::sections::{self, DatedFacts, Reader, SchemaFile, YamlSource};
use crate::site::{AidKind, Document, Settings, Site};
use crate::text::date::Date;
use std::sync::Arc;

/// The folder that holds everything.
const CONTENT: &str = "content";

/// What loading a site gives.
#[derive(Debug)]
pub struct Loaded {
    /// The site; `None` when there is any error.
    pub site: Option<Site>,
    /// Everything there is to say, in the order of the files.
    pub findings: Vec<Finding>,
}

/// Reads a site. Never fails: what is wrong becomes findings, those of all files at once.
pub fn load(snapshot: &Snapshot) -> Loaded {
    let mut findings = snapshot.problems().to_vec();
    let facts = facts(snapshot, &mut findings);
    let loaded = settings::read_settings(snapshot, &mut findings);
    let slugs = folder::documents(snapshot, &loaded, &mut findings);
    let own_files = loaded
        .as_ref()
        .map(|loaded| own_files::read_own_files(snapshot, &loaded.settings, &slugs, &mut findings));
    if let Some(loaded) = &loaded {
        own_files::judge_theme(snapshot, &loaded.settings.theme, &mut findings);
    }
    let mut documents: Vec<Document> = Vec::new();
    for slug in slugs {
        documents.extend(folder::read_document(snapshot, slug, &facts, &mut findings));
    }
    let law_tables = law::read_law(snapshot, &mut findings);
    own_files::unused_at_the_top(snapshot, &mut findings);
    drop_echoes(&mut findings);
    sort(&mut findings);
    let has_error = findings.iter().any(|finding| finding.severity == Severity::Error);
    let site = match loaded {
        Some(loaded) if !has_error => Some(Site {
            settings: loaded.settings,
            names: facts.values("name"),
            frame: std::iter::once(loaded.title).chain(facts.texts("name")).collect(),
            documents,
            own_files: own_files.unwrap_or_default(),
            law: law_tables,
        }),
        Some(_) | None => None,
    };
    Loaded { site, findings }
}

/// A fact that is missing because its file could not be read is the fault of that file, told there.
fn drop_echoes(findings: &mut Vec<Finding>) {
    let facts = path("organisation.yaml");
    let is_fault = |finding: &Finding| finding.severity == Severity::Error && finding.is_in(&facts);
    let is_broken = findings.iter().any(is_fault);
    if is_broken {
        findings.retain(|finding| finding.code != "missing-fact");
    }
}

/// What stands around the documents of a site.
#[derive(Debug)]
pub struct Frame {
    /// The settings.
    pub settings: Settings,
    /// The names of the documents' folders, in order.
    pub documents: Vec<String>,
    /// The organisation's name on each day it changed, oldest first.
    pub names: Vec<(Option<Date>, String)>,
}

/// Reads `site.yaml` and `organisation.yaml` alone; `None` when the settings cannot be read.
pub fn frame(snapshot: &Snapshot, findings: &mut Vec<Finding>) -> Option<Frame> {
    let facts = facts(snapshot, findings);
    let loaded = settings::read_settings(snapshot, findings)?;
    let documents = loaded.documents.into_iter().flatten();
    Some(Frame {
        settings: loaded.settings,
        documents: documents.map(|(name, _)| name).collect(),
        names: facts.values("name"),
    })
}

/// By file and place; what concerns no file comes first.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_cached_key(|finding| {
        let span = finding.span.as_ref();
        span.map(|span| (span.file.clone(), span.range.start, span.range.end))
    });
}

/// What `content/organisation.yaml` says; nothing when there is none.
fn facts(snapshot: &Snapshot, findings: &mut Vec<Finding>) -> DatedFacts {
    let path = path("organisation.yaml");
    let Some(file) = snapshot.file(&path) else {
        return DatedFacts::default();
    };
    match YamlSource::of(path.into(), file.bytes()) {
        Ok(source) => {
            let mut reader = Reader::new(&source);
            let facts = DatedFacts::read(&mut reader);
            findings.extend(reader.finish().findings);
            facts
        }
        Err(finding) => {
            findings.push(*finding);
            DatedFacts::default()
        }
    }
}

/// A path below `content/`.
fn path(below: &str) -> String {
    format!("{CONTENT}/{below}")
}

/// The words of a file that must be there.
fn source<'a>(
    snapshot: &'a Snapshot,
    path: &str,
    findings: &mut Vec<Finding>,
) -> Option<YamlSource<'a>> {
    let Some(file) = snapshot.file(path) else {
        if !is_told(path, findings) {
            findings.push(missing_file(snapshot, path));
        }
        return None;
    };
    let file_name: Arc<str> = path.into();
    YamlSource::of(file_name, file.bytes()).map_err(|finding| findings.push(*finding)).ok()
}

/// True when a finding speaks of this file already (left out for its size or name, or misnamed).
fn is_told(path: &str, findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.is_in(path))
}

/// Without `site.yaml` it is most likely another folder than was meant.
fn missing_file(snapshot: &Snapshot, path: &str) -> Finding {
    if let Some(there) = own_files::misnamed(snapshot, path) {
        let (_, name) = path.rsplit_once('/').expect("what is looked for is in a folder");
        return Finding::error("misnamed-file", fill! { name }).at(Span::file(there.clone()));
    }
    let name = if path == "content/site.yaml" { "missing-file.site" } else { "missing-file" };
    Finding::error(name, fill! { path }).at(Span::file(path))
}

/// Every schema with its place below the folder of schemas.
pub fn schemas() -> Vec<SchemaFile> {
    let mut out = vec![
        (
            "site.json".to_owned(),
            sections::schema("サイト全体の設定（site.yaml）", &settings::ENTRIES),
        ),
        ("document.json".to_owned(), sections::schema("文書（document.yaml）", &heading::ENTRIES)),
        (law::SCHEMA.to_owned(), sections::schema("法令の項目（content/law）", &law::ENTRIES)),
        (slip::SCHEMA.to_owned(), sections::schema("改定票（amendment.yaml）", &slip::ENTRIES)),
        (record::SCHEMA.to_owned(), sections::schema("非公開の記録（records）", &record::ENTRIES)),
    ];
    for (kind, name) in AidKind::ALL {
        let (title, entries) = match kind {
            AidKind::Furigana => ("ふりがな（aids/furigana.yaml）", &aids::FURIGANA[..]),
            AidKind::Easy => ("やさしい日本語（aids/easy.yaml）", &aids::TEXTS[..]),
            AidKind::English => ("英語（aids/en.yaml）", &aids::TEXTS[..]),
        };
        out.push((aid_path(name), sections::schema(title, entries)));
    }
    out.extend(sections::schemas());
    out
}

/// The place of the schema of a file of aids, by the file's name without extension.
pub fn aid_path(name: &str) -> String {
    format!("aids/{name}.json")
}
