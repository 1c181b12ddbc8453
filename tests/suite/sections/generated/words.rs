//! Words and texts that YAML and Markdown like to read as something else. Does not know sections.

use kohyo::tree::{Key, Mark, Text, TextBuilder};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Words that YAML and Markdown like to read as something else, and some that they do not.
// tidy: table
pub fn words() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        "資格の確認",
        "a: b",
        "a #b",
        "#見出し",
        "- 項目",
        "-",
        "? x",
        "yes",
        "No",
        "0111",
        "1e3",
        "1_000",
        "null",
        "~",
        "2026-07-01",
        "※印",
        "[a](b)",
        "[a](https://example.jp/)",
        "<https://example.jp/>",
        "1 < 2",
        "<b>",
        "\\",
        "\\[",
        "\\<b>",
        "C:\\x",
        "\"引用\"",
        "'x'",
        "it's",
        "a: \"b\" 'c' \\n",
        "　全角の空白で始まる",
        " 空白で始まる",
        "空白で終わる ",
        "全角の空白で終わる　",
        "１行目\n２行目",
        "段落\n\n段落",
        "|",
        ">",
        "&amp;",
        "*a",
        "**太字**",
        "@x",
        "`x`",
        "%x",
        "!x",
        "{a}",
        "[",
        "]",
        ",",
        "：",
        "(1) 見本",
        "① 見本",
        "1. 見本",
        "10 月",
        "注1 見本",
        "*1 見本",
        "---",
        "...",
        "|縦線|",
        "~~x~~",
        "a_b_c",
        "=",
        "+ x",
        "{#key}",
        "見出し {#key}",
        "か゛",
        "\u{FA19}社",
        "𠮷野",
    ]);
    let any = "[あ漢ア1a:#\\-\"'\\\\ 　※()\\[\\]<>*_`|&!\n]{1,8}";
    let long = (1usize..80).prop_map(|times| "とても長い文。".repeat(times * 20));
    prop_oneof![6 => awkward.prop_map(str::to_owned), 3 => any, 1 => long]
        .prop_filter("not only line breaks", |words| !words.trim().is_empty())
}

/// Words without line breaks: for links, cells and headings.
pub fn line() -> impl Strategy<Value = String> {
    words().prop_map(|words| words.replace('\n', "、"))
}

pub fn plain() -> impl Strategy<Value = Text> {
    words().prop_map(|words| Text::plain(&words))
}

/// Text with links, as plain text can say it.
pub fn text() -> impl Strategy<Value = Text> {
    let address = prop::sample::select(vec![
        "https://example.jp/",
        "https://example.jp/a_(b)?c=d&e=f#g",
        "requests/",
        "mailto:a@example.jp",
        "tel:0300000000",
    ]);
    let run = (line(), option::of(address));
    prop_oneof![
        3 => plain(),
        1 => vec(run, 1..4).prop_map(|runs| {
            let mut builder = TextBuilder::new();
            for (words, address) in runs {
                let mark = address.map_or(Mark::Plain, |address| Mark::Link(address.into()));
                // Inside the words of a link no sign says that `<b>` is meant as words; they are short.
                let words = match mark {
                    Mark::Link(_) => words.replace('<', "＜").chars().take(300).collect(),
                    Mark::Plain | Mark::Strong => words,
                };
                builder.push(&words, mark);
            }
            builder.finish()
        }),
    ]
}

/// Keys are unique in a section only by luck, and need not be: uniqueness is the document's business.
pub fn key() -> impl Strategy<Value = Option<Key>> {
    option::weighted(0.3, "[a-z][a-z0-9-]{0,8}").prop_map(|key| Key::new(&key?).ok())
}

pub fn label() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "1.", "(1)", "①", "ア", "第1", "一", "[1]", "※"])
}
