//! `kohyo verify`: whatever is changed in what was published or sealed is found and named, and nothing that the
//! commands write is taken for a fault.

use super::*;
use crate::html::{self, Files};
use kohyo::diagnostic::{Finding, Severity};
use kohyo::disk::Seen;
use kohyo::publish::ledgers::{self, Fingerprint};
use kohyo::publish::verify::{self, Published};
use proptest::prelude::*;

/// A busy notice of which words are withheld, published on a day.
fn site() -> (Notice, Files) {
    let mut notice = busy();
    let digest = notice.file("2025-01-10", "元の〔非公開〕");
    let notice = notice.on(
        "2026-07-01",
        Act::Withhold {
            version: id("2025-01-10"), digest, reason: "個人の名前のため".into()
        },
    );
    let public = html::build(&notice.site(), "2026-08-01", Showing::Public);
    (notice, public)
}

/// A folder of these files as `kohyo verify` reads it.
fn read(files: &Files) -> Published {
    let sealed = |path: &str| path.ends_with(".jsonl") || path == "manifest.json";
    let digests = files.iter().map(|(path, bytes)| (path.as_str().into(), Digest::of(bytes)));
    let kept = files.iter().filter(|(path, _)| sealed(path));
    Published {
        names: files.keys().map(|path| path.as_str().into()).collect(),
        seen: Seen {
            digests: digests.collect(),
            kept: Snapshot::from_memory(kept.map(|(path, bytes)| (&**path, bytes.clone()))),
        },
        dotted: Vec::new(),
    }
}

/// The same folder with other bytes in one file.
fn with(published: &mut Published, path: &str, bytes: &[u8]) {
    let digests = published.seen.digests.iter_mut();
    for (_, digest) in digests.filter(|(known, _)| **known == *path) {
        *digest = Digest::of(bytes);
    }
    if is_sealed(path) || path == "manifest.json" {
        let kept = published.seen.kept.files();
        let kept = kept.map(|(path, file)| (path.clone(), file.shared()));
        let mut kept: BTreeMap<_, Arc<[u8]>> = kept.collect();
        kept.insert(path.into(), bytes.into());
        published.seen.kept = Snapshot::from_memory(kept);
    }
}

fn faults(findings: Vec<Finding>) -> Vec<Finding> {
    let errors = findings.into_iter();
    errors.filter(|finding| finding.severity == Severity::Error).collect()
}

fn of_public(files: &Files) -> Vec<Finding> {
    of(&read(files))
}

fn of(published: &Published) -> Vec<Finding> {
    let mut findings = Vec::new();
    verify::public_folder(published, &mut findings);
    faults(findings)
}

/// Content against a published copy; none without one.
fn of_content(content: &BTreeMap<String, Vec<u8>>, public: Option<&Files>) -> Vec<Finding> {
    against(content, public.map(read).as_ref())
}

fn against(content: &BTreeMap<String, Vec<u8>>, public: Option<&Published>) -> Vec<Finding> {
    let snapshot = Snapshot::from_memory(content.clone());
    let mut findings = Vec::new();
    ledgers::in_content(&snapshot, &mut findings);
    if let Some(public) = public {
        let proven = verify::public_folder(public, &mut Vec::new());
        verify::against_content(&snapshot, &public.seen.kept, (&proven, "public"), &mut findings);
    }
    faults(findings)
}

/// Whether a finding names this byte of the file: its line, or the whole file.
fn names(finding: &Finding, path: &str, at: usize) -> bool {
    let span = finding.span.as_ref();
    span.is_some_and(|span| {
        let is_whole = span.range.is_empty() && span.range.start == 0;
        *span.file == *path && (is_whole || span.range.contains(&at) || span.range.end == at)
    })
}

fn is_sealed(path: &str) -> bool {
    path.ends_with(".jsonl")
}

#[test]
fn what_the_commands_write_is_green_and_says_what_is_withheld() {
    let (notice, public) = site();
    assert_eq!(of_public(&public), []);
    assert_eq!(of_content(&notice.files(), Some(&public)), []);
    let mut findings = Vec::new();
    let proven = verify::public_folder(&read(&public), &mut findings);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["withheld"]);
    assert!(findings[0].message.ja.contains("個人の名前のため"));
    let bytes = notice.chain.bytes();
    assert!(bytes[findings[0].span.as_ref().unwrap().range.clone()].starts_with(b"{\"digest\""));
    assert_eq!((proven[0].chain.lines().len(), proven[0].versions.len()), (7, 4));
}

#[test]
fn every_changed_byte_of_a_published_folder_is_found_and_its_file_named() {
    let (_, public) = site();
    let mut folder = read(&public);
    let mut tried = 0;
    for (path, bytes) in &public {
        // Pages are digested whole: one byte of each stands for all.
        let all = is_sealed(path) || path == "manifest.json";
        let step = if all { 1 } else { bytes.len().max(1) };
        for at in (0..bytes.len()).step_by(step) {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            with(&mut folder, path, &changed);
            let found = of(&folder);
            let is_named = found.iter().any(|finding| {
                let span = finding.span.as_ref();
                span.is_some_and(|span| *span.file == **path || path == "manifest.json")
            });
            assert!(is_named, "byte {at} of {path}: {found:?}");
            tried += 1;
        }
        with(&mut folder, path, bytes);
    }
    assert!(tried > 3000, "only {tried} bytes were changed");
}

#[test]
fn every_changed_byte_of_the_content_is_found_and_its_line_named() {
    let (notice, public) = site();
    let (content, folder) = (notice.files(), read(&public));
    for (path, bytes) in content.iter().filter(|(path, _)| is_sealed(path)) {
        for at in 0..bytes.len() {
            let mut changed = content.clone();
            changed.get_mut(path).unwrap()[at] ^= 1;
            let found = against(&changed, Some(&folder));
            assert!(
                found.iter().any(|finding| names(finding, path, at)),
                "byte {at} of {path}: {found:?}"
            );
            // Alone, content proves everything but its last line.
            let last = bytes[..bytes.len() - 1].iter().rposition(|b| *b == b'\n');
            let is_tail = path.ends_with("ledger.jsonl") && last.is_none_or(|last| at > last);
            let alone = of_content(&changed, None);
            assert!(is_tail || !alone.is_empty(), "byte {at} of {path}");
        }
    }
}

/// Every way to delete, repeat or swap lines.
fn rearranged(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let mut all = Vec::new();
    for at in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(at);
        all.push((format!("without line {}", at + 1), fewer.concat()));
        let mut more = lines.clone();
        more.insert(at, lines[at]);
        all.push((format!("line {} twice", at + 1), more.concat()));
        for with in at + 1..lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(at, with);
            let what = format!("lines {} and {} swapped", at + 1, with + 1);
            all.push((what, swapped.concat()));
        }
    }
    all
}

#[test]
fn every_deleted_swapped_or_repeated_line_is_found_and_named() {
    let (notice, public) = site();
    let content = notice.files();
    for (path, bytes) in content.iter().filter(|(path, _)| is_sealed(path)) {
        for (what, bytes) in rearranged(bytes) {
            let mut changed = content.clone();
            changed.insert(path.clone(), bytes);
            let found = of_content(&changed, Some(&public));
            let is_named = |finding: &Finding| {
                let span = finding.span.as_ref();
                span.is_some_and(|span| *span.file == **path)
            };
            assert!(found.iter().any(is_named), "{path} {what}: {found:?}");
        }
    }
    for (path, bytes) in public.iter().filter(|(path, _)| is_sealed(path)) {
        for (what, bytes) in rearranged(bytes) {
            let mut changed = public.clone();
            changed.insert(path.clone(), bytes);
            assert!(!of_public(&changed).is_empty(), "{path} {what}");
        }
    }
}

#[test]
fn a_cut_tail_is_found_against_the_published_copy_and_says_how_much_is_gone() {
    let (notice, public) = site();
    let mut content = notice.files();
    let ledger = "content/notice/ledger.jsonl";
    for kept in 0..7 {
        let bytes = notice.chain.bytes();
        let lines = bytes.split_inclusive(|byte| *byte == b'\n').take(kept);
        content.insert(ledger.into(), lines.collect::<Vec<_>>().concat());
        let found = of_content(&content, Some(&public));
        let cut = found.iter().find(|finding| finding.code == "ledger-cut");
        let said = &cut.expect("a cut tail is found").message.en;
        assert!(said.contains("7 lines") && said.contains(&format!("only {kept}")));
    }
    content.retain(|path, _| !path.starts_with("content/notice"));
    let found = of_content(&content, Some(&public));
    assert_eq!(found[0].code, "ledger-lost");
    // The published copy alone: its manifest knows how long the ledger was.
    let mut shorter = public.clone();
    let bytes = &public["notice/ledger.jsonl"];
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    shorter.insert("notice/ledger.jsonl".into(), lines[..6].concat());
    let codes: Vec<_> = of_public(&shorter).iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"version-changed") || codes.contains(&"ledger-changed"), "{codes:?}");
}

#[test]
fn files_that_are_gone_or_that_nobody_knows_are_named() {
    let (_, public) = site();
    for path in public.keys() {
        let mut fewer = public.clone();
        fewer.remove(path);
        let found = of_public(&fewer);
        let says = |finding: &Finding| {
            path == "manifest.json" || finding.message.en.contains(path.as_str())
        };
        assert!(found.iter().any(says), "{path}: {found:?}");
    }
    for path in ["notice/versions/2026-01-01/index.html", "documents/x.html"] {
        let mut more = public.clone();
        more.insert(path.into(), b"x".to_vec());
        let found = of_public(&more);
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        assert_eq!(*found[0].span.as_ref().unwrap().file, *path);
    }
}

#[test]
fn a_fingerprint_is_read_as_people_write_it() {
    let (notice, _) = site();
    let printed = notice.chain.fingerprint().unwrap();
    let wide: String = printed
        .chars()
        .map(|c| match c {
            ' ' => '　',
            c => char::from_u32(c as u32 + 0xFEE0).unwrap(),
        })
        .collect();
    for words in [
        printed.clone(),
        printed.replace(' ', ""),
        printed.to_lowercase().replace(' ', "-"),
        printed.replace(' ', "−"),
        printed.replace(' ', "ー"),
        wide,
        format!(" {printed}\n"),
    ] {
        let head: Fingerprint = words.parse().unwrap();
        assert_eq!(head.line(&notice.chain), Some(7), "{words}");
        assert_eq!(head.to_string(), printed);
    }
    let early = notice.chain.known_on(day("2026-02-10"));
    let head: Fingerprint = early.fingerprint().unwrap().parse().unwrap();
    assert_eq!(head.line(&notice.chain), Some(2));
    for (words, digits) in [("", 0), (&printed[1..], 31), ("ＺＺ", 0)] {
        assert_eq!(words.parse::<Fingerprint>().unwrap_err().digits, digits);
    }
}

/// A site by any sequence of events that may follow each other, with the files that they leave.
fn any_site(asked: &[(u8, usize, i16)]) -> Notice {
    let mut notice = Notice::new();
    let mut today = day("2026-01-01");
    let days = |count: i16| jiff::Span::new().days(count);
    for (at, (what, which, ahead)) in asked.iter().enumerate() {
        today = today.saturating_add(days(ahead / 4));
        let effective = today.saturating_add(days(ahead - 10));
        let account = LedgerState::of(notice.chain.lines()).unwrap();
        let words = format!("内容 {at}");
        let digest = Digest::of(&tree::write(&text(&words)));
        let act = any_act(&account, (*what, *which), digest, (effective, today));
        let event = Event::new(today, act.clone());
        if account.clone().add(&event).is_ok() {
            let written = match &act {
                Act::Withhold { version, .. } => Some(*version),
                _ => act.makes(),
            };
            if let Some(version) = written {
                notice.file(&version.to_string(), &words);
            }
            notice.chain.append(event);
        }
    }
    notice
}

/// An event of some kind on some version, sensible or not.
fn any_act(
    account: &LedgerState,
    (what, which): (u8, usize),
    digest: Digest,
    (effective, today): (Date, Date),
) -> Act {
    let some = account.entries().get(which % account.entries().len().max(1));
    let version = some.map_or(VersionId::first(effective), |entry| entry.id);
    let known = Day::Known(effective);
    match what {
        0 => Act::Seal {
            version: account.free_id(effective),
            digest,
            effective: known,
            reissues: None,
        },
        1 => Act::Seal {
            version: account.free_id(version.day()),
            digest,
            effective: some.map_or(known, |entry| entry.effective),
            reissues: Some(version),
        },
        2 => Act::Register { version: account.free_id(effective), digest, effective: known },
        3 => Act::Correct { version, corrected: account.free_id(version.day()), digest },
        4 => Act::Postpone { version, effective },
        5 => Act::Withdraw { version },
        6 => Act::Record {
            version,
            step: kohyo::ledger::EventStep::Posted,
            date: effective,
            until: Some(today),
            note: None,
        },
        7 => Act::Withhold { version, digest, reason: "理由".into() },
        _ if which == 0 => Act::Repeal { effective },
        _ => Act::Retitle { title: "題名".into(), effective },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_happens_verify_stays_green(
        asked in proptest::collection::vec((0u8..9, 0usize..6, 0i16..40), 1..24),
        as_of in 0i16..200,
    ) {
        let notice = any_site(&asked);
        let as_of = day("2026-01-01").saturating_add(jiff::Span::new().days(as_of));
        let public = html::build(&notice.site(), &as_of.to_string(), Showing::Public);
        prop_assert_eq!(of_public(&public), []);
        prop_assert_eq!(of_content(&notice.files(), Some(&public)), []);
    }
}
