//! The golden ledger and its versions: what was sealed once keeps its bytes and digests for good.

use super::chain;
use expect_test::{expect, expect_file};
use kohyo::ledger::{
    Act, Chain, Day, Decision, Event, EventDetails, EventStep, LedgerState, VersionId,
};
use kohyo::text::date::Date;
use kohyo::tree::{self, Bare, Digest, Form, Key, Mark, Role, Text, TextBuilder};

/// The bytes of the golden ledger; one line of each event, and the first three as the first release wrote them.
pub fn bytes() -> Vec<u8> {
    include_bytes!("../../golden/ledger.jsonl").to_vec()
}

fn day(words: &str) -> Date {
    words.parse().unwrap()
}

fn id(words: &str) -> VersionId {
    words.parse().unwrap()
}

fn told(summary: &str) -> EventDetails {
    EventDetails {
        decided: Some(Decision { day: day("2026-02-20"), by: Some("第198回組合会".into()) }),
        approved: Some(day("2026-03-02")),
        published: Some(day("2026-03-10")),
        summary: Some(summary.into()),
        record: Some(Digest::of(b"salt and record")),
        duties: Vec::new(),
    }
}

/// A version with every form of member that a version file can have.
fn version() -> Vec<u8> {
    let mut text = TextBuilder::new();
    text.push("個人情報を", Mark::Plain);
    text.push("適正に", Mark::Strong);
    text.push("取り扱います。", Mark::Link("https://example.jp/方針".into()));
    let purpose = Bare::new(Form::Item)
        .role(Role::of("purpose"))
        .label("(1)")
        .heading(Text::plain("健診 \"特定\""))
        .text(text.finish());
    let group = Bare::new(Form::Group)
        .key(Key::new("purposes").ok())
        .role(Role::of("purposes"))
        .heading(Text::plain("利用目的"))
        .with([purpose.leaf()]);
    let root = Bare::new(Form::Document).role(Role::of("privacy-notice"));
    tree::write(&root.heading(Text::plain("公表事項")).with([group]))
}

// tidy: table
fn events() -> Vec<Event> {
    let digest = |words: &str| Digest::of(words.as_bytes());
    let seal = |version: &str, effective: Day, recorded: &str| {
        Event::seal(id(version), digest(version), effective, day(recorded))
    };
    let known = |words: &str| Day::Known(day(words));
    let seen = Day::Unknown { seen: day("2024-11-05") };
    let on = |recorded: &str, act: Act| Event::new(day(recorded), act);
    vec![
        seal("2024-11-05", seen, "2024-11-05"),
        seal("2025-04-01", known("2025-04-01"), "2025-03-10"),
        seal("2026-04-01", known("2026-04-01"), "2026-02-25"),
        on(
            "2026-02-26",
            Act::Register {
                version: id("2017-05-30"),
                digest: digest("2017"),
                effective: known("2017-05-30"),
            },
        )
        .telling(EventDetails {
            summary: Some("法改正への対応".into()),
            ..EventDetails::default()
        }),
        seal("2026-03-15", known("2026-03-15"), "2026-03-12").telling(told("電話番号を改めます。")),
        on(
            "2026-03-12",
            Act::Seal {
                version: id("2026-04-01.2"),
                digest: digest("2026.2"),
                effective: known("2026-04-01"),
                reissues: Some(id("2026-04-01")),
            },
        ),
        on(
            "2026-03-20",
            Act::Postpone { version: id("2026-04-01.2"), effective: day("2026-07-01") },
        )
        .telling(told("準備のため延期します。")),
        on("2026-06-20", Act::Withdraw { version: id("2026-04-01.2") }),
        on(
            "2026-06-21",
            Act::Correct {
                version: id("2026-03-15"),
                corrected: id("2026-03-15.2"),
                digest: digest("2026-03-15.2"),
            },
        ),
        on(
            "2026-06-22",
            Act::Record {
                version: id("2026-03-15.2"),
                step: EventStep::Posted,
                date: day("2026-03-15"),
                until: Some(day("2026-03-31")),
                note: Some("各事業所の掲示板".into()),
            },
        ),
        on(
            "2026-06-22",
            Act::Record {
                version: id("2025-04-01"),
                step: EventStep::Filed,
                date: day("2025-04-10"),
                until: None,
                note: None,
            },
        ),
        on(
            "2026-06-30",
            Act::Withhold {
                version: id("2025-04-01"),
                digest: digest("withheld"),
                reason: "個人の名前が含まれていたため".into(),
            },
        ),
        on(
            "2026-07-01",
            Act::Retitle { title: "個人情報の取扱い".into(), effective: day("2026-08-01") },
        ),
        on("2027-01-05", Act::Repeal { effective: day("2027-04-01") }).telling(EventDetails {
            decided: Some(Decision { day: day("2026-12-20"), by: None }),
            ..EventDetails::default()
        }),
    ]
}

#[test]
fn the_golden_ledger_is_written_as_ever() {
    let written = chain(events());
    expect_file!["../../golden/ledger.jsonl"]
        .assert_eq(std::str::from_utf8(written.bytes()).unwrap());
}

#[test]
fn the_golden_ledger_keeps_its_digests() {
    let chain = Chain::read(&bytes()).unwrap();
    let digests: String = chain.lines().iter().map(|line| format!("{}\n", line.digest)).collect();
    expect![[r#"
        754d892bc343681732dc5c77f6eec72c5de7432014e214d1ea6c317a2fc5e8c2
        8cea1d675ac9ac30b34336a72cd90daf535b3b57eb41c543bbc2cfae806b9ab1
        6c776bd45b6788b9ee29975b69466ff6cff420e88c5fd6484c33be5ddb489509
        29770639b6818bafca104a1626c33d058c1820d65ce51502b2f222ba94a7135b
        1f9038646959c0c73a5a9b67521456b8232fd5a671c15220761fd4ef209370f3
        df6375d33e8df0c6ee771daf8f59759a3ea6b730c4a076aef8b6cbc580899ead
        5ed2cd3312bc8f620eb01a6b8c8e59db576cb87a41939a03f46a1edfa3188a16
        3963d2f9cc7c5d55dc5312aabc44daaa04fc5a2b176db12d2bf7a21c4bd1d7dd
        aa021b21e6194f72c6f37582117d2704a0a104e869216b81f1ef204bd5f76885
        c69369392c9f68d08891355eeadfa828e1a208166fc08961939cfa9298b6b0cb
        1b3fa629cbd70a4ccb8da421ad656bfeaba5fc6d0d0623373a1c0c09d9433316
        6e4a7dd99d60b2aecd61410800c74876c22d713add01fa7d3b745fd6dfc96116
        59fb33cc93fde63a10b0bfffa8130cfd6c5e03ea8cb46bf4cb66b6ebd5846c57
        b422c6f37b0292ec96682e2c4f92cc34ee60d7562cc75844d64e7af287dfe7af
    "#]]
    .assert_eq(&digests);
    let account = LedgerState::of(chain.lines()).unwrap();
    let said: String = account
        .entries()
        .iter()
        .map(|entry| {
            let (counts, live) = (entry.effective.counted(), entry.is_live());
            format!(
                "{} {:?} counts from {counts}, live: {live}, late: {}\n",
                entry.id,
                entry.came,
                entry.is_late()
            )
        })
        .collect();
    expect![[r#"
        2024-11-05 Sealed counts from 2024-11-05, live: true, late: false
        2025-04-01 Sealed counts from 2025-04-01, live: true, late: false
        2026-04-01 Sealed counts from 2026-04-01, live: false, late: false
        2017-05-30 Registered counts from 2017-05-30, live: true, late: true
        2026-03-15 Sealed counts from 2026-03-15, live: false, late: false
        2026-04-01.2 Reissues(2026-04-01) counts from 2026-07-01, live: false, late: false
        2026-03-15.2 Corrects(2026-03-15) counts from 2026-03-15, live: true, late: true
    "#]]
    .assert_eq(&said);
}

#[test]
fn the_golden_version_keeps_its_digest() {
    expect_file!["../../golden/version.jsonl"].assert_eq(std::str::from_utf8(&version()).unwrap());
    let bytes = include_bytes!("../../golden/version.jsonl");
    let (tree, digest) = tree::read(bytes).unwrap();
    expect!["fa43d445db3b4d726750e3977a942ee7f018181f8512313a0dc738230feed842"]
        .assert_eq(&digest.to_string());
    assert_eq!(tree::write(&tree), bytes);
}
