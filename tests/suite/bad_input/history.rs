//! Faults of what was sealed: version files and ledgers that do not fit together.

use super::{check_bytes, site};
use kohyo::ledger::{Chain, Day, Event, VersionId};
use kohyo::site::load::load;
use kohyo::tree::{Bare, Digest, Form, Role, Text, write};

const LEDGER: &str = "content/notice/ledger.jsonl";
const FIRST: &str = "content/notice/versions/2025-04-01.jsonl";
const SECOND: &str = "content/notice/versions/2026-04-01.jsonl";

/// The bytes of two versions, and of the ledger that records them.
fn sealed() -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let tree = |title: &str| {
        let root = Bare::new(Form::Document).role(Role::of("privacy-notice"));
        write(&root.heading(Text::plain(title)).leaf())
    };
    let (first, second) = (tree("公表事項"), tree("公表事項（改）"));
    let mut chain = Chain::default();
    for (day, bytes) in [("2025-04-01", &first), ("2026-04-01", &second)] {
        let day = day.parse().unwrap();
        chain.append(Event::seal(VersionId::first(day), Digest::of(bytes), Day::Known(day), day));
    }
    (first, second, chain.bytes().to_vec())
}

#[test]
fn sound_versions_are_read_in_order() {
    let (first, second, ledger) = sealed();
    let loaded = load(&site(&[(SECOND, &second), (FIRST, &first), (LEDGER, &ledger)]));
    assert_eq!(loaded.findings, []);
    let site = loaded.site.unwrap();
    let versions = &site.documents[0].versions;
    let ids: Vec<String> = versions.iter().map(|version| version.id.to_string()).collect();
    assert_eq!(ids, ["2025-04-01", "2026-04-01"]);
    assert_eq!(versions[1].tree.heading().words(), "公表事項（改）");
    assert_eq!(site.documents[0].ledger.bytes(), ledger);
}

#[test]
fn a_version_that_was_changed() {
    let (first, second, ledger) = sealed();
    let changed = String::from_utf8(first).unwrap().replace("公表", "公示");
    check_bytes(
        &[(FIRST, changed.as_bytes()), (SECOND, &second), (LEDGER, &ledger)],
        "a-version-that-was-changed",
    );
}

#[test]
fn versions_and_lines_without_each_other() {
    let (first, second, ledger) = sealed();
    check_bytes(&[(FIRST, &first), (LEDGER, &ledger)], "versions-and-lines-without-each-other");
    check_bytes(&[(FIRST, &first), (SECOND, &second)], "versions-and-lines-without-each-other-2");
    check_bytes(
        &[
            (FIRST, &first),
            (SECOND, &second),
            (LEDGER, &ledger),
            ("content/notice/versions/2026.jsonl", b"x"),
        ],
        "versions-and-lines-without-each-other-3",
    );
}

#[test]
fn a_ledger_that_was_changed() {
    let (first, second, ledger) = sealed();
    let files = |ledger: &[u8], expected| {
        check_bytes(&[(FIRST, &first), (SECOND, &second), (LEDGER, ledger)], expected);
    };
    let words = String::from_utf8(ledger).unwrap();
    let second_line = words.find('\n').unwrap() + 1;
    files(&words.as_bytes()[second_line..], "a-ledger-that-was-changed");
    files(words.replacen("2025-04-01", "2025-05-01", 1).as_bytes(), "a-ledger-that-was-changed-2");
    files(words.replace('\n', "\r\n").as_bytes(), "a-ledger-that-was-changed-3");
}

#[test]
fn a_digest_that_fits_bytes_that_are_no_version() {
    let bytes = b"{\"format\":1,\"type\":\"kohyo-version\"}\n{\"depth\":0,\"form\":\"dokument\"}\n";
    let day = "2025-04-01".parse().unwrap();
    let mut chain = Chain::default();
    chain.append(Event::seal(VersionId::first(day), Digest::of(bytes), Day::Known(day), day));
    check_bytes(
        &[(FIRST, bytes), (LEDGER, chain.bytes())],
        "a-digest-that-fits-bytes-that-are-no-version",
    );
}
