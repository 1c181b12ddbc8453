//! Japanese text and the law at their doors: what is read out of a notice's words, and what never is.

mod amount;
mod article;
mod article_then;
mod citation;
mod date;
mod edits;
mod inline;
mod label;
mod link;
mod phone;
mod phrase;
mod width;
mod wording;

use crate::world::shared_words;
use expect_test::expect;
use kohyo::law;
use kohyo::text::citation::{
    APPI, Abbreviations, Citation, CitedSource, MY_NUMBER, find as find_citations,
};
use kohyo::text::date::{Date, find as find_dates};
use kohyo::text::inline::{find_html, parse, print};
use kohyo::text::reading;
use std::fmt::Write;

/// A notice of the fictional 見本健康保険組合.
const NOTICE: &str = "見本健康保険組合（以下「組合」という。）は、個人情報の保護に関する法律（平成15年法律第57号。以下「法」という。）\
第21条第1項及び第27条第5項第3号に基づき、令和4年5月1日から次のとおり公表する。前項の届出は、法第33条、第34条及び第35条第1項、第5項\
による（第3条第2項第1号を除く。）。健康保険法第29条第1項並びに番号法第19条第8号、第30条に定める事務は別表第2に、手数料は1件3,000円\
（税込）、写し1枚につき10円とする。同条の改正は平成31年5月1日。問合せ：〒100-0001 見本市1-2-3、電話（03）1234-5678、\
FAX０３－１２３４－５６７９、kojin@example.jp、https://example.jp/kojin（平日）。";

fn source(citation: &Citation) -> String {
    match &citation.source {
        CitedSource::Own => "own".to_owned(),
        CitedSource::Law(name) => name.to_string(),
        CitedSource::Unclear => "?".to_owned(),
    }
}

#[test]
fn everything_in_a_notice_is_read() {
    let short = Abbreviations::collect(NOTICE);
    let mut out = String::new();
    for citation in find_citations(NOTICE, &short) {
        let words = &NOTICE[citation.link_range()];
        writeln!(out, "{words} <- {}", source(&citation)).unwrap();
    }
    for (range, day) in find_dates(NOTICE) {
        writeln!(out, "{} = {day}", &NOTICE[range]).unwrap();
    }
    for (range, yen) in reading::find_yen(NOTICE) {
        writeln!(out, "{} = {yen} yen", &NOTICE[range]).unwrap();
    }
    for phone in reading::find_phones(NOTICE) {
        writeln!(out, "{} = {} {:?}", &NOTICE[phone.range], phone.uri, phone.line).unwrap();
    }
    for (range, code) in reading::find_postal_codes(NOTICE) {
        writeln!(out, "{} = {code}", &NOTICE[range]).unwrap();
    }
    for range in [reading::find_mails(NOTICE), reading::find_urls(NOTICE)].concat() {
        writeln!(out, "{}", &NOTICE[range]).unwrap();
    }
    expect![[r#"
        第21条第1項 <- 個人情報の保護に関する法律
        第27条第5項第3号 <- 個人情報の保護に関する法律
        前項 <- own
        法第33条 <- 個人情報の保護に関する法律
        第34条 <- 個人情報の保護に関する法律
        第35条第1項 <- 個人情報の保護に関する法律
        第5項 <- 個人情報の保護に関する法律
        第3条第2項第1号 <- own
        健康保険法第29条第1項 <- 健康保険法
        番号法第19条第8号 <- 行政手続における特定の個人を識別するための番号の利用等に関する法律
        第30条 <- 行政手続における特定の個人を識別するための番号の利用等に関する法律
        別表第2 <- own
        同条 <- ?
        令和4年5月1日 = 2022-05-01
        平成31年5月1日 = 2019-05-01
        3,000円 = 3000 yen
        10円 = 10 yen
        （03）1234-5678 = tel:0312345678 Voice
        ０３－１２３４－５６７９ = tel:0312345679 Fax
        100-0001 = 100-0001
        kojin@example.jp
        https://example.jp/kojin
    "#]]
    .assert_eq(&out);
}

#[test]
fn one_text_links_by_its_own_day() {
    let short = Abbreviations::collect(NOTICE);
    let links = |in_force: Option<Date>| -> String {
        find_citations(NOTICE, &short)
            .iter()
            .filter_map(|citation| {
                let now = law::link(citation, in_force).map(|link| link.url);
                let then = law::then(citation, in_force).map(|new| format!("now {}", new.words));
                let words = &NOTICE[citation.range.clone()];
                Some(format!("{words}: {}\n", now.or(then)?))
            })
            .collect()
    };
    expect![[r#"
        第21条第1項: https://laws.e-gov.go.jp/law/415AC0000000057#Mp-Ch_4-Se_2-At_21
        第27条第5項第3号: https://laws.e-gov.go.jp/law/415AC0000000057#Mp-Ch_4-Se_2-At_27
        第33条: https://laws.e-gov.go.jp/law/415AC0000000057#Mp-Ch_4-Se_2-At_33
        第34条: https://laws.e-gov.go.jp/law/415AC0000000057#Mp-Ch_4-Se_2-At_34
        第35条第1項: https://laws.e-gov.go.jp/law/415AC0000000057#Mp-Ch_4-Se_2-At_35
        第5項: https://laws.e-gov.go.jp/law/415AC0000000057#Mp-Ch_4-Se_2-At_35
    "#]]
    .assert_eq(&links(Some(Date::constant(2022, 5, 1))));
    expect![[r#"
        第21条第1項: now 第24条
        第27条第5項第3号: now 第32条
        第33条: now 第38条
        第34条: now 第39条
        第35条第1項: now 第40条
        第5項: now 第40条
    "#]]
    .assert_eq(&links(Some(Date::constant(2018, 5, 1))));
    assert_eq!(links(None), "", "a text of an unknown day never links");
}

#[test]
fn the_link_syntax_holds_what_it_reads() {
    let source = r"手続は[開示等の請求](requests/)、\[別紙](なし)と<https://example.jp/>。<b>";
    let mut out = String::new();
    for piece in parse(source) {
        let address = piece.link.map(|link| link.address);
        let checked = address.as_deref().map(reading::check_link);
        writeln!(out, "{:?} {checked:?}", piece.words).unwrap();
    }
    writeln!(out, "{:?}", find_html(source)).unwrap();
    expect![[r#"
        "手続は" None
        "開示等の請求" Some(Ok(Relative("requests/")))
        "、" None
        "[別紙](なし)と" None
        "https://example.jp/" Some(Ok(Web("https://example.jp/")))
        "。<b>" None
        [87..90]
    "#]]
    .assert_eq(&out);
}

/// Long runs of what begins a reading cost no more than their length: with a quadratic step this would
/// take a minute and not two seconds.
#[test]
fn hostile_text_is_read_in_a_straight_line() {
    for unit in [
        "1", "一", "第", "第1条", "第1条）", "（", "(「", "以下", "以下「", "法第1条", "同法第1条",
        "前", "2025-", "R7.", "03-", "(03", "〒1", "1,", "http:", "http://a/", "a@", "[a](", "[",
        "\\\\", "<a", "<https://", "¥1",
    ] {
        let words = unit.repeat(60_000 / unit.len());
        let short = Abbreviations::collect(&words);
        let found = find_citations(&words, &short).len()
            + find_dates(&words).len()
            + reading::find_yen(&words).len()
            + reading::find_phones(&words).len()
            + reading::find_postal_codes(&words).len()
            + reading::find_urls(&words).len()
            + reading::find_mails(&words).len()
            + find_html(&words).len();
        let pieces: usize = parse(&words).iter().map(|p| p.words.len()).sum();
        assert!(found <= words.len() && pieces <= words.len(), "{unit}");
        assert!(print([(&*words, None)]).len() >= words.len());
    }
}

/// Every 第N条 and 前条 of the Act is found; none that follows a law's name counts as its own.
#[test]
fn the_act_refers_to_itself_except_behind_another_law() {
    let Some(act) = shared_words("law/appi.law.txt") else {
        return;
    };
    let short = Abbreviations::collect(&act);
    assert_eq!(short.full("番号利用法"), Some(MY_NUMBER));
    let (mut own, mut other, mut unclear) = (0, 0, 0);
    for line in act.lines() {
        for citation in find_citations(line, &short) {
            let before = &line[..citation.range.start];
            let behind_law = ["法", "法律", "令", "規則"].iter().any(|end| before.ends_with(end))
                && !before.ends_with("この法律");
            match citation.source {
                CitedSource::Own => {
                    assert!(!behind_law, "{before}|{}", &line[citation.range.clone()]);
                    own += 1;
                }
                CitedSource::Law(_) => other += 1,
                CitedSource::Unclear => unclear += 1,
            }
        }
    }
    assert!(own > 1000 && other > 350 && unclear < 10, "{own} {other} {unclear}");
}

/// In the regulation of the seeds 「法」 is defined; its own articles stay its own.
#[test]
fn a_regulation_of_the_seeds_is_read() {
    let Some(words) = shared_words("seeds/004_34978a73f1dc56b0.txt") else {
        return;
    };
    let short = Abbreviations::collect(&words);
    let found: Vec<_> = words
        .lines()
        .flat_map(|line| find_citations(line, &short))
        .filter(|citation| matches!(citation.source, CitedSource::Law(_)))
        .map(|citation| (source(&citation), citation.article().map(<[u32]>::to_vec)))
        .collect();
    let appi = |article| (APPI.to_owned(), Some(vec![article]));
    assert_eq!(found, [appi(2), appi(23)]);
}
