//! Files of others in the output folder, and files of ours that were edited there: nothing of them is lost unseen.
//! Does not know what is published.

use super::staging::{EDITED, OLD, after, build, finish, manifest_of, pages, published};
use super::{put, room, tree};
use kohyo::disk::{DiskError, Outcome, SwapWay, fault};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// What others put there is named each time and stays; what kohyo made goes, by name.
#[test]
fn what_others_put_there_stays_and_what_goes_is_named() {
    let room = published();
    let public = room.root.join("public");
    let first = finish(&room.root, &pages()).unwrap();
    assert_eq!(first.removed, ["edited/index.html", "gone/index.html"]);
    assert_eq!(first.foreign, ["gone/note.txt", "ロゴ.png"]);
    assert_eq!(first.way, SwapWay::OneStep);
    put(&public, &[("給付/案内/index.html", "another page"), ("privacy/map.png", "x")]);
    for _ in 0..2 {
        let again = finish(&room.root, &pages()).unwrap();
        assert!(matches!(again.outcome, Outcome::Unchanged { files: 4 }));
        assert_eq!(
            again.foreign,
            ["gone/note.txt", "privacy/map.png", "ロゴ.png", "給付/案内/index.html"]
        );
    }
    // The next one goes back to the first pages: everything else is still where it was put.
    let manifest = manifest_of(&OLD);
    let old: Vec<(&str, &str)> = [("manifest.json", &*manifest)].into_iter().chain(OLD).collect();
    let third = finish(&room.root, &old).unwrap();
    assert_eq!(third.removed, ["個人情報 保護/versions/2025-04-01/index.html"]);
    assert_eq!(tree(&public)["給付/案内/index.html"], "another page");
    assert_eq!(tree(&public)["privacy/map.png"], "x");
}

/// A page that was edited by hand is replaced, or goes, and lies in `.kohyo/kept/` as it was, once.
#[test]
fn what_was_edited_by_hand_is_kept_aside() {
    let room = published();
    let edits = [("privacy/index.html", "old, mended"), ("edited/index.html", EDITED)];
    put(&room.root.join("public"), &edits);
    let finished = finish(&room.root, &pages()).unwrap();
    assert_eq!(tree(&room.root.join("public")), after());
    let kept: BTreeMap<&str, &str> =
        finished.kept.iter().map(|(path, name)| (&**path, &**name)).collect();
    assert_eq!(kept.len(), 2);
    for (path, text) in edits {
        let aside = room.root.join(".kohyo/kept").join(kept[path]);
        assert_eq!(fs::read_to_string(aside).unwrap(), text, "{path}");
    }
    // As it was made, nothing is kept.
    assert_eq!(finish(&room.root, &pages()).unwrap().kept, []);
    // The same edit again lies there once.
    put(&room.root.join("public"), &[("privacy/index.html", "old, mended")]);
    finish(&room.root, &pages()).unwrap();
    put(&room.root.join("public"), &[("privacy/index.html", "old, mended")]);
    finish(&room.root, &pages()).unwrap();
    assert_eq!(fs::read_dir(room.root.join(".kohyo/kept")).unwrap().count(), 2);
}

/// Where a page must stand, a file of others stops the build, and everything stays: a file in the place of a page,
/// in the place of a folder, below a page, and one that only some systems tell apart.
#[test]
fn what_others_put_in_the_way_stops_the_build_by_name() {
    for (path, staged) in [
        ("給付/index.html", "給付/index.html"),
        ("給付", "給付/index.html"),
        ("a.html/b.txt", "a.html"),
        ("Logo.PNG", "logo.png"),
        (".well-known/security.txt", ".well-known/security.txt"),
    ] {
        let room = published();
        put(&room.root.join("public"), &[(path, "theirs")]);
        let before = tree(&room.root);
        let new = [pages(), vec![(staged, "ours")]].concat();
        let error = build(&room.root, &new).unwrap_err();
        let DiskError::InTheWay { files, .. } = &error else { panic!("{path}: {error}") };
        assert_eq!(*files, [path]);
        assert!(error.message().ja.contains(path) && error.help().ja.contains("content/static"));
        assert_eq!(tree(&room.root), before, "{path}");
        // The same bytes may well stand there.
        if path == staged {
            put(&room.root.join("public"), &[(path, "ours")]);
            build(&room.root, &new).unwrap();
        }
    }
}

/// Where folders cannot be exchanged it is said that there was a moment without one.
#[test]
fn a_swap_in_two_steps_is_told() {
    let room = published();
    let armed = fault::arm(&room.root, 0, fault::FaultMode::WithoutExchange);
    let finished = finish(&room.root, &pages()).unwrap();
    drop(armed);
    assert_eq!(finished.way, SwapWay::TwoRenames);
    assert_eq!(tree(&room.root.join("public")), after());
}

/// Read-only folders and files (of an archive, of a CD) are no reason to fail, now or at the next build.
#[cfg(unix)]
#[test]
fn what_is_read_only_breaks_no_build() {
    use std::os::unix::fs::{PermissionsExt as _, chown};
    use std::os::unix::process::CommandExt as _;
    let room = room();
    let kohyo = |command: &str| {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_kohyo"));
        child.args(command.split(' ')).arg("--root").arg(&room.root);
        // The superuser may write everywhere: somebody else does it.
        if rooted() {
            child.uid(NOBODY);
        }
        let output = child.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let own = |path: &Path| {
        if rooted() {
            chown(path, Some(NOBODY), None).unwrap();
        }
    };
    let mode = |path: &str, mode: u32| {
        let path = room.root.join(path);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    put(
        &room.root,
        &[
            ("content/site.yaml", "title: 見本健康保険組合\nroot: ours\n"),
            ("content/organisation.yaml", "name: 見本健康保険組合\n"),
            ("content/static/a/b.txt", "x"),
        ],
    );
    own(&room.root);
    kohyo("build --preview --as-of 2026-04-01");
    put(&room.root.join("preview"), &[("archive/deep/x.txt", "theirs")]);
    for path in ["archive/deep/x.txt", "archive/deep", "archive"] {
        own(&room.root.join("preview").join(path));
    }
    for _ in 0..2 {
        for (path, bits) in
            [("archive/deep/x.txt", 0o444), ("archive/deep", 0o555), ("a", 0o555), ("", 0o555)]
        {
            mode(&format!("preview/{path}"), bits);
        }
        fs::write(room.root.join("content/static/a/b.txt"), format!("{:?}", Instant::now()))
            .unwrap();
        kohyo("build --preview --as-of 2026-04-01");
        let left = fs::read_dir(&room.root).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("staging")));
    }
    assert_eq!(tree(&room.root.join("preview"))["archive/deep/x.txt"], "theirs");
    mode("preview", 0o755);
}

#[cfg(unix)]
const NOBODY: u32 = 65_534;

/// Whether this is the superuser, who may give files away.
#[cfg(unix)]
fn rooted() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    tempfile::tempfile().unwrap().metadata().unwrap().uid() == 0
}
