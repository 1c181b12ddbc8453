//! `kohyo verify` on whole sites: what is changed in a page, a manifest, a ledger or a private record is named, and what
//! was not looked at is said. Knows no templates.

use crate::world::{Ran, files, kohyo, put, write};
use kohyo::diagnostic::Severity;
use kohyo::publish::verify::SiteProof;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

const DAY: &str = "2026-11-23";

struct Home {
    _dir: tempfile::TempDir,
    root: PathBuf,
}

impl Home {
    /// A site of two documents with private records, of one of which words were withheld, built and recorded.
    fn new() -> Home {
        let dir = tempfile::tempdir().unwrap();
        let home = Home { root: dir.path().join("サイト"), _dir: dir };
        for (path, words) in [
            ("site.yaml", "title: 見本健康保険組合\nroot: ours\n"),
            ("organisation.yaml", "name: 見本健康保険組合\n"),
            ("rules/document.yaml", "kind: regulation\ntitle: 見本規程\n"),
            ("rules/main.law.txt", "見本規程\n\n第1条　この規程は、見本である。\n"),
            ("notice/document.yaml", "kind: notice\ntitle: お知らせ\nsections: [text]\n"),
            ("notice/text.md", "見本太郎から加入者の皆様へのお知らせです。\n"),
            ("static/様式.pdf", "%PDF-1.7 見本"),
        ] {
            write(&home.root.join("content").join(path), words);
        }
        home.on("seal rules --effective 2026-04-01 --record-reason 制定").ok();
        home.on("seal notice --effective 2026-04-01 --record-reason 公表").ok();
        home.law("見本とする");
        home.on("seal rules --effective 2026-10-01 --record-reason 改正").ok();
        home.on("withhold notice 2026-04-01 --words 見本太郎 --reason 個人の名前のため").ok();
        home.on("build").ok();
        home
    }

    fn law(&self, said: &str) {
        let words = format!("見本規程\n\n第1条　この規程は、{said}。\n");
        write(&self.root.join("content/rules/main.law.txt"), words);
    }

    fn on(&self, words: &str) -> Ran {
        self.at(words.split(' ').map(OsString::from).collect())
    }

    fn at(&self, mut args: Vec<OsString>) -> Ran {
        args.extend(["--today".into(), DAY.into(), "--root".into(), self.root.clone().into()]);
        kohyo(args)
    }

    fn copy(&self) -> PathBuf {
        let copy = self.root.with_file_name("写し");
        put(&copy, &files(&self.root.join("public")));
        copy
    }

    /// A page that says something else, and a manifest that says so too.
    fn forge(&self, public: &Path) {
        let page = public.join("rules/index.html");
        let words = fs::read_to_string(&page).unwrap();
        assert!(words.contains("見本とする"));
        fs::write(&page, words.replace("見本とする", "見本でない")).unwrap();
        remade(public);
    }
}

/// Makes the manifest of a folder anew, as a forger would.
fn remade(public: &Path) {
    let path = public.join("manifest.json");
    let mut named = kohyo::publish::manifest::read(&fs::read(&path).unwrap()).unwrap();
    for (path, digest) in &mut named {
        *digest = kohyo::tree::Digest::of(&fs::read(public.join(path)).unwrap());
    }
    fs::write(&path, kohyo::publish::manifest::write(&named)).unwrap();
}

#[track_caller]
fn names(ran: &Ran, code: &str, file: &str) {
    assert_eq!(ran.code, 1, "{}\n{}", ran.out, ran.err);
    assert!(ran.err.contains(&format!("[{code}]")), "{code}: {}", ran.err);
    assert!(ran.err.contains(&format!("--> {file}")), "{file}: {}", ran.err);
    assert!(!ran.out.contains("問題は見つかりませんでした"), "{}", ran.out);
}

/// `cases/hostile/forged-page`.
#[test]
fn a_forged_page_with_a_forged_manifest_is_found_or_said_not_to_be_judged() {
    let home = Home::new();
    let copy = home.copy();
    let green = home.on("verify").ok();
    assert!(green.out.contains("作成の記録（records/builds.jsonl）"), "{}", green.out);
    assert!(green.out.contains("--render"), "pages were not judged: {}", green.out);
    let rendered = home.on("verify --render").ok();
    assert!(rendered.out.contains("確定した版から作り直したもの"), "{}", rendered.out);
    assert!(!rendered.out.contains("--render"), "{}", rendered.out);

    home.forge(&home.root.join("public"));
    names(&home.on("verify"), "manifest-not-recorded", "public/manifest.json");
    names(&home.on("verify --render"), "page-not-as-sealed", "public/rules/index.html");

    // A copy alone: nothing binds its manifest, and that is what is said.
    home.forge(&copy);
    let dir = copy.display().to_string();
    let said = kohyo(["verify", &*dir]).ok();
    assert!(said.out.contains("ここで確かめられないこと：\n  ・ページの言葉が"), "{}", said.out);
    assert!(said.out.contains("照らし合わせる作成の記録が、ここにありません"), "{}", said.out);
    let judged = kohyo(["verify", &*dir, "--render"]);
    names(&judged, "page-not-as-sealed", &format!("{dir}/rules/index.html"));
    // A fingerprint proves a ledger, and claims no more.
    let history = fs::read_to_string(copy.join("rules/history/index.html")).unwrap();
    let at = history.find("class=fingerprint").or_else(|| history.find("fingerprint")).unwrap();
    let groups: Vec<&str> = history[at..]
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| {
            word.len() == 4
                && word.chars().all(|c| c.is_ascii_hexdigit() && !c.is_ascii_lowercase())
        })
        .take(8)
        .collect();
    let said = kohyo(["verify", &*dir, "--head", &groups.join("-")]).ok();
    assert!(said.out.contains("指紋で確かめられるのは台帳だけ"), "{}", said.out);
    assert!(said.out.contains("ページの言葉が、確定した版のとおりかどうか"), "{}", said.out);
}

#[test]
fn a_page_that_was_added_or_removed_with_its_entry_is_named() {
    let home = Home::new();
    let copy = home.copy();
    let dir = copy.display().to_string();
    write(&copy.join("rules/extra.html"), "x");
    let path = copy.join("manifest.json");
    let mut named = kohyo::publish::manifest::read(&fs::read(&path).unwrap()).unwrap();
    named.insert("rules/extra.html".into(), kohyo::tree::Digest::of(b"x"));
    named.remove("rules/versions/2026-04-01/index.html").unwrap();
    fs::remove_file(copy.join("rules/versions/2026-04-01/index.html")).unwrap();
    fs::write(&path, kohyo::publish::manifest::write(&named)).unwrap();
    let ran = kohyo(["verify", &*dir, "--render"]);
    names(&ran, "page-not-made", &format!("{dir}/rules/extra.html"));
    names(&ran, "page-gone", &format!("{dir}/manifest.json"));
    assert!(ran.err.contains("rules/versions/2026-04-01/index.html"), "{}", ran.err);
}

#[test]
fn what_was_sealed_since_the_pages_were_made_is_no_fault_of_theirs() {
    let home = Home::new();
    home.law("見本のままとする");
    home.on("seal rules --effective 2026-11-01 --record-reason 再改正").ok();
    let ran = home.on("verify --render").ok();
    assert!(ran.out.contains("確定した版から作り直したもの"), "{}", ran.out);
}

#[test]
fn an_older_folder_and_a_lost_log_are_faults() {
    let home = Home::new();
    let (old, copy) = (files(&home.root.join("public")), home.copy());
    home.law("見本のままとする");
    home.on("seal rules --effective 2026-11-01").ok();
    home.on("build").ok();
    home.on("verify").ok();
    let of_copy = || home.at(vec!["verify".into(), copy.clone().into()]);
    let at = format!("{}/manifest.json", copy.display());
    names(&of_copy(), "manifest-older", &at);
    put(&home.root.join("public"), &old);
    names(&home.on("verify"), "manifest-older", "public/manifest.json");
    fs::remove_file(home.root.join("records/builds.jsonl")).unwrap();
    names(&home.on("verify"), "builds-lost", "records/builds.jsonl");
    // What was uploaded last is still public, whatever was built since.
    home.on("build").ok();
    home.on("record upload").ok();
    let copy = home.copy();
    home.law("見本");
    home.on("seal rules --effective 2026-11-02").ok();
    home.on("build").ok();
    home.at(vec!["verify".into(), copy.into()]).ok();
}

#[test]
fn a_document_that_is_gone_is_named_whatever_is_left_of_it() {
    let home = Home::new();
    fs::remove_dir_all(home.root.join("content/rules")).unwrap();
    names(&home.on("verify"), "ledger-lost", "content/rules/ledger.jsonl");
    let ran = home.on("verify");
    assert!(ran.err.contains("kohyo restore public rules"), "{}", ran.err);
    assert_eq!(ran.err.matches("content/rules/ledger.jsonl").count(), 1, "{}", ran.err);
    // Its pages are gone too: its records still tell of it.
    fs::remove_dir_all(home.root.join("public")).unwrap();
    names(&home.on("verify"), "ledger-lost", "content/rules/ledger.jsonl");
}

#[test]
fn the_last_line_is_bound_by_what_is_at_hand_or_said_not_to_be() {
    let home = Home::new();
    home.law("見本のままとする");
    home.on("seal rules --effective 2026-11-01 --summary 見本").ok();
    let ledger = home.root.join("content/rules/ledger.jsonl");
    let words = fs::read_to_string(&ledger).unwrap();
    let forged = words.replace("見本\"", "別の\"");
    assert_ne!(words, forged);
    home.on("verify").ok();
    // Not yet public: what takes the command back knows the line.
    fs::write(&ledger, &forged).unwrap();
    names(&home.on("verify"), "ledger-last-changed", "content/rules/ledger.jsonl");
    // Nothing knows it: that is said, and is no fault.
    fs::remove_dir_all(home.root.join("records/undo")).unwrap();
    let ran = home.on("verify").ok();
    assert!(ran.out.contains("台帳の最後の行（rules）"), "{}", ran.out);
    // Public: the published ledger knows it.
    fs::write(&ledger, &words).unwrap();
    home.on("build").ok();
    assert!(!home.on("verify").ok().out.contains("台帳の最後の行"));
    fs::write(&ledger, &forged).unwrap();
    names(&home.on("verify"), "ledger-differs", "content/rules/ledger.jsonl");
}

/// A site that came back from what is public has no private records, which it says; those of later lines must be there.
#[test]
fn a_changed_record_is_told_whatever_its_document_is_called() {
    for slug in ["records", "withheld", "undo", "imports"] {
        let home = Home::new();
        for (name, words) in [
            ("document.yaml", "kind: notice\ntitle: お知らせ\nsections: [text]\n"),
            ("text.md", "加入者の皆様へのお知らせです。\n"),
        ] {
            write(&home.root.join("content").join(slug).join(name), words);
        }
        home.on(&format!("seal {slug} --effective 2026-04-01 --record-reason 公表")).ok();
        home.on("build").ok();
        home.on("verify").ok();
        let record = home.root.join("records").join(slug).join("2026-04-01.yaml");
        let words = fs::read_to_string(&record).unwrap();
        fs::write(&record, words.replace("公表", "非公表")).unwrap();
        let ran = home.on("verify");
        names(&ran, "record-changed", &format!("records/{slug}/2026-04-01.yaml"));
    }
}

#[test]
fn records_that_were_not_public_are_no_fault_of_a_site_that_came_back() {
    let home = Home::new();
    let copy = home.copy();
    for folder in ["content", "records", "public"] {
        fs::remove_dir_all(home.root.join(folder)).unwrap();
    }
    home.at(vec!["restore".into(), copy.into()]).ok();
    home.on("build").ok();
    let ran = home.on("verify").ok();
    assert_eq!(ran.err.matches("record-not-kept").count(), 2, "{}", ran.err);
    home.law("見本のままとする");
    home.on("seal rules --effective 2026-11-01 --record-reason 再改正").ok();
    home.on("verify").ok();
    fs::remove_file(home.root.join("records/rules/2026-11-01.yaml")).unwrap();
    names(&home.on("verify"), "record-not-kept", "records/rules/2026-11-01.yaml");
}

#[test]
fn dotfiles_are_listed() {
    let home = Home::new();
    write(&home.root.join("public/.git/hooks/x"), "x");
    write(&home.root.join("public/rules/.htaccess"), "x");
    let ran = home.on("verify").ok();
    assert!(ran.err.contains("files-dotted") && ran.err.contains("rules/.htaccess"), "{}", ran.err);
}

/// One thing to change: the file, and where in it.
type Change = (String, usize);

/// Deterministic places that spread over everything.
struct Places(u64);

impl Places {
    fn next(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// The files whose bytes are bound: pages and all that is published, ledgers, versions, private records, the log of
/// builds but for its last line, which nothing can bind.
fn bound(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for (path, mut bytes) in files(root) {
        let path = path.to_string_lossy().replace('\\', "/");
        if path == "records/builds.jsonl" {
            let end = bytes[..bytes.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
            bytes.truncate(end + 1);
        }
        let is_bound = path.starts_with("public/")
            || path.starts_with("content/") && path.ends_with(".jsonl")
            || path.starts_with("records/") && !path.starts_with("records/undo/");
        if is_bound {
            all.insert(path, bytes);
        }
    }
    all
}

/// Flips one byte after the other and asks the verifier which file is at fault; how many were named.
fn walk(root: &Path, changes: &[Change]) -> usize {
    let mut named = 0;
    for (path, at) in changes {
        let file = root.join(path);
        let whole = fs::read(&file).unwrap();
        let mut other = whole.clone();
        other[*at] ^= 1 << (at % 7);
        fs::write(&file, other).unwrap();
        let mut proof = SiteProof::default();
        proof.prove_content(root).unwrap();
        proof.prove_public(&root.join("public"), None).unwrap();
        proof.bind(root).unwrap();
        fs::write(&file, whole).unwrap();
        let mut faults = proof.findings.iter().filter(|one| one.severity == Severity::Error);
        let is_named = faults.any(|one| one.span.as_ref().is_some_and(|span| *span.file == **path));
        assert!(is_named, "byte {at} of {path}: {:?}", proof.findings);
        named += 1;
    }
    named
}

/// A byte of every file, and one of every line of every ledger.
fn changes(root: &Path) -> Vec<Change> {
    let mut places = Places(11);
    let mut changes = Vec::new();
    for (path, bytes) in bound(root) {
        changes.push((path.clone(), places.next(bytes.len())));
        let mut start = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if path.ends_with("ledger.jsonl") || path.ends_with("builds.jsonl") {
                changes.push((path.clone(), start + places.next(line.len())));
            }
            start += line.len();
        }
    }
    changes
}

#[test]
fn a_changed_byte_of_every_file_and_of_every_line_is_named() {
    let home = Home::new();
    home.on("verify").ok();
    let changes = changes(&home.root);
    let lines = changes.iter().filter(|(path, _)| path.ends_with("ledger.jsonl")).count();
    assert!(changes.len() > 40 && lines >= 12, "{} {lines}", changes.len());
    assert_eq!(walk(&home.root, &changes), changes.len());
}

/// `cargo test --test suite -- --ignored four_thousand --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn four_thousand_changed_bytes_are_named() {
    let home = Home::new();
    home.on("verify").ok();
    let bound: Vec<(String, Vec<u8>)> = bound(&home.root).into_iter().collect();
    let mut places = Places(4000);
    let changes: Vec<Change> = (0..4000)
        .map(|at| {
            let (path, bytes) = &bound[at % bound.len()];
            (path.clone(), places.next(bytes.len()))
        })
        .collect();
    let named = walk(&home.root, &changes);
    eprintln!("{named} of 4000 changed bytes of {} files were named", bound.len());
}
