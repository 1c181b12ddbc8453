//! The elements of a page as blocks, in their order. Leaves the words of lines to [`super::inline`] and tables to
//! [`super::tables`]; does not know what the page is about.

use super::inline::PageAddress;
use super::noise::{self, Certainty};
use super::parse::BLOCKS;
use super::tables::ListCounter;
use super::words_of;
use crate::diagnostic::{Finding, Message};
use crate::fill;
use crate::import::markup::{
    Bit, Element, ListEntry, MarkupBlock, MarkupNode, MarkupSheet, OpenBlocks, PrintedMark,
    SourceChunk,
};
use crate::text::edits::Reason;
use std::ops::Range;

/// Everything that the nodes of a page say.
pub(super) fn sheet(source: &str, nodes: &[MarkupNode]) -> MarkupSheet {
    let mut reader = PageReader {
        source,
        all: count(&words_of(source, nodes)),
        headings: noise::headings(nodes),
        within: Within::Page,
        sheet: MarkupSheet::default(),
        base: PageAddress::of(source, nodes),
        unlinked: Vec::new(),
        resolved: Vec::new(),
        open: OpenBlocks::default(),
    };
    reader.nodes(nodes);
    reader.flush();
    reader.sheet.blocks = std::mem::take(&mut reader.open.blocks);
    reader.sheet.omissions.sort_by_key(|left| left.range.start);
    reader.say_links();
    reader.sheet
}

fn count(words: &str) -> usize {
    words.chars().filter(|c| !c.is_whitespace()).count()
}

/// Where a head or foot stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Page,
    Article,
}

pub(super) struct PageReader<'s> {
    pub(super) source: &'s str,
    /// Characters of the whole page.
    all: usize,
    /// Headings of the whole page.
    headings: usize,
    within: Within,
    pub(super) sheet: MarkupSheet,
    /// Where the page says that it stands.
    pub(super) base: Option<PageAddress>,
    /// Links whose addresses are whole now: place, words and address.
    pub(super) resolved: Vec<(Range<usize>, String)>,
    /// Links that are words only now: place, words and address.
    pub(super) unlinked: Vec<(Range<usize>, String)>,
    pub(super) open: OpenBlocks,
}

impl PageReader<'_> {
    pub(super) fn nodes(&mut self, nodes: &[MarkupNode]) {
        for node in nodes {
            match node {
                MarkupNode::Words(chunk) => self.open.line.push(Bit::Words(chunk.clone())),
                MarkupNode::Element(element) => self.element(element),
            }
        }
    }

    /// Nodes whose line ends are meant.
    fn lines(&mut self, nodes: &[MarkupNode]) {
        for node in nodes {
            let MarkupNode::Words(chunk) = node else {
                self.nodes(std::slice::from_ref(node));
                continue;
            };
            let mut start = chunk.range.start;
            let words = if chunk.value.is_some() { "" } else { chunk.words(self.source) };
            for line in words.split_inclusive('\n') {
                let range = start..start + line.len();
                start = range.end;
                self.open.line.push(Bit::Words(SourceChunk { range, value: None }));
                if line.ends_with('\n') {
                    self.open.line.push(Bit::Break);
                }
            }
            if words.is_empty() {
                self.open.line.push(Bit::Words(chunk.clone()));
            }
        }
    }

    /// Ends the line.
    pub(super) fn flush(&mut self) {
        self.open.flush(self.source);
    }

    /// The blocks of some nodes by themselves.
    pub(super) fn apart(&mut self, nodes: &[MarkupNode]) -> Vec<MarkupBlock> {
        let outer = std::mem::take(&mut self.open);
        self.nodes(nodes);
        self.flush();
        std::mem::replace(&mut self.open, outer).blocks
    }

    fn element(&mut self, element: &Element) {
        if self.leave(element) {
            return;
        }
        let name = element.name.as_str();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element),
            "ul" | "ol" | "menu" | "dir" => {
                self.flush();
                let list = self.list(element);
                self.open.blocks.push(MarkupBlock::List(list));
            }
            "dl" => {
                self.flush();
                self.definitions(element);
            }
            "table" => {
                self.flush();
                self.table(element);
            }
            _ if noise::is_of_article(element) => {
                self.flush();
                let outer = std::mem::replace(&mut self.within, Within::Article);
                self.nodes(&element.children);
                self.within = outer;
                self.flush();
            }
            "hr" => self.flush(),
            "pre" => {
                self.flush();
                self.lines(&element.children);
                self.flush();
            }
            _ if BLOCKS.contains(&name) || matches!(name, "td" | "th" | "tr" | "caption") => {
                self.flush();
                self.nodes(&element.children);
                self.flush();
            }
            _ => self.inline(element),
        }
    }

    /// Leaves an element out when it is no content.
    pub(super) fn leave(&mut self, element: &Element) -> bool {
        let own = noise::noise(element).or_else(|| {
            let words = element.words(self.source, &noise::is_unseen);
            noise::is_copyright(element, &words).then_some((noise::FOOT, Certainty::Always))
        });
        let Some((reason, sure)) = own else {
            return false;
        };
        let is_own = match reason.code() {
            "page-head" => true,
            "page-foot" => element.name == "footer",
            _ => false,
        };
        if is_own && self.within == Within::Article {
            return false;
        }
        let words = element.words(self.source, &noise::is_unseen);
        if let Certainty::UnlessMost = sure {
            let is_most = count(&words) * 2 > self.all;
            // The only headings of the page are content, wherever they stand.
            let own = noise::headings(std::slice::from_ref(&MarkupNode::Element(element.clone())));
            let has_all = own > 0 && own == self.headings;
            if is_most || has_all {
                self.keep(element, &reason);
                return false;
            }
        }
        let words = match reason.code() {
            "unseen" => self.unseen(element),
            _ => noise::listed(element, self.source, &noise::is_unseen),
        };
        self.sheet.omit(element.range.clone(), reason, &words);
        true
    }

    /// The title of the page is worth listing; scripts and styles are not, unless they swallow the rest of the page.
    fn unseen(&self, element: &Element) -> String {
        let tags = &self.source[element.range.clone()];
        let end = tags.rfind("</").map_or("", |end| &tags[end + 2..]);
        let ends = end
            .get(..element.name.len())
            .is_some_and(|name| name.eq_ignore_ascii_case(&element.name));
        match (&*element.name, element.child("title")) {
            ("script" | "style" | noise::UNCLOSED, _) if !ends => {
                element.words(self.source, &|_| false)
            }
            ("head", Some(title)) => title.words(self.source, &|_| false),
            ("title" | "noscript" | "iframe" | "object" | "svg", _) => {
                element.words(self.source, &|inner| matches!(&*inner.name, "script" | "style"))
            }
            _ => String::new(),
        }
    }

    /// Says that an element looks like no content but holds too much to be left out.
    fn keep(&mut self, element: &Element, reason: &Reason) {
        // Pages made with some tools stand in one form from end to end; that needs no word.
        if reason.code() == "form" {
            return;
        }
        let finding = Finding::note(
            "kept-content",
            fill! { what = Message::from(reason), element = element.name },
        );
        let first = element.range.start..element.range.start + 1;
        self.sheet.findings.push((first, finding));
    }

    fn heading(&mut self, element: &Element) {
        self.flush();
        let level = element.name[1..].parse().unwrap_or(2);
        let blocks = self.apart(&element.children);
        for block in blocks {
            self.open.blocks.push(match block {
                MarkupBlock::Paragraph(bits) => MarkupBlock::Heading(level, None, bits),
                MarkupBlock::Heading(..) | MarkupBlock::List(_) | MarkupBlock::Table(_) => block,
            });
        }
    }

    fn list(&mut self, element: &Element) -> Vec<ListEntry> {
        let mut out = Vec::new();
        let mut number = ListCounter::of(element);
        for child in &element.children {
            match child {
                MarkupNode::Element(item) if item.name == "li" => {
                    if self.leave(item) {
                        number.next(item);
                        continue;
                    }
                    let blocks = self.apart(&item.children);
                    let own = words_of(self.source, &item.children);
                    let mark = number.mark(item, own.trim());
                    out.push(ListEntry::of(mark, blocks));
                }
                // What stands between the entries belongs to none; a list there is one level down.
                _ => out.extend(self.stray(child)),
            }
        }
        out
    }

    /// What stands between the entries of a list.
    fn stray(&mut self, node: &MarkupNode) -> Option<ListEntry> {
        let blocks = self.apart(std::slice::from_ref(node));
        (!blocks.is_empty()).then(|| ListEntry::of(None, blocks))
    }

    /// Names with one short text each are a table of two columns; others a list with their texts below.
    fn definitions(&mut self, element: &Element) {
        let mut pairs: Vec<ListEntry> = Vec::new();
        self.gather(&element.children, &mut pairs);
        self.open.blocks.push(super::tables::of_pairs(pairs));
    }

    fn gather(&mut self, nodes: &[MarkupNode], out: &mut Vec<ListEntry>) {
        for node in nodes {
            match node {
                MarkupNode::Element(one) if one.name == "dt" => {
                    let blocks = self.apart(&one.children);
                    out.push(ListEntry::of(Some(PrintedMark::Bullet), blocks));
                }
                MarkupNode::Element(one) if one.name == "dd" => {
                    let blocks = self.apart(&one.children);
                    match out.last_mut() {
                        Some(last) => last.blocks.extend(blocks),
                        None => out.push(ListEntry::of(None, blocks)),
                    }
                }
                MarkupNode::Element(one) if one.name == "div" => self.gather(&one.children, out),
                _ => out.extend(self.stray(node)),
            }
        }
    }
}
