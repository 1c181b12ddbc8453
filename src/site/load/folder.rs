//! One folder, one document: finds the folders, reads each whole, puts its sections together to a tree with
//! numbers, keys and links inside; the draft of a regulation comes from its text in the customary form. Does not know
//! what sections say, nor that form.

use super::figures::Figures;
use super::heading::{self, DocumentHeading};
use super::settings::LoadedSettings;
use super::{aids, history, own_files, path, slip};
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::fill;
use crate::regulation::{self, Parsed};
use crate::sections::{
    DatedFacts, Notes, OrganisationFacts, Reader, Section, SectionReading, YamlSource, visible,
};
use crate::site::{Document, Draft, Kind, Slug};
use crate::text::chars::count_lines;
use crate::text::date::Date;
use crate::text::edits::Weight;
use crate::tree::{Bare, Form, Key, Provision, Role};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The documents of a site in order: those that `site.yaml` names, then the others by name.
pub fn documents(
    snapshot: &Snapshot,
    settings: &Option<LoadedSettings>,
    findings: &mut Vec<Finding>,
) -> Vec<Slug> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for (file, _) in snapshot.under(super::CONTENT) {
        let below = &file[super::CONTENT.len() + 1..];
        if let Some((folder, _)) = below.split_once('/') {
            folders.insert(folder);
        }
    }
    for name in own_files::NOT_DOCUMENTS {
        folders.remove(name);
    }
    let named = settings.as_ref().and_then(|settings| settings.documents.as_ref());
    let (mut out, mut missing) = (Vec::new(), Vec::new());
    for (at, (name, span)) in named.into_iter().flatten().enumerate() {
        let before = &named.map_or(&[][..], |named| named)[..at];
        if before.iter().any(|(other, _)| other == name) {
            findings.push(
                Finding::error("duplicate-document", fill! { shown = visible(name) })
                    .at(span.clone()),
            );
        } else if folders.remove(&**name) {
            out.extend(slug(name, Some(span), findings));
        } else {
            missing.push((visible(name), span));
        }
    }
    // One that is named and not there, and one that is there and not named, are one.
    let renamed = match (&*missing, folders.len()) {
        ([_], 1) => folders.first().copied(),
        _ => None,
    };
    for (shown, span) in missing {
        let finding = match renamed {
            Some(other) => Finding::error("missing-document.renamed", fill! { shown, other }),
            None => Finding::error("missing-document", fill! { shown }),
        };
        findings.push(finding.at(span.clone()));
    }
    for name in folders {
        let found = slug(name, None, findings);
        if found.is_some() && named.is_some() && renamed.is_none() {
            findings.push(
                Finding::warning("unlisted-document", fill! { name })
                    .at(Span::file(path(&format!("{name}/document.yaml")))),
            );
        }
        out.extend(found);
    }
    out
}

/// The slug of a folder.
fn slug(name: &str, span: Option<&Span>, findings: &mut Vec<Finding>) -> Option<Slug> {
    Slug::new(name)
        .map_err(|_| {
            let span = span.cloned().unwrap_or_else(|| Span::file(path(name)));
            findings
                .push(Finding::error("document-name", fill! { shown = visible(name) }).at(span));
        })
        .ok()
}

/// Reads a document; `None` when it cannot be read (findings say why).
pub fn read_document(
    snapshot: &Snapshot,
    slug: Slug,
    facts: &DatedFacts,
    findings: &mut Vec<Finding>,
) -> Option<Document> {
    let folder = path(slug.as_str());
    let history = history::read_history(snapshot, &slug, findings);
    let (heading, notes) = match heading(snapshot, &folder, findings) {
        Some((Some(heading), notes)) => (heading, notes),
        Some((None, _)) | None => return None,
    };
    let figures = Figures::read(snapshot, &folder);
    let (draft, used) = match heading.kind {
        Kind::Regulation => read_regulation(snapshot, &folder, &heading, findings),
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
            let told = Told { facts, figures: &figures };
            notice(snapshot, &folder, &heading, notes, &told, findings)
        }
    };
    figures.check(&folder, draft.as_ref(), &history.texts, findings);
    own_files::unused_in_document(snapshot, &folder, &used, findings);
    let slip = slip::of_document(snapshot, &slug, findings);
    let draft = draft?;
    let drafts = draft.periods().iter().map(|(_, tree)| tree);
    let texts = drafts.chain(history.texts.values());
    let aids = aids::read_aids(snapshot, &folder, texts, findings);
    let mut document = Document {
        slug,
        kind: heading.kind,
        draft,
        slip,
        not_applicable: heading.not_applicable,
        versions: Vec::new(),
        repeal: None,
        titles: Vec::new(),
        ledger: history.chain,
        figures: figures.bytes(),
        aids,
    };
    document.take(&history.account, &history.texts);
    shown_as_it_is(&mut document);
    Some(document)
}

/// Sections that are told once, on a day: a letter to all members, the notice of a leak.
const TOLD_ONCE: [&str; 2] = ["letter", "breach-notice"];

/// A notice that is nothing but a letter or the notice of a leak is an announcement, whatever it was called; what is
/// pending does not change how pages speak of what is sealed. One that is called so after it was sealed is no other
/// text for that.
fn shown_as_it_is(document: &mut Document) {
    let sealed = document.newest().map(|version| version.tree.clone());
    let text = sealed.as_ref().unwrap_or(&document.draft.periods()[0].1);
    let is_once = |own: &Arc<Provision>| TOLD_ONCE.contains(&own.role().as_str());
    let sections = text.children();
    if document.kind == Kind::Notice && !sections.is_empty() && sections.iter().all(is_once) {
        document.kind = Kind::Announcement;
    }
    let role = text.role().clone();
    if document.kind == Kind::Announcement && role.as_str() == Kind::Notice.name() {
        let periods = document.draft.periods().iter();
        let periods = periods.map(|(from, tree)| {
            let own = tree.own().clone().role(role.clone());
            (*from, own.with(tree.children().iter().cloned()))
        });
        document.draft = Draft::new(periods.collect());
    }
}

fn heading(
    snapshot: &Snapshot,
    folder: &str,
    findings: &mut Vec<Finding>,
) -> Option<(Option<DocumentHeading>, Notes)> {
    let source = super::source(snapshot, &format!("{folder}/document.yaml"), findings)?;
    let mut reader = Reader::new(&source);
    let heading = heading::read_heading(&mut reader);
    let mut notes = reader.finish();
    findings.append(&mut notes.findings);
    Some((heading, notes))
}

/// A section's file.
struct SectionSource<'a> {
    kind: &'static Section,
    source: YamlSource<'a>,
}

/// What sections are told from outside.
struct Told<'a> {
    facts: &'a DatedFacts,
    figures: &'a Figures<'a>,
}

impl Told<'_> {
    fn on(&self, day: Option<Date>) -> OrganisationFacts {
        self.facts.on(day).with_figures(self.figures.known())
    }
}

/// The draft of a notice, and the names of the files that it is made of.
fn notice(
    snapshot: &Snapshot,
    folder: &str,
    heading: &DocumentHeading,
    mut notes: Notes,
    told: &Told<'_>,
    findings: &mut Vec<Finding>,
) -> (Option<Draft>, Vec<String>) {
    let mut used = Vec::new();
    let mut parts = Vec::new();
    for (name, span) in &heading.sections {
        let (kind, file) = heading::file_of(name);
        let path = format!("{folder}/{file}");
        let other = format!("{folder}/{name}.yaml");
        if snapshot.file(&path).is_none() && path != other && snapshot.file(&other).is_some() {
            findings.push(heading::unknown_section(name, span.clone()));
            used.push(format!("{name}.yaml"));
            continue;
        }
        if snapshot.file(&path).is_none() && !super::is_told(&path, findings) {
            let title = kind.title;
            findings.push(match own_files::misnamed(snapshot, &path) {
                Some(_) => super::missing_file(snapshot, &path),
                None => {
                    Finding::error("missing-file.section", fill! { path, title }).at(span.clone())
                }
            });
        } else if let Some(source) = super::source(snapshot, &path, findings) {
            parts.push(SectionSource { kind, source });
        }
        used.push(file);
    }
    let mut readings: Vec<SectionReading> = Vec::new();
    for part in &parts {
        let mut reading = part.kind.read(&part.source, &told.on(None));
        findings.append(&mut reading.notes.findings);
        notes.keys.append(&mut reading.notes.keys);
        notes.targets.append(&mut reading.notes.targets);
        notes.facts.append(&mut reading.notes.facts);
        readings.push(reading);
    }
    check_keys(snapshot, &notes.keys, &notes.targets, findings);
    let mut periods: Vec<(Option<Date>, Arc<Provision>)> =
        vec![(None, assemble(heading, &readings))];
    for day in told.facts.changes(&notes.facts) {
        let on = told.on(Some(day));
        let again: Vec<SectionReading> =
            parts.iter().map(|part| part.kind.read(&part.source, &on)).collect();
        periods.push((Some(day), assemble(heading, &again)));
    }
    (Some(Draft::new(periods)), used)
}

/// The tree of a notice from its sections, numbered.
pub fn assemble<'a>(
    heading: &DocumentHeading,
    sections: impl IntoIterator<Item = &'a SectionReading>,
) -> Arc<Provision> {
    let mut children = Vec::new();
    let mut count = 0;
    for reading in sections {
        let Some(section) = &reading.section else {
            continue;
        };
        let label = match &reading.label {
            Some(label) => {
                count += usize::from(!label.is_empty());
                label.clone()
            }
            None if section.heading().is_empty() => String::new(),
            None => {
                count += 1;
                let numbering = heading.numbering.as_ref();
                numbering.map_or_else(String::new, |numbering| numbering.nth(count))
            }
        };
        if label.is_empty() {
            children.push(section.clone());
        } else {
            let own = section.own().clone().label(&label);
            children.push(own.with(section.children().to_vec()));
        }
    }
    Bare::new(Form::Document)
        .role(Role::of(heading.kind.name()))
        .key(heading.key.clone())
        .heading(heading.title.clone().unwrap_or_default())
        .with(children)
}

/// Keys that are given twice, and links to keys that are given nowhere.
fn check_keys(
    snapshot: &Snapshot,
    keys: &[(Key, Span)],
    targets: &[(String, Span)],
    findings: &mut Vec<Finding>,
) {
    let mut seen: HashMap<&str, &Span> = HashMap::new();
    for (key, span) in keys {
        match seen.get(key.as_str()) {
            Some(first) => findings.push(twice(snapshot, key.as_str(), first, span)),
            None => {
                seen.insert(key.as_str(), span);
            }
        }
    }
    for (target, span) in targets {
        if !seen.contains_key(target.as_str()) {
            findings.push(
                Finding::error("dangling-key", fill! { shown = visible(target) }).at(span.clone()),
            );
        }
    }
}

/// `content/rules/main.law.txt:12`.
pub fn file_and_line(snapshot: &Snapshot, span: &Span) -> String {
    let bytes = snapshot.file(&span.file).map_or(&[][..], |file| file.bytes());
    let line = count_lines(&bytes[..span.range.start.min(bytes.len())]) + 1;
    format!("{}:{line}", span.file)
}

fn twice(snapshot: &Snapshot, key: &str, first: &Span, again: &Span) -> Finding {
    let place = file_and_line(snapshot, first);
    Finding::error("duplicate-key", fill! { key, place }).at(again.clone())
}

/// The file that holds the text.
pub const TEXT: &str = "main.law.txt";

/// The draft of a regulation, and the names of the files that it is made of.
pub fn read_regulation(
    snapshot: &Snapshot,
    folder: &str,
    heading: &DocumentHeading,
    findings: &mut Vec<Finding>,
) -> (Option<Draft>, Vec<String>) {
    // Sections of a regulation are told where they are named; their files, and a text that is not there, follow.
    let mut used = vec![TEXT.to_owned()];
    used.extend(heading.sections.iter().map(|(name, _)| heading::file_of(name).1));
    if used.len() > 1 && snapshot.file(&format!("{folder}/{TEXT}")).is_none() {
        return (None, used);
    }
    let Some(source) = super::source(snapshot, &format!("{folder}/{TEXT}"), findings) else {
        return (None, used);
    };
    if source.words().trim().is_empty() {
        findings.push(
            Finding::error("empty-file.regulation", fill! {}).at(Span::file(source.file().clone())),
        );
        return (None, used);
    }
    let parsed = regulation::parse(source.all(), Some(source.file().clone()));
    repairs(&parsed, source.file(), findings);
    findings.extend(parsed.findings);
    title(heading, &parsed.root, findings);
    let own = parsed.root.own().clone();
    let root = own
        .role(Role::of(heading.kind.name()))
        .key(heading.key.clone())
        .with(parsed.root.children().to_vec());
    (Some(Draft::new(vec![(None, root)])), used)
}

/// What was mended on the way; layout is not worth a word.
fn repairs(parsed: &Parsed, file: &Arc<str>, findings: &mut Vec<Finding>) {
    for edit in parsed.log.edits() {
        for reason in &edit.reasons {
            if reason.weight == Weight::Repair {
                let span = Span::new(file.clone(), edit.range.clone());
                findings.push(Finding::note(reason.name, fill! {}).at(span));
            }
        }
    }
}

/// The title stands in the text; `document.yaml` may repeat it, but not say another.
fn title(heading: &DocumentHeading, root: &Provision, findings: &mut Vec<Finding>) {
    let (Some(title), Some(span)) = (&heading.title, &heading.title_span) else {
        return;
    };
    if *title != *root.heading() {
        let printed = root.heading().words();
        findings.push(Finding::error("title-differs", fill! { printed }).at(span.clone()));
    }
}
