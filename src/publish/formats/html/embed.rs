//! Rendered HTML made fit for a page that somebody else makes: ids with a prefix, headings one level down.
//! Does not know what the HTML says.

/// Headings below this level share it.
const LEVELS: u8 = 6;

/// Attributes that hold ids, separated by spaces.
const IDS: [&str; 7] =
    ["id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];

/// Writes well-formed HTML with every id, and whatever leads to one, under `prefix`, and every heading one
/// level down. Words are as they were.
pub(super) fn embed(html: &str, prefix: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, from) = rest.split_at(at);
        out.push_str(words);
        let end = end_of(from);
        let (tag, after) = from.split_at(end);
        self::tag(tag, prefix, out);
        rest = after;
    }
    out.push_str(rest);
}

/// The length of the tag or comment that `from` begins with.
fn end_of(from: &str) -> usize {
    if from.starts_with("<!--") {
        return from.find("-->").map_or(from.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, c) in from.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None | Some(_), _) => {}
        }
    }
    from.len()
}

fn tag(tag: &str, prefix: &str, out: &mut String) {
    let closes = tag.starts_with("</");
    let start = if closes { 2 } else { 1 };
    let inner = tag[start..].trim_end_matches('>');
    let length = inner.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(length);
    out.push_str(&tag[..start]);
    match heading(name) {
        Some(level) => out.push_str(&format!("h{}", (level + 1).min(LEVELS))),
        None => out.push_str(name),
    }
    if closes || name.starts_with('!') {
        out.push_str(attributes);
    } else {
        self::attributes(attributes, prefix, out);
    }
    out.push_str(&tag[start + inner.len()..]);
}

fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix(['h', 'H'])?;
    match level.as_bytes() {
        [digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

fn attributes(mut rest: &str, prefix: &str, out: &mut String) {
    while let Some(start) = rest.find(|c: char| !c.is_ascii_whitespace()) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let name = &rest[..length];
        out.push_str(name);
        rest = &rest[length..];
        let Some(value) = rest.strip_prefix('=') else {
            continue;
        };
        out.push('=');
        let (quote, inner) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let end = value[1..].find(quote).map_or(value.len(), |at| at + 1);
                (&value[..1], &value[1..end])
            }
            _ => {
                let end = value.find(|c: char| c.is_ascii_whitespace());
                ("", &value[..end.unwrap_or(value.len())])
            }
        };
        out.push_str(quote);
        self::value(name, inner, prefix, out);
        let past = quote.len() + inner.len();
        rest = &value[past..];
        if !quote.is_empty() && rest.starts_with(quote) {
            out.push_str(quote);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
}

fn value(name: &str, value: &str, prefix: &str, out: &mut String) {
    if IDS.contains(&name) {
        let ids: Vec<String> =
            value.split_ascii_whitespace().map(|id| format!("{prefix}{id}")).collect();
        out.push_str(&ids.join(" "));
    } else if let (true, Some(anchor)) = (name == "href", value.strip_prefix('#')) {
        out.push('#');
        out.push_str(prefix);
        out.push_str(anchor);
    } else {
        out.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let mut out = String::new();
        embed(html, "k-", &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn ids_and_headings_are_made_fit_and_words_stay() {
        check(
            "<h2 id=a1>題 id=a1</h2><a href=#a1 class=x>第1条</a>",
            "<h3 id=k-a1>題 id=a1</h3><a href=#k-a1 class=x>第1条</a>",
        );
        check(
            "<table aria-labelledby=\"a b\" class='x > y'><th id='c'>1 &lt; 2</th></table>",
            "<table aria-labelledby=\"k-a k-b\" class='x > y'><th id='k-c'>1 &lt; 2</th></table>",
        );
        check(
            "<h6 hidden>い</h6><!-- <h2 id=a> --><br/><a href=\"../x.html#a\">外</a>",
            "<h6 hidden>い</h6><!-- <h2 id=a> --><br/><a href=\"../x.html#a\">外</a>",
        );
    }
}
