//! The heaviest increasing subsequence: of pairs of places those that rise on both sides (a longest increasing
//! subsequence with weights). What is not in it has moved. Does not know what the pairs are.

/// A pair of places with a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightedPair {
    /// Place on the old side.
    pub old: u32,
    /// Place on the new side.
    pub new: u32,
    /// How much it counts.
    pub weight: u64,
}

/// The pairs of the heaviest chain that rises strictly on both sides, in order. n log n; the first of
/// equals in reading order wins.
pub fn heaviest_subsequence(pairs: &[WeightedPair]) -> Vec<WeightedPair> {
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
