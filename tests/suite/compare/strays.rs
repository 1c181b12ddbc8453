//! References that a renumbering left behind: their words stay, what they say does not.

use kohyo::diff::{compare, strays};
use kohyo::regulation;
use kohyo::tree::Provision;
use std::sync::Arc;

const OLD: &str = "見本規程

第1条　この規程は、取扱いを定める。
第2条　個人情報は、適正な手段で取得する。
第3条　前条の取得は、第1条の趣旨による。
第4条　理事長は、第2条の取得及び第3条の趣旨を周知する。
";

fn tree(text: &str) -> Arc<Provision> {
    regulation::parse(text, None).root
}

/// 「第4条: 第2条」 for each reference left behind, as the new text has it.
fn found(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (tree(old), tree(new));
    let text = |at: u32| new.visit().nth(at as usize).unwrap().1.text().words();
    let strays = strays(&old, &new);
    strays.into_iter().map(|stray| text(stray.node.new)[stray.range].to_owned()).collect()
}

fn with_article(references: [&str; 4]) -> String {
    let [before, purpose, first, second] = references;
    format!(
        "見本規程

第1条　この規程は、取扱いを定める。
第2条　職員は、毎年、研修を受ける。
第3条　個人情報は、適正な手段で取得する。
第4条　{before}の取得は、{purpose}の趣旨による。
第5条　理事長は、{first}の取得及び{second}の趣旨を周知する。
"
    )
}

#[test]
fn references_that_follow_are_not_left_behind() {
    let new = with_article(["前条", "第1条", "第3条", "第4条"]);
    assert_eq!(found(OLD, &new), Vec::<String>::new());
    assert_eq!(found(OLD, OLD), Vec::<String>::new());
}

#[test]
fn references_that_were_forgotten_are() {
    let new = with_article(["前条", "第1条", "第2条", "第4条"]);
    assert_eq!(found(OLD, &new), ["第2条"]);
    let new = with_article(["前条", "第1条", "第2条", "第3条"]);
    assert_eq!(found(OLD, &new), ["第2条", "第3条"]);
    // No word of them changed, so that no change tells of them.
    let (old, new) = (tree(OLD), tree(&new));
    assert_eq!(compare(&old, &new).changes.len(), 2);
}

#[test]
fn the_article_before_is_another_one_after_an_insertion() {
    let new = OLD.replace("第3条　前条", "第2条の2　職員は、毎年、研修を受ける。\n第3条　前条");
    assert_eq!(found(OLD, &new), ["前条"]);
}
