//! The ledger at its door: one byte form, and no line that can be changed, dropped or swapped unseen.

use kohyo::ledger::{Chain, Day, Event, VersionId};
use kohyo::text::date::Date;
use kohyo::tree::Digest;
use proptest::prelude::*;

fn event(nth: usize, is_known: bool) -> Event {
    let day: Date = format!("20{:02}-04-01", 20 + nth).parse().unwrap();
    let effective = if is_known {
        Day::Known(day)
    } else {
        Day::Unknown { seen: day }
    };
    Event::Seal {
        version: VersionId::first(day),
        digest: Digest::of(&[nth as u8]),
        effective,
        recorded: day,
    }
}

fn chain(known: &[bool]) -> Chain {
    let mut chain = Chain::default();
    for (nth, is_known) in known.iter().enumerate() {
        chain.append(event(nth, *is_known));
    }
    chain
}

proptest! {
    #[test]
    fn a_chain_reads_back(known in proptest::collection::vec(any::<bool>(), 0..6)) {
        let chain = chain(&known);
        prop_assert_eq!(&Chain::read(chain.bytes()).unwrap(), &chain);
        prop_assert_eq!(chain.lines().len(), known.len());
    }

    #[test]
    fn no_line_goes_missing_or_changes_place(known in proptest::collection::vec(any::<bool>(), 2..6), at in 0usize..5, with in 0usize..5) {
        let chain = chain(&known);
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
    let chain = chain(&[true, false, true]);
    let last = chain
        .bytes()
        .split_inclusive(|byte| *byte == b'\n')
        .next_back()
        .unwrap()
        .len();
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
fn one_identity_has_one_spelling() {
    for words in ["2027-04-01", "2027-04-01.2"] {
        assert_eq!(words.parse::<VersionId>().unwrap().to_string(), words);
    }
    for words in [
        "2027-04-01.1",
        "2027-04-01.02",
        "2027-4-1",
        "2027-04-01.0",
        "2027-04-01.",
        "20270401",
        "",
    ] {
        assert!(words.parse::<VersionId>().is_err(), "{words}");
    }
}
