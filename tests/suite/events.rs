//! What happens to documents, as commands: each writes the line that it should, says so, and refuses what cannot be,
//! naming the way through.

mod any;
mod correct;
mod crash;
mod rebase;
mod register;
mod withhold;

use crate::world::{Ran, files, kohyo, write};
use expect_test::{ExpectFile, expect_file};
use std::ffi::OsString;
use std::path::Path;

/// A small site: a notice with a version in force and one to come, and a regulation.
pub const SITE: [(&str, &str); 8] = [
    ("site.yaml", "title: 見本健康保険組合\nroot: ours\ndocuments: [privacy, rules]\n"),
    (
        "organisation.yaml",
        "name: 見本健康保険組合\nrepresentative: {title: 理事長, name: 例示　花子}\n",
    ),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱いについて\nsections: [text, purposes, organisation, contacts]\n",
    ),
    (
        "privacy/text.md",
        "当組合は、加入者の個人情報を大切に取り扱います。手数料は300円です。2026年4月に見直しました。\n",
    ),
    (
        "privacy/purposes.yaml",
        "heading: 利用目的\nlead: 次の目的のために利用します。\nrows:\n  - category: 加入者の情報\n    purposes: [保険給付を行うため]\n",
    ),
    ("privacy/organisation.yaml", "heading: 組合\nfields: [name, representative]\n"),
    (
        "privacy/contacts.yaml",
        "heading: 窓口\ncontacts:\n  - name: 総務課\n    phone: 00-0000-0000\n",
    ),
    ("rules/document.yaml", "kind: regulation\n"),
];

pub const RULES: &str = "見本規程\n\n（目的）\n第1条　この規程は、個人情報の取扱いを定める。\n\n（責任者）\n第2条　責任者は、三年ごとに交代する。\n";

/// Runs a command line, split at spaces, on a day.
pub fn on(root: &Path, today: &str, words: &str) -> Ran {
    let args = words.split(' ').map(OsString::from);
    let today = ["--today".into(), today.into(), "--root".into(), root.into()];
    kohyo(args.chain(today))
}

/// The site, with what was sealed until 2026-06-01.
pub fn site() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    for (path, words) in SITE {
        write(&root.join("content").join(path), words);
    }
    write(&root.join("content/rules/main.law.txt"), RULES);
    on(root, "2026-03-01", "seal privacy --effective 2026-04-01").ok();
    on(root, "2026-03-01", "seal rules --effective 2026-04-01").ok();
    mend(root, "privacy/text.md", "大切に", "適切に");
    on(root, "2026-06-01", "seal privacy --effective 2026-10-01").ok();
    home
}

/// Other words in a file of `content/`.
#[track_caller]
pub fn mend(root: &Path, path: &str, old: &str, new: &str) {
    let path = root.join("content").join(path);
    let words = std::fs::read_to_string(&path).unwrap();
    assert!(words.contains(old), "{words}");
    write(&path, words.replace(old, new));
}

/// The last lines of a ledger, one a line, without the digests.
pub fn ledger(root: &Path, slug: &str, count: usize) -> String {
    let path = root.join("content").join(slug).join("ledger.jsonl");
    let words = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = words.lines().collect();
    let mut out = String::new();
    for line in &lines[lines.len().saturating_sub(count)..] {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        for (name, value) in value.as_object().unwrap() {
            if !["digest", "previous", "format", "record"].contains(&name.as_str()) {
                out.push_str(&format!("{name}={} ", value.as_str().unwrap_or_default()));
            }
        }
        out.push('\n');
    }
    out
}

/// What a sequence of commands said, and what stands in the ledgers afterwards.
pub struct Story<'a> {
    pub root: &'a Path,
    pub words: String,
}

impl Story<'_> {
    pub fn of(root: &Path) -> Story<'_> {
        Story { root, words: String::new() }
    }

    /// Runs a command and notes what it said.
    pub fn run(&mut self, today: &str, words: &str) -> Ran {
        let ran = on(self.root, today, words);
        let root = self.root.display().to_string();
        let said = format!("{}{}", ran.err, ran.out).replace(&root, "…");
        let words = words.replace(&root, "…");
        let exit = match ran.code {
            0 => String::new(),
            code => format!(" → {code}"),
        };
        self.words.push_str(&format!("$ kohyo {words} （{today}）{exit}\n{said}\n"));
        ran
    }

    /// Runs a command that writes, with `--dry-run` before: that one writes nothing.
    #[track_caller]
    pub fn both(&mut self, today: &str, words: &str) {
        let before = files(self.root);
        self.run(today, &format!("{words} --dry-run")).ok();
        let now = files(self.root);
        assert!(before == now, "--dry-run writes nothing");
        self.run(today, words).ok();
        assert!(before != files(self.root));
        on(self.root, today, "verify").ok();
    }

    pub fn ledger(&mut self, slug: &str, count: usize) {
        let lines = ledger(self.root, slug, count);
        self.words.push_str(&lines);
    }

    pub fn check(self, expected: ExpectFile) {
        expected.assert_eq(&self.words);
    }
}

#[test]
fn what_comes_is_put_off_and_called_off() {
    let home = site();
    let mut story = Story::of(home.path());
    story.both(
        "2026-08-01",
        "postpone privacy 令和8年10月1日 --effective 2027-01-01 --decided 2026-07-31 --decided-by 理事会 --summary 準備のため延期します。",
    );
    story.both(
        "2026-09-01",
        "withdraw privacy 2026-10-01 --summary 取りやめます。 --record-reason 予算のため",
    );
    story.ledger("privacy", 2);
    story.check(expect_file!["events/expected/put-off.txt"]);
    let records = home.path().join("records/privacy");
    assert!(records.join("2026-10-01-withdraw.yaml").is_file());
}

#[test]
fn what_was_done_is_recorded_and_changes_no_text() {
    let home = site();
    let before = files(&home.path().join("content"));
    let mut story = Story::of(home.path());
    for words in [
        "--what 届出 --date 2026-04-10 --note 関東信越厚生局",
        "--what 掲示 --date 2026-04-01 --until 2026-04-30",
        "--what 広報誌 --date 2026-04-20 --note 春号",
        "--what approved --date 2026-03-20",
        "--what 確認 --date 2026-11-20",
    ] {
        let command = format!("record add privacy 2026-04-01 {words}");
        story.run("2026-11-23", &command).ok();
    }
    story.ledger("privacy", 5);
    story.check(expect_file!["events/expected/recorded.txt"]);
    let mut after = files(&home.path().join("content"));
    let ledger = Path::new("privacy/ledger.jsonl");
    after.insert(ledger.to_owned(), before[ledger].clone());
    assert!(after == before, "nothing but the ledger was written");
    on(home.path(), "2026-11-23", "verify").ok();
}

#[test]
fn documents_are_renamed_and_repealed() {
    let home = site();
    let mut story = Story::of(home.path());
    story.both("2026-06-15", "retitle rules --title 個人情報保護規程 --effective 2026-07-01");
    story.both(
        "2026-06-15",
        "repeal rules --effective 2026-12-31 --decided 2026-06-10 --decided-by 組合会",
    );
    story.ledger("rules", 2);
    story.check(expect_file!["events/expected/repealed.txt"]);
    for (day, words) in [
        ("2026-06-30", "見本規程"),
        ("2026-07-01", "個人情報保護規程"),
        ("2026-12-31", "2026年12月31日（令和8年12月31日）に廃止されました"),
    ] {
        on(home.path(), "2026-06-15", &format!("build --as-of {day}")).ok();
        let public = files(&home.path().join("public"));
        let page = |path: &str| String::from_utf8_lossy(&public[Path::new(path)]).into_owned();
        let pages = page("index.html") + &page("rules/index.html");
        let shown: String = pages
            .split(['<', '>'])
            .enumerate()
            .filter_map(|(at, part)| (at % 2 == 0).then_some(part))
            .collect();
        assert!(shown.contains(words), "{day}: {shown}");
    }
}

/// Whatever was decided in time counts, however late it is recorded; nobody need say another day.
#[test]
fn late_facts_are_taken_as_late() {
    let home = site();
    let mut story = Story::of(home.path());
    // Without the day of the decision nobody can tell it from rewriting what was in force.
    story.run("2026-10-15", "withdraw privacy 2026-10-01");
    story.run(
        "2026-10-15",
        "postpone privacy 2026-10-01 --effective 2027-01-01 --decided 2026-10-02",
    );
    story.both(
        "2026-10-15",
        "postpone privacy 2026-10-01 --effective 2027-01-01 --decided 2026-09-25",
    );
    story.both("2026-10-15", "repeal rules --effective 2026-09-30 --decided 2026-09-01");
    story.ledger("privacy", 1);
    story.ledger("rules", 1);
    on(home.path(), "2026-10-15", "build").ok();
    let public = files(&home.path().join("public"));
    for path in ["privacy/history/index.html", "rules/history/index.html"] {
        let page = String::from_utf8_lossy(&public[Path::new(path)]).into_owned();
        let shown: Vec<&str> =
            page.split(['<', '>']).step_by(2).filter(|part| part.contains("後の記録")).collect();
        story.words.push_str(&format!("{path}: {shown:?}\n"));
    }
    for known in ["2026-10-14", "2026-10-15"] {
        story.run(
            "2026-10-15",
            &format!("show privacy --on 2026-10-05 --known {known} --format json"),
        );
    }
    story.check(expect_file!["events/expected/late.txt"]);
}

#[test]
fn what_cannot_be_is_refused_and_the_way_is_named() {
    let home = site();
    let before = files(home.path());
    let mut story = Story::of(home.path());
    for words in [
        "postpone privacy 2026-12-01 --effective 2027-01-01",
        "postpone privacy 2026-04-01 --effective 2027-01-01",
        "postpone privacy 2026-10-01 --effective 2026-09-30",
        "postpone nothing 2026-10-01 --effective 2026-12-01",
        "withdraw privacy 2026-04-01",
        "record add privacy 2026-04-01 --what 届出 --date 2026-07-01",
        "record add privacy 2026-04-01 --what 届出 --date 2026-05-01 --until 2026-05-02",
        "record add privacy 2026-04-01 --what 通知 --date 2026-05-01",
        "repeal privacy --effective 2026-09-30",
        "repeal rules --effective 2026-04-01",
        "withdraw privacy",
    ] {
        let ran = story.run("2026-06-15", words);
        assert_ne!(ran.code, 0, "{words}");
    }
    // A day before the last line cannot be when kohyo learned of it.
    story.run("2026-05-31", "withdraw privacy 2026-10-01");
    let mut after = files(home.path());
    after.retain(|path, _| !path.starts_with(".kohyo"));
    let mut before = before;
    before.retain(|path, _| !path.starts_with(".kohyo"));
    assert!(before == after, "a refused command writes nothing");
    story.check(expect_file!["events/expected/refused.txt"]);
}
