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
mod request;
mod site_files;
mod sketch;
mod write;

pub use check::Proof;
pub use decode::{Decoded, Ground, MAX_BYTES, decode};
pub use request::{Imported, Overwrite, Request, Source, Wanted};

use crate::diagnostic::{Finding, Lang, Severity, Span};
use crate::disk::{Before, Edits, Snapshot};
use crate::sections::File;
use crate::site::{Kind, Slug};
use crate::text::edits::EditLog;
use crate::tree::{Provision, transcript};
use std::ops::Range;
use std::sync::Arc;

/// The report's name in the document's folder.
pub const REPORT: &str = "import-report.md";

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
    let unsure = unsure
        .into_iter()
        .map(|(place, finding)| finding.at(Span::new(name.clone(), place)));
    let (lost, unsure): (Vec<Finding>, Vec<Finding>) =
        unsure.partition(|finding| finding.severity == Severity::Error);
    if !lost.is_empty() {
        return Err(lost);
    }
    let text = repairs
        .replay(&decoded.text)
        .expect("repairs are made of places in this text");
    if !text.contains(sketch::is_word) {
        return Err(vec![decode::empty(source.name)]);
    }
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
    made.findings.extend(unsure);
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
    for floor in write::Floor::ALL {
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
        let root = match back::read(&written.files) {
            Ok(root) => root,
            Err(findings) => {
                failures.extend(findings);
                continue;
            }
        };
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
    // A tab that parts no cells stays in the words, where no file may have it.
    if text.contains('\t') {
        let tabs = regulation::untabbed(text);
        let text = tabs.replay(text).expect("tabs are places in this text");
        return notice(name, source, &text, &repairs.then(&tabs));
    }
    failures.truncate(1);
    if failures.is_empty() {
        failures.push(lost(name, text, repairs, 0..text.len()));
    }
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
    // Tabs that part no cells stay in the words, where no file may have them.
    let tabs = regulation::spaced(text);
    let text = tabs.replay(text).expect("tabs are places in this text");
    let repairs = &repairs.then(&tabs);
    let written = regulation::write(name, &text).map_err(|finding| vec![finding])?;
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
    let slug = choose(request, kind, &title)?;
    let folder = format!("content/{slug}");
    let mut edits = Edits::new();
    for file in &made.files {
        put(
            &mut edits,
            request.existing,
            &format!("{folder}/{}", file.name),
            &file.text,
        )?;
    }
    clear(&mut edits, request, &slug, &made.files)?;
    let mut findings = made.findings;
    findings.extend(around(&mut edits, request.existing, &slug, &decoded.text)?);
    let written: Vec<String> = edits.paths().map(str::to_owned).collect();
    let story = report::Story {
        name,
        decoded: &decoded,
        places: &lines::Places::of(&decoded.text),
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

/// The files of the site around the document; says what could not be added.
fn around(
    edits: &mut Edits,
    existing: &Snapshot,
    slug: &Slug,
    text: &str,
) -> Result<Option<Finding>, Vec<Finding>> {
    let name = name::organisation(text);
    let (site, finding) = match site_files::site(existing, slug.as_str(), &name) {
        Ok(change) => (change, None),
        Err(finding) => (None, Some(finding)),
    };
    for (path, text, before) in site
        .into_iter()
        .chain(site_files::organisation(existing, &name))
    {
        edits
            .write(path, text.into_bytes(), before)
            .map_err(|error| refused(&error))?;
    }
    Ok(finding)
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
