//! Typing slips (正誤): what is one is put right in every version that has it; what touches a fact, an amount, a day, a
//! name, a contact or a purpose is refused, naming the way through.

use super::{Story, mend, on, site};
use crate::world::files;
use expect_test::expect_file;
use std::path::Path;

#[test]
fn a_slip_is_put_right_in_the_version_in_force_and_in_those_to_come() {
    let home = site();
    let root = home.path();
    mend(root, "privacy/text.md", "加入者の", "加入者の皆様の");
    let mut story = Story::of(root);
    story.both("2026-06-20", "correct privacy --summary 誤記を訂正しました。");
    story.ledger("privacy", 2);
    // Nothing is left over, and the next change stands on the corrected text.
    story.run("2026-06-21", "correct privacy");
    story.run("2026-06-21", "check").ok();
    story.run("2026-06-21", "diff privacy 2026-10-01 2026-10-01.2 --exit-code");
    // The text with the slip stays beside the corrected one, and says so.
    on(root, "2026-06-21", "build").ok();
    let public = files(&root.join("public"));
    let page = |path: &str| String::from_utf8_lossy(&public[Path::new(path)]).into_owned();
    assert!(page("privacy/index.html").contains("加入者の皆様の個人情報を大切に"));
    assert!(page("privacy/versions/2026-04-01/index.html").contains("誤記を訂正しました"));
    story.check(expect_file!["expected/corrected.txt"]);
}

#[test]
fn a_named_version_is_corrected_alone() {
    let home = site();
    let root = home.path();
    // The slip stands in what is to come only.
    mend(root, "privacy/text.md", "適切に", "適正に");
    let mut story = Story::of(root);
    assert_eq!(story.run("2026-06-20", "correct privacy").code, 1);
    story.both("2026-06-20", "correct privacy 2026-10-01");
    story.ledger("privacy", 1);
    story.check(expect_file!["expected/corrected-named.txt"]);
}

/// Numbers and keys of provisions, width, references that follow: form, and slips like any other.
#[test]
fn numbers_of_provisions_may_be_slips() {
    let home = site();
    let root = home.path();
    mend(root, "rules/main.law.txt", "第2条", "第3条");
    on(root, "2026-06-20", "seal rules --effective 2026-06-20").ok();
    mend(root, "rules/main.law.txt", "第3条", "第2条");
    mend(root, "rules/main.law.txt", "（責任者）", "(責任者)");
    let mut story = Story::of(root);
    story.both("2026-06-21", "correct rules");
    story.check(expect_file!["expected/corrected-numbers.txt"]);
}

/// What is changed in a file, and into what.
const NO_SLIPS: [(&str, &str, &str); 16] = [
    ("privacy/contacts.yaml", "00-0000-0000", "00-0000-0001"),
    ("privacy/contacts.yaml", "総務課", "業務課"),
    ("privacy/purposes.yaml", "保険給付を行うため", "保険給付等を行うため"),
    ("privacy/purposes.yaml", "加入者の情報", "加入者の記録"),
    ("privacy/text.md", "300円", "200円"),
    ("privacy/text.md", "2026年4月に", "2026年5月に"),
    ("privacy/text.md", "見直しました", "見直しました。お問合せは00-0000-0000"),
    ("privacy/text.md", "見直しました", "例示花子が見直しました"),
    ("privacy/text.md", "当組合は、", "見本健康保険組合は、"),
    ("privacy/text.md", "大切に", "3年間大切に"),
    ("organisation.yaml", "例示　花子", "例示　華子"),
    ("privacy/document.yaml", "[text, purposes", "[purposes, text"),
    ("privacy/contacts.yaml", "contacts:\n", "contacts:\n  - name: 健診係\n"),
    ("privacy/text.md", "手数料は", "[手数料](https://www.mihon-kenpo.example/)は"),
    ("rules/main.law.txt", "三年ごと", "二年ごと"),
    ("rules/main.law.txt", "（責任者）\n", "（責任者）\n第1条の2　別に定める。\n\n"),
];

#[test]
fn what_is_no_slip_is_refused_and_the_way_is_named() {
    let home = site();
    let root = home.path();
    let mut story = Story::of(root);
    for (path, old, new) in NO_SLIPS {
        let (slug, version) = match path.starts_with("rules") {
            true => ("rules", ""),
            false => ("privacy", " 2026-10-01"),
        };
        // What the notice reads as from October is what the draft stands on.
        let old = if old == "大切に" { "適切に" } else { old };
        mend(root, path, old, new);
        let ran = story.run("2026-06-20", &format!("correct {slug}{version}"));
        assert_eq!(ran.code, 1, "{path}: {old}");
        assert!(ran.err.contains("not-a-slip"), "{path}: {old}: {}", ran.err);
        assert!(ran.err.contains(&format!("kohyo seal {slug} --effective")), "{}", ran.err);
        mend(root, path, new, old);
    }
    for words in ["correct privacy", "correct privacy 2027-01-01", "correct nothing"] {
        story.run("2026-06-20", words);
    }
    on(root, "2026-06-20", "withdraw privacy 2026-10-01").ok();
    mend(root, "privacy/text.md", "適切に", "てきせつに");
    story.run("2026-06-20", "correct privacy 2026-10-01");
    story.check(expect_file!["expected/no-slips.txt"]);
}
