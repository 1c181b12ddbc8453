//! Every case as one HTML file, and every page of changes of the sample sites, read in a browser without a screen: what a reader by ear meets, in which order.
//! Needs w3m, whose version decides how lines break; without it the tests fail, unless `KOHYO_WITHOUT=w3m` says so.

use super::cases;
use crate::world::{files, kohyo, put, without};
use kohyo::diff::Preorder;
use kohyo::diff::redline::Redline;
use kohyo::publish::formats::comparison::{DecisionState, Sheet, Style, one_file};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The version that Debian 12 has.
const VERSION: &str = "0.5.3+git20230121";

/// False where `KOHYO_WITHOUT` names w3m.
#[track_caller]
pub fn has_w3m() -> bool {
    if without("w3m") {
        return false;
    }
    let said = Command::new("w3m").arg("-version").output();
    let said = said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned());
    let is_it = said.is_ok_and(|said| said.contains(VERSION));
    assert!(is_it, "w3m {VERSION} is not there; KOHYO_WITHOUT=w3m does without");
    true
}

pub fn read_out(html: &str) -> String {
    let mut w3m = Command::new("w3m")
        .args(["-dump", "-T", "text/html", "-cols", "100"])
        .args(["-I", "UTF-8", "-O", "UTF-8", "-o", "display_borders=0"])
        .env("LANG", "C.UTF-8")
        .env("HOME", "/nonexistent")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    w3m.stdin.take().unwrap().write_all(html.as_bytes()).unwrap();
    let out = w3m.wait_with_output().unwrap();
    let lines = String::from_utf8(out.stdout).unwrap();
    // Blanks at the end of a line mean nothing to anybody.
    lines.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn every_case_reads_sensibly_as_text() {
    if !has_w3m() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compare/read");
    fs::create_dir_all(&folder).unwrap();
    for case in cases::all() {
        let style = Style::shipped("standard").unwrap();
        let (old, new) = (Preorder::of(&case.old), Preorder::of(&case.new));
        let told = Redline::of(&old, &new, &case.found);
        let sheet = Sheet {
            title: "見本".into(),
            from: "旧".into(),
            to: "新".into(),
            state: DecisionState::Decided,
            comparison: &case.found,
            told: &told,
            style: &style,
        };
        let text = read_out(&one_file(&sheet));
        let text = text.replace(&sheet.digest().to_string(), "照合の値");
        let path = folder.join(&case.name);
        expect_test::expect_file![path].assert_eq(&text);
    }
}

/// The sample sites whose pages of changes are read, with the day on which they are built.
const SITES: [(&str, &str); 2] = [(".", "2026-11-23"), ("examples/kenpo", "2026-11-26")];

#[test]
fn the_pages_of_changes_of_the_sample_sites_read_sensibly_as_text() {
    if !has_w3m() {
        return;
    }
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (site, day) in SITES {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("site");
        put(&root.join("content"), &files(&home.join(site).join("content")));
        let at = root.display().to_string();
        kohyo(["build", "--root", &at, "--as-of", day]).ok();
        let public = root.join("public");
        let mut count = 0;
        for (path, bytes) in files(&public) {
            let place = path.to_str().unwrap().replace('\\', "/");
            let Some(place) = place.strip_suffix("/index.html") else {
                continue;
            };
            let is_comparison = ["/changes", "/replaced"].iter().any(|end| place.ends_with(end));
            if !(is_comparison || place.contains("/since/")) {
                continue;
            }
            count += 1;
            let text = read_out(&String::from_utf8(bytes).unwrap());
            let name = place.replace('/', "-");
            let of = match site {
                "." => "sample".to_owned(),
                site => site.replace('/', "-"),
            };
            let path = home.join(format!("tests/compare/pages/{of}/{name}.txt"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            expect_test::expect_file![path].assert_eq(&text);
        }
        assert!(count > 0, "{site} has no page of changes");
    }
}
