//! Families of wordings: what they find, and what they never do.

use kohyo::text::wording::{Wording, condense};

fn said(pattern: &str, words: &str) -> Vec<String> {
    let words = condense(words);
    let found = Wording::read(pattern).expect(pattern).find(&words);
    found.into_iter().map(|range| words[range].to_owned()).collect()
}

#[test]
fn a_family_finds_every_way_to_say_it() {
    assert_eq!(
        said("{理事長|会長}{の|}:◎", "理事長：見本太郎、会長の例示"),
        ["理事長:見", "会長の例"]
    );
    assert_eq!(said("{理事長|会長}:◎", "理事長は、会長を"), Vec::<String>::new());
    assert_eq!(said("手数料…＃円", "手数料は、１件\u{3000}３００円です。"), ["手数料は、1件300円"]);
    assert_eq!(said("開示…訂正", "開示する。訂正する。"), Vec::<String>::new());
    assert_eq!(said("＾{代表}", "代表\n副代表"), ["代表"]);
    assert_eq!(said("責任者⏎{東京}", "責任者\n東京"), ["責任者\n東京"]);
}

#[test]
fn what_is_no_pattern_is_refused() {
    for pattern in ["", "{理事長", "理事長}", "…理事長", "理事長…", "＃"] {
        assert_eq!(Wording::read(pattern), None, "{pattern}");
    }
}

#[test]
fn long_words_without_an_end_take_no_time() {
    let words = "開示".repeat(200_000);
    let start = std::time::Instant::now();
    let wording = Wording::read("{開示|訂正}…{開示|停止}‥{開示|請求}").unwrap();
    assert!(!wording.find(&words).is_empty());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
