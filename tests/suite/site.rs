//! Whole small sites through the command line: from nothing to pages, and what people get wrong on the way.

use crate::world::{Ran, files, founded, kohyo, write};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

fn words(words: &str, root: &Path) -> Vec<OsString> {
    let args = words.split(' ').map(OsString::from);
    args.chain(["--root".into(), root.into()]).collect()
}

fn on(root: &Path, command: &str) -> Ran {
    kohyo(words(command, root))
}

fn page(root: &Path, path: &str) -> String {
    std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_new_site_builds_at_once() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("新しい サイト");
    founded(&root);
    on(&root, "check --strict").ok();
    on(&root, "build --as-of 2026-04-02").ok();
    assert!(page(&root, "public/index.html").contains("見本健康保険組合"));
    let privacy = page(&root, "public/privacy/index.html");
    assert!(
        privacy.contains("2026年4月1日") && privacy.contains("令和8年4月1日"),
        "both calendars"
    );
    assert_eq!(
        page(&root, "public/privacy/ledger.jsonl"),
        page(&root, "content/privacy/ledger.jsonl")
    );
    assert_eq!(
        page(&root, "public/privacy/versions/2026-04-01/version.jsonl"),
        page(&root, "content/privacy/versions/2026-04-01.jsonl")
    );
    let again = on(&root, "build --as-of 2026-04-02").ok();
    assert!(again.out.contains("変更していません"), "{}", again.out);
}

#[test]
fn a_site_is_not_founded_on_another() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    founded(&root);
    let before = files(&root);
    let ran = kohyo([OsString::from("init"), root.clone().into()]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("site-exists"), "{}", ran.err);
    assert_eq!(files(&root), before);
}

#[test]
fn sealed_text_is_what_is_shown() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    founded(&root);
    let contacts = root.join("content/privacy/contacts.yaml");
    let text = std::fs::read_to_string(&contacts).unwrap();
    write(&contacts, text.replace("03-0000-0000", "03-1111-1111"));
    on(&root, "build --as-of 2026-04-02").ok();
    assert!(
        !page(&root, "public/privacy/index.html").contains("03-1111-1111"),
        "a draft is not published"
    );
    on(&root, "build --preview --as-of 2026-04-02").ok();
    assert!(page(&root, "preview/privacy/draft/index.html").contains("03-1111-1111"));
    assert!(
        page(&root, "preview/index.html").contains("案・未公表"),
        "every page of a preview says so"
    );
    assert!(page(&root, "preview/privacy/index.html").contains("noindex"));

    on(&root, "seal privacy --effective 令和8年10月1日 --today 2026-05-01").ok();
    on(&root, "build --as-of 2026-05-01").ok();
    let now = page(&root, "public/privacy/index.html");
    assert!(
        now.contains("03-0000-0000") && !now.contains("03-1111-1111"),
        "the coming version is not in force"
    );
    assert!(now.contains("2026年10月1日"), "the coming day is said");
    assert!(page(&root, "public/privacy/versions/2026-10-01/index.html").contains("03-1111-1111"));
    on(&root, "build --as-of 2026-10-01").ok();
    assert!(page(&root, "public/privacy/index.html").contains("03-1111-1111"));
    assert!(
        page(&root, "public/privacy/versions/2026-04-01/index.html").contains("03-0000-0000"),
        "for good"
    );
}

#[test]
fn an_unknown_day_is_said_to_be_unknown() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    founded(&root);
    std::fs::remove_dir_all(root.join("content/privacy/versions")).unwrap();
    std::fs::remove_file(root.join("content/privacy/ledger.jsonl")).unwrap();
    on(&root, "seal privacy --effective unknown --today 2026-11-23").ok();
    on(&root, "build --as-of 2026-11-23").ok();
    let shown = page(&root, "public/privacy/index.html");
    assert!(shown.contains("不明") && shown.contains("2026年11月23日"), "{shown}");
}

#[test]
fn sealing_says_what_stands_against_it() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    founded(&root);
    let before = files(&root);
    for (command, code) in [
        ("seal privacy --effective 2027-04-01", "nothing-to-seal"),
        ("seal privat --effective 2027-04-01", "no-such-document"),
    ] {
        let ran = on(&root, command);
        assert_eq!(ran.code, 1, "{command}");
        assert!(ran.err.contains(code), "{command}: {}", ran.err);
    }
    let contacts = root.join("content/privacy/contacts.yaml");
    write(
        &contacts,
        std::fs::read_to_string(&contacts).unwrap().replace("03-0000-0000", "03-1111-1111"),
    );
    let ran = on(&root, "seal privacy --effective 2025-04-01");
    assert!(ran.code == 1 && ran.err.contains("none-in-force"), "{}", ran.err);
    let ran = on(&root, "seal privacy --effective 令和7年2月30日");
    assert!(ran.code == 2 && ran.err.contains("令和7年2月30日"), "{}", ran.err);
    write(&contacts, &before[&PathBuf::from("content/privacy/contacts.yaml")]);
    assert_eq!(files(&root), before);
}

#[test]
fn two_builds_are_byte_equal_whatever_the_path_and_the_threads() {
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (home.path().join("one"), home.path().join("べつの/場所"));
    std::fs::create_dir_all(two.parent().unwrap()).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let build = |root: &Path, threads: &str| {
        for (path, bytes) in files(&sample) {
            write(&root.join("content").join(path), bytes);
        }
        let done = Command::new(env!("CARGO_BIN_EXE_kohyo"))
            .args(["build", "--as-of", "2026-11-23", "--root"])
            .arg(root)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        files(&root.join("public"))
    };
    let (first, second) = (build(&one, "1"), build(&two, "7"));
    assert!(first.len() > 5);
    assert_eq!(first, second);
    for (path, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(home.path().to_str().unwrap()), "{} names a path", path.display());
    }
}

#[test]
fn an_output_folder_that_is_not_ours_stays_untouched() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    founded(&root);
    let out = home.path().join("大切な フォルダー");
    write(&out.join("家計簿.txt"), "1,000円");
    let before = files(&out);
    let ran = kohyo([
        OsString::from("build"),
        "--root".into(),
        root.clone().into(),
        "--out".into(),
        out.clone().into(),
    ]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(files(&out), before);
}

#[test]
fn a_published_ledger_is_never_dropped() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    founded(&root);
    on(&root, "build --as-of 2026-04-02").ok();
    let before = files(&root.join("public"));
    std::fs::remove_dir_all(root.join("content/privacy/versions")).unwrap();
    std::fs::remove_file(root.join("content/privacy/ledger.jsonl")).unwrap();
    on(&root, "seal privacy --effective 2026-05-01 --today 2026-05-01").ok();
    let ran = on(&root, "build --as-of 2026-05-01");
    assert!(ran.code == 1 && ran.err.contains("ledger-not-a-continuation"), "{}", ran.err);
    assert_eq!(files(&root.join("public")), before);
}

#[test]
fn a_broken_theme_is_a_finding_and_nothing_is_written() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    founded(&root);
    on(&root, "build --as-of 2026-04-02").ok();
    let before = files(&root.join("public"));
    for broken in [
        "{% if %}",
        "{% block main %}{% endblock %}{% block foot %}{% endblock %}{{ not_there }}",
        "{% include \"nowhere.html\" %}",
        "\u{0}{{",
    ] {
        write(&root.join("themes/kohyo/base.html"), broken);
        let ran = on(&root, "build --as-of 2026-04-02");
        assert_eq!(ran.code, 1, "{broken}: {}", ran.err);
        assert!(ran.err.contains("themes/kohyo/base.html"), "{broken}: {}", ran.err);
        assert_eq!(files(&root.join("public")), before, "{broken}");
    }
}

#[test]
fn findings_come_all_at_once_as_text_and_as_json() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("site");
    founded(&root);
    let before = files(&root);
    write(&root.join("content/privacy/requests.yaml"), "heading: 手続\nleed: 手続です。\n");
    write(
        &root.join("content/privacy/contacts.yaml"),
        "heading: 窓口\ncontacts:\n  - name: 総務課\n    fone: 03-0000-0000\n",
    );
    let ran = on(&root, "check");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("content/privacy/requests.yaml:2:1")
            && ran.err.contains("content/privacy/contacts.yaml:4:5"),
        "{}",
        ran.err
    );
    let json = on(&root, "check --format json");
    assert_eq!(json.code, 1);
    let findings: Vec<serde_json::Value> = serde_json::from_str(&json.out).unwrap();
    assert!(
        findings.iter().any(|finding| finding["code"] == "unknown-name" && finding["line"] == 4),
        "{findings:?}"
    );
    assert_eq!(on(&root, "build").code, 1);
    assert_eq!(on(&root, "seal privacy --effective 2027-04-01").code, 1);
    assert_eq!(files(&root.join("content/privacy/versions")).len(), 1);
    assert!(!root.join("public").exists());
    drop(before);
}

#[test]
fn help_speaks_japanese_and_english() {
    let ja = kohyo(["--help"]);
    assert_eq!(ja.code, 0);
    for words in ["使い方", "コマンド", "init", "import", "check", "seal", "build"] {
        assert!(ja.out.contains(words), "{words}: {}", ja.out);
    }
    let en = kohyo(["--help", "--lang", "en"]);
    assert!(en.out.contains("Usage:") && !en.out.contains("使い方"), "{}", en.out);
    for command in ["init", "import", "check", "seal", "build"] {
        let ja = kohyo([command, "--help"]);
        assert!(
            ja.code == 0
                && ja.out.contains("使い方")
                && !ja.out.contains("Usage")
                && !ja.out.contains("Options")
                && !ja.out.contains("OPTIONS"),
            "{}",
            ja.out
        );
        let en = kohyo([command, "--help", "--lang", "en"]);
        assert!(en.out.is_ascii() || command == "init", "{}", en.out);
    }
}

#[test]
fn a_mistyped_command_line_is_answered_in_japanese() {
    for (args, expected) in [
        (vec!["biuld"], "「biuld」というコマンドはありません。「build」ではありませんか。"),
        (vec!["build", "--preveiw"], "「--preview」ではありませんか。"),
        (vec!["repeal", "privacy"], "次の指定が必要です"),
        (vec!["build", "--as-of", "令和7年2月30日"], "令和7年2月30日"),
        (vec!["check", "--format", "xml"], "指定できる値: text、json"),
    ] {
        let ran = kohyo(args.clone());
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains(expected), "{args:?}: {}", ran.err);
        assert!(!ran.err.contains("error:"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_folder_without_a_site_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let ran = on(home.path(), "build");
    assert!(
        ran.code != 0 && ran.err.contains("site.yaml") && ran.err.contains("kohyo init"),
        "{}",
        ran.err
    );
    let ran = on(&home.path().join("ありません"), "check");
    assert!(ran.code != 0 && !ran.err.is_empty(), "{}", ran.err);
}
