//! `kohyo check --fix`: what has one right form only is written, and not a byte more; `kohyo rules`; changes of law to
//! come; what a site adds to the tables of the law.

use crate::world::{self, Ran, kohyo, write};
use std::collections::BTreeMap;
use std::path::Path;

const RULES: &str = "見本健康保険組合個人情報保護規程
（目的）
第1条　この規程は、個人情報の保護に関する法律（平成15年法律第57号。以下「法」という。）に基づき、個人情報の取扱いを定める。
（提供）
第2条　職員は、法第２３条第５項第３号の共同利用をするほか、法第二十三条に定める第三者提供の制限を守る。\u{3000}
２　前項の定めのうち、法第18条第4項各号は、別に定める。
（届出）
第3条　届出は、特定個人情報保護委員会に行う。申込書の「法第23条の第三者提供」は、改める。
附　則
この規程は、法第23条の第三者提供について、平成30年4月1日から施行する。
";

fn put(root: &Path, path: &str, words: &str) {
    write(&root.join(path), words);
}

fn site(root: &Path) {
    put(root, "content/site.yaml", "title: 見本\ndocuments: [rules, notice]\n");
    put(root, "content/organisation.yaml", "name: 見本健康保険組合\n");
    put(root, "content/rules/document.yaml", "kind: regulation\n");
    put(root, "content/rules/main.law.txt", RULES);
    put(
        root,
        "content/notice/document.yaml",
        "kind: notice\ntitle: お取扱い\nsections: [preface, safety-measures]\n",
    );
    put(root, "content/notice/preface.md", "個人情報保護法第20条の安全管理措置を講じます。\n");
    let measures = "lead: \"個人情報保護法第20条の安全管理措置を講じます。\"   # 注\nmeasures:\n  - kind: organisational\n    text: 個人情報保護法第20条に基づき、安全管理の規程を置きます。 # 個人情報保護法第20条\n";
    put(root, "content/notice/safety-measures.yaml", measures);
}

fn run(root: &Path, args: &[&str]) -> Ran {
    let root = root.to_str().unwrap();
    let all = args.iter().copied().chain(["--root", root, "--today", "2026-11-23"]);
    kohyo(all)
}

fn files(root: &Path) -> BTreeMap<String, String> {
    let words = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let all = world::files(&root.join("content")).into_iter();
    all.map(|(path, bytes)| (format!("content/{}", path.display()), words(bytes))).collect()
}

#[test]
fn a_fix_writes_what_has_one_right_form_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    site(root);
    let sealed = run(root, &["seal", "rules", "--effective", "2018-04-01"]);
    assert_eq!(sealed.code, 0, "{}", sealed.err);
    let before = files(root);
    let dry = run(root, &["check", "--fix", "--dry-run"]);
    assert!(
        dry.out
            .contains("content/rules/main.law.txt:5: 第２３条第５項第３号 → 第２７条第５項第３号"),
        "{}",
        dry.out
    );
    assert_eq!(files(root), before);
    let fixed = run(root, &["check", "--fix"]);
    assert_eq!(fixed.code, 0, "{}{}", fixed.out, fixed.err);
    let mut expected = before;
    let rules = RULES
        .replace("第２３条第５項第３号", "第２７条第５項第３号")
        .replace("法第二十三条に", "法第二十七条に")
        .replace("届出は、特定個人情報保護委員会", "届出は、個人情報保護委員会");
    expected.insert("content/rules/main.law.txt".into(), rules);
    let measures = expected.get_mut("content/notice/safety-measures.yaml").unwrap();
    *measures = measures.replace("第20条に基づき、安全管理の", "第23条に基づき、安全管理の");
    assert_eq!(files(root), expected, "{}", fixed.out);
    assert!(fixed.out.contains("残りの指摘"), "{}", fixed.out);
    let again = run(root, &["check", "--fix"]);
    assert!(again.out.contains("直し方が一つに決まる指摘はありません。"), "{}", again.out);
    assert_eq!(files(root), expected);
}

#[test]
fn what_a_site_adds_to_the_tables_is_found_and_its_mistakes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    site(root);
    let entry = "terms:
  - id: old-section
    words: 見本(係|がかり)
    reason: 見本係は、見本課になりました。
    instead: 「見本課」に書き換えてください。
    replacement: 見本課
    fix: safe
    from: 令和8年4月1日
    source: 組織規程
    confidence: 高
coming:
  - id: new-hall
    day: 2027-02-01
    words: 見本会館
    what: 見本会館の名称が変わります
    to_do: 名称を書き換えてください
    replacement: 見本ホール
    source: 理事会の資料
    confidence: 中
";
    put(root, "content/law/own.yaml", entry);
    put(
        root,
        "content/notice/preface.md",
        "お問い合わせは、見本会館の見本がかりへお願いします。\n",
    );
    let found = run(root, &["check"]);
    assert!(
        found.err.contains("「見本がかり」は、今の法令に合いません（令和8年4月1日"),
        "{}",
        found.err
    );
    let next = run(root, &["next"]);
    assert!(next.out.contains("見本会館の名称が変わります"), "{}", next.out);
    assert!(next.out.contains("notice: 「お問い合わせは、見本会館の"), "{}", next.out);
    assert!(next.out.contains("新しい言葉: 見本ホール"), "{}", next.out);
    let status = run(root, &["status"]);
    assert!(status.out.contains("これから変わる法令"), "{}", status.out);
    let wrong = entry
        .replace("confidence: 高\n", "confidence: 高\n    basis: 民法 1\n")
        .replace("new-hall", "old-section");
    put(root, "content/law/own.yaml", &wrong);
    let told = run(root, &["check"]);
    assert_eq!(told.code, 1);
    for code in ["law-entry.basis", "law-entry.twice"] {
        let code = code.split('.').next().unwrap();
        assert!(told.err.contains(code), "{}", told.err);
    }
    assert!(told.err.contains("根拠「民法 1」を読めません"), "{}", told.err);
}

#[test]
fn every_rule_is_listed_with_its_weight_and_what_it_rests_on() {
    let list = kohyo(["rules", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), kohyo::rules::RULES.len());
    for rule in all {
        for name in ["what", "basis"] {
            assert!(rule[name].as_str().is_some_and(|words| words.ends_with('。')), "{rule}");
        }
        assert!(!rule["severities"].as_array().unwrap().is_empty(), "{rule}");
    }
    assert!(kohyo(["rules"]).out.contains("stale-citation（注意）"));
}
