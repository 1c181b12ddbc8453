//! A section of prose. Does not know how it is written.

use super::words::{key, line, plain};
use kohyo::tree::{Bare, Form, Mark, Provision, Role, Text, TextBuilder};
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::Arc;

/// Text with every mark.
fn text() -> BoxedStrategy<Text> {
    let marked = vec((line(), 0..3u8), 1..4).prop_map(|runs| {
        let mut builder = TextBuilder::new();
        for (words, mark) in runs {
            let mark = match mark {
                0 => Mark::Plain,
                1 => Mark::Strong,
                _ => Mark::Link("https://example.jp/a_(b)?c=d&e".into()),
            };
            builder.push(&words, mark);
        }
        builder.finish()
    });
    prop_oneof![plain(), marked].boxed()
}

fn one_line() -> impl Strategy<Value = Text> {
    line().prop_map(|words| Text::plain(&words))
}

fn label() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "(1)", "①", "第1", "ア", "（２）", "【1】"])
}

fn paragraph() -> impl Strategy<Value = Arc<Provision>> {
    text().prop_map(|text| Bare::new(Form::Prose).text(text).leaf())
}

/// A list of bullets, some numbered, some with a list inside; or a list that counts.
fn list() -> impl Strategy<Value = Arc<Provision>> {
    let item = (label(), text(), vec(one_line(), 0..2)).prop_map(|(label, text, inner)| {
        let inner = inner.into_iter().map(|text| Bare::new(Form::Item).text(text).leaf());
        let inner: Vec<_> = inner.collect();
        let list = (!inner.is_empty()).then(|| Bare::new(Form::List).with(inner));
        Bare::new(Form::Item).label(label).text(text).with(list)
    });
    let bullets = vec(item, 1..4).prop_map(|items| Bare::new(Form::List).with(items));
    let mark = prop::sample::select(vec!['.', ')']);
    let ordered = (vec(text(), 1..4), 1u32..12, mark).prop_map(|(texts, first, mark)| {
        let items = texts.into_iter().zip(first..).map(|(text, number)| {
            let label = format!("{number}{mark}");
            Bare::new(Form::Item).label(&label).text(text).leaf()
        });
        Bare::new(Form::List).with(items)
    });
    prop_oneof![bullets, ordered]
}

fn table() -> impl Strategy<Value = Arc<Provision>> {
    let row = |form| {
        vec(one_line(), 2..=2).prop_map(move |cells| {
            let cells = cells.into_iter().map(|text| Bare::new(Form::Cell).text(text).leaf());
            Bare::new(form).with(cells)
        })
    };
    (row(Form::Header), vec(row(Form::Row), 0..3))
        .prop_map(|(header, rows)| Bare::new(Form::Table).with(std::iter::once(header).chain(rows)))
}

/// Blocks as Markdown has them. A list right behind another would be one list with it.
fn blocks() -> impl Strategy<Value = Vec<Arc<Provision>>> {
    let block = prop_oneof![
        3 => paragraph().prop_map(|one| vec![one]),
        1 => (list(), paragraph()).prop_map(|(list, one)| vec![list, one]),
        1 => table().prop_map(|one| vec![one]),
    ];
    vec(block, 0..4).prop_map(|blocks| blocks.concat())
}

/// A section of prose with groups below it.
pub fn prose() -> impl Strategy<Value = Arc<Provision>> {
    let group = (label(), one_line(), key(), blocks());
    let group = group.prop_map(|(label, heading, key, blocks)| {
        let group = Bare::new(Form::Group).label(label).key(key);
        group.heading(heading).with(blocks)
    });
    let parts = (one_line(), key(), label(), paragraph(), blocks(), vec(group, 0..3));
    parts.prop_map(|(heading, key, label, first, blocks, groups)| {
        Bare::new(Form::Group)
            .role(Role::of("prose"))
            .key(key)
            .label(label)
            .heading(heading)
            .with(std::iter::once(first).chain(blocks).chain(groups))
    })
}
