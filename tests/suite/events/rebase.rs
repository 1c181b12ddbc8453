//! Two copies of a site that both went on: `kohyo rebase` makes one chain of them, and never changes what is published.

use super::{Story, ledger, mend, on, site};
use crate::world::{files, put, write};
use expect_test::expect_file;
use std::fs;
use std::path::{Path, PathBuf};

/// Two copies of one site, side by side: 甲 and 乙.
struct Two {
    _home: tempfile::TempDir,
    ours: PathBuf,
    theirs: PathBuf,
}

fn two() -> Two {
    let home = tempfile::tempdir().unwrap();
    let (ours, theirs) = (home.path().join("甲"), home.path().join("乙"));
    let first = site();
    on(first.path(), "2026-06-01", "build").ok();
    for root in [&ours, &theirs] {
        put(root, &files(first.path()));
    }
    Two { _home: home, ours, theirs }
}

impl Two {
    fn story(&self) -> Story<'_> {
        Story::of(&self.ours)
    }

    fn rebase(&self, story: &mut Story<'_>, onto: &Path, more: &str) -> u8 {
        let command = format!("rebase privacy --onto {}{more}", onto.display());
        let code = story.run("2026-06-20", &command).code;
        let home = self.ours.parent().unwrap().display().to_string();
        story.words = story.words.replace(&home, "…");
        code
    }
}

/// Both sealed a change of their own: theirs for 2026-11-01, ours for a day.
fn sealed_apart(day: &str) -> Two {
    let two = two();
    mend(&two.theirs, "privacy/text.md", "300円", "200円");
    on(&two.theirs, "2026-06-12", "seal privacy --effective 2026-11-01").ok();
    mend(&two.ours, "privacy/text.md", "手数料は", "開示の手数料は");
    on(&two.ours, "2026-06-10", &format!("seal privacy --effective {day}")).ok();
    two
}

/// Both sealed for one day: theirs keeps its name, ours takes the next; what belongs to ours follows it.
fn both_sealed() -> Two {
    let two = sealed_apart("2026-11-01");
    on(&two.ours, "2026-06-14", "record add privacy 2026-11-01 --what 確認 --date 2026-06-14").ok();
    two
}

#[test]
fn ours_is_linked_behind_theirs() {
    let two = both_sealed();
    let mut story = two.story();
    assert_eq!(two.rebase(&mut story, &two.theirs, " --dry-run"), 0);
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 0);
    story.ledger("privacy", 3);
    story.run("2026-06-20", "verify").ok();
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 0);
    story.check(expect_file!["expected/rebased.txt"]);
    let ledger = |root: &Path| fs::read(root.join("content/privacy/ledger.jsonl")).unwrap();
    assert!(ledger(&two.ours).starts_with(&ledger(&two.theirs)));
    // The other side takes it all over in turn: nothing of its own is left to link.
    let ran =
        on(&two.theirs, "2026-06-20", &format!("rebase privacy --onto {}", two.ours.display()))
            .ok();
    assert!(ran.out.contains("取り込んだ行 2、その後につないだこちらの行 0"), "{}", ran.out);
    assert!(ledger(&two.ours) == ledger(&two.theirs));
    on(&two.theirs, "2026-06-20", "verify").ok();
}

/// The other side may be a site, a document's folder, a public folder, or the ledger alone where all texts are here.
#[test]
fn the_other_side_may_be_named_in_any_way() {
    let mut results = Vec::new();
    for way in [
        "",
        "content/privacy",
        "public",
        "content/privacy/ledger.jsonl",
        "public/privacy",
        "content",
    ] {
        let two = both_sealed();
        on(&two.theirs, "2026-06-12", "build").ok();
        let mut story = two.story();
        assert_eq!(two.rebase(&mut story, &two.theirs.join(way), ""), 0, "{way}: {}", story.words);
        results.push(ledger(&two.ours, "privacy", 9));
        on(&two.ours, "2026-06-20", "verify").ok();
    }
    assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
}

/// git leaves both version files in place, and our ledger as it was: a site that is not sound as it stands.
#[test]
fn a_merge_of_git_is_put_right() {
    let two = sealed_apart("2026-12-01");
    for (path, bytes) in files(&two.theirs.join("content/privacy/versions")) {
        write(&two.ours.join("content/privacy/versions").join(path), bytes);
    }
    assert_eq!(on(&two.ours, "2026-06-20", "check").code, 1);
    let theirs = two.ours.join("theirs.jsonl");
    fs::copy(two.theirs.join("content/privacy/ledger.jsonl"), &theirs).unwrap();
    let mut story = two.story();
    assert_eq!(two.rebase(&mut story, &theirs, ""), 0);
    story.run("2026-06-20", "check").ok();
    story.check(expect_file!["expected/rebased-git.txt"]);
    on(&two.ours, "2026-06-20", "verify").ok();
}

#[test]
fn what_both_sealed_alike_is_sealed_once() {
    let two = two();
    // On one day it would be the very same line.
    for (root, day) in [(&two.theirs, "2026-06-12"), (&two.ours, "2026-06-13")] {
        mend(root, "privacy/text.md", "300円", "200円");
        on(root, day, "seal privacy --effective 2026-11-01").ok();
    }
    on(&two.theirs, "2026-06-13", "record add privacy 2026-04-01 --what 届出 --date 2026-04-10")
        .ok();
    on(&two.ours, "2026-06-14", "postpone privacy 2026-11-01 --effective 2026-12-01").ok();
    let mut story = two.story();
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 0);
    story.ledger("privacy", 3);
    story.check(expect_file!["expected/rebased-same.txt"]);
    on(&two.ours, "2026-06-20", "verify").ok();
}

#[test]
fn what_is_published_or_cannot_follow_is_refused() {
    let two = both_sealed();
    let before = files(&two.ours.join("content"));
    let mut story = two.story();
    assert_eq!(two.rebase(&mut story, &two.ours.join("themes"), ""), 1);
    let broken = two.ours.join("競合.jsonl");
    write(&broken, "<<<<<<< ours\n");
    assert_eq!(two.rebase(&mut story, &broken, ""), 1);
    // Without the texts of the other side the ledger alone is not enough.
    let alone = two.ours.join("ledger.jsonl");
    fs::copy(two.theirs.join("content/privacy/ledger.jsonl"), &alone).unwrap();
    assert_eq!(two.rebase(&mut story, &alone, ""), 1);
    // They called off what we postponed.
    on(&two.theirs, "2026-06-12", "withdraw privacy 2026-10-01").ok();
    on(&two.ours, "2026-06-14", "postpone privacy 2026-10-01 --effective 2027-01-01").ok();
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 1);
    // Ours is published.
    put(&two.ours.join("content"), &before);
    on(&two.ours, "2026-06-14", "build").ok();
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 1);
    story.check(expect_file!["expected/rebase-refused.txt"]);
    assert!(before == files(&two.ours.join("content")));
}

/// Linked behind theirs, our withholding would bring back what they withheld.
#[test]
fn words_that_were_withheld_on_both_sides_do_not_come_back() {
    let two = two();
    on(
        &two.theirs,
        "2026-06-12",
        "withhold privacy 2026-04-01 --words 300円 --reason 誤って公表したため",
    )
    .ok();
    on(
        &two.ours,
        "2026-06-14",
        "withhold privacy 2026-04-01 --words 総務課 --reason 誤って公表したため",
    )
    .ok();
    let mut story = two.story();
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 1);
    story.check(expect_file!["expected/rebase-withheld.txt"]);
}

#[test]
fn a_private_record_follows_its_version() {
    let two = two();
    for (root, old, new) in
        [(&two.theirs, "300円", "200円"), (&two.ours, "手数料は", "開示の手数料は")]
    {
        mend(root, "privacy/text.md", old, new);
        let seal = "seal privacy --effective 2026-11-01 --record-reason 理由";
        on(root, "2026-06-12", seal).ok();
    }
    let mut story = two.story();
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 0);
    // Ours is called otherwise now, and theirs comes with the line that names it.
    let record =
        |root: &Path, name: &str| fs::read(root.join("records/privacy").join(name)).unwrap();
    let theirs = record(&two.theirs, "2026-11-01.yaml");
    assert!(record(&two.ours, "2026-11-01.yaml") == theirs);
    assert!(record(&two.ours, "2026-11-01.2.yaml") != theirs);
    on(&two.ours, "2026-06-20", "verify").ok();
}

/// Versions that are coming on either side, or on both: each has the changes of both.
#[test]
fn what_both_sealed_before_a_coming_version_stands_in_it() {
    let two = two();
    mend(&two.theirs, "privacy/text.md", "300円", "200円");
    on(&two.theirs, "2026-06-12", "seal privacy --effective 2026-09-01").ok();
    on(&two.theirs, "2026-06-12", "postpone privacy 2026-10-01.2 --effective 2026-12-01").ok();
    mend(&two.ours, "privacy/contacts.yaml", "00-0000-0000", "00-1111-1111");
    on(&two.ours, "2026-06-10", "seal privacy --effective 2026-08-01").ok();
    mend(&two.ours, "privacy/contacts.yaml", "総務課", "業務課");
    on(&two.ours, "2026-06-11", "seal privacy --effective 2027-01-01").ok();
    on(&two.ours, "2026-06-13", "postpone privacy 2026-08-01 --effective 2026-11-01").ok();
    let mut story = two.story();
    assert_eq!(two.rebase(&mut story, &two.theirs, " --dry-run"), 0);
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 0);
    story.ledger("privacy", 20);
    for day in ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01", "2027-01-01"]
    {
        let shown = on(&two.ours, "2026-06-20", &format!("show privacy --on {day}")).ok();
        let lines = shown
            .out
            .lines()
            .filter(|line| ["大切", "適切", "課", "電話"].iter().any(|words| line.contains(words)));
        story.words.push_str(&format!(
            "{day}: {}\n",
            lines.map(str::trim).collect::<Vec<_>>().join(" / ")
        ));
    }
    on(&two.ours, "2026-06-20", "verify").ok();
    // Taken back, every file is as it was.
    let before = files(&two.ours.join("content"));
    on(&two.ours, "2026-06-20", "retitle privacy --title 題名").ok();
    on(&two.ours, "2026-06-20", "undo privacy").ok();
    assert!(before == files(&two.ours.join("content")));
    on(&two.ours, "2026-06-20", "undo privacy").ok();
    story.run("2026-06-20", "status");
    story.check(expect_file!["expected/rebased-coming.txt"]);
}

/// Two copies that changed the same words: somebody has to decide.
#[test]
fn words_that_both_changed_are_shown_and_nothing_is_written() {
    let two = two();
    for (root, words) in [(&two.theirs, "200円"), (&two.ours, "100円")] {
        mend(root, "privacy/text.md", "300円", words);
        on(root, "2026-06-12", "seal privacy --effective 2026-11-01").ok();
    }
    let before = files(&two.ours.join("content"));
    let mut story = two.story();
    assert_eq!(two.rebase(&mut story, &two.theirs, ""), 1);
    story.check(expect_file!["expected/rebase-clash.txt"]);
    assert!(before == files(&two.ours.join("content")));
}
