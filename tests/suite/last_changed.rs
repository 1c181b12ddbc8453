//! At the provisions of the text in force: when each last became another, with the ways to that change and to the text as
//! it was. What is form only, and what never changed, says nothing.

use crate::events::{mend, on, site};
use crate::world::{files, write};
use expect_test::expect;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Public = BTreeMap<PathBuf, Vec<u8>>;

fn words<'p>(public: &'p Public, path: &str) -> &'p str {
    let bytes = public.get(Path::new(path)).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// The notes of a page, one a line, each with the last id before it.
fn notes(page: &str) -> String {
    let mut out = String::new();
    for (at, _) in page.match_indices("<p class=changed") {
        let before = &page[..at];
        let id = before.rfind(" id=").map_or("", |at| &before[at + 4..]);
        let id: String =
            id.trim_start_matches('"').chars().take_while(|c| !" >\"".contains(*c)).collect();
        let note = page[at..].split("</p>").next().unwrap();
        let note = note.split_once('>').unwrap().1;
        out.push_str(&format!("{id}: {}\n", note.replace('"', "")));
    }
    out
}

/// Every link of the notes leads to a place that there is.
fn check_links(public: &Public, folder: &str) -> usize {
    let page = words(public, &format!("{folder}/index.html"));
    let mut count = 0;
    for line in notes(page).lines() {
        for link in line.split("href=").skip(1) {
            let href = link.split(['>', ' ']).next().unwrap();
            let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
            let target = words(public, &format!("{folder}/{path}"));
            let has = |form: &str| target.contains(&format!("{form}{anchor}"));
            assert!(anchor.is_empty() || has(" id=") || has(" id=\""), "{href}");
            count += 1;
        }
    }
    count
}

#[test]
fn articles_and_rows_say_when_they_last_changed() {
    let home = site();
    let root = home.path();
    mend(root, "rules/main.law.txt", "三年ごと", "二年ごと");
    on(root, "2026-03-02", "seal rules --effective 2026-05-01").ok();
    mend(
        root,
        "rules/main.law.txt",
        "（責任者）\n第2条",
        "（記録）\n第2条　記録は、五年間残す。\n\n（責任者）\n第3条",
    );
    on(root, "2026-03-03", "seal rules --effective 2026-06-01").ok();
    mend(
        root,
        "privacy/purposes.yaml",
        "  - category: 加入者の情報",
        "  - category: 貸出しの記録\n    purposes: [備品を貸し出すため]\n  - category: 加入者の情報",
    );
    on(root, "2026-06-02", "seal privacy --effective 2026-11-01").ok();
    mend(
        root,
        "privacy/purposes.yaml",
        "[保険給付を行うため]",
        "[保険給付を行うため, 給付の審査のため]",
    );
    on(root, "2026-06-03", "seal privacy --effective 2026-12-01").ok();
    on(root, "2026-12-02", "build").ok();
    let public = files(&root.join("public"));
    expect![[r#"
        a2-1: <a href=versions/2026-06-01/changes/index.html#c1>令和8年6月1日追加</a>
        a3-1: <a href=versions/2026-05-01/changes/index.html#c1>令和8年5月1日改正</a> <a href=versions/2026-04-01/index.html#a2>改正前の内容</a>
    "#]]
    .assert_eq(&notes(words(&public, "rules/index.html")));
    expect![[r#"
        prose: <a href=versions/2026-10-01/changes/index.html#c1>令和8年10月1日変更</a> <a href=versions/2026-04-01/index.html#prose>変更前の内容</a>
        purposes-r1: <a href=versions/2026-11-01/changes/index.html#c1>令和8年11月1日追加</a>
        purposes-r2: <a href=versions/2026-12-01/changes/index.html#c1>令和8年12月1日変更</a> <a href=versions/2026-11-01/index.html#purposes-r2>変更前の内容</a>
    "#]]
    .assert_eq(&notes(words(&public, "privacy/index.html")));
    for folder in ["rules", "privacy"] {
        assert!(check_links(&public, folder) > 2, "{folder}");
    }
    let older = words(&public, "rules/versions/2026-05-01/index.html");
    assert_eq!(notes(older), "", "texts that are over, or to come, have no notes");
    let fragment = words(&public, "rules/fragment.html");
    assert_eq!(notes(fragment), "");
}

#[test]
fn what_is_form_only_is_no_change() {
    let home = site();
    let root = home.path();
    mend(root, "rules/main.law.txt", "第1条　この規程は、", "第1条　この規程は､");
    let sealed = on(root, "2026-03-02", "seal rules --effective 2026-05-01");
    assert_eq!(sealed.code, 0, "{}", sealed.err);
    on(root, "2026-06-02", "build").ok();
    let public = files(&root.join("public"));
    assert!(public.contains_key(Path::new("rules/versions/2026-05-01/changes/index.html")));
    assert_eq!(notes(words(&public, "rules/index.html")), "");
}

#[test]
fn the_links_of_the_sample_lead_to_places_that_there_are() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let home = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&sample) {
        write(&home.path().join("content").join(path), bytes);
    }
    on(home.path(), "2026-11-23", "build").ok();
    let public = files(&home.path().join("public"));
    assert!(check_links(&public, "privacy") > 4);
    assert!(check_links(&public, "privacy-rules") > 4);
}

/// What has a heading of its own or a row says so, of whatever form it is: the sections of every kind, with new words in
/// each heading of the larger example.
#[test]
fn sections_of_every_kind_say_when_they_last_changed() {
    let home = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/kenpo/content");
    for (path, bytes) in files(&example) {
        let words = String::from_utf8_lossy(&bytes).into_owned();
        let is_own = path.extension().is_some_and(|end| end == "yaml")
            && path.parent() != Some(Path::new(""));
        let lines = words.lines().map(|line| match line.strip_prefix("heading: ") {
            Some(heading) if is_own => format!("heading: 改めた{}\n", heading.trim_matches('"')),
            _ => format!("{line}\n"),
        });
        let words: String = lines.collect();
        let bytes = if is_own { words.into_bytes() } else { bytes };
        write(&home.path().join("content").join(path), bytes);
    }
    let day = "2027-12-01";
    on(
        home.path(),
        day,
        "seal --all --effective 2027-12-02 --published 2027-12-01 --unanswered 試し",
    )
    .ok();
    on(home.path(), "2027-12-02", "build").ok();
    let public = files(&home.path().join("public"));
    let mut seen = 0;
    for folder in ["anonymised", "joint-use", "my-number", "policy", "privacy"] {
        let page = words(&public, &format!("{folder}/index.html"));
        let version = format!("{folder}/versions/2027-12-02/version.jsonl");
        let Some(version) = public.get(Path::new(&version)) else {
            continue;
        };
        let version = std::str::from_utf8(version).unwrap();
        let sections = version.split("{\"depth\":1,").skip(1);
        let changed = sections.filter(|section| section.contains("改めた")).count();
        let told = notes(page);
        let told = told.lines().filter(|line| line.contains("令和9年12月2日変更")).count();
        assert_eq!(told, changed, "{folder}\n{}", notes(page));
        seen += changed;
    }
    assert!(seen > 15, "{seen}");
}
