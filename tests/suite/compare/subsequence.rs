//! The heaviest increasing subsequence, beside that of trying all.

use kohyo::diff::{WeightedPair, heaviest_subsequence};
use proptest::prelude::*;

/// The weight of the heaviest chain, by trying all.
fn by_trying(pairs: &[WeightedPair], old: i64, new: i64) -> u64 {
    let next = pairs.iter().filter(|p| i64::from(p.old) > old && i64::from(p.new) > new);
    let tried = next.map(|p| p.weight + by_trying(pairs, p.old.into(), p.new.into()));
    tried.max().unwrap_or(0)
}

proptest! {
    #[test]
    fn no_chain_is_heavier(pairs in proptest::collection::vec((0..7u32, 0..7u32, 1..5u64), 0..8)) {
        let pairs: Vec<_> = pairs
            .into_iter()
            .map(|(old, new, weight)| WeightedPair { old, new, weight })
            .collect();
        let chain = heaviest_subsequence(&pairs);
        prop_assert!(chain.windows(2).all(|w| w[0].old < w[1].old && w[0].new < w[1].new));
        let weight: u64 = chain.iter().map(|pair| pair.weight).sum();
        prop_assert_eq!(weight, by_trying(&pairs, -1, -1));
    }
}
