//! Words as HTML: marks, days, references and addresses inside a text. Never changes a word.

use super::ruby::ruby;
use crate::publish::plan::{LinkTarget, LinkTargets, Mention, Mentioned};
use crate::site::Readings;
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
    pub targets: &'a LinkTargets,
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
    let starts = phrases.starts(words);
    Breaks { starts: &starts, at: 0, readings }.escape(words, out);
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
    let mut breaks = Breaks { starts, at: 0, readings: ways.readings };
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
            Mentioned::Day(day) => {
                // `datetime` wants four digits; no Japanese notice is older.
                out.push_str(&format!("<time datetime=\"{day}\">"));
                breaks.escape(inside, out);
                out.push_str("</time>");
            }
            Mentioned::Address(to) => link(to, inside, ways.to_root, breaks, out),
            Mentioned::Citation(_) => {
                match ways.targets.get(*citation) {
                    Some(LinkTarget::Anchor(anchor)) => {
                        link(&format!("#{anchor}"), inside, "", breaks, out);
                    }
                    Some(LinkTarget::Outside(to)) => link(to, inside, ways.to_root, breaks, out),
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
    escape(&crate::publish::formats::uri(&with_index(to)), out);
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
    use crate::site::{Furigana, Word};

    #[test]
    fn words_cannot_become_markup() {
        let mut out = String::new();
        escape("<script>&amp;\"'\u{1}\n{{ x }}", &mut out);
        assert_eq!(out, "&lt;script&gt;&amp;amp;&quot;&#39;\u{FFFD}<br>{{ x }}");
    }

    /// Words with readings, and lines that may turn where a phrase begins.
    fn read(words: &str, place: Option<&str>, starts: &[usize]) -> String {
        let word = |words, reading| Word::of(words, reading).expect("as many readings as parts");
        let furigana = Furigana {
            words: vec![
                word("保険", "ほけん"),
                word("被保険者", "ひほけんしゃ"),
                word("支払｜基金", "しはらい｜ききん"),
            ],
            at: vec![("x".into(), vec![word("保険", "ホケン")])],
        };
        let readings = Readings::of(&furigana, place);
        let mut breaks = Breaks { starts, at: 0, readings: Some(&readings) };
        let mut out = String::new();
        breaks.escape(words, &mut out);
        out.replace("<rp>（</rp><rt>", "（").replace("</rt><rp>）</rp>", "）")
    }

    #[test]
    fn the_longest_word_is_read_and_its_place_may_read_otherwise() {
        for (place, reading) in [(None, "ほけん"), (Some("x"), "ホケン")] {
            assert_eq!(
                read("被保険者と<保険>", place, &[]),
                format!(
                    "<ruby>被保険者（ひほけんしゃ）</ruby>と&lt;<ruby>保険（{reading}）</ruby>&gt;"
                )
            );
        }
    }

    #[test]
    fn kana_of_a_word_read_themselves() {
        for (words, reading, said) in [
            ("漏えい", "ろうえい", "<ruby>漏（ろう）</ruby>えい"),
            ("お知らせ", "おしらせ", "お<ruby>知（し）</ruby>らせ"),
            ("個人データ", "こじんデータ", "<ruby>個人（こじん）</ruby>データ"),
            (
                "取扱い｜方法",
                "とりあつかい｜ほうほう",
                "<ruby>取扱（とりあつか）</ruby>い<ruby>方法（ほうほう）</ruby>",
            ),
            ("データ", "データ", "データ"),
            ("愛い", "い", "<ruby>愛い（い）</ruby>"),
        ] {
            let mut out = String::new();
            ruby(&Word::of(words, reading).expect("a word"), &mut out);
            let out = out.replace("<rp>（</rp><rt>", "（");
            assert_eq!(out.replace("</rt><rp>）</rp>", "）"), said);
        }
    }

    #[test]
    fn parts_stand_under_their_own_readings() {
        assert_eq!(read("支払基金へ", None, &[]), "<ruby>支払（しはらい）基金（ききん）</ruby>へ");
    }

    #[test]
    fn lines_turn_beside_a_word_with_its_reading_and_never_inside() {
        // あ|保|険の|支払
        assert_eq!(
            read("あ保険の支払", None, &[3, 6, 12]),
            "あ<wbr><ruby>保険（ほけん）</ruby>の<wbr>支払"
        );
        assert_eq!(
            read("保険被保険者へ行く", None, &[6, 9, 21]),
            "<ruby>保険（ほけん）</ruby><wbr><ruby>被保険者（ひほけんしゃ）</ruby>へ<wbr>行く"
        );
    }

    fn whole() -> Breaks<'static> {
        Breaks { starts: &[], at: 0, readings: None }
    }

    #[test]
    fn a_link_that_runs_code_is_words() {
        for to in ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"] {
            let mut out = String::new();
            link(to, "ここ", "", &mut whole(), &mut out);
            assert_eq!(out, "ここ", "{to}");
        }
        let mut out = String::new();
        link("https://example.jp/あ", "ここ", "../", &mut whole(), &mut out);
        assert_eq!(out, "<a href=\"https://example.jp/%E3%81%82\">ここ</a>");
        out.clear();
        link("static/a.pdf", "ここ", "../../", &mut whole(), &mut out);
        assert_eq!(out, "<a href=\"../../static/a.pdf\">ここ</a>");
        out.clear();
        link("joint-use/#a1", "ここ", "../", &mut whole(), &mut out);
        assert_eq!(out, "<a href=\"../joint-use/index.html#a1\">ここ</a>");
    }
}
