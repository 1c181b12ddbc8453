//! The house form says every generated regulation once.

use super::read;
use super::trees::*;
use kohyo::regulation::{parse, print};
use kohyo::tree::{Bare, Form, Role, Text};
use proptest::prelude::*;
use proptest::sample::select;

fn articles() -> impl Strategy<Value = Vec<Tree>> {
    let label = select(&["第1条", "第二条の三", "第３条から第５条まで", "第十条及び第十一条"][..]);
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
    let one = (1..9u8, proptest::option::of(words()), keys(), contents(), articles(), below)
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
        said(Form::Paragraph, &text, key).heading(Text::plain(&caption)).with(below)
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
    let parts = levels(Form::Part, "編", levels(Form::Chapter, "章", Just(Vec::new()).boxed()));
    let after = prop_oneof![supplements(), annexes()];
    let closing = said(Form::Prose, "以上", None).role(Role::of("regulation.closing")).leaf();
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
                Bare::new(Form::Document).heading(Text::plain(&title)).key(key).with(
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
