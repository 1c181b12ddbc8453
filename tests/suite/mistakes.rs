//! The mistakes that a webmaster makes, each on a small site that is sealed, built and uploaded: what is done, what kohyo
//! says to it, and what stands in `public/` after. Each file `mistakes/<kind>.txt` holds mistakes of one kind, and
//! `mistakes/expected/<kind>.txt` what was said. Does not know how anything is found.

use crate::page::{tokens, words_inside};
use crate::world::{TWO_PURPOSES, files, kohyo, put, write};
use expect_test::expect_file;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the site within the folder of a mistake.
const SITE: &str = "site";

/// One small site: a notice and a regulation.
const CONTENT: [(&str, &str); 8] = [
    ("site.yaml", "title: 見本健康保険組合 公表事項\nroot: theirs\n"),
    ("organisation.yaml", "name: 見本健康保険組合\n"),
    (
        "privacy/document.yaml",
        "kind: privacy-notice\ntitle: 個人情報の取扱い\nsections: [preface, purposes, contacts]\n",
    ),
    ("privacy/preface.md", "請求書には、本人を確かめる書類を添えてください。\n"),
    ("privacy/purposes.yaml", TWO_PURPOSES),
    (
        "privacy/contacts.yaml",
        "heading: 窓口
contacts:
  - name: 総務課
    address: 東京都千代田区見本町1-1 見本ビル
    phone: 03-0000-0001
    email: soumu@mihon-kenpo.example
",
    ),
    ("rules/document.yaml", "kind: regulation\n"),
    ("rules/main.law.txt", "見本規程\n\n第1条　この規程は、個人情報の取扱いについて定める。\n"),
];

/// The site before any mistake.
fn before() -> BTreeMap<PathBuf, Vec<u8>> {
    let home = tempfile::tempdir().unwrap();
    let bench = Bench { home: home.path().to_owned(), said: String::new() };
    for (path, words) in CONTENT {
        write(&bench.path("content").join(path), words);
    }
    for document in ["privacy", "rules"] {
        let seal = format!("seal {document} --effective 2026-10-01");
        bench.run("2026-09-15", &seal).expect("sealed");
    }
    bench.run("2026-10-01", "build").expect("built");
    bench.run("2026-10-01", "record upload --date 2026-10-01").expect("uploaded");
    files(home.path())
}

/// Where a mistake is made, and what was said so far.
struct Bench {
    home: PathBuf,
    said: String,
}

impl Bench {
    /// A path below the site.
    fn path(&self, path: &str) -> PathBuf {
        self.home.join(SITE).join(path)
    }

    /// Runs a command in the site on a day; what it said where it ended well.
    fn run(&self, today: &str, command: &str) -> Result<String, (u8, String)> {
        let mut words: Vec<String> = words_of(command);
        for word in &mut words {
            *word = word.replace('~', self.home.to_str().expect("a path of words"));
        }
        words.extend(["--today".into(), today.into()]);
        if !words.iter().any(|word| word == "--root") {
            words.extend(["--root".into(), self.path("").display().to_string()]);
        }
        let ran = kohyo(words);
        let said = (ran.out + &ran.err).replace(self.home.to_str().expect("a path of words"), "~");
        let said = said.replace("~/site/", "site/");
        if ran.code == 0 { Ok(said) } else { Err((ran.code, said)) }
    }

    /// One step of a mistake: a command by its day, or what a hand does to a file.
    fn step(&mut self, step: &str) {
        let (verb, rest) = step.split_once(' ').expect("what is done, and to what");
        let rest = unescaped(rest);
        let parts: Vec<&str> = rest.split('｜').collect();
        let file = |at: usize| self.path(parts[at]);
        match (verb, parts.as_slice()) {
            ("write", [_, words]) => write(&file(0), words),
            ("append", [_, words]) => {
                let old = fs::read_to_string(file(0)).unwrap();
                write(&file(0), old + words);
            }
            ("edit", [path, old, new]) => {
                let words = fs::read_to_string(file(0)).unwrap();
                assert!(words.contains(old), "{old} is not in {path}:\n{words}");
                write(&file(0), words.replacen(old, new, 1));
            }
            ("remove", [_]) if file(0).is_dir() => fs::remove_dir_all(file(0)).unwrap(),
            ("remove", [_]) => fs::remove_file(file(0)).unwrap(),
            ("move", [..]) => fs::rename(file(0), file(1)).unwrap(),
            ("copy", [..]) if file(0).is_dir() => put(&file(1), &files(&file(0))),
            ("copy", [..]) => write(&file(1), fs::read(file(0)).unwrap()),
            ("save-as", [_, form]) => save_as(&file(0), form),
            ("page", [_, expected]) => self.check_page(parts[0], expected),
            ("never", [words]) => self.check_never(words),
            (day, _) => {
                let (code, said) = match self.run(day, &rest) {
                    Ok(said) => (0, said),
                    Err(ended) => ended,
                };
                let shown = step.split_once(' ').map_or(step, |(_, command)| command);
                self.said += &format!("$ kohyo {shown} → {code}\n{}\n", masked(&said));
            }
        }
    }

    fn check_page(&self, page: &str, expected: &str) {
        let html = fs::read_to_string(self.path("public").join(page)).unwrap();
        let words = words_inside(&tokens(&html), |name, _| name == "main");
        assert!(words.contains(expected), "「{expected}」 is not on {page}:\n{words}");
    }

    /// Whatever a member or a feed reader gets, as characters and as what a browser makes of them.
    fn check_never(&self, words: &str) {
        for (path, bytes) in files(&self.path("public")) {
            let raw = String::from_utf8_lossy(&bytes);
            assert!(!raw.contains(words), "「{words}」 is in {}", path.display());
            if path.extension().is_some_and(|extension| extension == "html") {
                let shown = words_inside(&tokens(&raw), |name, _| name == "body");
                assert!(!shown.contains(words), "「{words}」 is on {}", path.display());
            }
        }
    }
}

/// The words of a command line, with `'…'` around words that hold spaces.
fn words_of(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in command.split('\'').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// Words with `\n`, `\t` and `\u{202E}` as what they stand for.
fn unescaped(words: &str) -> String {
    let mut parts = words.split("\\u{");
    let mut out = parts.next().expect("a split has a first part").to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("a code point ends");
        out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        out += rest;
    }
    out.replace("\\n", "\n").replace("\\t", "\t")
}

/// Saves a file as another program would.
fn save_as(path: &Path, form: &str) {
    let words = fs::read_to_string(path).unwrap();
    let utf16 = || words.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let bytes = match form {
        "CRLF" => words.replace('\n', "\r\n").into_bytes(),
        "BOM" => format!("\u{FEFF}{words}").into_bytes(),
        "UTF-16" => [&[0xFF, 0xFE][..], &utf16()].concat(),
        "Shift_JIS" => encoding_rs::SHIFT_JIS.encode(&words).0.into_owned(),
        "PNG" => b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01".to_vec(),
        "flipped" => {
            let mut bytes = words.into_bytes();
            let last = bytes.len() - 2;
            bytes[last] ^= 1;
            bytes
        }
        _ => panic!("no form {form}"),
    };
    fs::write(path, bytes).unwrap();
}

/// Digests as `…`: random salts are in what they are of.
fn masked(said: &str) -> String {
    let is_hex = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
    let mut out = String::new();
    for part in said.split_inclusive(|c: char| !is_hex(c)) {
        let digits = part.trim_end_matches(|c| !is_hex(c));
        match digits.len() >= 12 {
            true => out += &format!("…{}", &part[digits.len()..]),
            false => out += part,
        }
    }
    out
}

#[test]
fn no_mistake_puts_a_wrong_text_into_public() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/mistakes");
    let before = before();
    let mut kinds: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    kinds.sort();
    let (mut made, mut failed) = (0, Vec::new());
    for kind in kinds {
        let script = fs::read_to_string(&kind).unwrap();
        let mut said = String::new();
        for mistake in script.split("\n\n").filter(|mistake| !mistake.trim().is_empty()) {
            let mut lines = mistake.trim().lines();
            let title = lines.next().expect("a mistake has a title");
            let home = tempfile::tempdir().unwrap();
            put(home.path(), &before);
            let mut bench = Bench { home: home.path().to_owned(), said: String::new() };
            let is_judged = |line: &str| line.starts_with("never ") || line.starts_with("page ");
            assert!(mistake.lines().any(is_judged), "{title}: what stands in public/ after?");
            let lived = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                lines.for_each(|line| bench.step(line));
            }));
            if lived.is_err() {
                failed.push(format!("{title}\n{}", bench.said));
            }
            made += 1;
            said += &format!("{title}\n{}\n", bench.said);
        }
        let name = kind.file_name().unwrap().to_str().unwrap();
        expect_file![folder.join("expected").join(name)].assert_eq(&said);
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    assert!(made >= 70, "only {made} mistakes");
}
