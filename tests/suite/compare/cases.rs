//! Cases as data files: `tests/compare/*.txt` hold an old tree, a new one, and the changes, sentences and
//! rows of the table expected.

use super::listing::listing;
use super::notation;
use super::properties::check;
use super::redline;
use kohyo::diff::{Comparison, compare};
use kohyo::tree::Provision;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const OLD: &str = "=== old\n";
const NEW: &str = "=== new\n";
const CHANGES: &str = "=== changes\n";
const SENTENCES: &str = "=== sentences\n";
const TABLE: &str = "=== table\n";

fn files() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compare");
    let entries = fs::read_dir(dir).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// A case with what was found.
pub struct Case {
    /// The name of its file.
    pub name: String,
    pub old: Arc<Provision>,
    pub new: Arc<Provision>,
    pub found: Comparison,
}

/// Every case.
pub fn all() -> Vec<Case> {
    let case = |path: PathBuf| {
        let source = fs::read_to_string(&path).unwrap();
        let (_, rest) = source.split_once(OLD).expect("an old tree");
        let (old, rest) = rest.split_once(NEW).expect("a new tree");
        let (new, _) = rest.split_once(CHANGES).unwrap_or((rest, ""));
        let (old, new) = (notation::read(old), notation::read(new));
        Case {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            found: compare(&old, &new),
            old,
            new,
        }
    };
    files().into_iter().map(case).collect()
}

#[test]
fn every_case_gives_the_changes_it_says() {
    let files = files();
    assert!(files.len() >= 60, "only {} cases", files.len());
    for path in files {
        let source = fs::read_to_string(&path).unwrap();
        let rest = source.split_once(OLD).unwrap_or_else(|| panic!("{}: no old", path.display()));
        let (title, rest) = rest;
        let (old, rest) = rest.split_once(NEW).expect("a new tree");
        let (new, _) = rest.split_once(CHANGES).unwrap_or((rest, ""));
        let (old_tree, new_tree) = (notation::read(old), notation::read(new));
        let found = check(&old_tree, &new_tree);
        let lines = listing(&old_tree, &new_tree, &found);
        let (sentences, rows) = redline::printed(&old_tree, &new_tree, &found);
        let actual = format!(
            "{title}{OLD}{old}{NEW}{new}{CHANGES}{lines}{SENTENCES}{sentences}{TABLE}{rows}"
        );
        expect_test::expect_file![path].assert_eq(&actual);
    }
}
