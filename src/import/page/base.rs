//! The address that a page says it was saved from, and the whole address of a link that is relative to it.
//! Does not know whether an address is allowed, nor looks at any.

use crate::import::markup::{Element, MarkupNode};

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
