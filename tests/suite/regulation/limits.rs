//! Long, deep and keyed texts; where words came from; where articles are found.

use super::{count, read};
use kohyo::diagnostic::Severity;
use kohyo::regulation::{Referent, parse, print, references};
use kohyo::tree::{Form, Mark};
use std::fmt::Write;
use std::sync::Arc;

#[test]
fn ten_thousand_levels_become_a_tree_that_can_be_sealed() {
    let mut text = "見本規程\n第１条　次のとおりとする。\n".to_owned();
    for depth in 1..200 {
        writeln!(text, "{}(1)　深さ{depth}", "　".repeat(depth * 50)).unwrap();
        writeln!(text, "{}・印{depth}", "　".repeat(depth * 50)).unwrap();
    }
    let parsed = read(&text);
    assert_eq!(count(&parsed.root, Form::Item), 398);
    let bytes = kohyo::tree::write(&parsed.root);
    assert_eq!(kohyo::tree::read(&bytes).unwrap().0, parsed.root);
}

#[test]
fn a_sentence_broken_ten_thousand_times_is_one_text() {
    let text = format!("見本規程\n第１条　{}とする。\n", "この\n".repeat(10_000));
    let parsed = parse(&text, None);
    assert_eq!(parsed.log.replay(&text).unwrap(), print(&parsed.root));
    let paragraph = &parsed.root.children()[0].children()[0];
    assert_eq!(paragraph.text().words(), "この".repeat(10_000) + "とする。");
}

#[test]
fn one_key_on_ten_thousand_lines_is_reported_on_each() {
    let mut text = "見本規程\n".to_owned();
    for number in 1..=10_000 {
        writeln!(text, "第{number}条　次のとおり。 {{#same}}").unwrap();
    }
    let parsed = parse(&text, Some("main.law.txt".into()));
    let errors = parsed.findings.iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.count(), 9_999);
}

#[test]
fn findings_can_point_at_words_wherever_they_stood() {
    let text =
        "見本規程\r\n第 1 条(目的) 会費は、\r\n[手引](https://example.jp/)による。 {#fee}\r\n";
    let parsed = parse(text, Some(Arc::from("main.law.txt")));
    let article = &parsed.root.children()[0];
    let place = |words: &str, of: &kohyo::tree::Text| {
        let at = of.words().find(words).unwrap();
        let span = of.locate(at..at + words.len()).unwrap();
        text[span.range].to_owned()
    };
    assert_eq!(place("目的", article.heading()), "目的");
    let said = article.children()[0].text();
    assert_eq!(said.words(), "会費は、手引による。");
    for words in ["会費", "手引", "による"] {
        assert_eq!(place(words, said), words);
    }
    let link = said.runs().iter().find(|run| run.words() == "手引").unwrap();
    assert_eq!(*link.mark(), Mark::Link("https://example.jp/".into()));
}

#[test]
fn links_are_checked_where_they_stand() {
    let text = "見本規程\n第１条　[様式](ftp://example.jp/)及び[前の条](#none)、[この条](#here)、<b>による。 {#here}\n";
    let parsed = parse(text, Some(Arc::from("main.law.txt")));
    let found: Vec<(&str, &str)> = parsed
        .findings
        .iter()
        .map(|finding| (finding.code, &text[finding.span.clone().unwrap().range]))
        .collect();
    let expected =
        [("link-scheme", "ftp://example.jp/"), ("dangling-key", "#none"), ("raw-html", "<b>")];
    assert_eq!(found, expected);
}

#[test]
fn articles_are_found_by_scope_and_number() {
    let text = "見本規程\n\n第一章　総則\n第一条　甲\n第二条の二　乙\n　一　丙丙\n２　丁\n第三条から第五条まで　削除\n\
                第七条　第二条の二、第四条、第六条、第二条の二第一項第一号、第二条の二第二項、第二条の二第三項\n\n\
                附　則\n第一条　戊\n２　前項\n\n別表第一\n　１　己\n\n別紙\n第一条　別表第一\n";
    let root = read(text).root;
    let all: Vec<_> = root.visit().map(|(_, own)| own).collect();
    let found: Vec<_> = references(&root)
        .into_iter()
        .map(|reference| match reference.target {
            Referent::Found(at) => {
                let label = all[at].label().map(|label| label.as_str().to_owned());
                Some(label.unwrap_or_default() + &all[at].text().words())
            }
            Referent::Missing | Referent::Elsewhere => None,
        })
        .collect();
    let expected = [
        Some("第二条の二"),
        Some("第三条から第五条まで"),
        None,
        Some("一丙丙"),
        Some("２丁"),
        None,
        Some("戊"),
        Some("別表第一"),
    ];
    assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    let annexes = all.iter().filter(|own| own.form() == Form::Annex);
    assert_eq!(annexes.count(), 2);
}
