//! How a site begins: a sample that is to be filled in and published by nobody unseen, texts that are imported into
//! nothing or in the place of the sample, and what is left where nothing came of it. Does not know the sample's words.

use crate::world::{Ran, files, founded, kohyo, write};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

const TEXT: &str = "見本健康保険組合の個人情報の取扱い\n\n１　利用目的\n　見本健康保険組合は、個人情報を保険給付のために利用します。\n\n２　お問い合わせ\n　総務課　電話 03-0000-0001\n";

/// A command in a site; words are parted by spaces.
fn on(root: &Path, command: &str) -> Ran {
    let words = command.split(' ').map(OsString::from);
    kohyo(words.chain(["--today".into(), "2026-11-24".into(), "--root".into(), root.into()]))
}

fn init(root: &Path, more: &[&str]) -> Ran {
    let more = more.iter().map(OsString::from);
    kohyo([OsString::from("init"), root.into()].into_iter().chain(more))
}

fn import(file: &Path, root: &Path, more: &[&str]) -> Ran {
    let more = more.iter().map(OsString::from);
    let words = [OsString::from("import"), file.into(), "--out".into(), root.into()];
    kohyo(words.into_iter().chain(more))
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The folders of documents.
fn folders(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join("content")).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Room {
        Room(tempfile::tempdir().unwrap())
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("わたしのサイト")
    }

    fn text(&self) -> PathBuf {
        let path = self.0.path().join("公表事項.txt");
        write(&path, TEXT);
        path
    }
}

#[test]
fn what_only_the_organisation_knows_is_marked_listed_and_holds_the_seal() {
    let room = Room::new();
    let root = room.root();
    init(&root, &[]).ok();
    assert!(read(&root, "content/site.yaml").contains("\nroot: theirs\n"));
    let found = kohyo(["check", "--format", "json", "--root", root.to_str().unwrap()]).ok();
    let found: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    let found: Vec<&serde_json::Value> =
        found.as_array().unwrap().iter().filter(|one| one["code"] == "placeholder").collect();
    assert!(found.iter().all(|one| one["severity"] == "warning" && one["holds"] == "seal"));
    // Every line with a mark that is no comment has a finding, and the other way round.
    let told: BTreeSet<(String, u64)> = found
        .iter()
        .map(|one| (one["file"].as_str().unwrap().to_owned(), one["line"].as_u64().unwrap()))
        .collect();
    let mut marked = BTreeSet::new();
    for (path, bytes) in files(&root.join("content")) {
        let path = format!("content/{}", path.to_str().unwrap().replace('\\', "/"));
        for (at, line) in String::from_utf8(bytes).unwrap().lines().enumerate() {
            let words = line.split('#').next().unwrap();
            if words.contains("○○") {
                marked.insert((path.clone(), at as u64 + 1));
            }
        }
    }
    assert_eq!(told, marked);
    assert!(marked.len() > 9, "{marked:?}");
    let all: String = found.iter().map(|one| one["message"]["ja"].as_str().unwrap()).collect();
    for what in ["名称", "所在地", "代表者", "電話", "利用目的", "サイトの題名"]
    {
        assert!(all.contains(what), "{what}: {all}");
    }
    let before = files(&root);
    for command in
        ["seal privacy --effective 2026-12-01", "seal privacy --effective 2026-12-01 --yes"]
    {
        let ran = on(&root, command);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert_eq!(ran.err.matches("エラー[placeholder]").count(), found.len(), "{}", ran.err);
    }
    let lock = |path: &PathBuf| path.starts_with(".kohyo");
    let content =
        |all: Vec<PathBuf>| -> Vec<PathBuf> { all.into_iter().filter(|p| !lock(p)).collect() };
    assert_eq!(content(files(&root).into_keys().collect()), content(before.into_keys().collect()));
    let named = Room::new();
    init(&named.root(), &["--name", "見本健康保険組合"]).ok();
    let said = on(&named.root(), "check").ok().err;
    assert!(!said.contains("「名称」") && !said.contains("サイトの題名"), "{said}");
}

#[test]
fn filled_in_with_any_words_it_can_be_sealed_and_published() {
    for words in ["見本", "00"] {
        let room = Room::new();
        let root = room.root();
        init(&root, &[]).ok();
        for (path, bytes) in files(&root.join("content")) {
            let filled = String::from_utf8(bytes).unwrap().replace("○○", words);
            write(&root.join("content").join(path), filled);
        }
        let ran = on(&root, "seal privacy --effective 2026-12-01 --yes").ok();
        assert!(!ran.err.contains("エラー"), "{}", ran.err);
        on(&root, "build").ok();
        assert!(read(&root, "public/privacy/index.html").contains(&format!("{words}健康保険組合")));
    }
}

#[test]
fn where_nothing_is_sealed_no_page_is_made_and_none_is_lost() {
    let room = Room::new();
    let root = room.root();
    init(&root, &[]).ok();
    let ran = on(&root, "build").ok();
    assert!(
        ran.out.contains("確定した文書がまだない") && ran.out.contains("kohyo seal"),
        "{}",
        ran.out
    );
    assert!(!root.join("public").exists() && !root.join("public.upload.txt").exists());
    on(&root, "build --preview").ok();
    assert!(read(&root, "preview/privacy/draft/index.html").contains("○○健康保険組合"));
    write(&root.join("public/index.html"), "私たちのページ");
    assert_eq!(on(&root, "build").code, 2, "a folder of others is not taken");
    assert_eq!(read(&root, "public/index.html"), "私たちのページ");
    fs::remove_dir_all(root.join("public")).unwrap();
    fs::remove_dir_all(&root).unwrap();
    founded(&root);
    on(&root, "build").ok();
    let before = files(&root.join("public"));
    fs::remove_file(root.join("content/privacy/ledger.jsonl")).unwrap();
    fs::remove_dir_all(root.join("content/privacy/versions")).unwrap();
    let ran = on(&root, "build");
    assert!(ran.code == 1 && ran.err.contains("ledger-missing"), "{}", ran.err);
    assert_eq!(files(&root.join("public")), before);
}

#[test]
fn a_text_makes_a_whole_site_where_there_is_none() {
    for more in [&[][..], &["--register", "2020-04-01", "--document", "privacy"]] {
        let room = Room::new();
        let root = room.root();
        import(&room.text(), &root, more).ok();
        let site = read(&root, "content/site.yaml");
        assert!(
            site.contains("title: 見本健康保険組合\n") && site.contains("\nroot: theirs\n"),
            "{site}"
        );
        assert!(read(&root, "content/organisation.yaml").contains("name: 見本健康保険組合"));
        assert!(read(&root, "content/.gitattributes").contains("*.jsonl -text"));
        assert!(root.join(".kohyo/schemas/site.json").is_file());
        on(&root, "check").ok();
    }
    // Where the text names nobody, the reader is asked; what `init` wrote to be filled in stays so.
    let room = Room::new();
    let text = room.0.path().join("text.txt");
    write(&text, "取扱い\n\n１　利用目的\n　保険給付のために利用します。\n");
    let ran = import(&text, &room.root(), &["--kind", "notice"]).ok();
    assert!(ran.out.contains("organisation.yaml に「name: 組合の名称」"), "{}", ran.out);
    on(&room.root(), "check").ok();
    let own = room.0.path().join("own");
    init(&own, &[]).ok();
    import(&text, &own, &["--kind", "notice"]).ok();
    let said = on(&own, "check").ok().err;
    assert!(said.contains("organisation.yaml:") && said.contains("「名称」"), "{said}");
}

#[test]
fn a_text_takes_the_place_of_the_sample_and_of_nothing_else() {
    let room = Room::new();
    let (root, text) = (room.root(), room.text());
    init(&root, &[]).ok();
    let ran = import(&text, &root, &["--kind", "notice"]).ok();
    assert!(ran.out.contains("ひな形") && ran.out.contains("入れ替え"), "{}", ran.out);
    assert_eq!(folders(&root), ["privacy"]);
    let all: String = files(&root.join("content"))
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    assert!(!all.contains('○') && all.contains("03-0000-0001"), "{all}");
    on(&root, "seal privacy --effective 2026-12-01").ok();
    on(&root, "build").ok();
    // What somebody wrote stays, in whatever file.
    for (path, add) in [
        ("privacy/requests.yaml", "# 窓口に確認中\n"),
        ("privacy/own.md", "メモ"),
        ("privacy/ledger.jsonl", ""),
    ] {
        let room = Room::new();
        let (root, text) = (room.root(), room.text());
        init(&root, &[]).ok();
        let at = root.join("content").join(path);
        let words = fs::read_to_string(&at).unwrap_or_default() + add;
        write(&at, &words);
        let before = files(&root.join("content/privacy"));
        let ran = import(&text, &root, &["--kind", "notice"]);
        assert!(!ran.out.contains("入れ替え"), "{}", ran.out);
        assert_eq!(files(&root.join("content/privacy")), before, "{path}");
        assert_eq!(folders(&root), ["privacy", "privacy-2"]);
    }
    let room = Room::new();
    let (root, text) = (room.root(), room.text());
    init(&root, &["--name", "別の健康保険組合"]).ok();
    import(&text, &root, &["--kind", "notice"]).ok();
    assert!(
        read(&root, "content/organisation.yaml").contains("別の健康保険組合"),
        "the name is an edit"
    );
}

#[test]
fn a_regulation_stands_beside_the_sample() {
    let room = Room::new();
    let root = room.root();
    init(&root, &[]).ok();
    let rules = room.0.path().join("rules.txt");
    write(
        &rules,
        "見本規程\n\n第１条　この規程は、見本のために定める。\n\n第２条　附属の事項は、理事長が定める。\n",
    );
    let said = import(&rules, &root, &[]).ok().out;
    assert_eq!(folders(&root), ["privacy", "rules"]);
    assert!(said.contains("このフォルダーを消してください"), "{said}");
}

#[test]
fn nothing_is_left_of_an_import_that_failed() {
    let room = Room::new();
    let root = room.root();
    let broken = room.0.path().join("broken.docx");
    write(&broken, b"PK\x03\x04 broken");
    let missing = room.0.path().join("missing.txt");
    for file in [&broken, &missing] {
        for more in [&[][..], &["--register", "2020-04-01", "--document", "privacy"]] {
            assert_ne!(import(file, &root, more).code, 0);
            assert!(!root.exists(), "{} {more:?}", file.display());
        }
    }
    assert_eq!(import(&room.text(), &root, &["--name", "無効"]).code, 1);
    assert!(!root.exists());
    write(&root.join("memo.txt"), "メモ");
    assert_ne!(import(&broken, &root, &[]).code, 0);
    assert_eq!(files(&root).len(), 1, "what was there stays alone");
    assert_eq!(init(&room.0.path().join("other"), &["--name", "a\"b"]).code, 1);
    assert!(!room.0.path().join("other").exists());
}

#[test]
fn a_folder_without_a_site_is_called_so_and_left_alone() {
    let room = Room::new();
    let root = room.root();
    write(&root.join("memo.txt"), "メモ");
    for command in [
        "check",
        "build",
        "build --preview",
        "seal privacy",
        "seal --all",
        "draft privacy",
        "diff privacy",
        "status",
        "next",
        "show privacy",
        "correct privacy",
        "undo privacy",
        "aids",
        "repeal privacy --effective 2027-01-01",
        "renumber rules",
        "record upload",
        "serve",
    ] {
        if command == "serve" && cfg!(not(feature = "serve")) {
            continue;
        }
        let ran = on(&root, command);
        assert_eq!(ran.code, 1, "{command}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("content/site.yaml がありません"), "{command}: {}", ran.err);
        assert!(ran.err.contains("kohyo init"), "{command}: {}", ran.err);
        assert_eq!(files(&root).len(), 1, "{command}");
    }
}

#[test]
fn a_sample_that_was_sealed_at_once_is_taken_back_while_it_is_not_out() {
    let room = Room::new();
    let root = room.root();
    founded(&root);
    // As `init` once left it: nothing says how the ledger came.
    fs::remove_dir_all(root.join("records")).unwrap();
    on(&root, "build").ok();
    let ran = on(&root, "undo privacy");
    assert!(ran.code == 1 && ran.err.contains("undo-published"), "{}", ran.err);
    fs::remove_dir_all(root.join("public")).unwrap();
    on(&root, "undo privacy").ok();
    assert!(!root.join("content/privacy/ledger.jsonl").exists());
    let said = on(&root, "check").ok().err;
    assert!(said.contains("まだ確定されていない"), "{said}");
    fs::remove_dir_all(root.join("content/privacy")).unwrap();
    import(&room.text(), &root, &["--kind", "notice"]).ok();
    on(&root, "seal privacy --effective 2026-12-01").ok();
    on(&root, "build").ok();
    fs::remove_dir_all(root.join("records/undo")).unwrap();
    on(&root, "record upload").ok();
    fs::remove_dir_all(root.join("public")).unwrap();
    let ran = on(&root, "undo privacy");
    assert!(ran.code == 1 && ran.err.contains("undo-uploaded"), "{}", ran.err);
}
