//! Provisions of laws by number, and their addresses.

use kohyo::law::{ArticleRef, Law, article_url, link};
use kohyo::text::citation::{Abbreviations, find};
use kohyo::text::date::Date;

fn url(article: &[u32], paragraph: Option<u32>, day: Option<Date>) -> Option<String> {
    let at = ArticleRef { article, paragraph, item: None };
    article_url(Law::Appi, at, day).map(|link| link.url)
}

fn on(year: i16, month: i8, day: i8) -> Option<Date> {
    Some(Date::constant(year, month, day))
}

#[test]
fn every_anchor_ends_in_its_number() {
    let today = on(2025, 4, 1);
    let all: Vec<_> =
        (1..=400).filter_map(|number| Some((number, url(&[number], None, today)?))).collect();
    assert_eq!(all.len(), 185);
    for (number, url) in all {
        let (_, anchor) = url.split_once('#').unwrap();
        assert!(anchor.starts_with("Mp-Ch_"), "{number}");
        assert!(anchor.ends_with(&format!("-At_{number}")), "{number}");
    }
    let at = ArticleRef { article: &[27], paragraph: None, item: None };
    assert_eq!(article_url(Law::Appi, at, today).unwrap().caption, "第三者提供の制限");
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
    let links: Vec<_> = find(words, &Abbreviations::default())
        .iter()
        .map(|citation| link(citation, on(2025, 4, 1)).map(|link| link.caption))
        .collect();
    assert_eq!(links, [Some("取得に際しての利用目的の通知等"), None, None, None]);
}
