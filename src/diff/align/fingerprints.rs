//! Fingerprints of subtrees without their labels, exact and loose. Equal prints only propose a pair;
//! what differs is read from the provisions themselves.

use super::Alignment;
use crate::diff::preorder::Preorder;
use crate::text::chars;
use crate::text::label::is_count_char;
use crate::tree::{Mark, Provision, Text};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A print for each provision of both trees; `None` where there is none to compare.
pub(super) struct Prints {
    pub old: Vec<Option<u64>>,
    pub new: Vec<Option<u64>>,
}

impl Prints {
    /// Equal for subtrees that are equal but for their labels; none for what stayed in place.
    pub fn exact(found: &Alignment) -> Prints {
        let of = |order: &Preorder<'_>, settled: &[bool]| {
            prints(
                order,
                |at| !settled[at as usize],
                |_| None,
                |provision, hasher| {
                    exact_words(provision.heading(), hasher);
                    exact_words(provision.text(), hasher);
                },
            )
        };
        Prints { old: of(found.old, &found.settled.0), new: of(found.new, &found.settled.1) }
    }

    /// For what has no partner yet: equal for subtrees that are equal but for labels, width, dashes and
    /// the numbers in references. What has a partner counts as that partner.
    pub fn loose(found: &Alignment) -> Prints {
        let old = prints(
            found.old,
            |at| found.new_of(at).is_none(),
            |at| found.new_of(at).map(|_| u64::from(at)),
            loose_words,
        );
        let new = prints(
            found.new,
            |at| found.old_of(at).is_none(),
            |at| found.old_of(at).map(u64::from),
            loose_words,
        );
        Prints { old, new }
    }
}

fn prints(
    order: &Preorder<'_>,
    is_wanted: impl Fn(u32) -> bool,
    stands_for: impl Fn(u32) -> Option<u64>,
    words: impl Fn(&Provision, &mut DefaultHasher),
) -> Vec<Option<u64>> {
    let mut out: Vec<Option<u64>> = vec![None; order.len()];
    for at in order.all().rev().filter(|at| is_wanted(*at)) {
        let provision = order.node(at);
        let mut hasher = DefaultHasher::new();
        provision.form().hash(&mut hasher);
        provision.role().as_str().hash(&mut hasher);
        provision.key().hash(&mut hasher);
        words(provision, &mut hasher);
        for child in order.children(at) {
            (stands_for(child), out[child as usize]).hash(&mut hasher);
        }
        out[at as usize] = Some(hasher.finish());
    }
    out
}

fn exact_words(text: &Text, hasher: &mut DefaultHasher) {
    text.runs().hash(hasher);
}

fn loose_words(provision: &Provision, hasher: &mut DefaultHasher) {
    for text in [provision.heading(), provision.text()] {
        for run in text.runs() {
            without_numbers(&chars::fold(run.words())).hash(hasher);
            if let Mark::Link(to) = run.mark() {
                to.hash(hasher);
            }
        }
        0.hash(hasher);
    }
}

/// The words without the numbers that follow 第.
fn without_numbers(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut after_ordinal = false;
    for c in words.chars() {
        if !(after_ordinal && is_count_char(c)) {
            out.push(c);
            after_ordinal = c == '第';
        }
    }
    out
}
