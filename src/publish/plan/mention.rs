//! What the words of a provision mention that a page can make useful: days, laws, other places in the
//! document, addresses. Readings only: no word is changed. Does not know how they are shown.

use crate::law;
use crate::site::{Anchors, ArticleAt, ReferencePosition};
use crate::text::citation::{self, Abbreviations, Citation, CitedSource, Division, Step};
use crate::text::date::{self, Date};
use crate::text::reading::{self, PhoneLine};
use crate::tree::{Form, Mark, Provision, Text};
use std::ops::Range;
use std::sync::Arc;

/// What is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mentioned {
    /// A day.
    Day(Date),
    /// A provision of a law or of the document itself.
    Citation(Citation),
    /// Something with an address of its own: the words lead there.
    Address(String),
}

/// A mention: the bytes in one run, and what they mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes in the words of the run.
    pub range: Range<usize>,
    /// What is mentioned there.
    pub thing: Mentioned,
}

/// The mentions of one provision: for each run of its heading, then of its text.
#[derive(Clone, Debug, Default)]
struct Of {
    heading: Vec<Vec<Mention>>,
    text: Vec<Vec<Mention>>,
}

/// Which of a provision's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPart {
    /// Its heading.
    Heading,
    /// Its own words.
    Text,
}

/// The mentions in a row of provisions and all below them, by their reading order.
#[derive(Clone, Debug)]
pub struct Mentions {
    provisions: Vec<Of>,
    has_relative_links: bool,
}

/// Where a mention leads on one page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// An anchor of the same page.
    Anchor(Arc<str>),
    /// An address outside of the site.
    Outside(String),
}

/// The targets of the citations of [`Mentions`], in their order: what else than its words the look of a
/// provision depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkTargets(Vec<Option<LinkTarget>>);

impl Mentions {
    /// Reads a row of provisions. Short names of laws count as the document defines them.
    pub fn of(row: &[Arc<Provision>], short: &Abbreviations) -> Mentions {
        let provisions = row
            .iter()
            .flat_map(|top| top.visit())
            .map(|(_, own)| Of {
                heading: runs(own.heading(), own, TextPart::Heading, short),
                text: runs(own.text(), own, TextPart::Text, short),
            })
            .collect();
        let mut marks = row
            .iter()
            .flat_map(|top| top.visit())
            .flat_map(|(_, own)| own.heading().runs().iter().chain(own.text().runs()))
            .map(|run| run.mark());
        let has_relative_links = marks.any(|mark| match mark {
            Mark::Link(to) => {
                matches!(reading::check_link(to), Ok(reading::LinkAddress::Relative(_)))
            }
            Mark::Plain | Mark::Strong => false,
        });
        let mut all = row.iter().flat_map(|top| top.visit());
        let has_figures = all.any(|(_, own)| own.form() == Form::Figure);
        Mentions { provisions, has_relative_links: has_relative_links || has_figures }
    }

    /// The mentions in each run of a text of the provision with that ordinal in the row.
    pub fn at(&self, ordinal: usize, part: TextPart) -> &[Vec<Mention>] {
        let of = &self.provisions[ordinal];
        match part {
            TextPart::Heading => &of.heading,
            TextPart::Text => &of.text,
        }
    }

    /// Where the citations lead: those of laws as of a day, those of the document by its anchors. `first`
    /// is the ordinal of the row's first provision in the document.
    pub fn targets(&self, day: Option<Date>, anchors: &Anchors, first: usize) -> LinkTargets {
        let mut targets = Vec::new();
        for (at, of) in self.provisions.iter().enumerate() {
            for mention in of.heading.iter().chain(&of.text).flatten() {
                if let Mentioned::Citation(citation) = &mention.thing {
                    targets.push(target(citation, day, anchors, anchors.standing(first + at)));
                }
            }
        }
        LinkTargets(targets)
    }

    /// Whether the author's links and figures depend on where the page is.
    pub fn has_relative_links(&self) -> bool {
        self.has_relative_links
    }

    /// How many citations come before the provision with that ordinal.
    pub fn citations_before(&self) -> Vec<usize> {
        let mut count = 0;
        let mut before = Vec::with_capacity(self.provisions.len());
        for of in &self.provisions {
            before.push(count);
            count += of
                .heading
                .iter()
                .chain(&of.text)
                .flatten()
                .filter(|mention| matches!(mention.thing, Mentioned::Citation(_)))
                .count();
        }
        before
    }
}

impl LinkTargets {
    /// The target of the citation with that number.
    pub fn get(&self, number: usize) -> Option<&LinkTarget> {
        self.0.get(number)?.as_ref()
    }
}

/// Every text of a document read for short names of laws.
pub fn abbreviations(root: &Provision) -> Abbreviations {
    let mut short = Abbreviations::default();
    for (_, provision) in root.visit() {
        for text in [provision.heading(), provision.text()] {
            if text.runs().iter().any(|run| run.words().contains("以下")) {
                short.add(&text.words());
            }
        }
    }
    short
}

fn runs(text: &Text, own: &Provision, part: TextPart, short: &Abbreviations) -> Vec<Vec<Mention>> {
    text.runs()
        .iter()
        .map(|run| match run.mark() {
            // The author's own link covers all its words.
            Mark::Link(_) => Vec::new(),
            Mark::Plain | Mark::Strong => mentions_in(run.words(), own, part, short),
        })
        .collect()
}

fn mentions_in(
    words: &str,
    own: &Provision,
    part: TextPart,
    short: &Abbreviations,
) -> Vec<Mention> {
    if part == TextPart::Text && own.role().is_within("contact") {
        let contact = contact(words, own);
        if !contact.is_empty() {
            return contact;
        }
    }
    let days = date::find(words)
        .into_iter()
        .map(|(range, day)| Mention { range, thing: Mentioned::Day(day) });
    let citations = citation::find(words, short)
        .into_iter()
        .filter(|citation| citation.source != CitedSource::Unclear)
        .map(|citation| Mention {
            range: citation.link_range(),
            thing: Mentioned::Citation(citation),
        });
    let addresses = reading::find_urls(words)
        .into_iter()
        .map(|range| Mention { thing: Mentioned::Address(words[range.clone()].to_owned()), range });
    let mut mentions: Vec<Mention> = days.chain(citations).chain(addresses).collect();
    mentions.sort_by_key(|mention| (mention.range.start, mention.range.end));
    let mut end = 0;
    mentions.retain(|mention| {
        let is_free = mention.range.start >= end && !mention.range.is_empty();
        if is_free {
            end = mention.range.end;
        }
        is_free
    });
    mentions
}

/// Telephone numbers and mail addresses of a contact.
fn contact(words: &str, own: &Provision) -> Vec<Mention> {
    let role = own.role();
    let found = if role.is_within("contact.phone") {
        reading::find_phones(words)
            .into_iter()
            .filter(|phone| phone.line == PhoneLine::Voice)
            .map(|phone| (phone.range, phone.uri))
            .collect()
    } else if role.is_within("contact.email") {
        reading::find_mails(words)
            .into_iter()
            .map(|range| (range.clone(), format!("mailto:{}", &words[range])))
            .collect()
    } else {
        Vec::new()
    };
    found
        .into_iter()
        .map(|(range, address)| Mention { range, thing: Mentioned::Address(address) })
        .collect()
}

fn target(
    citation: &Citation,
    day: Option<Date>,
    anchors: &Anchors,
    here: &ReferencePosition,
) -> Option<LinkTarget> {
    match &citation.source {
        CitedSource::Law(_) => law::link(citation, day).map(|link| LinkTarget::Outside(link.url)),
        CitedSource::Own => own_anchor(citation, anchors, here).cloned().map(LinkTarget::Anchor),
        CitedSource::Unclear => None,
    }
}

/// The anchor that a reference to the document itself means; `None` where it leads nowhere.
fn own_anchor<'a>(
    citation: &Citation,
    anchors: &'a Anchors,
    here: &ReferencePosition,
) -> Option<&'a Arc<str>> {
    let place = &citation.place;
    let article = match (&place.division, &place.article) {
        (Division::Annex(kind, parts), _) => return anchors.annex(kind.name(), parts),
        (Division::Supplement, None) => return anchors.only_supplement(),
        (Division::Supplement, Some(Step::Number(parts))) => {
            let supplement = match (here.supplement, anchors.only_supplement()) {
                (0, Some(_)) => 1,
                (0, None) => return None,
                (inside, _) => inside,
            };
            anchors.numbered(supplement, parts)?
        }
        (Division::Body, Some(Step::Number(parts))) => anchors.numbered(here.supplement, parts)?,
        (_, Some(Step::Previous(count))) => neighbour(anchors, here, -i64::from(*count))?,
        (_, Some(Step::Next)) => neighbour(anchors, here, 1)?,
        (Division::Body, None) => anchors.articles().get(here.article?)?,
    };
    let paragraph = match &place.paragraph {
        None if place.article.is_none() => Some(here.paragraph).filter(|number| *number > 0),
        None => None,
        Some(Step::Number(parts)) => Some(*parts.first()?),
        Some(Step::Previous(count)) => Some(here.paragraph.checked_sub(*count)?),
        Some(Step::Next) => Some(here.paragraph + 1),
    };
    let item = match &place.item {
        None => None,
        Some(Step::Number(parts)) => Some(parts.as_slice()),
        // 前号 stays words: the item it is written in may be several levels up.
        Some(Step::Previous(_) | Step::Next) => return None,
    };
    anchors.article(article, paragraph, item)
}

fn neighbour<'a>(anchors: &'a Anchors, here: &ReferencePosition, by: i64) -> Option<&'a ArticleAt> {
    let at = i64::try_from(here.article?).ok()? + by;
    let article = anchors.articles().get(usize::try_from(at).ok()?)?;
    (article.supplement == here.supplement).then_some(article)
}
