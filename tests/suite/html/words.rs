//! Words of texts as HTML: nothing in them becomes markup, readings stand over them, links lead where they may.
//! Knows no theme.

use super::{NOW, build, page, site_of};
use kohyo::publish::formats::{escaped, html::broken};
use kohyo::site::edition::Showing;
use kohyo::site::{Furigana, Readings, Word};
use kohyo::tree::{Bare, Form, Mark, TextBuilder};

#[test]
fn words_cannot_become_markup() {
    assert_eq!(
        escaped("<script>&amp;\"'\u{1}\n{{ x }}"),
        "&lt;script&gt;&amp;amp;&quot;&#39;〔U+0001〕<br>{{ x }}"
    );
}

/// Words with readings, and lines that may turn where a phrase begins.
fn read(words: &str, place: Option<&str>, starts: &[usize]) -> String {
    let word = |words, reading| Word::of(words, reading).expect("as many readings as parts");
    let furigana = Furigana {
        words: vec![
            word("保険", "ほけん"),
            word("被保険者", "ひほけんしゃ"),
            word("支払｜基金", "しはらい｜ききん"),
        ],
        at: vec![("x".into(), vec![word("保険", "ホケン")])],
    };
    let readings = Readings::of(&furigana, place);
    let mut out = String::new();
    broken(words, starts, Some(&readings), &mut out);
    out.replace("<rp>（</rp><rt>", "（").replace("</rt><rp>）</rp>", "）")
}

#[test]
fn the_longest_word_is_read_and_its_place_may_read_otherwise() {
    for (place, reading) in [(None, "ほけん"), (Some("x"), "ホケン")] {
        assert_eq!(
            read("被保険者と<保険>", place, &[]),
            format!(
                "<ruby>被保険者（ひほけんしゃ）</ruby>と&lt;<ruby>保険（{reading}）</ruby>&gt;"
            )
        );
    }
}

#[test]
fn kana_of_a_word_read_themselves() {
    for (words, reading, said) in [
        ("漏えい", "ろうえい", "<ruby>漏（ろう）</ruby>えい"),
        ("お知らせ", "おしらせ", "お<ruby>知（し）</ruby>らせ"),
        ("個人データ", "こじんデータ", "<ruby>個人（こじん）</ruby>データ"),
        (
            "取扱い｜方法",
            "とりあつかい｜ほうほう",
            "<ruby>取扱（とりあつか）</ruby>い<ruby>方法（ほうほう）</ruby>",
        ),
        ("データ", "データ", "データ"),
        ("愛い", "い", "<ruby>愛い（い）</ruby>"),
    ] {
        let word = Word::of(words, reading).expect("a word");
        let readings = Readings::of(&Furigana { words: vec![word], at: Vec::new() }, None);
        let mut out = String::new();
        broken(&words.replace('｜', ""), &[], Some(&readings), &mut out);
        let out = out.replace("<rp>（</rp><rt>", "（");
        assert_eq!(out.replace("</rt><rp>）</rp>", "）"), said);
    }
}

#[test]
fn parts_stand_under_their_own_readings() {
    assert_eq!(read("支払基金へ", None, &[]), "<ruby>支払（しはらい）基金（ききん）</ruby>へ");
}

#[test]
fn lines_turn_beside_a_word_with_its_reading_and_never_inside() {
    // あ|保|険の|支払
    assert_eq!(
        read("あ保険の支払", None, &[3, 6, 12]),
        "あ<wbr><ruby>保険（ほけん）</ruby>の<wbr>支払"
    );
    assert_eq!(
        read("保険被保険者へ行く", None, &[6, 9, 21]),
        "<ruby>保険（ほけん）</ruby><wbr><ruby>被保険者（ひほけんしゃ）</ruby>へ<wbr>行く"
    );
}

/// The first page of a notice that says 「ここ」 with this link, and a page of it two folders further down.
fn linked(to: &str) -> (String, String) {
    let mut text = TextBuilder::new();
    text.push("ここ", Mark::Link(to.into()));
    let root = Bare::new(Form::Document).with([Bare::new(Form::Prose).text(text.finish()).leaf()]);
    let files = build(&site_of(root), NOW, Showing::Public);
    let deep = page(&files, "privacy/versions/2024-11-05/index.html");
    (page(&files, "privacy/index.html"), deep)
}

#[test]
fn a_link_that_runs_code_is_words() {
    for to in ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"] {
        let (html, _) = linked(to);
        assert!(html.contains(">ここ</p>") && !html.contains(">ここ</a>"), "{to}: {html}");
    }
    let (html, deep) = linked("https://example.jp/あ");
    let web = "<a href=\"https://example.jp/%E3%81%82\">ここ</a>";
    assert!(html.contains(web) && deep.contains(web), "{html}");
    let (_, deep) = linked("static/a.pdf");
    assert!(deep.contains("<a href=\"../../../static/a.pdf\">ここ</a>"), "{deep}");
    let (html, _) = linked("joint-use/#a1");
    assert!(html.contains("<a href=\"../joint-use/index.html#a1\">ここ</a>"), "{html}");
}
