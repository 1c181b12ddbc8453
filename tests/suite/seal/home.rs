//! A small site with a notice, on a disk, for commands to seal. Knows no test.

use crate::world::{Ran, files, kohyo, write};
use kohyo::disk::Snapshot;
use kohyo::site::Site;
use kohyo::site::load;
use std::path::Path;

/// A site of one notice, and the commands that are run on it.
pub struct Home(tempfile::TempDir);

const CONTACT: &str = "heading: 問合せ窓口
contacts:
  - name: 総務課
    phone: 03-0000-0001
";

const FILES: [(&str, &str); 5] = [
    ("site.yaml", "title: 見本健康保険組合\nroot: ours\ndocuments: [privacy]\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱い\nsections: [preface, contacts]\n",
    ),
    ("privacy/preface.md", "健診の結果は、保健指導のために使います。\n"),
    ("privacy/contacts.yaml", CONTACT),
];

impl Home {
    pub fn new() -> Home {
        let home = Home(tempfile::tempdir().unwrap());
        for (path, words) in FILES {
            home.write(path, words);
        }
        home
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file below `content/`.
    pub fn write(&self, path: &str, words: &str) {
        write(&self.root().join("content").join(path), words);
    }

    /// Replaces words in a file below `content/`.
    #[track_caller]
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let words = self.read(&format!("content/{path}"));
        assert!(words.contains(old), "{old} is not in {path}:\n{words}");
        self.write(path, &words.replace(old, new));
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap_or_default()
    }

    /// Runs a command, its words separated by blanks, on a day; the folder is called … in what it says.
    pub fn run(&self, today: &str, command: &str) -> Ran {
        let root = self.root().to_str().unwrap();
        let words = command.split_whitespace().chain(["--today", today, "--root", root]);
        let Ran { code, out, err } = kohyo(words);
        Ran { code, out: out.replace(root, "…"), err: err.replace(root, "…") }
    }

    /// Every file with its bytes.
    pub fn files(&self) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
        let mut all = files(self.root());
        all.retain(|path, _| !path.starts_with(".kohyo"));
        all
    }

    /// The site as it is read.
    pub fn site(&self) -> Site {
        let files = self.files().into_iter().filter_map(|(path, bytes)| {
            let path = path.to_str()?.replace('\\', "/");
            path.starts_with("content/").then_some((path, bytes))
        });
        let loaded = load::load(&Snapshot::from_memory(files));
        loaded.site.unwrap_or_else(|| panic!("{:?}", loaded.findings))
    }

    /// A line for each version of a document: identity, day, state, words.
    pub fn versions(&self, slug: &str) -> String {
        let site = self.site();
        let document = site.document(slug).unwrap();
        let mut out = String::new();
        for version in &document.versions {
            let state = match (&version.withdrawn, version.replaced) {
                (Some(_), _) => " withdrawn".to_owned(),
                (None, Some(replaced)) => format!(" replaced by {}", replaced.by),
                (None, None) => String::new(),
            };
            let words: Vec<String> = version
                .tree
                .visit()
                .map(|(_, own)| own.text().words())
                .filter(|words| !words.is_empty())
                .collect();
            let (id, day) = (version.id, version.effective.counted());
            out.push_str(&format!("{id} from {day}{state}: {}\n", words.join(" / ")));
        }
        out
    }
}

impl Ran {
    /// Code, output and errors in one.
    pub fn said(&self) -> String {
        format!("exit {}\n{}{}", self.code, self.out, self.err)
    }
}
