//! A document that was understood as edits on disk: its files, those of the site around it, the report.
//! Does not know how it was understood.

use super::extract::Extracted;
use super::lines::TextPlaces;
use super::normalise::Normalised;
use super::{CheckedDocument, Imported, Overwrite, REPORT, Request, report, site_files};
use crate::diagnostic::{Finding, Lang, Span};
use crate::disk::{Before, Edits, Snapshot};
use crate::fill;
use crate::sections::SectionFile;
use crate::site::{Kind, Slug};

/// The folder, the files around the document, the report.
pub(super) fn finish(
    name: &str,
    request: &Request<'_>,
    lifted: &Extracted,
    ready: &Normalised,
    made: CheckedDocument,
) -> Result<Imported, Vec<Finding>> {
    let title = made.root.heading().words();
    let kind = Kind::from_name(made.root.role().as_str()).unwrap_or(Kind::Notice);
    let slug = choose(request, kind, &title)?;
    let folder = format!("content/{slug}");
    let mut edits = Edits::new();
    for file in &made.files {
        let path = format!("{folder}/{}", file.name);
        write_file(&mut edits, request.existing, &path, &file.text)?;
    }
    clear(&mut edits, request, &slug, &made.files)?;
    let mut findings = made.findings;
    findings.extend(around(&mut edits, request.existing, &slug, &ready.text)?);
    findings.extend(readings(&mut edits, request.existing, &folder, lifted)?);
    let written: Vec<String> = match &request.version {
        Some(path) => vec![path.clone()],
        None => edits.paths().map(str::to_owned).collect(),
    };
    let story = report::ReportStory {
        name,
        lifted,
        ready,
        places: &TextPlaces::of(&ready.shown),
        folder: &folder,
        root: &made.root,
        log: &made.log,
        proof: made.proof,
        law: made.law,
        findings: &findings,
        written: &written,
    };
    let report = report::markdown(&story);
    let summaries = [report::summary(&story, Lang::Ja), report::summary(&story, Lang::En)];
    let path = format!("{folder}/{REPORT}");
    write_file(&mut edits, request.existing, &path, &report)?;
    Ok(Imported {
        slug,
        kind,
        edits,
        root: made.root,
        decoded: lifted.decoded.clone(),
        shown: ready.shown.clone(),
        log: made.log,
        proof: made.proof,
        findings,
        report,
        summaries,
    })
}

/// The readings over words as an aid; says what could not be written.
fn readings(
    edits: &mut Edits,
    existing: &Snapshot,
    folder: &str,
    lifted: &Extracted,
) -> Result<Vec<Finding>, Vec<Finding>> {
    let found = lifted.sheet.as_ref().map(|sheet| &sheet.readings);
    let Some((text, others)) = found.and_then(|found| site_files::furigana_file(found)) else {
        return Ok(vec![]);
    };
    let path = format!("{folder}/aids/furigana.yaml");
    if existing.file(&path).is_some() {
        return Ok(vec![Finding::note("furigana-kept", fill! { path })]);
    }
    write_file(edits, existing, &path, &text)?;
    if others.is_empty() {
        return Ok(vec![]);
    }
    let others = others.join("、");
    Ok(vec![Finding::warning("furigana-differs", fill! { others })])
}

/// The files of the site around the document; says what could not be added.
fn around(
    edits: &mut Edits,
    existing: &Snapshot,
    slug: &Slug,
    text: &str,
) -> Result<Option<Finding>, Vec<Finding>> {
    let name = site_files::organisation_name(text);
    let (site, finding) = match site_files::site(existing, slug.as_str(), &name) {
        Ok(change) => (change, None),
        Err(finding) => (None, Some(finding)),
    };
    for (path, text, before) in site.into_iter().chain(site_files::organisation(existing, &name)) {
        edits.write(path, text.into_bytes(), before).map_err(|error| refused(&error))?;
    }
    Ok(finding)
}

fn choose(request: &Request<'_>, kind: Kind, title: &str) -> Result<Slug, Vec<Finding>> {
    let usual = || match request.overwrite {
        Overwrite::Never => site_files::free_slug(kind, title, request.existing),
        Overwrite::Draft => site_files::free_slug(kind, title, &Snapshot::default()),
    };
    let slug = request.slug.clone().unwrap_or_else(usual);
    if request.overwrite == Overwrite::Never && !site_files::is_free(&slug, request.existing) {
        let finding = Finding::error("document-exists", fill! { slug })
            .at(Span::file(format!("content/{slug}/document.yaml")));
        return Err(vec![finding]);
    }
    Ok(slug)
}

/// A file that is new, or stands just as it was read.
fn write_file(
    edits: &mut Edits,
    existing: &Snapshot,
    path: &str,
    text: &str,
) -> Result<(), Vec<Finding>> {
    let before = existing.file(path).map_or(Before::Absent, |file| Before::Was(file.digest()));
    edits.write(path, text.as_bytes().to_vec(), before).map_err(|error| refused(&error))
}

/// Removes the files of the draft that is replaced; versions, ledger, figures and aids stay.
fn clear(
    edits: &mut Edits,
    request: &Request<'_>,
    slug: &Slug,
    files: &[SectionFile],
) -> Result<(), Vec<Finding>> {
    let folder = format!("content/{slug}");
    for (path, file) in request.existing.under(&folder) {
        let name = &path[folder.len() + 1..];
        let is_new = name == REPORT || files.iter().any(|file| file.name == name);
        let is_draft = !name.contains('/')
            && (name.ends_with(".yaml") || name.ends_with(".md") || name == "main.law.txt");
        if is_draft && !is_new && name != "amendment.yaml" {
            edits.remove(path, Before::Was(file.digest())).map_err(|error| refused(&error))?;
        }
    }
    Ok(())
}

fn refused(error: &crate::disk::DiskError) -> Vec<Finding> {
    vec![Finding::error("import-not-written", fill! { error })]
}
