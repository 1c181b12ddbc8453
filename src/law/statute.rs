//! Laws, guidelines and answers of authorities, and how a place in one is written and cited. Does not know what they
//! ask.

use super::renumber::{ArticleNumber, number};
use super::{ArticleRef, Law, article_url};
use crate::diagnostic::Basis;
use crate::diagnostic::Confidence;
use crate::text::date::Date;
use serde::Deserialize;
use std::sync::LazyLock;

/// A law, a guideline, or answers of an authority.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    /// The short name that entries use.
    pub id: String,
    /// The full name.
    pub name: String,
    /// How running text calls it.
    pub short: String,
    /// The number under which it was promulgated or sent out.
    #[serde(default)]
    pub number: Option<String>,
    /// The 法令ID of e-Gov.
    #[serde(default)]
    pub law_id: Option<String>,
    /// The page of what is not at e-Gov.
    #[serde(default)]
    pub url: Option<String>,
    /// Where it was read.
    pub source: String,
    /// How sure that is.
    pub confidence: Confidence,
    /// What was in force from which day on, as far as it is known.
    #[serde(default)]
    pub versions: Vec<StatuteVersion>,
}

/// A version of a law.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatuteVersion {
    /// Its first day.
    pub from: Date,
    /// The 法令履歴ID of e-Gov.
    pub revision: String,
    /// The law that made it.
    pub by: String,
    /// Whether its text was read.
    pub text: TextSeen,
}

/// Whether the text of a version was read, or only that there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSeen {
    /// It was read.
    Seen,
    /// Only its day and number are known.
    Unseen,
}

static STATUTES: LazyLock<Vec<Statute>> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("statutes.yaml")).expect("a test reads the packaged table")
});

/// Every law, guideline and collection of answers that entries rest on.
pub fn statutes() -> &'static [Statute] {
    &STATUTES
}

/// The one of a short name.
pub fn statute(id: &str) -> Option<&'static Statute> {
    STATUTES.iter().find(|one| one.id == id)
}

impl Statute {
    /// The page where it can be read.
    pub fn page(&self) -> Option<String> {
        match (&self.law_id, &self.url) {
            (Some(id), _) => Some(format!("https://laws.e-gov.go.jp/law/{id}")),
            (None, url) => url.clone(),
        }
    }

    /// Whether its places are 条 (a law), not sections (a guideline).
    fn is_law(&self) -> bool {
        self.law_id.is_some() || self.number.as_ref().is_some_and(|number| number.contains('令'))
    }
}

/// Reads how an entry writes a place: `appi 27⑤三`, `appi-order 10一`, `guideline 3-8-1`, `guidance-qa 問342`,
/// `kenpo`. `None` when the law is not known, or its place no place.
pub fn read_basis(words: &str, day: Option<Date>) -> Option<Basis> {
    let (id, place) = words.split_once(' ').unwrap_or((words, ""));
    let statute = statute(id)?;
    let (law, page) = (statute.name.clone(), statute.page());
    let source = || page.clone().unwrap_or_else(|| statute.source.clone());
    let whole = |article: Option<&str>| Basis {
        law: law.clone(),
        article: article.map(str::to_owned),
        paragraph: None,
        item: None,
        source: source(),
        words: format!("{}{}", statute.short, article.unwrap_or_default()),
    };
    if place.is_empty() {
        return Some(whole(None));
    }
    if !statute.is_law() {
        return Some(whole(Some(place)));
    }
    let number = number(place)?;
    let link = link(statute, &number, day);
    Some(Basis {
        law: law.clone(),
        article: Some(joined(&number.article, "の")),
        paragraph: number.paragraph,
        item: number.item,
        source: link.unwrap_or_else(source),
        words: format!("{}{}", statute.short, number.words()),
    })
}

fn link(statute: &Statute, number: &ArticleNumber, day: Option<Date>) -> Option<String> {
    let law = Law::by_name(&statute.name)?;
    let at =
        ArticleRef { article: &number.article, paragraph: number.paragraph, item: number.item };
    article_url(law, at, day).map(|link| link.url)
}

fn joined(parts: &[u32], between: &str) -> String {
    let parts: Vec<String> = parts.iter().map(u32::to_string).collect();
    parts.join(between)
}
