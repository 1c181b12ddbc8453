//! Aids beside a text: where they show, when they wait for an update, what is wrong in their files, and that
//! no digest knows them.

mod readings;
mod shown;

use crate::page::{assert_well_formed, tokens, words_inside};
use crate::world::{Ran, files, kohyo, write};
use expect_test::expect;
use std::ffi::OsString;
use std::path::Path;

fn on(root: &Path, command: &str) -> Ran {
    let args = command.split(' ').map(OsString::from);
    kohyo(args.chain(["--root".into(), root.into()]))
}

const FILES: [(&str, &str); 5] = [
    ("site.yaml", "title: 見本\nroot: ours\n"),
    ("privacy/document.yaml", "kind: privacy-notice\ntitle: 公表事項\nsections:\n  - purposes\n"),
    (
        "privacy/purposes.yaml",
        "heading: 利用目的\nlead: 次の目的に使います。\nrows:\n  - category: 健診の結果\n    key: checkups\n    purposes:\n      - 保健指導\n  - category: 口座\n    key: accounts\n    purposes:\n      - 振込み\n",
    ),
    (
        "privacy/aids/en.yaml",
        "aids:\n  - provision: checkups\n    for: 健診の結果 保健指導\n    heading: Checkups\n    items:\n      - Guidance <b>\n",
    ),
    (
        "privacy/aids/furigana.yaml",
        "words:\n  健診: けんしん\n  利用目的: りようもくてき\nprovisions:\n  - provision: accounts\n    words:\n      口座: こうざ\n",
    ),
];

/// A site of one sealed notice with aids.
fn site(root: &Path) {
    for (path, words) in FILES {
        write(&root.join("content").join(path), words);
    }
    on(root, "seal privacy --effective 2026-04-01 --today 2026-04-01").ok();
}

fn built(root: &Path, path: &str) -> String {
    on(root, "build --as-of 2026-04-02").ok();
    let path = root.join("public").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn an_aid_shows_where_the_words_are_those_it_was_made_for() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("サイト");
    site(&root);
    let english = built(&root, "privacy/en/index.html");
    assert_well_formed(&english);
    assert!(
        english.split("<head").next().unwrap().contains(" lang=\"en\"")
            && english.contains("Guidance &lt;b")
    );
    assert!(english.contains("authoritative"), "the text counts");
    assert!(!english.contains("Update pending"));
    assert!(english.contains("has not been translated"), "what is missing falls back and says so");
    let version = built(&root, "privacy/versions/2026-04-01/en/index.html");
    assert!(version.contains("Guidance"));
    let notice = built(&root, "privacy/index.html");
    assert!(notice.contains("href=\"en/index.html\"") && notice.contains("hreflang=\"en\""));
    assert!(!root.join("public/privacy/easy").exists(), "there is none in plain Japanese");

    let rows = root.join("content/privacy/purposes.yaml");
    let words = std::fs::read_to_string(&rows).unwrap();
    write(&rows, words.replace("保健指導", "保健指導と受診のお勧め"));
    on(&root, "seal privacy --effective 2026-10-01 --today 2026-05-01").ok();
    on(&root, "build --as-of 2026-10-02").ok();
    let files = files(&root.join("public"));
    let read = |path: &str| String::from_utf8(files[Path::new(path)].clone()).unwrap();
    assert!(
        !files.contains_key(Path::new("privacy/en/index.html")),
        "no aid is left for the text in force"
    );
    assert!(read("privacy/versions/2026-04-01/en/index.html").contains("Guidance"));

    // One aid that still fits: then the other says that it waits.
    let aids = root.join("content/privacy/aids/en.yaml");
    let mut words = std::fs::read_to_string(&aids).unwrap();
    words.push_str("  - provision: accounts\n    for: 口座振込み\n    heading: Accounts\n");
    write(&aids, words);
    on(&root, "build --as-of 2026-10-02").ok();
    let html = std::fs::read_to_string(root.join("public/privacy/en/index.html")).unwrap();
    assert!(html.contains("Update pending") && html.contains("Accounts"));
    assert!(!html.contains("Guidance"), "old words are not shown as current");
    assert!(html.contains("受診のお勧め"), "the text itself is");
}

#[test]
fn furigana_leaves_every_word_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    site(&root);
    let plain = built(&root, "privacy/index.html");
    let read = built(&root, "privacy/furigana/index.html");
    assert!(!plain.contains("<ruby>"), "readings show on their own page only");
    let ruby =
        |word, reading| format!("<ruby>{word}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>");
    for (word, reading) in
        [("利用目的", "りようもくてき"), ("健診", "けんしん"), ("口座", "こうざ")]
    {
        assert!(read.contains(&ruby(word, reading)), "{word}: {read}");
    }
    let mut without = read;
    for reading in ["りようもくてき", "けんしん", "こうざ"] {
        without = without.replace(&format!("<rp>（</rp><rt>{reading}</rt><rp>）</rp>"), "");
    }
    let text = |html: &str| {
        words_inside(&tokens(html), |_, attributes| {
            attributes.iter().any(|(key, value)| key == "class" && value == "text")
        })
    };
    assert!(!text(&plain).is_empty());
    assert_eq!(text(&without), text(&plain));
}

#[test]
fn no_digest_and_no_page_of_a_text_knows_its_aids() {
    let home = tempfile::tempdir().unwrap();
    let (with, without) = (home.path().join("with"), home.path().join("without"));
    site(&with);
    site(&without);
    std::fs::remove_dir_all(without.join("content/privacy/aids")).unwrap();
    let version = "privacy/versions/2026-04-01/version.jsonl";
    assert_eq!(built(&with, version), built(&without, version));
    let fragment = "privacy/fragment.html";
    assert_eq!(built(&with, fragment), built(&without, fragment));
    assert_eq!(on(&with, "seal privacy --effective 2027-04-01").code, 1, "nothing to seal");
}

#[test]
fn what_is_wrong_in_a_file_of_aids_is_said() {
    for (file, words, code, help) in [
        (
            "en.yaml",
            "aids:\n  - provision: checkup\n    for: x\n    text: y\n",
            "aid-provision",
            "「checkups」のことでしょうか",
        ),
        ("en.yaml", "aids:\n  - provision: checkups\n    text: y\n", "missing-name", "for:"),
        ("easy.yaml", "aids:\n  - provision: checkups\n    for: x\n", "aid-empty", ""),
        ("furigana.yaml", "words:\n  健診: kenshin\n", "aid-reading", "ひらがな"),
        ("furigana.yaml", "words:\n  - 健診\n", "wrong-type", "語: よみ"),
        ("english.yaml", "aids:\n", "aid-file", "en.yaml"),
    ] {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("site");
        site(&root);
        write(&root.join("content/privacy/aids").join(file), words);
        let ran = on(&root, "check");
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains(code) && said.contains(help), "{file} {words}: {said}");
        assert_eq!(ran.code, u8::from(code != "aid-file"), "{said}");
    }
}

#[test]
fn kohyo_aids_says_what_is_wanting_and_writes_drafts_that_publish_nothing() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    site(&root);
    let ran = on(&root, "aids privacy --today 2026-11-23").ok();
    assert!(
        ran.out.contains("privacy／English（aids/en.yaml）：更新待ち0件、まだないもの3件"),
        "{}",
        ran.out
    );
    let ran = on(&root, "aids --format json --today 2026-04-02").ok();
    let wants: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let accounts = wants
        .as_array()
        .unwrap()
        .iter()
        .find(|want| want["aid"] == "en" && want["provision"] == "accounts");
    let digest = accounts.unwrap()["for"].as_str().unwrap().to_owned();
    assert_eq!(digest.len(), 16);

    let before = built(&root, "privacy/en/index.html");
    on(&root, "aids --write --today 2026-04-02").ok();
    on(&root, "check").ok();
    assert_eq!(built(&root, "privacy/en/index.html"), before);
    let written = std::fs::read_to_string(root.join("content/privacy/aids/en.yaml")).unwrap();
    assert!(written.contains(&format!("for: {digest}")));
    let again = on(&root, "aids --write --today 2026-04-02").ok();
    assert!(again.out.contains("書き足すものはありません"), "{}", again.out);

    // The draft filled in is an aid.
    let draft = format!("  # - provision: accounts\n  #   for: {digest}\n  #   heading: \n");
    assert!(written.contains(&draft), "{written}");
    let filled = format!("  - provision: accounts\n    for: {digest}\n    heading: Accounts\n");
    write(&root.join("content/privacy/aids/en.yaml"), written.replace(&draft, &filled));
    assert!(built(&root, "privacy/en/index.html").contains("Accounts"));
    assert_eq!(on(&root, "aids privat").code, 1);
}

#[test]
fn kohyo_aids_says_which_words_have_no_reading_and_which_readings_no_word() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    site(&root);
    let aids = root.join("content/privacy/aids/furigana.yaml");
    let words = std::fs::read_to_string(&aids).unwrap();
    let more = "words:\n  脱退: だったい\n";
    write(&aids, words.replacen("words:\n", more, 1));
    let said = |today: &str| {
        let ran = on(&root, &format!("aids privacy --today {today}")).ok();
        let at = ran.out.find("privacy／ふりがなつき").unwrap();
        ran.out[at..].to_owned()
    };
    expect![[r#"
        privacy／ふりがなつき（aids/furigana.yaml）：よみがなのない語7件、どこにもない語のよみがな1件
          よみがながない  公表事項  1か所、初めはkohyo-title（現行）
          よみがながない  目的  1か所、初めはpurposes（現行）
          よみがながない  個人情報  1か所、初めはpurposes（現行）
          よみがながない  類型  1か所、初めはpurposes（現行）
          よみがながない  結果  1か所、初めはcheckups（現行）
          よみがながない  保健指導  1か所、初めはcheckups（現行）
          よみがながない  振込  1か所、初めはaccounts（現行）
          どこにもない  脱退
    "#]]
    .assert_eq(&said("2026-04-02"));

    // What only an earlier version says keeps its reading: the page of that version shows it.
    let rows = root.join("content/privacy/purposes.yaml");
    let text = std::fs::read_to_string(&rows).unwrap();
    write(&rows, text.replace("category: 口座", "category: 預金"));
    let draft = said("2026-04-02");
    assert!(
        draft.contains("よみがながない  預金  1か所、初めはaccounts（作成中の内容）"),
        "{draft}"
    );
    assert!(!draft.contains("口座"), "{draft}");

    let ran = on(&root, "aids --format json --today 2026-04-02").ok();
    let wants: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let has = |words: &str, state: &str| {
        let mut all = wants.as_array().unwrap().iter();
        all.any(|one| one["aid"] == "furigana" && one["words"] == words && one["state"] == state)
    };
    assert!(has("預金", "missing") && has("脱退", "unused"), "{wants}");

    // Lines to be filled in, once, that read nothing until they are.
    on(&root, "aids --write --today 2026-04-02").ok();
    on(&root, "check").ok();
    let written = std::fs::read_to_string(&aids).unwrap();
    assert!(written.contains("#   預金: \n"), "{written}");
    on(&root, "aids --write --today 2026-04-02").ok();
    assert_eq!(std::fs::read_to_string(&aids).unwrap(), written);
}

#[test]
fn the_aids_of_the_sample_are_for_the_words_of_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for (path, bytes) in files(&content) {
        write(&root.join("content").join(path), bytes);
    }
    let ran = on(&root, "aids privacy --today 2026-11-23").ok();
    // What is coming changes words of some; those in force are as they were made for.
    let stale = |words: &str| {
        let mut lines = ran.out.lines().filter(|line| line.contains("  更新待ち  "));
        lines.any(|line| line.contains(words))
    };
    assert!(!stale("現行") && stale("作成中の内容"), "{}", ran.out);
    let missing = ran.out.matches("  まだない  ").count();
    assert!((20..60).contains(&missing), "some are there, some fall back");
}
