//! The text of a page as a tree, by the tokens of a WHATWG tokenizer with their places; tags that are left out or
//! cross each other are closed as browsers do, near enough. Does not know which elements matter.

use super::noise::UNCLOSED;
use crate::import::markup::{Element, MarkupNode, SourceChunk, split_entities};
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::ops::Range;

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements that end a paragraph that is open.
pub(super) const BLOCKS: [&str; 36] = [
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "ul", "menu",
];
/// Deeper elements are read as if their tags were not there.
const MAX_DEPTH: usize = 200;

/// The tree of a page.
pub fn parse_page(source: &str) -> Vec<MarkupNode> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut builder = PageTreeBuilder { open: vec![Element::default()] };
    let (mut end, mut words) = (0, String::new());
    for token in Tokenizer::new_with_emitter(source, emitter) {
        let Ok(token) = token;
        let span = match &token {
            Token::String(value) => {
                words.push_str(&String::from_utf8_lossy(value));
                continue;
            }
            Token::Error(_) => continue,
            Token::StartTag(tag) => tag.span,
            Token::EndTag(tag) => tag.span,
            Token::Comment(comment) => comment.span,
            Token::Doctype(doctype) => doctype.span,
        };
        let span = within(source, end, span.start..span.end);
        builder.words(source, end..span.start, &std::mem::take(&mut words));
        end = span.end;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attributes = tag.attributes.iter().map(|(name, value)| {
                    let value = String::from_utf8_lossy(value).into_owned();
                    (String::from_utf8_lossy(name).into_owned(), value)
                });
                builder.start(Element {
                    name,
                    attributes: attributes.collect(),
                    range: span,
                    children: vec![],
                });
            }
            Token::EndTag(tag) => builder.end(&String::from_utf8_lossy(&tag.name), span),
            Token::Comment(_) | Token::Doctype(_) if !source[..end].ends_with('>') => {
                builder.unclosed(span);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::String(_) | Token::Error(_) => {}
        }
    }
    if words.is_empty() && !source[end..].trim().is_empty() {
        builder.unclosed(end..source.len());
    }
    builder.words(source, end..source.len(), &words);
    builder.close(1, source.len());
    builder.open.remove(0).children
}

/// A place that lies behind what was read, on the boundaries of characters.
fn within(source: &str, from: usize, span: Range<usize>) -> Range<usize> {
    let mut start = span.start.clamp(from, source.len());
    // The tokenizer counts from the bracket or from behind it.
    while start > from && source.as_bytes().get(start) != Some(&b'<') {
        start -= 1;
    }
    let mut end = span.end.clamp(start, source.len());
    while !source.is_char_boundary(end) {
        end += 1;
    }
    if end > start && !source[..end].ends_with('>') && source[end..].starts_with('>') {
        end += 1;
    }
    start..end
}

/// What a character reference stands for.
fn decoded(reference: &str) -> String {
    let tokens = Tokenizer::new_with_emitter(reference, DefaultEmitter::<usize>::new_with_span());
    let mut out = String::new();
    for token in tokens {
        let Ok(token) = token;
        if let Token::String(value) = token {
            out.push_str(&String::from_utf8_lossy(&value));
        }
    }
    out
}

struct PageTreeBuilder {
    /// The root and the open elements, outermost first.
    open: Vec<Element>,
}

impl PageTreeBuilder {
    /// Adds the words between two tags: the bytes there, when they read as the tokenizer read them.
    fn words(&mut self, source: &str, range: Range<usize>, words: &str) {
        if range.is_empty() || words.is_empty() {
            return;
        }
        let chunks = split_entities(source, range.clone(), &decoded);
        let read: String = chunks.iter().map(|chunk| chunk.words(source)).collect();
        let is_same = read.replace("\r\n", "\n").replace('\r', "\n") == words;
        let chunks = if is_same {
            chunks
        } else {
            vec![SourceChunk { range, value: Some(words.to_owned()) }]
        };
        let inner = self.open.last_mut().expect("the root stays open");
        inner.children.extend(chunks.into_iter().map(MarkupNode::Words));
    }

    /// Adds a tag or a comment that never ends: browsers swallow it, a report tells.
    fn unclosed(&mut self, range: Range<usize>) {
        let words = SourceChunk { range: range.clone(), value: None };
        let inner = self.open.last_mut().expect("the root stays open");
        inner.children.push(MarkupNode::Element(Element {
            name: UNCLOSED.to_owned(),
            range,
            children: vec![MarkupNode::Words(words)],
            ..Element::default()
        }));
    }

    /// Closes open elements until so many are left.
    fn close(&mut self, count: usize, end: usize) {
        while self.open.len() > count.max(1) {
            let mut element = self.open.pop().expect("counted");
            element.range.end = element.range.end.max(end);
            let outer = self.open.last_mut().expect("the root stays open");
            outer.children.push(MarkupNode::Element(element));
        }
    }

    /// Closes the innermost element of these names, if no boundary stands before it.
    fn close_inner(&mut self, names: &[&str], until: &[&str], end: usize) {
        let found = self
            .open
            .iter()
            .enumerate()
            .skip(1)
            .rev()
            .find(|(_, open)| names.contains(&&*open.name) || until.contains(&&*open.name));
        if let Some((at, open)) = found
            && names.contains(&&*open.name)
        {
            self.close(at, end);
        }
    }

    fn start(&mut self, element: Element) {
        let (name, at) = (element.name.as_str(), element.range.start);
        if BLOCKS.contains(&name) {
            let boxes: Vec<&str> = BLOCKS.into_iter().filter(|block| *block != "p").collect();
            self.close_inner(&["p"], &[boxes.as_slice(), &["td", "th", "button"]].concat(), at);
        }
        match name {
            "li" => self.close_inner(&["li"], &["ul", "ol", "menu", "td", "th", "table"], at),
            "dt" | "dd" => self.close_inner(&["dt", "dd"], &["dl", "td", "th", "table"], at),
            "option" => self.close_inner(&["option"], &["select"], at),
            "rt" | "rp" | "rb" => self.close_inner(&["rt", "rp", "rb"], &["ruby"], at),
            "td" | "th" => self.close_inner(&["td", "th"], &["tr", "table"], at),
            "tr" => self.close_inner(&["tr"], &["table", "thead", "tbody", "tfoot"], at),
            "thead" | "tbody" | "tfoot" => {
                self.close_inner(&["thead", "tbody", "tfoot", "caption"], &["table"], at);
            }
            _ => {}
        }
        if VOID.contains(&&*element.name) {
            let inner = self.open.last_mut().expect("the root stays open");
            inner.children.push(MarkupNode::Element(element));
        } else if self.open.len() < MAX_DEPTH {
            self.open.push(element);
        }
    }

    fn end(&mut self, name: &str, span: Range<usize>) {
        if name == "br" {
            let inner = self.open.last_mut().expect("the root stays open");
            inner.children.push(MarkupNode::Element(Element {
                name: "br".to_owned(),
                range: span,
                ..Element::default()
            }));
            return;
        }
        let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let fits =
            |open: &Element| open.name == name || (is_heading(name) && is_heading(&open.name));
        // An end tag does not reach out of a cell, nor one of running words out of a block.
        let is_block = BLOCKS.contains(&name);
        let is_wall = |open: &Element| match name {
            "table" | "html" | "body" => false,
            "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" => open.name == "table",
            _ if is_block => matches!(&*open.name, "td" | "th" | "table"),
            _ => BLOCKS.contains(&&*open.name) || matches!(&*open.name, "td" | "th"),
        };
        let found = self
            .open
            .iter()
            .enumerate()
            .skip(1)
            .rev()
            .find(|(_, open)| fits(open) || is_wall(open));
        if let Some((at, open)) = found
            && fits(open)
        {
            self.close(at, span.end);
        }
    }
}
