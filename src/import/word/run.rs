//! What stands in a paragraph of a Word file: words, tabs, breaks, links, readings, pictures, tracked changes.
//! Does not know paragraphs.

use super::read::{NodeLevel, WordReader, deleted};
use super::xml;
use crate::import::address::can_be_written;
use crate::import::markup::{Bit, Element, MarkupNode, RubyReading};
use crate::text::edits::Reason;

const TAB: Reason =
    Reason::layout("tab", "文の中のタブを空白にしました", "a tab inside words became a space");
const HYPHEN: Reason =
    Reason::layout("hyphen", "改行しないハイフンを書きました", "a no-break hyphen was written");
const HIDDEN: Reason = Reason::omission("hidden", "隠し文字", "hidden words");
const PICTURE: Reason =
    Reason::omission("picture", "画像（代替テキスト）", "a picture (its alternative text)");
const RUBY: Reason = Reason::omission(
    "ruby",
    "ふりがな（aids/furigana.yaml に移しました）",
    "a reading (moved to aids/furigana.yaml)",
);
const SYMBOL: Reason = Reason::repair(
    "symbol",
    "記号フォントの文字を「〓」にしました。元の記号に直してください",
    "a sign of a symbol font became 〓",
);

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
            self.left(element.range.clone(), PICTURE, &words);
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
        let words: String = bits
            .iter()
            .map(|bit| match bit {
                Bit::Words(chunk) => chunk.words(self.source),
                Bit::Added(_, words, _) => words,
                Bit::Break => "\n",
                Bit::Link(_) | Bit::Unlink | Bit::Strong | Bit::Weak => "",
            })
            .collect();
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
                    reading = xml::words(one, self.source);
                    self.omit(one, RUBY);
                }
                "w:rubyBase" => {
                    base = xml::words(one, self.source);
                    self.runs(&one.children);
                }
                _ => self.setting(&MarkupNode::Element(one.clone())),
            }
        }
        let (base, reading) = (base.trim().to_owned(), reading.trim().to_owned());
        if !base.is_empty() && !reading.is_empty() {
            self.sheet.readings.push(RubyReading { base, reading });
        }
    }
}
