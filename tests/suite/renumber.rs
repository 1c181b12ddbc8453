//! `kohyo renumber`: labels in order again, and references that lead where they led.

use crate::world::{kohyo, write};
use expect_test::expect;
use kohyo::seal::{RenumberWay, RowMember, renumber_row};
use kohyo::text::label::Label;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const RULES: &str = "見本健康保険組合個人情報保護規程
目次
第1章　総則（第1条―第2条）
第2章　取扱い（第3条―第5条）
第1章　総則
（目的）
第1条　この規程は、個人情報の取扱いを定める。
（定義）
第2条　この規程の用語は、第4条第1項に定めるところによる。
第2章　取扱い
（取得）
第3条　組合は、適正に取得する。
（利用）
第4条　組合は、前条により取得した情報を利用する。
２　組合は、次に掲げるときは、前項によらない。
一　法令に基づくとき
二　同意があるとき
（記録）
第5条　第4条第2項第2号の同意及び第3条の取得は、記録する。
附　則
この規程は、平成30年4月1日から施行する。
別表（第5条関係）
１　台帳
";

const DETAILS: &str = "見本健康保険組合個人情報保護規程細則
（趣旨）
第1条　この細則は、見本健康保険組合個人情報保護規程（以下「規程」という。）第5条の記録及び見本健康保険組合個人情報保護規程第4条第2項の同意について定める。
";

fn file(root: &Path, document: &str) -> std::path::PathBuf {
    root.join(format!("content/{document}/main.law.txt"))
}

/// A site of two regulations, both sealed.
fn sealed(root: &Path, rules: &str, details: &str) {
    let put = |path: &str, words: &str| write(&root.join(path), words);
    put("content/site.yaml", "title: 見本\ndocuments: [rules, details]\n");
    put("content/organisation.yaml", "name: 見本健康保険組合\n");
    for (document, words) in [("rules", rules), ("details", details)] {
        put(&format!("content/{document}/document.yaml"), "kind: regulation\n");
        write(&file(root, document), words);
    }
    for document in ["rules", "details"] {
        run(root, &["seal", document, "--effective", "2018-04-01"]);
    }
}

fn run(root: &Path, args: &[&str]) -> String {
    let root = root.to_str().unwrap();
    kohyo(args.iter().copied().chain(["--root", root])).ok().out
}

fn edit(root: &Path, from: &str, to: &str) {
    let path = file(root, "rules");
    let words = fs::read_to_string(&path).unwrap();
    assert!(words.contains(from), "{from}");
    fs::write(path, words.replacen(from, to, 1)).unwrap();
}

const INSERTED: &str = "（安全管理）\n第4条　組合は、第3条及び第5条によるほか、安全に管理する。\n";

#[test]
fn an_inserted_article_moves_the_others_and_all_that_leads_to_them() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    sealed(root, RULES, DETAILS);
    edit(root, "（利用）\n", &format!("{INSERTED}（利用）\n"));
    let before = fs::read(file(root, "rules")).unwrap();
    let shown = run(root, &["renumber", "rules"]);
    expect![[r#"
        番号
          content/rules/main.law.txt:16: 第4条 → 第5条
          content/rules/main.law.txt:21: 第5条 → 第6条
        参照
          content/rules/main.law.txt:4: 第5条 → 第6条
          content/rules/main.law.txt:9: 第4条第1項 → 第5条第1項
          content/rules/main.law.txt:14: 第5条 → 第6条
          content/rules/main.law.txt:21: 第4条第2項第2号 → 第5条第2項第2号
          content/rules/main.law.txt:24: 第5条 → 第6条
          content/details/main.law.txt:3: 第5条 → 第6条
          content/details/main.law.txt:3: 第4条第2項 → 第5条第2項
        確かめてください（書き換えません）
          content/rules/main.law.txt:16: 「前条」 … 前の版とは別の規定を指すようになりました
        まだ書き換えていません。書き換えるには: kohyo renumber rules --write
        加えた条を枝番号（第7条の2など）にして、ほかの番号を変えないこともできます: kohyo renumber rules --branch
    "#]].assert_eq(&shown);
    assert_eq!(fs::read(file(root, "rules")).unwrap(), before);
    run(root, &["renumber", "rules", "--write"]);
    edit(root, "前条により取得", "第3条により取得");
    let shown = run(root, &["renumber", "rules"]);
    expect![[r#"
        番号は順番どおりです。
    "#]]
    .assert_eq(&shown);
    let differs = run(root, &["diff", "rules", "--format", "json"]);
    let differs: serde_json::Value = serde_json::from_str(&differs).unwrap();
    let changes = differs["changes"].as_array().unwrap();
    let substance = changes.iter().filter(|change| change["grade"] == "substance");
    let kinds: Vec<&str> = substance.map(|change| change["kind"].as_str().unwrap()).collect();
    // The article, and 前条 that its author wrote as a number.
    assert_eq!(kinds, ["added", "reworded"], "{differs}");
    let details = fs::read_to_string(file(root, "details")).unwrap();
    assert!(details.contains("第6条の記録") && details.contains("規程第5条第2項の同意"));
}

#[test]
fn as_a_branch_it_moves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    sealed(root, RULES, DETAILS);
    edit(root, "（利用）\n", &format!("{INSERTED}（利用）\n"));
    let shown = run(root, &["renumber", "rules", "--branch", "--write"]);
    expect![[r#"
        番号
          content/rules/main.law.txt:14: 第4条 → 第3条の2
        確かめてください（書き換えません）
          content/rules/main.law.txt:16: 「前条」 … 前の版とは別の規定を指すようになりました
        書き換えました: content/rules/main.law.txt
    "#]]
    .assert_eq(&shown);
}

#[test]
fn what_led_to_an_article_that_is_gone_is_for_its_author() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    sealed(root, RULES, DETAILS);
    edit(root, "（取得）\n第3条　組合は、適正に取得する。\n", "");
    let shown = run(root, &["renumber", "rules"]);
    expect![[r#"
        番号
          content/rules/main.law.txt:12: 第4条 → 第3条
          content/rules/main.law.txt:17: 第5条 → 第4条
        参照
          content/rules/main.law.txt:4: 第5条 → 第4条
          content/rules/main.law.txt:9: 第4条第1項 → 第3条第1項
          content/rules/main.law.txt:17: 第4条第2項第2号 → 第3条第2項第2号
          content/rules/main.law.txt:20: 第5条 → 第4条
          content/details/main.law.txt:3: 第5条 → 第4条
          content/details/main.law.txt:3: 第4条第2項 → 第3条第2項
        確かめてください（書き換えません）
          content/rules/main.law.txt:4: 「第3条」 … 指していた規定がなくなりました
          content/rules/main.law.txt:12: 「前条」 … 指していた規定がなくなりました
          content/rules/main.law.txt:17: 「第3条」 … 指していた規定がなくなりました
        まだ書き換えていません。書き換えるには: kohyo renumber rules --write
        加えた条を枝番号（第7条の2など）にして、ほかの番号を変えないこともできます: kohyo renumber rules --branch
    "#]].assert_eq(&shown);
}

#[test]
fn chapters_paragraphs_and_items_are_numbered_too() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    sealed(root, RULES, DETAILS);
    edit(root, "第2章　取扱い\n（取得）", "第2章　体制\n第2章　取扱い\n（取得）");
    edit(root, "２　組合は、次に", "２　組合は、記録を残す。\n２　組合は、次に");
    edit(root, "二　同意が", "二　急を要するとき\n二　同意が");
    let shown = run(root, &["renumber", "rules", "--write"]);
    expect![[r#"
        番号
          content/rules/main.law.txt:11: 第2章 → 第3章
          content/rules/main.law.txt:17: ２ → ３
          content/rules/main.law.txt:20: 二 → 三
        参照
          content/rules/main.law.txt:4: 第2章 → 第3章
          content/rules/main.law.txt:22: 第4条第2項第2号 → 第4条第3項第3号
          content/details/main.law.txt:3: 第4条第2項 → 第4条第3項
        確かめてください（書き換えません）
          content/rules/main.law.txt:17: 「前項」 … 前の版とは別の規定を指すようになりました
        書き換えました: content/details/main.law.txt, content/rules/main.law.txt
    "#]]
    .assert_eq(&shown);
}

/// A regulation of so many articles, each with a sentence of its own and a reference to some article.
fn articles(leads: &[usize]) -> Vec<String> {
    let article = |(at, to): (usize, &usize)| {
        let (number, to) = (at + 1, to % leads.len() + 1);
        let words = ["取得", "利用", "提供", "保存", "廃棄", "開示", "訂正", "研修"][at % 8];
        format!("第{number}条　{words}の事務その{number}は、第{to}条に定める者が行う。\n")
    };
    leads.iter().enumerate().map(article).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_is_inserted_every_reference_leads_where_it_led(
        leads in prop::collection::vec(0_usize..12, 2..12),
        places in prop::collection::vec(0_usize..12, 1..4),
    ) {
        let home = tempfile::tempdir().unwrap();
        let root = home.path();
        let mut all = articles(&leads);
        let whole = |all: &[String]| format!("見本健康保険組合文書規程\n{}", all.concat());
        sealed(root, &whole(&all), DETAILS);
        for (nth, place) in places.iter().enumerate() {
            let at = 1 + place % all.len();
            // An author counts on from the article before and leaves the rest.
            let number = 1 + all[..at].len();
            let words = ["鍵", "棚", "窓"][nth];
            all.insert(at, format!("第{number}条　職員は、退庁するときに{words}を閉める（{nth}）。\n"));
        }
        fs::write(file(root, "rules"), whole(&all)).unwrap();
        run(root, &["renumber", "rules", "--write"]);
        let written = fs::read_to_string(file(root, "rules")).unwrap();
        for (at, line) in written.lines().skip(1).enumerate() {
            prop_assert!(line.starts_with(&format!("第{}条　", at + 1)), "{written}");
        }
        let differs = run(root, &["diff", "rules", "--format", "json"]);
        let differs: serde_json::Value = serde_json::from_str(&differs).unwrap();
        let changes = differs["changes"].as_array().unwrap();
        let substance = changes.iter().filter(|change| change["grade"] == "substance").count();
        prop_assert_eq!(substance, places.len(), "{}\n{}", written, differs);
    }
}

/// Labels, new ones with `+` before, and what they become.
fn check_row(way: RenumberWay, labels: &str, becomes: &str) {
    let row: Vec<RowMember> = labels
        .split(' ')
        .enumerate()
        .map(|(at, words)| {
            let label = Label::new(words.trim_start_matches('+')).unwrap();
            RowMember::of(at as u32, &label, words.starts_with('+')).unwrap()
        })
        .collect();
    let mut after: Vec<Label> = row.iter().map(|member| member.label.clone()).collect();
    for (at, label) in renumber_row(&row, way) {
        after[at as usize] = label;
    }
    let after: Vec<&str> = after.iter().map(Label::as_str).collect();
    assert_eq!(after.join(" "), becomes);
}

#[test]
fn what_stands_behind_moves_up_or_down() {
    check_row(RenumberWay::Shift, "第7条 +第8条 第8条 第9条", "第7条 第8条 第9条 第10条");
    check_row(RenumberWay::Shift, "第七条 +第八条 第八条", "第七条 第八条 第九条");
    check_row(RenumberWay::Shift, "第1条 第3条 第4条", "第1条 第2条 第3条");
    check_row(RenumberWay::Shift, "２ +３ ３", "２ ３ ４");
    check_row(RenumberWay::Shift, "① +② ②", "① ② ③");
    check_row(RenumberWay::Shift, "(1) +(2) (2)", "(1) (2) (3)");
}

#[test]
fn branches_follow_their_stem() {
    check_row(
        RenumberWay::Shift,
        "第7条 +第8条 第8条 第8条の2 第9条",
        "第7条 第8条 第9条 第9条の2 第10条",
    );
    check_row(RenumberWay::Shift, "第7条 第7条の3", "第7条 第7条の2");
    check_row(
        RenumberWay::Shift,
        "第2条 +第3条 第3条から第5条まで 第6条",
        "第2条 第3条 第4条から第6条まで 第7条",
    );
}

#[test]
fn a_branch_leaves_the_others_as_they_are() {
    check_row(RenumberWay::Branch, "第7条 +第8条 第8条 第9条", "第7条 第7条の2 第8条 第9条");
    check_row(RenumberWay::Branch, "第7条 +第8条 第7条の2 第8条", "第7条 第7条の2 第7条の3 第8条");
    check_row(RenumberWay::Branch, "第七条 +第八条 第八条", "第七条 第七条の二 第八条");
    check_row(RenumberWay::Branch, "第1条 第3条", "第1条 第3条");
}
