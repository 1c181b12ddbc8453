//! Few edits give few changes: one-word edits and acts on whole articles of a generated regulation.

use super::properties::{changed, check};
use kohyo::diff::{ChangeKind, Grade, write_json};
use kohyo::tree::{Bare, Form, Provision, Text};
use proptest::prelude::*;
use std::sync::Arc;

const WORDS: [&str; 24] = [
    "組合", "加入者", "個人情報", "利用目的", "保険給付", "健康診査", "委託先", "安全管理",
    "管理者", "職員", "通知", "公表", "請求", "開示", "訂正", "停止", "記録", "監督", "漏えい",
    "報告", "資格", "保険料", "診療", "明細書",
];

/// A sentence told by a seed; unlike seeds give unlike sentences.
fn sentence(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut out = String::new();
    for _ in 0..8 + next() % 8 {
        out.push_str(WORDS[(next() % 24) as usize]);
        out.push_str(["の", "を", "に", "及び", "、", "は"][(next() % 6) as usize]);
    }
    out + "定める。"
}

/// A regulation with so many articles of two paragraphs, the first with two items.
pub fn regulation(articles: u64, seed: u64) -> Arc<Provision> {
    let text = |at: u64| Text::plain(&sentence(seed * 100_000 + at));
    let article = |at: u64| {
        let item =
            |n: u64| Bare::new(Form::Item).label(&format!("({n})")).text(text(at * 10 + n)).leaf();
        let first = Bare::new(Form::Paragraph).text(text(at * 10 + 5)).with([item(1), item(2)]);
        let second = Bare::new(Form::Paragraph).label("２").text(text(at * 10 + 6)).leaf();
        Bare::new(Form::Article).label(&format!("第{}条", at + 1)).with([first, second])
    };
    Bare::new(Form::Document).with((0..articles).map(article))
}

/// The tree with one word put into the text of each of some provisions.
pub fn with_words(tree: &Arc<Provision>, at: &[usize]) -> Arc<Provision> {
    at.iter().fold(tree.clone(), |tree, at| {
        let mut at = *at;
        let change = |node: &Arc<Provision>| {
            let words = node.text().words();
            let cut = words.char_indices().nth(words.chars().count() / 2).map_or(0, |(cut, _)| cut);
            let words = [&words[..cut], "書面による", &words[cut..]].concat();
            let own = node.own().clone().text(Text::plain(&words));
            vec![Provision::new(own, node.children().to_vec())]
        };
        changed(&tree, &mut at, &change).remove(0)
    })
}

/// Ordinals of the provisions with words of their own.
pub fn worded(tree: &Arc<Provision>) -> Vec<usize> {
    let nodes = tree.visit().enumerate();
    nodes.filter(|(_, (_, node))| !node.text().is_empty()).map(|(at, _)| at).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn k_edits_give_at_most_k_changes(
        seed in 0..500u64, picks in proptest::collection::btree_set(any::<u16>(), 1..12)
    ) {
        let old = regulation(12, seed);
        let all = worded(&old);
        let mut at: Vec<usize> = picks.iter().map(|pick| all[*pick as usize % all.len()]).collect();
        at.sort_unstable();
        at.dedup();
        let new = with_words(&old, &at);
        let found = check(&old, &new);
        prop_assert!(found.changes.len() <= at.len(), "{:#?}", found.changes);
        let size = write_json(&found).len();
        prop_assert!(size <= at.len() * 400, "{} bytes for {} words", size, at.len());
        prop_assert!(found.changes.iter().all(|c| c.grade == Grade::Substance && c.kind == ChangeKind::Reworded));
    }
}

/// What may happen to an article of [`regulation`].
#[derive(Clone, Copy, Debug)]
enum Act {
    Reword,
    Drop,
    Add,
    Move(usize),
}

/// Each act on an article of its own; numbers stay as they are.
fn acted(old: &Arc<Provision>, acts: &[(usize, Act)], seed: u64) -> Arc<Provision> {
    let count = old.children().len();
    let mut left: Vec<Arc<Provision>> = old.children().to_vec();
    for (at, act) in acts {
        let article = &old.children()[at % count];
        let Some(place) = left.iter().position(|other| Arc::ptr_eq(other, article)) else {
            continue;
        };
        match act {
            Act::Reword => left[place] = with_words(article, &[1]),
            Act::Drop => drop(left.remove(place)),
            Act::Add => {
                let text = Text::plain(&sentence(seed * 7 + *at as u64 + 900_000_000));
                let paragraph = Bare::new(Form::Paragraph).text(text).leaf();
                left.insert(place, Bare::new(Form::Article).label("第99条").with([paragraph]));
            }
            Act::Move(by) => {
                let article = left.remove(place);
                left.insert(by % (left.len() + 1), article);
            }
        }
    }
    Provision::new(old.own().clone(), left)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn k_acts_give_at_most_k_changes(
        seed in 0..500u64,
        acts in proptest::collection::btree_map(
            0..15usize,
            prop_oneof![
                Just(Act::Reword), Just(Act::Drop), Just(Act::Add), (0..15usize).prop_map(Act::Move)
            ],
            0..6,
        )
    ) {
        let old = regulation(15, seed);
        let acts: Vec<_> = acts.into_iter().collect();
        let new = acted(&old, &acts, seed);
        let found = check(&old, &new);
        prop_assert!(found.changes.len() <= acts.len(), "{acts:?}\n{:#?}", found.changes);
    }
}
