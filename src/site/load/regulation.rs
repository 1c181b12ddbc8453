//! A regulation's draft from its text in the customary form. Does not know that form.

use super::heading::DocumentHeading;
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::fill;
use crate::regulation::{self, Parsed};
use crate::site::Draft;
use crate::text::edits::Weight;
use crate::tree::{Provision, Role};
use std::sync::Arc;

/// The file that holds the text.
pub const TEXT: &str = "main.law.txt";

/// The draft of a regulation, and the names of the files that it is made of.
pub fn read_regulation(
    snapshot: &Snapshot,
    folder: &str,
    heading: &DocumentHeading,
    findings: &mut Vec<Finding>,
) -> (Option<Draft>, Vec<String>) {
    let used = vec![TEXT.to_owned()];
    let Some(source) = super::source(snapshot, &format!("{folder}/{TEXT}"), findings) else {
        return (None, used);
    };
    if source.words().trim().is_empty() {
        findings.push(
            Finding::error("empty-file.regulation", fill! {}).at(Span::file(source.file().clone())),
        );
        return (None, used);
    }
    let parsed = regulation::parse(source.all(), Some(source.file().clone()));
    repairs(&parsed, source.file(), findings);
    findings.extend(parsed.findings);
    title(heading, &parsed.root, findings);
    let own = parsed.root.own().clone();
    let root = own
        .role(Role::of(heading.kind.name()))
        .key(heading.key.clone())
        .with(parsed.root.children().to_vec());
    (Some(Draft::new(vec![(None, root)])), used)
}

/// What was mended on the way; layout is not worth a word.
fn repairs(parsed: &Parsed, file: &Arc<str>, findings: &mut Vec<Finding>) {
    for edit in parsed.log.edits() {
        for reason in &edit.reasons {
            if reason.weight == Weight::Repair {
                let span = Span::new(file.clone(), edit.range.clone());
                findings.push(Finding::spelt_note(reason.code, &*reason.ja, &*reason.en).at(span));
            }
        }
    }
}

/// The title stands in the text; `document.yaml` may repeat it, but not say another.
fn title(heading: &DocumentHeading, root: &Provision, findings: &mut Vec<Finding>) {
    let (Some(title), Some(span)) = (&heading.title, &heading.title_span) else {
        return;
    };
    if *title != *root.heading() {
        let printed = root.heading().words();
        findings.push(Finding::error("title-differs", fill! { printed }).at(span.clone()));
    }
}
