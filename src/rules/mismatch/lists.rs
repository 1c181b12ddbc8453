//! Two lists of purposes laid side by side: what one has and the other has not. Silent where they are not clearly about
//! the same. Does not know which is right.

use super::likeness::{Essence, PairWeights};
use super::lines::StandingText;
use super::purposes::{PurposeEntry, PurposeList, are_others, purpose_lists};
use crate::diagnostic::{Finding, Message, Severity};
use crate::fill;
use crate::rules::finding;
use crate::text::date::Date;
use std::ops::Range;

/// Lists of a site that are compared with one another.
const LISTS: usize = 40;
/// From here on an entry is the counterpart of another.
const COUNTERPART: f64 = 0.5;
/// Up to here there is none.
const ABSENT: f64 = 0.4;
/// From here on it is said somewhere in the other list.
const COVERED: f64 = 0.65;
/// Up to here a part of an entry is nowhere: it has fewer words to be known by.
const ABSENT_PART: f64 = 0.2;

/// A list with what its entries speak of.
struct ReadList<'t, 'a> {
    text: &'t StandingText<'a>,
    list: PurposeList,
    essences: Vec<Essence>,
}

impl ReadList<'_, '_> {
    fn entry(&self, entry: usize) -> EntryPart {
        EntryPart { entry, range: self.list.entries[entry].range.clone() }
    }

    fn words(&self, said: &EntryPart) -> &str {
        &self.text.lines[self.list.entries[said.entry].line].words[said.range.clone()]
    }

    fn told(&self, said: &EntryPart, finding: Finding) -> Finding {
        let line = self.list.entries[said.entry].line;
        finding.quoting(self.words(said)).at(self.text.locate(line, said.range.clone()))
    }

    /// 健診結果の通知、受診の勧め: the purposes that stand in one entry, where there are several, each said in full.
    fn parts(&self, entry: usize) -> Vec<EntryPart> {
        let whole = self.entry(entry);
        let words = self.words(&whole);
        let mut at = whole.range.start;
        let mut parts = Vec::new();
        for part in words.split('、') {
            parts.push(EntryPart { entry, range: at..at + part.len() });
            at += part.len() + '、'.len_utf8();
        }
        let is_full = |part: &EntryPart| self.words(part).replace("他の", "").contains('の');
        if parts.len() > 1 && parts.iter().all(is_full) { parts } else { Vec::new() }
    }
}

/// An entry of a list, or a part of one.
struct EntryPart {
    entry: usize,
    /// Bytes of its line.
    range: Range<usize>,
}

/// What is not the same in the lists of purposes of different documents.
pub(in crate::rules) fn of_purposes(texts: &[StandingText<'_>], day: Option<Date>) -> Vec<Finding> {
    let mut lists = Vec::new();
    for text in texts {
        for list in purpose_lists(text) {
            let words = |entry: &PurposeEntry| {
                Essence::of(&text.lines[entry.line].words[entry.range.clone()])
            };
            let essences: Vec<Essence> = list.entries.iter().map(words).collect();
            lists.push(ReadList { text, list, essences });
        }
    }
    lists.truncate(LISTS);
    let mut found = Vec::new();
    for (at, other) in lists.iter().enumerate() {
        for one in lists[..at]
            .iter()
            .filter(|one| one.text.meets(other.text, day) && are_comparable(one, other))
        {
            found.extend(compare(one, other));
        }
    }
    found
}

/// Two lists of different documents about the same people and the same kind of information.
fn are_comparable(one: &ReadList<'_, '_>, other: &ReadList<'_, '_>) -> bool {
    let (a, b) = (&one.list, &other.list);
    let same_people =
        a.people.is_empty() || b.people.is_empty() || !a.people.is_disjoint(&b.people);
    a.about == b.about && same_people
}

/// Entries by counterpart, and what is left.
struct Pairing {
    /// Of each entry of the first list, its counterpart in the second.
    first: Vec<Option<usize>>,
    second: Vec<Option<usize>>,
}

impl Pairing {
    /// Whether what stands before one and behind it are the counterparts of what stands before and behind the other.
    fn is_between(&self, a: usize, b: usize) -> bool {
        let before = a.checked_sub(1).and_then(|before| self.first[before]);
        let after = self.first.get(a + 1).copied().flatten();
        before.is_some_and(|before| before + 1 == b) && after == Some(b + 1)
    }
}

fn pair(one: &ReadList<'_, '_>, other: &ReadList<'_, '_>, weights: &PairWeights) -> Pairing {
    let mut likely: Vec<(u32, usize, usize)> = Vec::new();
    for (a, own) in one.essences.iter().enumerate() {
        for (b, theirs) in other.essences.iter().enumerate() {
            let likeness = own.likeness(theirs, weights);
            if likeness >= COUNTERPART {
                // Equal words first, then the nearest, then those that stand in the same place.
                let is_same = u32::from(own.core == theirs.core);
                likely.push((is_same * 2000 + (likeness * 1000.0) as u32, a, b));
            }
        }
    }
    likely.sort_by_key(|(likeness, a, b)| (std::cmp::Reverse(*likeness), a.abs_diff(*b), *a));
    let mut pairing =
        Pairing { first: vec![None; one.essences.len()], second: vec![None; other.essences.len()] };
    for (_, a, b) in likely {
        if pairing.first[a].is_none() && pairing.second[b].is_none() {
            pairing.first[a] = Some(b);
            pairing.second[b] = Some(a);
        }
    }
    pairing
}

/// Whether something without a counterpart is said in the other list all the same, or nearly.
fn is_absent(
    essence: &Essence,
    other: &ReadList<'_, '_>,
    weights: &PairWeights,
    limit: f64,
) -> bool {
    let likeness = |theirs: &Essence| essence.likeness(theirs, weights);
    essence.tells()
        && essence.within(&other.essences, weights) < COVERED.min(limit * 2.0)
        && other.essences.iter().map(likeness).all(|likeness| likeness <= limit)
}

/// What a list has and another has not: entries, and parts of entries that have a counterpart.
fn left(
    own: &ReadList<'_, '_>,
    pairs: &[Option<usize>],
    other: &ReadList<'_, '_>,
    weights: &PairWeights,
) -> Vec<EntryPart> {
    let mut left = Vec::new();
    for (at, essence) in own.essences.iter().enumerate() {
        match pairs[at] {
            None if is_absent(essence, other, weights, ABSENT)
                && is_of_shared_people(own, at, other) =>
            {
                left.push(own.entry(at));
            }
            Some(pair) if other.essences[pair].core != essence.core => {
                let is_absent = |part: &EntryPart| {
                    is_absent(&Essence::of(own.words(part)), other, weights, ABSENT_PART)
                };
                left.extend(own.parts(at).into_iter().filter(is_absent));
            }
            Some(_) | None => {}
        }
    }
    left
}

fn compare(one: &ReadList<'_, '_>, other: &ReadList<'_, '_>) -> Vec<Finding> {
    // Most documents that have the same list were made from one another.
    let is_same = one.essences.iter().map(|own| &own.core);
    if is_same.eq(other.essences.iter().map(|own| &own.core)) {
        return Vec::new();
    }
    let weights = PairWeights::of(one.essences.iter().chain(&other.essences));
    let pairing = pair(one, other, &weights);
    let matched = pairing.first.iter().flatten().count();
    let shorter = one.essences.len().min(other.essences.len());
    let is_whole = !one.list.is_part && !other.list.is_part;
    if matched < 2 || matched * 2 < shorter {
        let same_people = !one.list.people.is_disjoint(&other.list.people);
        let differ = matched > 0 && is_whole && same_people;
        return if differ {
            vec![differing(one, other), differing(other, one)]
        } else {
            Vec::new()
        };
    }
    let mut first = left(one, &pairing.first, other, &weights);
    let mut second = left(other, &pairing.second, one, &weights);
    let mut found = Vec::new();
    for (a, b) in reworded(&pairing, &first, &second) {
        if pairing.is_between(a, b) || one.essences[a].likeness(&other.essences[b], &weights) > 0.0
        {
            first.retain(|said| said.entry != a);
            second.retain(|said| said.entry != b);
            let (a, b) = (one.entry(a), other.entry(b));
            found.push(rewording((one, &a), (other, &b)));
            found.push(rewording((other, &b), (one, &a)));
        }
    }
    if !other.list.is_part {
        found.extend(missing(one, &first, other, &pairing.first));
    }
    if !one.list.is_part {
        found.extend(missing(other, &second, one, &pairing.second));
    }
    found
}

/// An entry about people (employees, partners) of whom the other list says nothing is not missing there.
fn is_of_shared_people(own: &ReadList<'_, '_>, at: usize, other: &ReadList<'_, '_>) -> bool {
    let people = &own.list.entries[at].people;
    let theirs = other.list.entries.iter().flat_map(|entry| &entry.people);
    let mut theirs = theirs.chain(&other.list.people);
    !are_others(people) || theirs.any(|one| people.contains(one))
}

/// What is left in both lists beside the same neighbours: one purpose in other words.
fn reworded(pairing: &Pairing, first: &[EntryPart], second: &[EntryPart]) -> Vec<(usize, usize)> {
    let is_left = |b: usize| {
        pairing.second.get(b).is_some_and(Option::is_none)
            && second.iter().any(|said| said.entry == b)
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    let whole = first.iter().map(|said| said.entry).filter(|a| pairing.first[*a].is_none());
    for a in whole {
        let before = a.checked_sub(1).and_then(|before| pairing.first[before]);
        let after = pairing.first.get(a + 1).copied().flatten();
        let behind = before.map(|before| before + 1).filter(|b| is_left(*b));
        let ahead = after.and_then(|after| after.checked_sub(1)).filter(|b| is_left(*b));
        if let Some(b) = behind.or(ahead)
            && found.iter().all(|(_, known)| *known != b)
        {
            found.push((a, b));
        }
    }
    found
}

fn rewording(
    (own, a): (&ReadList<'_, '_>, &EntryPart),
    (other, b): (&ReadList<'_, '_>, &EntryPart),
) -> Finding {
    let (here, there, title) = (own.words(a), other.words(b), &other.text.title);
    let blanks = fill! { here, there, title };
    own.told(a, finding(own.text.weight(other.text), "document-mismatch.reworded", blanks))
}

/// What one list has and the other has not: at each entry, and once for all where they would stand.
fn missing(
    own: &ReadList<'_, '_>,
    left: &[EntryPart],
    other: &ReadList<'_, '_>,
    pairs: &[Option<usize>],
) -> Vec<Finding> {
    let Some(first) = left.first() else {
        return Vec::new();
    };
    let title = &other.text.title;
    let tell = |said: &EntryPart| {
        let item = own.words(said);
        own.told(
            said,
            finding(own.text.weight(other.text), "document-mismatch", fill! { item, title }),
        )
    };
    let mut found: Vec<Finding> = left.iter().map(tell).collect();
    let items = left.iter().map(|said| format!("「{}」", own.words(said)));
    let items = Message::some(items.collect::<Vec<_>>().iter());
    let title = &own.text.title;
    let lacking = finding(Severity::Note, "document-mismatch.lacking", fill! { items, title });
    // Behind the counterpart of what stands before it.
    let before = pairs[..first.entry].iter().rev().flatten().next();
    found.push(match before {
        Some(before) => other.told(&other.entry(*before), lacking),
        None => {
            let heading = other.list.heading;
            let words = &other.text.lines[heading].words;
            lacking.quoting(words).at(other.text.place(heading))
        }
    });
    found
}

fn differing(own: &ReadList<'_, '_>, other: &ReadList<'_, '_>) -> Finding {
    let heading = own.list.heading;
    let (title, words) = (&other.text.title, &own.text.lines[heading].words);
    let differ = finding(Severity::Note, "document-mismatch.lists", fill! { title });
    differ.quoting(words).at(own.text.place(heading))
}
