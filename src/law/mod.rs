//! Statutes as dated, sourced tables: where an article stands on e-Gov, for texts whose day makes the number mean
//! the same, and what it was numbered before. Does not know documents; the day a text was in force is an argument.
//!
//! Source: the statute in 法令標準XML at e-Gov法令検索, retrieved 2025-09-24; an anchor is the full path of
//! an article and cannot be derived from its number.

mod coming;
mod digests;
mod duties;
mod entry;
mod items;
mod meant;
mod renumber;
mod statute;
mod term_table;
mod terms;
mod topics;

use crate::text::citation::{self, Citation, CitedSource};
use crate::text::date::Date;
pub use coming::{ComingDay, ComingLaw, packaged_coming};
pub use digests::{article_digest, article_items};
pub use duties::{
    ChangeSign, DutyEntry, DutyMode, DutyRule, DutyWhen, HoldsChange, Operation, duty_rule,
    duty_rules,
};
pub use entry::{OrganisationProfile, Sourced};
pub use items::{
    Asked, FeeSigns, Item, ItemOwner, ItemTable, LinkSigns, MatterSigns, NoticeMatter, NoticeSigns,
    NoticeSubject, RenumberedSigns, Scope, SubjectSigns, WordFamily, item_table,
};
pub use meant::{
    CitedNumber, CitedPart, NewNumber, NumberEra, NumberMeaning, left_behind, meaning, new_numbers,
    topic_of_today,
};
pub use renumber::{
    ArticleNumber, RenumberRow, RenumberedArticle, article_then, renumber_table, then,
};
use serde::Deserialize;
pub use statute::{Statute, StatuteVersion, TextSeen, read_basis, statute, statutes};
use std::collections::BTreeMap;
use std::sync::LazyLock;
pub use term_table::packaged_terms;
pub use terms::{Term, TermKind, TermPlace, TermRule, TermWordings, Terms, narrow, spelt_out};
pub use topics::{Topic, is_of_the_past, topics};

/// What the law's tables say, and what a site adds.
#[derive(Clone, Debug)]
pub struct LawTables {
    /// Words that the law left behind.
    pub terms: Terms,
    /// What is to change.
    pub coming: Vec<ComingLaw>,
}

impl LawTables {
    /// What comes with kohyo.
    pub fn packaged() -> LawTables {
        LawTables { terms: packaged_terms().clone(), coming: packaged_coming().to_vec() }
    }
}

/// A statute whose articles kohyo knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// 個人情報の保護に関する法律, the Act on the Protection of Personal Information.
    Appi,
}

/// Where the links lead and what e-Gov asks to be said of it (公共データ利用規約 PDL1.0).
pub const ATTRIBUTION: &str = "出典：e-Gov法令検索";

impl Law {
    /// The statute of a full name, as [`crate::text::citation`] gives it.
    pub fn by_name(name: &str) -> Option<Law> {
        match name {
            citation::APPI => Some(Law::Appi),
            _ => None,
        }
    }

    /// Its name, numbers and versions.
    pub fn statute(self) -> &'static Statute {
        let id = match self {
            Law::Appi => "appi",
        };
        statute(id).expect("a test looks for it in the packaged table")
    }

    /// The page of its text in force today.
    pub fn url(self) -> String {
        self.statute().page().unwrap_or_default()
    }
}

/// An article, paragraph or item of a statute, by its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleRef<'a> {
    /// 条 with branches: 第16条の2 is `[16, 2]`.
    pub article: &'a [u32],
    /// 項
    pub paragraph: Option<u32>,
    /// 号 (without branches).
    pub item: Option<u32>,
}

impl<'a> ArticleRef<'a> {
    /// What a citation of a statute says, in numbers.
    pub fn of(citation: &'a Citation) -> Option<(Law, ArticleRef<'a>)> {
        let law = match &citation.source {
            CitedSource::Law(name) => Law::by_name(name)?,
            CitedSource::Own | CitedSource::Unclear => return None,
        };
        let at = ArticleRef {
            article: citation.article()?,
            paragraph: citation.paragraph(),
            item: citation.item().and_then(|parts| match parts {
                [item] => Some(*item),
                _ => None,
            }),
        };
        Some((law, at))
    }
}

/// A link to an article as it reads today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleLink {
    /// The statute.
    pub law: Law,
    /// The number of the article.
    pub article: u32,
    /// Its caption without brackets (第三者提供の制限); empty where it has none.
    pub caption: &'static str,
    /// The address.
    pub url: String,
}

/// From this day the private-sector chapter (16条 to 59条) has today's numbers:
/// 令和3年法律第37号 50条 came into force.
pub const CHAPTER_4_FROM: Date = Date::constant(2022, 4, 1);

/// From this day all other articles have today's numbers: 令和3年法律第37号 51条 came into force.
const ALL_FROM: Date = Date::constant(2023, 4, 1);

/// The Act was promulgated, and its first chapter came into force.
const PROMULGATED: Date = Date::constant(2003, 5, 30);

/// By this day the main part of 令和8年法律第56号 is in force; its numbers are not known yet.
const NUMBERS_UNKNOWN_FROM: Date = Date::constant(2028, 7, 16);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Anchor {
    anchor: String,
    caption: String,
}

/// Number of the article, its anchor and caption.
static APPI: LazyLock<BTreeMap<u32, Anchor>> = LazyLock::new(|| {
    let by_number: BTreeMap<String, Anchor> =
        serde_json::from_str(include_str!("appi_anchors.json"))
            .expect("the embedded table is read by a test");
    by_number
        .into_iter()
        .filter_map(|(number, anchor)| Some((number.parse().ok()?, anchor)))
        .collect()
});

/// The article on e-Gov that a text in force from `in_force` on means; `None` when the day is unknown,
/// when the number meant another article on that day, or when that is not sure.
pub fn article_url(law: Law, at: ArticleRef<'_>, in_force: Option<Date>) -> Option<ArticleLink> {
    let [article] = at.article else {
        // 16条の2 and the like never were in force under these numbers.
        return None;
    };
    let day = in_force?;
    let from = match (article, at.paragraph) {
        // 目的 and 基本理念 are the same articles since 2003; so is 個人情報 in 2条1項. The other
        // definitions moved in 2017 and 2022.
        (1 | 3, _) | (2, None | Some(1)) => PROMULGATED,
        (16..=59, _) => CHAPTER_4_FROM,
        _ => ALL_FROM,
    };
    if day < from || day >= NUMBERS_UNKNOWN_FROM {
        return None;
    }
    current(law, *article)
}

/// [`article_url`] for a citation in a text in force from `in_force` on.
pub fn link(citation: &Citation, in_force: Option<Date>) -> Option<ArticleLink> {
    let (law, at) = ArticleRef::of(citation)?;
    article_url(law, at, in_force)
}

/// The article that has this number today.
fn current(law: Law, article: u32) -> Option<ArticleLink> {
    let anchors = match law {
        Law::Appi => &*APPI,
    };
    let anchor = anchors.get(&article)?;
    Some(ArticleLink {
        law,
        article,
        caption: anchor.caption.trim_matches(['（', '）']),
        url: format!("{}#{}", law.url(), anchor.anchor),
    })
}
