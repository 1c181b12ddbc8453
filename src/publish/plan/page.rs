//! What stands on a page, before any format. Does not know markup.

use super::address::Address;
use super::aids::{AidPage, Choice};
use super::attachment::Attachment;
use super::brought::BroughtChange;
use super::changes::ChangesPage;
use super::feed::{Calendar, Feed};
use super::finder::{Finder, NamedLink};
use super::history::HistoryPage;
use super::last_changed::LastChanges;
use super::record_page::RecordPage;
use crate::ledger::VersionId;
use crate::site::Furigana;
use crate::text::date::Date;
use crate::text::named;
use crate::tree::{Digest, Provision};
use std::collections::HashSet;
use std::sync::Arc;

/// Whether search engines may list a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexing {
    /// They may.
    Allowed,
    /// They must not: a page of a preview.
    Refused,
}

/// Words that kohyo says itself, in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentencePart {
    /// Words.
    Words(String),
    /// A day, shown in both calendars.
    Day(Date),
    /// Words that lead to a page.
    Link(String, Address),
    /// Words that lead to a place on a page.
    NamedLink(NamedLink),
}

/// A sentence that kohyo says itself.
pub type Sentence = Vec<SentencePart>;

impl From<&str> for SentencePart {
    fn from(words: &str) -> SentencePart {
        SentencePart::Words(words.to_owned())
    }
}

impl From<Date> for SentencePart {
    fn from(day: Date) -> SentencePart {
        SentencePart::Day(day)
    }
}

impl<W: Into<String>> From<(W, Address)> for SentencePart {
    fn from((words, page): (W, Address)) -> SentencePart {
        SentencePart::Link(words.into(), page)
    }
}

/// Words of a sentence.
pub(super) fn words(words: &str) -> SentencePart {
    words.into()
}

/// A sentence: a template with a part for each of its `{}`.
pub(super) fn say<const N: usize>(template: &str, parts: [SentencePart; N]) -> Sentence {
    let mut parts = parts.into_iter();
    let mut sentence = Vec::with_capacity(2 * N + 1);
    for (at, own) in template.split("{}").enumerate() {
        sentence.extend((at > 0).then(|| parts.next()).flatten());
        sentence.extend((!own.is_empty()).then(|| words(own)));
    }
    debug_assert!(parts.next().is_none(), "`{template}` has too few blanks");
    sentence
}

named! {
    /// Where a text stands in time; decides the colour and sign of its state.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum TextStatus {
        /// In force on the day of the edition.
        InForce = "in-force" "現行",
        /// Comes into force later.
        Coming = "coming" "今後の内容",
        /// Was in force.
        Past = "past" "過去の内容",
        /// Was to come into force, and did not.
        Withdrawn = "withdrawn" "取りやめ",
        /// Another text of the same day took its place.
        Replaced = "replaced" "差し替え前",
        /// Nothing of the document is in force any more.
        Repealed = "repealed" "廃止",
        /// Not published: a draft.
        Draft = "draft" "案・未公表",
        /// No text is in force.
        None = "none" "未適用",
    }
    /// The name in class names.
    name;
    /// The short word for a mark.
    word;
}

/// A line of the list of versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The version.
    pub id: VersionId,
    /// Where it stands in time.
    pub state: TextStatus,
    /// The same in a word or two.
    pub word: String,
    /// From when (until when) it is in force.
    pub period: Sentence,
    /// Its page.
    pub page: Address,
}

/// The versions that a page lists, newest first. Every page listing every version would make a site grow
/// with the square of its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Versions {
    /// All of them.
    All(Vec<Listed>),
    /// The one of this page with its neighbours; the page named lists them all.
    Near(Vec<Listed>, Address),
}

/// A document on the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// The title of its text.
    pub title: String,
    /// Its page.
    pub page: Address,
    /// Where its text stands in time.
    pub state: TextStatus,
    /// The same in a word or two.
    pub word: String,
    /// The same as a sentence.
    pub standing: Sentence,
}

/// Something new, for the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latest {
    /// The day on which it was recorded.
    pub recorded: Date,
    /// What happened.
    pub title: String,
    /// What differs, where a text was brought.
    pub change: Option<BroughtChange>,
    /// The page that tells more.
    pub page: Address,
}

/// The page that lists the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPage {
    /// The documents.
    pub entries: Vec<IndexEntry>,
    /// What happened last, newest first.
    pub latest: Vec<Latest>,
    /// The files by which others hear of changes: words and place.
    pub news: Vec<(String, Address)>,
}

/// Where a text comes from: what the foot of its page proves.
#[derive(Clone, Debug)]
pub enum TextProof {
    /// A sealed version.
    Sealed {
        /// Its identity.
        id: VersionId,
        /// The digest in the ledger.
        digest: Digest,
        /// Its version file.
        file: Address,
        /// The ledger of the document.
        ledger: Address,
    },
    /// A draft proves nothing.
    Draft,
}

/// The text of a document on a page.
#[derive(Clone, Debug)]
pub struct TextPage {
    /// The tree.
    pub tree: Arc<Provision>,
    /// The day from which the text counts, where it is known: the law that it cites is the law of that day,
    /// whatever came later.
    pub law_day: Option<Date>,
    /// Where it stands in time.
    pub state: TextStatus,
    /// The same in a word or two.
    pub word: String,
    /// Until when, where that is known.
    pub until: String,
    /// What its reader must know first, one sentence each.
    pub standing: Vec<Sentence>,
    /// The days that a reader asks for, each with its name.
    pub days: Vec<(String, Sentence)>,
    /// Where it comes from.
    pub proof: TextProof,
    /// Other versions of the document.
    pub versions: Versions,
    /// The history of the document, where it has one: its name and place.
    pub history: Option<(&'static str, Address)>,
    /// The page that finds its purposes, where there is one.
    pub finder: Option<Address>,
    /// When its provisions last became others; of the text in force.
    pub changed: LastChanges,
    /// Aids beside it.
    pub aided: Aided,
}

/// What a page of a text has of aids beside the text.
#[derive(Clone, Debug, Default)]
pub struct Aided {
    /// The ways to read the text, that of the page included; empty when there is only one.
    pub choices: Vec<Choice>,
    /// Readings that are shown over its words.
    pub furigana: Option<Arc<Furigana>>,
}

/// What a page is about.
#[derive(Clone, Debug)]
pub enum Body {
    /// The documents of the site.
    Index(IndexPage),
    /// A text.
    Text(TextPage),
    /// A text in plain Japanese or another language.
    Aid(AidPage),
    /// A document of which no version is in force.
    Waiting {
        /// Where the document stands in time.
        state: TextStatus,
        /// The same in a word or two.
        word: &'static str,
        /// What its reader must know.
        standing: Vec<Sentence>,
        /// Its versions.
        versions: Versions,
        /// What its history is called and where it stands, where it has one.
        history: Option<(&'static str, Address)>,
    },
    /// What is used for what.
    Finder(Finder),
    /// What happened to a document.
    History(HistoryPage),
    /// What was done about a document, line by line.
    Record(RecordPage),
    /// What changed between two versions.
    Changes(Box<ChangesPage>),
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it is.
    pub address: Address,
    /// Its heading.
    pub title: String,
    /// What browsers and search results show as its name, most particular first.
    pub full_title: String,
    /// One sentence for search results.
    pub description: String,
    /// Its name at the end of the way that leads to it.
    pub crumb: String,
    /// The way from the index to the page above this one.
    pub trail: Vec<(String, Address)>,
    /// Whether search engines may list it.
    pub indexing: Indexing,
    /// The page that search engines take for the one of which this is another state; `None`: itself.
    pub canonical: Option<Address>,
    /// The day for which it stands on paper: the last one on which anything that it tells became other. Builds of
    /// later days make the same page. None of a preview.
    pub stands_on: Option<Date>,
    /// What it is about.
    pub body: Body,
}

impl Page {
    /// The text of a document, where the page shows one as it is.
    pub fn text(&self) -> Option<&TextPage> {
        match &self.body {
            Body::Text(text) => Some(text),
            Body::Index(_)
            | Body::Aid(_)
            | Body::Waiting { .. }
            | Body::Finder(_)
            | Body::History(_)
            | Body::Record(_)
            | Body::Changes(_) => None,
        }
    }
}

/// The text of a document in force, to be put into a page that somebody else makes (a vendor's CMS): without
/// a shell, its ids apart from those of the page around.
#[derive(Clone, Debug)]
pub struct Embed {
    /// Where it is.
    pub address: Address,
    /// What its ids begin with: no page around has two of the same document.
    pub prefix: String,
    /// The title of the text.
    pub title: String,
    /// The page that it is the text of.
    pub page: Address,
    /// The text.
    pub text: TextPage,
}

/// Everything that a site shows.
#[derive(Clone, Debug)]
pub struct SitePlan {
    /// The organisation's name on the day of the edition.
    pub organisation: String,
    /// The page that lists the documents.
    pub home: Address,
    /// The pages, in a fixed order.
    pub pages: Vec<Page>,
    /// Texts to be put into pages that others make.
    pub embeds: Vec<Embed>,
    /// What is new, of the site and of each document.
    pub feeds: Vec<Feed>,
    /// When it changes, of the site and of each document.
    pub calendars: Vec<Calendar>,
    /// The files beside them.
    pub attachments: Vec<Attachment>,
}

impl Page {
    /// The texts whose differences it tells in a sentence.
    fn told(&self) -> Vec<&BroughtChange> {
        match &self.body {
            Body::Index(index) => {
                index.latest.iter().filter_map(|one| one.change.as_ref()).collect()
            }
            Body::History(history) => history.changes().collect(),
            _ => Vec::new(),
        }
    }
}

impl SitePlan {
    /// The texts that pages set side by side, each pair as often as it is shown differently.
    pub fn compared(&self) -> impl Iterator<Item = (&Arc<Provision>, &Arc<Provision>)> {
        let mut seen = HashSet::new();
        self.pages.iter().filter_map(move |page| match &page.body {
            Body::Changes(own) if seen.insert(own.same()) => Some((&own.old, &own.new)),
            _ => None,
        })
    }

    /// The texts whose changes news tell.
    pub fn told(&self) -> impl Iterator<Item = (&Arc<Provision>, &Arc<Provision>)> {
        let news = self.feeds.iter().flat_map(|feed| &feed.news);
        let news = news.filter_map(|news| news.change.as_ref());
        let pages = self.pages.iter().flat_map(|page| page.told());
        news.chain(pages).map(|change| (&change.old, &change.new))
    }
}
