//! The law as dated tables: every entry names its source, rests on provisions that exist, and on texts whose digests
//! are those of the law that it was drawn from.

use kohyo::diagnostic::{Confidence, Severity};
use kohyo::disk::Digest;
use kohyo::law::{
    ArticleNumber, Asked, CitedNumber, CitedPart, NumberMeaning, OrganisationProfile, TermPlace,
    article_digest, item_table, meaning, new_numbers, packaged_coming, packaged_terms, read_basis,
    renumber_table, spelt_out, statute, statutes, topics,
};
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

#[test]
fn every_entry_says_where_it_was_read_and_rests_on_what_exists() {
    let terms = packaged_terms().all.iter().map(|one| (one.id.as_str(), &one.sourced));
    let coming = packaged_coming().iter().map(|one| (one.id.as_str(), &one.sourced));
    let all: Vec<_> = terms.chain(coming).collect();
    let names: BTreeSet<&str> = all.iter().map(|(id, _)| *id).collect();
    assert!(all.len() > 20 && names.len() == all.len(), "{names:?}");
    for (id, sourced) in all {
        assert!(!sourced.source.is_empty(), "{id}");
        for basis in &sourced.basis {
            let read = read_basis(basis, Some(TODAY)).unwrap_or_else(|| panic!("{id}: {basis}"));
            if basis.starts_with("appi ") {
                let article = read.article.unwrap();
                assert!(article_digest("appi", &article).is_some(), "{id}: {basis}");
            }
        }
        let from_memory =
            sourced.source.starts_with("記憶") || sourced.source.starts_with("二次資料");
        let is_sure = sourced.confidence == Confidence::High && !sourced.basis.is_empty();
        assert!(!(from_memory && is_sure), "{id} rests on a provision that nobody read");
    }
    for term in &packaged_terms().all {
        assert!(term.sourced.from.is_some(), "{}", term.id);
        assert!(!term.words.is_empty() || !term.wordings.said.is_empty(), "{}", term.id);
        let from_memory = term.sourced.source.starts_with("記憶");
        assert!(!from_memory || term.severity() == Severity::Note, "{}", term.id);
        assert!(!term.is_safe || term.replacement.is_some(), "{}", term.id);
    }
}

#[test]
fn every_row_of_numbers_has_words_that_show_it() {
    for row in renumber_table() {
        let is_known = topics().iter().any(|topic| topic.topic == row.topic);
        // Numbers of the supervision by the Commission are not plain, and never told.
        let is_plain = row.cells[3].is_some();
        assert!(is_known || !is_plain, "{}", row.topic);
    }
}

fn number(article: &[u32], paragraph: Option<u32>, item: Option<u32>) -> CitedNumber {
    let number = ArticleNumber { article: article.to_vec(), paragraph, item };
    CitedNumber { number, part: CitedPart::Whole }
}

fn now(cited: &CitedNumber, said: &str) -> String {
    match meaning(std::slice::from_ref(cited), &[], &[said]) {
        NumberMeaning::Current => "current".to_owned(),
        NumberMeaning::Old(eras) => {
            let new = new_numbers(&cited.number, &eras);
            new.iter().map(|one| one.number.words()).collect::<Vec<_>>().join("|")
        }
    }
}

#[test]
fn a_number_and_the_words_around_it_tell_which_article_is_meant() {
    let one = |article| number(&[article], None, None);
    let tries = [
        (one(23), "第三者提供の除外事項", "第27条"),
        (one(23), "安全管理のために", "current"),
        (one(23), "定めるところにより", "current"),
        (one(24), "外国にある第三者", "第28条"),
        (one(24), "公表等", "第32条"),
        (one(24), "従業者を監督し", "current"),
        (one(25), "開示", "第33条"),
        (one(25), "記録の作成", "第29条"),
        (one(25), "委託先", "current"),
        (one(26), "訂正", "第34条"),
        (one(26), "漏えい等", "current"),
        (one(27), "利用停止", "第35条"),
        (one(27), "本人の知り得る状態", "第32条"),
        (one(27), "容易に知り得る状態", "current"),
        (one(28), "理由", "第36条"),
        (one(28), "海外の事業者", "current"),
        (one(16), "目的外の利用", "第18条"),
        (one(16), "個人データの定義", "current"),
        (one(18), "利用目的を通知し、又は公表", "第21条"),
        (one(18), "必要な範囲を超えて", "current"),
        (one(20), "安全管理", "第23条"),
        (one(22), "正確", "current"),
        (one(33), "開示", "current"),
        (one(33), "手数料", "第38条"),
        (number(&[23], Some(4), Some(3)), "", "第27条第5項第3号"),
        (number(&[23], Some(5), Some(3)), "", "第27条第5項第3号"),
        (number(&[27], Some(5), Some(3)), "公表", "current"),
        (number(&[22, 2], None, None), "", "第26条"),
        (number(&[2], Some(6), None), "匿名加工情報", "current"),
        (number(&[2], Some(6), None), "個人データ", "第16条第3項"),
        (number(&[23], Some(1), Some(2)), "", "第27条第1項第2号"),
        (number(&[99], None, None), "第三者提供", "current"),
    ];
    for (cited, said, expected) in tries {
        assert_eq!(now(&cited, said), expected, "{}・{said}", cited.number.words());
    }
}

#[test]
fn a_word_is_of_the_past_only_where_nothing_shows_that_it_is_right() {
    let terms = packaged_terms();
    let card = terms.all.iter().find(|one| one.id == "insurance-card-issue").unwrap();
    let found = |sentence: &str| {
        let near = || sentence.to_owned();
        let ranges = terms.find(card, TermPlace { sentence, near: &near, text_says: &|_| false });
        ranges.into_iter().map(|range| sentence[range].to_owned()).collect::<Vec<_>>().join("|")
    };
    assert_eq!(found("健康保険被保険者証の発行"), "健康保険被保険者証");
    assert_eq!(found("被保険者証を再交付する。"), "被保険者証");
    for right in [
        "介護保険被保険者証の交付",
        "雇用保険被保険者証の交付",
        "被保険者証の記号・番号",
        "資格確認書又は被保険者証の交付",
        "健康保険証の新規発行は終了しました。",
        "令和6年12月1日までに発行された健康保険証",
    ] {
        assert_eq!(found(right), "", "{right}");
    }
    assert_eq!(spelt_out("６(か|ヶ|)月"), ["6か月", "6ヶ月", "6月"]);
}

#[test]
fn every_item_of_notices_rests_on_provisions_and_can_be_said() {
    let table = item_table();
    let mut names = BTreeSet::new();
    for item in &table.items {
        let name = format!("{:?} {} {:?} {:?}", item.matter, item.id, item.asked, item.scope);
        assert!(names.insert(name.clone()), "{name:?} stands there twice");
        assert!(!item.ground.basis.is_empty() && !item.ground.source.is_empty(), "{name:?}");
        for basis in &item.ground.basis {
            assert!(read_basis(basis, Some(TODAY)).is_some(), "{name:?}: {basis}");
        }
        // What the remedy says must be what the rule looks for.
        let sample = format!("{}\n", kohyo::text::wording::condense(&item.sample));
        let said = item.words.iter().filter(|said| said.0.is_in(&sample)).count();
        match item.asked {
            Asked::Never => assert_eq!(said, 0, "{name:?}: the remedy says it"),
            Asked::Always | Asked::IfSo | Asked::WhereSentAway => {
                assert!(said >= item.at_least, "{name:?}: the remedy does not say it");
            }
        }
    }
    assert!(table.items_on(table.items[0].matter, TODAY).count() > 10);
}
