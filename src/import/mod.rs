//! Foreign text to `content/`, as a log of edits on the source. Does not know versions.
//!
//! The way of a text: [`decode`], repair of what copying broke, structure (a notice's sections, or a regulation
//! through [`crate::regulation`]), files, and the exact check: the files are read back as a site would read them,
//! and the log replayed on the source must give the very words that come back. A failure writes nothing.

mod address;
mod back;
mod check;
mod decode;
mod finish;
mod furigana;
mod left;
mod lift;
mod lines;
mod marker;
mod markup;
mod name;
mod notice;
mod ordinal;
mod page;
mod ready;
mod regulation;
mod repair;
mod report;
mod request;
mod signs;
mod site_files;
mod sketch;
mod sniff;
mod why;
mod word;
mod write;

pub use check::Proof;
pub use decode::{Container, Decoded, Ground, MAX_BYTES, MAX_FILE, decode};
pub use request::{Imported, Overwrite, Request, Source, Wanted};

use crate::diagnostic::{Finding, Span};
use crate::sections::File;
use crate::text::edits::EditLog;
use crate::tree::{Provision, transcript};
use lift::Lifted;
use markup::Shape;
use notice::Breaks;
use ready::Ready;
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

/// Imports a text, a web page or a Word file.
///
/// # Errors
/// When the source cannot be read, the folder is taken, or the exact check fails; nothing is to be written then.
pub fn import(source: Source<'_>, request: &Request<'_>) -> Result<Imported, Vec<Finding>> {
    let lifted = lift::lift(source.name, source.bytes).map_err(|finding| vec![finding])?;
    let mut ready = Ready::of(&lifted, source.name, Shape::Notice)?;
    let shape = match request.wanted {
        Wanted::Auto => shape_of(&ready.text),
        Wanted::Notice => Shape::Notice,
        Wanted::Regulation => Shape::Regulation,
    };
    if shape == Shape::Regulation && lifted.sheet.is_some() {
        ready = Ready::of(&lifted, source.name, shape)?;
    }
    understand(source.name, request, &lifted, &ready, shape).map_err(|mut findings| {
        ready.show(source.name, &mut findings);
        findings
    })
}

/// A regulation where the text has numbered articles.
fn shape_of(text: &str) -> Shape {
    let lines = lines::lines(text);
    if regulation::is_regulation(lines.iter().map(|line| &text[line.range.clone()])) {
        Shape::Regulation
    } else {
        Shape::Notice
    }
}

/// The text of a source as a person sees it: what places in findings are places in.
pub fn readable(source: Source<'_>) -> String {
    lift::lift(source.name, source.bytes)
        .ok()
        .and_then(|lifted| Ready::of(&lifted, source.name, Shape::Notice).ok())
        .map_or(String::new(), |ready| ready.shown)
}

fn understand(
    name: &str,
    request: &Request<'_>,
    lifted: &Lifted,
    ready: &Ready,
    shape: Shape,
) -> Result<Imported, Vec<Finding>> {
    let (file, decoded): (Arc<str>, _) = (name.into(), &lifted.decoded);
    let mut made = match shape {
        Shape::Regulation => regulation(&file, &decoded.text, &ready.text, &ready.log)?,
        Shape::Notice => {
            let breaks = match lifted.sheet {
                Some(_) => Breaks::Meant,
                None => Breaks::Maybe,
            };
            notice(&file, &decoded.text, &ready.text, &ready.log, breaks)?
        }
    };
    made.findings.extend(ready.findings.iter().cloned());
    made.findings.extend(lifted.findings.iter().cloned());
    made.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.range.start));
    if !decoded.ground.is_certain() {
        let says = decoded.says();
        made.findings.insert(
            0,
            Finding::spelt_warning("encoding-guessed", says.ja, says.en).at(Span::file(file)),
        );
    }
    ready.show(name, &mut made.findings);
    finish::finish(name, request, lifted, ready, made)
}

fn notice(
    name: &Arc<str>,
    source: &str,
    text: &str,
    repairs: &EditLog,
    breaks: Breaks,
) -> Result<Made, Vec<Finding>> {
    let mut read = notice::read(text, breaks);
    signs::settle(text, &mut read);
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
        return notice(name, source, &text, &repairs.then(&tabs), breaks);
    }
    failures.truncate(1);
    if failures.is_empty() {
        failures.push(lost(name, text, repairs, 0..text.len()));
    }
    Err(failures)
}

fn lost(name: &Arc<str>, text: &str, repairs: &EditLog, place: Range<usize>) -> Finding {
    let words: String = text.get(place.clone()).unwrap_or("").chars().take(20).collect();
    let place = repairs.to_source(place.start)..repairs.to_source(place.end);
    Finding::spelt_error(
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
    for span in findings.iter_mut().filter_map(|finding| finding.span.as_mut()) {
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
            findings.push(Finding::spelt_note(
                "words-not-aligned",
                "検算は main.law.txt の全文で行いました（規定ごとの突き合わせはできませんでした）。",
                "checked against the whole of main.law.txt; provision by provision was not possible.",
            ));
            (to_law, law, None)
        }
    };
    Ok(Made { files: written.files, root, log, proof, law, findings })
}
