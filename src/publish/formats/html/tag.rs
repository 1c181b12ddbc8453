//! Opening tags as a minifier sees them: where they end, which blanks count inside of an element, how
//! attributes are written shortest. Does not know what stands between tags.

/// Attributes of one tag that are written here; a tag with more is rare.
const MOST: usize = 8;

/// Which blanks count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// None at the ends, none that stands alone.
    Layout,
    /// None at the ends.
    Words,
    /// Every one.
    Kept,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing; it has no end tag.
    Void,
    /// Words alone, with their blanks.
    Title,
    /// Words and elements.
    Holds(Space),
}

/// What HTML calls white space.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}

/// What an element of that name holds; `None` for names that are seldom seen.
pub(super) fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "br" | "wbr" | "img" | "meta" | "link" | "hr" | "col" => Kind::Void,
        "title" => Kind::Title,
        "a" | "abbr" | "b" | "bdi" | "cite" | "data" | "del" | "dfn" | "em" | "i" | "ins"
        | "mark" | "q" | "rp" | "rt" | "ruby" | "s" | "small" | "span" | "strong" | "sub"
        | "sup" | "time" | "u" => Kind::Holds(Space::Kept),
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "figcaption" | "address"
        | "summary" | "li" | "dt" | "dd" | "td" | "th" | "details" => Kind::Holds(Space::Words),
        "div" | "section" | "article" | "aside" | "nav" | "header" | "footer" | "main" | "ol"
        | "ul" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "colgroup" | "figure"
        | "blockquote" | "html" | "head" | "body" => Kind::Holds(Space::Layout),
        _ => return None,
    })
}

/// Whether an element has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    kind(name) == Some(Kind::Void)
}

/// Whether an element may stand in another without closing it.
pub(super) fn may_hold(around: &str, name: &str, kind: Kind) -> bool {
    match around {
        "p" => kind == Kind::Holds(Space::Kept) || matches!(name, "br" | "wbr" | "img"),
        "li" => name != "li",
        "dt" | "dd" => !matches!(name, "dt" | "dd"),
        "rt" | "rp" => !matches!(name, "rt" | "rp"),
        "thead" | "tbody" | "tfoot" => !matches!(name, "thead" | "tbody" | "tfoot"),
        "tr" => name != "tr",
        "td" | "th" => !matches!(name, "td" | "th"),
        "head" => name != "body",
        _ => true,
    }
}

/// The name of the tag at the front, and the bytes up to its end; `None` where it is not plainly made.
pub(super) fn span(html: &str) -> Option<(&str, usize)> {
    let bytes = html.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let len = bytes.get(1..)?.iter().take_while(|byte| is_name(byte)).count();
    let mut at = 1 + len;
    let name = html.get(1..at).filter(|name| !name.is_empty())?;
    if !matches!(bytes.get(at)?, b'>' | b' ' | b'\n') {
        return None;
    }
    loop {
        match bytes.get(at)? {
            b'>' => return Some((name, at + 1)),
            b'=' if bytes.get(at + 1) == Some(&b'"') => {
                let value = html.get(at + 2..)?;
                at += 2 + value.find('"')? + 1;
            }
            b'=' if !bytes.get(at + 1).is_some_and(is_name) => return None,
            b'=' | b' ' | b'\n' | b'-' => at += 1,
            byte if is_name(byte) => at += 1,
            _ => return None,
        }
    }
}

/// Writes a tag whose attributes are written as they are but for quotes and order; false for any other.
pub(super) fn plain(source: &str, name: &str, out: &mut String) -> bool {
    let inner = &source[1 + name.len()..source.len() - 1];
    let mut found: [(bool, &str, &str); MOST] = [(false, "", ""); MOST];
    let mut count = 0;
    let mut rest = inner.trim_start_matches(is_blank);
    while !rest.is_empty() {
        let Some((attribute, value, after)) = attribute(rest) else {
            return false;
        };
        let is_known = found[..count].iter().any(|(_, name, _)| *name == attribute);
        let Some(is_bare) = is_bare(attribute, value) else {
            return false;
        };
        if is_known || count == MOST {
            return false;
        }
        found[count] = (is_bare, attribute, value);
        count += 1;
        rest = after.trim_start_matches(is_blank);
    }
    // Those in quotes first, then by name.
    found[..count].sort_unstable();
    out.push('<');
    out.push_str(name);
    for (is_bare, attribute, value) in &found[..count] {
        let quote = if *is_bare { "" } else { "\"" };
        for part in [" ", attribute, "=", quote, value, quote] {
            out.push_str(part);
        }
    }
    out.push('>');
    true
}

/// The first attribute: its name, its value, and what follows.
fn attribute(source: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = source.split_once('=')?;
    if name.contains(is_blank) {
        return None;
    }
    if let Some(rest) = rest.strip_prefix('"') {
        let (value, rest) = rest.split_once('"')?;
        return Some((name, value, rest));
    }
    let (value, rest) = rest.split_at(rest.find(is_blank).unwrap_or(rest.len()));
    Some((name, value, rest))
}

/// Whether the value of an attribute needs no quotes; `None` where more than quotes may have to change.
fn is_bare(attribute: &str, value: &str) -> Option<bool> {
    let is_known = matches!(
        attribute,
        "id" | "class"
            | "href"
            | "datetime"
            | "lang"
            | "tabindex"
            | "scope"
            | "role"
            | "aria-label"
            | "aria-labelledby"
            | "aria-current"
    ) || attribute.starts_with("data-");
    let is_odd = |byte: u8| {
        matches!(byte, b'&' | b'\'' | b'"' | b'<' | b'>' | b'`' | b'\n' | b'\t' | b'\r' | 0xc)
    };
    let is_list = attribute == "class"
        && (value.starts_with(' ') || value.ends_with(' ') || value.contains("  "));
    if !is_known || value.is_empty() || is_list || value.bytes().any(is_odd) {
        return None;
    }
    Some(!value.bytes().any(|byte| matches!(byte, b' ' | b'=')))
}
