//! Words as HTML: marks, days, references and addresses inside a text. Never changes a word.

use super::ruby::Readings;
use crate::pages::{Mention, Target, Targets, Thing};
use crate::text::phrase::Phrases;
use crate::text::reading::{Address, check_link};
use crate::tree::{Mark, Text};
use std::borrow::Cow;

/// Writes words so that no browser reads markup in them; a line break becomes `<br>`.
pub(super) fn escape(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            // Not allowed in HTML, and not visible either.
            '\u{0}'..='\u{8}' | '\u{B}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => {
                out.push('\u{FFFD}');
            }
            c if is_noncharacter(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}

fn is_noncharacter(c: char) -> bool {
    let code = c as u32;
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// Where the mentions of a text lead.
pub(super) struct Ways<'a> {
    /// Of citations, by their number in the row.
    pub targets: &'a Targets,
    /// From the page to the root of the site.
    pub to_root: &'a str,
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
        let end = self.at + words.len();
        let mut from = self.at;
        while let Some((start, rest)) = self.starts.split_first()
            && *start < end
        {
            self.write(&words[from - self.at..start - self.at], out);
            out.push_str("<wbr>");
            from = *start;
            self.starts = rest;
        }
        self.write(&words[from - self.at..], out);
        self.at = end;
    }

    fn write(&self, words: &str, out: &mut String) {
        match self.readings {
            Some(readings) => readings.write(words, out),
            None => escape(words, out),
        }
    }
}

/// Words that break at phrases.
pub(super) fn phrased(words: &str, phrases: &Phrases, out: &mut String) {
    let starts = phrases.starts(words);
    Breaks {
        starts: &starts,
        at: 0,
        readings: None,
    }
    .escape(words, out);
}

/// A text with its mentions as HTML; `citation` counts the citations met so far, `starts` are the bytes
/// at which its phrases begin.
pub(super) fn text(
    text: &Text,
    mentions: &[Vec<Mention>],
    ways: &Ways<'_>,
    citation: &mut usize,
    starts: &[usize],
    out: &mut String,
) {
    let mut breaks = Breaks {
        starts,
        at: 0,
        readings: ways.readings,
    };
    for (run, mentions) in text.runs().iter().zip(mentions) {
        match run.mark() {
            Mark::Plain => words(run.words(), mentions, ways, citation, &mut breaks, out),
            Mark::Strong => {
                out.push_str("<strong>");
                words(run.words(), mentions, ways, citation, &mut breaks, out);
                out.push_str("</strong>");
            }
            Mark::Link(to) => link(to, run.words(), ways.to_root, &mut breaks, out),
        }
    }
}

fn words(
    words: &str,
    mentions: &[Mention],
    ways: &Ways<'_>,
    citation: &mut usize,
    breaks: &mut Breaks<'_>,
    out: &mut String,
) {
    let mut at = 0;
    for mention in mentions {
        breaks.escape(&words[at..mention.range.start], out);
        let inside = &words[mention.range.clone()];
        match &mention.thing {
            Thing::Day(day) => {
                // `datetime` wants four digits; no Japanese notice is older.
                out.push_str(&format!("<time datetime=\"{day}\">"));
                breaks.escape(inside, out);
                out.push_str("</time>");
            }
            Thing::Address(to) => link(to, inside, ways.to_root, breaks, out),
            Thing::Citation(_) => {
                match ways.targets.get(*citation) {
                    Some(Target::Anchor(anchor)) => {
                        link(&format!("#{anchor}"), inside, "", breaks, out);
                    }
                    Some(Target::Outside(to)) => link(to, inside, ways.to_root, breaks, out),
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
fn link(to: &str, inside: &str, to_root: &str, breaks: &mut Breaks<'_>, out: &mut String) {
    let prefix = match check_link(to) {
        Err(_) => {
            breaks.escape(inside, out);
            return;
        }
        // The author's paths begin at the root of the site; a lone #anchor stays on the page.
        Ok(Address::Relative(path)) if !path.starts_with('#') => to_root,
        Ok(Address::Relative(_) | Address::Web(_) | Address::Mail(_) | Address::Phone(_)) => "",
    };
    out.push_str("<a href=\"");
    out.push_str(prefix);
    escape(&crate::output::uri(&with_index(to)), out);
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
        Ok(Address::Relative(_)) if is_folder => {
            Cow::Owned(format!("{}index.html{}", &to[..end], &to[end..]))
        }
        Ok(Address::Relative(_) | Address::Web(_) | Address::Mail(_) | Address::Phone(_))
        | Err(_) => Cow::Borrowed(to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        let mut out = String::new();
        escape("<script>&amp;\"'\u{1}\n{{ x }}", &mut out);
        assert_eq!(out, "&lt;script&gt;&amp;amp;&quot;&#39;\u{FFFD}<br>{{ x }}");
    }

    fn whole() -> Breaks<'static> {
        Breaks {
            starts: &[],
            at: 0,
            readings: None,
        }
    }

    #[test]
    fn a_link_that_runs_code_is_words() {
        for to in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:text/html,x",
        ] {
            let mut out = String::new();
            link(to, "ここ", "", &mut whole(), &mut out);
            assert_eq!(out, "ここ", "{to}");
        }
        let mut out = String::new();
        link(
            "https://example.jp/あ",
            "ここ",
            "../",
            &mut whole(),
            &mut out,
        );
        assert_eq!(out, "<a href=\"https://example.jp/%E3%81%82\">ここ</a>");
        out.clear();
        link("static/a.pdf", "ここ", "../../", &mut whole(), &mut out);
        assert_eq!(out, "<a href=\"../../static/a.pdf\">ここ</a>");
        out.clear();
        link("joint-use/#a1", "ここ", "../", &mut whole(), &mut out);
        assert_eq!(out, "<a href=\"../joint-use/index.html#a1\">ここ</a>");
    }
}
