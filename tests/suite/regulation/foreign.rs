//! Any text at all becomes the house form by its log of edits.

use super::read;
use kohyo::regulation::{parse, print};
use proptest::prelude::*;
use proptest::sample::select;

/// Beginnings of lines, as they are and as they are miswritten.
const HEADS: [&str; 69] = [
    "",
    "",
    "",
    "第1条　",
    "第２条",
    "第 3 条 ",
    "第三条の二　",
    "第4条（目的）　",
    "第5条　削除",
    "1. 第6条　",
    "第3条から第5条まで　",
    "第一章　",
    "第２節",
    "第1編 ",
    "第一款　",
    "第二目　",
    "附　則",
    "附則（令和元年法律第一号）",
    "附 則 ",
    "別表第一（第五条関係）",
    "別紙1　",
    "様式第1号（第5条関係）",
    "【",
    "〔",
    "（",
    "(",
    "目次",
    "以上",
    "以　上",
    "１　",
    "２　",
    "2.",
    "３．",
    "② ",
    "①",
    "(1)",
    "（２）　",
    "(ア)",
    "ア　",
    "イ　",
    "一　",
    "二 ",
    "a)",
    "[1]",
    "1) ",
    "・",
    "○",
    "● ",
    "- ",
    "※",
    "注1　",
    "備考　",
    "| a | b |",
    "｜a｜",
    "|---|---|",
    "a\tb",
    "\\",
    "\\\\第1条　",
    "{#a}",
    "なお、",
    "この場合において、",
    "第3条の規定により",
    "(1)から(3)まで",
    "１",
    "（１）",
    "第1　",
    "第5条（ １ ）",
    "\\１",
    "目　次",
];
const WORDS: [&str; 26] = [
    "",
    "",
    "個人情報",
    "この規程は、目的とする。",
    "氏名　住所　電話",
    "氏　名",
    "（略）",
    "削除",
    "1.5倍",
    "】",
    "〕",
    "）",
    ")",
    " ",
    "\u{3000}",
    "\\",
    "\\\u{3000}住所",
    "|",
    "とする",
    "{",
    "}",
    "以下",
    "[手引](https://example.jp/a)",
    "\\[手引](x)",
    "<b>",
    "[1](#a)",
];
const TAILS: [&str; 12] =
    ["", "", "", "", "。", " {#a}", "{#b2}", "　{#c}", " {#} {#d}", "\\{#a}", " {#あ}", "\t"];
const INDENTS: [&str; 8] = ["", "", "", "　", "　　", "　　　", "  ", "\t"];
const ENDS: [&str; 5] = ["\n", "\n", "\n\n", "\r\n", "\n　\n"];

fn foreign_texts() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec(select(&WORDS[..]), 0..3);
    let line =
        (select(&INDENTS[..]), select(&HEADS[..]), words, select(&TAILS[..]), select(&ENDS[..]))
            .prop_map(|(indent, head, words, tail, end)| {
                [indent, head, &words.concat(), tail, end].concat()
            });
    proptest::collection::vec(line, 0..14).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_becomes_the_house_form_by_its_log(text in foreign_texts()) {
        read(&text);
    }

    #[test]
    fn no_text_is_too_strange(text in "[ -~\\n\\r\\t　第条章附則別表一二１２①②ア（）()【】〔〕・○※。、|｜\\\\{}#以上目次]{0,60}") {
        read(&text);
    }
}

#[test]
fn a_text_of_one_line_ends_with_a_line_break() {
    assert_eq!(print(&parse("見本規程", None).root), "見本規程\n");
    assert_eq!(print(&parse("", None).root), "");
}
