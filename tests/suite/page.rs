//! Reads built pages the way a browser does, as far as the tests need it: tags, attributes, words.
//! Knows no theme.

use std::collections::{BTreeMap, BTreeSet};

/// What stands in a page: tags and the words between them.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    Open(String, Vec<(String, String)>),
    Close(String),
    Words(String),
}

const VOID: [&str; 6] = ["br", "wbr", "link", "meta", "img", "hr"];

/// Cuts a page into tokens.
pub fn tokens(html: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let at = rest.find('<').unwrap_or(rest.len());
        if at > 0 {
            out.push(Token::Words(decode(&rest[..at])));
        }
        rest = &rest[at..];
        if rest.is_empty() {
            break;
        }
        let end = tag_end(rest);
        let inside = rest[1..end].trim_end_matches('/');
        if let Some(name) = inside.strip_prefix('/') {
            out.push(Token::Close(name.trim().to_ascii_lowercase()));
        } else if !inside.starts_with('!') {
            let (name, attributes) = open(inside);
            out.push(Token::Open(name, attributes));
        }
        rest = &rest[end + 1..];
    }
    out
}

fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    panic!("a tag without end: {rest:.60}");
}

fn open(inside: &str) -> (String, Vec<(String, String)>) {
    let (name, mut rest) =
        inside.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (name.to_ascii_lowercase(), attributes);
        }
        let key_end =
            rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let key = rest[..key_end].to_ascii_lowercase();
        rest = &rest[key_end..];
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push((key, String::new()));
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).expect("a quote closes"),
            _ => {
                value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()))
            }
        };
        attributes.push((key, decode(value)));
        rest = after;
    }
}

fn decode(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = [
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&#34;", "\""),
        ];
        match known.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, c)) => {
                out.push_str(c);
                rest = &rest[name.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

/// The words inside the first element that `is_it` picks, without what kohyo added (`data-k`); where an
/// element begins or ends stands nothing, for a line break `\n`.
pub fn words_inside(tokens: &[Token], is_it: impl Fn(&str, &[(String, String)]) -> bool) -> String {
    let (mut out, mut depth, mut added) = (String::new(), 0usize, None);
    for token in tokens {
        match token {
            Token::Open(name, attributes) => {
                if depth == 0 {
                    depth = usize::from(is_it(name, attributes));
                    continue;
                }
                if name == "br" {
                    out.push('\n');
                }
                if VOID.contains(&name.as_str()) {
                    continue;
                }
                depth += 1;
                if added.is_none() && attributes.iter().any(|(key, _)| key == "data-k") {
                    added = Some(depth);
                }
            }
            Token::Close(_) if depth > 0 => {
                if added == Some(depth) {
                    added = None;
                }
                depth -= 1;
                if depth == 0 {
                    return out;
                }
            }
            Token::Words(words) if depth > 0 && added.is_none() => out.push_str(words),
            Token::Close(_) | Token::Words(_) => {}
        }
    }
    out
}

/// Every element closes in order, and no id stands twice.
#[track_caller]
pub fn assert_well_formed(html: &str) {
    let (mut open, mut ids) = (Vec::new(), Vec::new());
    for token in tokens(html) {
        match token {
            Token::Open(name, attributes) => {
                ids.extend(
                    attributes.iter().filter(|(key, _)| key == "id").map(|(_, id)| id.clone()),
                );
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::Close(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            Token::Words(_) => {}
        }
    }
    assert_eq!(open, Vec::<String>::new());
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice: {html}");
}

/// Follows every relative link; gives their number.
#[track_caller]
pub fn links_of(files: &BTreeMap<String, Vec<u8>>) -> usize {
    let pages: BTreeMap<&str, Vec<Token>> = files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .map(|path| (path.as_str(), tokens(std::str::from_utf8(&files[path]).unwrap())))
        .collect();
    let mut ids: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (path, attributes) in opened(&pages) {
        let own = attributes.iter().filter(|(key, _)| key == "id");
        ids.extend(own.map(|(_, id)| (path, id.as_str())));
    }
    let mut count = 0;
    for (path, attributes) in opened(&pages) {
        for (_, to) in attributes.iter().filter(|(key, _)| key == "href" || key == "src") {
            if ["https:", "mailto:", "tel:"].iter().any(|scheme| to.starts_with(scheme)) {
                continue;
            }
            let (file, anchor) = to.split_once('#').unwrap_or((to, ""));
            let target = resolved(path, file);
            assert!(files.contains_key(&target), "{path}: {to} leads nowhere");
            let has_anchor = anchor.is_empty() || ids.contains(&(target.as_str(), anchor));
            assert!(has_anchor, "{path}: no anchor {to}");
            count += 1;
        }
    }
    count
}

/// The attributes of every element, with its page.
fn opened<'a>(
    pages: &'a BTreeMap<&'a str, Vec<Token>>,
) -> impl Iterator<Item = (&'a str, &'a Vec<(String, String)>)> {
    pages.iter().flat_map(|(path, tokens)| {
        tokens.iter().filter_map(move |token| match token {
            Token::Open(_, attributes) => Some((*path, attributes)),
            Token::Close(_) | Token::Words(_) => None,
        })
    })
}

/// The path that a relative link on a page means.
fn resolved(page: &str, file: &str) -> String {
    let mut target: Vec<&str> = page.split('/').collect();
    if !file.is_empty() {
        target.pop();
        for part in file.split('/') {
            if part == ".." {
                target.pop().expect("no link leaves the site");
            } else {
                target.push(part);
            }
        }
    }
    target.join("/")
}
