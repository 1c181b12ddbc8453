//! How much a drawing draws once each part of it shows the parts that it names: ten uses of ten uses of … stop a
//! browser with a few lines. Does not know what is seen, nor what style sheets name.

use crate::text::reading::percent_decoded;
use std::collections::HashMap;

/// No drawing program makes more; a browser takes seconds for it.
const LIMIT: u64 = 1_000_000;

/// The elements of a drawing, in their order.
#[derive(Default)]
pub(super) struct PartUses {
    elements: Vec<DrawnPart>,
    ids: HashMap<String, usize>,
    /// The elements that are open.
    open: Vec<usize>,
}

/// An element, where it stands, and what is drawn with it.
struct DrawnPart {
    at: usize,
    children: Vec<usize>,
    shown: Vec<String>,
}

/// How far an element is counted.
#[derive(Clone, Copy)]
enum PartCount {
    New,
    Open,
    Done(u64),
}

impl PartUses {
    /// Takes an element; `depth` says of how many others it is a part.
    pub(super) fn element(&mut self, at: usize, depth: usize) {
        let own = self.elements.len();
        self.open.truncate(depth);
        if let Some(parent) = self.open.last() {
            self.elements[*parent].children.push(own);
        }
        self.open.push(own);
        self.elements.push(DrawnPart { at, children: Vec::new(), shown: Vec::new() });
    }

    /// Takes an attribute of the last element.
    pub(super) fn attribute(&mut self, local: &str, value: &str) {
        let own = self.elements.len() - 1;
        match local {
            "id" => {
                self.ids.entry(value.to_owned()).or_insert(own);
            }
            "href" => self.elements[own].shown.extend(value.strip_prefix('#').map(percent_decoded)),
            _ => {
                let urls = value.split("url(").skip(1).chain(value.split("URL(").skip(1));
                let named = urls.filter_map(|rest| {
                    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
                    let name = rest.strip_prefix('#')?;
                    Some(percent_decoded(
                        name[..name.find(['"', '\'', ')']).unwrap_or(name.len())].trim_end(),
                    ))
                });
                self.elements[own].shown.extend(named);
            }
        }
    }

    /// Where an element stands with which more is drawn than a browser can show.
    pub(super) fn excess(&self) -> Option<usize> {
        let mut counts = vec![PartCount::New; self.elements.len()];
        let mut stack = vec![0];
        while let Some(own) = stack.last().copied() {
            let element = self.elements.get(own)?;
            let named = element.shown.iter().filter_map(|name| self.ids.get(name));
            let parts = element.children.iter().chain(named);
            match counts[own] {
                PartCount::New => {
                    counts[own] = PartCount::Open;
                    stack.extend(parts.filter(|part| matches!(counts[**part], PartCount::New)));
                }
                PartCount::Open => {
                    // What shows itself is shown by no browser.
                    let drawn = parts.map(|part| match counts[*part] {
                        PartCount::Done(count) => count,
                        PartCount::New | PartCount::Open => 0,
                    });
                    let count = drawn.fold(1, u64::saturating_add);
                    if count > LIMIT {
                        return Some(element.at);
                    }
                    counts[own] = PartCount::Done(count);
                    stack.pop();
                }
                PartCount::Done(_) => {
                    stack.pop();
                }
            }
        }
        None
    }
}
