//! Words as HTML: marks, days, references and addresses inside a text. Never changes a word.

use crate::pages::{Mention, Target, Targets, Thing};
use crate::tree::{Mark, Text};

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

/// A text with its mentions as HTML; `citation` counts the citations met so far.
pub(super) fn text(
    text: &Text,
    mentions: &[Vec<Mention>],
    targets: &Targets,
    citation: &mut usize,
    out: &mut String,
) {
    for (run, mentions) in text.runs().iter().zip(mentions) {
        match run.mark() {
            Mark::Plain => words(run.words(), mentions, targets, citation, out),
            Mark::Strong => {
                out.push_str("<strong>");
                words(run.words(), mentions, targets, citation, out);
                out.push_str("</strong>");
            }
            Mark::Link(to) => link(to, run.words(), out),
        }
    }
}

fn words(
    words: &str,
    mentions: &[Mention],
    targets: &Targets,
    citation: &mut usize,
    out: &mut String,
) {
    let mut at = 0;
    for mention in mentions {
        escape(&words[at..mention.range.start], out);
        let inside = &words[mention.range.clone()];
        match &mention.thing {
            Thing::Day(day) => {
                // `datetime` wants four digits; no Japanese notice is older.
                out.push_str(&format!("<time datetime=\"{day}\">"));
                escape(inside, out);
                out.push_str("</time>");
            }
            Thing::Address(to) => link(to, inside, out),
            Thing::Citation(_) => {
                match targets.get(*citation) {
                    Some(Target::Anchor(anchor)) => link(&format!("#{anchor}"), inside, out),
                    Some(Target::Outside(to)) => link(to, inside, out),
                    None => escape(inside, out),
                }
                *citation += 1;
            }
        }
        at = mention.range.end;
    }
    escape(&words[at..], out);
}

/// The addresses that a page may lead to; anything else stays words (the site's reader reports it).
fn is_safe(to: &str) -> bool {
    let scheme = to.split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        Some(scheme)
            if scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)) =>
        {
            ["https", "http", "mailto", "tel"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(scheme))
        }
        Some(_) | None => true,
    }
}

fn link(to: &str, inside: &str, out: &mut String) {
    let to = to.trim();
    if !is_safe(to) {
        escape(inside, out);
        return;
    }
    out.push_str("<a href=\"");
    escape(&encode(to), out);
    out.push_str("\">");
    escape(inside, out);
    out.push_str("</a>");
}

/// Percent-encodes what an address in HTML must not hold.
fn encode(to: &str) -> String {
    let mut out = String::with_capacity(to.len());
    for byte in to.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
        if is_plain {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
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

    #[test]
    fn a_link_that_runs_code_is_words() {
        for to in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:text/html,x",
        ] {
            let mut out = String::new();
            link(to, "ここ", &mut out);
            assert_eq!(out, "ここ", "{to}");
        }
        let mut out = String::new();
        link("https://example.jp/あ b", "ここ", &mut out);
        assert_eq!(out, "<a href=\"https://example.jp/%E3%81%82%20b\">ここ</a>");
    }
}
