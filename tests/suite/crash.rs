//! Nothing between: whatever disk call fails and whenever a build is killed, content and public are as
//! before or as after, and the next command works.

use crate::world::{files, kohyo, put, sealed, write};
use kohyo::disk::fault::{self, FaultMode};
use kohyo::disk::{Limits, Snapshot};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A small sealed site with its pages, then a changed text: few files, so that every disk call can fail in turn.
fn site(root: &Path) {
    for (path, words) in [
        ("site.yaml", "title: 見本健康保険組合\nroot: ours\n"),
        ("organisation.yaml", "name: 見本健康保険組合\n"),
        ("rules/document.yaml", "kind: regulation\ntitle: 見本規程\n"),
        ("rules/main.law.txt", "見本規程\n\n第1条　この規程は、見本である。\n"),
    ] {
        write(&root.join("content").join(path), words);
    }
    assert_eq!(seal_from(root, "2026-04-01"), 0);
    assert_eq!(build(root), 0);
    write(
        &root.join("content/rules/main.law.txt"),
        "見本規程\n\n第1条　この規程は、見本とする。\n",
    );
}

fn os(words: &str) -> std::ffi::OsString {
    words.into()
}

/// The content as every reader of kohyo sees it: a change that was decided but not yet put into place by
/// the failed command counts as made, and the next command puts it into place.
fn content(root: &Path) -> Files {
    let snapshot = Snapshot::read(root, &Limits::default()).unwrap();
    snapshot.files().map(|(path, file)| (PathBuf::from(&**path), file.bytes().to_vec())).collect()
}

fn seal(root: &Path) -> u8 {
    seal_from(root, "2026-10-01")
}

fn seal_from(root: &Path, day: &str) -> u8 {
    let args = ["seal", "rules", "--effective", day, "--today", "2026-03-01", "--root"];
    kohyo(args.map(os).into_iter().chain([root.into()])).code
}

fn build(root: &Path) -> u8 {
    kohyo([os("build"), os("--as-of"), os("2026-05-01"), os("--root"), root.into()]).code
}

/// True when nothing half done lies beside the output folder.
fn beside(root: &Path) -> bool {
    let entries = std::fs::read_dir(root).unwrap();
    let mut names = entries.map(|entry| entry.unwrap().file_name());
    names.all(|name| !name.to_string_lossy().contains(".kohyo-"))
}

/// Runs `act` with the nth disk call failing, for every n until none fails any more. `next` says how the
/// command must end when it runs again, after a fault that left things as before or as after.
fn every_call(
    root: &Path,
    mode: FaultMode,
    (before, after): (&Files, &Files),
    act: &dyn Fn() -> u8,
    look: &dyn Fn() -> Files,
    next: &dyn Fn(bool) -> u8,
) {
    let after = |now: &Files| now == after;
    let mut struck = 0;
    for nth in 1.. {
        let start = files(root);
        let armed = fault::arm(root, nth, mode);
        let code = act();
        let fired = armed.fired();
        drop(armed);
        if !fired {
            assert_eq!(code, 0, "without a fault it works");
            break;
        }
        struck += 1;
        let now = look();
        assert!(now == *before || after(&now), "call {nth} ({mode:?}): neither before nor after");
        assert!(code == 2 || after(&now), "call {nth} ({mode:?}): exit {code}");
        assert_eq!(act(), next(after(&now)), "call {nth} ({mode:?}): the next command");
        assert!(after(&look()), "call {nth} ({mode:?}): the next command completes it");
        let raw: Files =
            files(root).into_iter().filter(|(path, _)| path.starts_with("content")).collect();
        assert!(
            content(root).iter().all(|(path, bytes)| raw.get(path) == Some(bytes)),
            "call {nth}: nothing waits"
        );
        put(root, &start);
    }
    assert!(struck > 20, "only {struck} disk calls were seen");
}

// A test for each way to fail: they run side by side.
#[test]
fn a_build_that_fails_anywhere_leaves_public_whole() {
    build_failing(FaultMode::Once);
}

#[test]
fn a_build_that_fails_from_anywhere_on_leaves_public_whole() {
    build_failing(FaultMode::Onwards);
}

fn build_failing(mode: FaultMode) {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().canonicalize().unwrap().join("サイト 1");
    site(&root);
    assert_eq!(seal(&root), 0);
    let before = files(&root.join("public"));
    let written = content(&root);
    let start = files(&root);
    assert_eq!(build(&root), 0);
    let after = files(&root.join("public"));
    assert_ne!(before, after);
    let list = std::fs::read(root.join("public.upload.txt")).unwrap();
    put(&root, &start);
    every_call(
        &root,
        mode,
        (&before, &after),
        &|| build(&root),
        &|| files(&root.join("public")),
        &|_| {
            let now = std::fs::read(root.join("public.upload.txt")).unwrap();
            assert!(now == list, "what to upload is told whatever failed before");
            assert!(beside(&root), "no hidden list is left");
            0
        },
    );
    assert_eq!(content(&root), written, "a build never touches content");
}

/// A build that could not remove the old tree has done what it was for; the next clears it away, though it has nothing
/// else to do.
#[test]
fn what_a_build_left_is_cleared_away_when_nothing_changed() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().canonicalize().unwrap().join("サイト");
    site(&root);
    // Files as new as this moment are never taken for unchanged.
    std::thread::sleep(Duration::from_millis(150));
    assert_eq!(build(&root), 0);
    std::fs::create_dir(root.join(".public.kohyo-staging-00000000-1-0")).unwrap();
    assert_eq!(build(&root), 0);
    assert!(beside(&root), "nothing is left");
}

#[test]
fn a_seal_that_fails_anywhere_leaves_content_whole() {
    for mode in [FaultMode::Once, FaultMode::Onwards] {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().canonicalize().unwrap().join("サイト 1");
        site(&root);
        let before = content(&root);
        let start = files(&root);
        assert_eq!(seal(&root), 0);
        let after = content(&root);
        assert_ne!(before, after);
        put(&root, &start);
        // Sealing what is sealed already is refused: there is nothing to seal.
        every_call(&root, mode, (&before, &after), &|| seal(&root), &|| content(&root), &u8::from);
    }
}

/// A site whose build takes a while: many documents with many versions.
fn large_site(root: &Path, documents: usize) {
    let text = |document: usize, version: usize| {
        let mut text = format!("見本規程{document}\n\n");
        for article in 1..=60 {
            text.push_str(&format!("（事項{article}）\n第{article}条　責任者は、文書{document}の第{version}版に従い、事項{article}を取り扱う。\n２　前項の取扱いは、別に定める。\n\n"));
        }
        text
    };
    let frame = [
        ("content/site.yaml", "title: 見本健康保険組合\nroot: ours\n"),
        ("content/organisation.yaml", "name: 見本健康保険組合\n"),
    ];
    for (path, words) in frame {
        write(&root.join(path), words);
    }
    for document in 0..documents {
        let slug = format!("rules-{document}");
        let folder = format!("content/{slug}");
        // Sealed one by one in memory: the command line would read the whole site each time.
        let mut files: BTreeMap<String, Vec<u8>> =
            frame.map(|(path, words)| (path.into(), words.into())).into();
        files.insert(
            format!("{folder}/document.yaml"),
            format!("kind: regulation\ntitle: 見本規程{document}\n").into(),
        );
        for version in 1..=5 {
            let day = format!("202{version}-04-01").parse().unwrap();
            files.insert(format!("{folder}/main.law.txt"), text(document, version).into());
            let snapshot = Snapshot::from_memory(files.clone());
            files.extend(sealed(&snapshot, &slug, day));
        }
        for (path, bytes) in files {
            write(&root.join(path), bytes);
        }
    }
}

fn start_build(root: &Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_kohyo"))
        .args(["build", "--as-of", "2026-05-01", "--root"])
        .arg(root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Builds a site so large that a kill meets it anywhere, and says how long it took: many times what a process takes
/// to start, and no more, since what fifty builds cost is what this takes.
fn slow_site(root: &Path) -> Duration {
    for documents in [4, 12, 40, 120] {
        if root.exists() {
            std::fs::remove_dir_all(root).unwrap();
        }
        large_site(root, documents);
        let start = Instant::now();
        assert!(start_build(root).wait().unwrap().success());
        if start.elapsed() >= Duration::from_millis(400) {
            return start.elapsed();
        }
    }
    panic!("no site was large enough for a build of 400 ms");
}

#[test]
fn fifty_killed_builds_leave_public_whole() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("大きなサイト");
    let mut took = slow_site(&root);
    let out = root.join("public");
    let before = files(&out);
    write(&root.join("content/rules-0/main.law.txt"), "見本規程0\n\n第1条　すべて改める。\n");
    let seal = ["seal", "rules-0", "--effective", "2026-04-01", "--root"].map(os);
    kohyo(seal.into_iter().chain([root.clone().into()])).ok();
    let mut after: Option<Files> = None;
    let (mut killed, mut finished) = (0, 0);
    // A fixed sequence that spreads over the whole build and a little beyond: every run is the same test.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    while killed < 50 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = (state >> 33) as f64 / (1u64 << 31) as f64;
        let mut child = start_build(&root);
        std::thread::sleep(took.mul_f64(share * 1.05));
        let was_running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        killed += usize::from(was_running);
        finished += usize::from(!was_running);
        assert!(finished < 200, "builds end before they can be killed");
        let now = files(&out);
        if now != before {
            assert_eq!(after.get_or_insert_with(|| now.clone()), &now, "neither before nor after");
            put(&out, &before);
        }
        if !was_running && share < 0.9 {
            // It was measured beside other work: measured again.
            let start = Instant::now();
            assert!(start_build(&root).wait().unwrap().success());
            took = start.elapsed();
            put(&out, &before);
        }
    }
    assert!(start_build(&root).wait().unwrap().success(), "the next build works");
    let now = files(&out);
    assert_eq!(after.get_or_insert_with(|| now.clone()), &now);
    let left: Vec<_> =
        std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("staging")), "{left:?}");
    eprintln!("50 builds of {took:?} were killed, {finished} ended before");
}
