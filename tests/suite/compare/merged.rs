//! Properties of a change that is carried over: nothing is lost, nothing is added, the way does not matter.

use super::few::{regulation, with_words, worded};
use super::properties::{edited, edits, scant_trees};
use kohyo::diff::merge;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_carried_and_nowhere_else_to_carry_to(
        base in scant_trees(), ours in edits(), theirs in edits()
    ) {
        let follow = |edits: &[_]| edits.iter().fold(base.clone(), |tree, edit| edited(&tree, edit));
        let (draft, target) = (follow(&ours), follow(&theirs));
        let made = |base, draft, target| merge(base, draft, target).map(|carried| carried.tree.digest());
        prop_assert_eq!(made(&base, &draft, &base), Ok(draft.digest()));
        prop_assert_eq!(made(&base, &base, &target), Ok(target.digest()));
        prop_assert_eq!(made(&base, &draft, &draft), Ok(draft.digest()));
        // Whichever way is taken first, the result is one.
        if let (Ok(one), Ok(other)) = (made(&base, &draft, &target), made(&base, &target, &draft)) {
            prop_assert_eq!(one, other);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn words_in_unlike_places_are_all_carried(
        seed in 0..500u64,
        ours in proptest::collection::btree_set(any::<u16>(), 1..6),
        theirs in proptest::collection::btree_set(any::<u16>(), 1..6),
    ) {
        let base = regulation(12, seed);
        let all = worded(&base);
        let place = |pick: &u16| all[*pick as usize % all.len()];
        let mut ours: Vec<usize> = ours.iter().map(place).collect();
        let mut theirs: Vec<usize> = theirs.iter().map(place).collect();
        ours.sort_unstable();
        ours.dedup();
        theirs.sort_unstable();
        theirs.dedup();
        theirs.retain(|at| !ours.contains(at));
        let (draft, target) = (with_words(&base, &ours), with_words(&base, &theirs));
        let carried = merge(&base, &draft, &target).unwrap();
        prop_assert_eq!(carried.tree.digest(), with_words(&target, &ours).digest());
        prop_assert_eq!(carried.left_out, Vec::<u32>::new());
    }
}
