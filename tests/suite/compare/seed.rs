//! The measured test of a real regulation: one article more, one word more. Uses texts beside the repository.

use super::listing::listing;
use super::properties::check;
use crate::world::shared_words;
use kohyo::diff::{ChangeKind, Grade};
use kohyo::regulation;
use kohyo::tree::{Bare, Form, Provision, Text};
use std::sync::Arc;

/// What becomes of a provision; none: look inside.
type Amend<'a> = &'a dyn Fn(&Arc<Provision>) -> Option<Vec<Arc<Provision>>>;

/// The tree with `change` done to every article that it returns something for.
fn with_articles(tree: &Arc<Provision>, change: Amend) -> Arc<Provision> {
    let children = tree.children().iter().flat_map(|child| match change(child) {
        Some(changed) => changed,
        None => vec![with_articles(child, change)],
    });
    Provision::new(tree.own().clone(), children.collect())
}

fn number(article: &Provision) -> Option<u32> {
    let number = article.label()?.number()?;
    (article.form() == Form::Article && number.parts.len() == 1).then(|| number.parts[0])
}

/// One article after 第7条, the later ones renumbered, 「書面による」 in the old 第12条.
fn amended(old: &Arc<Provision>) -> Arc<Provision> {
    let is_body = |node: &Provision| number(node).is_some();
    with_articles(old, &|node| {
        if node.form() == Form::Supplement {
            return Some(vec![node.clone()]);
        }
        if !is_body(node) {
            return None;
        }
        let number = number(node)?;
        let shifted = |by: u32| node.own().clone().label(&format!("第{}条", number + by));
        Some(match number {
            ..7 => vec![node.clone()],
            7 => {
                let text = "組合は、個人データの取扱いの記録を作成し、見本として三年間保存する。";
                let paragraph = Bare::new(Form::Paragraph).text(Text::plain(text)).leaf();
                let added = Bare::new(Form::Article)
                    .label("第8条")
                    .heading(Text::plain("取扱いの記録"))
                    .with([paragraph]);
                vec![node.clone(), added]
            }
            12 => {
                let mut children = node.children().to_vec();
                let words = children[0].text().words();
                let middle = words.char_indices().nth(words.chars().count() / 2).unwrap().0;
                let words = [&words[..middle], "書面による", &words[middle..]].concat();
                let own = children[0].own().clone().text(Text::plain(&words));
                children[0] = Provision::new(own, children[0].children().to_vec());
                vec![Provision::new(shifted(1), children)]
            }
            _ => vec![Provision::new(shifted(1), node.children().to_vec())],
        })
    })
}

#[test]
fn two_changes_and_one_line_of_renumbering() {
    let Some(text) = shared_words("seeds/004_34978a73f1dc56b0.txt") else {
        return;
    };
    let old = regulation::parse(&text, None).root;
    let new = amended(&old);
    let found = check(&old, &new);
    let lines = listing(&old, &new, &found);
    let kinds: Vec<(ChangeKind, bool)> =
        found.changes.iter().map(|c| (c.kind, c.grade == Grade::Substance)).collect();
    assert_eq!(
        kinds,
        vec![
            (ChangeKind::Added, true),
            (ChangeKind::Renumbered, false),
            (ChangeKind::Reworded, true)
        ],
        "{lines}"
    );
    assert!(lines.contains("第8条〜第27条 +1"), "{lines}");
    assert!(lines.contains("「」→「書面による」"), "{lines}");
}
