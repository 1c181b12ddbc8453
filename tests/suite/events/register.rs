//! Texts of the past (後日収録): through the log and the exact check of every import, beside the text that is being
//! written.

use super::{Story, on, site};
use crate::world::{files, write};
use expect_test::expect_file;
use std::path::Path;

const OLD: &str = "見本規程\n\n（目的）\n第一条　この規程は、個人情報を守ることを定める。\n";

#[test]
fn past_texts_become_versions_and_the_draft_stays() {
    let home = site();
    let root = home.path();
    let before = files(&root.join("content"));
    write(&root.join("古い規程.txt"), OLD);
    write(&root.join("もっと古い規程.txt"), OLD.replace("守ること", "保つこと"));
    let mut story = Story::of(root);
    let file = |name: &str| root.join(name).display().to_string();
    let register = |name: &str, words: &str| {
        format!("import {} --document rules --register {words}", file(name))
    };
    story
        .run(
            "2026-11-23",
            &register(
                "古い規程.txt",
                "2017-05-30 --decided 2017-05-20 --decided-by 組合会 --summary 初めの規程です。",
            ),
        )
        .ok();
    story.run("2026-11-23", &register("もっと古い規程.txt", "unknown --seen 2015-04-01")).ok();
    story.ledger("rules", 2);
    story.run("2026-11-23", &register("古い規程.txt", "2017-05-30"));
    story.run("2026-11-23", &register("古い規程.txt", "2027-05-30"));
    story.run("2026-11-23", &format!("{} --kind notice", register("古い規程.txt", "2016-05-30")));
    story.run("2026-11-23", "import a.txt b.txt --document rules --register 2016-05-30");
    story.run("2026-11-23", "import a.txt --register 2016-05-30");
    story.run("2026-11-23", "show rules --on 2016-01-01 --format json").ok();
    story.check(expect_file!["expected/registered.txt"]);
    on(root, "2026-11-23", "verify").ok();
    let after = files(&root.join("content"));
    for (path, bytes) in &before {
        let is_ledger = path == Path::new("rules/ledger.jsonl");
        assert!(is_ledger || after[path] == *bytes, "{}", path.display());
    }
    let report = std::fs::read_to_string(root.join("records/imports/rules/2017-05-30.md")).unwrap();
    assert!(report.contains("古い規程.txt"), "{report}");
    on(root, "2026-11-23", "build").ok();
    let page = std::fs::read_to_string(root.join("public/rules/history/index.html")).unwrap();
    assert!(page.contains("後日収録"), "{page}");
}

/// Nobody knows since when it counted: it never takes the place of a text that was sealed.
#[test]
fn a_text_since_an_unknown_day_does_not_become_what_is_in_force() {
    let home = site();
    let root = home.path();
    write(&root.join("古い規程.txt"), OLD);
    let mut story = Story::of(root);
    let file = root.join("古い規程.txt").display().to_string();
    let register = |words: &str| {
        format!("import {file} --document rules --register unknown{words} --out {}", root.display())
    };
    let before = files(&root.join("content"));
    assert_eq!(story.run("2026-11-23", &register("")).code, 1);
    assert_eq!(story.run("2026-11-23", &register(" --seen 2026-11-23")).code, 1);
    assert_eq!(story.run("2026-11-23", &register(" --seen 2026-04-01")).code, 1);
    let known = register("").replace("unknown", "2026-04-01");
    assert_eq!(story.run("2026-11-23", &known).code, 1);
    assert!(before == files(&root.join("content")));
    story.run("2026-11-23", &register(" --seen 2026-03-31")).ok();
    story.run("2026-11-23", "show rules --on 2026-11-23 --format json").ok();
    story.check(expect_file!["expected/registered-unknown.txt"]);
}

#[test]
fn a_past_text_can_found_a_document() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("サイト");
    write(&home.path().join("旧.txt"), OLD);
    let file = home.path().join("旧.txt").display().to_string();
    let mut story = Story::of(&root);
    let ran = story
        .run(
            "2026-11-23",
            &format!("import {file} --kind regulation --document old-rules --register 2017-05-30"),
        )
        .ok();
    assert!(ran.out.contains("後日収録"), "{}", ran.out);
    story.words = story.words.replace(&home.path().display().to_string(), "…");
    on(&root, "2026-11-23", "verify").ok();
    story.run("2026-11-23", "status").ok();
    story.ledger("old-rules", 1);
    story.check(expect_file!["expected/founded.txt"]);
    assert_eq!(
        story_files(&root),
        [
            "document.yaml",
            "import-report.md",
            "ledger.jsonl",
            "main.law.txt",
            "versions/2017-05-30.jsonl"
        ]
    );
}

fn story_files(root: &Path) -> Vec<String> {
    let found = files(&root.join("content/old-rules"));
    found.keys().map(|path| path.display().to_string()).collect()
}
