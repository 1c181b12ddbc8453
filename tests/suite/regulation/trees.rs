//! Generated content of articles, with words that look like something else.

use kohyo::tree::{Bare, Form, Key, Mark, Provision, Text, TextBuilder};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;

pub type Tree = Arc<Provision>;

/// Words that look like something else.
const AWKWARD: [&str; 47] = [
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
    "[1]",
    "[手引](x)",
    "<b>",
];

/// Words without line breaks, tabs and spaces around them.
pub fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&AWKWARD[..]), 1..4)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("words", |words| !words.is_empty())
}

/// Words in a bracket of their own.
pub fn framed() -> impl Strategy<Value = String> {
    words().prop_map(|words| words.replace(['【', '】', '〔', '〕'], "他"))
}

/// Words of which no other reading in round brackets is possible.
pub fn captions() -> impl Strategy<Value = String> {
    let plain = select(&["目的", "定義（用語）", "第3条の特例", "収集）（利用", "以上", "略"][..]);
    plain.prop_map(str::to_owned)
}

pub fn keys() -> impl Strategy<Value = Option<Key>> {
    let key = select(&["", "", "", "a", "b-2", "purpose_x"][..]);
    key.prop_map(|key| Key::new(key).ok())
}

/// Words as text; some words are a link.
pub fn text(words: &str) -> Text {
    let mut builder = TextBuilder::new();
    for (at, part) in words.split('情').enumerate() {
        let mark = if at == 1 { Mark::Link("https://example.jp/a(b)".into()) } else { Mark::Plain };
        builder.push(part, mark);
    }
    builder.finish()
}

pub fn said(form: Form, words: &str, key: Option<Key>) -> Bare {
    Bare::new(form).text(text(words)).key(key)
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
    "(1)", "（２）", "(ア)", "１", "2.", "①", "一", "一の二", "イ", "a)", "[1]", "第1", "一及び二",
    "1-2", "⑴",
];

fn items(below: BoxedStrategy<Vec<Tree>>) -> impl Strategy<Value = Tree> {
    let text = proptest::option::of(words());
    (select(&LABELS[..]), text, columns(), keys(), below).prop_map(
        |(label, text, cells, key, below)| {
            let text = if cells.is_empty() { text.unwrap_or_default() } else { String::new() };
            said(Form::Item, &text, key).label(label).with(cells.into_iter().chain(below))
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
            let form = if headed && index == 0 { Form::Header } else { Form::Row };
            let cells = cells.iter().map(|words| said(Form::Cell, words, None).leaf());
            Bare::new(form).key(key).with(cells)
        });
        Bare::new(Form::Table).with(rows)
    })
}

fn groups(below: BoxedStrategy<Vec<Tree>>) -> impl Strategy<Value = Tree> {
    (framed(), any::<bool>(), keys(), below).prop_map(|(words, ringed, key, below)| {
        // 〔1〕 would be a label.
        let words = if ringed { format!("〔内部{words}〕") } else { words };
        Bare::new(Form::Group).heading(Text::plain(&words)).key(key).with(below)
    })
}

/// Leaves out a list after a list and a table after a table: they would be one.
pub fn apart(all: &mut Vec<Tree>) {
    all.dedup_by(|next, own| {
        own.form() == next.form() && matches!(own.form(), Form::List | Form::Table)
    });
}

/// What may stand below a 項, with no two lists and no two tables side by side.
pub fn contents() -> BoxedStrategy<Vec<Tree>> {
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
                said(Form::Note, &text.unwrap_or_default(), key).label(label).leaf()
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
pub fn later_paragraphs() -> impl Strategy<Value = Vec<Tree>> {
    let heading = prop_oneof![3 => Just(String::new()), 1 => captions()];
    let label = select(&["２", "3.", "④", "5", "１０", "2．"][..]);
    let one = (label, heading, proptest::option::of(words()), keys(), contents()).prop_map(
        |(label, heading, text, key, below)| {
            let text = text.unwrap_or_default();
            let own = said(Form::Paragraph, &text, key).label(label).heading(Text::plain(&heading));
            own.with(below)
        },
    );
    proptest::collection::vec(one, 0..3)
}
