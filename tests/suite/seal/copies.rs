//! Two copies of one document that both went on, in whatever way: done again behind the other, what each changed stands.

use super::any_day::{SLUG, Story, ahead, asked, start, tree};
use kohyo::seal::{self, Ledgers};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;

/// Two copies of one document go on, each with sentences of its own: done again behind the other, both stand.
fn link(cases: u32) -> u32 {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let (linked, refused) = (Cell::new(0), Cell::new(0));
    let told = TestRunner::new(config).run(&(asked(), asked()), |(ours, theirs)| {
        let (mut one, mut other) = (Story::new(), Story::new());
        for (asked, story, half) in [(ours, &mut one, 0), (theirs, &mut other, 2)] {
            for (what, which, slot, days) in asked.into_iter().filter(|asked| asked.0 < 7) {
                story.ask((what, which, half + slot % 2, days));
            }
        }
        let versions = one.document.versions.iter().chain(&other.document.versions);
        let texts = versions.map(|one| (one.tree.digest(), one.tree.clone())).collect();
        let ledgers = Ledgers {
            slug: SLUG,
            ours: &one.document.ledger,
            theirs: &other.document.ledger,
            published: None,
            texts: &texts,
        };
        let rebased = match seal::rebase(ledgers, one.today) {
            Ok(Some(rebased)) => rebased,
            Ok(None) => return Ok(()),
            // Of several versions of one day that are moved in both copies some are refused that would fit. Whoever
            // reads why can go on; a wrong text could not be taken back.
            Err(found) => {
                let is_refusal = ["amendment-refused", "rebase-refused"].contains(&found[0].code);
                assert!(is_refusal, "{found:?}");
                refused.set(refused.get() + 1);
                return Ok(());
            }
        };
        let mut both = other.document.clone();
        both.take(&rebased.account, &rebased.texts);
        for days in (0..10).flat_map(|days| [10 * days, 10 * days + 9]) {
            let day = ahead(start(), days);
            let (own, there) = (one.words(day).unwrap(), other.words(day).unwrap());
            let should_be = tree([own[0], own[1], there[2], there[3]]);
            let is = both.in_force_on(day).unwrap().tree.clone();
            assert_eq!(is.whole(), should_be.whole(), "{day}");
        }
        linked.set(linked.get() + u32::from(rebased.linked > 0));
        Ok(())
    });
    told.unwrap_or_else(|error| panic!("{error}"));
    assert!(refused.get() * 50 <= cases, "{} of {cases} were refused", refused.get());
    linked.get()
}

#[test]
fn what_two_copies_sealed_stands_in_the_one_that_is_made_of_them() {
    let linked = link(150);
    assert!(linked > 100, "{linked}");
}
