//! Staging and swap: the output folder is as before or as after, whatever fails or is killed.
//! Does not know what is published.

use super::{NOW, Room, put, room, tree};
use kohyo::disk::{Digest, DiskError, FinishedStaging, Lock, Outcome, Staging, repair_output};
use kohyo::publish::manifest::{self, MARK};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const MANIFEST: &str = r#"{"format":1,"generator":"kohyo","files":{}}"#;

/// A manifest of these files.
pub(super) fn manifest_of(files: &[(&str, &str)]) -> String {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), Digest::of(text.as_bytes())));
    String::from_utf8(manifest::write(&files.collect())).unwrap()
}

/// The pages of the build before.
pub(super) const OLD: [(&str, &str); 4] = [
    ("index.html", "same"),
    ("privacy/index.html", "old"),
    ("gone/index.html", "gone"),
    ("edited/index.html", "as made"),
];

/// What somebody made of the last of them by hand.
pub(super) const EDITED: &str = "mended by hand";

/// A site whose output holds one build and the user's own dotfiles.
pub(super) fn published() -> Room {
    let room = room();
    put(
        &room.root,
        &[
            ("content/site.yaml", "x"),
            ("public/manifest.json", &manifest_of(&OLD)),
            ("public/.gitignore", "*"),
            ("public/.well-known/security.txt", "mine"),
            ("public/privacy/.htaccess", "mine too"),
            ("public/ロゴ.png", "a logo"),
            ("public/gone/note.txt", "a note"),
        ],
    );
    put(&room.root.join("public"), &OLD);
    put(&room.root, &[("public/edited/index.html", EDITED)]);
    room
}

const NEW: [(&str, &str); 3] = [
    ("index.html", "same"),
    ("privacy/index.html", "new"),
    ("個人情報 保護/versions/2025-04-01/index.html", "版"),
];

pub(super) fn pages() -> Vec<(&'static str, &'static str)> {
    static MANIFEST: LazyLock<String> = LazyLock::new(|| manifest_of(&NEW));
    [("manifest.json", &**MANIFEST)].into_iter().chain(NEW).collect()
}

pub(super) fn after() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        pages().into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    for (path, text) in [
        (".gitignore", "*"),
        (".well-known/security.txt", "mine"),
        ("privacy/.htaccess", "mine too"),
        ("ロゴ.png", "a logo"),
        ("gone/note.txt", "a note"),
    ] {
        files.insert(path.to_owned(), text.to_owned());
    }
    files
}

pub(super) fn build(root: &Path, pages: &[(&str, &str)]) -> Result<Outcome, DiskError> {
    finish(root, pages).map(|finished| finished.outcome)
}

pub(super) fn finish(root: &Path, pages: &[(&str, &str)]) -> Result<FinishedStaging, DiskError> {
    let lock = Lock::take(root, NOW)?;
    let staging = Staging::begin(&lock, &root.join("public"), MARK)?;
    for (path, text) in pages {
        staging.write(path, text.as_bytes())?;
    }
    staging.finish()
}

/// Names beside the output folder that builds leave while they run.
pub(super) fn leftovers(root: &Path) -> Vec<String> {
    fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".public"))
        .collect()
}

#[test]
fn a_build_replaces_the_old_one_and_keeps_dotfiles() {
    let room = published();
    let outcome = build(&room.root, &pages()).unwrap();
    assert_eq!(outcome, Outcome::Replaced { written: 3, same: 1, removed: 2 });
    assert_eq!(tree(&room.root.join("public")), after());
    assert_eq!(leftovers(&room.root), Vec::<String>::new());
}

#[test]
fn a_first_build_and_one_into_an_empty_folder() {
    let room = room();
    build(&room.root, &[("manifest.json", MANIFEST)]).unwrap();
    assert_eq!(tree(&room.root.join("public")).len(), 1);
    let lock = Lock::take(&room.root, NOW).unwrap();
    let out = room.root.join("a/b c/公開");
    fs::create_dir_all(&out).unwrap();
    put(&out, &[(".htaccess", "mine")]);
    let staging = Staging::begin(&lock, &out, MARK).unwrap();
    staging.write("x/y.html", b"x").unwrap();
    assert!(matches!(staging.finish().unwrap().outcome, Outcome::Replaced { .. }));
    let found = tree(&out);
    assert_eq!(found.keys().collect::<Vec<_>>(), [".htaccess", "x/y.html"]);
}

#[test]
fn an_unchanged_build_touches_nothing() {
    let room = published();
    build(&room.root, &pages()).unwrap();
    let public = room.root.join("public");
    let stamps = |path: &str| {
        let there = fs::metadata(public.join(path)).unwrap();
        there.modified().unwrap()
    };
    #[cfg(unix)]
    let inode = {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(&public).unwrap().ino()
    };
    let before = (stamps(""), stamps("index.html"));
    let outcome = build(&room.root, &pages()).unwrap();
    assert_eq!(outcome, Outcome::Unchanged { files: 4 });
    assert_eq!((stamps(""), stamps("index.html")), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(fs::metadata(&public).unwrap().ino(), inode);
    }
    assert_eq!(leftovers(&room.root), Vec::<String>::new());
    // One missing, one added, one edited by hand: each is a change.
    fs::remove_file(public.join("index.html")).unwrap();
    assert!(matches!(build(&room.root, &pages()).unwrap(), Outcome::Replaced { written: 1, .. }));
    put(&public, &[("index.html", "SAME")]);
    assert!(matches!(build(&room.root, &pages()).unwrap(), Outcome::Replaced { written: 1, .. }));
    assert_eq!(tree(&public), after());
}

#[test]
fn a_folder_that_is_not_ours_is_never_touched() {
    let (absent, other) = (manifest_of(&[("a.html", "x")]), manifest_of(&[("family.jpg", "y")]));
    let manifests = [
        None,
        Some(r#"{"name":"an app"}"#),
        Some(r#"{"x":{"generator":"kohyo"}}"#),
        Some(r#"{"generator":"other"}"#),
        Some("not JSON \"generator\":\"kohyo\""),
        // By hand: one that names nothing, one that names what is not there, one that names it otherwise.
        Some(MANIFEST),
        Some(&*absent),
        Some(&*other),
    ];
    for manifest in manifests {
        let room = room();
        put(&room.root, &[("public/family.jpg", "x")]);
        if let Some(manifest) = manifest {
            put(&room.root, &[("public/manifest.json", manifest)]);
        }
        let before = tree(&room.root);
        let error = build(&room.root, &pages()).unwrap_err();
        assert!(matches!(error, DiskError::NotOurs { .. } | DiskError::NoneFits { .. }), "{error}");
        assert!(error.message().ja.contains("public"));
        assert_eq!(tree(&room.root), before);
    }
}

#[cfg(unix)]
#[test]
fn links_files_and_the_site_itself_are_no_output_folders() {
    let (room, elsewhere) = (room(), room());
    put(&room.root, &[("content/site.yaml", "x"), ("file", "x")]);
    std::os::unix::fs::symlink(&elsewhere.root, room.root.join("link")).unwrap();
    let before = tree(&room.root);
    let lock = Lock::take(&room.root, NOW).unwrap();
    let begin =
        |out: &str| Staging::begin(&lock, &room.root.join(out), MARK).map(drop).unwrap_err();
    assert!(matches!(begin("link"), DiskError::NotAFolder { .. }));
    assert!(matches!(begin("file"), DiskError::NotAFolder { .. }));
    assert!(matches!(begin(".."), DiskError::NotAFolder { .. }));
    assert!(matches!(begin("content"), DiskError::OverSite { .. }));
    assert!(matches!(begin("content/x"), DiskError::OverSite { .. }));
    assert!(matches!(begin("content/x/y/z"), DiskError::OverSite { .. }));
    assert!(matches!(begin("new/../z/p"), DiskError::NotAFolder { .. }));
    assert!(matches!(begin(""), DiskError::OverSite { .. }));
    let above = Staging::begin(&lock, Path::new("/"), MARK).map(drop).unwrap_err();
    assert!(matches!(above, DiskError::NotAFolder { .. }), "{above}");
    assert_eq!(tree(&room.root), before);
    if Path::new("/dev/shm").is_dir() {
        let mounted = Staging::begin(&lock, Path::new("/dev/shm"), MARK).map(drop).unwrap_err();
        assert!(matches!(mounted, DiskError::MountPoint { .. }), "{mounted}");
    }
}

#[test]
fn two_pages_at_one_address_and_bad_names_are_refused() {
    let room = published();
    let before = tree(&room.root);
    let lock = Lock::take(&room.root, NOW).unwrap();
    let staging = Staging::begin(&lock, &room.root.join("public"), MARK).unwrap();
    let digest = staging.write("a/b.html", b"x").unwrap();
    assert_eq!(digest, Digest::of(b"x"));
    assert!(matches!(staging.write("A/b.html", b"y"), Err(DiskError::Twice { .. })));
    for path in ["../x", "/x", "a:b", ""] {
        assert!(matches!(staging.write(path, b"x"), Err(DiskError::Name { .. })));
    }
    assert_eq!(staging.files(), BTreeMap::from([("a/b.html".to_owned(), digest)]));
    let old = staging.standing().published("privacy/index.html", 100).unwrap();
    assert_eq!(old.as_deref(), Some(&b"old"[..]));
    drop(staging);
    assert_eq!(tree(&room.root), before);
}

#[test]
fn a_folder_made_by_hand_in_the_gap_does_not_lose_the_build() {
    let room = room();
    put(
        &room.root,
        &[
            (".public.kohyo-ready/manifest.json", MANIFEST),
            (".public.kohyo-old/manifest.json", MANIFEST),
            (".public.kohyo-old/old.html", "old"),
        ],
    );
    fs::create_dir(room.root.join("public")).unwrap();
    let lock = Lock::take(&room.root, NOW).unwrap();
    repair_output(&lock, &room.root.join("public"), MARK).unwrap();
    assert_eq!(tree(&room.root.join("public")).keys().collect::<Vec<_>>(), ["manifest.json"]);
}

#[test]
pub(super) fn leftovers_of_other_sites_outside_the_root_stay() {
    let (room, web) = (room(), room());
    put(
        &web.root,
        &[(".www.kohyo-staging-00000000-1-0/x", "another site's build"), (".www.backup/x", "mine")],
    );
    let lock = Lock::take(&room.root, NOW).unwrap();
    let staging = Staging::begin(&lock, &web.root.join("www"), MARK).unwrap();
    staging.write("manifest.json", MANIFEST.as_bytes()).unwrap();
    staging.finish().unwrap();
    assert_eq!(tree(&web.root).len(), 3);
}

#[test]
fn many_threads_write_many_files_quickly() {
    use rayon::prelude::*;
    let room = room();
    let page = |number: usize, round: usize| format!("{number} {round}\n").repeat(1000);
    let path = |number: usize| format!("文書{}/i/{number}/index.html", number % 7);
    let build = |round: usize| {
        let lock = Lock::take(&room.root, NOW).unwrap();
        let start = Instant::now();
        let staging = Staging::begin(&lock, &room.root.join("public"), MARK).unwrap();
        (0..1500_usize).into_par_iter().for_each(|number| {
            let text = page(number, round);
            staging.write(&path(number), text.as_bytes()).unwrap();
        });
        let manifest = manifest::write(&staging.files());
        staging.write("manifest.json", &manifest).unwrap();
        let outcome = staging.finish().unwrap().outcome;
        (outcome, start.elapsed())
    };
    let (first, took) = build(1);
    assert_eq!(first, Outcome::Replaced { written: 1501, same: 0, removed: 0 });
    eprintln!("1,501 files staged and swapped in {took:?}");
    assert!(took < Duration::from_secs(30), "{took:?}");
    let (second, took) = build(1);
    assert_eq!(second, Outcome::Unchanged { files: 1501 });
    eprintln!("the same again in {took:?}");
    let (third, took) = build(2);
    eprintln!("all of them other in {took:?}");
    assert!(matches!(third, Outcome::Replaced { written: 1501, .. }));
    let found = tree(&room.root.join("public"));
    for number in [0, 700, 1499] {
        assert_eq!(found[&path(number)], page(number, 2));
    }
}
