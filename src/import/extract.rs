//! A file of any kind as text that an import can read: plain text as it is, pages and Word files lifted out of their
//! markup, everything else refused with advice. Does not know notices or regulations.

use super::decode::{self, Container, Decoded};
use super::markers::StandoffMarkup;
use super::markup::{MarkedText, MarkupNode, MarkupSheet, Spaces, TextForm, write};
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
    /// The content of a page or a Word file.
    pub(super) sheet: Option<(MarkupSheet, Spaces)>,
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
        return decode::decode(name, bytes).map(|decoded| Extracted {
            decoded,
            sheet: None,
            findings: vec![],
        });
    }
    let declared = page::declared(bytes);
    let (mut decoded, doubt) = decode::decode_declared(name, bytes, declared.as_deref())?;
    if !page::is_page(name, decoded.text.get(..200.min(decoded.text.len())).unwrap_or(""))
        && is_wide
    {
        return Ok(Extracted { decoded, sheet: None, findings: vec![] });
    }
    decoded.container = Container::Page;
    let (mut sheet, nodes) = page::read_page(&decoded.text);
    accounted(name, &decoded.text, &nodes, &sheet)?;
    let file: Arc<str> = name.into();
    let findings = std::mem::take(&mut sheet.findings)
        .into_iter()
        .map(|(place, finding)| finding.at(Span::new(file.clone(), place)))
        .chain(doubt);
    let findings = findings.collect();
    Ok(Extracted { decoded, sheet: Some((sheet, Spaces::Collapse)), findings })
}

/// Every word of the markup is in a block or in an omission; the tree and the sheet are compared.
///
/// # Errors
/// When words would be lost.
pub(super) fn accounted(
    name: &str,
    source: &str,
    nodes: &[MarkupNode],
    sheet: &MarkupSheet,
) -> Result<(), Finding> {
    let placed = sheet.places();
    let lost = lost_words(source, nodes, &|range| {
        let at = placed.partition_point(|place| place.end <= range.start);
        placed.get(at).is_some_and(|place| place.start <= range.start && range.end <= place.end)
    });
    // The log runs forwards only: words out of their order have no place either.
    match lost.or_else(|| sheet.disorder()) {
        None => Ok(()),
        Some(range) => {
            let words: String = source[range.clone()].chars().take(20).collect();
            Err(Finding::error("import-not-exact.markup", fill! { words })
                .at(Span::new(name, range)))
        }
    }
}

fn lost_words(
    source: &str,
    nodes: &[MarkupNode],
    is_placed: &dyn Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    nodes.iter().find_map(|node| match node {
        MarkupNode::Words(chunk) => {
            let is_blank = chunk.words(source).trim().is_empty();
            (!is_blank && !is_placed(&chunk.range)).then(|| chunk.range.clone())
        }
        MarkupNode::Element(element) => lost_words(source, &element.children, is_placed),
    })
}

impl Extracted {
    /// The text, for a notice or a regulation.
    ///
    /// # Errors
    /// When it is too large.
    pub(super) fn write(&self, name: &str, shape: TextForm) -> Result<MarkedText, Finding> {
        let Some((sheet, spaces)) = &self.sheet else {
            let text = self.decoded.text.clone();
            return Ok(MarkedText { text, markup: StandoffMarkup::default(), log: EditLog::new() });
        };
        write(&self.decoded.text, sheet, shape, *spaces).ok_or_else(|| {
            Finding::error("source-too-large.text", fill! { name }).at(Span::file(name))
        })
    }
}
