//! The webmaster's own files, texts for other people's pages, and the list of what to upload. Knows no
//! templates.

use crate::html::{NOW, assert_words, build, page};
use crate::page::{Token, assert_well_formed, tokens};
use crate::specimen;
use crate::world::{Ran, files, founded, kohyo, write};
use kohyo::publish::upload::Upload;
use kohyo::site::edition::Showing;
use kohyo::site::{OwnFile, Root, is_kohyos};
use kohyo::tree::Digest;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

fn on(root: &Path, command: &str) -> Ran {
    let args = command.split(' ').map(OsString::from);
    kohyo(args.chain(["--root".into(), root.into()]))
}

fn list(root: &Path) -> String {
    std::fs::read_to_string(root.join("public.upload.txt")).unwrap()
}

fn marked<'a>(list: &'a str, verb: &str) -> Vec<&'a str> {
    list.lines().filter_map(|line| line.strip_prefix(verb)).collect()
}

#[test]
fn files_of_the_webmaster_are_published_as_they_are() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("サイト 1");
    founded(&root);
    let own = root.join("content/static");
    write(&own.join("様式 集/開示 請求書.pdf"), b"%PDF-\xFF");
    write(&own.join(".well-known/security.txt"), "Contact");
    on(&root, "build --as-of 2026-04-02").ok();
    let public = files(&root.join("public"));
    assert_eq!(public[Path::new("様式 集/開示 請求書.pdf")], b"%PDF-\xFF");
    assert!(public.contains_key(Path::new(".well-known/security.txt")));
    let listed = list(&root);
    assert!(marked(&listed, "送る: ").contains(&"様式 集/開示 請求書.pdf"));
}

#[test]
fn no_file_of_the_webmaster_takes_the_place_of_a_page() {
    for path in [
        "privacy/index.html",
        "privacy/開示請求書.pdf",
        "Privacy",
        "manifest.json",
        "index.html",
        "assets/own.css",
        "_headers",
    ] {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("site");
        founded(&root);
        write(&root.join("content/static").join(path), "x");
        let ran = on(&root, "check");
        assert_eq!(ran.code, 1, "{path}");
        assert!(ran.err.contains("static-over-page"), "{path}: {}", ran.err);
        assert_eq!(on(&root, "build").code, 1, "{path}");
        assert!(!root.join("public").exists(), "{path}");
    }
}

#[test]
fn every_file_that_is_written_stands_in_a_place_of_kohyos() {
    let mut site = specimen::site();
    site.own_files.push(OwnFile { path: "様式 集/a b.txt".into(), bytes: (*b"own").into() });
    for root in [Root::Ours, Root::Theirs] {
        site.settings.root = root;
        for (path, bytes) in build(&site, NOW, Showing::Preview) {
            let slugs = site.documents.iter().map(|document| &document.slug);
            let is_ours = is_kohyos(&path, &site.settings, slugs);
            assert_eq!(is_ours, &*bytes != b"own", "{path}");
        }
    }
}

#[test]
fn a_fragment_is_the_text_with_ids_of_its_own() {
    let site = specimen::site();
    let files = build(&site, NOW, Showing::Public);
    let mut count = 0;
    for document in &site.documents {
        let path = format!("{}/fragment.html", document.slug);
        let Some(version) = document.in_force_on(NOW.parse().unwrap()) else {
            assert!(!files.contains_key(&path), "{path}");
            continue;
        };
        let html = page(&files, &path);
        assert_well_formed(&html);
        // The page's own words stand around the text in an element of another class.
        let text =
            html.replacen("class=kohyo", "class=\"text\"", 1).replacen("<h2", "<h2 hidden", 1);
        let (head, rest) = text.split_once("</h2>").unwrap();
        let mut rest = rest;
        while rest.starts_with("<p class=standing>") {
            rest = rest.split_once("</p>").unwrap().1;
        }
        let (rest, _) = rest.rsplit_once("<p class=source>").unwrap();
        let open = head.split_once("<h2").unwrap().0;
        assert_words(&format!("{open}{rest}</div>"), &version.tree);
        let prefix = format!("kohyo-{}-", document.slug);
        for token in tokens(&html) {
            let Token::Open(name, attributes) = token else {
                continue;
            };
            assert!(!["html", "head", "body", "main", "h1", "link", "style"].contains(&&*name));
            for (key, value) in attributes {
                match &*key {
                    "id" => assert!(value.starts_with(&prefix), "{value}"),
                    "href" => assert!(
                        value.starts_with(&format!("#{prefix}")) || value.contains(':'),
                        "{value} leads nowhere in another page"
                    ),
                    _ => {}
                }
            }
        }
        count += 1;
    }
    assert_eq!(count, 2);
}

#[test]
fn the_list_says_what_changed_and_nothing_is_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("サイト 1");
    founded(&root);
    write(&root.join("content/static/old.txt"), "x");
    on(&root, "build --as-of 2026-04-02").ok();
    let first = list(&root);
    let all = files(&root.join("public"));
    assert_eq!(marked(&first, "送る: ").len(), all.len());
    assert_eq!(marked(&first, "消す: ").len(), 0);
    assert_eq!(marked(&first, "送る: ").last(), Some(&"manifest.json"));

    // All was sent, and the list removed.
    std::fs::remove_file(root.join("public.upload.txt")).unwrap();
    on(&root, "build --as-of 2026-04-02").ok();
    assert!(list(&root).contains("変わったファイルはありません"));

    std::fs::remove_file(root.join("content/static/old.txt")).unwrap();
    on(&root, "build --as-of 2026-04-02").ok();
    let second = list(&root);
    assert_eq!(marked(&second, "送る: "), ["manifest.json"]);
    assert_eq!(marked(&second, "消す: "), ["old.txt"]);
    assert!(second.rfind("送る: ") < second.find("消す: "));

    // The list is still there: nothing was sent yet.
    write(&root.join("content/static/new.txt"), "x");
    on(&root, "build --as-of 2026-04-02").ok();
    let third = list(&root);
    assert_eq!(marked(&third, "送る: "), ["new.txt", "manifest.json"]);
    assert_eq!(marked(&third, "消す: "), ["old.txt"]);
    assert!(!root.join("public/public.upload.txt").exists());

    on(&root, "build --preview --as-of 2026-04-02").ok();
    assert!(!root.join("preview.upload.txt").exists(), "not to be published");

    write(&root.join("public.upload.txt"), "自分のメモ");
    write(&root.join("content/static/newer.txt"), "x");
    let before = files(&root.join("public"));
    let ran = on(&root, "build --as-of 2026-04-02");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("upload-list-not-ours"), "{}", ran.err);
    assert_eq!(files(&root.join("public")), before);
    assert_eq!(list(&root), "自分のメモ");
}

fn sites() -> impl Strategy<Value = BTreeMap<String, Digest>> {
    let paths = prop_oneof![
        Just("index.html"),
        Just("assets/a.css"),
        Just("assets/b.css"),
        Just("privacy/index.html"),
        Just("privacy/i/x/index.html"),
        Just("privacy/versions/2026-04-01/index.html"),
        Just("様式 集/# 開示.pdf"),
        Just("manifest.json"),
        Just("sitemap.xml"),
    ];
    let paths = paths.prop_map(str::to_owned);
    proptest::collection::btree_map(paths, 0..3u8, 0..9)
        .prop_map(|map| map.into_iter().map(|(path, bytes)| (path, Digest::of(&[bytes]))).collect())
}

proptest! {
    #[test]
    fn doing_what_the_list_says_makes_the_founded(before in sites(), between in sites(), after in sites()) {
        // Two builds, nothing sent between them: the second list alone leads from the first site to the last.
        let first = Upload::between(&before, &between);
        let read = Upload::read(first.print("public").as_bytes()).unwrap();
        prop_assert_eq!(&read, &first);
        let second = Upload::between(&between, &after).after(&read, &after);
        let words = second.print("公開 用");
        let again = Upload::read(format!("\u{FEFF}{}", words.replace('\n', "\r\n")).as_bytes());
        prop_assert_eq!(again, Some(second));
        let mut there = before;
        for line in words.lines() {
            if let Some(path) = line.strip_prefix("送る: ") {
                there.insert(path.to_owned(), after[path]);
            } else if let Some(path) = line.strip_prefix("消す: ") {
                there.remove(path);
            }
        }
        prop_assert_eq!(there, after);
        let style = words.find("送る: assets/");
        let page = words.find("送る: index.html");
        prop_assert!(style.is_none() || page.is_none() || style < page);
    }
}

/// `cases/time/build-deletes-foreign-files` and its like: a logo, a page, a folder beside ours, at the root that is
/// ours and at one that is theirs.
#[test]
fn files_of_others_in_public_stay_and_are_told_each_time() {
    for whose in ["ours", "theirs"] {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("サイト 1");
        founded(&root);
        let settings = root.join("content/site.yaml");
        let words = std::fs::read_to_string(&settings).unwrap();
        let words: String = words
            .lines()
            .filter(|line| !line.starts_with("root:"))
            .fold(format!("root: {whose}\n"), |all, line| all + line + "\n");
        write(&settings, words);
        write(&root.join("content/static/old.txt"), "old");
        write(&root.join("content/static/older.txt"), "older");
        on(&root, "build --as-of 2026-04-02").ok();
        let public = root.join("public");
        let mut theirs = vec!["logo.txt", "kyufu/index.html", "privacy/地図.png", "images/a.png"];
        if whose == "theirs" {
            theirs.push("index.html");
        }
        for path in &theirs {
            write(&public.join(path), *path);
        }
        std::fs::remove_file(root.join("content/static/old.txt")).unwrap();
        let mut said = Vec::new();
        for day in ["2026-04-03", "2026-04-03", "2027-05-01"] {
            let ran = on(&root, &format!("build --as-of {day}")).ok();
            for path in &theirs {
                assert_eq!(std::fs::read_to_string(public.join(path)).unwrap(), *path);
                assert!(ran.err.contains(path), "{day} {path}: {}", ran.err);
            }
            assert!(ran.err.contains("content/static"), "{}", ran.err);
            said.push(
                ran.out
                    .lines()
                    .any(|line| line.starts_with("削除したファイル") && line.contains("old.txt")),
            );
            assert!(!marked(&list(&root), "送る: ").contains(&"logo.txt"));
            assert!(!marked(&list(&root), "消す: ").contains(&"logo.txt"));
        }
        assert_eq!(said, [true, false, false], "what goes is told by name, once");
        // What kohyo made and somebody mended in public/ is not lost with the page.
        let page = public.join("older.txt");
        write(&page, "mended");
        std::fs::remove_file(root.join("content/static/older.txt")).unwrap();
        let ran = on(&root, "build --as-of 2027-05-01").ok();
        assert!(!page.exists() && ran.err.contains("kept-aside"), "{}", ran.err);
        let kept = files(&root.join(".kohyo/kept"));
        assert!(kept.values().any(|bytes| bytes == b"mended") && ran.err.contains("older.txt"));
        // Where a new file must stand, theirs is not overwritten.
        write(&root.join("content/static/logo.txt"), "ours");
        let before = files(&public);
        let ran = on(&root, "build --as-of 2027-05-01");
        assert!(ran.code == 2 && ran.err.contains("logo.txt"), "{}", ran.err);
        assert!(ran.err.contains("content/static") && files(&public) == before);
    }
}

#[test]
fn a_recorded_upload_retires_the_list() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("サイト");
    founded(&root);
    let day = "--today 2026-04-02";
    on(&root, &format!("build {day}")).ok();
    assert!(list(&root).contains("送る: privacy/index.html"));
    on(&root, &format!("record upload {day}")).ok();
    assert!(!root.join("public.upload.txt").exists());
    write(&root.join("content/static/new.txt"), "x");
    on(&root, &format!("build {day}")).ok();
    assert_eq!(marked(&list(&root), "送る: "), ["new.txt", "manifest.json"]);
    // What is no list of ours is nobody's to remove.
    write(&root.join("public.upload.txt"), "自分のメモ");
    on(&root, &format!("record upload {day}")).ok();
    assert_eq!(list(&root), "自分のメモ");
}

#[test]
fn a_list_that_replaces_a_home_page_says_so_first() {
    let digest = Digest::of(b"x");
    let files = |paths: &[&str]| paths.iter().map(|path| ((*path).to_owned(), digest)).collect();
    let loud = |paths: &[&str]| {
        let words = Upload::between(&BTreeMap::new(), &files(paths)).print("public");
        assert!(Upload::read(words.as_bytes()).is_some());
        words.lines().take(4).any(|line| line.contains("注意：トップページ"))
    };
    assert!(loud(&["index.html", "privacy/index.html"]));
    assert!(!loud(&["privacy/index.html", "documents/index.html"]));
    // At the address of a first page that is made no longer may stand one of somebody else, sent or not.
    let ours = Upload::between(&BTreeMap::new(), &files(&["index.html", "old.html"]));
    for earlier in [Upload::default(), ours] {
        let (before, now) = (files(&["index.html", "old.html"]), files(&["documents/index.html"]));
        let words = Upload::between(&before, &now).after(&earlier, &now).print("public");
        let (plain, asked) = words.split_once("トップページ（開いて確かめ").unwrap();
        assert_eq!(marked(plain, "消す: "), ["old.html"]);
        assert_eq!(marked(asked, "消す: "), ["index.html"]);
        assert_eq!(Upload::read(words.as_bytes()).unwrap().counts(), (1, 2));
    }
}
