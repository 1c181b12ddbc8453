//! The link syntax of plain text, in and out.

use kohyo::text::inline::{find_html, parse, print};
use proptest::prelude::*;

/// Words and addresses, neighbours of one address joined.
fn joined<'a>(
    text: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
) -> Vec<(String, Option<String>)> {
    let mut out: Vec<(String, Option<String>)> = Vec::new();
    for (words, address) in text {
        match out.last_mut() {
            _ if words.is_empty() => {}
            Some((last, of)) if of.as_deref() == address => last.push_str(words),
            Some(_) | None => out.push((words.to_owned(), address.map(str::to_owned))),
        }
    }
    out
}

fn read(source: &str) -> Vec<(String, Option<String>)> {
    let pieces = parse(source);
    for piece in &pieces {
        assert_eq!(&source[piece.range.clone()], piece.words);
    }
    joined(pieces.iter().map(|piece| (piece.words, piece.link.as_ref().map(|link| &*link.address))))
}

fn check(source: &str, expected: &[(&str, Option<&str>)]) {
    assert_eq!(read(source), joined(expected.iter().copied()), "{source}");
}

#[test]
fn links_are_read() {
    check(
        "詳しくは[手続](requests/)へ",
        &[("詳しくは", None), ("手続", Some("requests/")), ("へ", None)],
    );
    check(
        "<https://example.jp/a>。",
        &[("https://example.jp/a", Some("https://example.jp/a")), ("。", None)],
    );
    check("<a@example.jp>", &[("a@example.jp", Some("mailto:a@example.jp"))]);
    check("[a\\]b](x_(y)_\\))", &[("a]b", Some("x_(y)_)"))]);
    check("[a](b)[c](d)", &[("a", Some("b")), ("c", Some("d"))]);
    check("[外[内](x)", &[("[外", None), ("内", Some("x"))]);
}

#[test]
fn what_is_no_link_is_words() {
    for words in [
        "[1]", "[1] (2)", "[](x)", "[a]()", "[a](b c)", "[a](b", "[a\nb](c)", "a\\b", "C:\\d",
        "<abc>", "<https://>", "1 < 2", "a](",
    ] {
        check(words, &[(words, None)]);
    }
    check("\\[a](b)", &[("[a](b)", None)]);
    check("\\\\[a](b)", &[("\\", None), ("a", Some("b"))]);
    check("\\<https://example.jp>", &[("<https://example.jp>", None)]);
}

#[test]
fn links_are_printed_in_their_plainest_form() {
    let print_one = |words, address| print([("見よ[1]", None), (words, address)]);
    assert_eq!(print_one("a", Some("b/")), "見よ[1][a](b/)");
    assert_eq!(print_one("https://a.jp", Some("https://a.jp")), "見よ[1]<https://a.jp>");
    assert_eq!(print_one("[a](b)", None), "見よ[1]\\[a](b)");
}

#[test]
fn raw_html_is_found() {
    let found = |source: &str| -> Vec<String> {
        find_html(source).into_iter().map(|range| source[range].to_owned()).collect()
    };
    assert_eq!(
        found("<b>あ</b><script src=x><!-- c --><?php <br/> <img"),
        ["<b>", "</b>", "<script src=x>", "<!-- c -->", "<?php", "<br/>", "<img"]
    );
    for clean in
        ["<https://example.jp/>", "<a@example.jp>", "1 < 2", "<>", "< b>", "\\<b>", "a<1", "＜b＞"]
    {
        assert_eq!(found(clean), [""; 0], "{clean}");
    }
    assert_eq!(found("<javascript:alert(1)>").len(), 1);
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(
        parts in proptest::collection::vec(
            ("[\\[\\]()<>\\\\a漢/@.:\n]{0,6}|<?https://a>?", proptest::option::of("[a()\\[\\]<>漢/@.:]{1,5}|https://a|mailto:a@b\\.c")),
            0..6,
        )
    ) {
        let parts: Vec<_> = parts
            .iter()
            .map(|(words, address)| (&**words, address.as_deref().filter(|_| !words.contains('\n'))))
            .collect();
        let printed = print(parts.iter().copied());
        prop_assert_eq!(read(&printed), joined(parts), "{}", printed);
    }

    #[test]
    fn every_source_is_read(source in "[\\[\\]()<>\\\\a漢!/:@.\n ]{0,30}") {
        let words = read(&source);
        let again = print(words.iter().map(|(words, address)| (&**words, address.as_deref())));
        prop_assert_eq!(read(&again), words);
        for range in find_html(&source) {
            prop_assert!(source[range].starts_with('<'));
        }
    }
}
