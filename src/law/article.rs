//! Deep links to the articles of a statute on e-Gov, for texts whose day makes the number mean the same.
//! Does not know what the numbers meant before (see `renumber`).
//!
//! Source: the statute in 法令標準XML at e-Gov法令検索, retrieved 2025-09-24; an anchor is the full path of
//! an article and cannot be derived from its number.

use super::Law;
use crate::text::citation::{Citation, Source};
use crate::text::date::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

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
            Source::Law(name) => Law::by_name(name)?,
            Source::Own | Source::Unclear => return None,
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
pub(super) const CHAPTER_4_FROM: Date = Date::constant(2022, 4, 1);

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
pub(super) fn current(law: Law, article: u32) -> Option<ArticleLink> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::citation::{self, Abbreviations};

    fn url(article: &[u32], paragraph: Option<u32>, day: Option<Date>) -> Option<String> {
        let at = ArticleRef { article, paragraph, item: None };
        article_url(Law::Appi, at, day).map(|link| link.url)
    }

    fn on(year: i16, month: i8, day: i8) -> Option<Date> {
        Some(Date::constant(year, month, day))
    }

    #[test]
    fn every_anchor_ends_in_its_number() {
        assert_eq!(APPI.len(), 185);
        for (number, anchor) in APPI.iter() {
            assert!(anchor.anchor.starts_with("Mp-Ch_"), "{number}");
            assert!(anchor.anchor.ends_with(&format!("-At_{number}")), "{number}");
        }
        assert_eq!(APPI[&27].caption, "（第三者提供の制限）");
    }

    #[test]
    fn the_day_of_the_text_decides() {
        let third_parties = "https://laws.e-gov.go.jp/law/415AC0000000057#Mp-Ch_4-Se_2-At_27";
        assert_eq!(url(&[27], Some(5), on(2022, 4, 1)).as_deref(), Some(third_parties));
        assert_eq!(url(&[27], Some(5), on(2022, 3, 31)), None);
        assert_eq!(url(&[23], None, on(2015, 6, 1)), None);
        assert_eq!(url(&[27], None, None), None);
        assert_eq!(url(&[27], None, on(2028, 7, 16)), None);
        assert_eq!(url(&[16, 2], None, on(2025, 4, 1)), None);
        assert_eq!(url(&[146], None, on(2022, 10, 1)), None);
        assert!(url(&[146], None, on(2023, 4, 1)).is_some());
        assert_eq!(url(&[186], None, on(2025, 4, 1)), None);
        assert!(url(&[1], None, on(2015, 6, 1)).is_some());
        assert!(url(&[2], Some(1), on(2008, 6, 1)).is_some());
        assert_eq!(url(&[2], Some(4), on(2008, 6, 1)), None);
        assert_eq!(url(&[1], None, None), None);
    }

    #[test]
    fn citations_link() {
        let words = "個人情報保護法第21条第1項、番号法第19条、第3条、個人情報保護法附則第2条";
        let links: Vec<_> = citation::find(words, &Abbreviations::default())
            .iter()
            .map(|citation| link(citation, on(2025, 4, 1)).map(|link| link.caption))
            .collect();
        assert_eq!(links, [Some("取得に際しての利用目的の通知等"), None, None, None]);
    }
}
