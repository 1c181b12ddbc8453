//! Foreign text to `content/`, as a log of edits on the source. Does not know versions.
//!
//! The way of a text: its blocks ([`block`], from lines, a page or a Word file), repair of what copying broke, structure
//! (a notice's sections, its signs read by [`signs`] where nothing is said; or a regulation through
//! [`crate::regulation`]), files, and the exact check: the files are read back as a site would read them,
//! and the log replayed on the source must give the very words that come back. A failure writes nothing.

mod read_back;
mod block;
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
mod site_files;
mod signs;
mod spans;
mod outline_tree;
mod file_type;
mod word;
mod write;

pub use block::{Block, BlockKind, ListPlace};
pub use check::{ExactProof, check_exact};
pub use decode::{Container, Decoded, Ground, MAX_BYTES, MAX_FILE, decode};
pub use lines::{TextPlaces, lines};
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
use block::BlockText;
use extract::Extracted;
use normalise::Normalised;
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
    let ready = Normalised::of(&lifted, source.name)?;
    understand(source.name, request, &lifted, &ready).map_err(|mut findings| {
        ready.show(source.name, &mut findings);
        findings
    })
}

/// A regulation where the text has numbered articles.
fn is_regulation(ready: &Normalised, wanted: WantedKind) -> bool {
    match wanted {
        WantedKind::Auto => {
            let lines = ready.text.blocks.iter().filter(|block| block.cells().is_none());
            regulation::is_regulation(lines.map(|block| &ready.text[block.range.clone()]))
        }
        WantedKind::Notice => false,
        WantedKind::Regulation => true,
    }
}

/// The text of a source as a person sees it: what places in findings are places in.
pub fn readable(source: ImportSource<'_>) -> String {
    extract::extract(source.name, source.bytes)
        .ok()
        .and_then(|lifted| Normalised::of(&lifted, source.name).ok())
        .map_or(String::new(), |ready| ready.shown)
}

fn understand(
    name: &str,
    request: &Request<'_>,
    lifted: &Extracted,
    ready: &Normalised,
) -> Result<Imported, Vec<Finding>> {
    let (file, decoded): (Arc<str>, _) = (name.into(), &lifted.decoded);
    let mut made = if is_regulation(ready, request.wanted) {
        regulation(&file, &decoded.text, &ready.text, &ready.log)?
    } else {
        notice(&file, &decoded.text, ready.text.clone(), &ready.log)?
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
    mut text: BlockText,
    repairs: &EditLog,
) -> Result<CheckedDocument, Vec<Finding>> {
    let mut read = notice::read_notice(&mut text);
    spans::give_spans(&text, &mut read);
    let mut failures = Vec::new();
    for floor in write::FLOORS {
        if let Some(written) = write::write(&text, &read, floor) {
            match checked(name, source, &text, repairs, written) {
                Ok(checked) => return Ok(checked),
                Err(findings) => failures.extend(findings),
            }
        }
    }
    // A tab that parts no cells stays in the words, where no file may have it.
    if text.is_plain && text.contains('\t') {
        let tabs = regulation::untabbed(&text);
        return notice(name, source, text.after(&tabs), &repairs.then(&tabs));
    }
    failures.truncate(1);
    if failures.is_empty() {
        failures.push(lost(name, &text, repairs, 0..text.len()));
    }
    Err(failures)
}

/// A notice as it was written, proved.
fn checked(
    name: &Arc<str>,
    source: &str,
    text: &str,
    repairs: &EditLog,
    written: write::WrittenNotice,
) -> Result<CheckedDocument, Vec<Finding>> {
    let layout = outline_tree::layout(text, &written.root, written.added)
        .map_err(|outline_tree::LostWords(place)| vec![lost(name, text, repairs, place)])?;
    let root = read_back::read_back(&written.files)?;
    let log = repairs.then(&layout);
    let proof = check::check_exact(name, source, &log, &transcript(&root))
        .map_err(|finding| vec![finding])?;
    let at = |(place, finding): (_, Finding)| finding.at(place_of(name, repairs, place));
    let findings = written.unplaced.into_iter().map(at).collect();
    Ok(CheckedDocument { files: written.files, root, log, proof, law: None, findings })
}

fn lost(name: &Arc<str>, text: &str, repairs: &EditLog, place: Range<usize>) -> Finding {
    let words: String = text.get(place.clone()).unwrap_or("").chars().take(20).collect();
    let place = place_of(name, repairs, place);
    Finding::error("import-not-exact.place", fill! { words }).at(place)
}

/// A place of the text in its source.
fn place_of(name: &Arc<str>, log: &EditLog, place: Range<usize>) -> Span {
    Span::new(name.clone(), log.to_source(place.start)..log.to_source(place.end))
}

fn regulation(
    name: &Arc<str>,
    source: &str,
    text: &BlockText,
    repairs: &EditLog,
) -> Result<CheckedDocument, Vec<Finding>> {
    // Tabs that part no cells stay in the words, where no file may have them; bullets in cells are words there.
    let signs = if text.is_plain { regulation::spaced(text) } else { regulation::bullets(text) };
    let text = text.after(&signs);
    let repairs = &repairs.then(&signs);
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
    // The words line by line too.
    let log = to_law.then(&regulation::leave_words(&root));
    let (log, proof, law) = match check::check_exact(name, source, &log, &transcript(&root)) {
        Ok(proof) => (log, proof, Some(law)),
        Err(_) => {
            findings.push(Finding::note("words-not-aligned", fill! {}));
            (to_law, law, None)
        }
    };
    Ok(CheckedDocument { files: written.files, root, log, proof, law, findings })
}
