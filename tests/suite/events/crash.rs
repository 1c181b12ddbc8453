//! Whatever disk call fails while something is recorded: content is as before or as after, and the same command then
//! works or says that it is done.

use super::{mend, on, site};
use crate::world::{files, put, write};
use kohyo::disk::fault::{self, FaultMode};
use kohyo::disk::{Limits, Lock, Snapshot};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

type Files = BTreeMap<PathBuf, Vec<u8>>;

const TODAY: &str = "2026-06-20";

const BOTH: [FaultMode; 2] = [FaultMode::Once, FaultMode::Onwards];

/// Content as every reader of kohyo sees it: a change that was decided counts as made.
fn content(root: &Path) -> Files {
    let snapshot = Snapshot::read(root, &Limits::default()).unwrap();
    let files = snapshot.files();
    files.map(|(path, file)| (PathBuf::from(&**path), file.bytes().to_vec())).collect()
}

/// Everything that is kept, as it lies on the disk.
fn kept(root: &Path) -> Files {
    let mut all = files(root);
    all.retain(|path, _| path.starts_with("content") || path.starts_with("records"));
    all
}

/// Runs a command with the nth disk call failing, for every n until none fails any more.
fn every_call(root: &Path, command: &str, modes: &[FaultMode]) {
    let start = files(root);
    let before = content(root);
    on(root, TODAY, command).ok();
    let (after, whole) = (content(root), kept(root));
    assert_ne!(before, after, "{command}");
    for &mode in modes {
        let mut struck = 0;
        for nth in 1.. {
            put(root, &start);
            let armed = fault::arm(root, nth, mode);
            let code = on(root, TODAY, command).code;
            let fired = armed.fired();
            drop(armed);
            if !fired {
                assert_eq!(code, 0, "{command}: without a fault it works");
                break;
            }
            struck += 1;
            let now = content(root);
            let is_after = now == after;
            assert!(is_after || now == before, "{command}, call {nth} ({mode:?})");
            assert!(is_after || code == 2, "{command}, call {nth} ({mode:?}): exit {code}");
            if !is_after {
                on(root, TODAY, command).ok();
            }
            // The next command of any kind takes the lock, which puts what was decided into place.
            drop(Lock::take(root, Duration::ZERO).unwrap());
            assert!(kept(root) == whole, "{command}, call {nth} ({mode:?}): the next command");
        }
        assert!(struck > 15, "{command}: only {struck} disk calls were seen");
    }
    put(root, &start);
}

/// A site with few files, so that every disk call can fail in turn.
fn small() -> tempfile::TempDir {
    let home = site();
    let root = home.path();
    mend(root, "site.yaml", "privacy, rules", "rules");
    std::fs::remove_dir_all(root.join("content/privacy")).unwrap();
    mend(root, "rules/main.law.txt", "定める。", "定めるものとする。");
    on(root, "2026-06-01", "seal rules --effective 2026-10-01").ok();
    home
}

#[test]
fn every_event_is_recorded_wholly_or_not_at_all() {
    let home = small();
    let root = home.path().canonicalize().unwrap();
    mend(&root, "rules/main.law.txt", "定めるもの", "定める物");
    for command in [
        "correct rules 2026-10-01",
        "postpone rules 2026-10-01 --effective 2026-12-01",
        "withdraw rules 2026-10-01",
        "record add rules 2026-04-01 --what 届出 --date 2026-04-10",
        "withhold rules 2026-10-01 --words 責任者 --reason 誤って公表したため --all-versions",
        "retitle rules --title 規程",
        "repeal rules --effective 2026-12-01",
    ] {
        // All go through one commit: of the one with most files, the disk fails for good too.
        let modes = match command.starts_with("withhold") {
            true => &BOTH[..],
            false => &BOTH[..1],
        };
        every_call(&root, command, modes);
    }
}

#[test]
fn registering_and_linking_are_whole_or_not_at_all() {
    let home = small();
    let root = home.path().canonicalize().unwrap();
    let old = home.path().join("旧.txt");
    write(&old, "見本規程\n\n第一条　この規程は、個人情報を守ることを定める。\n");
    every_call(
        &root,
        &format!("import {} --document rules --register 2017-05-30", old.display()),
        &BOTH[..1],
    );
    let other = tempfile::tempdir().unwrap();
    put(other.path(), &files(&root));
    on(other.path(), "2026-06-10", "record add rules 2026-04-01 --what 届出 --date 2026-04-10")
        .ok();
    mend(&root, "rules/main.law.txt", "三年", "二年");
    on(&root, "2026-06-09", "seal rules --effective 2026-11-01").ok();
    every_call(&root, &format!("rebase rules --onto {}", other.path().display()), &BOTH);
}

#[test]
fn a_site_is_restored_wholly_or_not_at_all() {
    let home = small();
    let root = home.path().canonicalize().unwrap();
    on(&root, TODAY, "build").ok();
    let copy = tempfile::tempdir().unwrap();
    put(copy.path(), &files(&root.join("public")));
    for folder in ["content", "public", "records"] {
        let _ = std::fs::remove_dir_all(root.join(folder));
    }
    every_call(&root, &format!("restore {}", copy.path().display()), &BOTH);
}
