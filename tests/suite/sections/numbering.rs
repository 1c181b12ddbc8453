//! Printed numbers from a sample of the first one.

use kohyo::sections::Numbering;

#[test]
fn a_sample_says_the_whole_sequence() {
    let third = |sample: &str| Numbering::of(sample).map(|numbering| numbering.nth(3));
    assert_eq!(third("1."), Some("3.".to_owned()));
    assert_eq!(third("１．"), Some("３．".to_owned()));
    assert_eq!(third("第1"), Some("第3".to_owned()));
    assert_eq!(third("(1)"), Some("(3)".to_owned()));
    assert_eq!(third("一"), Some("三".to_owned()));
    assert_eq!(third("①"), Some("③".to_owned()));
    assert_eq!(third("ア"), Some("ウ".to_owned()));
    assert_eq!(third("イ"), Some("ハ".to_owned()));
    assert_eq!(third("i."), Some("iii.".to_owned()));
    assert_eq!(third("【1】"), Some("【3】".to_owned()));
    assert_eq!(third("第1章"), None);
    assert_eq!(third("2."), None);
    assert_eq!(third("※"), None);
}

#[test]
fn a_script_that_ends_prints_nothing_more() {
    assert_eq!(Numbering::of("①").unwrap().nth(51), "");
}
