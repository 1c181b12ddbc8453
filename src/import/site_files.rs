//! The files of the site around a document: `site.yaml`, `organisation.yaml`. An existing file is only added to,
//! and only where that is sure to keep everything else. Does not know what the document says.

use crate::diagnostic::{Finding, Span};
use crate::disk::{Before, Snapshot};
use crate::fill;
use crate::sections::yaml::{self, Node, Out, Value, emit};
use crate::sections::{SCHEMAS, Source};

/// Path of the settings.
pub(super) const SITE: &str = "content/site.yaml";
/// Path of the facts about the organisation.
pub(super) const ORGANISATION: &str = "content/organisation.yaml";

/// A file to be written, and what must stand there before.
pub(super) type FileChange = (&'static str, String, Before);

/// `site.yaml` with the document in its list: made, added to, or left with a finding that says what to add.
pub(super) fn site(
    existing: &Snapshot,
    slug: &str,
    name: &str,
) -> Result<Option<FileChange>, Finding> {
    let Some(file) = existing.file(SITE) else {
        let title = if name.is_empty() { "公表文書" } else { name };
        let map = [("title", Out::words(title)), ("documents", Out::List(vec![Out::words(slug)]))];
        return Ok(Some((
            SITE,
            emit(&format!("../{SCHEMAS}/site.json"), "", &map),
            Before::Absent,
        )));
    };
    let by_hand =
        || Finding::warning("site-not-edited", fill! { file = SITE, slug }).at(Span::file(SITE));
    match listed(file.bytes()) {
        ListedDocuments::No => Ok(None),
        ListedDocuments::Names(names) if names.iter().any(|name| name == slug) => Ok(None),
        ListedDocuments::Names(names) => {
            let text = add(file.bytes(), slug).ok_or_else(by_hand)?;
            let ListedDocuments::Names(after) = listed(text.as_bytes()) else {
                return Err(by_hand());
            };
            // Proof that nothing else changed: the same names and one more.
            let is_added =
                after.split_last().is_some_and(|(last, rest)| last == slug && rest == names);
            if !is_added {
                return Err(by_hand());
            }
            Ok(Some((SITE, text, Before::Was(file.digest()))))
        }
        ListedDocuments::Unclear => Err(by_hand()),
    }
}

/// `organisation.yaml` with the name, where there is no such file and a name was found.
pub(super) fn organisation(existing: &Snapshot, name: &str) -> Option<FileChange> {
    (existing.file(ORGANISATION).is_none() && !name.is_empty()).then(|| {
        (
            ORGANISATION,
            emit(&format!("../{SCHEMAS}/organisation.json"), "", &[("name", Out::words(name))]),
            Before::Absent,
        )
    })
}

enum ListedDocuments {
    No,
    Names(Vec<String>),
    Unclear,
}

fn listed(bytes: &[u8]) -> ListedDocuments {
    let Ok(source) = Source::of(SITE.into(), bytes) else {
        return ListedDocuments::Unclear;
    };
    let mut findings = Vec::new();
    let Some(node) = yaml::parse(&source, &mut findings) else {
        return ListedDocuments::Unclear;
    };
    if !findings.is_empty() {
        return ListedDocuments::Unclear;
    }
    match documents(&node) {
        None => ListedDocuments::No,
        Some(list) => {
            let names: Option<Vec<String>> = list.iter().map(scalar).collect();
            names.map_or(ListedDocuments::Unclear, ListedDocuments::Names)
        }
    }
}

fn documents(node: &Node) -> Option<&[Node]> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let (_, list) = entries.iter().find(|(name, _)| name.words == "documents")?;
    match &list.value {
        Value::List(items) => Some(items),
        Value::Scalar(_) | Value::Map(_) | Value::Null | Value::Broken => {
            Some(std::slice::from_ref(list))
        }
    }
}

fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(scalar) => Some(scalar.words.clone()),
        Value::List(_) | Value::Map(_) | Value::Null | Value::Broken => None,
    }
}

/// The file with a line for the document behind the last item of the list, indented like it.
fn add(bytes: &[u8], slug: &str) -> Option<String> {
    let source = Source::of(SITE.into(), bytes).ok()?;
    let node = yaml::parse(&source, &mut Vec::new())?;
    let last = documents(&node)?.last()?;
    let text = std::str::from_utf8(bytes).ok()?;
    let start = source.offset(last.range.start);
    let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..start];
    let is_block = indent.trim_start().starts_with('-') && indent.trim() == "-";
    let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let line_end = if text[..end].ends_with('\r') { "\r\n" } else { "\n" };
    let at = if text[..end].ends_with('\r') { end - 1 } else { end };
    is_block.then(|| format!("{}{line_end}{indent}{slug}{}", &text[..at], &text[at..]))
}
