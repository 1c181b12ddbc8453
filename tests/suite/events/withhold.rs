//! Words taken out of public: no public byte has them, `verify` stays green and says so, the originals are kept.

use super::{Story, mend, on, site};
use crate::world::files;
use expect_test::expect_file;
use std::path::Path;

const SECRET: &str = "秘密太郎";

/// The site with a name in two versions that should never have stood there.
fn told() -> tempfile::TempDir {
    let home = site();
    let root = home.path();
    mend(
        root,
        "privacy/text.md",
        "適切に",
        "[担当の秘密太郎](https://www.mihon-kenpo.example/%E7%A7%98)が**秘密**太郎として適切に",
    );
    on(root, "2026-06-02", "seal privacy --effective 2026-11-01").ok();
    mend(root, "privacy/text.md", "300円", "200円");
    on(root, "2026-06-03", "seal privacy --effective 2026-12-01").ok();
    home
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn words_leave_every_public_form_and_verify_says_so() {
    let home = told();
    let root = home.path();
    on(root, "2026-06-04", "build --as-of 2026-11-15").ok();
    let leaking = files(&root.join("public"));
    assert!(leaking.values().any(|bytes| has(bytes, SECRET)));
    let mut story = Story::of(root);
    story.both(
        "2026-06-04",
        "withhold privacy 2026-11-01 --words 秘密太郎 --reason 個人の氏名が含まれていたため",
    );
    story.run("2026-06-04", "withhold privacy 2026-12-01 --words 秘密太郎 --words 担当の --reason 個人の氏名が含まれていたため --all-versions").ok();
    // The draft has them no more, so that they cannot come back.
    mend(
        root,
        "privacy/text.md",
        "[担当の秘密太郎](https://www.mihon-kenpo.example/%E7%A7%98)が**秘密**太郎として",
        "",
    );
    story.run("2026-06-05", "verify").ok();
    story.ledger("privacy", 3);
    on(root, "2026-06-05", "build --as-of 2026-11-15").ok();
    let public = files(&root.join("public"));
    for (path, bytes) in &public {
        assert!(!has(bytes, SECRET) && !has(bytes, "担当の"), "{}", path.display());
    }
    let page =
        String::from_utf8_lossy(&public[Path::new("privacy/versions/2026-11-01/index.html")])
            .into_owned();
    assert_eq!(page.matches("〔非公開〕").count(), page.matches("適切に").count() * 3, "{page}");
    let public = root.join("public").display().to_string();
    story.run("2026-06-05", &format!("verify {public}")).ok();
    let kept: Vec<String> = files(&root.join("records"))
        .iter()
        .filter(|(path, _)| path.starts_with("withheld"))
        .map(|(path, bytes)| format!("{}: {}", path.display(), has(bytes, SECRET)))
        .collect();
    story.words.push_str(&kept.join("\n"));
    story.check(expect_file!["expected/withheld.txt"]);
}

#[test]
fn what_is_not_there_or_would_be_said_is_refused() {
    let home = told();
    let mut story = Story::of(home.path());
    for words in [
        "withhold privacy 2026-04-01 --words 秘密太郎 --reason 個人の氏名のため",
        "withhold privacy 2026-04-01 --words どこにもない --reason 個人の氏名のため",
        "withhold privacy 2026-11-01 --words 秘密太郎 --reason 秘密太郎の氏名のため",
        "withhold privacy 2026-11-02 --words 秘密太郎 --reason 個人の氏名のため",
        "withhold privacy 2026-11-01 --words 〔非公開〕 --reason 個人の氏名のため",
        "withhold privacy 2026-11-01 --words 秘密太郎",
    ] {
        assert_ne!(story.run("2026-06-15", words).code, 0, "{words}");
    }
    story.check(expect_file!["expected/withhold-refused.txt"]);
}

/// Wherever else the words stand, it is said.
#[test]
fn what_remains_is_named() {
    let home = told();
    let root = home.path();
    crate::world::write(&root.join("content/static/担当.txt"), "秘密太郎");
    crate::world::write(
        &root.join("content/rules/main.law.txt"),
        "見本規程\n\n第1条　秘密太郎が定める。\n",
    );
    on(root, "2026-06-04", "seal rules --effective 2026-07-01 --summary 秘密太郎が定めます。").ok();
    on(
        root,
        "2026-06-04",
        "record add privacy 2026-11-01 --what 確認 --date 2026-06-04 --note 秘密太郎が確認",
    )
    .ok();
    let easy = "aids:\n  - provision: kohyo-title\n    for: 個人情報の取扱いについて\n    text: 秘密太郎が おしえます\n";
    crate::world::write(&root.join("content/privacy/aids/easy.yaml"), easy);
    let mut story = Story::of(root);
    story
        .run("2026-06-04", "withhold privacy 2026-11-01 --words 秘密太郎 --reason 個人の氏名のため")
        .ok();
    story.check(expect_file!["expected/withhold-remains.txt"]);
}
