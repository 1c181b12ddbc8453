//! The lines of a text: indentation, words, `{#key}`, and which backslashes are not words; and the words of one
//! provision between their line and the tree, with links in our own syntax. Knows nothing of labels.

use super::builder::SourceWords;
use super::house_form;
use crate::text::inline;
use crate::tree::{Form, Key, Mark, Origin, Text, TextBuilder};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What a source says of the lines of a text beside their words; nothing for a text that has its own signs.
#[derive(Clone, Debug, Default)]
pub struct SaidLines {
    /// By the place where the line begins.
    pub lines: BTreeMap<usize, SaidLine>,
    /// Words that are links, in their order, and where these lead.
    pub links: Vec<(Range<usize>, Arc<str>)>,
}

/// What a source says of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaidLine {
    /// An entry of a list without numbers, with so many entries around it.
    Entry(usize),
    /// Words that stand in such an entry, behind its own.
    Inside(usize),
    /// A row or header of a table: where the words of its cells stand.
    Row(Form, Vec<Range<usize>>),
}

/// A line that has words. All ranges are bytes of the whole text.
#[derive(Clone, Debug)]
pub(super) struct SourceLine {
    /// Columns of the indentation: two for a full-width space, one for a space, four for a tab.
    pub width: usize,
    /// The number of full-width spaces, when there is nothing else.
    pub depth: Option<usize>,
    /// The words, trimmed, without keys.
    pub body: Range<usize>,
    /// The key at the end.
    pub key: Option<Range<usize>>,
    /// A key before it, or `{#}`, as on the line of an article; the words end before it.
    pub outer: Option<Outer>,
    /// A backslash that guards the end.
    pub hole: Option<usize>,
    /// Something that looks like a key and is none.
    pub broken_key: Option<Range<usize>>,
    /// What the source says of it.
    pub said: Option<SaidLine>,
    /// A blank line, or the start of the text, stands before it.
    pub after_blank: bool,
}

/// The first of two keys.
#[derive(Clone, Debug)]
pub(super) struct Outer {
    /// The key; empty for `{#}`.
    pub key: Range<usize>,
    /// Where the words end when it counts as words.
    pub end: usize,
}

/// Splits a text into the lines that have words.
pub(super) fn lines(text: &str, said: &SaidLines) -> Vec<SourceLine> {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut out = Vec::new();
    let (mut at, mut after_blank) = (start, true);
    for raw in text[start..].split_inclusive(['\n', '\r']) {
        let range = at..at + raw.len();
        at = range.end;
        let said = said.lines.range(range.clone()).next().map(|(_, said)| said.clone());
        if raw.trim().is_empty() && said.is_none() {
            // The \n of a \r\n is no line of its own.
            let ends_pair = raw == "\n" && text[..range.start].ends_with('\r');
            after_blank = after_blank || !ends_pair;
            continue;
        }
        out.push(split_line(text, range, after_blank, said));
        after_blank = false;
    }
    out
}

fn split_line(
    text: &str,
    range: Range<usize>,
    after_blank: bool,
    said: Option<SaidLine>,
) -> SourceLine {
    let raw = &text[range.clone()];
    let indent = &raw[..raw.len() - raw.trim_start().len()];
    let width = indent
        .chars()
        .map(|c| match c {
            '\u{3000}' => 2,
            '\t' => 4,
            _ => 1,
        })
        .sum();
    let count = indent.chars().count();
    let depth = (indent.len() == count * '\u{3000}'.len_utf8()
        && indent.chars().all(|c| c == '\u{3000}'))
    .then_some(count);
    let start = range.start + indent.len();
    let mut line = SourceLine {
        width,
        depth,
        body: start..start + raw.trim().len(),
        key: None,
        outer: None,
        hole: None,
        broken_key: None,
        said,
        after_blank,
    };
    match line.said {
        Some(SaidLine::Entry(depth)) => {
            (line.width, line.depth) = (2 * (depth + 1), Some(depth + 1));
        }
        Some(SaidLine::Inside(depth)) => (line.width, line.depth) = (2 * (depth + 1) + 1, None),
        // What looks like a key there are words of a cell.
        Some(SaidLine::Row(..)) => return line,
        None => {}
    }
    read_keys(text, &mut line);
    line
}

fn read_keys(text: &str, line: &mut SourceLine) {
    for _ in 0..3 {
        let words = &text[line.body.clone()];
        let Some(at) = house_form::key_like(words) else {
            return;
        };
        let place = line.body.start + at;
        let inner = place + 2..line.body.end - 1;
        if house_form::backslashes(words, at) > 0 {
            line.hole = Some(place - 1);
            return;
        }
        if line.outer.is_some() {
            return;
        }
        let end = line.body.start + words[..at].trim_end().len();
        if end == line.body.start {
            line.broken_key = line.key.is_none().then_some(place..line.body.end);
            return;
        }
        let is_key = Key::new(&text[inner.clone()]).is_ok();
        if line.key.is_none() && is_key {
            line.key = Some(inner);
        } else if line.key.is_some() && (is_key || inner.is_empty()) {
            line.outer = Some(Outer { key: inner, end: line.body.end });
        } else {
            line.broken_key = Some(place..line.body.end);
            return;
        }
        line.body.end = end;
    }
}

impl SourceLine {
    /// The line of anything but an article: only the last key counts.
    pub fn single(&self) -> SourceLine {
        let mut line = self.clone();
        if let Some(outer) = line.outer.take() {
            line.body.end = outer.end;
        }
        line
    }

    /// The words in a range of the text, without the guarding backslash.
    pub fn words(&self, range: Range<usize>) -> SourceWords {
        let mut words = SourceWords::default();
        match self.hole {
            Some(hole) if range.contains(&hole) => {
                words.push(range.start..hole);
                words.push(hole + 1..range.end);
            }
            _ => words.push(range),
        }
        words
    }
}

/// Words of the source as text that knows where it came from: `[words](address)` is a link, and what is said to be one.
pub(super) fn read_words(
    words: &SourceWords,
    source: &str,
    file: Option<&Arc<str>>,
    links: &[(Range<usize>, Arc<str>)],
) -> Text {
    let markup = words.read(source);
    let mut builder = TextBuilder::new();
    let mut steps = Vec::new();
    let mut at = 0;
    let mut push = |range: Range<usize>, mark: Mark| {
        builder.push(&markup[range.clone()], mark);
        for stretch in words.within(range) {
            steps.push((at, stretch.start));
            at += stretch.len();
        }
    };
    let mut from = 0;
    let said = words.places_of(links).into_iter().map(|(range, to)| (range, Some(to)));
    for (range, to) in said.chain([(markup.len()..markup.len(), None)]) {
        for piece in inline::parse(&markup[from..range.start]) {
            let mark = match &piece.link {
                None => Mark::Plain,
                Some(link) => Mark::Link((&*link.address).into()),
            };
            push(from + piece.range.start..from + piece.range.end, mark);
        }
        from = range.end;
        if let Some(to) = to {
            push(range, Mark::Link((&**to).into()));
        }
    }
    let text = builder.finish();
    match file {
        None => text,
        Some(file) => text.with_origin(Origin::stretches(file.clone(), steps)),
    }
}

/// Text as words of a line; [`read`] reads them back. Strong words lose their mark: the customary form has no
/// sign for it.
pub(super) fn print(text: &Text) -> String {
    let is_plain = |words: &str| !words.contains(['[', '<']);
    if text.runs().iter().all(|run| *run.mark() == Mark::Plain && is_plain(run.words())) {
        return text.words();
    }
    let mut out = inline::print(text.runs().iter().map(|run| match run.mark() {
        Mark::Plain | Mark::Strong => (run.words(), None),
        Mark::Link(to) => (run.words(), Some(&**to)),
    }));
    // Inside the words of a link a backslash before < would be one more word.
    let links: Vec<Range<usize>> = inline::parse(&out)
        .into_iter()
        .filter(|piece| piece.link.is_some())
        .map(|piece| piece.range)
        .collect();
    for tag in inline::find_html(&out).into_iter().rev() {
        if !links.iter().any(|link| link.contains(&tag.start)) {
            out.insert(tag.start, '\\');
        }
    }
    out
}
