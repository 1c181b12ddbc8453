//! Addresses of rows and purposes without keys: made of their words, kept as the words change and rows move; and what
//! stands at an address whose row is gone.

use super::{document, known, paths, said, site, table};
use crate::html::{Files, NOW, build, page};
use crate::page::{Token, links_of, tokens};
use kohyo::site::edition::Showing;
use kohyo::site::{Site, Version};
use kohyo::text::date::Date;
use std::collections::BTreeMap;

/// Texts of these days, each from its rows, all recorded after rows were named by their places.
fn texts(all: &[(&str, &[&str])]) -> Site {
    recorded(all, "2027-01-01")
}

fn recorded(all: &[(&str, &[&str])], day: &str) -> Site {
    let trees = all.iter().map(|(day, rows)| (known(day), document(vec![table(rows)])));
    let mut site = site(trees.collect());
    let day: Date = day.parse().unwrap();
    site.documents[0].versions.iter_mut().for_each(|version| version.entry.recorded = day);
    site
}

fn built(site: &Site) -> Files {
    let files = build(site, NOW, Showing::Public);
    links_of(&files);
    files
}

/// The title of each page below a folder, by its address.
fn titles(files: &Files, below: &str) -> BTreeMap<String, String> {
    let own = files.keys().filter(|path| path.starts_with(below) && path.len() > below.len() + 10);
    let title = |path: &String| said(files, path).lines().next().unwrap_or_default().to_owned();
    own.map(|path| (path.clone(), title(path))).collect()
}

/// Where the links of the main part of a page lead.
fn ways(files: &Files, path: &str) -> Vec<String> {
    let html = page(files, path);
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    let links = tokens(main).into_iter().filter_map(|token| match token {
        Token::Open(name, attributes) if name == "a" => {
            attributes.into_iter().find(|(key, _)| key == "href")
        }
        _ => None,
    });
    links.map(|(_, to)| to).collect()
}

fn rows(count: usize) -> Vec<String> {
    (1..=count).map(|nth| format!("|区分{nth}|目的{nth}|共通の目的")).collect()
}

fn lines(rows: &[String]) -> Vec<&str> {
    rows.iter().map(String::as_str).collect()
}

#[test]
fn a_row_added_at_the_top_moves_no_address() {
    let old = rows(20);
    let mut new = vec!["|新しい区分|新しい目的".to_owned()];
    new.extend(rows(20));
    let one = built(&texts(&[("2025-04-01", &lines(&old))]));
    let two = built(&texts(&[("2025-04-01", &lines(&old)), ("2026-04-01", &lines(&new))]));
    for below in ["privacy/i/", "privacy/p/"] {
        let (before, after) = (titles(&one, below), titles(&two, below));
        assert!(before.len() >= 20, "{before:?}");
        for (path, title) in &before {
            assert_eq!(after.get(path), Some(title), "{path}");
        }
        assert_eq!(after.len(), before.len() + 1, "{after:?}");
    }
    // No name says a place, and none is anything but ASCII.
    assert!(!paths(&two, "privacy/i/").contains("-r") && paths(&two, "privacy/").is_ascii());
}

#[test]
fn a_row_keeps_its_address_when_its_words_change() {
    let old: (&str, &[&str]) = ("2024-04-01", &["|健診の結果|案内|分析", "|資格|確認"]);
    let first = built(&texts(&[old]));
    let now = built(&texts(&[
        old,
        ("2025-04-01", &["|健診の結果（特定健診）|案内|分析", "|資格に関する情報|確認"]),
        (
            "2026-04-01",
            &["|資格に関する情報|確認", "|特定健診の結果|案内|分析", "|健診の結果|照会"],
        ),
    ]));
    let (before, after) = (titles(&first, "privacy/i/"), titles(&now, "privacy/i/"));
    for (path, title) in &before {
        let renamed =
            if title == "資格" { "資格に関する情報" } else { "特定健診の結果" };
        assert_eq!(after[path], renamed, "{path}");
    }
    // The new row has the words that another began with, and an address of its own.
    assert_eq!(after.len(), 3);
    assert!(after.values().any(|title| title == "健診の結果"));
}

#[test]
fn the_address_of_a_row_that_is_gone_says_where_it_stood_last() {
    let site = texts(&[
        ("2025-04-01", &["|健診の結果|案内", "|資格|確認"]),
        ("2026-04-01", &["|健診の結果|案内"]),
    ]);
    let first = built(&texts(&[("2025-04-01", &["|健診の結果|案内", "|資格|確認"])]));
    let now = built(&site);
    for (below, title) in [("privacy/i/", "資格"), ("privacy/p/", "確認")] {
        let (path, _) = titles(&first, below).into_iter().find(|(_, own)| own == title).unwrap();
        let words = said(&now, &path);
        assert!(words.contains(&format!("「{title}」は、今の内容にはありません。")), "{words}");
        assert!(ways(&now, &path).contains(&"../../versions/2025-04-01/index.html".to_owned()));
    }
    // Back with the same words, it is back at its address.
    let back = built(&texts(&[
        ("2024-04-01", &["|健診の結果|案内", "|資格|確認"]),
        ("2025-04-01", &["|健診の結果|案内"]),
        ("2026-04-01", &["|健診の結果|案内", "|資格|確認"]),
    ]));
    assert_eq!(titles(&back, "privacy/i/"), titles(&first, "privacy/i/"));
}

#[test]
fn a_purpose_in_other_words_leads_from_its_old_address_to_its_new_one() {
    let first = built(&texts(&[("2025-04-01", &["a|健診の結果|健康づくりの案内を送るため"])]));
    let now = built(&texts(&[
        ("2025-04-01", &["a|健診の結果|健康づくりの案内を送るため"]),
        ("2026-04-01", &["a|健診の結果|健康づくりの案内を郵送するため"]),
    ]));
    let (old, _) = titles(&first, "privacy/p/").into_iter().next().unwrap();
    assert!(said(&now, &old).contains("このページは移りました"), "{}", said(&now, &old));
    let to = ways(&now, &old);
    let (new, _) = titles(&now, "privacy/p/")
        .into_iter()
        .find(|(_, title)| title == "健康づくりの案内を郵送するため")
        .unwrap();
    let new = new.trim_start_matches("privacy/p/");
    assert!(to.contains(&format!("../{new}")), "{to:?} {new}");
}

#[test]
fn a_key_given_later_is_the_address_and_the_old_one_leads_to_it() {
    let site = texts(&[
        ("2025-04-01", &["|健診の結果|案内|分析", "|資格|確認"]),
        ("2026-04-01", &["checkup|健診の結果|案内|分析", "|資格|確認"]),
    ]);
    let first = built(&texts(&[("2025-04-01", &["|健診の結果|案内|分析", "|資格|確認"])]));
    let now = built(&site);
    let (old, _) =
        titles(&first, "privacy/i/").into_iter().find(|(_, own)| own == "健診の結果").unwrap();
    assert!(now.contains_key("privacy/i/checkup/index.html"));
    assert!(ways(&now, &old).contains(&"../checkup/index.html".to_owned()), "{}", said(&now, &old));
}

#[test]
fn equal_rows_have_addresses_of_their_own_and_keep_them() {
    let first = built(&texts(&[("2025-04-01", &["|丁|四", "|丁|五"])]));
    let now = built(&texts(&[
        ("2025-04-01", &["|丁|四", "|丁|五"]),
        ("2026-04-01", &["|丙|三", "|丁|四", "|丁|五"]),
    ]));
    let purposes = |files: &Files| -> BTreeMap<String, bool> {
        let own = titles(files, "privacy/i/").into_keys();
        own.map(|path| (path.clone(), said(files, &path).contains("\n四\n"))).collect()
    };
    let (before, after) = (purposes(&first), purposes(&now));
    assert_eq!(before.len(), 2);
    for (path, is_first) in before {
        assert_eq!(after[&path], is_first, "{path}");
    }
}

#[test]
fn what_was_published_by_places_leads_on() {
    let old: [(&str, &[&str]); 2] = [
        ("2025-04-01", &["|健診の結果|案内", "|資格|確認"]),
        ("2026-04-01", &["|新しい情報|照会", "|健診の結果|案内"]),
    ];
    let files = built(&recorded(&old, "2025-03-01"));
    // The first two rows of the first text; what the second text said at the same places is told with it.
    let to: Vec<String> = ways(&files, "privacy/i/purposes-r1/index.html");
    let title = |to: &String| said(&files, &format!("privacy/i/{}", to.trim_start_matches("../")));
    let titles: Vec<String> = to
        .iter()
        .filter(|to| to.starts_with("../r-"))
        .map(|to| title(to).lines().next().unwrap().to_owned())
        .collect();
    assert_eq!(titles, ["新しい情報", "健診の結果"], "{to:?}");
    let second = said(&files, "privacy/i/purposes-r2/index.html");
    assert!(second.contains("健診の結果"), "{second}");
    assert!(files.contains_key("privacy/p/purposes-r2-1/index.html"));
    // Nothing was published by places of what was recorded later.
    assert!(!built(&texts(&old)).keys().any(|path| path.contains("purposes-r")));
}

#[test]
fn a_past_text_that_is_added_later_changes_no_address() {
    let now: (&str, &[&str]) = ("2026-04-01", &["|特定健診の結果|案内|分析", "|資格|確認"]);
    let first = built(&texts(&[now]));
    let mut site = texts(&[("2025-04-01", &["|健診の結果|案内|分析", "|資格|確認|照会"]), now]);
    site.documents[0].versions[0].entry.recorded = "2027-06-01".parse().unwrap();
    let later = built(&site);
    for (path, title) in titles(&first, "privacy/i/") {
        assert_eq!(titles(&later, "privacy/i/").get(&path), Some(&title), "{path}");
    }
}

#[test]
fn a_document_that_says_no_purposes_any_more_keeps_its_addresses() {
    let first = built(&texts(&[("2025-04-01", &["|健診の結果|案内"])]));
    let mut site = texts(&[("2025-04-01", &["|健診の結果|案内"])]);
    site.documents[0].versions.push(Version::sealed(
        document(vec![]),
        known("2026-04-01"),
        "2027-01-01".parse().unwrap(),
    ));
    let now = built(&site);
    for path in first.keys().filter(|path| path.contains("/i/") || path.contains("/p/")) {
        assert!(said(&now, path).contains("今の内容にはありません"), "{path}");
    }
}
