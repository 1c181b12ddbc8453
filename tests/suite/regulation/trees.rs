//! Properties over generated texts and trees: the log is the whole difference, the house form says every tree
//! once.

use super::read;
use kohyo::regulation::{parse, print};
use kohyo::tree::{Bare, Form, Key, Provision, Role, Text};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;

/// Beginnings of lines, as they are and as they are miswritten.
const HEADS: [&str; 66] = [
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
];
const WORDS: [&str; 22] = [
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
];
const TAILS: [&str; 12] = [
    "",
    "",
    "",
    "",
    "。",
    " {#a}",
    "{#b2}",
    "　{#c}",
    " {#} {#d}",
    "\\{#a}",
    " {#あ}",
    "\t",
];
const INDENTS: [&str; 8] = ["", "", "", "　", "　　", "　　　", "  ", "\t"];
const ENDS: [&str; 5] = ["\n", "\n", "\n\n", "\r\n", "\n　\n"];

fn foreign_texts() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec(select(&WORDS[..]), 0..3);
    let line = (
        select(&INDENTS[..]),
        select(&HEADS[..]),
        words,
        select(&TAILS[..]),
        select(&ENDS[..]),
    )
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

type Tree = Arc<Provision>;

/// Words that look like something else.
const AWKWARD: [&str; 44] = [
    "個人情報",
    "この規程は、目的とする。",
    "第3条　",
    "第3条の規定",
    "（略）",
    "（",
    "）",
    "１　",
    "1.",
    "(1)",
    "①",
    "一　",
    "イ",
    "・",
    "○",
    "※",
    "附　則",
    "別表第１",
    "目次",
    "以上",
    "|",
    "｜",
    "---",
    "【",
    "】",
    "〔",
    "〕",
    "{#x}",
    "{#",
    "}",
    " {#y}",
    "\\",
    "\\\\",
    "　",
    " ",
    "から第5条まで",
    "及び",
    "の2",
    "注1",
    "備考",
    "削除",
    "抄",
    "氏　名",
    "、",
];

/// Words without line breaks, tabs and spaces around them.
fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&AWKWARD[..]), 1..4)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("words", |words| !words.is_empty())
}

/// Words in a bracket of their own.
fn framed() -> impl Strategy<Value = String> {
    words().prop_map(|words| words.replace(['【', '】', '〔', '〕'], "他"))
}

/// Words of which no other reading in round brackets is possible.
fn captions() -> impl Strategy<Value = String> {
    let plain = select(
        &[
            "目的",
            "定義（用語）",
            "第3条の特例",
            "収集）（利用",
            "以上",
            "略",
        ][..],
    );
    plain.prop_map(str::to_owned)
}

fn keys() -> impl Strategy<Value = Option<Key>> {
    let key = select(&["", "", "", "a", "b-2", "purpose_x"][..]);
    key.prop_map(|key| Key::new(key).ok())
}

fn said(form: Form, text: &str, key: Option<Key>) -> Bare {
    Bare::new(form).text(Text::plain(text)).key(key)
}

/// Cells of an item: two letters or more each, no backslash before the space that ends them.
fn columns() -> impl Strategy<Value = Vec<Tree>> {
    let column = words().prop_map(|words| format!("{}区分", words.trim_start_matches('\\').trim()));
    let columns = proptest::collection::vec(column, 2..4);
    prop_oneof![
        3 => Just(Vec::new()),
        1 => columns.prop_map(|columns| {
            columns.iter().map(|words| said(Form::Cell, words, None).leaf()).collect()
        }),
    ]
}

const LABELS: [&str; 15] = [
    "(1)",
    "（２）",
    "(ア)",
    "１",
    "2.",
    "①",
    "一",
    "一の二",
    "イ",
    "a)",
    "[1]",
    "第1",
    "一及び二",
    "1-2",
    "⑴",
];

fn items(below: BoxedStrategy<Vec<Tree>>) -> impl Strategy<Value = Tree> {
    let text = proptest::option::of(words());
    (select(&LABELS[..]), text, columns(), keys(), below).prop_map(
        |(label, text, cells, key, below)| {
            let text = if cells.is_empty() {
                text.unwrap_or_default()
            } else {
                String::new()
            };
            said(Form::Item, &text, key)
                .label(label)
                .with(cells.into_iter().chain(below))
        },
    )
}

fn lists(below: BoxedStrategy<Vec<Tree>>) -> impl Strategy<Value = Tree> {
    let item = (select(&["", "", "○", "■"][..]), words(), keys(), below)
        .prop_map(|(mark, text, key, below)| said(Form::Item, &text, key).label(mark).with(below));
    proptest::collection::vec(item, 1..4).prop_map(|items| Bare::new(Form::List).with(items))
}

fn tables() -> impl Strategy<Value = Tree> {
    let cell = prop_oneof![words(), Just(String::new())];
    let row = (proptest::collection::vec(cell, 1..4), keys());
    (any::<bool>(), proptest::collection::vec(row, 1..4)).prop_map(|(headed, rows)| {
        let rows = rows.into_iter().enumerate().map(|(index, (cells, key))| {
            let form = if headed && index == 0 {
                Form::Header
            } else {
                Form::Row
            };
            let cells = cells
                .iter()
                .map(|words| said(Form::Cell, words, None).leaf());
            Bare::new(form).key(key).with(cells)
        });
        Bare::new(Form::Table).with(rows)
    })
}

fn groups(below: BoxedStrategy<Vec<Tree>>) -> impl Strategy<Value = Tree> {
    (framed(), any::<bool>(), keys(), below).prop_map(|(words, ringed, key, below)| {
        // 〔1〕 would be a label.
        let words = if ringed {
            format!("〔内部{words}〕")
        } else {
            words
        };
        Bare::new(Form::Group)
            .heading(Text::plain(&words))
            .key(key)
            .with(below)
    })
}

/// Leaves out a list after a list and a table after a table: they would be one.
fn apart(all: &mut Vec<Tree>) {
    all.dedup_by(|next, own| {
        own.form() == next.form() && matches!(own.form(), Form::List | Form::Table)
    });
}

/// What may stand below a 項, with no two lists and no two tables side by side.
fn contents() -> BoxedStrategy<Vec<Tree>> {
    let none = Just(Vec::new()).boxed();
    none.prop_recursive(4, 24, 3, |below| {
        let prose = (words(), keys(), below.clone())
            .prop_map(|(text, key, below)| said(Form::Prose, &text, key).with(below));
        let note = (
            select(&["※", "※1", "注1", "（注）", "備考"][..]),
            proptest::option::of(words()),
            keys(),
        )
            .prop_map(|(label, text, key)| {
                said(Form::Note, &text.unwrap_or_default(), key)
                    .label(label)
                    .leaf()
            });
        let one = prop_oneof![
            3 => items(below.clone()),
            1 => prose,
            1 => note,
            1 => lists(below.clone()),
            1 => tables(),
            1 => groups(below),
        ];
        proptest::collection::vec(one, 0..4)
            .prop_map(|mut all| {
                apart(&mut all);
                all
            })
            .boxed()
    })
    .boxed()
}

/// 項 from the second on.
fn later_paragraphs() -> impl Strategy<Value = Vec<Tree>> {
    let heading = prop_oneof![3 => Just(String::new()), 1 => captions()];
    let label = select(&["２", "3.", "④", "5", "１０", "2．"][..]);
    let one = (
        label,
        heading,
        proptest::option::of(words()),
        keys(),
        contents(),
    )
        .prop_map(|(label, heading, text, key, below)| {
            let text = text.unwrap_or_default();
            let own = said(Form::Paragraph, &text, key)
                .label(label)
                .heading(Text::plain(&heading));
            own.with(below)
        });
    proptest::collection::vec(one, 0..3)
}

fn articles() -> impl Strategy<Value = Vec<Tree>> {
    let label = select(
        &[
            "第1条",
            "第二条の三",
            "第３条から第５条まで",
            "第十条及び第十一条",
        ][..],
    );
    let heading = prop_oneof![1 => Just(String::new()), 2 => captions()];
    let first = proptest::option::of((words(), keys(), contents()));
    let one = (label, heading, keys(), first, later_paragraphs()).prop_map(
        |(label, heading, key, first, later)| {
            let first =
                first.map(|(text, key, below)| said(Form::Paragraph, &text, key).with(below));
            Bare::new(Form::Article)
                .label(label)
                .heading(Text::plain(&heading))
                .key(key)
                .with(first.into_iter().chain(later))
        },
    );
    proptest::collection::vec(one, 0..3)
}

fn levels(
    form: Form,
    unit: &'static str,
    below: BoxedStrategy<Vec<Tree>>,
) -> BoxedStrategy<Vec<Tree>> {
    let one = (
        1..9u8,
        proptest::option::of(words()),
        keys(),
        contents(),
        articles(),
        below,
    )
        .prop_map(move |(number, heading, key, content, articles, below)| {
            Bare::new(form)
                .label(&format!("第{number}{unit}"))
                .heading(Text::plain(&heading.unwrap_or_default()))
                .key(key)
                .with(content.into_iter().chain(articles).chain(below))
        });
    proptest::collection::vec(one, 0..3).boxed()
}

fn supplements() -> impl Strategy<Value = Tree> {
    let heading = prop_oneof![
        Just(String::new()),
        Just("抄".to_owned()),
        Just("（令和三年五月一九日法律第三七号）抄".to_owned()),
        words(),
    ];
    let caption = prop_oneof![2 => Just(String::new()), 1 => captions()];
    let plain = (caption, words(), keys(), contents()).prop_map(|(caption, text, key, below)| {
        said(Form::Paragraph, &text, key)
            .heading(Text::plain(&caption))
            .with(below)
    });
    let plain = proptest::collection::vec(plain, 0..3);
    let name = select(&["", "付則"][..]);
    (name, heading, keys(), plain, later_paragraphs(), articles()).prop_map(
        |(name, heading, key, plain, later, articles)| {
            Bare::new(Form::Supplement)
                .label(name)
                .heading(Text::plain(&heading))
                .key(key)
                .with(plain.into_iter().chain(later).chain(articles))
        },
    )
}

fn annexes() -> impl Strategy<Value = Tree> {
    let numbered = (
        select(&["別表", "別表第一", "別紙1", "様式第１号", "別表第2の2"][..]),
        prop_oneof![
            Just(String::new()),
            Just("（第五条関係）".to_owned()),
            Just("（第五条関係）　区分".to_owned()),
            words().prop_map(|words| words + "表"),
        ],
    );
    let named = framed().prop_map(|words| ("", words));
    (prop_oneof![numbered, named], keys(), contents(), articles()).prop_map(
        |((label, heading), key, content, articles)| {
            Bare::new(Form::Annex)
                .label(label)
                .heading(Text::plain(&heading))
                .key(key)
                .with(content.into_iter().chain(articles))
        },
    )
}

fn tables_of_contents() -> impl Strategy<Value = Vec<Tree>> {
    let entry = (words(), words()).prop_map(|(outer, inner)| {
        let inner = said(Form::Prose, &inner, None).leaf();
        said(Form::Prose, &outer, None).with([inner])
    });
    let entries = proptest::collection::vec(entry, 1..3);
    proptest::option::of((entries, keys())).prop_map(|all| {
        all.map(|(entries, key)| Bare::new(Form::Contents).key(key).with(entries))
            .into_iter()
            .collect()
    })
}

fn regulations() -> impl Strategy<Value = Tree> {
    let number =
        said(Form::Note, "（平成十五年規程第五号）", None).role(Role::of("regulation.number"));
    let made = said(Form::Note, "制定　平成17年4月1日", None).role(Role::of("regulation.history"));
    let prose = words().prop_map(|words| said(Form::Prose, &(words + "前文"), None));
    let preamble = prop_oneof![Just(number), Just(made), prose].prop_map(Bare::leaf);
    let sections = levels(Form::Section, "節", Just(Vec::new()).boxed());
    let chapters = levels(Form::Chapter, "章", sections);
    let parts = levels(
        Form::Part,
        "編",
        levels(Form::Chapter, "章", Just(Vec::new()).boxed()),
    );
    let after = prop_oneof![supplements(), annexes()];
    let closing = said(Form::Prose, "以上", None)
        .role(Role::of("regulation.closing"))
        .leaf();
    (
        (words(), keys()),
        proptest::collection::vec(preamble, 0..3),
        contents(),
        tables_of_contents(),
        articles(),
        prop_oneof![chapters, parts],
        proptest::collection::vec(after, 0..3),
        proptest::option::of(Just(closing)),
    )
        .prop_map(
            |((title, key), preamble, content, list, articles, levels, after, closing)| {
                // Prose of the root is its preamble.
                let is_inner = |own: &Tree| own.form() != Form::Prose;
                let mut content: Vec<Tree> = content.into_iter().filter(is_inner).collect();
                apart(&mut content);
                Bare::new(Form::Document)
                    .heading(Text::plain(&title))
                    .key(key)
                    .with(
                        [preamble, content, list, articles, levels, after]
                            .into_iter()
                            .flatten()
                            .chain(closing),
                    )
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_house_form_says_every_tree(tree in regulations()) {
        let text = print(&tree);
        let parsed = parse(&text, None);
        prop_assert_eq!(super::dump(&parsed.root), super::dump(&tree), "{}", text);
        prop_assert!(parsed.root == tree);
        prop_assert!(parsed.log.edits().is_empty());
        prop_assert_eq!(print(&parsed.root), text);
    }

    #[test]
    fn a_slip_of_layout_changes_no_word(tree in regulations(), at in 0usize..2000) {
        let text = print(&tree);
        let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let mut slipped = text.clone();
        slipped.insert_str(breaks[at % breaks.len()], " \r");
        read(&slipped);
    }
}
