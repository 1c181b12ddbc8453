//! The disk's door: what a snapshot reads and refuses; commits and swaps stand in the files below.
//! Does not know what sites hold.

mod broken;
mod commit;
mod foreign;
mod names;
mod readers;
mod staging;

use kohyo::diagnostic::{Finding, Severity};
use kohyo::disk::{Before, Digest, Edits, Limits, Snapshot};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const NOW: Duration = Duration::ZERO;

/// A folder of its own, without symbolic links in its path.
struct Room {
    _dir: tempfile::TempDir,
    root: PathBuf,
}

fn room() -> Room {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    Room { _dir: dir, root }
}

fn put(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Everything below a folder as it lies on the disk, without kohyo's own folder.
fn tree(dir: &Path) -> BTreeMap<String, String> {
    fn fill(dir: &Path, base: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap() == ".kohyo" {
                continue;
            }
            let name = path.strip_prefix(base).unwrap().to_str().unwrap();
            if path.is_symlink() {
                let target = fs::read_link(&path).unwrap();
                found.insert(name.to_owned(), format!("-> {}", target.display()));
            } else if path.is_dir() {
                fill(&path, base, found);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    let mut found = BTreeMap::new();
    if dir.is_dir() {
        fill(dir, dir, &mut found);
    }
    found
}

fn seen(root: &Path) -> BTreeMap<String, String> {
    let snapshot = Snapshot::read(root, &Limits::default()).unwrap();
    assert_eq!(snapshot.problems(), []);
    snapshot
        .files()
        .map(|(path, file)| (path.to_string(), String::from_utf8(file.bytes().to_vec()).unwrap()))
        .collect()
}

fn codes(findings: &[Finding]) -> Vec<(&'static str, String)> {
    let place = |finding: &Finding| {
        finding.span.as_ref().map_or(String::new(), |span| span.file.to_string())
    };
    findings.iter().map(|finding| (finding.code, place(finding))).collect()
}

#[test]
fn a_snapshot_has_every_file_of_the_site_and_no_other() {
    let room = room();
    put(
        &room.root,
        &[
            ("content/site.yaml", "a"),
            ("content/個人情報 保護/利用目的.yaml", "b"),
            ("content/.swp", "x"),
            ("content/.git/config", "x"),
            ("content/static/.well-known/security.txt", "c"),
            ("content/static/.DS_Store", "x"),
            ("themes/own/page.html", "d"),
            ("records/secret.yaml", "x"),
            ("README.md", "x"),
        ],
    );
    let deep = format!("content/{}/file.yaml", vec!["d"; 25].join("/"));
    put(&room.root, &[(&deep, "e")]);
    let snapshot = Snapshot::read(&room.root, &Limits::default()).unwrap();
    let paths: Vec<&str> = snapshot.files().map(|(path, _)| &**path).collect();
    assert_eq!(
        paths,
        [
            &*deep,
            "content/site.yaml",
            "content/static/.well-known/security.txt",
            "content/個人情報 保護/利用目的.yaml",
            "themes/own/page.html",
        ]
    );
    let file = snapshot.file("content/個人情報 保護/利用目的.yaml").unwrap();
    assert_eq!(file.bytes(), b"b");
    assert_eq!(file.digest(), Digest::of(b"b"));
    let under: Vec<_> = snapshot.under("content/static").collect();
    assert_eq!(under.len(), 1);
    assert_eq!(snapshot.under("content/stat").count(), 0);
}

#[test]
fn no_site_is_an_empty_snapshot() {
    let room = room();
    assert!(seen(&room.root).is_empty());
    assert!(seen(&room.root.join("nowhere")).is_empty());
}

#[test]
fn what_is_too_large_is_left_out_and_told_all_at_once() {
    let room = room();
    let limits = Limits {
        text_bytes: 4,
        sealed_bytes: 8,
        asset_bytes: 6,
        total_bytes: 24,
        ..Limits::default()
    };
    put(
        &room.root,
        &[
            ("content/a.yaml", "1234"),
            ("content/b.yaml", "12345"),
            ("content/p/versions/2025-04-01.jsonl", "12345678"),
            ("content/p/figures/f.svg", "1234567"),
            ("content/static/g.pdf", "123456"),
            ("themes/t/h.css", "123456"),
            ("themes/t/i.css", "1"),
        ],
    );
    let snapshot = Snapshot::read(&room.root, &limits).unwrap();
    assert_eq!(snapshot.files().count(), 4);
    assert_eq!(
        codes(snapshot.problems()),
        [
            ("file-too-large", "content/b.yaml".to_owned()),
            ("file-too-large", "content/p/figures/f.svg".to_owned()),
            ("site-too-large", "themes/t/i.css".to_owned()),
        ]
    );
    let few = Limits { files: 3, ..Limits::default() };
    let snapshot = Snapshot::read(&room.root, &few).unwrap();
    assert_eq!(codes(snapshot.problems()), [("too-many-files", String::new())]);
    let flat = Limits { depth: 2, ..Limits::default() };
    let snapshot = Snapshot::read(&room.root, &flat).unwrap();
    assert!(codes(snapshot.problems()).contains(&("too-deep", "content/p/figures".to_owned())));
    assert!(snapshot.problems().iter().all(|finding| finding.severity == Severity::Error));
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_site_only() {
    use std::os::unix::fs::symlink;
    let (room, outside) = (room(), room());
    put(&outside.root, &[("secret.yaml", "secret"), ("d/x", "x")]);
    put(&room.root, &[("content/real/a.yaml", "a"), ("records/decision.yaml", "private")]);
    let link = |target: &Path, name: &str| symlink(target, room.root.join(name)).unwrap();
    link(Path::new("real/a.yaml"), "content/b.yaml");
    link(Path::new("real"), "content/folder");
    link(&outside.root.join("secret.yaml"), "content/c.yaml");
    link(&outside.root.join("d"), "content/d");
    link(Path::new("../records"), "content/e");
    link(Path::new("nowhere"), "content/f");
    link(Path::new(".."), "content/real/up");
    let snapshot = Snapshot::read(&room.root, &Limits::default()).unwrap();
    let paths: Vec<&str> = snapshot.files().map(|(path, _)| &**path).collect();
    assert_eq!(paths, ["content/b.yaml", "content/folder/a.yaml", "content/real/a.yaml"]);
    assert_eq!(
        codes(snapshot.problems()),
        [
            ("link-outside", "content/c.yaml".to_owned()),
            ("link-outside", "content/d".to_owned()),
            ("link-outside", "content/e".to_owned()),
            ("broken-link-file", "content/f".to_owned()),
            ("broken-link-file", "content/folder/up".to_owned()),
            ("broken-link-file", "content/real/up".to_owned()),
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_that_multiply_come_to_an_end() {
    use std::os::unix::fs::symlink;
    let room = room();
    for level in 0..25 {
        let folder = room.root.join(format!("content/l{level}"));
        fs::create_dir_all(&folder).unwrap();
        for name in ["a", "b"] {
            symlink(format!("../l{}", level + 1), folder.join(name)).unwrap();
        }
    }
    fs::create_dir_all(room.root.join("content/l25")).unwrap();
    let snapshot = Snapshot::read(&room.root, &Limits::default()).unwrap();
    assert_eq!(codes(snapshot.problems()), [("too-many-files", String::new())]);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_names_are_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let room = room();
    put(&room.root, &[("content/a.yaml", "a")]);
    for bytes in [&b"\xff.yaml"[..], b"a\x1b[31m.yaml", b"a\\b", b"aux.yaml"] {
        let name = OsStr::from_bytes(bytes);
        fs::write(room.root.join("content").join(name), "x").unwrap();
    }
    let made = std::process::Command::new("mkfifo").arg(room.root.join("content/pipe")).status();
    assert!(made.unwrap().success());
    let snapshot = Snapshot::read(&room.root, &Limits::default()).unwrap();
    assert_eq!(snapshot.files().count(), 1);
    let of = |code| snapshot.problems().iter().filter(|finding| finding.code == code).count();
    assert_eq!(of("file-name"), 4);
    assert_eq!(of("not-a-file"), 1);
    for finding in snapshot.problems() {
        assert!(!finding.message.ja.contains('\u{1b}'));
    }
}

#[test]
fn a_snapshot_in_memory_can_be_edited() {
    let site = Snapshot::from_memory([("content/a.yaml", "a".as_bytes()), ("../b", b"b")]);
    assert_eq!(codes(site.problems()), [("file-name", String::new())]);
    let mut edits = Edits::new();
    edits.write("content/c.yaml", *b"c", Before::Absent).unwrap();
    edits.write("records/d.yaml", *b"d", Before::Absent).unwrap();
    edits.remove("content/a.yaml", Before::Anything).unwrap();
    let paths: Vec<String> = site.with(&edits).files().map(|(path, _)| path.to_string()).collect();
    assert_eq!(paths, ["content/c.yaml"]);
}
