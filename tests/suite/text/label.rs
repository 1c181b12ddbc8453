//! Numerals and labels of provisions: read, printed, shifted, put in order, found before words.

use kohyo::text::label::{
    Gap, Label, LabelUnit, LeadingLabel, Number, NumeralSpan, Script, is_next, numerals,
    with_number,
};

fn label(words: &str) -> Label {
    Label::new(words).unwrap()
}

#[test]
fn every_script_reads_what_it_writes() {
    for script in Script::ALL {
        for number in 1..=300 {
            if let Some(words) = script.write(number) {
                assert_eq!(script.read(&words), Some(number), "{script:?} {words}");
            }
        }
    }
}

#[test]
fn kanji_numbers_have_two_usual_forms() {
    assert_eq!(Script::Kanji.read("二十七"), Some(27));
    assert_eq!(Script::Kanji.read("二七"), Some(27));
    assert_eq!(Script::Kanji.read("百十"), Some(110));
    assert_eq!(Script::Kanji.read("十百"), None);
    assert_eq!(Script::Kanji.write(1111).as_deref(), Some("千百十一"));
}

#[test]
fn figures_stand_in_words() {
    let found = |words: &str| -> Vec<(String, u32)> {
        let all = numerals(words).into_iter();
        all.map(|NumeralSpan { range, number, .. }| (words[range].to_owned(), number)).collect()
    };
    let one = |words: &str, number| (words.to_owned(), number);
    assert_eq!(found("第十条の２第③"), [one("十", 10), one("２", 2), one("③", 3)]);
    assert_eq!(found("ア及びイ"), []);
}

#[test]
fn labels_say_their_numbers() {
    let parts = |words: &str| label(words).number().map(|number| (number.unit, number.parts));
    assert_eq!(parts("第3条の2"), Some((LabelUnit::ARTICLE, vec![3, 2])));
    assert_eq!(parts("第百三十五条の二の三"), Some((LabelUnit::ARTICLE, vec![135, 2, 3])));
    assert_eq!(parts("第２章"), Some((LabelUnit::Named('章'), vec![2])));
    assert_eq!(parts("（1）"), Some((LabelUnit::Bare, vec![1])));
    assert_eq!(parts("一の二"), Some((LabelUnit::Bare, vec![1, 2])));
    assert_eq!(parts("③"), Some((LabelUnit::Bare, vec![3])));
    assert_eq!(parts("ロ"), Some((LabelUnit::Bare, vec![2])));
    assert_eq!(parts("別紙"), None);
}

#[test]
fn ranges_have_two_ends() {
    let parts = |number: Number| number.parts;
    let numbers = |words: &str| label(words).span().map(|(a, b)| (parts(a), parts(b)));
    assert_eq!(numbers("第3条から第5条まで"), Some((vec![3], vec![5])));
    assert_eq!(numbers("第三条及び第四条"), Some((vec![3], vec![4])));
    assert_eq!(numbers("第一条、第二条及び第三条"), Some((vec![1], vec![3])));
    assert_eq!(numbers("第9条の2"), Some((vec![9, 2], vec![9, 2])));
    assert_eq!(numbers("別紙及び様式"), None);
}

#[test]
fn labels_shift_as_printed() {
    for (words, part, by, expected) in [
        ("第8条", 0, 1, Some("第9条")),
        ("第９条", 0, 1, Some("第１０条")),
        ("第九条", 0, 1, Some("第十条")),
        ("第3条の2", 0, 1, Some("第4条の2")),
        ("第3条の2", 1, 1, Some("第3条の3")),
        ("第3条の2", 2, 1, None),
        ("(1)", 0, 2, Some("(3)")),
        ("③", 0, -1, Some("②")),
        ("１", 0, -1, None),
        ("一の二", 1, 1, Some("一の三")),
        ("第3条", 0, i32::MAX, Some("第2147483650条")),
        ("ア", 0, 1, None),
        ("別紙", 0, 1, None),
        ("別表第1", 0, 1, Some("別表第2")),
    ] {
        let found = label(words).shifted(part, by);
        let found = found.as_ref().map(Label::as_str);
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn a_shift_is_found_only_where_it_leads_to_the_label() {
    let between = |old: &str, new: &str| label(old).shift_to(&label(new));
    assert_eq!(between("第8条", "第9条"), Some((0, 1)));
    assert_eq!(between("第3条の2", "第3条の4"), Some((1, 2)));
    assert_eq!(between("第9条", "第１０条"), None);
    assert_eq!(between("第8条", "第8条の2"), None);
    assert_eq!(between("(1)", "（2）"), None);
    assert_eq!(between("ア", "イ"), None);
}

#[test]
fn labels_follow_each_other() {
    let follow = |before: &str, next: &str| label(next).follows(Label::new(before).as_ref());
    for (before, next) in [
        ("", "第1条"),
        ("第3条", "第4条"),
        ("第3条", "第3条の2"),
        ("第3条の2", "第3条の3"),
        ("第3条の2", "第4条"),
        ("第5条から第7条まで", "第8条"),
        ("ア", "イ"),
        ("イ", "ロ"),
        ("(9)", "（１０）"),
        ("様式第1号", "様式第2号"),
    ] {
        assert!(follow(before, next), "{before} {next}");
    }
    for (before, next) in
        [("", "第2条"), ("第3条", "第5条"), ("第3章", "第4条"), ("別表第1", "別紙第2")]
    {
        assert!(!follow(before, next), "{before} {next}");
    }
}

#[test]
fn numbers_follow_with_branches() {
    for (before, next) in [
        (vec![3], vec![4]),
        (vec![3], vec![3, 2]),
        (vec![3, 2], vec![3, 3]),
        (vec![3, 2], vec![4]),
        (vec![3, 2], vec![3, 2, 2]),
        (vec![0], vec![1]),
    ] {
        assert!(is_next(&before, &next), "{before:?} {next:?}");
    }
    for (before, next) in
        [(vec![3], vec![5]), (vec![3], vec![3]), (vec![3, 2], vec![3, 4]), (vec![3], vec![4, 2])]
    {
        assert!(!is_next(&before, &next), "{before:?} {next:?}");
    }
}

fn leading(words: &str) -> Option<(&str, Gap)> {
    LeadingLabel::find(words).map(|found| (&words[..found.len], found.gap))
}

#[test]
fn labels_are_found_with_their_dress() {
    assert_eq!(leading("(1)氏名"), Some(("(1)", Gap::Tight)));
    assert_eq!(leading("（１） 氏名"), Some(("（１）", Gap::Narrow)));
    assert_eq!(leading("2.前項"), Some(("2.", Gap::Tight)));
    assert_eq!(leading("一の二　氏名"), Some(("一の二", Gap::Wide)));
    assert_eq!(leading("一及び二　略"), Some(("一及び二", Gap::Wide)));
    assert_eq!(leading("(1)から(3)まで　略"), Some(("(1)から(3)まで", Gap::Wide)));
    assert_eq!(leading("①〔内部〕"), Some(("①", Gap::Tight)));
    assert_eq!(leading("(ア)"), Some(("(ア)", Gap::End)));
    assert_eq!(leading("1-2　氏名"), Some(("1-2", Gap::Wide)));
    assert_eq!(leading("第2　趣旨"), Some(("第2", Gap::Wide)));
}

#[test]
fn cited_numbers_are_not_labels() {
    for words in
        ["(1)から(3)までに", "1.5倍", "二十歳未満", "一人", "a pen", "第2項", "3名", "一の者"]
    {
        assert_eq!(leading(words), None, "{words}");
    }
}

#[test]
fn numbers_change_in_the_script_they_are_written_in() {
    let check = |words: &str, unit, was: &[u32], is: &[u32], becomes: Option<&str>| {
        assert_eq!(with_number(words, unit, was, is).as_deref(), becomes);
    };
    check("第8条第2項", '条', &[8], &[9], Some("第9条第2項"));
    check("第八条", '条', &[8], &[7, 2], Some("第七条の二"));
    check("第８条の２第３項", '条', &[8, 2], &[9, 2], Some("第９条の２第３項"));
    check("第8条第2項第1号", '項', &[2], &[3], Some("第8条第3項第1号"));
    check("前条第2項", '項', &[2], &[3], Some("前条第3項"));
    check("前条", '条', &[2], &[3], None);
}
