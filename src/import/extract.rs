//! A file of any kind as text that an import can read: plain text as it is, pages and Word files lifted out of their
//! markup, everything else refused with advice. Does not know notices or regulations.

use super::block::BlockText;
use super::decode::{self, Container, Decoded};
use super::markup::{MarkupNode, MarkupSheet, Spaces, write};
use super::{file_type, page, word};
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::text::edits::EditLog;
use std::ops::Range;
use std::sync::Arc;

/// A source as text, and what it says when it has markup.
pub(super) struct Extracted {
    /// The source's text: what every place in the log is a place in.
    pub(super) decoded: Decoded,
    /// Its words and blocks.
    pub(super) text: BlockText,
    /// From the source to those words.
    pub(super) log: EditLog,
    /// What a page or a Word file says besides: what was left out, readings.
    pub(super) sheet: Option<MarkupSheet>,
    /// What was noticed on the way.
    pub(super) findings: Vec<Finding>,
}

/// Lifts a source.
///
/// # Errors
/// When the file is of a kind that cannot be imported, is broken or too large.
pub(super) fn extract(name: &str, bytes: &[u8]) -> Result<Extracted, Finding> {
    if file_type::is_word(bytes) {
        return word::extract(name, bytes);
    }
    if let Some(finding) = file_type::foreign(name, bytes) {
        return Err(finding);
    }
    let start: String = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    let is_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if !is_wide && !page::is_page(name, &start) {
        return decode::decode(name, bytes).map(Extracted::plain);
    }
    let declared = page::declared(bytes);
    let (mut decoded, doubt) = decode::decode_declared(name, bytes, declared.as_deref())?;
    if !page::is_page(name, decoded.text.get(..200.min(decoded.text.len())).unwrap_or(""))
        && is_wide
    {
        return Ok(Extracted::plain(decoded));
    }
    decoded.container = Container::Page;
    let (sheet, nodes) = page::read_page(&decoded.text);
    let mut out = Extracted::of_sheet(name, decoded, &nodes, sheet, Spaces::Collapse)?;
    out.findings.extend(doubt);
    Ok(out)
}

/// The first words of markup that are in no block and no omission.
fn lost_words(source: &str, nodes: &[MarkupNode], placed: &[Range<usize>]) -> Option<Range<usize>> {
    nodes.iter().find_map(|node| match node {
        MarkupNode::Words(chunk) => {
            let own = &chunk.range;
            let at = placed.partition_point(|place| place.end <= own.start);
            let place = placed.get(at).filter(|place| place.start <= own.start);
            let is_placed = place.is_some_and(|place| own.end <= place.end);
            (!is_placed && !chunk.words(source).trim().is_empty()).then(|| own.clone())
        }
        MarkupNode::Element(element) => lost_words(source, &element.children, placed),
    })
}

impl Extracted {
    /// Plain text.
    fn plain(decoded: Decoded) -> Extracted {
        let (text, log) = (BlockText::plain(decoded.text.clone()), EditLog::new());
        Extracted { decoded, text, log, sheet: None, findings: vec![] }
    }

    /// A source with markup, all of whose words are accounted for.
    ///
    /// # Errors
    /// When words would be lost, or there are too many.
    pub(super) fn of_sheet(
        name: &str,
        decoded: Decoded,
        nodes: &[MarkupNode],
        mut sheet: MarkupSheet,
        spaces: Spaces,
    ) -> Result<Extracted, Finding> {
        // The log runs forwards only: words out of their order have no place either.
        let lost = lost_words(&decoded.text, nodes, &sheet.places()).or_else(|| sheet.disorder());
        if let Some(range) = lost {
            let words: String = decoded.text[range.clone()].chars().take(20).collect();
            return Err(Finding::error("import-not-exact.markup", fill! { words })
                .at(Span::new(name, range)));
        }
        let (text, log) = write(&decoded.text, &sheet, spaces).ok_or_else(|| {
            Finding::error("source-too-large.text", fill! { name }).at(Span::file(name))
        })?;
        let file: Arc<str> = name.into();
        let findings = std::mem::take(&mut sheet.findings).into_iter();
        let findings = findings.map(|(place, finding)| finding.at(Span::new(file.clone(), place)));
        let findings = findings.collect();
        Ok(Extracted { decoded, text, log, sheet: Some(sheet), findings })
    }
}
