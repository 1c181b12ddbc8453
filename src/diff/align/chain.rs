//! The heaviest chain of pairs that rises on both sides. Does not know what the pairs are.

/// A pair of places with a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diff) struct WeightedPair {
    pub old: u32,
    pub new: u32,
    pub weight: u64,
}

/// The pairs of the heaviest chain that rises strictly on both sides, in order. n log n; the first of
/// equals in reading order wins.
pub(in crate::diff) fn heaviest_chain(pairs: &[WeightedPair]) -> Vec<WeightedPair> {
    let mut sorted: Vec<WeightedPair> = pairs.to_vec();
    // Of one old place the later new ones come first, so that they never continue each other.
    sorted.sort_by_key(|pair| (pair.old, std::cmp::Reverse(pair.new)));
    let width = sorted.iter().map(|pair| pair.new as usize + 2).max();
    let mut best = Peaks::new(width.unwrap_or(0));
    let mut before: Vec<Option<usize>> = Vec::with_capacity(sorted.len());
    for (at, pair) in sorted.iter().enumerate() {
        let (weight, last) = best.below(pair.new as usize);
        before.push(last);
        best.raise(pair.new as usize, weight.saturating_add(pair.weight), at);
    }
    let mut chain = Vec::new();
    let mut next = best.below(width.unwrap_or(0)).1;
    while let Some(at) = next {
        chain.push(sorted[at]);
        next = before[at];
    }
    chain.reverse();
    chain
}

/// A Fenwick tree of maxima: the heaviest chain that ends below a place.
struct Peaks {
    slots: Vec<(u64, Option<usize>)>,
}

impl Peaks {
    fn new(width: usize) -> Peaks {
        Peaks { slots: vec![(0, None); width + 1] }
    }

    fn below(&self, place: usize) -> (u64, Option<usize>) {
        let mut best = (0, None);
        let mut at = place.min(self.slots.len() - 1);
        while at > 0 {
            if self.slots[at].0 > best.0 {
                best = self.slots[at];
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, place: usize, weight: u64, pair: usize) {
        let mut at = place + 1;
        while at < self.slots.len() {
            if weight > self.slots[at].0 {
                self.slots[at] = (weight, Some(pair));
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
            let chain = heaviest_chain(&pairs);
            prop_assert!(chain.windows(2).all(|w| w[0].old < w[1].old && w[0].new < w[1].new));
            let weight: u64 = chain.iter().map(|pair| pair.weight).sum();
            prop_assert_eq!(weight, by_trying(&pairs, -1, -1));
        }
    }
}
