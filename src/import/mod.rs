//! Foreign text to `content/`, as a log of edits on the source. Does not know versions.
//!
//! The way of a text: [`decode`], repair of what copying broke, structure (a notice's sections, or a regulation
//! through [`crate::regulation`]), files, and the exact check: the files are read back as a site would read them,
//! and the log replayed on the source must give the very words that come back. A failure writes nothing.

mod back;
mod check;
mod decode;
mod lines;
mod marker;
mod name;
mod notice;
mod regulation;
mod repair;
mod report;
mod site_files;
mod sketch;
mod write;

pub use check::Proof;
pub use decode::{Decoded, Ground, MAX_BYTES, decode};

use crate::diagnostic::{Finding, Lang, Span};
use crate::disk::{Before, Edits, Snapshot};
use crate::sections::File;
use crate::site::{Kind, Slug};
use crate::text::edits::EditLog;
use crate::tree::{Provision, transcript};
use std::ops::Range;
use std::sync::Arc;

/// The report's name in the document's folder.
pub const REPORT: &str = "import-report.md";

/// A file to import.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, as findings and the report show it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What a text is to be read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// A regulation when it has numbered articles, else a notice.
    #[default]
    Auto,
    /// A notice.
    Notice,
    /// A regulation.
    Regulation,
}

/// What happens to files that are there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overwrite {
    /// They stay, and the import is refused or takes another folder.
    #[default]
    Never,
    /// The document's draft is replaced; versions and ledger stay.
    Draft,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What the text is.
    pub wanted: Wanted,
    /// The document's folder; `None`: one that fits the kind and is free.
    pub slug: Option<Slug>,
    /// The site as it stands.
    pub existing: &'a Snapshot,
    /// What happens to files that are there.
    pub overwrite: Overwrite,
}

/// An import that can be committed.
#[derive(Debug)]
pub struct Imported {
    /// The document's folder.
    pub slug: Slug,
    /// What sort of document it is.
    pub kind: Kind,
    /// The files to write.
    pub edits: Edits,
    /// The tree that the files say, as it was read back.
    pub root: Arc<Provision>,
    /// The source as text.
    pub decoded: Decoded,
    /// Every edit from the source to [`transcript`] of `root`; to `main.law.txt` where a regulation's words cannot
    /// be told apart line by line.
    pub log: EditLog,
    /// What the exact check compared.
    pub proof: Proof,
    /// What should be looked at; places are in the source.
    pub findings: Vec<Finding>,
    /// `import-report.md`.
    pub report: String,
    summaries: [String; 2],
}

impl Imported {
    /// The summary for a terminal.
    pub fn summary(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.summaries[0],
            Lang::En => &self.summaries[1],
        }
    }
}

/// A document as it would be written, checked.
struct Made {
    files: Vec<File>,
    root: Arc<Provision>,
    log: EditLog,
    proof: Proof,
    law: Option<Proof>,
    findings: Vec<Finding>,
}

/// Imports a text.
///
/// # Errors
/// When the source cannot be decoded, the folder is taken, or the exact check fails; nothing is to be written then.
pub fn import(source: Source<'_>, request: &Request<'_>) -> Result<Imported, Vec<Finding>> {
    let name: Arc<str> = source.name.into();
    let decoded = decode(source.name, source.bytes).map_err(|finding| vec![finding])?;
    let lines = lines::lines(&decoded.text);
    let (repairs, unsure) = repair::repair(&decoded.text, &lines);
    let text = repairs
        .replay(&decoded.text)
        .expect("repairs are made of places in this text");
    let is_regulation = match request.wanted {
        Wanted::Auto => regulation::is_regulation(
            lines::lines(&text)
                .iter()
                .map(|line| &text[line.range.clone()]),
        ),
        Wanted::Notice => false,
        Wanted::Regulation => true,
    };
    let mut made = if is_regulation {
        regulation(&name, &decoded.text, &text, &repairs)?
    } else {
        notice(&name, &decoded.text, &text, &repairs)?
    };
    made.findings.extend(
        unsure
            .into_iter()
            .map(|(place, finding)| finding.at(Span::new(name.clone(), place))),
    );
    made.findings
        .sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.range.start));
    if !decoded.ground.is_certain() {
        let says = decoded.says();
        made.findings.insert(
            0,
            Finding::warning("encoding-guessed", says.ja, says.en).at(Span::file(name.clone())),
        );
    }
    finish(source.name, request, decoded, made)
}

fn notice(
    name: &Arc<str>,
    source: &str,
    text: &str,
    repairs: &EditLog,
) -> Result<Made, Vec<Finding>> {
    let read = notice::read(text);
    let mut failures = Vec::new();
    for floor in [
        write::Floor::Sections,
        write::Floor::Prose,
        write::Floor::Plain,
    ] {
        let Some(written) = write::write(text, &read, floor) else {
            continue;
        };
        let layout = match sketch::layout(text, &written.root, written.added) {
            Ok(layout) => layout,
            Err(sketch::Lost(place)) => {
                failures.push(lost(name, text, repairs, place));
                continue;
            }
        };
        let root = back::read(&written.files)?;
        let log = repairs.then(&layout);
        match check::exact(name, source, &log, &transcript(&root)) {
            Ok(proof) => {
                let findings = written.unplaced.into_iter().map(|(place, finding)| {
                    let place = repairs.to_source(place.start)..repairs.to_source(place.end);
                    finding.at(Span::new(name.clone(), place))
                });
                return Ok(Made {
                    files: written.files,
                    root,
                    log,
                    proof,
                    law: None,
                    findings: findings.collect(),
                });
            }
            Err(finding) => failures.push(finding),
        }
    }
    failures.truncate(1);
    Err(failures)
}

fn lost(name: &Arc<str>, text: &str, repairs: &EditLog, place: Range<usize>) -> Finding {
    let words: String = text
        .get(place.clone())
        .unwrap_or("")
        .chars()
        .take(20)
        .collect();
    let place = repairs.to_source(place.start)..repairs.to_source(place.end);
    Finding::error(
        "import-not-exact",
        format!("「{words}」の置き場所が決まらないため、取り込みを中止しました。"),
        format!("no place was found for '{words}'; nothing was imported."),
    )
    .at(Span::new(name.clone(), place))
}

fn regulation(
    name: &Arc<str>,
    source: &str,
    text: &str,
    repairs: &EditLog,
) -> Result<Made, Vec<Finding>> {
    let written = regulation::write(name, text).map_err(|finding| vec![finding])?;
    let root = back::read(&written.files)?;
    let to_law = repairs.then(&written.log);
    let printed = crate::regulation::print(&root);
    let law = check::exact(name, source, &to_law, &printed).map_err(|finding| vec![finding])?;
    let mut findings: Vec<Finding> = written.findings;
    for span in findings
        .iter_mut()
        .filter_map(|finding| finding.span.as_mut())
    {
        span.range = repairs.to_source(span.range.start)..repairs.to_source(span.range.end);
    }
    // The words line by line too, where the text and its tree can be aligned.
    let to_words = check::to_transcript(&printed, &root).map(|layout| to_law.then(&layout));
    let (log, proof, law) = match to_words {
        Some(log) => {
            let proof = check::exact(name, source, &log, &transcript(&root))
                .map_err(|finding| vec![finding])?;
            (log, proof, Some(law))
        }
        None => {
            findings.push(Finding::note(
                "words-not-aligned",
                "検算は main.law.txt の全文で行いました（規定ごとの突き合わせはできませんでした）。",
                "checked against the whole of main.law.txt; provision by provision was not possible.",
            ));
            (to_law, law, None)
        }
    };
    Ok(Made {
        files: written.files,
        root,
        log,
        proof,
        law,
        findings,
    })
}

/// The folder, the files around the document, the report.
fn finish(
    name: &str,
    request: &Request<'_>,
    decoded: Decoded,
    made: Made,
) -> Result<Imported, Vec<Finding>> {
    let title = made.root.heading().words();
    let kind = Kind::from_name(made.root.role().as_str()).unwrap_or(Kind::Notice);
    let mut findings = made.findings;
    let slug = choose(request, kind, &title)?;
    let organisation = name::organisation(&decoded.text);
    let mut edits = Edits::new();
    let mut written = Vec::new();
    for file in &made.files {
        written.push(format!("content/{slug}/{}", file.name));
        put(
            &mut edits,
            request.existing,
            &format!("content/{slug}/{}", file.name),
            &file.text,
        )?;
    }
    clear(&mut edits, request, &slug, &made.files)?;
    let around = match site_files::site(request.existing, slug.as_str(), &organisation) {
        Ok(change) => change,
        Err(finding) => {
            findings.push(finding);
            None
        }
    };
    let around = around
        .into_iter()
        .chain(site_files::organisation(request.existing, &organisation));
    for (path, text, before) in around {
        written.push(path.to_owned());
        edits
            .write(path, text.into_bytes(), before)
            .map_err(|error| refused(&error))?;
    }
    let folder = format!("content/{slug}");
    let story = report::Story {
        name,
        decoded: &decoded,
        folder: &folder,
        root: &made.root,
        log: &made.log,
        proof: made.proof,
        law: made.law,
        findings: &findings,
        written: &written,
    };
    let report = report::markdown(&story);
    let summaries = [
        report::summary(&story, Lang::Ja),
        report::summary(&story, Lang::En),
    ];
    put(
        &mut edits,
        request.existing,
        &format!("{folder}/{REPORT}"),
        &report,
    )?;
    Ok(Imported {
        slug,
        kind,
        edits,
        root: made.root,
        decoded,
        log: made.log,
        proof: made.proof,
        findings,
        report,
        summaries,
    })
}

fn choose(request: &Request<'_>, kind: Kind, title: &str) -> Result<Slug, Vec<Finding>> {
    let usual = || match request.overwrite {
        Overwrite::Never => name::slug(kind, title, request.existing),
        Overwrite::Draft => name::slug(kind, title, &Snapshot::default()),
    };
    let slug = request.slug.clone().unwrap_or_else(usual);
    if request.overwrite == Overwrite::Never && !name::is_free(&slug, request.existing) {
        let finding = Finding::error(
            "document-exists",
            format!("content/{slug} には、すでに文書があります。何も書き込みませんでした。"),
            format!("content/{slug} holds a document already; nothing was written."),
        )
        .at(Span::file(format!("content/{slug}/document.yaml")))
        .help(
            "別の名前を --name で指定するか、置き換えてよければ --force を付けてください。",
            "Give another name with --name, or --force to replace its draft.",
        );
        return Err(vec![finding]);
    }
    Ok(slug)
}

/// A file that is new, or stands just as it was read.
fn put(edits: &mut Edits, existing: &Snapshot, path: &str, text: &str) -> Result<(), Vec<Finding>> {
    let before = existing
        .file(path)
        .map_or(Before::Absent, |file| Before::Was(file.digest()));
    edits
        .write(path, text.as_bytes().to_vec(), before)
        .map_err(|error| refused(&error))
}

/// Removes the files of the draft that is replaced; versions, ledger, figures and aids stay.
fn clear(
    edits: &mut Edits,
    request: &Request<'_>,
    slug: &Slug,
    files: &[File],
) -> Result<(), Vec<Finding>> {
    let folder = format!("content/{slug}");
    for (path, file) in request.existing.under(&folder) {
        let name = &path[folder.len() + 1..];
        let is_new = name == REPORT || files.iter().any(|file| file.name == name);
        let is_draft = !name.contains('/')
            && (name.ends_with(".yaml") || name.ends_with(".md") || name == "main.law.txt");
        if is_draft && !is_new && name != "amendment.yaml" {
            edits
                .remove(path, Before::Was(file.digest()))
                .map_err(|error| refused(&error))?;
        }
    }
    Ok(())
}

fn refused(error: &crate::disk::DiskError) -> Vec<Finding> {
    vec![Finding::error(
        "import-not-written",
        format!("書き込む準備ができませんでした: {error}"),
        format!("the files could not be prepared: {error}"),
    )]
}
