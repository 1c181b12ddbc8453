//! Markup as a tree, every element and every stretch of words with its place in the source. Does not know what
//! any element means.

use std::ops::Range;

/// An element or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkupNode {
    /// An element with what is in it.
    Element(Element),
    /// A stretch of words.
    Words(SourceChunk),
}

/// A stretch of the source that stands for words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChunk {
    /// Where it stands.
    pub range: Range<usize>,
    /// The words, where they are not the bytes themselves (`&amp;`).
    pub value: Option<String>,
}

impl SourceChunk {
    /// The words.
    pub fn words<'c>(&'c self, source: &'c str) -> &'c str {
        self.value.as_deref().unwrap_or_else(|| source.get(self.range.clone()).unwrap_or(""))
    }
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name, in lower case for pages, with its prefix in Word.
    pub name: String,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    /// From the start of its first tag to the end of its last.
    pub range: Range<usize>,
    /// What is in it.
    pub children: Vec<MarkupNode>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The elements right below.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            MarkupNode::Element(element) => Some(element),
            MarkupNode::Words(_) => None,
        })
    }

    /// The first element of that name right below.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// True when this element or one below it is so.
    pub fn any(&self, is: &dyn Fn(&Element) -> bool) -> bool {
        is(self) || self.elements().any(|element| element.any(is))
    }

    /// All words in it, without those of elements that are `left`.
    pub fn words(&self, source: &str, left: &dyn Fn(&Element) -> bool) -> String {
        let mut out = String::new();
        gather(&self.children, source, left, &mut out);
        out
    }
}

fn gather(nodes: &[MarkupNode], source: &str, left: &dyn Fn(&Element) -> bool, out: &mut String) {
    for node in nodes {
        match node {
            MarkupNode::Words(chunk) => out.push_str(chunk.words(source)),
            MarkupNode::Element(element) if !left(element) => {
                gather(&element.children, source, left, out);
            }
            MarkupNode::Element(_) => {}
        }
    }
}

/// The stretches of raw text: its own bytes, and character references with what they stand for.
pub fn split_entities(
    source: &str,
    range: Range<usize>,
    decode: &dyn Fn(&str) -> String,
) -> Vec<SourceChunk> {
    let mut out = Vec::new();
    let mut at = range.start;
    let mut from = range.start;
    let plain = |range: Range<usize>| SourceChunk { range, value: None };
    while let Some(found) = source[from..range.end].find('&') {
        let start = from + found;
        let name = source[start + 1..range.end]
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .map_or(range.end, |end| start + 1 + end);
        let end = if source[name..range.end].starts_with(';') { name + 1 } else { name };
        from = end;
        let value = decode(&source[start..end]);
        if value != source[start..end] {
            if at < start {
                out.push(plain(at..start));
            }
            out.push(SourceChunk { range: start..end, value: Some(value) });
            at = end;
        }
    }
    if at < range.end {
        out.push(plain(at..range.end));
    }
    out
}
