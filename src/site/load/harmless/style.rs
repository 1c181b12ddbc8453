//! Whether a style sheet, or one value of a style, stays inside of its drawing: nothing is fetched, nothing runs.
//! Does not know properties.

use super::names::{FUNCTIONS, RULES};
use crate::text::reading::percent_decoded;

/// The first part that is not known to be harmless.
pub(super) fn harm(css: &str) -> Option<&str> {
    let mut rest = css;
    while !rest.is_empty() {
        match token(rest) {
            Ok(length) => rest = &rest[length..],
            Err(part) => return Some(part),
        }
    }
    None
}

/// A part of the drawing that a style names: `url(#part)`.
pub(super) struct NamedPart {
    /// The selector of its rule; empty in the style of one element.
    pub(super) selector: String,
    /// The property, or what else stands before a colon.
    pub(super) property: String,
    /// Its id.
    pub(super) id: String,
}

/// The parts that a harmless style names.
pub(super) fn named_parts(css: &str) -> Vec<NamedPart> {
    let css = without_comments(css);
    let mut found = Vec::new();
    let mut rules: Vec<&str> = Vec::new();
    let (mut start, mut colon) = (0, None);
    for (at, token) in tokens(&css) {
        match token {
            ";" => {}
            "{" => rules.push(css[start..at].trim()),
            "}" => _ = rules.pop(),
            ":" => {
                colon.get_or_insert(at);
                continue;
            }
            token => {
                if is_url(token) {
                    let selector = rules.iter().rfind(|rule| !rule.starts_with('@'));
                    let id = token.split_once('#').map_or("", |(_, id)| id);
                    found.push(NamedPart {
                        selector: selector.copied().unwrap_or_default().to_owned(),
                        property: css[start..colon.unwrap_or(start)].trim().to_ascii_lowercase(),
                        id: percent_decoded(id.trim_end_matches(['"', '\'']).trim()),
                    });
                }
                continue;
            }
        }
        (start, colon) = (at + token.len(), None);
    }
    found
}

fn is_url(token: &str) -> bool {
    token.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("url("))
}

fn without_comments(css: &str) -> String {
    let kept = tokens(css).filter(|(_, token)| !token.starts_with("/*"));
    kept.map(|(_, token)| token).collect()
}

/// The tokens and their places, as far as they are harmless.
fn tokens(css: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = css.get(at..).filter(|rest| !rest.is_empty())?;
        let token = &rest[..token(rest).ok()?];
        at += token.len();
        Some((at - token.len(), token))
    })
}

/// How long the token at the beginning is.
fn token(rest: &str) -> Result<usize, &str> {
    let first = rest.chars().next().expect("only called with words");
    match first {
        // An escape could spell any name.
        '\\' => Err(&rest[..1]),
        '"' | '\'' => string(rest),
        '/' if rest.starts_with("/*") => match rest[2..].find("*/") {
            Some(length) => Ok(length + 4),
            None => Err(&rest[..2]),
        },
        '@' => {
            let rule = &rest[..1 + name(&rest[1..]).len()];
            let is_known = RULES.contains(&&*rule[1..].to_ascii_lowercase());
            if is_known { Ok(rule.len()) } else { Err(rule) }
        }
        c if is_name(c) => {
            let name = name(rest);
            if !rest[name.len()..].starts_with('(') {
                return Ok(name.len());
            }
            match &*name.to_ascii_lowercase() {
                "url" => local(rest, name.len() + 1),
                known if FUNCTIONS.contains(&known) => Ok(name.len() + 1),
                _ => Err(name),
            }
        }
        c => Ok(c.len_utf8()),
    }
}

/// `url(#part)`, with or without quotes.
fn local(rest: &str, open: usize) -> Result<usize, &str> {
    let inner = rest[open..].trim_start();
    let start = rest.len() - inner.len();
    let is_quoted = inner.starts_with(['"', '\'']);
    let length = if is_quoted { string(inner)? } else { inner.find(')').unwrap_or(inner.len()) };
    let is_local = inner[usize::from(is_quoted)..].starts_with('#');
    if is_local && !inner[..length].contains('\\') {
        Ok(start + length)
    } else {
        Err(&rest[..start + length])
    }
}

/// How long a string is with its quotes. A line that ends within it would be read in several ways.
fn string(rest: &str) -> Result<usize, &str> {
    let quote = &rest[..1];
    match rest[1..].find([quote.chars().next().unwrap_or('"'), '\n', '\r', '\x0C', '\\']) {
        Some(length) if rest[1 + length..].starts_with(quote) => Ok(length + 2),
        Some(_) | None => Err(quote),
    }
}

fn name(rest: &str) -> &str {
    &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_".contains(c) || !c.is_ascii()
}
