//! Two seals at once, and seals that fail in the middle.

use super::home::Home;
use crate::world::{files, put};
use kohyo::disk::fault::{self, FaultMode};
use kohyo::disk::{Limits, Lock, Snapshot};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

fn command(home: &Home, today: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
    command
        .args(["seal", "privacy", "--effective", "2026-12-01", "--today", today, "--root"])
        .arg(home.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn of_two_at_once_one_waits_and_finds_nothing_left() {
    let home = Home::new();
    let both = [(); 2].map(|()| command(&home, "2026-11-01").spawn().unwrap());
    let both = both.map(|child| child.wait_with_output().unwrap());
    let mut codes = both.each_ref().map(|output| output.status.code());
    codes.sort_unstable();
    assert_eq!(codes, [Some(0), Some(1)]);
    let second = both.iter().find(|output| output.status.code() == Some(1)).unwrap();
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(said.contains("nothing-to-seal"), "{said}");
    assert_eq!(home.versions("privacy").lines().count(), 1);
}

#[test]
fn who_cannot_have_the_lock_is_told() {
    let home = Home::new();
    let lock = Lock::take(home.root(), Duration::ZERO).unwrap();
    let before = home.files();
    let output = command(&home, "2026-11-01").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(before, home.files());
    drop(lock);
    assert!(command(&home, "2026-11-01").output().unwrap().status.success());
}

/// What a reader of the site sees, and the private records.
fn seen(root: &Path) -> Vec<(String, Vec<u8>)> {
    let snapshot = Snapshot::read(root, &Limits::default()).unwrap();
    let content = snapshot.files().map(|(path, file)| (path.to_string(), file.bytes().to_vec()));
    let mut all: Vec<(String, Vec<u8>)> = content.collect();
    // The records are in place once nothing is pending.
    drop(Lock::take(root, Duration::ZERO).unwrap());
    let records = files(&root.join("records")).into_iter();
    all.extend(records.map(|(path, _)| (path.to_string_lossy().into_owned(), Vec::new())));
    all
}

/// A salt is another one each time; with it its digest in the ledger changes.
fn strip(all: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let cut = |(path, bytes): (String, Vec<u8>)| {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        if path.ends_with("ledger.jsonl") { (path, vec![lines as u8]) } else { (path, bytes) }
    };
    all.into_iter().map(cut).collect()
}

#[test]
fn a_seal_that_fails_anywhere_leaves_before_or_after() {
    let home = Home::new();
    home.run("2026-09-01", "seal privacy --effective 2026-10-01").ok();
    home.edit("privacy/preface.md", "保健指導", "保健指導と統計");
    home.run("2027-02-10", "seal privacy --effective 2027-04-01").ok();
    home.edit("privacy/contacts.yaml", "0001", "0002");
    home.write("privacy/amendment.yaml", "effective: 2027-03-10\nprivate:\n  reason: 移転\n");
    // The lock's own files are made by the first command.
    let start = files(home.root());
    let again = || put(home.root(), &start);
    let before = seen(home.root());
    let counter = fault::arm(home.root(), 0, FaultMode::Once);
    home.run("2027-03-08", "seal privacy").ok();
    let calls = counter.calls();
    drop(counter);
    let (before, after) = (strip(before), strip(seen(home.root())));
    assert_ne!(before, after);
    assert!(calls > 60, "{calls}");
    let (mut failed, mut done) = (0, 0);
    for mode in [FaultMode::Once, FaultMode::Onwards] {
        for nth in 1..=calls {
            again();
            let armed = fault::arm(home.root(), nth, mode);
            let ran = home.run("2027-03-08", "seal privacy");
            let fired = armed.fired();
            drop(armed);
            let now = strip(seen(home.root()));
            let state = format!("{mode:?} at call {nth}: {}", ran.said());
            assert!(now == before || now == after, "{state}");
            assert!(fired || ran.code == 0, "{state}");
            assert!(ran.code != 0 || now == after, "said to be done: {state}");
            failed += u32::from(now == before);
            done += u32::from(now == after);
            // Whatever happened, the next command works.
            let next = home.run("2027-03-08", "seal privacy");
            assert_eq!(next.code, u8::from(now == after), "{state}\n{}", next.said());
            assert_eq!(strip(seen(home.root())), after, "{state}");
        }
    }
    assert!(failed > 20 && done > 20, "{failed} {done}");
}
