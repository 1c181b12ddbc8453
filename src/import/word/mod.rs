//! A Word file as a sheet: its parts are the source, what Word prints beside their bytes is put in and listed.
//! Does not know notices.

mod archive;
mod numbering;
mod read;
mod run;
mod tables;

use super::decode::{Container, Decoded, Ground};
use super::extract::Extracted;
use super::markup::{Element, MarkupNode, Spaces};
use crate::diagnostic::{Finding, Span};
use crate::fill;
use archive::{Archive, ArchiveFault};
use numbering::{WordNumbering, WordStyles};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

const DOCUMENT: &str = "word/document.xml";
/// Longer addresses are no links: one may stand behind many words.
const MAX_ADDRESS: usize = 2_000;
/// Parts that are text beside the document.
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];

/// Lifts the text of a Word file.
///
/// # Errors
/// When the file is broken, too large or locked.
pub(super) fn extract(name: &str, bytes: &[u8]) -> Result<Extracted, Finding> {
    read_all(name, bytes).map_err(|fault| fault.finding(name))?
}

fn read_all(name: &str, bytes: &[u8]) -> Result<Result<Extracted, Finding>, ArchiveFault> {
    let mut archive = Archive::open(bytes)?;
    let mut source = archive.part(DOCUMENT)?.ok_or(ArchiveFault::Broken)?;
    let mut parts = vec![DOCUMENT.to_owned()];
    let mut starts: Vec<Range<usize>> = Vec::new();
    for part in NOTES {
        if let Some(text) = archive.part(part)? {
            source.push('\n');
            starts.push(source.len()..source.len() + text.len());
            source.push_str(&text);
            parts.push(part.to_owned());
        }
    }
    let end = starts.first().map_or(source.len(), |first| first.start);
    let mut nodes = archive::parse(&source, 0..end)?;
    let body = nodes.len();
    for range in starts {
        nodes.extend(archive::parse(&source, range)?);
    }
    let side = |text: Option<String>| match text {
        Some(text) => archive::parse(&text, 0..text.len()),
        None => Ok(vec![]),
    };
    let styles = WordStyles::of(&side(archive.part("word/styles.xml")?)?);
    let numbering = WordNumbering::of(&side(archive.part("word/numbering.xml")?)?);
    let links = links(&side(archive.part("word/_rels/document.xml.rels")?)?);
    let parted = (&nodes[..body], &nodes[body..]);
    let sheet = read::sheet(&source, parted, styles, numbering, links);
    let beside = beside(&mut archive, &name.into())?;
    let decoded = Decoded {
        text: source,
        encoding: "UTF-8",
        ground: Ground::Declared,
        container: Container::Word(parts),
    };
    let read = Extracted::of_sheet(name, decoded, &nodes, sheet, Spaces::Kept);
    Ok(read.map(|mut read| {
        read.findings.extend(beside);
        read
    }))
}

/// Addresses of links outside the file, by their ids.
fn links(nodes: &[MarkupNode]) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for root in elements(nodes) {
        for one in root.elements().filter(|one| one.name == "Relationship") {
            let is_outside = one.get("TargetMode") == Some("External");
            let to = one.get("Target").filter(|to| to.len() <= MAX_ADDRESS);
            if let (true, Some(id), Some(to)) = (is_outside, one.get("Id"), to) {
                out.insert(id.to_owned(), to.to_owned());
            }
        }
    }
    out
}

/// What stands beside the text and is not imported: heads and feet of pages, comments.
fn beside(archive: &mut Archive<'_>, file: &Arc<str>) -> Result<Vec<Finding>, ArchiveFault> {
    let mut out = Vec::new();
    let mut heads: Vec<String> = Vec::new();
    let mut comments = 0;
    for part in archive.names() {
        let is_head = part.starts_with("word/header") || part.starts_with("word/footer");
        let is_xml = part.ends_with(".xml");
        if is_xml && (is_head || part == "word/comments.xml") {
            let Some(text) = archive.part(&part)? else {
                continue;
            };
            let nodes = archive::parse(&text, 0..text.len())?;
            if is_head {
                let words: String =
                    elements(&nodes).map(|root| archive::words(root, &text)).collect();
                let is_word = |c: char| c.is_alphanumeric() && !c.is_numeric();
                if words.contains(is_word) && !heads.contains(&words) {
                    heads.push(words);
                }
            } else {
                let all = elements(&nodes).flat_map(Element::elements);
                comments += all.filter(|one| one.name == "w:comment").count();
            }
        }
    }
    if !heads.is_empty() {
        let words = heads.join("」「");
        out.push(Finding::note("page-head-left", fill! { words }));
    }
    if comments > 0 {
        out.push(Finding::note("comments-left", fill! { comments }));
    }
    Ok(out.into_iter().map(|finding| finding.at(Span::file(file.clone()))).collect())
}

fn elements(nodes: &[MarkupNode]) -> impl Iterator<Item = &Element> {
    nodes.iter().filter_map(|node| match node {
        MarkupNode::Element(element) => Some(element),
        MarkupNode::Words(_) => None,
    })
}
