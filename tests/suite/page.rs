//! Reads built pages the way a browser does, as far as the tests need it: tags, attributes, words.
//! Knows no theme.

/// What stands in a page: tags and the words between them.
#[derive(Debug, PartialEq)]
pub enum Token {
    Open(String, Vec<(String, String)>),
    Close(String),
    Words(String),
}

const VOID: [&str; 5] = ["br", "link", "meta", "img", "hr"];

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
    let (name, mut rest) = inside
        .split_once(|c: char| c.is_ascii_whitespace())
        .unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (name.to_ascii_lowercase(), attributes);
        }
        let key_end = rest
            .find(|c: char| c == '=' || c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let key = rest[..key_end].to_ascii_lowercase();
        rest = &rest[key_end..];
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push((key, String::new()));
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).expect("a quote closes"),
            _ => value.split_at(
                value
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(value.len()),
            ),
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
