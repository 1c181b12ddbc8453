//! `kohyo restore`: `content/` comes back from a published copy, so that the pages built of it are the same byte
//! for byte, and nothing that was not published comes into a published folder.

use crate::world::{Ran, files, kohyo, put, write};
use expect_test::{ExpectFile, expect_file};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

const DAY: &str = "2026-11-23";

fn on(root: &Path, words: &str) -> Ran {
    let args = words.split(' ').map(OsString::from);
    let today = ["--today".into(), DAY.into(), "--root".into(), root.into()];
    kohyo(args.chain(today))
}

fn restore(root: &Path, copy: &Path, more: &[&str]) -> Ran {
    let mut args: Vec<OsString> = vec!["restore".into(), copy.into()];
    args.extend(more.iter().map(OsString::from));
    args.extend(["--root".into(), root.into()]);
    kohyo(args)
}

/// A copy of a site that may be written to, built, with a copy of what was published.
struct Published {
    home: tempfile::TempDir,
    public: BTreeMap<PathBuf, Vec<u8>>,
}

impl Published {
    fn of(content: &BTreeMap<PathBuf, Vec<u8>>) -> Published {
        let home = tempfile::tempdir().unwrap();
        put(&home.path().join("site/content"), content);
        on(&home.path().join("site"), "build").ok();
        let public = files(&home.path().join("site/public"));
        put(&home.path().join("写し"), &public);
        Published { home, public }
    }

    fn root(&self) -> PathBuf {
        self.home.path().join("site")
    }

    fn copy(&self) -> PathBuf {
        self.home.path().join("写し")
    }

    /// `content/` and `public/` go away, come back, and `public/` is the same.
    #[track_caller]
    fn comes_back(&self) -> Ran {
        let root = self.root();
        for folder in ["content", "public", "records"] {
            let _ = fs::remove_dir_all(root.join(folder));
        }
        let ran = restore(&root, &self.copy(), &[]).ok();
        on(&root, "build").ok();
        let again = files(&root.join("public"));
        let paths = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&again), paths(&self.public));
        for (path, bytes) in &again {
            assert!(*bytes == self.public[path], "{}", path.display());
        }
        on(&root, "verify").ok();
        ran
    }
}

fn repository(path: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path).join("content"))
}

#[test]
fn the_sample_sites_come_back_and_build_the_same_pages() {
    for path in ["", "examples/kenpo"] {
        let content = repository(path);
        let published = Published::of(&content);
        published.comes_back();
        // Sealed files are the very same, and no draft differs from what is sealed.
        let back = files(&published.root().join("content"));
        for (path, bytes) in &content {
            let name = path.to_string_lossy();
            if name.ends_with(".jsonl") || name.contains("figures/") {
                assert!(back[path] == *bytes, "{name}");
            }
        }
        let ran = on(&published.root(), "check").ok();
        assert!(!ran.err.contains("unsealed"), "{}", ran.err);
    }
}

const SMALL: [(&str, &str); 9] = [
    (
        "site.yaml",
        "title: 見本健康保険組合\nurl: https://www.mihon-kenpo.example/k/\ntag: mihon-kenpo.example,2020\nminify: false\ndocuments: [notice]\n",
    ),
    (
        "organisation.yaml",
        "name: [{value: 見本組合}, {from: 2026-05-01, value: 見本健康保険組合}, {from: 2028-01-01, value: 秘密の新名称}]\nphone: 00-0000-0000\n",
    ),
    (
        "notice/document.yaml",
        "kind: notice\ntitle: お知らせ\nsections: [text, organisation, figures]\n",
    ),
    ("notice/text.md", "被保険者の皆様へのお知らせです。\n"),
    ("notice/organisation.yaml", "heading: 組合\nfields: [name, phone]\n"),
    (
        "notice/figures.yaml",
        "heading: 図\nfigures: [{key: chart, file: chart.svg, alt: 組織の図}]\n",
    ),
    ("notice/figures/chart.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("static/お知らせ.pdf", "%PDF-1.7 見本"),
    ("static/.well-known/security.txt", "Contact: mailto:x@mihon-kenpo.example\n"),
];

/// A small notice with all that a site may hold: two versions, figures of both, aids, files of the user's own.
fn small() -> BTreeMap<PathBuf, Vec<u8>> {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    for (path, words) in SMALL {
        write(&root.join("content").join(path), words);
    }
    on(root, "seal notice --effective 2026-04-01").ok();
    write(&root.join("content/notice/text.md"), "被保険者と被扶養者の皆様へのお知らせです。\n");
    write(
        &root.join("content/notice/figures/chart-2.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>",
    );
    write(
        &root.join("content/notice/figures.yaml"),
        "heading: 図\nfigures: [{key: chart, file: chart-2.svg, alt: 組織の図}]\n",
    );
    on(root, "seal notice --effective 2026-10-01").ok();
    // The figures are renamed since, as nothing but their bytes binds them.
    let figures = root.join("content/notice/figures");
    fs::rename(figures.join("chart.svg"), figures.join("old.svg")).unwrap();
    fs::rename(figures.join("chart-2.svg"), figures.join("chart.svg")).unwrap();
    write(
        &root.join("content/notice/figures.yaml"),
        "heading: 図\nfigures: [{key: chart, file: chart.svg, alt: 組織の図}, {key: plan, file: plan.svg, alt: 秘密の図}]\n",
    );
    write(&figures.join("plan.svg"), "<svg xmlns='http://www.w3.org/2000/svg'><path/></svg>");
    write(
        &root.join("content/notice/text.md"),
        "秘密の案です。被扶養者資格確認書のお知らせです。\n",
    );
    write(
        &root.join("content/notice/aids/furigana.yaml"),
        "words:\n  被扶養者: ひふようしゃ\n  資格確認書: しかくかくにんしょ\nprovisions:\n  - provision: chart\n    words: {組織の図: そしきのず}\n  - provision: plan\n    words: {図: ず}\n",
    );
    write(
        &root.join("content/notice/aids/easy.yaml"),
        "aids:\n  - provision: kohyo-title\n    for: お知らせ\n    heading: しらせ\n  - provision: plan\n    for: 組織の図\n    text: かいしゃの ず\n  - provision: chart\n    for: 秘密の図\n    text: [ひみつの ず, また]\n    items: [いち, に]\n",
    );
    files(&root.join("content"))
}

#[test]
fn a_small_site_comes_back_whole_and_no_draft_is_published() {
    let published = Published::of(&small());
    let secret = ["秘密", "ひみつ", "資格確認書", "plan", "2028"];
    for (path, bytes) in &published.public {
        let words = String::from_utf8_lossy(bytes);
        for secret in secret {
            assert!(!words.contains(secret), "{}: {secret}", path.display());
        }
    }
    let ran = published.comes_back();
    let back = files(&published.root().join("content"));
    let shown = back.iter().map(|(path, bytes)| {
        let words = String::from_utf8_lossy(bytes);
        match path.to_string_lossy() {
            name if name.ends_with(".yaml") || name.ends_with(".md") => {
                format!("== {name}\n{words}")
            }
            name => format!("== {name}: {} bytes\n", bytes.len()),
        }
    });
    let home = published.home.path().display().to_string();
    expect_file!["restore/expected/content-back.txt"].assert_eq(&shown.collect::<String>());
    expect_file!["restore/expected/told.txt"].assert_eq(&ran.out.replace(&home, "…"));
}

#[track_caller]
fn refused(ran: &Ran, home: &Path, expected: ExpectFile) {
    assert_eq!(ran.code, 1, "{}", ran.out);
    let home = format!("{}/", home.display());
    expected.assert_eq(&ran.err.replace(&home, ""));
}

#[test]
fn nothing_is_written_over_and_a_broken_copy_gives_nothing() {
    let published = Published::of(&small());
    let (root, copy, home) = (published.root(), published.copy(), published.home.path());
    let before = files(&root);
    refused(&restore(&root, &copy, &[]), home, expect_file!["restore/expected/content-exists.txt"]);
    refused(
        &restore(&root, &copy, &["other"]),
        home,
        expect_file!["restore/expected/no-such-document.txt"],
    );
    let empty = home.join("空");
    let ledger = copy.join("notice/ledger.jsonl");
    let whole = fs::read_to_string(&ledger).unwrap();
    write(&ledger, whole.replace("2026-10-01", "2026-10-02"));
    refused(&restore(&empty, &copy, &[]), home, expect_file!["restore/expected/broken-ledger.txt"]);
    write(&ledger, &whole);
    fs::remove_file(copy.join("お知らせ.pdf")).unwrap();
    refused(&restore(&empty, &copy, &[]), home, expect_file!["restore/expected/missing-file.txt"]);
    write(&copy.join("お知らせ.pdf"), &published.public[Path::new("お知らせ.pdf")]);
    let settings = copy.join("documents/content/site.yaml");
    fs::remove_file(&settings).unwrap();
    refused(&restore(&empty, &copy, &[]), home, expect_file!["restore/expected/no-sources.txt"]);
    assert!(!empty.exists() && files(&root) == before);
}

#[test]
fn one_document_comes_back_and_what_is_being_written_stays() {
    let published = Published::of(&small());
    let (root, copy, home) = (published.root(), published.copy(), published.home.path());
    let content = files(&root.join("content"));
    let notice = root.join("content/notice");
    fs::remove_file(notice.join("ledger.jsonl")).unwrap();
    fs::remove_file(notice.join("versions/2026-04-01.jsonl")).unwrap();
    fs::remove_file(notice.join("figures/old.svg")).unwrap();
    restore(&root, &copy, &["notice"]).ok();
    let mut now = files(&root.join("content"));
    now.remove(Path::new(".gitattributes"));
    let old = PathBuf::from("notice/figures/old.svg");
    assert!(now.len() == content.len());
    for (path, bytes) in &content {
        assert!(*path == old || now.get(path) == Some(bytes), "{}", path.display());
    }
    // A broken file is in the way until somebody moves it.
    write(&notice.join("versions/2026-04-01.jsonl"), "x");
    refused(
        &restore(&root, &copy, &["notice"]),
        home,
        expect_file!["restore/expected/in-the-way.txt"],
    );
    fs::remove_dir_all(&notice).unwrap();
    restore(&root, &copy, &["notice"]).ok();
    let ran = on(&root, "check").ok();
    // What is to come stands in organisation.yaml, which stayed.
    assert_eq!(ran.err.matches("unsealed").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("2028-01-01から変わります"), "{}", ran.err);
}

/// What was recorded after the copy was made stays; what the copy has, and the site lost, comes back beside it.
#[test]
fn an_older_copy_gives_what_it_has_and_takes_nothing_back() {
    let published = Published::of(&small());
    let (root, copy, home) = (published.root(), published.copy(), published.home.path());
    let notice = root.join("content/notice");
    write(&notice.join("text.md"), "あとで確定したお知らせです。\n");
    fs::remove_file(notice.join("figures/plan.svg")).unwrap();
    write(
        &notice.join("figures.yaml"),
        "heading: 図\nfigures: [{key: chart, file: chart.svg, alt: 組織の図}]\n",
    );
    for aid in ["easy", "furigana"] {
        fs::remove_file(notice.join(format!("aids/{aid}.yaml"))).unwrap();
    }
    on(&root, "seal notice --effective 2026-11-01").ok();
    let content = files(&root.join("content"));
    let first = notice.join("versions/2026-04-01.jsonl");
    fs::remove_file(&first).unwrap();
    restore(&root, &copy, &["notice"]).ok();
    let mut now = files(&root.join("content"));
    now.remove(Path::new(".gitattributes"));
    let mut before = content.clone();
    before.remove(Path::new(".gitattributes"));
    assert!(now == before);
    let again = restore(&root, &copy, &["notice"]).ok();
    assert!(again.out.contains("戻すものはありませんでした"), "{}", again.out);

    // Words that were withheld since do not come back.
    on(&root, "withhold notice 2026-04-01 --words 被保険者 --reason 見本").ok();
    fs::remove_file(&first).unwrap();
    refused(&restore(&root, &copy, &["notice"]), home, expect_file!["restore/expected/older.txt"]);
    assert!(!first.exists());
}

/// What lies in a copy and is not in its manifest was put there by somebody else: it stays there, and is named.
#[test]
fn what_kohyo_did_not_make_does_not_come_back() {
    let published = Published::of(&small());
    let (root, copy) = (published.root(), published.copy());
    for path in ["documents/content/evil.yaml", "documents/content/notice/aids/x.yaml"] {
        write(&copy.join(path), "x: 1\n");
    }
    let ledger = fs::read(copy.join("notice/ledger.jsonl")).unwrap();
    write(&copy.join("other/ledger.jsonl"), ledger);
    write(&copy.join("ロゴ.png"), "x");
    let ran = published.comes_back();
    let content = root.join("content");
    for path in ["evil.yaml", "notice/aids/x.yaml", "other", "static/ロゴ.png"] {
        assert!(!content.join(path).exists(), "{path}");
    }
    for name in ["documents/content/evil.yaml", "other/ledger.jsonl", "ロゴ.png"] {
        assert!(ran.out.contains(name), "{}", ran.out);
    }
    assert_eq!(restore(&root, &copy, &["other"]).code, 1);
    // One of its own that was changed is no longer what kohyo made.
    let settings = copy.join("documents/content/site.yaml");
    write(&settings, fs::read_to_string(&settings).unwrap().replace("見本", "別の"));
    let empty = published.home.path().join("空");
    let ran = restore(&empty, &copy, &[]);
    assert!(ran.code == 1 && ran.err.contains("documents/content/site.yaml"), "{}", ran.err);
    assert!(!empty.exists());
}

/// A draft that is there is nobody's to overwrite: only what is missing comes back, and what was kept is named.
#[test]
fn drafts_that_are_there_stay_and_are_named() {
    let published = Published::of(&small());
    let (root, copy) = (published.root(), published.copy());
    let notice = root.join("content/notice");
    let draft = fs::read(notice.join("figures.yaml")).unwrap();
    for name in ["document.yaml", "organisation.yaml"] {
        fs::remove_file(notice.join(name)).unwrap();
    }
    let ran = restore(&root, &copy, &["notice"]).ok();
    assert!(notice.join("document.yaml").exists() && notice.join("organisation.yaml").exists());
    assert!(fs::read(notice.join("figures.yaml")).unwrap() == draft);
    assert!(ran.err.contains("content/notice/figures.yaml"), "{}", ran.err);
    assert!(ran.err.contains("restore-kept"), "{}", ran.err);
}

/// Pages as a vendor's system changed them are no reason to lose the content.
#[test]
fn changed_pages_stand_in_nobodys_way() {
    let published = Published::of(&small());
    let page = published.copy().join("notice/index.html");
    let words = fs::read_to_string(&page).unwrap();
    write(&page, words.replace("<main", "<!-- 計測 --><main"));
    write(&published.copy().join("計測.html"), "x");
    published.comes_back();
}
