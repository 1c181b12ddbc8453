//! Whatever is recorded in whatever order, by the doors that the commands go through: every proof stays green, and a
//! published copy brings all of it back.

use crate::html::{self, Files};
use kohyo::diagnostic::{Finding, Severity};
use kohyo::disk::{Edits, File, Seen, Snapshot};
use kohyo::ledger::{Act, Day, Event, EventDetails, EventStep, VersionId};
use kohyo::publish::verify::{self, Published};
use kohyo::publish::{ledgers, restore};
use kohyo::seal::{self, LedgerWriter, PastText, Reach, Withholding};
use kohyo::site::edition::Showing;
use kohyo::site::load::{self, Salt};
use kohyo::site::{Document, Private, Site};
use kohyo::text::date::Date;
use kohyo::tree::{Digest, write};
use proptest::prelude::*;
use std::collections::BTreeMap;

const TEXT: &str = "content/notice/text.md";

fn day(words: &str) -> Date {
    words.parse().unwrap()
}

fn after(day: Date, days: i16) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

fn start() -> Snapshot {
    Snapshot::from_memory(
        [
            ("content/site.yaml", "title: 見本\nroot: ours\ndocuments: [notice]\n"),
            (
                "content/notice/document.yaml",
                "kind: privacy-notice\ntitle: 公表事項\nsections: [text]\n",
            ),
            (TEXT, "誤記の前の内容です。\n"),
        ]
        .map(|(path, words)| (path, words.as_bytes().to_vec())),
    )
}

fn site(snapshot: &Snapshot) -> Site {
    let loaded = load::load(snapshot);
    loaded.site.unwrap_or_else(|| panic!("{:?}", loaded.findings))
}

/// What is asked for: which event, on which version, how many days ahead, in which words.
type Asked = (u8, usize, i16, u8);

/// Records something, where it can be; the text that is being written may change first.
fn record(snapshot: Snapshot, today: Date, (what, which, ahead, words): Asked) -> Snapshot {
    let snapshot = match what {
        0..=2 | 9 => snapshot.with(&text(&snapshot, words)),
        _ => snapshot,
    };
    let site = site(&snapshot);
    let document = &site.documents[0];
    let effective = after(today, ahead - 10);
    let all = &document.versions;
    let version = all.get(which % all.len().max(1)).map(|version| version.id);
    let version = version.unwrap_or(VersionId::first(effective));
    let mut pen = LedgerWriter::new(&snapshot, Salt::new([7; 32]));
    let private = Private { reason: Some("秘密の理由".to_owned()), ..Private::default() };
    let written = act(&site, &mut pen, (what, version), (today, effective), &private);
    match written {
        Some(()) => snapshot.with(&pen.edits().unwrap()),
        None => snapshot,
    }
}

/// Another text that is being written.
fn text(snapshot: &Snapshot, words: u8) -> Edits {
    let mut edits = Edits::new();
    let before = snapshot.file(TEXT).map(File::digest).unwrap();
    let said = ["誤記の前の", "誤記を直した", "秘密太郎の", "別の", "さらに別の"];
    let said = said[usize::from(words) % said.len()];
    let words = format!("{said}内容です。\n");
    edits.write(TEXT, words.into_bytes(), kohyo::disk::Before::Was(before)).unwrap();
    edits
}

fn act(
    site: &Site,
    pen: &mut LedgerWriter<'_>,
    (what, version): (u8, VersionId),
    (today, effective): (Date, Date),
    private: &Private,
) -> Option<()> {
    let document = &site.documents[0];
    let told = EventDetails::default();
    let one = |pen: &mut LedgerWriter<'_>, act| {
        let event = Event::new(today, act);
        seal::record(pen, document, event, private).ok().map(|_| ())
    };
    match what {
        0 => {
            let plan = seal::plan(document, Day::Known(effective), today).ok()?;
            plan.write(pen, document, &told, private).ok()
        }
        9 => {
            let event = |act| Event::new(today, act);
            let corrections = seal::correct(site, document, Some(version), today).ok()?;
            corrections
                .iter()
                .try_for_each(|one| one.write(pen, document, event, private).map(|_| ()))
                .ok()
        }
        1 => register(document, pen, effective, (today, private)),
        2 | 3 => withhold(document, pen, version, (today, private)),
        4 => one(pen, Act::Postpone { version, effective }),
        5 => one(pen, Act::Withdraw { version }),
        6 => one(
            pen,
            Act::Record {
                version,
                step: EventStep::Posted,
                date: effective,
                until: Some(today),
                note: None,
            },
        ),
        7 => one(pen, Act::Repeal { effective }),
        _ => one(pen, Act::Retitle { title: "題名".to_owned(), effective }),
    }
}

fn register(
    document: &Document,
    pen: &mut LedgerWriter<'_>,
    effective: Date,
    (recorded, private): (Date, &Private),
) -> Option<()> {
    let past = PastText {
        tree: document.draft.on(effective),
        effective: Day::Unknown { seen: effective },
        recorded,
        told: &EventDetails::default(),
        private,
    };
    seal::register(pen, document, &past).ok().map(|_| ())
}

fn withhold(
    document: &Document,
    pen: &mut LedgerWriter<'_>,
    version: VersionId,
    (recorded, private): (Date, &Private),
) -> Option<()> {
    let what = Withholding {
        words: &["秘密太郎".to_owned(), "別の".to_owned()],
        reason: "個人の氏名のため",
        recorded,
        told: &EventDetails::default(),
        private,
    };
    let done = seal::withhold(pen, document, (version, Reach::All), &what);
    done.ok().map(|_| ())
}

/// A folder of these files as the commands read it.
fn read(files: &Files) -> Published {
    let digests = files.iter().map(|(path, bytes)| (path.as_str().into(), Digest::of(bytes)));
    let kept = files.iter().filter(|(path, _)| {
        path.ends_with(".jsonl")
            || path.as_str() == "manifest.json"
            || path.starts_with("documents/content")
    });
    Published {
        names: files.keys().map(|path| path.as_str().into()).collect(),
        seen: Seen {
            digests: digests.collect(),
            kept: Snapshot::from_memory(kept.map(|(path, bytes)| (&**path, bytes.clone()))),
        },
        dotted: Vec::new(),
    }
}

fn errors(findings: &[Finding]) -> Vec<&Finding> {
    let all = findings.iter();
    all.filter(|finding| finding.severity == Severity::Error).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_history_is_proved_and_comes_back(
        asked in proptest::collection::vec((0u8..10, 0usize..6, 0i16..40, 0u8..5), 1..16),
        as_of in 0i16..200,
    ) {
        let mut snapshot = start();
        let mut today = day("2026-01-01");
        for asked in asked {
            today = after(today, asked.2 / 4);
            snapshot = record(snapshot, today, asked);
        }
        let as_of = after(day("2026-01-01"), as_of).to_string();
        let public = html::build(&site(&snapshot), &as_of, Showing::Public);
        let copy = read(&public);
        let mut findings = Vec::new();
        ledgers::in_content(&snapshot, &mut findings);
        let proven = verify::public_folder(&copy, &mut findings);
        verify::against_content(&snapshot, &copy.seen.kept, (&proven, "public"), &mut findings);
        prop_assert_eq!(errors(&findings), Vec::<&Finding>::new());
        for (path, bytes) in &public {
            let words = String::from_utf8_lossy(bytes);
            prop_assert!(!words.contains("秘密の理由"), "{}", path);
        }
        if proven.is_empty() {
            return Ok(());
        }
        let frame = restore::frame(&copy.seen.kept).unwrap();
        let nothing = BTreeMap::new();
        let restored = restore::restore(&copy.seen.kept, &frame, &proven, &nothing, &BTreeMap::new());
        prop_assert_eq!(&restored.findings, &[]);
        for path in &restored.sealed {
            let here = snapshot.file(path).unwrap();
            prop_assert!(here.bytes() == &*restored.files[path], "{}", path);
        }
        let again = site(&Snapshot::from_memory(restored.files));
        let newest = again.documents[0].newest();
        if let Some(newest) = newest {
            let draft = again.documents[0].draft.on(newest.effective.counted());
            prop_assert_eq!(write(draft), write(&newest.tree));
        }
        prop_assert!(html::build(&again, &as_of, Showing::Public) == public);
    }
}

/// The histories above are not empty: all kinds of events happen in them.
#[test]
fn any_history_holds_every_kind_of_event() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut met = std::collections::BTreeSet::new();
    for _ in 0..40 {
        let mut snapshot = start();
        let mut today = day("2026-01-01");
        for _ in 0..16 {
            let ahead = next(40) as i16;
            today = after(today, ahead / 4);
            let asked = (next(10) as u8, next(6) as usize, ahead, next(5) as u8);
            snapshot = record(snapshot, today, asked);
        }
        let site = site(&snapshot);
        let lines = site.documents[0].ledger.lines();
        met.extend(lines.iter().map(|line| line.event.act.name()));
    }
    let met: Vec<&str> = met.into_iter().collect();
    assert_eq!(
        met,
        [
            "correct", "postpone", "record", "register", "repeal", "retitle", "seal", "withdraw",
            "withhold"
        ]
    );
}
