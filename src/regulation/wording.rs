//! The words of one provision between their line and the tree: links in our own syntax, and what no page could
//! show. Does not know lines or labels.

use super::draft::{Draft, Words};
use super::parse::Noted;
use crate::diagnostic::Finding;
use crate::text::chars::is_not_text;
use crate::text::inline;
use crate::text::reading::{LinkError, check_link};
use crate::tree::{Mark, Origin, Provision, Text, TextBuilder};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// Words of the source as text that knows where it came from: `[words](address)` is a link.
pub(super) fn read(words: &Words, source: &str, file: Option<&Arc<str>>) -> Text {
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

/// Reports links that lead nowhere, HTML and characters that are no text. `order` holds the draft of each
/// provision in reading order.
pub(super) fn faults(root: &Provision, order: &[Draft], source: &str) -> Vec<Noted> {
    let keys: HashSet<&str> =
        root.visit().filter_map(|(_, own)| own.key()).map(|key| key.as_str()).collect();
    let mut found = Vec::new();
    for draft in order {
        for words in [&draft.label, &draft.heading, &draft.text] {
            let markup = words.read(source);
            let at = |range: Range<usize>| {
                let stretches = words.within(range);
                let start = stretches.first().map_or(draft.at, |first| first.start);
                start..stretches.last().map_or(start, |last| last.end)
            };
            for (place, c) in markup.char_indices() {
                found.extend(
                    character(c)
                        .map(|finding| Noted { range: at(place..place + c.len_utf8()), finding }),
                );
            }
            if !markup.contains(['[', '<']) {
                continue;
            }
            for range in inline::find_html(&markup) {
                let finding = html(&markup[range.clone()]);
                found.push(Noted { range: at(range), finding });
            }
            let mut last = None;
            for link in inline::parse(&markup).into_iter().filter_map(|piece| piece.link) {
                // One link may come in several pieces; its address is checked once.
                if last.replace(link.range.clone()) == Some(link.range.clone()) {
                    continue;
                }
                found.extend(
                    address(&link.address, &keys)
                        .map(|finding| Noted { range: at(link.range), finding }),
                );
            }
        }
    }
    found
}

fn address(to: &str, keys: &HashSet<&str>) -> Option<Finding> {
    if let Some(key) = to.strip_prefix('#') {
        return (!keys.contains(key)).then(|| {
            Finding::spelt_error(
                "dangling-key",
                format!("リンク先の識別子「{key}」が、この文書にありません。"),
                format!("this document has no key `{key}`"),
            )
        });
    }
    let error = check_link(to).err()?;
    let code = match error {
        LinkError::Scheme(_) => "link-scheme",
        LinkError::Empty
        | LinkError::TooLong
        | LinkError::Character(_)
        | LinkError::Host
        | LinkError::Percent
        | LinkError::Absolute
        | LinkError::Escapes
        | LinkError::Mail
        | LinkError::Phone => "link-address",
    };
    Some(Finding::spelt_error(code, error.ja(), error.en()).help(
        "リンクの書き方：[見える文字](https://example.jp/)",
        "Write links as [words](https://example.jp/).",
    ))
}

fn html(tag: &str) -> Finding {
    let tag = tag.escape_debug();
    Finding::spelt_error(
        "raw-html",
        format!("文の中に HTML のタグ（{tag}）は使えません。"),
        format!("HTML tags ({tag}) cannot be used in a text."),
    )
    .help(
        "タグを消してください。文字としての「<」は、全角の「＜」にするか「\\<」と書いてください。",
        "Remove the tag; write `\\<` for the character itself.",
    )
}

fn character(c: char) -> Option<Finding> {
    if c == '\u{FFFD}' {
        let finding = Finding::spelt_error(
            "broken-character",
            "文字化けした文字（U+FFFD）があります。",
            "There is a replacement character (U+FFFD) where a character was lost.",
        );
        return Some(finding.help(
            "元の文書を見て、正しい文字に直してください。",
            "Write the right character again.",
        ));
    }
    is_not_text(c).then(|| {
        let code = format!("U+{:04X}", c as u32);
        Finding::spelt_error(
            "control-character",
            format!("文の中に、目に見えない制御文字（{code}）があります。"),
            format!("There is an invisible control character ({code}) in the text."),
        )
        .help("その文字を消してください。", "Remove it.")
    })
}
