//! Amounts in yen: read whole, found in running text.

use kohyo::text::reading::{find_yen, read_yen};
use proptest::prelude::*;

#[test]
fn amounts_are_read() {
    for (words, yen) in [
        ("3,000円", 3000),
        ("３，０００円", 3000),
        ("3000円", 3000),
        ("三千円", 3000),
        ("3千円", 3000),
        ("千二百円", 1200),
        ("1万円", 10_000),
        ("1万5千円", 15_000),
        ("1万5,000円", 15_000),
        ("1.5万円", 15_000),
        ("十万円", 100_000),
        ("300万円", 3_000_000),
        ("2億3,000万円", 230_000_000),
        ("二〇〇円", 200),
        ("0円", 0),
        ("¥3,000", 3000),
        ("￥3,000", 3000),
    ] {
        assert_eq!(read_yen(words), Some(yen), "{words}");
    }
    for words in [
        "3,00円", "円", "万円", "1万2万円", "1.55円", "03円", "3000", "1,2,3円", "5百千円",
        "三 千円", ".5万円",
    ] {
        assert_eq!(read_yen(words), None, "{words}");
    }
}

#[test]
fn amounts_are_found_in_running_text() {
    let words = "手数料は1件につき3,000円（税込）、写しは10枚まで金三百円。数万円、3千円台、第3円卓、1,2円。";
    let found: Vec<_> =
        find_yen(words).into_iter().map(|(range, yen)| (&words[range], yen)).collect();
    assert_eq!(found, [("3,000円", 3000), ("三百円", 300)]);
    assert_eq!(find_yen("約1万円、").len(), 1);
    assert_eq!(find_yen("第一、三千円").len(), 1);
}

proptest! {
    #[test]
    fn grouped_digits_read_as_what_they_are(yen in 0u64..10_000_000_000) {
        let digits = yen.to_string();
        let mut grouped = String::new();
        for (at, c) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        prop_assert_eq!(read_yen(&format!("{grouped}円")), Some(yen));
        prop_assert_eq!(read_yen(&format!("{digits}円")), Some(yen));
        let words = format!("料金は{grouped}円です");
        prop_assert_eq!(find_yen(&words), vec![(9..9 + grouped.len() + 3, yen)]);
    }

    #[test]
    fn kanji_read_as_what_they_are(number in 1u32..9999) {
        let kanji = kohyo::text::label::Script::Kanji.write(number).unwrap();
        prop_assert_eq!(read_yen(&format!("{kanji}円")), Some(u64::from(number)));
        prop_assert_eq!(read_yen(&format!("{kanji}万円")), Some(u64::from(number) * 10_000));
    }

    #[test]
    fn nothing_panics(words in "[0-9０-９,，.千百十〇一二万億兆円¥数第]{0,20}") {
        for (range, _) in find_yen(&words) {
            prop_assert!(words.get(range).is_some());
        }
    }
}
