//! Our link syntax for plain text: `[words](address)`, `<https://…>`, with `\[` and `\<` for the
//! characters themselves. Does not know whether an address is allowed.

use std::borrow::Cow;
use std::iter::{Peekable, once};
use std::ops::Range;

/// Words of one text, a slice of the source, plain or linked. One link may come in several pieces
/// (where an escape interrupts the source).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlinePiece<'a> {
    /// The words; never empty.
    pub words: &'a str,
    /// The bytes of the words in the source.
    pub range: Range<usize>,
    /// Where the words lead.
    pub link: Option<InlineLink<'a>>,
}

/// A link as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineLink<'a> {
    /// The address, unchecked; `mailto:` is put in front of a bare `<name@example.jp>`.
    pub address: Cow<'a, str>,
    /// The bytes of the address in the source.
    pub range: Range<usize>,
}

/// Longest address or words of one link, in bytes; longer ones are no links.
const LIMIT: usize = 2048;

/// How deep brackets in an address may nest.
const DEPTH: usize = 8;

/// Reads a text. There are no errors: what is no link is words.
///
/// Backslashes count only in front of `[` and `<` (there `\\` is one backslash and `\[` a bracket), inside
/// `[words]` in front of `[`, `]` and `\`, and inside `(address)` in front of `(`, `)` and `\`.
pub fn parse(source: &str) -> Vec<InlinePiece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(step) = source[at..].find(['\\', '[', '<']) {
        at += step;
        let slashes = count_slashes(&source[at..]);
        let opener = at + slashes;
        if !source[opener..].starts_with(['[', '<']) {
            at = opener;
            continue;
        }
        // Half of the backslashes are words; an odd one makes the opener a word.
        let words_end = at + slashes / 2;
        if slashes > 0 {
            push_plain(source, start..words_end, &mut pieces);
            start = opener;
        }
        at = opener + 1;
        if slashes % 2 == 1 {
            continue;
        }
        if let Some((linked, end)) = link_at(source, opener) {
            push_plain(source, start..opener, &mut pieces);
            pieces.extend(linked);
            (start, at) = (end, end);
        }
    }
    push_plain(source, start..source.len(), &mut pieces);
    pieces
}

/// Writes a text: words with their address, if any. `parse` reads the same words and addresses back, with
/// neighbours of the same address joined.
///
/// Addresses hold no spaces or control characters (no address that is allowed does), linked words no line break.
pub fn print<'a>(text: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> String {
    let parts: Vec<_> = text.into_iter().filter(|(words, _)| !words.is_empty()).collect();
    // Built from its end, because whether a bracket opens a link depends on what follows.
    let mut printer = BackwardPrinter::default();
    for (words, address) in parts.into_iter().rev() {
        match address {
            Some(address) => printer.put_verbatim(&print_link(words, address)),
            None => words.chars().rev().for_each(|c| printer.put_plain(c)),
        }
    }
    printer.backwards.into_iter().rev().collect()
}

/// Finds raw HTML: `<` before a letter, `/` and a letter, `!` or `?`, to its `>` or to the end of the name.
/// Links in angle brackets and `\<` are not HTML.
pub fn find_html(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = source[at..].find('<') {
        let open = at + step;
        at = open + 1;
        let slashes = source[..open].len() - source[..open].trim_end_matches('\\').len();
        let after = &source[at..];
        let name = after.strip_prefix('/').unwrap_or(after);
        let is_tag =
            name.starts_with(|c: char| c.is_ascii_alphabetic()) || after.starts_with(['!', '?']);
        if slashes % 2 == 1 || !is_tag || angle_link(source, open).is_some() {
            continue;
        }
        let name_end = at
            + after
                .find(|c: char| !(c.is_ascii_alphanumeric() || "/!?-".contains(c)))
                .unwrap_or(after.len());
        at = match source[name_end..].find(['>', '<', '\n']) {
            Some(end) if source[name_end + end..].starts_with('>') => name_end + end + 1,
            Some(_) | None => name_end,
        };
        found.push(open..at);
    }
    found
}

fn count_slashes(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches('\\').len()
}

fn push_plain<'a>(source: &'a str, range: Range<usize>, pieces: &mut Vec<InlinePiece<'a>>) {
    if !range.is_empty() {
        pieces.push(InlinePiece { words: &source[range.clone()], range, link: None });
    }
}

/// The link that begins at `open`, and where it ends.
fn link_at(source: &str, open: usize) -> Option<(Vec<InlinePiece<'_>>, usize)> {
    if source[open..].starts_with('<') {
        return angle_link(source, open).map(|(piece, end)| (vec![piece], end));
    }
    let mut chars = source[open + 1..].chars().peekable();
    let (words, address) = bracket_lengths(&mut chars)?;
    let words = open + 1..open + 1 + words;
    let close = words.end + "](".len() + address;
    let range = words.end + "](".len()..close;
    let address = &source[range.clone()];
    let link = InlineLink { address: unescape(address, "()\\"), range };
    let pieces = slices(source, words, "[]\\")
        .map(|range| InlinePiece { words: &source[range.clone()], range, link: Some(link.clone()) })
        .collect();
    Some((pieces, close + 1))
}

/// Whether the brackets around a part may stand inside of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nested {
    Forbidden,
    Paired,
}

/// The lengths in bytes of the words and the address of a link, behind its `[`.
fn bracket_lengths(chars: &mut Peekable<impl Iterator<Item = char>>) -> Option<(usize, usize)> {
    let words = closing(chars, ('[', ']'), Nested::Forbidden)?;
    if words == 0 || chars.next() != Some('(') {
        return None;
    }
    let address = closing(chars, ('(', ')'), Nested::Paired)?;
    (address > 0).then_some((words, address))
}

/// The length of the part that `chars` begins with, up to its closing bracket; reads past it. Words end on
/// their line; an address holds no spaces.
fn closing(
    chars: &mut Peekable<impl Iterator<Item = char>>,
    (open, close): (char, char),
    nested: Nested,
) -> Option<usize> {
    let (mut len, mut depth) = (0, 0);
    while let Some(c) = chars.next().filter(|_| len <= LIMIT) {
        match (c, nested) {
            ('\n', _) => return None,
            (c, Nested::Paired) if c.is_whitespace() || c.is_control() => return None,
            ('\\', _) => {
                let escapable = |next: &char| *next == open || *next == close || *next == '\\';
                len += chars.next_if(escapable).map_or(0, char::len_utf8);
            }
            (c, Nested::Forbidden) if c == open => return None,
            (c, Nested::Paired) if c == open && depth == DEPTH => return None,
            (c, Nested::Paired) if c == open => depth += 1,
            (c, _) if c == close && depth == 0 => return Some(len),
            (c, _) if c == close => depth -= 1,
            _ => {}
        }
        len += c.len_utf8();
    }
    None
}

/// The slices of a part without the backslashes that escape one of `escapable`.
fn slices<'a>(
    source: &'a str,
    part: Range<usize>,
    escapable: &'a str,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let (mut cuts, mut at, mut start) = (Vec::new(), part.start, part.start);
    while let Some(c) = source[at..part.end].chars().next() {
        let next = source[at + c.len_utf8()..part.end].chars().next();
        if c == '\\' && next.is_some_and(|next| escapable.contains(next)) {
            cuts.push(start..at);
            start = at + 1;
            at = start + next.map_or(0, char::len_utf8);
        } else {
            at += c.len_utf8();
        }
    }
    cuts.into_iter().chain(once(start..part.end)).filter(|range| !range.is_empty())
}

fn unescape<'a>(part: &'a str, escapable: &'a str) -> Cow<'a, str> {
    if part.contains('\\') {
        slices(part, 0..part.len(), escapable).map(|range| &part[range]).collect()
    } else {
        Cow::Borrowed(part)
    }
}

/// `<https://…>` or `<name@example.jp>` at `open`.
fn angle_link(source: &str, open: usize) -> Option<(InlinePiece<'_>, usize)> {
    let rest = &source[open + 1..];
    let len = rest.find(|c: char| c == '>' || c == '<' || c.is_whitespace() || c.is_control())?;
    let words = &rest[..len];
    if !rest[len..].starts_with('>') || len > LIMIT {
        return None;
    }
    let address = angle_address(words)?;
    let range = open + 1..open + 1 + len;
    let piece =
        InlinePiece { words, range: range.clone(), link: Some(InlineLink { address, range }) };
    Some((piece, open + len + "<>".len()))
}

/// The address of words that may stand in angle brackets.
fn angle_address(words: &str) -> Option<Cow<'_, str>> {
    let is_broken = |c: char| c == '>' || c == '<' || c.is_whitespace() || c.is_control();
    if words.contains(is_broken) || words.len() > LIMIT {
        return None;
    }
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| words.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    if is_web {
        return Some(Cow::Borrowed(words));
    }
    let (name, host) = words.split_once('@')?;
    let is_name = |part: &str, extra: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || extra.contains(c))
    };
    let is_mail = is_name(name, "._+-") && is_name(host, ".-") && host.contains('.');
    is_mail.then(|| Cow::Owned(format!("mailto:{words}")))
}

fn print_link(words: &str, address: &str) -> String {
    if angle_address(words).as_deref() == Some(address) {
        return format!("<{words}>");
    }
    let escape = |part: &str, escapable: &str| -> String {
        part.chars()
            .flat_map(|c| {
                let slash = if escapable.contains(c) { Some('\\') } else { None };
                slash.into_iter().chain(once(c))
            })
            .collect()
    };
    let mut chars = address.chars().chain(once(')')).peekable();
    let pairs = closing(&mut chars, ('(', ')'), Nested::Paired);
    let address = if pairs == Some(address.len()) && !address.contains('\\') {
        address.to_owned()
    } else {
        escape(address, "()\\")
    };
    format!("[{}]({address})", escape(words, "[]\\"))
}

/// A text printed from its end.
#[derive(Default)]
struct BackwardPrinter {
    backwards: Vec<char>,
    /// How much was printed when the last `](` was.
    middle: Option<usize>,
    /// Whether `[` or `<` is the first character behind the backslashes printed last.
    is_before_opener: bool,
}

impl BackwardPrinter {
    fn put(&mut self, c: char) {
        if c == ']' && self.backwards.last() == Some(&'(') {
            self.middle = Some(self.backwards.len());
        }
        if c != '\\' {
            self.is_before_opener = matches!(c, '[' | '<');
        }
        self.backwards.push(c);
    }

    fn put_verbatim(&mut self, words: &str) {
        words.chars().rev().for_each(|c| self.put(c));
    }

    fn put_plain(&mut self, c: char) {
        match c {
            '[' | '<' => {
                let opens = self.would_open(c);
                self.put(c);
                if opens {
                    self.put('\\');
                }
            }
            '\\' => {
                self.put(c);
                if self.is_before_opener {
                    self.put(c);
                }
            }
            _ => self.put(c),
        }
    }

    /// Whether `c` in front of what is printed would be read as the beginning of a link.
    fn would_open(&self, c: char) -> bool {
        let is_near = self.middle.is_some_and(|middle| self.backwards.len() - middle <= LIMIT);
        if c == '[' && !is_near {
            return false;
        }
        let mut printed = self.backwards.iter().rev().copied().peekable();
        if c == '[' {
            return bracket_lengths(&mut printed).is_some();
        }
        let angle: String =
            printed.take(LIMIT + 1).take_while(|c| !c.is_whitespace() && *c != '<').collect();
        angle_link(&format!("<{angle}"), 0).is_some()
    }
}
