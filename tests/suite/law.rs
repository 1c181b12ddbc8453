//! The law as dated tables: every entry names its source, rests on provisions that exist, and on texts whose digests
//! are those of the law that it was drawn from.

use kohyo::diagnostic::Confidence;
use kohyo::disk::Digest;
use kohyo::law::{OrganisationProfile, article_digest, read_basis, statute, statutes};
use kohyo::text::date::Date;
use std::collections::{BTreeMap, BTreeSet};

const TODAY: Date = Date::constant(2026, 11, 23);

#[test]
fn statutes_are_named_once_and_can_be_read_somewhere() {
    let names: BTreeSet<&str> = statutes().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(names.len(), statutes().len());
    for one in statutes() {
        assert!(!one.source.is_empty() && one.name.ends_with(&one.name), "{}", one.id);
        assert!(one.page().is_some() || one.number.is_some(), "{}", one.id);
        let days: Vec<Date> = one.versions.iter().map(|version| version.from).collect();
        assert!(days.is_sorted(), "{}", one.id);
        for version in &one.versions {
            let day = version.from.to_string().replace('-', "");
            assert!(version.revision.contains(&format!("_{day}_")), "{}", version.revision);
        }
    }
    assert_eq!(statute("appi").unwrap().confidence, Confidence::High);
}

#[test]
fn a_basis_says_where_it_stands_and_where_it_can_be_read() {
    let basis = read_basis("appi 27⑤三", Some(TODAY)).unwrap();
    assert_eq!(basis.words, "個人情報保護法第27条第5項第3号");
    assert_eq!(
        (basis.article.as_deref(), basis.paragraph, basis.item),
        (Some("27"), Some(5), Some(3))
    );
    assert!(basis.source.ends_with("#Mp-Ch_4-Se_2-At_27"), "{}", basis.source);
    let order = read_basis("appi-order 10一", Some(TODAY)).unwrap();
    assert_eq!(order.words, "個人情報保護法施行令第10条第1号");
    let guideline = read_basis("guideline 3-8-1", Some(TODAY)).unwrap();
    assert_eq!(guideline.words, "ガイドライン（通則編）3-8-1");
    assert_eq!(read_basis("appi-order", None).unwrap().article, None);
    assert_eq!(read_basis("nobody 1", None), None);
    assert_eq!(read_basis("appi 二十七", None), None);
}

#[test]
fn digests_are_those_of_the_text_of_the_law() {
    assert_eq!(article_digest("appi", "27").map(str::len), Some(64));
    assert_eq!(article_digest("appi", "186"), None);
    let Some(text) = crate::world::shared_words("law/appi.law.txt") else {
        return;
    };
    let mut articles: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    let mut open = None;
    for line in text.lines().take_while(|line| !line.starts_with("附　則")) {
        let is_caption = line.starts_with('（') && line.ends_with('）');
        if let Some(article) = article_number(line) {
            open = Some(article);
        } else if line.is_empty() || is_caption || is_division(line) {
            open = None;
        }
        if let Some(article) = open {
            articles.entry(article).or_default().push(line);
        }
    }
    assert_eq!(articles.len(), 185);
    for (article, lines) in articles {
        let now = Digest::of(lines.join("\n").as_bytes()).to_string();
        let known = article_digest("appi", &article.to_string()).unwrap();
        assert!(now.ends_with(known), "第{article}条 reads otherwise than the tables know: {now}");
    }
}

/// 第二十七条　… → 27
fn article_number(line: &str) -> Option<u32> {
    let (number, _) = line.strip_prefix('第')?.split_once('条')?;
    kohyo::text::label::Script::Kanji.read(number)
}

/// 第四章　…
fn is_division(line: &str) -> bool {
    let number = line.strip_prefix('第').and_then(|rest| rest.split_once('　'));
    number.is_some_and(|(number, _)| number.ends_with(['章', '節', '款']))
}

#[test]
fn a_name_shows_what_sort_of_organisation_it_is() {
    let of = |name| OrganisationProfile::of_name(name).map(OrganisationProfile::name);
    assert_eq!(of("見本健康保険組合"), Some("健康保険組合"));
    assert_eq!(of("見本商事株式会社"), Some("会社"));
    assert_eq!(of("医療法人見本会 見本クリニック"), Some("病院"));
    assert_eq!(of("学校法人見本学園"), Some("学校"));
    assert_eq!(of("見本県後期高齢者医療広域連合"), Some("広域連合"));
    assert_eq!(of("見本市"), Some("広域連合"));
    assert_eq!(of("見本の会"), None);
}
