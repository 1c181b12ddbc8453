//! References in running text: whose provision, and which.

use kohyo::text::citation::{APPI, Abbreviations, CitedSource, Division, MY_NUMBER, Step, find};
use proptest::prelude::*;

fn step(step: &Option<Step>, unit: &str) -> String {
    match step {
        None => String::new(),
        Some(Step::Number(parts)) => {
            let parts: Vec<_> = parts.iter().map(u32::to_string).collect();
            format!("{}{unit}", parts.join("の"))
        }
        Some(Step::Previous(n)) => format!("-{n}{unit}"),
        Some(Step::Next) => format!("+1{unit}"),
    }
}

/// 「法:27条5項3号」 for each reference.
fn read(words: &str, short: &Abbreviations) -> Vec<String> {
    find(words, short)
        .into_iter()
        .map(|citation| {
            let source = match &citation.source {
                CitedSource::Own => "own",
                CitedSource::Law(name) if &**name == APPI => "APPI",
                CitedSource::Law(name) if &**name == MY_NUMBER => "番号法",
                CitedSource::Law(name) => name,
                CitedSource::Unclear => "?",
            };
            let place = &citation.place;
            let division = match &place.division {
                Division::Body => String::new(),
                Division::Supplement => "附則".to_owned(),
                Division::Annex(kind, parts) => format!("{kind:?}{parts:?}"),
            };
            format!(
                "{source}:{division}{}{}{}",
                step(&place.article, "条"),
                step(&place.paragraph, "項"),
                step(&place.item, "号")
            )
        })
        .collect()
}

fn check(words: &str, expected: &[&str]) {
    assert_eq!(read(words, &Abbreviations::default()), expected, "{words}");
}

#[test]
fn own_references_are_read() {
    check("第8条第2項第4号による届出", &["own:8条2項4号"]);
    check("第十六条の二第一項", &["own:16の2条1項"]);
    check("第 21 条 第 ４ 項各号", &["own:21条4項"]);
    check("前条第２項及び次条", &["own:-1条2項", "own:+1条"]);
    check("前項に定める。前二項、次項及び前号", &["own:-1項", "own:-2項", "own:+1項", "own:-1号"]);
    check("第3条から第5条まで", &["own:3条", "own:5条"]);
    check("第3条第1項、第3項若しくは第5項", &["own:3条1項", "own:3条3項", "own:3条5項"]);
    check("第1項第2号及び第3号", &["own:1項2号", "own:1項3号"]);
    check("前条第2項から第4項まで", &["own:-1条2項", "own:-1条4項"]);
    check(
        "別表第1、別紙２、別表第二の三、別紙のとおり",
        &["own:Table[1]", "own:Sheet[2]", "own:Table[2, 3]", "own:Sheet[]"],
    );
    check("附則第3条第2項", &["own:附則3条2項"]);
    check("別記様式第1号によるものとする", &["own:Form[1]"]);
    check("この規程第4条、本規程の第5条", &["own:4条", "own:5条"]);
}

#[test]
fn a_law_in_front_takes_the_reference() {
    check("個人情報保護法第27条第1項各号", &["APPI:27条1項"]);
    check("個人情報の保護に関する法律（平成15年法律第57号）第二十七条", &["APPI:27条"]);
    check("「個人情報の保護に関する法律」（平成15年法律第57号）第27条", &["APPI:27条"]);
    check("個人情報保護法の第27条", &["APPI:27条"]);
    check("個人情報保護法27条5項3号", &["APPI:27条5項3号"]);
    check("番号法第30条第2項及び第31条、第32条", &["番号法:30条2項", "番号法:31条", "番号法:32条"]);
    check("番号法別表の項及び番号法附則第2条", &["番号法:Table[]", "番号法:附則2条"]);
    check(
        "健康保険法施行規則第15条、健保法第19条",
        &["健康保険法施行規則:15条", "健康保険法:19条"],
    );
    check("組合は就業規則第12条による", &["就業規則:12条"]);
    check("組合の「情報公開要領」第3条及び第4条", &["情報公開要領:3条", "情報公開要領:4条"]);
    check("番号法第30条の定めにより、第5条の届出をする", &["番号法:30条", "own:5条"]);
    check(
        "民事訴訟法第九十九条、第百一条、第百八条及び前条",
        &["民事訴訟法:99条", "民事訴訟法:101条", "民事訴訟法:108条", "own:-1条"],
    );
}

#[test]
fn a_longer_name_is_another_law() {
    check(
        "行政機関の保有する個人情報の保護に関する法律第8条",
        &["行政機関の保有する個人情報の保護に関する法律:8条"],
    );
    check("旧個人情報保護法第23条", &["旧個人情報保護法:23条"]);
    check("改正前の個人情報保護法第23条", &["改正前の個人情報保護法:23条"]);
    check("健康保険法および個人情報保護法第23条", &["APPI:23条"]);
}

#[test]
fn short_names_count_only_when_defined() {
    check("法第23条に規定する", &["法:23条"]);
    let words = "個人情報の保護に関する法律（平成15年法律第57号。以下「法」という。）及び同法施行令（以下「令」という。）に基づく。\
                 法第23条、旧法第23条、方法第1条、令第2条";
    let short = Abbreviations::collect(words);
    assert_eq!(short.full("法"), Some(APPI));
    assert_eq!(read(words, &short)[..2], ["APPI:23条", "旧法:23条"]);
    assert!(
        read(words, &short)[2..]
            .iter()
            .all(|one| !one.starts_with("own") && !one.starts_with("APPI"))
    );
    for definition in [
        "「個人情報の保護に関する法律」(平成15年、法律第57号、以下「法」と略す)",
        "個人情報保護法（以下、「法」といいます。）",
        "個人情報の保護に関する法律（平成15年法律第57号。以下この規程において単に「法」という。）",
    ] {
        assert_eq!(Abbreviations::collect(definition).full("法"), Some(APPI), "{definition}");
    }
    let health = Abbreviations::collect("健康保険法（以下「法」という。）");
    assert_eq!(read("法第3条", &health), ["健康保険法:3条"]);
    let both =
        Abbreviations::collect("健康保険法（以下「法」という。）番号法（以下「法」という。）");
    assert_eq!(read("法第3条", &both), ["法:3条"]);
    assert_eq!(
        Abbreviations::collect(
            "見本健康保険組合（以下「組合」という。）の診療報酬明細書（以下「法」という。）"
        ),
        Abbreviations::default()
    );
}

#[test]
fn the_same_article_is_the_one_named_last() {
    check(
        "番号法第30条第1項に定め、同条第2項と同法第31条",
        &["番号法:30条1項", "番号法:30条2項", "番号法:31条"],
    );
    check(
        "前条第1項の届出（同項第2号を除く。）は、同条第3項による",
        &["own:-1条1項", "own:-1条1項2号", "own:-1条3項"],
    );
    check("同条第2項による", &["?:2項"]);
    check("第5条（番号法第9条において同じ。）、第6条", &["own:5条", "番号法:9条", "own:6条"]);
    check(
        "番号法第9条（第2項を除く。）及び第10条",
        &["番号法:9条", "番号法:9条2項", "番号法:10条"],
    );
    check(
        "番号法第9条の例により、個人情報保護法では、同法第27条とする",
        &["番号法:9条", "APPI:27条"],
    );
    check("個人情報保護法に基づき、旧法では、同法第23条とする", &["同法:23条"]);
    check(
        "第4条（第2項（第3号（同項第1号を含む。）に限る。）を除く。）、第9条",
        &["own:4条", "own:4条2項", "own:4条2項3号", "own:4条2項1号", "own:9条"],
    );
}

#[test]
fn other_numbers_are_no_references() {
    for words in [
        "平成15年法律第57号",
        "保発第1227001号",
        "第2号被保険者",
        "第1項目、前項目、同条件、前条件",
        "第三者提供",
        "以下この条において同じ",
        "第1号議案",
        "政令第507号及び省令第3号",
        "様式化する、別表現",
        "3条の矢",
        "次の各号に掲げる",
        "第二条約",
    ] {
        check(words, &[]);
    }
    check("第5条の一部を改正する", &["own:5条"]);
    check("第3条の2つの場合", &["own:3条"]);
    check(
        "「第四条第一項」とあるのは「第五条第一項」と読み替え、第六条",
        &["own:4条1項", "own:6条"],
    );
}

#[test]
fn ranges_cover_the_reference_and_the_name() {
    let words = "規定は、個人情報保護法第27条第1項各号による";
    let found = find(words, &Abbreviations::default());
    assert_eq!(&words[found[0].range.clone()], "第27条第1項各号");
    assert_eq!(&words[found[0].link_range()], "個人情報保護法第27条第1項各号");
    let words = "個人情報保護法（平成15年法律第57号）第21条";
    let found = find(words, &Abbreviations::default());
    assert_eq!(&words[found[0].link_range()], "第21条");
}

proptest! {
    #[test]
    fn nothing_panics_and_ranges_run_forwards(
        words in "[第一二12条項号の前次同附則別表法律（）()「」、及び個人以下とい う\n]{0,40}"
    ) {
        let short = Abbreviations::collect(&words);
        let mut end = 0;
        for citation in find(&words, &short) {
            prop_assert!(citation.range.start >= end && citation.range.start < citation.range.end);
            prop_assert!(words.get(citation.range.clone()).is_some());
            prop_assert!(words.get(citation.link_range()).is_some());
            end = citation.range.end;
        }
    }
}
