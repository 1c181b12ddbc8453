//! The ledger at its door: one byte form, and no line that can be changed, dropped or swapped unseen.

mod ledger_state;
mod golden;

use kohyo::ledger::{Act, Chain, Day, Decision, Event, EventDetails, EventStep, VersionId};
use kohyo::text::date::Date;
use kohyo::tree::Digest;
use proptest::prelude::*;
use proptest::sample::select;

fn any_date() -> impl Strategy<Value = Date> {
    (1989i16..2060, 1i8..=12, 1i8..=28)
        .prop_map(|(year, month, day)| Date::constant(year, month, day))
}

fn any_version() -> impl Strategy<Value = VersionId> {
    (any_date(), 0..4)
        .prop_map(|(day, more)| (0..more).fold(VersionId::first(day), |id, _| id.next()))
}

fn any_digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 2]>().prop_map(|bytes| Digest::of(&bytes))
}

fn any_day() -> impl Strategy<Value = Day> {
    (any_date(), any::<bool>()).prop_map(|(day, is_known)| match is_known {
        true => Day::Known(day),
        false => Day::Unknown { seen: day },
    })
}

/// Words with all that JSON escapes, and characters outside the basic plane.
fn any_words() -> impl Strategy<Value = String> {
    "[あ-ん理事長\\\\\"/\u{1}\n\t 𠮷神\u{7f}\u{2028}]{0,11}字"
}

fn any_act() -> impl Strategy<Value = Act> {
    let id = any_version;
    prop_oneof![
        (id(), any_digest(), any_day(), proptest::option::of(id())).prop_map(
            |(version, digest, effective, reissues)| Act::Seal {
                version,
                digest,
                effective,
                reissues
            }
        ),
        (id(), any_digest(), any_day()).prop_map(|(version, digest, effective)| Act::Register {
            version,
            digest,
            effective
        }),
        (id(), id(), any_digest()).prop_map(|(version, corrected, digest)| Act::Correct {
            version,
            corrected,
            digest
        }),
        (id(), any_date()).prop_map(|(version, effective)| Act::Postpone { version, effective }),
        id().prop_map(|version| Act::Withdraw { version }),
        (
            id(),
            select(EventStep::ALL.map(|(step, _)| step).to_vec()),
            any_date(),
            proptest::option::of(any_date()),
            proptest::option::of(any_words()),
        )
            .prop_map(|(version, step, date, until, note)| Act::Record {
                version,
                step,
                date,
                until,
                note
            }),
        (id(), any_digest(), any_words()).prop_map(|(version, digest, reason)| Act::Withhold {
            version,
            digest,
            reason
        }),
        any_date().prop_map(|effective| Act::Repeal { effective }),
        (any_words(), any_date()).prop_map(|(title, effective)| Act::Retitle { title, effective }),
    ]
}

fn any_told() -> impl Strategy<Value = EventDetails> {
    let decided = (any_date(), proptest::option::of(any_words()));
    (
        proptest::option::of(decided.prop_map(|(day, by)| Decision { day, by })),
        proptest::option::of(any_date()),
        proptest::option::of(any_date()),
        proptest::option::of(any_words()),
        proptest::option::of(any_digest()),
    )
        .prop_map(|(decided, approved, published, summary, record)| EventDetails {
            decided,
            approved,
            published,
            summary,
            record,
            duties: Vec::new(),
        })
}

/// An event of any kind; whether it may follow another is not asked.
fn any_event() -> impl Strategy<Value = Event> {
    (any_date(), any_act(), any_told()).prop_map(|(recorded, act, told)| Event {
        recorded,
        act,
        told,
    })
}

fn chain(events: Vec<Event>) -> Chain {
    let mut chain = Chain::default();
    for event in events {
        chain.append(event);
    }
    chain
}

proptest! {
    #[test]
    fn a_chain_reads_back(events in proptest::collection::vec(any_event(), 0..6)) {
        let chain = chain(events.clone());
        prop_assert_eq!(&Chain::read(chain.bytes()).unwrap(), &chain);
        let read: Vec<Event> = chain.lines().iter().map(|line| line.event.clone()).collect();
        prop_assert_eq!(read, events);
    }

    #[test]
    fn no_line_goes_missing_or_changes_place(events in proptest::collection::vec(any_event(), 2..6), at in 0usize..5, with in 0usize..5) {
        let chain = chain(events);
        let lines: Vec<&[u8]> = chain.bytes().split_inclusive(|byte| *byte == b'\n').collect();
        let (at, with) = (at % lines.len(), with % lines.len());
        let mut dropped = lines.clone();
        dropped.remove(at);
        // A cut tail alone still hangs together; the published copy is what finds it.
        if at + 1 < lines.len() {
            prop_assert!(Chain::read(&dropped.concat()).is_err());
        }
        let mut repeated = lines.clone();
        repeated.insert(at, lines[at]);
        prop_assert!(Chain::read(&repeated.concat()).is_err());
        if at != with {
            let mut swapped = lines.clone();
            swapped.swap(at, with);
            prop_assert!(Chain::read(&swapped.concat()).is_err());
        }
    }
}

#[test]
fn every_changed_byte_is_found_but_in_the_last_line_only_by_its_digest() {
    let chain = Chain::read(&golden::bytes()).unwrap();
    let last = chain.bytes().split_inclusive(|byte| *byte == b'\n').next_back().unwrap().len();
    for at in 0..chain.bytes().len() {
        for flip in [1u8, 0x20, 0x80] {
            let mut bytes = chain.bytes().to_vec();
            bytes[at] ^= flip;
            match Chain::read(&bytes) {
                Err(_) => {}
                Ok(other) => {
                    assert!(at >= chain.bytes().len() - last, "byte {at} changed unseen");
                    assert_ne!(other.head(), chain.head());
                }
            }
        }
    }
}

#[test]
fn members_have_one_form() {
    let seal = r#"{"digest":"D","effective":"2027-04-01","event":"seal","format":1,"recorded":"2027-01-01","version":"2027-04-01"}"#
        .replace('D', &"0".repeat(64));
    let read = |line: &str| Chain::read(format!("{line}\n").as_bytes());
    assert!(read(&seal).is_ok());
    for (from, to) in [
        (r#""recorded""#, r#""reason":"x","recorded""#),
        (r#""recorded""#, r#""published":20270101,"recorded""#),
        (r#""recorded""#, r#""published":"2027-1-1","recorded""#),
        (r#""version""#, r#""summary":"","version""#),
        (r#""digest""#, r#""decided-by":"理事会","digest""#),
        (r#""event":"seal""#, r#""event":"sealed""#),
        (r#""format":1"#, r#""format":2"#),
        (r#""version":"2027-04-01""#, r#""seen":"2027-04-01","version":"2027-04-01""#),
    ] {
        assert!(read(&seal.replacen(from, to, 1)).is_err(), "{to}");
    }
    let told = seal.replacen(r#""digest""#, r#""decided":"2027-01-01","digest""#, 1);
    assert!(read(&told).is_ok(), "a decision of which the body is not told");
}

#[test]
fn one_identity_has_one_spelling() {
    for words in ["2027-04-01", "2027-04-01.2"] {
        assert_eq!(words.parse::<VersionId>().unwrap().to_string(), words);
    }
    for words in
        ["2027-04-01.1", "2027-04-01.02", "2027-4-1", "2027-04-01.0", "2027-04-01.", "20270401", ""]
    {
        assert!(words.parse::<VersionId>().is_err(), "{words}");
    }
}
