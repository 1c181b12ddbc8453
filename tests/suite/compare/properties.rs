//! Properties of comparison on random trees and random edits.

use super::redline;
use kohyo::diff::{
    Change, ChangeKind, Comparison, Delta, Op, Preorder, apply, compare, read_json, revert,
    write_json,
};
use kohyo::tree::{Bare, Form, Key, Mark, Provision, Role, Text, TextBuilder};
use proptest::prelude::*;
use std::sync::Arc;

/// Texts of few words, so that random trees have much in common.
fn scant_texts() -> impl Strategy<Value = Text> {
    let words = prop_oneof![
        Just("".to_owned()),
        Just("組合は".to_owned()),
        Just("第3条第1項".to_owned()),
        Just("第４条".to_owned()),
        Just("又は".to_owned()),
        Just("氏名、".to_owned()),
        Just("１０日".to_owned()),
        Just("10日".to_owned()),
        Just("に定める。".to_owned()),
        "[あ漢が\u{3099}A\n𠮷]{0,3}",
    ];
    proptest::collection::vec((words, 0..6u8), 0..5).prop_map(|runs| {
        let mut builder = TextBuilder::new();
        for (words, mark) in runs {
            let mark = match mark {
                0 => Mark::Strong,
                1 => Mark::Link("https://example.jp/".into()),
                2 => Mark::Link("https://example.jp/2".into()),
                _ => Mark::Plain,
            };
            builder.push(&words, mark);
        }
        builder.finish()
    })
}

fn scant_bares() -> impl Strategy<Value = Bare> {
    use Form::*;
    let forms = [Article, Paragraph, Paragraph, Item, Group, Table, Header, Row, Row, Cell, Field];
    let label = prop_oneof![
        3 => Just(""), 1 => Just("第1条"), 1 => Just("第2条"), 1 => Just("２"), 1 => Just("(1)"), 1 => Just("ア")
    ];
    let role = prop_oneof![4 => Just(""), 1 => Just("purpose"), 1 => Just("contact.phone")];
    let heading = prop_oneof![3 => Just(Text::empty()), 1 => scant_texts()];
    let key = proptest::option::weighted(0.15, "[a-c]");
    (proptest::sample::select(forms.to_vec()), key, label, role, heading, scant_texts()).prop_map(
        |(form, key, label, role, heading, text)| {
            let key = key.map(|key| Key::new(&key).unwrap());
            Bare::new(form).key(key).label(label).role(Role::read(role)).heading(heading).text(text)
        },
    )
}

pub fn scant_trees() -> impl Strategy<Value = Arc<Provision>> {
    scant_bares().prop_map(Bare::leaf).prop_recursive(4, 24, 5, |inner| {
        (scant_bares(), proptest::collection::vec(inner, 0..5))
            .prop_map(|(own, children)| own.with(children))
    })
}

/// One random change of a tree: which provision in reading order, and what.
#[derive(Clone, Debug)]
pub enum Edit {
    Drop(usize),
    Twice(usize),
    Swap(usize),
    Put(usize, Arc<Provision>),
    Become(usize, Bare),
}

pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        any::<usize>().prop_map(Edit::Drop),
        any::<usize>().prop_map(Edit::Twice),
        any::<usize>().prop_map(Edit::Swap),
        (any::<usize>(), scant_trees()).prop_map(|(at, tree)| Edit::Put(at, tree)),
        (any::<usize>(), scant_bares()).prop_map(|(at, own)| Edit::Become(at, own)),
    ];
    proptest::collection::vec(edit, 0..6)
}

/// The tree with the provision at a place in reading order replaced by what `change` makes of it.
pub fn changed(
    tree: &Arc<Provision>,
    at: &mut usize,
    change: &dyn Fn(&Arc<Provision>) -> Vec<Arc<Provision>>,
) -> Vec<Arc<Provision>> {
    if *at == 0 {
        *at = usize::MAX;
        return change(tree);
    }
    if *at == usize::MAX || *at >= tree.size() {
        *at = if *at == usize::MAX { *at } else { *at - tree.size() };
        return vec![tree.clone()];
    }
    *at -= 1;
    let children = tree.children().iter().flat_map(|child| changed(child, at, change));
    vec![Provision::new(tree.own().clone(), children.collect())]
}

pub fn edited(tree: &Arc<Provision>, edit: &Edit) -> Arc<Provision> {
    let (Edit::Drop(at)
    | Edit::Twice(at)
    | Edit::Swap(at)
    | Edit::Put(at, _)
    | Edit::Become(at, _)) = edit;
    let mut at = at % tree.size();
    if at == 0 {
        return tree.clone();
    }
    let change = |node: &Arc<Provision>| match edit {
        Edit::Drop(_) => vec![],
        Edit::Twice(_) => vec![node.clone(), node.clone()],
        Edit::Swap(_) => {
            let mut children = node.children().to_vec();
            children.reverse();
            vec![Provision::new(node.own().clone(), children)]
        }
        Edit::Put(_, other) => vec![node.clone(), other.clone()],
        Edit::Become(_, own) => vec![Provision::new(own.clone(), node.children().to_vec())],
    };
    changed(tree, &mut at, &change).remove(0)
}

/// The equation both ways, each op in exactly one change, the mirror.
pub fn check(old: &Arc<Provision>, new: &Arc<Provision>) -> Comparison {
    let found = compare(old, new);
    let made = apply(old, &found.delta).unwrap_or_else(|e| panic!("{e}\n{:#?}", found.delta.ops));
    assert_eq!(made.digest(), new.digest());
    let back = revert(new, &found.delta).unwrap_or_else(|e| panic!("{e}\n{:#?}", found.delta.ops));
    assert_eq!(back.digest(), old.digest());
    let bytes = write_json(&found);
    assert_eq!(read_json(&bytes).as_ref(), Ok(&found));
    found.prove(&Preorder::of(old), &Preorder::of(new)).unwrap();
    redline::check(old, new, &found);
    let mut next = 0;
    for change in &found.changes {
        assert_eq!(change.ops.start, next, "ops belong to one change each");
        assert!(!change.ops.is_empty());
        next = change.ops.end;
    }
    assert_eq!(next, found.delta.ops.len());
    let mirror = compare(new, old);
    assert_eq!(sorted(&mirror.delta.ops), sorted(&found.delta.inverted().ops));
    let counts = |changes: &[Change], kind| changes.iter().filter(|c| c.kind == kind).count();
    assert_eq!(mirror.changes.len(), found.changes.len());
    for (kind, turned) in [
        (ChangeKind::Added, ChangeKind::Removed),
        (ChangeKind::Removed, ChangeKind::Added),
        (ChangeKind::Split, ChangeKind::Merged),
        (ChangeKind::Reworded, ChangeKind::Reworded),
        (ChangeKind::Renumbered, ChangeKind::Renumbered),
    ] {
        assert_eq!(counts(&found.changes, kind), counts(&mirror.changes, turned));
    }
    found
}

fn sorted(ops: &[Op]) -> Vec<String> {
    let mut out: Vec<String> = ops.iter().map(|op| format!("{op:?}")).collect();
    out.sort();
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_equation_holds_for_any_two_trees(old in scant_trees(), new in scant_trees()) {
        check(&old, &new);
    }

    #[test]
    fn the_equation_holds_for_edited_trees(old in scant_trees(), edits in edits()) {
        let new = edits.iter().fold(old.clone(), |tree, edit| edited(&tree, edit));
        check(&old, &new);
    }

    #[test]
    fn a_delta_for_another_tree_is_refused_and_never_panics(
        old in scant_trees(), new in scant_trees(), other in scant_trees()
    ) {
        let found = compare(&old, &new);
        if other.digest() != old.digest() {
            prop_assert!(apply(&other, &found.delta).is_err());
        }
        let lies = Delta { old: other.digest(), ..found.delta.clone() };
        prop_assert!(apply(&other, &lies).is_err() || other.digest() == old.digest());
        if let Some((_, fewer)) = found.delta.ops.split_last() {
            let fewer = Delta { ops: fewer.to_vec(), ..found.delta.clone() };
            prop_assert!(apply(&old, &fewer).is_err());
            let mut twice = found.delta.clone();
            twice.ops.push(twice.ops[0].clone());
            prop_assert!(apply(&old, &twice).is_err());
        }
    }
}

#[test]
fn identical_trees_give_nothing() {
    let tree = Bare::new(Form::Document).with([Bare::new(Form::Article).label("第1条").leaf()]);
    let found = compare(&tree, &tree.clone());
    assert_eq!(found.delta.ops, vec![]);
    assert_eq!(found.changes, vec![]);
}
