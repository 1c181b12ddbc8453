//! Foreign text to `content/`, as a log of edits on the source. Does not know versions.
//!
//! The way of a text: [`decode`], repair of what copying broke, structure (a notice's sections, or a regulation
//! through [`crate::regulation`]), files, and the exact check: the files are read back as a site would read them,
//! and the log replayed on the source must give the very words that come back. A failure writes nothing.

mod read_back;
mod check;
mod decode;
mod finish;
mod omissions;
mod extract;
mod lines;
mod list_marker;
mod markup;
mod notice;
mod page;
mod normalise;
mod regulation;
mod repair;
mod report;
mod request;
mod markers;
mod site_files;
mod outline_tree;
mod file_type;
mod word;
mod write;

pub use check::{ExactProof, check_exact};
pub use decode::{Container, Decoded, Ground, MAX_BYTES, MAX_FILE, decode};
pub use lines::{LineShape, RowCell, TextLine, TextPlaces, lines};
pub use list_marker::{
    ListMarker, ListMarkerStyle, NumeralFamily, list_number, note_mark, read_marker, word_number,
};
pub use markup::{Element, MarkupNode, SourceChunk};
pub use outline_tree::{LostWords, MarkedRange, OutlineNode, RangeMark, WordRanges, layout};
pub use page::parse_page;
pub use repair::repair_text;
pub use request::{ImportSource, Imported, Overwrite, Request, WantedKind};

use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::sections::SectionFile;
use crate::text::edits::EditLog;
use crate::tree::{Provision, transcript};
use extract::Extracted;
use markers::StandoffMarkup;
use markup::TextForm;
use normalise::Normalised;
use notice::LineBreaks;
use std::ops::Range;
use std::sync::Arc;

/// The report's name in the document's folder.
pub const REPORT: &str = "import-report.md";

/// A document as it would be written, checked.
struct CheckedDocument {
    files: Vec<SectionFile>,
    root: Arc<Provision>,
    log: EditLog,
    proof: ExactProof,
    law: Option<ExactProof>,
    findings: Vec<Finding>,
}

/// Imports a text, a web page or a Word file.
///
/// # Errors
/// When the source cannot be read, the folder is taken, or the exact check fails; nothing is to be written then.
pub fn import(source: ImportSource<'_>, request: &Request<'_>) -> Result<Imported, Vec<Finding>> {
    let lifted = extract::extract(source.name, source.bytes).map_err(|finding| vec![finding])?;
    let mut ready = Normalised::of(&lifted, source.name, TextForm::Notice)?;
    let shape = match request.wanted {
        WantedKind::Auto => shape_of(&ready),
        WantedKind::Notice => TextForm::Notice,
        WantedKind::Regulation => TextForm::Regulation,
    };
    if shape == TextForm::Regulation && lifted.sheet.is_some() {
        ready = Normalised::of(&lifted, source.name, shape)?;
    }
    understand(source.name, request, &lifted, &ready, shape).map_err(|mut findings| {
        ready.show(source.name, &mut findings);
        findings
    })
}

/// A regulation where the text has numbered articles.
fn shape_of(ready: &Normalised) -> TextForm {
    let lines = lines::marked_lines(&ready.text, &ready.markup);
    if regulation::is_regulation(lines.iter().map(|line| &ready.text[line.range.clone()])) {
        TextForm::Regulation
    } else {
        TextForm::Notice
    }
}

/// The text of a source as a person sees it: what places in findings are places in.
pub fn readable(source: ImportSource<'_>) -> String {
    extract::extract(source.name, source.bytes)
        .ok()
        .and_then(|lifted| Normalised::of(&lifted, source.name, TextForm::Notice).ok())
        .map_or(String::new(), |ready| ready.shown)
}

fn understand(
    name: &str,
    request: &Request<'_>,
    lifted: &Extracted,
    ready: &Normalised,
    shape: TextForm,
) -> Result<Imported, Vec<Finding>> {
    let (file, decoded): (Arc<str>, _) = (name.into(), &lifted.decoded);
    let mut made = match shape {
        TextForm::Regulation => regulation(&file, &decoded.text, &ready.text, &ready.log)?,
        TextForm::Notice => {
            let breaks = match lifted.sheet {
                Some(_) => LineBreaks::Meant,
                None => LineBreaks::Maybe,
            };
            notice(&file, &decoded.text, &ready.text, &ready.markup, &ready.log, breaks)?
        }
    };
    made.findings.extend(ready.findings.iter().cloned());
    made.findings.extend(lifted.findings.iter().cloned());
    made.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.range.start));
    if !decoded.ground.is_certain() {
        made.findings.insert(0, decoded.guessed().at(Span::file(file)));
    }
    ready.show(name, &mut made.findings);
    finish::finish(name, request, lifted, ready, made)
}

fn notice(
    name: &Arc<str>,
    source: &str,
    text: &str,
    markup: &StandoffMarkup,
    repairs: &EditLog,
    breaks: LineBreaks,
) -> Result<CheckedDocument, Vec<Finding>> {
    let mut read = notice::read_notice(text, &lines::marked_lines(text, markup), breaks);
    markers::settle(text, markup, &mut read);
    let mut failures = Vec::new();
    for floor in write::StructureFloor::ALL {
        let Some(written) = write::write(text, &read, floor) else {
            continue;
        };
        let layout = match outline_tree::layout(text, &written.root, written.added) {
            Ok(layout) => layout,
            Err(outline_tree::LostWords(place)) => {
                failures.push(lost(name, text, repairs, place));
                continue;
            }
        };
        let root = match read_back::read_back(&written.files) {
            Ok(root) => root,
            Err(findings) => {
                failures.extend(findings);
                continue;
            }
        };
        let log = repairs.then(&layout);
        match check::check_exact(name, source, &log, &transcript(&root)) {
            Ok(proof) => {
                let findings = placed(name, repairs, written.unplaced);
                return Ok(CheckedDocument {
                    files: written.files,
                    root,
                    log,
                    proof,
                    law: None,
                    findings,
                });
            }
            Err(finding) => failures.push(finding),
        }
    }
    // A tab that parts no cells stays in the words, where no file may have it.
    if text.contains('\t') {
        let tabs = regulation::untabbed(text);
        let text = tabs.replay(text).expect("tabs are places in this text");
        let markup = markup.after(&tabs);
        return notice(name, source, &text, &markup, &repairs.then(&tabs), breaks);
    }
    failures.truncate(1);
    if failures.is_empty() {
        failures.push(lost(name, text, repairs, 0..text.len()));
    }
    Err(failures)
}

fn lost(name: &Arc<str>, text: &str, repairs: &EditLog, place: Range<usize>) -> Finding {
    let words: String = text.get(place.clone()).unwrap_or("").chars().take(20).collect();
    let place = place_of(name, repairs, place);
    Finding::error("import-not-exact.place", fill! { words }).at(place)
}

/// Findings with their places in the source.
fn placed(name: &Arc<str>, log: &EditLog, found: Vec<(Range<usize>, Finding)>) -> Vec<Finding> {
    let at = |(place, finding): (_, Finding)| finding.at(place_of(name, log, place));
    found.into_iter().map(at).collect()
}

/// A place of the text in its source.
fn place_of(name: &Arc<str>, log: &EditLog, place: Range<usize>) -> Span {
    Span::new(name.clone(), log.to_source(place.start)..log.to_source(place.end))
}

fn regulation(
    name: &Arc<str>,
    source: &str,
    text: &str,
    repairs: &EditLog,
) -> Result<CheckedDocument, Vec<Finding>> {
    // Tabs that part no cells stay in the words, where no file may have them.
    let tabs = regulation::spaced(text);
    let text = tabs.replay(text).expect("tabs are places in this text");
    let repairs = &repairs.then(&tabs);
    let written = regulation::write(name, &text).map_err(|finding| vec![finding])?;
    let root = read_back::read_back(&written.files)?;
    let to_law = repairs.then(&written.log);
    let printed = crate::regulation::print(&root);
    let law =
        check::check_exact(name, source, &to_law, &printed).map_err(|finding| vec![finding])?;
    let mut findings: Vec<Finding> = written.findings;
    for span in findings.iter_mut().filter_map(|finding| finding.span.as_mut()) {
        span.range = repairs.to_source(span.range.start)..repairs.to_source(span.range.end);
    }
    // The words line by line too, where the text and its tree can be aligned.
    let to_words = check::to_transcript(&printed, &root).map(|layout| to_law.then(&layout));
    let (log, proof, law) = match to_words {
        Some(log) => {
            let proof = check::check_exact(name, source, &log, &transcript(&root))
                .map_err(|finding| vec![finding])?;
            (log, proof, Some(law))
        }
        None => {
            findings.push(Finding::note("words-not-aligned", fill! {}));
            (to_law, law, None)
        }
    };
    Ok(CheckedDocument { files: written.files, root, log, proof, law, findings })
}
