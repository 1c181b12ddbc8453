//! Puts sections together to the tree of a document: numbers, keys, links inside. Does not read files.

use super::heading::DocumentHeading;
use crate::diagnostic::{Finding, Span};
use crate::disk::Snapshot;
use crate::fill;
use crate::sections::{SectionReading, visible};
use crate::tree::{Bare, Form, Key, Provision, Role};
use std::collections::HashMap;
use std::sync::Arc;

/// The tree of a notice from its sections, numbered.
pub fn assemble<'a>(
    heading: &DocumentHeading,
    sections: impl IntoIterator<Item = &'a SectionReading>,
) -> Arc<Provision> {
    let mut children = Vec::new();
    let mut count = 0;
    for reading in sections {
        let Some(section) = &reading.section else {
            continue;
        };
        let label = match &reading.label {
            Some(label) => {
                count += usize::from(!label.is_empty());
                label.clone()
            }
            None if section.heading().is_empty() => String::new(),
            None => {
                count += 1;
                let numbering = heading.numbering.as_ref();
                numbering.map_or_else(String::new, |numbering| numbering.nth(count))
            }
        };
        if label.is_empty() {
            children.push(section.clone());
        } else {
            let own = section.own().clone().label(&label);
            children.push(own.with(section.children().to_vec()));
        }
    }
    Bare::new(Form::Document)
        .role(Role::of(heading.kind.name()))
        .key(heading.key.clone())
        .heading(heading.title.clone().unwrap_or_default())
        .with(children)
}

/// Keys that are given twice, and links to keys that are given nowhere.
pub fn keys(
    snapshot: &Snapshot,
    keys: &[(Key, Span)],
    targets: &[(String, Span)],
    findings: &mut Vec<Finding>,
) {
    let mut seen: HashMap<&str, &Span> = HashMap::new();
    for (key, span) in keys {
        match seen.get(key.as_str()) {
            Some(first) => findings.push(twice(snapshot, key.as_str(), first, span)),
            None => {
                seen.insert(key.as_str(), span);
            }
        }
    }
    for (target, span) in targets {
        if !seen.contains_key(target.as_str()) {
            findings.push(
                Finding::error("dangling-key", fill! { shown = visible(target) }).at(span.clone()),
            );
        }
    }
}

fn twice(snapshot: &Snapshot, key: &str, first: &Span, again: &Span) -> Finding {
    let bytes = snapshot.file(&first.file).map_or(&[][..], |file| file.bytes());
    let before = &bytes[..first.range.start.min(bytes.len())];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let place = format!("{}:{line}", first.file);
    Finding::error("duplicate-key", fill! { key, place }).at(again.clone())
}
