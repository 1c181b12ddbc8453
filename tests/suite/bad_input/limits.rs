//! What is meant to break the reader: bombs, depth, size. It says so, quickly, and goes on.

use super::{DOCUMENT, PURPOSES, check, check_bytes, site};
use kohyo::site::load::load;
use proptest::prelude::*;
use std::time::{Duration, Instant};

#[test]
fn alias_bomb() {
    let mut bomb = String::from("a0: &a0 [確認, 確認, 確認, 確認, 確認, 確認, 確認, 確認, 確認]\n");
    for level in 1..30 {
        let below = level - 1;
        let nine = vec![format!("*a{below}"); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{nine}]\n"));
    }
    let start = Instant::now();
    let loaded = load(&site(&[(PURPOSES, bomb.as_bytes())]));
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(loaded.findings.iter().any(|finding| finding.code == "yaml-alias"));
    check(&[(PURPOSES, "heading: &a 利用目的\nlead: *a\nrows: !!seq []\n")], "alias-bomb");
}

#[test]
fn ten_thousand_levels() {
    let flow = format!("rows: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    let block: String = (0..1_300).map(|level| format!("{}- \n", " ".repeat(level))).collect();
    let maps: String = (0..1_300).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    let inline = format!("rows:\n  {}x\n", "- ".repeat(10_000));
    for deep in [&flow, &block, &maps, &inline] {
        let loaded = load(&site(&[(PURPOSES, deep.as_bytes())]));
        let codes: Vec<&str> = loaded.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["yaml-depth"], "{}", &deep[..60]);
    }
    check(&[(PURPOSES, &format!("rows: {}\n", "[".repeat(30)))], "ten-thousand-levels");
}

#[test]
fn deep_prose() {
    let lists: String = (0..700).map(|level| format!("{}- x\n", "  ".repeat(level))).collect();
    let quotes = format!("{}x\n", ">".repeat(10_000));
    let strong = format!("{}x{}\n", "**a ".repeat(5_000), "**".repeat(5_000));
    let links = format!("{}x\n", "[".repeat(50_000));
    for deep in [&lists, &quotes, &strong, &links] {
        let start = Instant::now();
        load(&site(&[
            (DOCUMENT, b"kind: notice\ntitle: a\nsections: [preface]\n"),
            ("content/notice/preface.md", deep.as_bytes()),
        ]));
        assert!(start.elapsed() < Duration::from_secs(5), "{}", &deep[..20]);
    }
}

#[test]
fn more_than_a_mebibyte() {
    let long = format!("heading: {}\nrows: []\n", "あ".repeat(400_000));
    check_bytes(&[(PURPOSES, long.as_bytes())], "more-than-a-mebibyte");
    // Just below the limit it is read, in time.
    let many: String = (0..20_000).map(|at| format!("k{at}: a\n")).collect();
    let start = Instant::now();
    let loaded = load(&site(&[(PURPOSES, many.as_bytes())]));
    assert_eq!(loaded.findings.len(), 201);
    assert!(start.elapsed() < Duration::from_secs(20));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let path = ["content/site.yaml", DOCUMENT, PURPOSES, "content/organisation.yaml"];
        for path in path {
            load(&site(&[(path, &bytes)]));
        }
    }

    #[test]
    fn no_words_make_it_panic(words in "[a-z:：　\\-\\[\\]{}|>&*!#'\"\\\\~ \t\n\r漢<()※1.]{0,120}") {
        for path in ["content/site.yaml", DOCUMENT, PURPOSES, "content/organisation.yaml"] {
            load(&site(&[(path, words.as_bytes())]));
        }
        load(&site(&[
            (DOCUMENT, b"kind: notice\ntitle: a\nsections: [preface]\n"),
            ("content/notice/preface.md", words.as_bytes()),
        ]));
    }

    #[test]
    fn a_broken_good_file_makes_no_panic(at in 0usize..160, put in "[：\t\\[\\]'\"-:&*　\n]{0,3}") {
        let sound = super::SOUND[3].1;
        let mut at = at % sound.len();
        while !sound.is_char_boundary(at) {
            at -= 1;
        }
        let broken = format!("{}{put}{}", &sound[..at], &sound[at..]);
        load(&site(&[(PURPOSES, broken.as_bytes())]));
    }
}
