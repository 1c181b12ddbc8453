//! Every case as one HTML file, read in a browser without a screen: what a reader by ear meets, in which order.
//! Needs w3m, whose version decides how lines break; skipped with a word without it.

use super::cases;
use kohyo::compare::Preorder;
use kohyo::output::comparison::{Sheet, State, Style, one_file};
use kohyo::told::Told;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The version that Debian 12 has.
const VERSION: &str = "0.5.3+git20230121";

fn has_w3m() -> bool {
    let said = Command::new("w3m").arg("-version").output();
    let said = said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned());
    let is_it = said.is_ok_and(|said| said.contains(VERSION));
    if !is_it {
        eprintln!("skipped: w3m {VERSION} is not there");
    }
    is_it
}

fn read_out(html: &str) -> String {
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
    w3m.stdin
        .take()
        .unwrap()
        .write_all(html.as_bytes())
        .unwrap();
    let out = w3m.wait_with_output().unwrap();
    let lines = String::from_utf8(out.stdout).unwrap();
    // Blanks at the end of a line mean nothing to anybody.
    lines
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
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
        let told = Told::of(&old, &new, &case.found);
        let sheet = Sheet {
            title: "見本".into(),
            from: "旧".into(),
            to: "新".into(),
            state: State::Decided,
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
