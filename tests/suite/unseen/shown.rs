//! Sites that were sealed before such characters were refused: every version and line keeps its digest, and what nobody
//! would see is shown by its number. A comparison that consists of them says so.

use super::characters;
use crate::world::{kohyo, write};
use kohyo::ledger::{Act, Chain, Day, Decision, Event, EventDetails};
use kohyo::text::chars::{Unseen, code_point, find_unseen};
use kohyo::tree::{self, Bare, Digest, Form, Role, Text};
use std::collections::HashSet;
use std::path::Path;

const DAY: &str = "2026-04-01";

/// A site whose only version and ledger hold some words, with a draft that says `draft`.
fn site(at: &Path, sealed: &str, draft: &str) {
    let words = Bare::new(Form::Prose).text(Text::plain(sealed)).leaf();
    let section = Bare::new(Form::Group)
        .role(Role::of("prose"))
        .heading(Text::plain("はじめに"))
        .with([words]);
    let root = Bare::new(Form::Document)
        .role(Role::of("notice"))
        .heading(Text::plain("見本"))
        .with([section]);
    let bytes = tree::write(&root);
    let day = DAY.parse().unwrap();
    let told = EventDetails {
        decided: Some(Decision { day, by: Some(format!("理事会{sealed}")) }),
        summary: Some(format!("改めました。{sealed}")),
        ..EventDetails::default()
    };
    let version = DAY.parse().unwrap();
    let mut chain = Chain::default();
    chain.append(Event::seal(version, Digest::of(&bytes), Day::Known(day), day).telling(told));
    let title = format!("見本{sealed}");
    chain.append(Event::new(day, Act::Retitle { title, effective: day }));
    write(&at.join("content/site.yaml"), "title: 見本\nurl: https://example.jp/\nroot: ours\n");
    write(
        &at.join("content/notice/document.yaml"),
        "kind: notice\ntitle: 見本\nsections: [preface]\n",
    );
    write(&at.join("content/notice/preface.md"), format!("# はじめに\n\n{draft}\n"));
    write(&at.join(format!("content/notice/versions/{DAY}.jsonl")), bytes);
    write(&at.join("content/notice/ledger.jsonl"), chain.bytes());
}

fn run(at: &Path, args: &[&str]) -> crate::world::Ran {
    kohyo(args.iter().copied().chain(["--root", at.to_str().unwrap(), "--today", "2026-05-01"]))
}

/// Whether a file is read by people or by their programs as text.
fn is_shown(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy();
    [".html", ".atom", ".ics", ".txt", ".xml"].iter().any(|ending| name.ends_with(ending))
}

#[test]
fn what_was_sealed_is_shown_and_reaches_no_page_raw() {
    let dir = tempfile::tempdir().unwrap();
    let all: String = characters().into_iter().map(|c| format!("あ{c}い")).collect();
    site(dir.path(), &all, "あい");
    run(dir.path(), &["build"]).ok();
    let public = crate::world::files(&dir.path().join("public"));
    let page = String::from_utf8(public[Path::new("notice/index.html")].clone()).unwrap();
    let feed = String::from_utf8(public[Path::new("feed.atom")].clone()).unwrap();
    let numbers = |text: &str| -> HashSet<String> {
        let parts = text.split('〔').filter_map(|part| part.split_once('〕'));
        parts.map(|(number, _)| number.to_owned()).collect()
    };
    let (page, feed) = (numbers(&page), numbers(&feed));
    for c in characters() {
        let number = code_point(c);
        assert!(page.contains(&number) && feed.contains(&number), "{number}");
    }
    let (mut shown, mut feeds) = (0, 0);
    for (path, bytes) in public.iter().filter(|(path, _)| is_shown(path)) {
        let text = std::str::from_utf8(bytes).unwrap();
        let raw: Vec<_> = find_unseen(&text.replace("\r\n", "\n"))
            .into_iter()
            .filter(|(range, why)| *why != Unseen::Space && !text[range.clone()].trim().is_empty())
            .collect();
        assert!(raw.is_empty(), "{}: {:?}", path.display(), raw[0]);
        shown += 1;
        if path.extension().is_some_and(|ending| ending == "atom") {
            well_formed(text);
            feeds += 1;
        }
    }
    assert!(shown > 5 && feeds > 1, "{shown} {feeds}");
    run(dir.path(), &["verify"]).ok();
}

fn well_formed(text: &str) {
    let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(text.chars().all(is_char), "a character that XML does not have");
    let mut reader = quick_xml::Reader::from_str(text);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

#[test]
fn a_comparison_that_consists_of_them_says_so() {
    for (sealed, draft, codes) in [
        ("甲は\u{200F}300円、乙は500円とする。", "甲は300円、乙は500円とする。", "U+200F"),
        ("手数料は\u{202E}円003\u{202C}とする。", "手数料は円003とする。", "U+202C、U+202E"),
        ("保険\u{E0041}\u{3164}料", "保険料", "U+3164、U+E0041"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        site(dir.path(), sealed, draft);
        for format in ["terminal", "html", "markdown"] {
            let ran = run(dir.path(), &["diff", "notice", "--format", format]).ok();
            assert!(
                ran.out.contains(&format!("目に見えない文字（{codes}）")),
                "{format}: {}",
                ran.out
            );
            for code in codes.split('、') {
                assert!(ran.out.contains(&format!("〔{code}〕")), "{format}: {}", ran.out);
            }
            let raw: Vec<_> = find_unseen(&ran.out)
                .into_iter()
                .filter(|(_, why)| *why != Unseen::Space)
                .collect();
            assert_eq!(raw, [], "{format}");
        }
        let ran = run(dir.path(), &["show", "notice", "--version", DAY]);
        assert_eq!(find_unseen(&ran.out), [], "{}", ran.out);
    }
}
