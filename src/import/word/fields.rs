//! Fields of a Word file: their codes are settings, their results words, and those that are links are links.
//! Does not compute any field.

use super::read::WordReader;
use crate::import::markup::{Element, MarkupNode};

/// A field that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldCode {
    words: String,
    /// Blocks and bits before its result.
    result: Option<(usize, usize)>,
}

impl WordReader<'_> {
    /// A part of a field: where it begins, its code, where its result begins and ends.
    pub(super) fn field(&mut self, element: &Element) {
        if element.name == "w:instrText" {
            for child in &element.children {
                if let (MarkupNode::Words(chunk), Some(open)) = (child, self.fields.last_mut()) {
                    open.words.push_str(chunk.words(self.source));
                }
            }
            self.setting(&MarkupNode::Element(element.clone()));
            return;
        }
        match element.get("w:fldCharType") {
            Some("begin") => self.fields.push(FieldCode::default()),
            Some("separate") => {
                let place = (self.open.blocks.len(), self.open.line.len());
                if let Some(open) = self.fields.last_mut() {
                    open.result = Some(place);
                }
            }
            Some("end") => {
                let done = self.fields.pop();
                if let Some(FieldCode { words, result: Some((blocks, at)) }) = done
                    && let Some(to) = address(&words)
                {
                    self.link(blocks, at, &to);
                }
            }
            Some(_) | None => {}
        }
        self.setting(&MarkupNode::Element(element.clone()));
    }
}

/// The address of `HYPERLINK "https://…"`.
fn address(code: &str) -> Option<String> {
    let rest = code.trim().strip_prefix("HYPERLINK")?.trim_start();
    let inner = rest.strip_prefix('"')?;
    inner.split_once('"').map(|(to, _)| to.to_owned())
}
