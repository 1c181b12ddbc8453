//! What the ledger writer writes: lines, version files, private records, all as one set of edits.

use crate::world::{files, kohyo, write};
use expect_test::{Expect, expect};
use kohyo::diagnostic::Lang;
use kohyo::disk::Snapshot;
use kohyo::ledger::{Act, Event, EventDetails, VersionId};
use kohyo::seal::LedgerWriter;
use kohyo::site::Private;
use kohyo::site::load::{self, Salt};
use std::path::Path;

fn snapshot(root: &Path) -> Snapshot {
    let files = files(root);
    let texts = files.into_iter().filter_map(|(path, bytes)| {
        let path = path.to_str()?.replace('\\', "/");
        path.starts_with("content/").then_some((path, bytes))
    });
    Snapshot::from_memory(texts)
}

/// A notice with one version from 2026-10-01 on, recorded on 2026-09-01.
fn site(root: &Path) {
    let files = [
        ("content/site.yaml", "title: 見本\ndocuments: [notice]\n"),
        (
            "content/notice/document.yaml",
            "kind: privacy-notice\ntitle: 公表事項\nsections: [text]\n",
        ),
        ("content/notice/text.md", "窓口は総務課です。\n"),
    ];
    for (path, words) in files {
        write(&root.join(path), words);
    }
    let args = ["seal", "notice", "--effective", "2026-10-01"];
    let args = args.into_iter().chain(["--today", "2026-09-01", "--root"]);
    kohyo(args.chain([root.to_str().unwrap()])).ok();
}

fn private() -> Private {
    Private {
        reason: Some("委託先の準備が\n間に合わないため".to_owned()),
        names: vec!["見本花子".to_owned()],
        evidence: vec!["\"第12回\" 理事会議事録: 3頁".to_owned()],
        ..Private::default()
    }
}

fn postponed(to: &str) -> Event {
    let act = Act::Postpone {
        version: VersionId::first("2026-10-01".parse().unwrap()),
        effective: to.parse().unwrap(),
    };
    Event::new("2026-09-02".parse().unwrap(), act).telling(EventDetails {
        summary: Some("開始を延期します。".to_owned()),
        ..EventDetails::default()
    })
}

fn told(edits: &kohyo::disk::Edits) -> String {
    let one = |path: &str| {
        let words = edits.written(path).map(String::from_utf8_lossy);
        format!("== {path}\n{}", words.unwrap_or("gone\n".into()))
    };
    edits.paths().map(one).collect()
}

fn check(events: &[Event], expected: Expect) {
    let home = tempfile::tempdir().unwrap();
    site(home.path());
    let snapshot = snapshot(home.path());
    let site = load::load(&snapshot).site.unwrap();
    let document = site.document("notice").unwrap();
    let mut pen = LedgerWriter::new(&snapshot, Salt::new([7; 32]));
    let mut said = String::new();
    for event in events {
        if let Err(finding) = pen.append(document, event.clone(), &private()) {
            said.push_str(&format!("{}\n", finding.message.get(Lang::Ja)));
        }
    }
    said.push_str(&told(&pen.edits().unwrap()));
    expected.assert_eq(&said);
}

#[test]
fn an_event_brings_its_record() {
    check(
        &[postponed("2026-11-01"), postponed("2026-12-01")],
        expect![[r#"
            == content/notice/ledger.jsonl
            {"digest":"8dec5fa014ccc5bf40e5d4654fe5277b9305dd0bc13fc4e6ee1c5df2bbee1d30","effective":"2026-10-01","event":"seal","format":1,"recorded":"2026-09-01","version":"2026-10-01"}
            {"effective":"2026-11-01","event":"postpone","format":1,"previous":"ed87ed33030977bf90cf7f3ccba24b5ebe927a2a3293d8640e5a23676446cb33","record":"338c55eb185f9f6f40e7bb3694d073915d60bfa681648c514373ebb0a838f8d7","recorded":"2026-09-02","summary":"開始を延期します。","version":"2026-10-01"}
            {"effective":"2026-12-01","event":"postpone","format":1,"previous":"3c10e070d8dfbb7f843bed2beb3b8d75b2eef1a6c3ac67637dae75f9ae03f6c2","record":"8b601c2def531fdc0fc26df53dd09562c204eeafa19019727f9e74509e85f9fe","recorded":"2026-09-02","summary":"開始を延期します。","version":"2026-10-01"}
            == records/notice/2026-10-01-postpone-2.yaml
            # yaml-language-server: $schema=../../.kohyo/schemas/record.json
            # 非公開の記録です。台帳にはこのファイルの SHA-256 が載っているので、書き直さずに保管してください
            reason: "委託先の準備が\n間に合わないため"
            names:
              - 見本花子
            evidence:
              - '"第12回" 理事会議事録: 3頁'
            salt: "87e30575cd8f56603dc8b8984f84651f0953debc8d0004945f5c34563ca3fa9c"
            == records/notice/2026-10-01-postpone.yaml
            # yaml-language-server: $schema=../../.kohyo/schemas/record.json
            # 非公開の記録です。台帳にはこのファイルの SHA-256 が載っているので、書き直さずに保管してください
            reason: "委託先の準備が\n間に合わないため"
            names:
              - 見本花子
            evidence:
              - '"第12回" 理事会議事録: 3頁'
            salt: f3161e0932872b2f6184a1a4acbf53e3f56819a28cfd7be179c76d8babeb99f1
        "#]],
    );
}

#[test]
fn what_cannot_follow_is_refused_and_leaves_nothing() {
    check(
        &[postponed("2026-08-01")],
        expect![[r#"
        「notice」の台帳に記録できません。新しい日が、今の施行日・適用日（令和8年10月1日（2026年10月1日））より後になっていません。
    "#]],
    );
}

#[test]
fn salts_are_never_seen_and_never_alike() {
    let salt = Salt::new([7; 32]);
    assert_ne!(salt.of("records/a/x.yaml"), salt.of("records/b/x.yaml"));
    assert_ne!(salt.of("records/a/x.yaml"), Salt::new([8; 32]).of("records/a/x.yaml"));
    assert!(!format!("{salt:?}").contains("07"));
}

#[test]
fn options_of_a_seal_go_to_the_ledger_and_to_records() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    site(root);
    write(&root.join("content/notice/text.md"), "窓口は業務課です。\n");
    let args = [
        "seal",
        "notice",
        "--effective",
        "2026-12-01",
        "--decided",
        "令和8年9月20日",
        "--decided-by",
        "理事会",
        "--summary",
        "窓口が変わります。",
        "--record-name",
        "見本太郎",
        "--record-name",
        "見本花子",
        "--today",
        "2026-09-21",
        "--root",
    ];
    kohyo(args.into_iter().chain([root.to_str().unwrap()])).ok();
    let files = files(root);
    let record = &files[Path::new("records/notice/2026-12-01.yaml")];
    let record = String::from_utf8_lossy(record);
    assert!(record.contains("names:\n  - 見本太郎\n  - 見本花子\nsalt: "), "{record}");
    let ledger = String::from_utf8_lossy(&files[Path::new("content/notice/ledger.jsonl")]);
    let last = ledger.lines().last().unwrap();
    let digest = kohyo::tree::Digest::of(record.as_bytes()).to_string();
    for words in [&*digest, "2026-09-20", "理事会", "窓口が変わります。"] {
        assert!(last.contains(words), "{words}: {last}");
    }
    assert!(!last.contains("見本太郎"));
}
