//! The account of a ledger at its door: what it says of each version, and which events cannot follow.

use expect_test::{Expect, expect};
use kohyo::ledger::{Act, Chain, Day, Event, EventStep, IllegalLine, LedgerState, VersionId};
use kohyo::text::date::Date;
use kohyo::tree::Digest;
use proptest::prelude::*;

fn day(words: &str) -> Date {
    words.parse().unwrap()
}

fn id(words: &str) -> VersionId {
    words.parse().unwrap()
}

/// Events as a test writes them: the day of recording, the act, its version and another word.
fn event(words: &str) -> Event {
    let parts: Vec<&str> = words.split(' ').collect();
    let at = |place: usize| parts[place];
    let digest = Digest::of(words.as_bytes());
    let known = |words: &str| Day::Known(day(words));
    let act = match at(1) {
        "seal" => Act::Seal {
            version: id(at(2)),
            digest,
            effective: known(at(3)),
            reissues: parts.get(4).map(|words| id(words)),
        },
        "seen" => Act::Seal {
            version: id(at(2)),
            digest,
            effective: Day::Unknown { seen: day(at(3)) },
            reissues: None,
        },
        "register" => Act::Register { version: id(at(2)), digest, effective: known(at(3)) },
        "correct" => Act::Correct { version: id(at(2)), corrected: id(at(3)), digest },
        "postpone" => Act::Postpone { version: id(at(2)), effective: day(at(3)) },
        "withdraw" => Act::Withdraw { version: id(at(2)) },
        step @ ("filed" | "posted") => Act::Record {
            version: id(at(2)),
            step: if step == "filed" { EventStep::Filed } else { EventStep::Posted },
            date: day(at(3)),
            until: parts.get(4).map(|words| day(words)),
            note: None,
        },
        "withhold" => Act::Withhold {
            version: id(at(2)),
            digest: Digest::of(at(3).as_bytes()),
            reason: "reason".into(),
        },
        "repeal" => Act::Repeal { effective: day(at(2)) },
        "retitle" => Act::Retitle { title: at(2).into(), effective: day(at(3)) },
        other => panic!("{other}"),
    };
    Event::new(day(at(0)), act)
}

fn chain(lines: &[&str]) -> Chain {
    let mut chain = Chain::default();
    for line in lines {
        chain.append(event(line));
    }
    chain
}

fn account(lines: &[&str]) -> Result<LedgerState, IllegalLine> {
    LedgerState::of(chain(lines).lines())
}

const START: [&str; 2] =
    ["2026-01-10 seal 2026-01-10 2026-01-10", "2026-02-10 seal 2026-04-01 2026-04-01"];

/// What follows the two versions of the start.
fn refused(lines: &[&str], expected: Expect) {
    let all = [&START, lines].concat();
    let illegal = account(&all).expect_err("it may not follow");
    assert_eq!(illegal.line, all.len(), "{illegal}");
    expected.assert_eq(&illegal.to_string());
    // What was refused leaves no trace.
    let mut account = account(&all[..all.len() - 1]).unwrap();
    let before = account.clone();
    account.add(&event(all[all.len() - 1])).unwrap_err();
    assert_eq!(account, before);
}

#[test]
// tidy: table
fn what_cannot_follow() {
    refused(
        &["2026-02-09 withdraw 2026-04-01"],
        expect!["line 3: it was recorded before the line before it (2026-02-10)"],
    );
    refused(
        &["2026-03-01 seal 2026-04-01 2026-04-01"],
        expect!["line 3: the ledger records the version 2026-04-01 twice"],
    );
    refused(
        &["2026-03-01 seal 2026-04-01.3 2026-04-01"],
        expect!["line 3: the version 2026-04-01.3 should be called 2026-04-01.2"],
    );
    refused(
        &["2026-03-01 seal 2026-05-01.2 2026-05-01"],
        expect!["line 3: the version 2026-05-01.2 should be called 2026-05-01"],
    );
    refused(
        &["2026-03-01 seal 2026-05-01 2026-05-02"],
        expect!["line 3: the version 2026-05-01 should be called 2026-05-02"],
    );
    refused(
        &["2026-03-01 seal 2026-04-01.2 2026-04-02 2026-04-01"],
        expect!["line 3: it does not count from the same day as 2026-04-01"],
    );
    refused(
        &["2026-03-01 seal 2026-05-01 2026-04-01 2026-04-01"],
        expect!["line 3: the version 2026-05-01 should be called 2026-04-01.2"],
    );
    refused(
        &["2026-03-01 withdraw 2026-05-01"],
        expect!["line 3: the ledger has no version 2026-05-01"],
    );
    refused(
        &["2026-04-01 withdraw 2026-04-01"],
        expect!["line 3: the version 2026-04-01 is in force since 2026-04-01"],
    );
    refused(
        &["2026-03-01 withdraw 2026-04-01", "2026-03-01 withdraw 2026-04-01"],
        expect!["line 4: the version 2026-04-01 was withdrawn"],
    );
    refused(
        &["2026-03-01 withdraw 2026-04-01", "2026-03-01 postpone 2026-04-01 2026-05-01"],
        expect!["line 4: the version 2026-04-01 was withdrawn"],
    );
    refused(
        &["2026-03-01 correct 2026-04-01 2026-04-01.2", "2026-03-01 withdraw 2026-04-01"],
        expect!["line 4: the version 2026-04-01.2 took the place of 2026-04-01"],
    );
    refused(
        &["2026-03-01 correct 2026-05-01 2026-05-01.2"],
        expect!["line 3: the ledger has no version 2026-05-01"],
    );
    refused(
        &["2026-03-01 correct 2026-04-01 2026-05-01"],
        expect!["line 3: the version 2026-05-01 should be called 2026-04-01.2"],
    );
    refused(
        &["2026-03-01 postpone 2026-04-01 2026-04-01"],
        expect!["line 3: the new day is not after the present one (2026-04-01)"],
    );
    refused(
        &["2026-04-01 postpone 2026-04-01 2026-05-01"],
        expect!["line 3: the version 2026-04-01 is in force since 2026-04-01"],
    );
    refused(
        &["2026-03-01 seen 2026-08-01 2026-08-01", "2026-03-02 postpone 2026-08-01 2026-09-01"],
        expect!["line 4: nobody knows from when 2026-08-01 counts; it cannot be postponed"],
    );
    refused(
        &["2026-03-01 filed 2026-04-01 2026-03-02"],
        expect!["line 3: it was done on 2026-03-02, after the day on which it was recorded"],
    );
    refused(
        &["2026-03-01 filed 2026-04-01 2026-03-01 2026-03-01"],
        expect!["line 3: only a posting has a last day, not before its first day"],
    );
    refused(
        &["2026-03-01 posted 2026-04-01 2026-02-20 2026-02-19"],
        expect!["line 3: only a posting has a last day, not before its first day"],
    );
    refused(
        &["2026-03-01 withhold 2026-01-10 a", "2026-03-01 withhold 2026-01-10 a"],
        expect!["line 4: nothing of 2026-01-10 is withheld"],
    );
    refused(
        &["2026-03-01 repeal 2026-04-01"],
        expect!["line 3: the version 2026-04-01 counts from that day or later"],
    );
    refused(
        &["2026-03-01 repeal 2027-04-01", "2026-03-01 repeal 2027-05-01"],
        expect!["line 4: the document is repealed from 2027-04-01 on"],
    );
    refused(
        &["2026-03-01 repeal 2027-04-01", "2026-03-01 seal 2027-04-01 2027-04-01"],
        expect!["line 4: the document is repealed from 2027-04-01 on"],
    );
    refused(
        &["2026-03-01 repeal 2027-04-01", "2026-03-01 postpone 2026-04-01 2027-04-01"],
        expect!["line 4: the document is repealed from 2027-04-01 on"],
    );
}

#[test]
fn nothing_can_be_repealed_before_there_is_a_version() {
    let illegal = account(&["2026-03-01 repeal 2027-04-01"]).unwrap_err();
    expect!["line 1: no version came into force before"].assert_eq(&illegal.to_string());
}

#[test]
fn a_version_moves_and_is_replaced() {
    let lines = [
        &START[..],
        &[
            "2026-03-01 seal 2026-03-15 2026-03-15",
            "2026-03-01 seal 2026-04-01.2 2026-04-01 2026-04-01",
            "2026-03-20 postpone 2026-04-01.2 2026-07-01",
            "2026-05-20 seal 2026-04-01.3 2026-07-01 2026-04-01.2",
            "2026-06-20 withdraw 2026-04-01.3",
            "2026-06-20 filed 2026-03-15 2026-03-16",
            "2026-06-20 posted 2026-03-15 2026-03-15 2026-09-15",
            "2026-06-21 retitle 新しい名前 2026-08-01",
            "2026-06-21 retitle 前の名前 2026-01-01",
            "2026-06-22 register 2017-05-30 2017-05-30",
            "2026-06-23 repeal 2027-04-01",
        ],
    ]
    .concat();
    let account = account(&lines).unwrap();
    let entry = |words: &str| account.entry(id(words)).unwrap();
    assert_eq!(entry("2026-04-01").replaced.unwrap().by, id("2026-04-01.2"));
    let moved = entry("2026-04-01.2");
    assert_eq!(moved.effective, Day::Known(day("2026-07-01")));
    assert_eq!(moved.effective_at_first, Day::Known(day("2026-04-01")));
    let last = entry("2026-04-01.3");
    assert_eq!(last.effective, Day::Known(day("2026-07-01")));
    assert!(last.withdrawn.is_some() && !last.is_live());
    assert_eq!(entry("2026-03-15").steps.len(), 2);
    assert!(entry("2017-05-30").is_late() && !entry("2026-03-15").is_late());
    let titles: Vec<&str> = account.titles().iter().map(|title| title.words.as_str()).collect();
    assert_eq!(titles, ["前の名前", "新しい名前"]);
    assert_eq!(account.repeal().unwrap().effective, day("2027-04-01"));
    // As known on a day: what was recorded until its end.
    let known = LedgerState::known(chain(&lines).lines(), day("2026-03-20")).unwrap();
    assert_eq!(known.entries().len(), 4);
    assert!(known.entry(id("2026-04-01.2")).unwrap().is_live() && known.repeal().is_none());
    let known = LedgerState::known(chain(&lines).lines(), day("2026-03-19")).unwrap();
    let before = known.entry(id("2026-04-01.2")).unwrap();
    assert_eq!(before.effective, Day::Known(day("2026-04-01")));
}

proptest! {
    /// Whatever is asked for in whatever order: what is accepted stays well formed, line by line.
    #[test]
    fn the_account_grows_line_by_line(asked in proptest::collection::vec((0u8..9, 0usize..6, 0i16..40), 1..40)) {
        let mut account = LedgerState::default();
        let mut chain = Chain::default();
        let mut today = day("2026-01-01");
        for (what, which, days) in asked {
            today = today.saturating_add(jiff_days(days / 4));
            let event = ask(&account, what, which, today.saturating_add(jiff_days(days - 10)), today);
            if account.add(&event).is_ok() {
                chain.append(event);
            }
        }
        let again = Chain::read(chain.bytes()).unwrap();
        prop_assert_eq!(&LedgerState::of(again.lines()).unwrap(), &account);
        for line in again.lines() {
            let on = line.event.recorded;
            let known = LedgerState::known(again.lines(), on).unwrap();
            prop_assert_eq!(&known, &LedgerState::of(again.known_on(on).lines()).unwrap());
        }
        for entry in account.entries() {
            prop_assert_eq!(account.entries().iter().filter(|other| other.id == entry.id).count(), 1);
            if let Some(replaced) = entry.replaced {
                let by = account.entry(replaced.by).unwrap();
                prop_assert_eq!(by.id.day(), entry.id.day());
                prop_assert_eq!(by.effective_at_first, entry.effective);
            }
            let gone = entry.effective.counted();
            if let Some(repeal) = account.repeal() {
                prop_assert!(!entry.is_live() || gone < repeal.effective);
            }
        }
    }
}

fn jiff_days(days: i16) -> jiff::Span {
    jiff::Span::new().days(days)
}

/// An event of some kind on some version, sensible or not.
fn ask(account: &LedgerState, what: u8, which: usize, effective: Date, recorded: Date) -> Event {
    let some = account.entries().get(which % account.entries().len().max(1));
    let version = some.map_or(VersionId::first(effective), |entry| entry.id);
    let digest = Digest::of(format!("{what} {which} {effective} {recorded}").as_bytes());
    let known = Day::Known(effective);
    let act = match what {
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
            step: EventStep::Filed,
            date: effective,
            until: None,
            note: None,
        },
        7 => Act::Withhold { version, digest, reason: "理由".into() },
        _ if which == 0 => Act::Repeal { effective },
        _ => Act::Retitle { title: "題名".into(), effective },
    };
    Event::new(recorded, act)
}
