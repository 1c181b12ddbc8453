//! Words in kanji without a reading.

use kohyo::site::{Furigana, Readings, Word, kanji_without_reading};

fn left(words: &str) -> Vec<&str> {
    let word = |words, reading| Word::of(words, reading).expect("as many readings as parts");
    let furigana =
        Furigana { words: vec![word("健康保険", "けんこうほけん")], at: Vec::new() };
    kanji_without_reading(words, &Readings::of(&furigana, None))
}

#[test]
fn words_in_kanji_without_a_reading_are_found() {
    for (words, expected) in [
        ("健康保険組合の事業を行う。", vec!["組合", "事業"]),
        ("令和8年4月1日から施行", vec!["施行"]),
        ("平成15年法律第57号。法第21条第4項", vec!["法律"]),
        ("第三者は二十、１０人々", vec!["第三者"]),
        ("１件につき300円の手数料", vec!["手数料"]),
        ("消去及び書面又は本人等の請求", vec!["消去", "書面", "本人等", "請求"]),
        ("健康保険等請求書", vec!["請求書"]),
        ("健康保険", vec![]),
    ] {
        assert_eq!(left(words), expected, "{words}");
    }
}
