//! Running words of a page: links, strong words, readings, breaks, pictures. Does not know blocks.

use super::noise;
use super::read::PageReader;
use super::words_of;
use crate::diagnostic::Finding;
use crate::fill;
use crate::import::markup::{Bit, Element, MarkupNode, PICTURE, RUBY, can_be_written, on_one_line};

impl PageReader<'_> {
    /// An element within a line; what is a block in it ends the line.
    pub(super) fn inline(&mut self, element: &Element) {
        match &*element.name {
            "br" => self.open.line.push(Bit::Break),
            "wbr" | "area" | "base" | "link" | "meta" | "param" | "source" | "track" | "col" => {}
            "img" => self.picture(element),
            "ruby" => self.ruby(element),
            "rt" | "rp" => {
                let words = words_of(self.source, &element.children);
                self.sheet.omit(element.range.clone(), RUBY, &words);
            }
            "a" => self.link(element),
            "strong" | "b" => {
                self.open.line.push(Bit::Strong);
                self.nodes(&element.children);
                self.open.line.push(Bit::Weak);
            }
            _ => self.nodes(&element.children),
        }
    }

    fn picture(&mut self, element: &Element) {
        let words = on_one_line(element.get("alt").unwrap_or(""));
        if !words.is_empty() {
            self.sheet.omit(element.range.clone(), PICTURE, &words);
        }
    }

    fn link(&mut self, element: &Element) {
        let words = on_one_line(&words_of(self.source, &element.children));
        let to = element.get("href").unwrap_or("").trim();
        let blocks = self.open.blocks.len();
        let at = self.open.line.len();
        self.nodes(&element.children);
        let is_line = self.open.blocks.len() == blocks && at < self.open.line.len();
        let is_flat = !element.any(&|inner| inner.name == "br");
        if to.is_empty() || words.is_empty() {
            return;
        }
        let first = element.range.start..element.range.start + 1;
        let whole = self.base.as_ref().and_then(|base| base.resolve(to));
        let whole = whole.filter(|whole| is_line && is_flat && can_be_written(&words, whole));
        let to = whole.as_deref().unwrap_or(to);
        if whole.is_some() {
            self.resolved.push((first.clone(), format!("{words}（{to}）")));
        }
        if is_line && is_flat && can_be_written(&words, to) {
            if words != to {
                self.open.line.insert(at, Bit::Link(to.to_owned()));
                self.open.line.push(Bit::Unlink);
            }
        } else if to.split_once(':').is_none_or(|(_, rest)| rest != words) {
            self.unlinked.push((first, format!("{words}（{to}）")));
        }
    }

    /// Readings leave the line; the words below them stay.
    fn ruby(&mut self, element: &Element) {
        let mut base = String::new();
        let mut bases: Vec<String> = Vec::new();
        let mut readings: Vec<String> = Vec::new();
        self.in_ruby(&element.children, &mut base, &mut bases, &mut readings);
        if !base.trim().is_empty() {
            bases.push(std::mem::take(&mut base));
        }
        // Character by character and as a whole: 個(こ)人(じん) is 個人: こじん.
        let (base, reading) = (bases.concat(), readings.concat());
        let (base, reading) = (on_one_line(&base), on_one_line(&reading));
        self.sheet.add_reading(&base, &reading);
    }

    fn in_ruby(
        &mut self,
        nodes: &[MarkupNode],
        base: &mut String,
        bases: &mut Vec<String>,
        readings: &mut Vec<String>,
    ) {
        for node in nodes {
            match node {
                MarkupNode::Words(chunk) => {
                    base.push_str(chunk.words(self.source));
                    self.open.line.push(Bit::Words(chunk.clone()));
                }
                MarkupNode::Element(one) if matches!(&*one.name, "rt" | "rp") => {
                    // The brackets for old browsers are no words.
                    let words = match &*one.name {
                        "rt" => words_of(self.source, &one.children),
                        _ => String::new(),
                    };
                    if one.name == "rt" {
                        bases.push(std::mem::take(base));
                        readings.push(words.trim().to_owned());
                    }
                    self.sheet.omit(one.range.clone(), RUBY, &words);
                }
                MarkupNode::Element(one) if noise::is_unseen(one) => {
                    self.leave(one);
                }
                MarkupNode::Element(one) if matches!(&*one.name, "br" | "img") => self.inline(one),
                MarkupNode::Element(one) => self.in_ruby(&one.children, base, bases, readings),
            }
        }
    }

    /// One finding for all links whose addresses the page's own made whole.
    pub(super) fn say_resolved(&mut self) {
        let Some((place, _)) = self.resolved.first().cloned() else {
            return;
        };
        let all: Vec<&str> = self.resolved.iter().map(|(_, words)| &**words).collect();
        let (count, all) = (all.len(), all.join("、"));
        let finding = Finding::note("links-made-whole", fill! { count, all });
        self.sheet.findings.push((place, finding));
    }

    /// One finding for all links that are words only now.
    pub(super) fn say_unlinked(&mut self) {
        let Some((place, _)) = self.unlinked.first().cloned() else {
            return;
        };
        let all: Vec<&str> = self.unlinked.iter().map(|(_, words)| &**words).collect();
        let (count, all) = (all.len(), all.join("、"));
        let finding = Finding::note("links-left", fill! { count, all });
        self.sheet.findings.push((place, finding));
    }
}
