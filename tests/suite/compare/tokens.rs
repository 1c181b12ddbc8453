//! Words as they are compared: what is never cut.

use kohyo::diff::tokens;
use kohyo::tree::{Mark, Text, TextBuilder};
use proptest::prelude::*;

fn split(words: &str) -> String {
    let found = tokens(&Text::plain(words));
    let units: Vec<&str> = found.iter().map(|token| &words[token.range.clone()]).collect();
    units.join("|")
}

#[test]
fn what_belongs_together_is_whole() {
    for (words, expected) in [
        ("氏名又は住所", "氏名|又は|住所"),
        ("第27条第1項第3号による", "第27条第1項第3号|による"),
        ("令和7年4月1日から施行", "令和7年4月1日|から|施行"),
        ("手数料は1,500円とする", "手数料|は|1,500円|と|する"),
        ("電話03-1234-5678", "電話|03-1234-5678"),
        ("〒111-0052見本区", "〒|111-0052|見本|区"),
        ("30日以内", "30日|以内"),
        ("三十日以内", "三十日|以内"),
        ("保発第1227001号", "保|発|第1227001号"),
    ] {
        assert_eq!(split(words), expected);
    }
}

#[test]
fn a_link_is_one_word_with_its_address() {
    let text = |to: &str| {
        let mut builder = TextBuilder::new();
        builder.push("詳しくは", Mark::Plain);
        builder.push("見本 太郎の頁", Mark::Link(to.into()));
        tokens(&builder.finish())
    };
    let (one, other) = (text("https://a.example/"), text("https://b.example/"));
    assert_eq!(one.last().unwrap().range.len(), "見本 太郎の頁".len());
    assert_ne!(one.last().unwrap().sense, other.last().unwrap().sense);
}

proptest! {
    #[test]
    fn units_cover_the_text(words in "[第一12０条項年月日円、又は及びアA 　\n-]{0,30}") {
        let found = tokens(&Text::plain(&words));
        let joined: String = found.iter().map(|token| &words[token.range.clone()]).collect();
        prop_assert_eq!(joined, words);
    }
}
