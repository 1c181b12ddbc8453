//! Both READMEs are true: their commands run as they are written, in order, in a copy of this repository. What a reader
//! does by hand (a line that begins with `#`) and the files that a reader has are given here; lines of `cargo` are
//! left out. Does not know what the commands say.
#![cfg(unix)]

use crate::world::{files, filled, write};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The day on which the commands run; what they name lies before and behind it.
const TODAY: &str = "2026-11-24";

const PAGE: &str = "<!doctype html><html lang=ja><title>健康づくり</title><body><h1>健康づくりのお知らせ事項</h1>\
    <h2>利用目的</h2><p>見本健康保険組合は、健康づくりのために個人情報を利用します。</p>";
const RULES: &str = "見本規程\n\n第１条　この規程は、見本のために定める。\n\n第２条　第１条の見本は、別に定める。\n";
const OLD: &str = "見本規程\n\n第１条　この規程は、試しのために定める。\n";

/// What a README calls the files that its reader has, and the site that it makes.
struct Names {
    readme: &'static str,
    site: &'static str,
    files: [(&'static str, &'static str); 3],
}

/// What the reader does, in the order of the lines that begin with `#`.
const STEPS: [fn(&Path); 5] = [fill_in, change_telephone, write_day, mend_slip, insert_article];

/// The slip stands here too, to be put right later.
fn fill_in(content: &Path) {
    for (path, bytes) in files(content) {
        let words = filled(&String::from_utf8(bytes).unwrap());
        write(&content.join(path), words.replace("写しを添えて", "写しを沿えて"));
    }
}

fn change_telephone(content: &Path) {
    edit(&content.join("privacy/contacts.yaml"), "03-0000-0000", "03-0000-0015");
}

fn write_day(content: &Path) {
    let slip = content.join("privacy/amendment.yaml");
    assert!(slip.is_file(), "the slip is there");
    write(&slip, "effective: 2029-04-01\n");
}

fn mend_slip(content: &Path) {
    edit(&content.join("privacy/requests.yaml"), "沿えて", "添えて");
}

fn insert_article(content: &Path) {
    let new = "第１条の２　見本は、毎年見直す。\n\n第２条　";
    edit(&content.join("rules/main.law.txt"), "第２条　", new);
}

fn edit(path: &Path, old: &str, new: &str) {
    let words = fs::read_to_string(path).unwrap();
    assert!(words.contains(old), "{}: {words}", path.display());
    write(path, words.replacen(old, new, 1));
}

/// The lines of the blocks that are typed into a terminal.
fn lines(readme: &str) -> Vec<String> {
    let words = fs::read_to_string(repository().join(readme)).unwrap();
    let blocks = words.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap().lines());
    let is_own = |line: &&str| !line.trim().is_empty() && !line.starts_with("cargo ");
    lines.filter(is_own).map(str::to_owned).collect()
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of what the commands need, and a `kohyo` for which it is always the same day.
fn desk(names: &Names) -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("kohyo");
    for folder in ["content", "records", "themes"] {
        for (path, bytes) in files(&repository().join(folder)) {
            write(&root.join(folder).join(path), bytes);
        }
    }
    for (name, words) in names.files {
        write(&root.join(name), words);
    }
    let program = home.path().join("bin/kohyo");
    let binary = env!("CARGO_BIN_EXE_kohyo");
    write(&program, format!("#!/bin/sh\nexec '{binary}' \"$@\" --today {TODAY}\n"));
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    (home, root)
}

fn shell(line: &str, (home, root): (&Path, &Path)) -> Command {
    let path = std::env::var("PATH").unwrap();
    let mut command = Command::new("sh");
    // The shell gives its place to the program, which can be ended then.
    let line = if line.starts_with("kohyo ") { format!("exec {line}") } else { line.to_owned() };
    command.args(["-c", &line]).current_dir(root);
    command.env("PATH", format!("{}:{path}", home.join("bin").display()));
    command
}

/// The server answers with its address, and is ended.
fn serve(line: &str, desk: (&Path, &Path)) {
    let mut child = shell(line, desk).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let told = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let found = told.into_iter().any(|line| line.contains("http://"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(found, "{line} tells no address");
}

#[track_caller]
fn runs(names: &Names) {
    let (home, root) = desk(names);
    let desk = (home.path(), &*root);
    let (mut steps, mut count) = (STEPS.iter(), 0);
    for line in lines(names.readme) {
        if line.starts_with('#') {
            let step =
                steps.next().unwrap_or_else(|| panic!("nobody knows how to do this: {line}"));
            step(&root.join(names.site).join("content"));
            continue;
        }
        count += 1;
        if line.starts_with("kohyo serve") {
            if cfg!(feature = "serve") {
                serve(&line, desk);
            }
            continue;
        }
        let ran = shell(&line, desk).output().unwrap();
        let said = [ran.stdout, ran.stderr].concat();
        assert!(ran.status.success(), "{line}\n{}", String::from_utf8_lossy(&said));
    }
    assert!(steps.next().is_none() && count > 30, "{count} commands");
}

#[test]
fn every_command_of_the_readme_runs() {
    let files = [("page.html", PAGE), ("rules.txt", RULES), ("old-rules.txt", OLD)];
    runs(&Names { readme: "README.md", site: "my-site", files });
}

#[test]
fn every_command_of_the_japanese_readme_runs() {
    let files = [("公表事項.html", PAGE), ("規程.txt", RULES), ("旧規程.txt", OLD)];
    runs(&Names { readme: "README.ja.md", site: "わたしのサイト", files });
}

#[test]
fn both_readmes_show_the_same_commands() {
    let verbs = |readme: &str| -> Vec<String> {
        let commands = lines(readme).into_iter().filter(|line| line.starts_with("kohyo "));
        commands.map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect()
    };
    assert_eq!(verbs("README.md"), verbs("README.ja.md"));
}
