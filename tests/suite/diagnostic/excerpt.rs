//! One line with a caret line under it.

use expect_test::{Expect, expect};
use kohyo::diagnostic::excerpt;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

fn check(line: &str, of: &str, expect: Expect) {
    let at = line.find(of).unwrap();
    let out = excerpt(line, at..at + of.len());
    // The bar keeps the blanks at the start of both lines.
    expect.assert_eq(&format!("|{}\n|{}{}\n", out.line, out.indent, out.carets));
}

#[test]
fn the_caret_stands_under_the_words() {
    check(
        "    purpos: 保険給付の審査",
        "purpos",
        expect![[r#"
            |    purpos: 保険給付の審査
            |    ^^^^^^
        "#]],
    );
    check(
        "目的: 保険給付の審査",
        "給付",
        expect![[r#"
            |目的: 保険給付の審査
            |          ^^^^
        "#]],
    );
    check(
        "\tｶﾅ、①と②は○とする",
        "とする",
        expect![[r#"
            |    ｶﾅ、①と②は○とする
            |        ·  ·  ·^^^^^^
        "#]],
    );
}

#[test]
fn voiced_marks_and_selectors_take_their_columns() {
    // Half-width ｶﾞ takes two columns; a combining mark and a variation selector none.
    let line = "ｶﾞか\u{3099}葛\u{e0100}x";
    let out = excerpt(line, line.len() - 1..line.len());
    assert_eq!(out.indent, " ".repeat("ｶﾞかx".width() + 1));
}

#[test]
fn the_mirror_is_ambiguous_itself() {
    for c in ['·', '…', '①', '○', '※', '“', '→'] {
        assert_eq!((c.width(), c.width_cjk()), (Some(1), Some(2)), "{c}");
    }
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let line =
        format!("{}ここです{}", "前の文が続きます。".repeat(20), "後の文が続きます。".repeat(20));
    check(
        &line,
        "ここ",
        expect![[r#"
            |…が続きます。前の文が続きます。ここです後の文が続きます。後の文が続きます。後…
            |·                              ^^^^
        "#]],
    );
    check(
        &format!("{}終", "前の文が続きます。".repeat(20)),
        "終",
        expect![[r#"
            |…。前の文が続きます。前の文が続きます。前の文が続きます。前の文が続きます。終
            |·                                                                          ^^
        "#]],
    );
    check(
        &format!("始{}", "後の文が続きます。".repeat(20)),
        "始",
        expect![[r#"
            |始後の文が続きます。後の文が続きます。後の文が続きます。後の文が続きます。後…
            |^^
        "#]],
    );
}

#[test]
fn nothing_of_the_input_reaches_the_terminal_unseen() {
    check(
        "a\u{1b}[31m赤\u{202e}b\u{200b}c\u{feff}\r",
        "c",
        expect![[r#"
            |a␛[31m赤<U+202E>b<U+200B>c<U+FEFF>␍
            |                         ^
        "#]],
    );
}

#[test]
fn places_at_and_beyond_the_end() {
    let at = |range| {
        let out = excerpt("あb", range);
        (out.indent.len(), out.carets)
    };
    assert_eq!(at(4..4), (3, "^".into()));
    assert_eq!(at(9..12), (3, "^".into()));
    assert_eq!(at(0..99), (0, "^^^".into()));
    assert_eq!(excerpt("", 0..0).carets, "^");
}

/// Of a line without end only what is near the place is read, and the caret stands as it would under all of it.
#[test]
fn a_line_without_end_is_shown_like_a_long_one() {
    let words = |count: usize| "前の文が続きます。".repeat(count);
    let shown = |count: usize| {
        let line = format!("{}ここ{}", words(count), words(count));
        let at = words(count).len();
        excerpt(&line, at..at + "ここ".len())
    };
    assert_eq!(shown(20), shown(20_000));
    // Characters without a width never fill the columns.
    let flood = "\u{3099}".repeat(100_000);
    let out = excerpt(&format!("あ{flood}い{flood}"), "あ".len() + flood.len()..usize::MAX);
    assert!(out.line.starts_with('…') && out.line.ends_with('…') && out.line.len() < 10_000);
}
