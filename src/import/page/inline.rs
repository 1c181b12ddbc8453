//! Running words of a page: links, strong words, readings, breaks, pictures; the address that a page says it was saved
//! from, and the whole address of a link that is relative to it. Does not know blocks, nor looks at any address.

use super::read::PageReader;
use super::{noise, words_of};
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

    /// One finding for all links whose addresses the page's own made whole, one for those that are words only now.
    pub(super) fn say_links(&mut self) {
        for (code, links) in [("links-left", &self.unlinked), ("links-made-whole", &self.resolved)]
        {
            if let Some((place, _)) = links.first() {
                let all: Vec<&str> = links.iter().map(|(_, words)| &**words).collect();
                let (count, all) = (all.len(), all.join("、"));
                self.sheet
                    .findings
                    .push((place.clone(), Finding::note(code, fill! { count, all })));
            }
        }
    }
}

/// `https://host` and the path of the page, which begins with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageAddress {
    origin: String,
    path: String,
}

impl PageAddress {
    /// What a page says of its address: `<base>` first, as browsers do, then the address that it gives to search
    /// engines, then the remark that a browser leaves where it saves a page.
    pub(super) fn of(source: &str, nodes: &[MarkupNode]) -> Option<PageAddress> {
        let mut said: [Option<String>; 3] = [None, None, None];
        for node in nodes {
            if let MarkupNode::Element(element) = node {
                look(element, &mut said);
            }
        }
        let [base, canonical, shared] = said;
        let own = canonical.or(shared).or_else(|| saved_from(source));
        let own = own.and_then(|own| PageAddress::absolute(&own));
        match base {
            None => own,
            Some(base) => PageAddress::absolute(&base).or_else(|| {
                let whole = own?.resolve(&base)?;
                PageAddress::absolute(&whole)
            }),
        }
    }

    fn absolute(address: &str) -> Option<PageAddress> {
        let address = address.trim();
        let rest =
            ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme))?;
        let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let path = &rest[host..];
        let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
        (host > 0).then(|| PageAddress {
            origin: address[..address.len() - rest.len() + host].to_owned(),
            path: if path.starts_with('/') { path } else { "/" }.to_owned(),
        })
    }

    /// The whole address of a relative link; none for a place on the page itself and for other schemes.
    pub(super) fn resolve(&self, to: &str) -> Option<String> {
        let to = to.trim();
        if to.is_empty() || to.starts_with('#') || has_scheme(to) {
            return None;
        }
        if let Some(host) = to.strip_prefix("//") {
            let scheme = &self.origin[..self.origin.find("//")?];
            return (!host.is_empty()).then(|| format!("{scheme}//{host}"));
        }
        let end = to.find(['?', '#']).unwrap_or(to.len());
        let (path, tail) = to.split_at(end);
        let whole = match path {
            "" => self.path.clone(),
            path if path.starts_with('/') => path.to_owned(),
            path => {
                let folder = self.path.rfind('/').map_or(0, |at| at + 1);
                format!("{}{path}", &self.path[..folder])
            }
        };
        Some(format!("{}{}", self.origin, encoded(&(flat(&whole) + tail))))
    }
}

/// Japanese names of files as browsers ask for them.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// `mailto:`, `https:` and the like.
fn has_scheme(to: &str) -> bool {
    let Some((name, _)) = to.split_once(':') else {
        return false;
    };
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// A path without `.` and `..`.
fn flat(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        match *part {
            "." | ".." => {
                if *part == ".." {
                    out.pop();
                }
                if is_last {
                    out.push("");
                }
            }
            part => out.push(part),
        }
    }
    format!("/{}", out.join("/"))
}

fn look(element: &Element, said: &mut [Option<String>; 3]) {
    let is = |name, value: &str| {
        element.get(name).is_some_and(|own: &str| own.trim().eq_ignore_ascii_case(value))
    };
    let found = match &*element.name {
        "base" => element.get("href").map(|href| (0, href)),
        "link" if is("rel", "canonical") => element.get("href").map(|href| (1, href)),
        "meta" if is("property", "og:url") => element.get("content").map(|url| (2, url)),
        _ => None,
    };
    if let Some((at, address)) = found {
        said[at].get_or_insert_with(|| address.trim().to_owned());
    }
    element.elements().for_each(|inner| look(inner, said));
}

/// `<!-- saved from url=(0035)https://… -->`.
fn saved_from(source: &str) -> Option<String> {
    const MARK: &str = "saved from url=(";
    let at = source.find(MARK)? + MARK.len();
    let (length, rest) = source[at..].split_once(')')?;
    let length: usize = length.parse().ok()?;
    let address = rest.get(..length)?;
    (!address.contains(char::is_whitespace)).then(|| address.to_owned())
}
