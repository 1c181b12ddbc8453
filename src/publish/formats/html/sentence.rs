//! Sentences of kohyo's own as HTML: words, days in both calendars, links. Does not know what they say.

use super::data::{Html, LinkData, NewsLink};
use super::runs::phrased;
use crate::publish::formats::{escape, escaped};
use crate::publish::plan::{Address, NamedLink, Page, Sentence, SentencePart};
use crate::text::date::{self, Date};
use crate::text::phrase::Phrases;

/// What kohyo says itself, as a page writes it.
#[derive(Clone, Copy)]
pub(super) struct PageWords<'a> {
    /// The page.
    pub page: &'a Page,
    /// Where phrases begin.
    pub phrases: &'a Phrases,
}

impl<'a> PageWords<'a> {
    /// The way from the page to another one.
    pub(super) fn href(self, to: &Address) -> String {
        to.seen_from(&self.page.address)
    }

    /// The same; empty where there is none.
    pub(super) fn maybe_href(self, to: Option<&Address>) -> String {
        to.map_or_else(String::new, |to| self.href(to))
    }

    /// A sentence with its links.
    pub(super) fn sentence(self, own: &[SentencePart]) -> Html {
        sentence(own, &|to| Some(self.href(to)))
    }

    /// Sentences with their links.
    pub(super) fn sentences(self, all: &[Sentence]) -> Vec<Html> {
        all.iter().map(|one| self.sentence(one)).collect()
    }

    /// Words that break at phrases.
    pub(super) fn phrased(self, words: &str) -> Html {
        let mut out = Html::default();
        phrased(words, self.phrases, None, &mut out.0);
        out
    }

    /// Words that lead to a place on a page.
    pub(super) fn link(self, to: &NamedLink) -> LinkData {
        LinkData { words: self.phrased(&to.words), href: anchored(self.href(&to.page), to) }
    }

    /// Files by which others hear of changes.
    pub(super) fn news(self, all: &'a [(String, Address)]) -> Vec<NewsLink<'a>> {
        let all = all.iter().map(|(words, to)| NewsLink {
            words,
            href: self.href(to),
            is_feed: to.as_str().ends_with(".atom"),
        });
        all.collect()
    }
}

/// The address of a page with that of the place on it.
pub(super) fn anchored(mut href: String, to: &NamedLink) -> String {
    if let Some(anchor) = &to.anchor {
        href.push('#');
        href.push_str(anchor);
    }
    href
}

/// A sentence of kohyo's own as HTML; of a link that can lead nowhere the words stay.
pub(super) fn sentence(pieces: &[SentencePart], href: &dyn Fn(&Address) -> Option<String>) -> Html {
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
                let_lead(href(address), words, &mut out);
            }
            SentencePart::NamedLink(way) => {
                let href = href(&way.page).map(|href| anchored(href, way));
                let_lead(href, &way.words, &mut out);
            }
        }
        said = "";
    }
    Html(out)
}

/// Words, as a link where there is a way.
fn let_lead(href: Option<String>, words: &str, out: &mut String) {
    let Some(href) = href else {
        return escape(words, out);
    };
    out.push_str("<a href=\"");
    escape(&href, out);
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
pub(super) fn words(words: &str) -> Html {
    Html(escaped(words))
}
