//! A saved web page as a sheet: its content in order, what is left out listed. Does not know notices.

mod inline;
mod noise;
mod parse;
mod read;
mod tables;

pub use parse::parse_page;

use super::markup::{MarkupNode, MarkupSheet, gather};

/// Reads the text of a page.
pub(super) fn read_page(source: &str) -> (MarkupSheet, Vec<MarkupNode>) {
    let nodes = parse::parse_page(source);
    (read::sheet(source, &nodes), nodes)
}

/// True when a file is a page, by its name or by how it begins.
pub(super) fn is_page(name: &str, start: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_named = [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending));
    let start = start
        .trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace())
        .to_ascii_lowercase();
    let begins =
        ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag));
    let is_xml_page = start.starts_with("<?xml") && start.contains("<html");
    is_named || begins || is_xml_page
}

/// The encoding that a page declares in its first bytes.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head: String =
        bytes.iter().take(4096).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let tag = head
        .match_indices("<meta")
        .map(|(at, _)| {
            let rest = &head[at..];
            &rest[..rest.find('>').unwrap_or(rest.len())]
        })
        .find(|tag| tag.contains("charset"));
    let xml = head.starts_with("<?xml").then(|| &head[..head.find("?>").unwrap_or(head.len())]);
    let value = |text: &str, name: &str| {
        let at = text.find(name)? + name.len();
        let rest = text[at..].trim_start().strip_prefix('=')?.trim_start();
        let label: String = rest
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
            .collect();
        (!label.is_empty()).then_some(label)
    };
    tag.and_then(|tag| value(tag, "charset")).or_else(|| xml.and_then(|xml| value(xml, "encoding")))
}

/// All words of nodes, without those that are never shown.
fn words_of(source: &str, nodes: &[MarkupNode]) -> String {
    let mut out = String::new();
    gather(nodes, source, &noise::is_unseen, &mut out);
    out
}
