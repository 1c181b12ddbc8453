//! What stayed as it was in its place: subtrees that are equal on both sides between containers that are the
//! same. Found by their hashes, before anything is looked at. Does not know where the rest belongs.

use super::Alignment;

/// Pairs it, from the roots down.
pub(super) fn in_place(found: &mut Alignment) {
    let mut open = vec![(0, 0)];
    while let Some((old, new)) = open.pop() {
        let before: Vec<u32> = found.old.children(old).collect();
        let after: Vec<u32> = found.new.children(new).collect();
        let is_same = |found: &Alignment, (old, new): (&u32, &u32)| {
            found.old.node(*old).whole() == found.new.node(*new).whole()
        };
        let head = before.iter().zip(&after).take_while(|pair| is_same(found, *pair)).count();
        let (before, after) = (&before, &after);
        let pairs = || before[head..].iter().rev().zip(after[head..].iter().rev());
        let tail = pairs().take_while(|pair| is_same(found, *pair)).count();
        let ends = before.iter().zip(after).take(head).chain(pairs().take(tail));
        for (old, new) in ends {
            settle(found, *old, *new);
        }
        let before = &before[head..before.len() - tail];
        let after = &after[head..after.len() - tail];
        if before.len() != after.len() {
            continue;
        }
        for (old, new) in before.iter().zip(after) {
            // Of what bears no number, the same may stand in several places.
            let is_numbered = found.old.node(*old).label().is_some();
            if is_same(found, (old, new)) {
                if is_numbered {
                    settle(found, *old, *new);
                }
            } else if is_container(found, *old, *new) {
                found.pair(*old, *new);
                open.push((*old, *new));
            }
        }
    }
}

/// Pairs two equal subtrees, unless a part of them was paired elsewhere.
fn settle(found: &mut Alignment, old: u32, new: u32) {
    let size = found.old.end(old) - old;
    let is_free = |at: u32| {
        let (before, after) = (found.new_of(old + at), found.old_of(new + at));
        before.is_none_or(|partner| partner == new + at)
            && after.is_none_or(|partner| partner == old + at)
    };
    if (0..size).all(is_free) {
        found.settle(old, new, size);
    }
}

/// Whether both hold what they say of themselves, and at least half of their words, in the same places.
fn is_container(found: &Alignment, old: u32, new: u32) -> bool {
    let is_free = found.new_of(old).is_none_or(|partner| partner == new)
        && found.old_of(new).is_none_or(|partner| partner == old);
    let (before, after) = (found.old.node(old), found.new.node(new));
    if !is_free || before.own() != after.own() || before.label().is_none() {
        return false;
    }
    let (mut shared, all) = (0, found.old.weight(old).max(found.new.weight(new)));
    let children = before.children().iter().zip(after.children());
    for ((one, other), at) in children.zip(found.old.children(old)) {
        if one.whole() == other.whole() {
            shared += u64::from(found.old.weight(at));
        }
    }
    all > 0 && shared * 2 >= u64::from(all)
}
