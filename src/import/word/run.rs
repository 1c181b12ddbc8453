//! What stands in a paragraph of a Word file: words, tabs, breaks, links, readings, pictures, tracked changes; fields,
//! whose codes are settings and whose results are words. Does not know paragraphs and computes no field.

use super::archive;
use super::read::{NodeLevel, WordReader, deleted};
use crate::import::markup::{
    Bit, Element, MarkupNode, PICTURE, RUBY, can_be_written, words_of_bits,
};
use crate::text::edits::Reason;

const TAB: Reason = Reason::layout("import/tab");
const HYPHEN: Reason = Reason::layout("import/hyphen");
const HIDDEN: Reason = Reason::omission("import/hidden.word");
const SYMBOL: Reason = Reason::repair("import/symbol");

fn is_on(properties: Option<&Element>, name: &str) -> bool {
    let found = properties.and_then(|own| own.child(name));
    found.is_some_and(|one| !matches!(one.get("w:val"), Some("0" | "false" | "off" | "none")))
}

impl WordReader<'_> {
    /// Runs and what holds them.
    pub(super) fn runs(&mut self, nodes: &[MarkupNode]) {
        for node in nodes {
            let MarkupNode::Element(one) = node else {
                self.setting(node);
                continue;
            };
            match &*one.name {
                "w:pPr" | "w:rPr" | "w:sdtPr" | "w:rubyPr" => self.setting(node),
                "w:r" => self.run(one),
                "w:hyperlink" => self.hyperlink(one),
                "w:del" | "w:moveFrom" => self.omit(one, deleted()),
                "w:ins" | "w:moveTo" => {
                    self.inserted += 1;
                    self.runs(&one.children);
                }
                "m:t" => self.text(one),
                "mc:AlternateContent" => self.alternative(one, NodeLevel::Runs),
                "w:p" | "w:tbl" => self.text_box(one),
                _ => self.runs(&one.children),
            }
        }
    }

    pub(super) fn run(&mut self, element: &Element) {
        let properties = element.child("w:rPr");
        if is_on(properties, "w:vanish") {
            self.omit(element, HIDDEN);
            return;
        }
        let is_strong = is_on(properties, "w:b");
        if is_strong {
            self.open.line.push(Bit::Strong);
        }
        self.in_run(&element.children);
        if is_strong {
            self.open.line.push(Bit::Weak);
        }
    }

    pub(super) fn in_run(&mut self, nodes: &[MarkupNode]) {
        for node in nodes {
            let MarkupNode::Element(one) = node else {
                self.setting(node);
                continue;
            };
            let start = one.range.start;
            let mut add = |words: &str, reason| {
                self.open.line.push(Bit::Added(start, words.to_owned(), reason));
            };
            match &*one.name {
                "w:t" => self.text(one),
                "w:tab" | "w:ptab" => add("\u{3000}", TAB),
                "w:noBreakHyphen" => add("-", HYPHEN),
                "w:sym" => add("〓", SYMBOL),
                "w:br" | "w:cr" => self.open.line.push(Bit::Break),
                "w:delText" => self.omit(one, deleted()),
                "w:instrText" | "w:fldChar" => self.field(one),
                "w:footnoteReference" => self.note_mark(one, "w:footnoteReference"),
                "w:endnoteReference" => self.note_mark(one, "w:endnoteReference"),
                "w:ruby" => self.ruby(one),
                "w:txbxContent" => self.text_box(one),
                "wp:docPr" | "pic:cNvPr" | "v:imagedata" => self.picture(one),
                "mc:AlternateContent" => self.alternative(one, NodeLevel::Run),
                "w:r" => self.run(one),
                "w:p" | "w:tbl" => self.text_box(one),
                _ => self.in_run(&one.children),
            }
        }
    }

    fn text(&mut self, element: &Element) {
        for child in &element.children {
            match child {
                MarkupNode::Words(chunk) => self.open.line.push(Bit::Words(chunk.clone())),
                MarkupNode::Element(_) => self.setting(child),
            }
        }
    }

    fn picture(&mut self, element: &Element) {
        let words = element.get("descr").unwrap_or("").to_owned();
        if !words.trim().is_empty() && element.name == "wp:docPr" {
            self.sheet.omit(element.range.clone(), PICTURE, &words);
        } else {
            self.in_run(&element.children);
        }
    }

    fn hyperlink(&mut self, element: &Element) {
        let to = element.get("r:id").and_then(|id| self.links.get(id)).cloned();
        let (blocks, at) = (self.open.blocks.len(), self.open.line.len());
        self.runs(&element.children);
        if let Some(to) = to {
            self.link(blocks, at, &to);
        }
    }

    /// Makes a link of the words since a place in the line.
    pub(super) fn link(&mut self, blocks: usize, at: usize, to: &str) {
        let Some(bits) = self.open.line.get(at..) else {
            return;
        };
        let words = words_of_bits(self.source, bits);
        if words.trim().is_empty() || words == to {
            return;
        }
        let is_line = self.open.blocks.len() == blocks && !words.contains('\n');
        let is_first = !bits.iter().any(|bit| matches!(bit, Bit::Link(_)));
        if is_line && is_first && can_be_written(&words, to) {
            self.open.line.insert(at, Bit::Link(to.to_owned()));
            self.open.line.push(Bit::Unlink);
        } else {
            self.unlinked.push(format!("{words}（{to}）"));
        }
    }

    /// Readings leave the line; the words below them stay.
    fn ruby(&mut self, element: &Element) {
        let mut reading = String::new();
        let mut base = String::new();
        for one in element.elements() {
            match &*one.name {
                "w:rt" => {
                    reading = archive::words(one, self.source);
                    self.omit(one, RUBY);
                }
                "w:rubyBase" => {
                    base = archive::words(one, self.source);
                    self.runs(&one.children);
                }
                _ => self.setting(&MarkupNode::Element(one.clone())),
            }
        }
        self.sheet.add_reading(base.trim(), reading.trim());
    }
}

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
