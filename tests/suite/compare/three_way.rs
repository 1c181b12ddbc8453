//! A change carried over to another version than the one it was made for: what fits, and what is refused.

use super::notation;
use expect_test::{Expect, expect};
use kohyo::diff::{MergeConflict, Preorder, merge};
use kohyo::tree::{Provision, transcript};
use std::sync::Arc;

/// What the target becomes, or every clash with the words of base, draft and target.
fn told(base: &str, draft: &str, target: &str) -> String {
    let trees = [base, draft, target].map(notation::read);
    let [base, draft, target] = &trees;
    match merge(base, draft, target) {
        Ok(carried) => {
            let left: String = carried
                .left_out
                .iter()
                .map(|at| format!("left out: {}\n", shown(base, Some(*at))))
                .collect();
            format!("{}{left}", transcript(&carried.tree))
        }
        Err(clashes) => {
            let one = |clash: &MergeConflict| {
                format!(
                    "{:?}{}\n  base:   {}\n  draft:  {}\n  target: {}\n",
                    clash.why,
                    clash.field.map_or(String::new(), |field| format!(" ({field:?})")),
                    shown(base, clash.base),
                    shown(draft, clash.draft),
                    shown(target, clash.target),
                )
            };
            clashes.iter().map(one).collect()
        }
    }
}

fn shown(tree: &Arc<Provision>, at: Option<u32>) -> String {
    let order = Preorder::of(tree);
    let Some(at) = at else {
        return "–".to_owned();
    };
    let node = order.node(at);
    let label = node.label().map_or("", |label| label.as_str());
    let words = [label.to_owned(), node.heading().words(), node.text().words()];
    let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
    words.join(" ")
}

fn check(base: &str, draft: &str, target: &str, expected: Expect) {
    expected.assert_eq(&told(base, draft, target));
}

const IN_FORCE: &str = "見本規程

第1条　この規程は、取扱いを定める。
第2条　個人情報は、適正な手段で取得する。
第3条　前条の取得は、第1条の趣旨による。
第4条　窓口の電話番号は、03-0000-0001とする。
";

const COMING: &str = "見本規程

第1条　この規程は、取扱いを定める。
第2条　職員は、毎年、研修を受ける。
第3条　個人情報は、適正な手段で取得する。
第4条　前条の取得は、第1条の趣旨による。
第5条　窓口の電話番号は、03-0000-0001とする。
第6条　研修の記録は、電子計算機で保存する。
";

#[test]
fn a_telephone_number_changes_before_the_coming_version() {
    let draft = COMING.replace("0001", "0002");
    check(
        COMING,
        &draft,
        IN_FORCE,
        expect![[r#"
        見本規程
        第1条
        この規程は、取扱いを定める。
        第2条
        個人情報は、適正な手段で取得する。
        第3条
        前条の取得は、第1条の趣旨による。
        第4条
        窓口の電話番号は、03-0000-0002とする。
    "#]],
    );
}

#[test]
fn what_both_ways_say_alike_is_said_once() {
    let draft = COMING.replace("0001", "0002");
    let target = IN_FORCE.replace("0001", "0002");
    check(
        COMING,
        &draft,
        &target,
        expect![[r#"
        見本規程
        第1条
        この規程は、取扱いを定める。
        第2条
        個人情報は、適正な手段で取得する。
        第3条
        前条の取得は、第1条の趣旨による。
        第4条
        窓口の電話番号は、03-0000-0002とする。
    "#]],
    );
}

#[test]
fn words_that_read_otherwise_are_refused() {
    let draft = COMING.replace("0001", "0002");
    let target = IN_FORCE.replace("0001", "0009");
    check(
        COMING,
        &draft,
        &target,
        expect![[r#"
        Words (Text)
          base:   窓口の電話番号は、03-0000-0001とする。
          draft:  窓口の電話番号は、03-0000-0002とする。
          target: 窓口の電話番号は、03-0000-0009とする。
    "#]],
    );
}

#[test]
fn words_beside_each_other_are_both_carried() {
    let draft = COMING.replace("0001", "0002");
    let target = IN_FORCE.replace("窓口の", "総務課の窓口の");
    check(
        COMING,
        &draft,
        &target,
        expect![[r#"
        見本規程
        第1条
        この規程は、取扱いを定める。
        第2条
        個人情報は、適正な手段で取得する。
        第3条
        前条の取得は、第1条の趣旨による。
        第4条
        総務課の窓口の電話番号は、03-0000-0002とする。
    "#]],
    );
}

#[test]
fn what_only_the_coming_version_has_is_left_out() {
    let draft = COMING.replace("0001", "0002").replace("電子計算機", "書面");
    check(
        COMING,
        &draft,
        IN_FORCE,
        expect![[r#"
        見本規程
        第1条
        この規程は、取扱いを定める。
        第2条
        個人情報は、適正な手段で取得する。
        第3条
        前条の取得は、第1条の趣旨による。
        第4条
        窓口の電話番号は、03-0000-0002とする。
        left out: 第6条
    "#]],
    );
}

#[test]
fn what_the_coming_version_replaces_is_refused() {
    let coming = COMING.replace(
        "窓口の電話番号は、03-0000-0001とする。",
        "問合せは、組合の事務所（電話03-0000-0001）で受け付け、受付時間は別に定める。",
    );
    let draft = coming.replace("0001", "0002");
    check(
        &coming,
        &draft,
        IN_FORCE,
        expect![[r#"
        Replaced
          base:   問合せは、組合の事務所（電話03-0000-0001）で受け付け、受付時間は別に定める。
          draft:  問合せは、組合の事務所（電話03-0000-0002）で受け付け、受付時間は別に定める。
          target: –
    "#]],
    );
}

#[test]
fn an_article_that_comes_gets_the_number_of_its_place() {
    let draft = COMING
        .replace("第6条", "第7条")
        .replace("第5条", "第6条")
        .replace("第6条　窓口", "第5条　取得した記録は、三年間保存する。\n第6条　窓口");
    check(
        COMING,
        &draft,
        IN_FORCE,
        expect![[r#"
        見本規程
        第1条
        この規程は、取扱いを定める。
        第2条
        個人情報は、適正な手段で取得する。
        第3条
        前条の取得は、第1条の趣旨による。
        第4条
        取得した記録は、三年間保存する。
        第5条
        窓口の電話番号は、03-0000-0001とする。
    "#]],
    );
}

#[test]
fn a_reference_that_would_lead_elsewhere_is_refused() {
    let draft = COMING.replace("第5条　窓口", "第4条の2　第3条の取得は、記録する。\n第5条　窓口");
    check(
        COMING,
        &draft,
        IN_FORCE,
        expect![[r#"
        Reference
          base:   –
          draft:  第3条の取得は、記録する。
          target: –
    "#]],
    );
}

#[test]
fn an_article_that_goes_must_say_the_same() {
    let draft = COMING
        .replace("第5条　窓口の電話番号は、03-0000-0001とする。\n", "")
        .replace("第6条", "第5条");
    check(
        COMING,
        &draft,
        IN_FORCE,
        expect![[r#"
        見本規程
        第1条
        この規程は、取扱いを定める。
        第2条
        個人情報は、適正な手段で取得する。
        第3条
        前条の取得は、第1条の趣旨による。
    "#]],
    );
    let target = IN_FORCE.replace("0001", "0009");
    check(
        COMING,
        &draft,
        &target,
        expect![[r#"
        Deleted
          base:   窓口の電話番号は、03-0000-0001とする。
          draft:  –
          target: 窓口の電話番号は、03-0000-0009とする。
    "#]],
    );
}

#[test]
fn two_that_come_at_one_place_are_refused() {
    let draft = format!("{COMING}第7条　この規程の改廃は、組合会の議決による。\n");
    let target = format!("{IN_FORCE}第5条　書類は、金庫で保管する。\n");
    check(
        COMING,
        &draft,
        &target,
        expect![[r#"
        Place
          base:   –
          draft:  第7条
          target: –
    "#]],
    );
}

const LIST: &str = "document
  group 《利用目的》
    list
      item=purpose @(1) 保険給付のため
      item=purpose @(2) 健診のため
      item=purpose @(3) 医療費通知のため
";

#[test]
fn an_item_that_goes_where_the_coming_version_adds_one() {
    let coming = format!("{LIST}      item=purpose @(4) 予防接種のため\n");
    let draft = coming
        .replace("      item=purpose @(2) 健診のため\n", "")
        .replace("(3)", "(2)")
        .replace("(4)", "(3)");
    check(
        &coming,
        &draft,
        LIST,
        expect![[r#"
        利用目的
        (1)
        保険給付のため
        (2)
        医療費通知のため
    "#]],
    );
}

#[test]
fn an_item_that_comes_behind_one_that_the_coming_version_adds() {
    let coming = LIST.replace("@(3)", "@(4)").replace("@(2)", "@(3)").replace(
        "      item=purpose @(3)",
        "      item=purpose @(2) 予防接種のため\n      item=purpose @(3)",
    );
    let draft = format!("{coming}      item=purpose @(5) 保養所の利用のため\n");
    check(
        &coming,
        &draft,
        LIST,
        expect![[r#"
        利用目的
        (1)
        保険給付のため
        (2)
        健診のため
        (3)
        医療費通知のため
        (4)
        保養所の利用のため
    "#]],
    );
}

#[test]
fn keys_and_links_must_hold() {
    let coming = "document\n  group #a 《甲》 甲の文\n  group #b 《乙》 乙の文\n";
    let draft = coming.replace("甲の文", "[乙](#b)を見てください。");
    let target = "document\n  group #a 《甲》 甲の文\n";
    check(
        coming,
        &draft,
        target,
        expect![[r#"
        Reference
          base:   甲 甲の文
          draft:  甲 乙を見てください。
          target: 甲 甲の文
    "#]],
    );
}
