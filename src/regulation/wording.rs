//! The words of one provision between their line and the tree, with links in our own syntax. Does not know lines
//! or labels.

use super::builder::SourceWords;
use crate::text::inline;
use crate::tree::{Mark, Origin, Text, TextBuilder};
use std::ops::Range;
use std::sync::Arc;

/// Words of the source as text that knows where it came from: `[words](address)` is a link.
pub(super) fn read(words: &SourceWords, source: &str, file: Option<&Arc<str>>) -> Text {
    let markup = words.read(source);
    let mut builder = TextBuilder::new();
    let mut steps = Vec::new();
    let mut at = 0;
    for piece in inline::parse(&markup) {
        let mark = match &piece.link {
            None => Mark::Plain,
            Some(link) => Mark::Link((&*link.address).into()),
        };
        builder.push(piece.words, mark);
        for stretch in words.within(piece.range) {
            steps.push((at, stretch.start));
            at += stretch.len();
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
