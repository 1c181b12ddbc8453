//! The parts of a Word file out of their zip, never more than a limit whatever the zip says of itself, and a part as a
//! tree with places. Refuses document types, for no Word file has one and entities can be bombs. Writes nothing to
//! disk; does not know what any element means.

use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::import::markup::{Element, MarkupNode, SourceChunk};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::Cursor;
use std::ops::Range;
use zip::ZipArchive;
use zip::result::ZipError;

/// Files with more parts are refused.
const MAX_PARTS: usize = 10_000;
/// A larger part is refused; the text of a notice takes some hundred kilobytes.
const MAX_PART: u64 = 16 << 20;
/// All parts that are read together.
const MAX_ALL: u64 = 48 << 20;

/// Why a Word file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArchiveFault {
    /// No zip, or parts that are no XML.
    Broken,
    /// Unpacked, it is larger than any notice.
    Large,
    /// A part declares entities, as no Word file does.
    Entities,
    /// A password is asked for.
    Locked,
}

impl ArchiveFault {
    /// As a finding.
    pub(super) fn finding(self, name: &str) -> Finding {
        let code = match self {
            ArchiveFault::Broken => "source-broken",
            ArchiveFault::Large => "source-too-large.unpacked",
            ArchiveFault::Entities => "source-unsafe",
            ArchiveFault::Locked => "source-locked.word",
        };
        Finding::error(code, fill! { name }).at(Span::file(name))
    }
}

/// An open file.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl Archive<'_> {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// When it is no zip or has too many parts.
    pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, ArchiveFault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveFault::Broken)?;
        if zip.len() > MAX_PARTS {
            return Err(ArchiveFault::Large);
        }
        Ok(Archive { zip, left: MAX_ALL })
    }

    /// The names of all parts, in order of their names.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names().filter_map(Result::ok);
        let mut names: Vec<String> = names.map(|name| name.into_owned()).collect();
        names.sort();
        names
    }

    /// A part as text; `None` where there is none of that name.
    ///
    /// # Errors
    /// When it is locked, too large or no UTF-8.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ArchiveFault> {
        if self.zip.index_for_name(name).is_none() {
            return Ok(None);
        }
        let part = self.zip.by_name(name).map_err(|error| match error {
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
                ArchiveFault::Locked
            }
            _ => ArchiveFault::Broken,
        })?;
        let limit = MAX_PART.min(self.left);
        let mut bytes = Vec::new();
        // The size in the zip's list is not to be trusted; count what comes out.
        std::io::Read::read_to_end(&mut std::io::Read::take(part, limit + 1), &mut bytes)
            .map_err(|_| ArchiveFault::Broken)?;
        if bytes.len() as u64 > limit {
            return Err(ArchiveFault::Large);
        }
        self.left -= bytes.len() as u64;
        let text = String::from_utf8(bytes).map_err(|_| ArchiveFault::Broken)?;
        Ok(Some(match text.strip_prefix('\u{FEFF}') {
            Some(text) => text.to_owned(),
            None => text,
        }))
    }
}

/// Deeper parts are refused; Word nests some twenty elements.
const MAX_DEPTH: usize = 250;
/// Parts with more elements and words are refused; a regulation of a hundred pages has some ten thousand.
const MAX_NODES: usize = 1_000_000;

/// The tree of a part that stands in the source.
///
/// # Errors
/// When it is no well-formed XML, has a document type or is too deep.
pub(super) fn parse(source: &str, part: Range<usize>) -> Result<Vec<MarkupNode>, ArchiveFault> {
    let mut reader = quick_xml::Reader::from_str(&source[part.clone()]);
    let mut open = vec![Element::default()];
    let mut count = 0;
    let at = |position: u64| part.start + usize::try_from(position).unwrap_or(0);
    loop {
        let start = at(reader.buffer_position());
        let event = reader.read_event().map_err(|_| ArchiveFault::Broken)?;
        let range = start..at(reader.buffer_position());
        count += 1;
        if count > MAX_NODES {
            return Err(ArchiveFault::Large);
        }
        let value = match event {
            Event::Start(tag) => {
                if open.len() > MAX_DEPTH {
                    return Err(ArchiveFault::Broken);
                }
                open.push(element(&tag, range)?);
                continue;
            }
            Event::Empty(tag) => {
                let element = element(&tag, range)?;
                push(&mut open, MarkupNode::Element(element));
                continue;
            }
            Event::End(_) => {
                if open.len() < 2 {
                    return Err(ArchiveFault::Broken);
                }
                let mut element = open.pop().ok_or(ArchiveFault::Broken)?;
                element.range.end = range.end;
                push(&mut open, MarkupNode::Element(element));
                continue;
            }
            Event::Text(_) => None,
            Event::CData(words) => Some(words.xml10_content().into_owned()),
            Event::GeneralRef(name) => Some(referred(&name)?),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            Event::DocType(_) => return Err(ArchiveFault::Entities),
            Event::Eof => break,
        };
        if !range.is_empty() {
            push(&mut open, MarkupNode::Words(SourceChunk { range, value }));
        }
    }
    if open.len() != 1 {
        return Err(ArchiveFault::Broken);
    }
    Ok(open.pop().map_or(vec![], |root| root.children))
}

/// What a reference stands for: a character; entities of a file's own are refused.
fn referred(name: &BytesRef<'_>) -> Result<String, ArchiveFault> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Ok(c.to_string()),
        Ok(None) => match &*name.xml10_content() {
            "lt" => Ok("<".to_owned()),
            "gt" => Ok(">".to_owned()),
            "amp" => Ok("&".to_owned()),
            "quot" => Ok("\"".to_owned()),
            "apos" => Ok("'".to_owned()),
            _ => Err(ArchiveFault::Entities),
        },
        Err(_) => Err(ArchiveFault::Broken),
    }
}

fn push(open: &mut [Element], node: MarkupNode) {
    if let Some(inner) = open.last_mut() {
        inner.children.push(node);
    }
}

fn element(tag: &BytesStart<'_>, range: Range<usize>) -> Result<Element, ArchiveFault> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| ArchiveFault::Broken)?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|_| ArchiveFault::Entities)?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element { name: tag.name().as_ref().to_owned(), attributes, range, children: vec![] })
}

/// The words that Word would print of an element, deleted ones too.
pub(super) fn words(element: &Element, source: &str) -> String {
    let mut out = String::new();
    gather(element, source, &mut out);
    out
}

fn gather(element: &Element, source: &str, out: &mut String) {
    let is_text = matches!(&*element.name, "w:t" | "w:delText" | "m:t");
    for child in &element.children {
        match child {
            MarkupNode::Words(chunk) if is_text => out.push_str(chunk.words(source)),
            MarkupNode::Words(_) => {}
            MarkupNode::Element(one) => gather(one, source, out),
        }
    }
    if matches!(&*element.name, "w:p" | "w:tab" | "w:br") {
        out.push(' ');
    }
}
