//! Sentences of kohyo's own as HTML: words, days in both calendars, links. Does not know what they say.

use super::shape::safe;
use crate::publish::formats::escape;
use crate::publish::plan::{Address, Page, SentencePart};
use crate::text::date::{self, Date};
use tera::Value;

/// The links of a page.
pub(super) fn from(page: &Page) -> impl Fn(&Address) -> Option<String> {
    |to| Some(to.seen_from(&page.address))
}

/// A sentence of kohyo's own as HTML; a link that can lead nowhere is left out.
pub(super) fn sentence(
    pieces: &[SentencePart],
    href: &dyn Fn(&Address) -> Option<String>,
) -> Value {
    let mut out = String::new();
    let mut rest = pieces.iter();
    let mut said = "";
    while let Some(piece) = rest.next() {
        match piece {
            SentencePart::Words(words) => escape(&words[said.len()..], &mut out),
            SentencePart::Day(date) => {
                let next = match rest.as_slice().first() {
                    Some(SentencePart::Words(words)) => particle(words),
                    Some(
                        SentencePart::Day(_) | SentencePart::Link(..) | SentencePart::NamedLink(_),
                    )
                    | None => "",
                };
                day(*date, next, &mut out);
                said = next;
                continue;
            }
            SentencePart::Link(words, address) => {
                if let Some(href) = href(address) {
                    link(&href, words, &mut out);
                }
            }
            SentencePart::NamedLink(way) => {
                if let Some(mut href) = href(&way.page) {
                    if let Some(anchor) = &way.anchor {
                        href.push('#');
                        href.push_str(anchor);
                    }
                    link(&href, &way.words, &mut out);
                }
            }
        }
        said = "";
    }
    safe(&out)
}

fn link(href: &str, words: &str, out: &mut String) {
    out.push_str("<a href=\"");
    escape(href, out);
    out.push_str("\">");
    escape(words, out);
    out.push_str("</a>");
}

/// A day in both calendars with the particle behind it: a line turns before the era at most, never before the
/// particle.
fn day(date: Date, particle: &str, out: &mut String) {
    let (western, wareki) = (date::western(date), date::wareki(date));
    out.push_str(&format!("<time datetime=\"{date}\">{western}</time>"));
    let era = if western == wareki { String::new() } else { format!("（{wareki}）") };
    if !era.is_empty() {
        out.push_str(&format!("<span class=\"era\">{era}"));
        escape(particle, out);
        out.push_str("</span>");
    } else {
        escape(particle, out);
    }
}

/// から, まで, には、: what no line begins with.
fn particle(words: &str) -> &str {
    let kana = words.find(|c| !matches!(c, 'ぁ'..='ん')).unwrap_or(words.len());
    let marks = words[kana..].trim_start_matches(['、', '。', '）']);
    let end = words.len() - marks.len();
    if words[..end].chars().count() > 5 { "" } else { &words[..end] }
}

/// Words of a text as HTML.
pub(super) fn words(words: &str) -> Value {
    let mut out = String::new();
    escape(words, &mut out);
    safe(&out)
}
