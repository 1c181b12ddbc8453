//! Minifying a template, once, when the theme is loaded: minify-html sees tags and words alone, and what the
//! template engine fills in stays as it is written. (`preserve_brace_template_syntax` of minify-html knows no braces
//! inside of tags, and drops blanks between braces that show.) Does not know what a template is for.

use std::borrow::Cow;

/// Around the number of a part that minify-html must take for a word or for the value of an attribute. Neither is a
/// character that anybody may use.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// Elements that hold no words: blanks beside what is filled in there never show.
const WORDLESS: [&str; 12] = [
    "html", "head", "ul", "ol", "dl", "table", "colgroup", "thead", "tbody", "tfoot", "tr",
    "select",
];

const VOID: [&str; 9] = ["br", "wbr", "img", "meta", "link", "hr", "col", "input", "source"];

/// Elements whose inside is not read as HTML.
const FOREIGN: [&str; 5] = ["script", "style", "textarea", "svg", "math"];

/// A part of a template.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    Words(&'a str),
    /// `{{ … }}`, `{% … %}`, `{# … #}`.
    Braces(&'a str),
    /// The name, and the whole.
    Opening(&'a str, &'a str),
    /// The name, and the whole.
    Closing(&'a str, &'a str),
}

/// A template with no more white space and quotes than it needs; `None` where only its author knows what may go:
/// an element that is not closed where it was opened, a script, a comment with braces.
pub(super) fn minified(template: &str) -> Option<String> {
    let parts = parts(template)?;
    let shown = hidden(template, &parts)?;
    let cfg = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::default()
    };
    let bytes = minify_html::minify(shown.as_bytes(), &cfg);
    let whole = restored(std::str::from_utf8(&bytes).ok()?, &parts)?;
    let skeleton = |parts: &[Part<'_>]| -> Vec<String> {
        let kept = parts.iter().filter_map(|part| match part {
            Part::Words(_) => None,
            Part::Braces(whole) => Some((*whole).to_owned()),
            Part::Opening(name, _) => Some(format!("<{name}>")),
            Part::Closing(name, _) => Some(format!("</{name}>")),
        });
        kept.collect()
    };
    // Nothing but white space, quotes and comments may have gone.
    (skeleton(&self::parts(&whole)?) == skeleton(&parts)).then_some(whole)
}

/// The parts of a template, in order.
fn parts(template: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        let len = match rest.as_bytes() {
            [b'{', b'{' | b'%' | b'#', ..] => {
                let len = braces(rest)?;
                parts.push(Part::Braces(&rest[..len]));
                len
            }
            [b'<', b'!', ..] => {
                let end = if rest.starts_with("<!--") { "-->" } else { ">" };
                let len = rest.find(end)? + end.len();
                parts.push(Part::Words(&rest[..len]));
                if rest[..len].contains('{') {
                    return None;
                }
                len
            }
            [b'<', b'/', ..] => {
                let len = tag(rest)?;
                parts.push(Part::Closing(rest[2..len - 1].trim_end(), &rest[..len]));
                len
            }
            [b'<', next, ..] if next.is_ascii_alphabetic() || *next == b'{' => {
                let len = tag(rest)?;
                parts.push(Part::Opening(name(&rest[1..len])?, &rest[..len]));
                len
            }
            _ => {
                let next = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '<' | '{'));
                let len = next.map_or(rest.len(), |(at, _)| at);
                parts.push(Part::Words(&rest[..len]));
                len
            }
        };
        rest = &rest[len..];
    }
    Some(parts)
}

/// How long the braces at the front are.
fn braces(from: &str) -> Option<usize> {
    let close = match from.as_bytes().get(1)? {
        b'{' => "}}",
        b'%' => "%}",
        _ => return Some(from.find("#}")? + 2),
    };
    let mut quote = None;
    for (at, c) in from.char_indices().skip(2) {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if from[at..].starts_with(close) => return Some(at + 2),
            None => {}
        }
    }
    None
}

/// How long the tag at the front is; braces and quotes in it may hold a `>`.
fn tag(from: &str) -> Option<usize> {
    let mut quote = None;
    let mut at = 1;
    while at < from.len() {
        let c = from[at..].chars().next()?;
        if c == '{' && matches!(from.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#')) {
            at += braces(&from[at..])?;
            continue;
        }
        at += c.len_utf8();
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '>' => return Some(at),
            None => {}
        }
    }
    None
}

/// The name at the front of a tag, with braces that stand in it: `h{{ level }}`.
fn name(from: &str) -> Option<&str> {
    let mut at = 0;
    loop {
        match from.as_bytes().get(at)? {
            b'{' if from.as_bytes().get(at + 1) == Some(&b'{') => at += braces(&from[at..])?,
            b'>' | b'/' | b'{' => return Some(&from[..at]),
            byte if byte.is_ascii_whitespace() => return Some(&from[..at]),
            _ => at += from[at..].chars().next()?.len_utf8(),
        }
    }
}

/// What minify-html is to see: tags with braces as plain ones that bear their number, other braces as words, so that
/// no blank beside them goes where it shows.
fn hidden(template: &str, parts: &[Part<'_>]) -> Option<String> {
    if template.contains([OPEN, CLOSE]) {
        return None;
    }
    let mut out = String::with_capacity(template.len());
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        match part {
            Part::Words(words) => {
                let is_wordless = open.last().is_some_and(|(_, own)| WORDLESS.contains(own));
                if !is_wordless || !words.trim().is_empty() {
                    out.push_str(words);
                }
            }
            Part::Braces(_) => out.push_str(&format!("{OPEN}{number}{CLOSE}")),
            Part::Opening(name, whole) => {
                if FOREIGN.contains(name) {
                    return None;
                }
                // The opening tag of a body goes when it has no attribute.
                if whole.contains('{') || *name == "body" {
                    let name = stand_in(number, name);
                    out.push_str(&format!("<{name} id=\"{OPEN}{number}{CLOSE}\">"));
                } else {
                    out.push_str(whole);
                }
                if !VOID.contains(name) {
                    open.push((number, name));
                }
            }
            Part::Closing(name, _) => {
                let (number, _) = open.pop().filter(|(_, opened)| opened == name)?;
                out.push_str(&format!("</{}>", stand_in(number, name)));
            }
        }
    }
    open.is_empty().then_some(out)
}

/// The name that minify-html sees; of an element whose name is filled in later it keeps every blank.
fn stand_in(number: usize, name: &str) -> Cow<'_, str> {
    if name.contains('{') { format!("k-{number}").into() } else { name.into() }
}

/// What minify-html made, with the parts that it did not see.
fn restored(html: &str, parts: &[Part<'_>]) -> Option<String> {
    let mut out = String::with_capacity(html.len());
    let mut names: Vec<(String, String)> = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(OPEN) {
        out.push_str(before);
        let (number, after) = after.split_once(CLOSE)?;
        rest = after;
        let number = number.parse().ok()?;
        match parts.get(number)? {
            Part::Braces(whole) => out.push_str(whole),
            Part::Opening(name, whole) => {
                out.truncate(out.rfind('<')?);
                out.push_str(whole);
                rest = rest.trim_start_matches('"').strip_prefix('>')?;
                let name_shown = stand_in(number, name);
                if name_shown != *name {
                    names.push((format!("</{name_shown}>"), format!("</{name}>")));
                }
            }
            Part::Words(_) | Part::Closing(..) => return None,
        }
    }
    out.push_str(rest);
    Some(names.iter().fold(out, |out, (shown, name)| out.replacen(shown, name, 1)))
}
