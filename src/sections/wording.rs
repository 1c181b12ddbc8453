//! Words of a file as text with links, checked on the way in; and text as words again. Does not know
//! where in a section the text stands.

use super::reader::{Reader, visible};
use super::source::Passage;
use super::yaml::{BlockStyle, Value, YamlNode};
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::text::reading::check_link;
use crate::text::{chars, inline};
use crate::tree::{Mark, Text, TextBuilder};

/// One text from a node; `None` when there is none (a finding says why).
pub fn text(reader: &mut Reader<'_>, node: &YamlNode) -> Option<Text> {
    let passage = reader.words(node)?;
    Some(linked_text(reader, trimmed(node, passage)))
}

/// The paragraphs that one node holds: a `|` or `>` block is cut at its blank lines, any other text is one.
pub fn paragraphs(reader: &mut Reader<'_>, node: &YamlNode) -> Vec<Passage> {
    let Some(passage) = reader.words(node) else {
        return Vec::new();
    };
    let passage = trimmed(node, passage);
    if !is_block(node) {
        return vec![passage];
    }
    let words = passage.words();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(gap) = words[at..].find("\n\n") {
        out.push(passage.slice(at..at + gap));
        at += gap;
        at += words[at..].len() - words[at..].trim_start_matches('\n').len();
    }
    out.push(passage.slice(at..words.len()));
    out.retain(|paragraph| !paragraph.words().is_empty());
    out
}

/// A block's last line break belongs to its layout.
fn trimmed(node: &YamlNode, passage: Passage) -> Passage {
    if is_block(node) {
        let end = passage.words().trim_end_matches('\n').len();
        let start = end - passage.words()[..end].trim_start_matches('\n').len();
        passage.slice(start..end)
    } else {
        passage
    }
}

fn is_block(node: &YamlNode) -> bool {
    match &node.value {
        Value::Scalar(scalar) => scalar.style != BlockStyle::Flow,
        Value::List(_) | Value::Map(_) | Value::Null | Value::Broken => false,
    }
}

/// A passage as text: links read, everything checked that no page could show but the characters, which are looked at
/// with the file.
pub fn linked_text(reader: &mut Reader<'_>, passage: Passage) -> Text {
    let passage = composed(reader, passage);
    for range in inline::find_html(passage.words()) {
        reader.say(html(&passage.words()[range.clone()], passage.span(range.clone())));
    }
    let mut builder = TextBuilder::new();
    let mut parts = Vec::new();
    let mut last = None;
    for piece in inline::parse(passage.words()) {
        let mark = match &piece.link {
            None => Mark::Plain,
            Some(link) => {
                // One link may come in several pieces; its address is checked once.
                if last.replace(link.range.clone()) != Some(link.range.clone()) {
                    address(reader, &link.address, passage.span(link.range.clone()));
                }
                Mark::Link((&*link.address).into())
            }
        };
        builder.push(piece.words, mark);
        parts.push(piece.range.clone());
    }
    builder.finish().with_origin(passage.origin(&parts))
}

/// Says what is wrong with the address of a link, and notes which key it points to.
pub fn address(reader: &mut Reader<'_>, to: &str, span: Span) {
    if let Some(key) = to.strip_prefix('#') {
        reader.target(key, span);
        return;
    }
    if let Err(error) = check_link(to) {
        reader.say(Finding::of_link(&error).at(span));
    }
}

/// A finding about HTML in a text.
pub fn html(tag: &str, span: Span) -> Finding {
    Finding::error("raw-html", fill! { tag = visible(tag) }).at(span)
}

/// Text as words of a file; [`linked_text`] reads them back. Strong words lose their mark: plain text has no sign
/// for it.
pub fn print(text: &Text) -> String {
    let mut out = inline::print(text.runs().iter().map(|run| match run.mark() {
        Mark::Plain | Mark::Strong => (run.words(), None),
        Mark::Link(to) => (run.words(), Some(&**to)),
    }));
    for tag in inline::find_html(&out).into_iter().rev() {
        out.insert(tag.start, '\\');
    }
    out
}

/// Kana and the voicing mark behind it as one character, the only change that reading makes; never
/// silently. (Copying from PDF gives か and U+3099 for が.)
pub fn composed(reader: &mut Reader<'_>, passage: Passage) -> Passage {
    let words = chars::compose_kana(passage.words()).into_owned();
    if words == passage.words() {
        return passage;
    }
    let at = passage.words().find(['\u{3099}', '\u{309A}']).unwrap_or_default();
    reader.say(
        Finding::note("composed-kana", fill! {}).at(passage.span(at..at + '\u{3099}'.len_utf8())),
    );
    passage.reworded(words)
}
