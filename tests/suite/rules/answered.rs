//! Answers to findings (`not_applicable`): printed with their reason, and silencing nothing else.

use kohyo::disk::Snapshot;
use kohyo::rules::CheckedSite;
use kohyo::text::date::Date;

const TODAY: Date = Date::constant(2026, 11, 23);

/// Codes and Japanese words of what is found in two documents, each with a reference to an annex that is not there.
fn found(site: &str, document: &str) -> Vec<(&'static str, String)> {
    let text =
        "見本規程\n\n第1条　様式は、別紙1のとおりとする。\n第2条　施行は、平成40年4月1日とする。\n";
    let files = [
        ("content/site.yaml", format!("title: 見本\nroot: ours\n{site}")),
        ("content/organisation.yaml", "name: 見本健康保険組合\n".to_owned()),
        ("content/one/document.yaml", format!("kind: regulation\n{document}")),
        ("content/one/main.law.txt", text.to_owned()),
        ("content/two/document.yaml", "kind: regulation\n".to_owned()),
        ("content/two/main.law.txt", text.to_owned()),
    ];
    let files = files.map(|(path, words)| (path.to_owned(), words.into_bytes()));
    let checked = CheckedSite::of(Snapshot::from_memory(files), TODAY);
    let wanted = ["dangling-reference", "ended-era", "not-applicable"];
    let found = checked.findings.into_iter().filter(|one| wanted.contains(&one.code));
    found.map(|one| (one.code, one.message.ja)).collect()
}

fn count(found: &[(&str, String)], code: &str) -> usize {
    found.iter().filter(|(one, _)| *one == code).count()
}

#[test]
fn an_answer_is_printed_and_silences_nothing_else() {
    let none = found("", "");
    assert_eq!((count(&none, "dangling-reference"), count(&none, "ended-era")), (2, 2));
    let answer = "not_applicable:\n  dangling-reference: 様式は別に定めています\n";
    let one = found("", answer);
    assert_eq!((count(&one, "dangling-reference"), count(&one, "ended-era")), (1, 2));
    assert_eq!(count(&one, "not-applicable"), 1);
    assert!(one.iter().any(|(_, words)| words.contains("理由：様式は別に定めています")), "{one:?}");
    let all = found(answer, "");
    assert_eq!((count(&all, "dangling-reference"), count(&all, "ended-era")), (0, 2));
}

#[test]
fn an_answer_to_nothing_is_told() {
    let near = found("not_applicable:\n  dangling-referense: x\n", "");
    assert!(near.iter().any(|(_, words)| words.contains("名前はありません")), "{near:?}");
    assert_eq!(count(&near, "dangling-reference"), 2);
    let idle = found("not_applicable:\n  placeholder: x\n", "");
    assert!(idle.iter().any(|(_, words)| words.contains("今はありません")), "{idle:?}");
}
