//! Full and half width folded for comparison.

use kohyo::text::chars::{compose_kana, fold};
use proptest::prelude::*;
use std::borrow::Cow;

#[test]
fn width_and_dashes_are_folded() {
    for (words, folded) in [
        ("ＡＢＣ１２３（）", "ABC123()"),
        ("ｹﾝﾎﾟｶﾞｲﾄﾞ", "ケンポガイド"),
        ("マスタ−ファイル", "マスターファイル"),
        ("マスタ－ファイル", "マスターファイル"),
        ("０３ー１２３４－５６７８", "03-1234-5678"),
        ("9:00～17:00", "9:00~17:00"),
        ("9：00〜17：00", "9:00~17:00"),
        ("か\u{3099}", "が"),
        ("ﾞ", "゛"),
        ("データ-A", "データ-A"),
        ("神\u{FA19}", "神\u{FA19}"),
    ] {
        assert_eq!(fold(words), folded, "{words}");
    }
}

#[test]
fn only_kana_are_composed() {
    assert_eq!(compose_kana("か\u{3099}ハ\u{309A}ヴウ\u{3099}"), "がパヴヴ");
    assert!(matches!(compose_kana("神\u{FA19}é"), Cow::Borrowed(_)));
    for kept in ["e\u{301}か\u{309A}あ\u{3099}", "\u{3099}か", "が\u{3099}", "神\u{3099}"] {
        assert_eq!(compose_kana(kept), kept);
    }
    let voiced = "がぎぐげござじずぜぞだぢづでどばびぶべぼガギグゲゴザジズゼゾダヂヅデドバビブベボ";
    for c in voiced.chars() {
        let base = char::from_u32(c as u32 - 1).unwrap();
        assert_eq!(compose_kana(&format!("{base}\u{3099}")), c.to_string());
    }
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(words in "[Ａa１1ｶﾞﾟｰー−－\\-カか\u{3099}\u{309A}～〜゛ 　神]{0,12}") {
        let once = fold(&words);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn composing_touches_marks_only(words in any::<String>()) {
        if !words.contains(['\u{3099}', '\u{309A}']) {
            prop_assert_eq!(&*compose_kana(&words), &*words);
        }
    }
}
