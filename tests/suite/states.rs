//! The page of a text in every state that it can be in, as a member reads it from top to bottom. Each state is a script
//! (`states/<state>.txt`: commands by day, then a page) and what stands on the page (`states/expected/<state>.txt`).
//! Knows no markup beyond blocks and words.

use crate::page::{Token, tokens};
use crate::world::{TWO_PURPOSES, kohyo, write};
use expect_test::expect_file;
use std::path::Path;

/// One small site: a notice, a regulation, the notice of a leak.
const CONTENT: [(&str, &str); 11] = [
    ("site.yaml", "title: 見本健康保険組合 公表事項\nroot: ours\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱い\nsections: [preface, purposes, contacts]\n",
    ),
    ("privacy/preface.md", "請求書には、本人を確かめる書類を添えてください。\n"),
    ("privacy/purposes.yaml", TWO_PURPOSES),
    (
        "privacy/contacts.yaml",
        "heading: 窓口\ncontacts:\n  - name: 総務課\n    phone: 03-0000-0001\n",
    ),
    ("rules/document.yaml", "kind: regulation\n"),
    ("rules/main.law.txt", "見本規程\n\n第1条　この規程は、個人情報の取扱いについて定める。\n"),
    (
        "leak/document.yaml",
        "kind: notice\ntitle: 個人データの漏えいについて\nsections: [breach-notice]\n",
    ),
    ("leak/preface.md", "封筒の入れ違いについてお知らせします。\n"),
    ("leak/breach-notice.yaml", "summary: 封筒の入れ違いがありました。\ncount: 2名\n"),
];

const BLOCKS: [&str; 18] = [
    "p", "div", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "section", "nav", "main", "header",
    "footer", "table", "tr", "caption",
];

/// The words of a page in reading order, a line for each block; what only search engines read is left out.
fn read_aloud(html: &str) -> String {
    let (mut out, mut line) = (String::new(), String::new());
    let mut is_body = !html.contains("<body");
    let mut end = |line: &mut String| {
        let mut words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        // Nobody hears digests.
        if let Some(at) = ["SHA-256：", "照合番号："]
            .iter()
            .find_map(|name| words.find(name).map(|at| at + name.len()))
        {
            words.replace_range(at.., "…");
        }
        if !words.is_empty() {
            out.push_str(&words);
            out.push('\n');
        }
        line.clear();
    };
    for token in tokens(html) {
        match token {
            Token::Open(name, _) if name == "body" => is_body = true,
            Token::Open(name, _) | Token::Close(name) if BLOCKS.contains(&name.as_str()) => {
                end(&mut line);
            }
            Token::Close(name) if name == "dt" => line.push('：'),
            Token::Close(name) if name == "td" || name == "th" => line.push('｜'),
            Token::Words(words) if is_body => line.push_str(&words),
            Token::Open(..) | Token::Close(_) | Token::Words(_) => {}
        }
    }
    end(&mut line);
    out
}

/// Lives through a script in a folder, and reads the page that it ends with.
fn page_after(script: &str, root: &Path) -> String {
    for (path, words) in CONTENT {
        write(&root.join("content").join(path), words);
    }
    for line in script.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (day, rest) = line.split_once(' ').expect("a day, and what is done on it");
        if let Some(edit) = rest.strip_prefix("edit ") {
            let [file, old, new]: [&str; 3] =
                edit.split('｜').collect::<Vec<_>>().try_into().expect("a file, old and new words");
            let path = root.join("content").join(file);
            let words = std::fs::read_to_string(&path).unwrap();
            assert!(words.contains(old), "{old} is not in {file}");
            std::fs::write(&path, words.replace(old, new)).unwrap();
        } else if let Some(page) = rest.strip_prefix("page ") {
            run(root, day, "build");
            let html = std::fs::read_to_string(root.join("public").join(page)).unwrap();
            return read_aloud(&html);
        } else {
            run(root, day, rest);
        }
    }
    panic!("the script ends with a page");
}

fn run(root: &Path, day: &str, command: &str) {
    let words = command.split_whitespace().chain(["--today", day, "--root"]);
    kohyo(words.map(Into::into).chain([root.as_os_str().to_owned()])).ok();
}

#[test]
fn every_state_reads_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/states");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".txt").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 14, "{names:?}");
    for name in names {
        let script = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join(&name);
        let said = page_after(&script, &root);
        if let Ok(kept) = std::env::var("KOHYO_STATES") {
            // For a look in a browser.
            let kept = Path::new(&kept).join(&name);
            crate::world::put(&kept, &crate::world::files(&root.join("public")));
        }
        expect_file![folder.join(format!("expected/{name}.txt"))].assert_eq(&said);
    }
}
