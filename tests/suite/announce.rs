//! Texts to hand out about a change: what they say comes from the texts, the ledger and the site; what nobody told is
//! named; a paragraph for the bulletin never has more characters than it may, and ends no sentence early.

use crate::events::{mend, on, site};
use crate::world::{Ran, kohyo};
use expect_test::{ExpectFile, expect_file};
use std::ffi::OsString;

/// The sample that stands in this repository, on a day.
fn sample(words: &str) -> Ran {
    let root = env!("CARGO_MANIFEST_DIR");
    let args = words.split(' ').map(OsString::from);
    let today = ["--today", "2026-11-23", "--root", root].map(OsString::from);
    kohyo(args.chain(today))
}

/// What came out, then what was said beside it.
#[track_caller]
fn check(ran: Ran, expected: ExpectFile) {
    let ran = ran.ok();
    expected.assert_eq(&format!("{}\n[stderr]\n{}", ran.out, ran.err));
}

#[test]
fn each_form_tells_the_newest_change_of_a_notice() {
    for (form, expected) in [
        ("letter", expect_file!["announce/letter.txt"]),
        ("board", expect_file!["announce/board.txt"]),
        ("bulletin", expect_file!["announce/bulletin.txt"]),
        ("mail", expect_file!["announce/mail.txt"]),
        ("note", expect_file!["announce/note.txt"]),
    ] {
        check(sample(&format!("announce privacy --as {form}")), expected);
    }
}

#[test]
fn a_regulation_is_amended_and_comes_into_force() {
    check(sample("announce privacy-rules --as letter"), expect_file!["announce/regulation.txt"]);
}

#[test]
fn what_was_posted_is_told_with_its_days() {
    let ran = sample("announce privacy-rules --as board --version 2026-04-01");
    check(ran, expect_file!["announce/posted.txt"]);
}

#[test]
fn a_correction_and_the_change_that_it_mends_are_two_texts() {
    let ran = sample("announce privacy --as mail --version 2026-07-01.2");
    check(ran, expect_file!["announce/correction.txt"]);
    let ran = sample("announce privacy --as note --version 2026-07-01");
    check(ran, expect_file!["announce/corrected.txt"]);
}

#[test]
fn what_was_called_off_and_what_was_repealed_change_nothing_more() {
    let ran = sample("announce privacy --as letter --version 2027-07-01");
    check(ran, expect_file!["announce/withdrawn.txt"]);
    check(sample("announce number-rules --as board"), expect_file!["announce/repeal.txt"]);
}

#[test]
fn a_first_version_is_new_only_where_that_is_known() {
    let home = site();
    let ran = on(home.path(), "2026-03-10", "announce rules --as letter");
    check(ran, expect_file!["announce/enacted.txt"]);
    // The same text recorded late: nothing says that it was new then.
    let words = "announce privacy --as bulletin --version 2026-04-01";
    check(on(home.path(), "2026-04-10", words), expect_file!["announce/first.txt"]);
    let ran = sample("announce privacy-rules --as mail --version 2022-04-01").ok();
    assert!(!ran.out.contains("制定"), "{}", ran.out);
}

#[test]
fn a_draft_is_told_as_its_slip_says_and_what_is_wanting_is_named() {
    let home = site();
    let root = home.path();
    mend(
        root,
        "privacy/purposes.yaml",
        "[保険給付を行うため]",
        "[保険給付を行うため, 健診を行うため]",
    );
    let draft = "announce privacy --as letter --version draft";
    check(on(root, "2026-06-02", draft), expect_file!["announce/draft.txt"]);
    on(root, "2026-06-02", "seal privacy --effective 2026-11-01").ok();
    mend(
        root,
        "privacy/purposes.yaml",
        "[保険給付を行うため, 健診を行うため]",
        "[保険給付を行うため]",
    );
    on(root, "2026-06-03", "seal privacy --effective 2026-12-01").ok();
    let removal = on(root, "2026-12-02", "announce privacy --as bulletin").ok();
    assert!(removal.out.contains("を削りました。"), "{}", removal.out);
    let english = on(root, "2026-12-02", "announce privacy --as board --lang en").ok();
    assert!(english.out.contains("お問い合わせ先") && english.err.contains("(○○)"), "{english:?}");
}

#[test]
fn nothing_is_told_where_nothing_changed() {
    let home = site();
    let root = home.path();
    let refused = |words: &str, code: &str| {
        let ran = on(root, "2026-06-02", words);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{words}: {}", ran.err);
        assert!(ran.err.contains(code), "{words}: {}", ran.err);
    };
    refused("announce rules --as mail --version draft", "[nothing-to-announce]");
    refused("announce rules --as mail --version 2020-01-01", "[no-such-version]");
    refused("announce rules --as mail --max 200", "[announce-max]");
    refused("announce rules --as bulletin --max 9", "[announce-too-short]");
    let content = root.join("content/site.yaml");
    let more = std::fs::read_to_string(&content).unwrap().replace("rules]", "rules, other]");
    std::fs::write(&content, more).unwrap();
    crate::world::write(&root.join("content/other/document.yaml"), "kind: regulation\n");
    crate::world::write(&root.join("content/other/main.law.txt"), crate::events::RULES);
    refused("announce other --as mail", "確定した版がまだありません");
}

/// The sentences of a paragraph: up to each full stop that stands in no bracket.
fn sentences(words: &str) -> Vec<String> {
    let (mut all, mut own, mut depth) = (Vec::new(), String::new(), 0);
    for c in words.trim_end().chars() {
        own.push(c);
        depth += i32::from("「『（".contains(c)) - i32::from("」』）".contains(c));
        if c == '。' && depth == 0 {
            all.push(std::mem::take(&mut own));
        }
    }
    assert_eq!(own, "", "{words} ends in the middle of a sentence");
    all
}

#[test]
fn a_paragraph_is_never_longer_than_asked_and_cuts_no_sentence() {
    for (document, version) in
        [("privacy", "2026-07-01"), ("privacy-rules", "2027-04-01"), ("number-rules", "2016-01-01")]
    {
        let asked = format!("announce {document} --as bulletin --version {version} --max");
        let whole = sentences(&sample(&format!("{asked} 5000")).ok().out);
        let mut before = 0;
        for max in [60, 80, 120, 200, 300, 500] {
            let ran = sample(&format!("{asked} {max}")).ok();
            let count = ran.out.trim_end_matches('\n').chars().count();
            assert!(count <= max, "{count} > {max}: {}", ran.out);
            let own = sentences(&ran.out);
            let (last, told) = own.split_last().unwrap();
            assert!(told.iter().zip(&whole).all(|(own, known)| own == known), "{}", ran.out);
            assert!(last.contains("ホームページ") || whole.contains(last), "{}", ran.out);
            assert!(own.len() >= before, "{max}: {}", ran.out);
            before = own.len();
        }
        assert!(before > 1, "{document}");
    }
}
