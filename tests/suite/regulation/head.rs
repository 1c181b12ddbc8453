//! What a line begins with: labels with units, and citations that are none.

use kohyo::regulation::parse;
use kohyo::tree::{Form, transcript};

/// The label of the article, chapter or annex that a line opens.
fn label(words: &str) -> Option<String> {
    let root = parse(&format!("見本規程\n\n{words}\n"), None).root;
    let found = root.visit().find_map(|(_, own)| match own.form() {
        form if form.is_division() => own.label().cloned(),
        Form::Article | Form::Annex => own.label().cloned(),
        _ => None,
    });
    found.map(|label| label.as_str().to_owned())
}

#[test]
fn numbers_with_units_are_labels() {
    for (words, found) in [
        ("第 1 条　この規程は", "第1条"),
        ("第三条の二　略", "第三条の二"),
        ("第3条から第5条まで　削除", "第3条から第5条まで"),
        ("第1条(目的)　この", "第1条"),
        ("第１章　総則", "第１章"),
        ("別表第一（第五条関係）", "別表第一"),
        ("様式第1号（第5条関係）", "様式第1号"),
        ("別紙２", "別紙２"),
    ] {
        assert_eq!(label(words).as_deref(), Some(found), "{words}");
    }
}

#[test]
fn citations_are_not() {
    for words in [
        "第3条の規定により",
        "第3条第2項に定める",
        "第3条（第5条を含む。）の規定",
        "別表第二に掲げる法人",
        "別紙1「組織図」のとおり",
        "附則第二条",
        "第2章の規定は",
    ] {
        assert_eq!(label(words), None, "{words}");
        let root = parse(&format!("見本規程\n\n{words}\n"), None).root;
        assert_eq!(transcript(&root), format!("見本規程\n{words}\n"), "{words}");
    }
}
