//! How alike the words of two subtrees are, and who is worth asking: an index of rare bigrams keeps it
//! far from comparing all with all. Does not know where the provisions stand.

use super::Alignment;
use crate::diff::preorder::Preorder;
use crate::text::chars;
use crate::tree::{Form, Provision, Text};
use std::collections::HashMap;
use std::rc::Rc;

/// Alike enough to be a provision that was moved and edited, in thousandths.
const MOVED: u32 = 600;
/// Shorter words say too little to be followed across the document: 6 characters, in bytes.
const FOLLOWED: u32 = 18;
/// Characters of a subtree that count.
const PROFILE: usize = 8192;
/// A bigram in more candidates than these says little.
const RARE: usize = 8;
/// Bigrams of one provision that are looked up.
const ASKED: usize = 64;
/// Candidates that are compared for one provision.
const CANDIDATES: usize = 4;
/// Up to so many pairs all are compared.
const FEW: usize = 36;

/// Two provisions and how alike they are, in thousandths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likeness {
    pub old: u32,
    pub new: u32,
    pub score: u32,
}

/// The bigrams of a subtree, sorted.
type Profile = Rc<[u32]>;

fn profile(order: &Preorder<'_>, at: u32) -> Profile {
    let mut bigrams: Vec<u32> = Vec::new();
    for node in at..order.end(at) {
        add_profile(order.node(node), &mut bigrams);
        if bigrams.len() >= PROFILE {
            break;
        }
    }
    bigrams.truncate(PROFILE);
    bigrams.sort_unstable();
    bigrams.into()
}

/// The bigrams of a provision's words; those of its caption and of its first words count twice.
fn add_profile(provision: &Provision, out: &mut Vec<u32>) {
    let heading = folded(provision.heading());
    let text = folded(provision.text());
    let first: String = text.chars().take(8).collect();
    for (salt, words) in [(0, &heading), (1, &heading), (0, &text), (2, &first)] {
        let mut last = 0x10_ffff;
        for c in words.chars() {
            out.push(mixed(last, c as u32, salt));
            last = c as u32;
        }
    }
}

fn mixed(first: u32, second: u32, salt: u32) -> u32 {
    let key = (u64::from(first) << 32) | (u64::from(second) << 2) | u64::from(salt);
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

fn folded(text: &Text) -> String {
    text.runs().iter().map(|run| chars::fold(run.words())).collect()
}

/// Twice what they share by what they have, in thousandths.
fn score(a: &[u32], b: &[u32]) -> u32 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    (2000 * shared / (a.len() + b.len())) as u32
}

/// Pairs of some old and some new provisions that may pair and are alike at least as much as asked.
pub(super) fn likely(found: &Alignment, old: &[u32], new: &[u32], least: u32) -> Vec<Likeness> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let of_old: Vec<Profile> = old.iter().map(|at| profile(found.old, *at)).collect();
    let of_new: Vec<Profile> = new.iter().map(|at| profile(found.new, *at)).collect();
    let candidates: Vec<Vec<usize>> = if old.len().saturating_mul(new.len()) <= FEW {
        old.iter().map(|_| (0..new.len()).collect()).collect()
    } else {
        let index = BigramIndex::of(&of_new);
        let ask = |(at, profile): (usize, &Profile)| index.candidates(profile, at);
        of_old.iter().enumerate().map(ask).collect()
    };
    let mut out = Vec::new();
    for (at, candidates) in candidates.into_iter().enumerate() {
        for other in candidates {
            let (old, new) = (old[at], new[other]);
            let score = score(&of_old[at], &of_new[other]);
            if score >= least && found.may_pair(old, new) {
                out.push(Likeness { old, new, score });
            }
        }
    }
    out
}

/// Which candidates have a bigram.
struct BigramIndex {
    postings: HashMap<u32, Vec<u32>>,
}

impl BigramIndex {
    fn of(profiles: &[Profile]) -> BigramIndex {
        let mut postings: HashMap<u32, Vec<u32>> = HashMap::new();
        for (at, profile) in profiles.iter().enumerate() {
            for bigram in profile.iter() {
                let posting = postings.entry(*bigram).or_default();
                if posting.last() != Some(&(at as u32)) {
                    posting.push(at as u32);
                }
            }
        }
        BigramIndex { postings }
    }

    /// The few that share most rare bigrams with a profile; of equals those that stand nearest.
    fn candidates(&self, profile: &[u32], near: usize) -> Vec<usize> {
        let mut rare: Vec<(usize, u32)> = profile
            .chunk_by(|a, b| a == b)
            .filter_map(|same| Some((self.postings.get(&same[0])?.len(), same[0])))
            .collect();
        rare.sort_unstable();
        let enough = rare.partition_point(|(count, _)| *count <= RARE);
        rare.truncate(enough.clamp(CANDIDATES, ASKED));
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for (_, bigram) in &rare {
            let posting = &self.postings[bigram];
            let middle = posting.partition_point(|at| (*at as usize) < near);
            let from = middle.saturating_sub(RARE / 2);
            for at in posting.iter().skip(from).take(RARE) {
                *votes.entry(*at as usize).or_default() += 1;
            }
        }
        let mut voted: Vec<(usize, usize)> = votes.into_iter().collect();
        voted.sort_unstable_by_key(|(at, votes)| {
            (std::cmp::Reverse(*votes), at.abs_diff(near), *at)
        });
        voted.into_iter().take(CANDIDATES).map(|(at, _)| at).collect()
    }
}

/// Pairs what has no partner near with what is most like it anywhere. `left` had none before. True when
/// there was any.
pub(super) fn moves(found: &mut Alignment, (old, new): &(Vec<u32>, Vec<u32>), form: Form) -> bool {
    let open = |order: &Preorder<'_>, left: &[u32], is_paired: &dyn Fn(u32) -> bool| -> Vec<u32> {
        let is_open = |at: &u32| {
            order.node(*at).form() == form && order.weight(*at) >= FOLLOWED && !is_paired(*at)
        };
        left.iter().copied().filter(is_open).collect()
    };
    let old = open(found.old, old, &|at| found.new_of(at).is_some());
    let new = open(found.new, new, &|at| found.old_of(at).is_some());
    let mut likely = likely(found, &old, &new, MOVED);
    likely.sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.score), pair.old, pair.new));
    let mut any = false;
    for pair in likely {
        if found.may_pair(pair.old, pair.new) {
            found.pair(pair.old, pair.new);
            any = true;
        }
    }
    any
}
