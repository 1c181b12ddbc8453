//! Words as HTML: marks, days, references and addresses inside a text, readings (ruby) over it. Never changes a word:
//! a reading stands beside it.

use crate::publish::formats::{escape, uri};
use crate::publish::plan::{LinkTarget, LinkTargets, Mention, Mentioned};
use crate::site::{Readings, Word};
use crate::text::chars::is_kana;
use crate::text::phrase::Phrases;
use crate::text::reading::{LinkAddress, check_link};
use crate::tree::{Mark, Text};
use std::borrow::Cow;

/// Where the mentions of a text lead.
#[derive(Clone, Copy)]
pub(super) struct TextLinks<'a> {
    /// Of citations, by their number in the row.
    pub targets: &'a LinkTargets,
    /// From the page to the root of the site.
    pub to_root: &'a str,
    /// What every id of the text begins with; empty on pages of ours.
    pub id_prefix: &'a str,
    /// Shown over words.
    pub readings: Option<&'a Readings>,
}

/// Where the lines of words may break: everywhere (none given), or where phrases begin, as `<wbr>`.
struct Breaks<'a> {
    starts: &'a [usize],
    /// Bytes of the text that were written.
    at: usize,
    /// Shown over words.
    readings: Option<&'a Readings>,
}

impl Breaks<'_> {
    /// Writes the next words of the text.
    fn escape(&mut self, words: &str, out: &mut String) {
        let found = self.readings.map_or_else(Vec::new, |readings| readings.found(words));
        let mut from = 0;
        for (range, word) in found {
            self.plain(&words[from..range.start], out);
            // A word with its reading is not broken.
            let end = self.at + range.len();
            if self.starts.first() == Some(&self.at) {
                out.push_str("<wbr>");
            }
            self.starts = &self.starts[self.starts.partition_point(|start| *start < end)..];
            self.at = end;
            ruby(word, out);
            from = range.end;
        }
        self.plain(&words[from..], out);
    }

    /// Writes the next words, over which nothing stands.
    fn plain(&mut self, words: &str, out: &mut String) {
        let end = self.at + words.len();
        let mut from = self.at;
        while let Some((start, rest)) = self.starts.split_first()
            && *start < end
        {
            escape(&words[from - self.at..start - self.at], out);
            out.push_str("<wbr>");
            from = *start;
            self.starts = rest;
        }
        escape(&words[from - self.at..], out);
        self.at = end;
    }
}

/// Words that break at phrases, under their readings where there are any.
pub(super) fn phrased(
    words: &str,
    phrases: &Phrases,
    readings: Option<&Readings>,
    out: &mut String,
) {
    broken(words, &phrases.starts(words), readings, out);
}

/// Words whose lines may turn at the bytes `starts`, under their readings where there are any.
pub fn broken(words: &str, starts: &[usize], readings: Option<&Readings>, out: &mut String) {
    Breaks { starts, at: 0, readings }.escape(words, out);
}

/// A text with its mentions as HTML; `citation` counts the citations met so far, `starts` are the bytes
/// at which its phrases begin.
pub(super) fn text(
    text: &Text,
    mentions: &[Vec<Mention>],
    links: &TextLinks<'_>,
    citation: &mut usize,
    starts: &[usize],
    out: &mut String,
) {
    let mut breaks = Breaks { starts, at: 0, readings: links.readings };
    for (run, mentions) in text.runs().iter().zip(mentions) {
        match run.mark() {
            Mark::Plain => words(run.words(), mentions, links, citation, &mut breaks, out),
            Mark::Strong => {
                out.push_str("<strong>");
                words(run.words(), mentions, links, citation, &mut breaks, out);
                out.push_str("</strong>");
            }
            Mark::Link(to) => link(to, run.words(), links, &mut breaks, out),
        }
    }
}

fn words(
    words: &str,
    mentions: &[Mention],
    links: &TextLinks<'_>,
    citation: &mut usize,
    breaks: &mut Breaks<'_>,
    out: &mut String,
) {
    let mut at = 0;
    for mention in mentions {
        breaks.escape(&words[at..mention.range.start], out);
        let inside = &words[mention.range.clone()];
        match &mention.thing {
            Mentioned::Day(day) => {
                // `datetime` wants four digits; no Japanese notice is older.
                out.push_str(&format!("<time datetime=\"{day}\">"));
                breaks.escape(inside, out);
                out.push_str("</time>");
            }
            Mentioned::Address(to) => link(to, inside, links, breaks, out),
            Mentioned::Citation(_) => {
                match links.targets.get(*citation) {
                    Some(LinkTarget::Anchor(anchor)) => {
                        link(&format!("#{anchor}"), inside, links, breaks, out);
                    }
                    Some(LinkTarget::Outside(to)) => link(to, inside, links, breaks, out),
                    None => breaks.escape(inside, out),
                }
                *citation += 1;
            }
        }
        at = mention.range.end;
    }
    breaks.escape(&words[at..], out);
}

/// A link; an address that must not be published stays words (the reader of content reports it).
fn link(to: &str, inside: &str, links: &TextLinks<'_>, breaks: &mut Breaks<'_>, out: &mut String) {
    let before = match check_link(to) {
        Err(_) => {
            breaks.escape(inside, out);
            return;
        }
        // The author's paths begin at the root of the site; a lone #anchor stays on the page.
        Ok(LinkAddress::Relative(path)) if !path.starts_with('#') => links.to_root,
        Ok(
            LinkAddress::Relative(_)
            | LinkAddress::Web(_)
            | LinkAddress::Mail(_)
            | LinkAddress::Phone(_),
        ) => "",
    };
    out.push_str("<a href=\"");
    out.push_str(before);
    match to.strip_prefix('#') {
        Some(anchor) => escape(&uri(&format!("#{}{anchor}", links.id_prefix)), out),
        None => escape(&uri(&with_index(to)), out),
    }
    out.push('"');
    // On paper the address stands behind the words, unless they are it.
    if to == inside {
        out.push_str(" class=\"bare\"");
    }
    out.push('>');
    breaks.escape(inside, out);
    out.push_str("</a>");
}

/// A path to a folder of the site as the path to its page: `file://` has no index.
fn with_index(to: &str) -> Cow<'_, str> {
    let end = to.find(['?', '#']).unwrap_or(to.len());
    let is_folder = to[..end].ends_with('/');
    match check_link(to) {
        Ok(LinkAddress::Relative(_)) if is_folder => {
            Cow::Owned(format!("{}index.html{}", &to[..end], &to[end..]))
        }
        Ok(
            LinkAddress::Relative(_)
            | LinkAddress::Web(_)
            | LinkAddress::Mail(_)
            | LinkAddress::Phone(_),
        )
        | Err(_) => Cow::Borrowed(to),
    }
}

/// Writes a word under its reading, part by part. Kana at either end read themselves: 漏（ろう）えい.
fn ruby(word: &Word, out: &mut String) {
    let mut is_open = false;
    for (part, reading) in &word.parts {
        let (before, after) = kana_around(part, reading);
        if !before.is_empty() {
            close(&mut is_open, out);
            escape(&part[..before.len()], out);
        }
        let part = &part[before.len()..part.len() - after.len()];
        let reading = &reading[before.len()..reading.len() - after.len()];
        if !part.is_empty() {
            if !is_open {
                out.push_str("<ruby>");
                is_open = true;
            }
            escape(part, out);
            out.push_str("<rp>（</rp><rt>");
            escape(reading, out);
            out.push_str("</rt><rp>）</rp>");
        }
        if !after.is_empty() {
            close(&mut is_open, out);
            escape(after, out);
        }
    }
    close(&mut is_open, out);
}

fn close(is_open: &mut bool, out: &mut String) {
    if std::mem::take(is_open) {
        out.push_str("</ruby>");
    }
}

/// What a word and its reading begin and end with alike.
fn kana_around<'a>(word: &'a str, reading: &str) -> (&'a str, &'a str) {
    let alike = |a: char, b: char| a == b && is_kana(a);
    let before = word.chars().zip(reading.chars());
    let before: usize = before.take_while(|(a, b)| alike(*a, *b)).map(|(a, _)| a.len_utf8()).sum();
    let (rest, read) = (&word[before..], &reading[before..]);
    // The kanji keep a reading of their own: あい for 愛い would leave none.
    let most = read.chars().count().saturating_sub(1);
    let after = rest.chars().rev().zip(read.chars().rev());
    let after: usize =
        after.take(most).take_while(|(a, b)| alike(*a, *b)).map(|(a, _)| a.len_utf8()).sum();
    (&word[..before], &rest[rest.len() - after..])
}
