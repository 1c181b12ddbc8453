//! The office of a society: a site in a folder, the binary run in it, its pages read. Knows no scenario.

use crate::page::{tokens, words_inside};
use crate::world::{files, write};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with a site.
pub struct Office(tempfile::TempDir);

impl Office {
    /// An office whose site has these files below `content/`.
    pub fn with(content: &[(&str, &str)]) -> Office {
        let office = Office(tempfile::tempdir().unwrap());
        for (path, words) in content {
            office.write(path, words);
        }
        office
    }

    /// The folder; its name is not only ASCII.
    pub fn root(&self) -> PathBuf {
        self.0.path().join("公表")
    }

    pub fn write(&self, path: &str, words: &str) {
        write(&self.root().join("content").join(path), words);
    }

    /// Replaces words in a file below `content/`.
    #[track_caller]
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let file = self.root().join("content").join(path);
        let words = std::fs::read_to_string(&file).unwrap();
        assert!(words.contains(old), "{old} is not in {path}:\n{words}");
        std::fs::write(&file, words.replace(old, new)).unwrap();
    }

    /// Runs a command in the folder on a day; its exit code, and what it said.
    pub fn run(&self, today: &str, command: &str) -> (i32, String) {
        self.at(&self.root(), today, command)
    }

    /// As [`run`](Office::run), in another folder.
    pub fn at(&self, folder: &Path, today: &str, command: &str) -> (i32, String) {
        self.in_folder(folder, today, &command.split_whitespace().collect::<Vec<_>>())
    }

    /// A folder beside that of the site.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// As [`must`](Office::must), of words that may hold spaces.
    #[track_caller]
    pub fn all(&self, today: &str, words: &[&str]) -> String {
        let (code, said) = self.in_folder(&self.root(), today, words);
        assert_eq!(code, 0, "{words:?}\n{said}");
        said
    }

    fn in_folder(&self, folder: &Path, today: &str, words: &[&str]) -> (i32, String) {
        let ran = Command::new(env!("CARGO_BIN_EXE_kohyo"))
            .args(words)
            .args(["--today", today])
            .current_dir(folder)
            .output()
            .unwrap();
        let said = [ran.stdout, ran.stderr].concat();
        let code = ran.status.code().expect("nothing killed it");
        (code, String::from_utf8(said).unwrap())
    }

    /// As [`run`](Office::run), for what must end well.
    #[track_caller]
    pub fn must(&self, today: &str, command: &str) -> String {
        let (code, said) = self.run(today, command);
        assert_eq!(code, 0, "kohyo {command}\n{said}");
        said
    }

    /// Builds as of a day, proves what was built, and gives the words of the main part of each page.
    #[track_caller]
    pub fn publish(&self, day: &str) -> BTreeMap<String, String> {
        self.must(day, &format!("build --as-of {day}"));
        self.must(day, "verify public");
        let public = self.root().join("public");
        let pages = files(&public).into_iter().filter_map(|(path, bytes)| {
            let path = path.to_str()?.replace('\\', "/");
            let html = String::from_utf8(bytes).ok().filter(|_| path.ends_with(".html"))?;
            let words = words_inside(&tokens(&html), |name, _| name == "main");
            Some((path.trim_end_matches("index.html").to_owned(), words))
        });
        pages.collect()
    }

    /// The bytes of files whose paths end like that, by path.
    pub fn sealed(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = files(&self.root().join("content"));
        all.retain(|path, _| path.extension().is_some_and(|extension| extension == "jsonl"));
        all
    }
}

/// Asserts that words stand, or do not stand, on a page.
#[track_caller]
pub fn says(pages: &BTreeMap<String, String>, page: &str, yes: &[&str], no: &[&str]) {
    let words = pages.get(page).unwrap_or_else(|| panic!("no page {page}: {:?}", pages.keys()));
    for one in yes {
        assert!(words.contains(one), "「{one}」 is not on {page}:\n{words}");
    }
    for one in no {
        assert!(!words.contains(one), "「{one}」 is on {page}:\n{words}");
    }
}

/// Whether a path is that of a ledger.
pub fn is_ledger(path: &Path) -> bool {
    path.ends_with("ledger.jsonl")
}
