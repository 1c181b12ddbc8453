//! What became of each matter and element between two texts: begun, ended, added, removed, said in other words; where,
//! and what the texts show besides. Does not know what the law asks.

use super::matter::{Matter, Piece, PieceListing, list_of};
use super::pairing::MatterPairs;
use super::signs;
use super::wording::{self, ListOf};
use crate::law::{ChangeSign, Operation};
use std::collections::BTreeMap;

/// A change of an element.
#[derive(Clone, Debug)]
pub(super) struct ElementChange {
    /// Its name.
    pub element: String,
    /// What became of it.
    pub operation: Operation,
    /// What the texts show besides.
    pub signs: Vec<ChangeSign>,
    /// Where in the old text.
    pub old: Vec<u32>,
    /// Where in the new text.
    pub new: Vec<u32>,
}

impl ElementChange {
    fn new(element: &str, operation: Operation, signs: Vec<ChangeSign>) -> ElementChange {
        ElementChange {
            element: element.to_owned(),
            operation,
            signs,
            old: Vec::new(),
            new: Vec::new(),
        }
    }

    fn at(
        mut self,
        old: impl IntoIterator<Item = u32>,
        new: impl IntoIterator<Item = u32>,
    ) -> ElementChange {
        self.old.extend(old);
        self.new.extend(new);
        self
    }
}

/// What became of the matters of two texts.
pub(super) fn changes(old: &[Matter], new: &[Matter], pairs: &MatterPairs) -> Vec<ElementChange> {
    let mut out = Vec::new();
    for at in &pairs.ended {
        ended(&old[*at], &mut out);
    }
    for at in &pairs.begun {
        let is_first = old.iter().all(|one| one.kind != new[*at].kind);
        begun(&new[*at], is_first, &mut out);
    }
    for (before, after) in &pairs.both {
        changed(&old[*before], &new[*after], &mut out);
    }
    out
}

fn ended(matter: &Matter, out: &mut Vec<ElementChange>) {
    let mut signs = signs::of_matter(matter);
    // What is gone is kept for no time any more.
    signs.push(ChangeSign::Shortened);
    out.push(
        ElementChange::new(&matter.kind, Operation::Removed, signs.clone()).at([matter.at], []),
    );
    if matter.is_block() {
        return;
    }
    for (element, pieces) in &matter.elements {
        let places = pieces.iter().map(|piece| piece.at);
        out.push(ElementChange::new(element, Operation::Removed, signs.clone()).at(places, []));
    }
}

/// Elements of a new block that are asked about for themselves.
const TOLD_IN_NEW: [&str; 1] = ["purpose.recipient"];

fn begun(matter: &Matter, is_first: bool, out: &mut Vec<ElementChange>) {
    let of_matter = signs::of_matter(matter);
    let mut own = of_matter.clone();
    let mut listed = Vec::new();
    for (element, pieces) in &matter.elements {
        let of_words = pieces.iter().map(|piece| signs::of_words(element, &piece.words));
        let is_listing = element.ends_with(".items");
        for signs in of_words {
            if is_listing {
                listed.push(signs.contains(&ChangeSign::MyNumber));
            }
            let is_told = |sign: &ChangeSign| match sign {
                ChangeSign::Sensitive => true,
                ChangeSign::MyNumber => {
                    is_listing || element.ends_with("unclear") || element.ends_with("what")
                }
                ChangeSign::Consent | ChangeSign::Grounded => element == "purposes.category",
                _ => false,
            };
            own.extend(signs.into_iter().filter(is_told));
        }
    }
    if !listed.is_empty() && listed.iter().all(|is_number| *is_number) {
        own.push(ChangeSign::OnlyMyNumber);
    }
    if is_first {
        own.push(ChangeSign::First);
    }
    out.push(ElementChange::new(&matter.kind, Operation::Added, own).at([], [matter.at]));
    let is_told = |element: &str| !matter.is_block() || TOLD_IN_NEW.contains(&element);
    for (element, pieces) in matter.elements.iter().filter(|(element, _)| is_told(element)) {
        for piece in pieces {
            let mut signs = of_matter.clone();
            signs.extend(signs::of_words(element, &piece.words));
            signs.push(ChangeSign::NewSection);
            out.push(ElementChange::new(element, Operation::Added, signs).at([], [piece.at]));
        }
    }
}

/// What became of the elements of a matter that is in both texts.
fn changed(old: &Matter, new: &Matter, out: &mut Vec<ElementChange>) {
    let mut of_matter = signs::of_matter(new);
    let was = signs::of_matter(old);
    let keeps = [ChangeSign::OptOut, ChangeSign::Complaints, ChangeSign::Requests];
    of_matter.extend(was.into_iter().filter(|sign| keeps.contains(sign)));
    let stop = "third-party-provision.stop";
    if !old.element(stop).is_empty() && new.element(stop).is_empty() {
        of_matter.push(ChangeSign::NoStop);
    }
    let mut parties: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    let mut names: Vec<&String> = old.elements.keys().chain(new.elements.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for element in names {
        let before = found.len();
        compare(element, (old, new), &mut found);
        if let Some((party, _)) = element.rsplit_once('.').filter(|(party, _)| is_party(party)) {
            *parties.entry(party).or_default() += usize::from(found.len() > before);
        }
    }
    for one in &mut found {
        one.signs.extend(&of_matter);
    }
    for (party, count) in parties {
        replaced(party, count, (old, new), &mut found);
    }
    out.extend(found);
}

/// Whether an element is somebody with a name, an address and a representative.
fn is_party(element: &str) -> bool {
    element.ends_with(".responsible")
}

/// Whether somebody is another one, by how many of name, address and representative changed.
fn replaced(
    party: &str,
    count: usize,
    (old, new): (&Matter, &Matter),
    found: &mut Vec<ElementChange>,
) {
    let name = format!("{party}.name");
    let is_named_otherwise = found.iter().any(|one| one.element == name);
    let parts = ["name", "address", "representative"];
    let told =
        parts.iter().filter(|part| !old.element(&format!("{party}.{part}")).is_empty()).count();
    let sign = match (is_named_otherwise, count) {
        (false, _) | (true, 0) => return,
        (true, count) if told > 1 && count >= told => ChangeSign::OtherParty,
        (true, 1) if told > 1 => return,
        (true, _) => ChangeSign::PerhapsOtherParty,
    };
    let prefix = format!("{party}.");
    let mut whole = ElementChange::new(party, Operation::Modified, vec![sign]);
    for one in found.iter_mut().filter(|one| one.element.starts_with(&prefix)) {
        one.signs.push(sign);
        whole.old.extend(&one.old);
        whole.new.extend(&one.new);
    }
    if whole.new.is_empty() {
        whole.new.push(new.at);
    }
    found.push(whole);
}

/// So many pieces that are not the same are compared with each other; beyond, by their order.
const COMPARED: usize = 64;

/// How alike two things must be to be one in other words, in hundredths.
const REWORDED: usize = 30;

/// What became of one element.
fn compare(element: &str, (old, new): (&Matter, &Matter), out: &mut Vec<ElementChange>) {
    let (mut before, mut after) = (old.element(element).to_vec(), new.element(element).to_vec());
    drop_same(&mut before, &mut after);
    drop_slips(element, &mut before, &mut after);
    extended(element, &mut before, &mut after, out);
    // What runs on is cut into what it lists, where that is what counts.
    if is_listing(element) {
        let cut = |pieces: Vec<Piece>| -> Vec<Piece> {
            pieces.into_iter().flat_map(|piece| cut(element, piece)).collect()
        };
        (before, after) = (cut(before), cut(after));
        drop_same(&mut before, &mut after);
    }
    reworded(element, &mut before, &mut after, out);
    for piece in before {
        let signs = signs::of_words(element, &piece.words);
        out.push(ElementChange::new(element, Operation::Removed, signs).at([piece.at], [new.at]));
    }
    for piece in after {
        let signs = signs::of_words(element, &piece.words);
        out.push(ElementChange::new(element, Operation::Added, signs).at([], [piece.at]));
    }
}

/// Elements whose words list things, each of which counts.
fn is_listing(element: &str) -> bool {
    let last = element.rsplit('.').next().unwrap_or(element);
    matches!(
        last,
        "items"
            | "users"
            | "purposes"
            | "recipient"
            | "country"
            | "affairs"
            | "information"
            | "entrust"
            | "entrusting"
    )
}

fn cut(element: &str, piece: Piece) -> Vec<Piece> {
    let is_cut = piece.listing == PieceListing::Running || list_of(element) == ListOf::Parties;
    if !is_cut {
        return vec![piece];
    }
    let parts = wording::listed(&piece.words, list_of(element));
    parts.into_iter().map(|words| Piece::new(words, piece.at, PieceListing::Entry)).collect()
}

/// Drops what is said on both sides, in whichever order.
fn drop_same(before: &mut Vec<Piece>, after: &mut Vec<Piece>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for piece in before.iter() {
        *counts.entry(piece.sense.clone()).or_default() += 1;
    }
    let mut same: BTreeMap<String, usize> = BTreeMap::new();
    after.retain(|piece| match counts.get_mut(&piece.sense).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            *same.entry(piece.sense.clone()).or_default() += 1;
            false
        }
        None => true,
    });
    before.retain(|piece| match same.get_mut(&piece.sense).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    });
}

/// The first pair for which something can be told, with what; of many pieces only those in the same place are tried.
fn find_pair<T>(
    before: &[Piece],
    after: &[Piece],
    tell: impl Fn(&Piece, &Piece) -> Option<T>,
) -> Option<(usize, usize, T)> {
    let is_many = before.len() > COMPARED || after.len() > COMPARED;
    before.iter().enumerate().find_map(|(old, one)| {
        let others = after.iter().enumerate().filter(|(new, _)| !is_many || *new == old);
        others.into_iter().find_map(|(new, other)| Some((old, new, tell(one, other)?)))
    })
}

/// Drops what only puts a slip of writing right. A name is never one.
fn drop_slips(element: &str, before: &mut Vec<Piece>, after: &mut Vec<Piece>) {
    let is_name = list_of(element) == ListOf::Parties
        || ["name", "representative", "address"].iter().any(|end| element.ends_with(end));
    if is_name {
        return;
    }
    let tell = |old: &Piece, new: &Piece| wording::is_slip(&old.words, &new.words).then_some(());
    while let Some((old, new, ())) = find_pair(before, after, tell) {
        before.remove(old);
        after.remove(new);
    }
}

/// Tells what is one of the old pieces with more listed in it, or with less.
fn extended(
    element: &str,
    before: &mut Vec<Piece>,
    after: &mut Vec<Piece>,
    out: &mut Vec<ElementChange>,
) {
    if !is_listing(element) && !matches!(element, "purpose" | "purpose.provided") {
        return;
    }
    let tell = |old: &Piece, new: &Piece| {
        let more = wording::put_in(&old.words, &new.words).map(|words| (Operation::Added, words));
        more.or_else(|| Some((Operation::Removed, wording::put_in(&new.words, &old.words)?)))
    };
    while let Some((old, new, (operation, words))) = find_pair(before, after, tell) {
        let (old, new) = (before.remove(old), after.remove(new));
        let signs = signs::of_words(element, &words);
        out.push(ElementChange::new(element, operation, signs).at([old.at], [new.at]));
    }
}

/// Tells what is one of the old pieces in other words.
fn reworded(
    element: &str,
    before: &mut Vec<Piece>,
    after: &mut Vec<Piece>,
    out: &mut Vec<ElementChange>,
) {
    // A name says nothing of whether it is the same one under another name.
    let is_exchange = list_of(element) == ListOf::Parties && before.len() == after.len();
    let is_whole =
        !is_listing(element) && !matches!(element, "purpose" | "purpose.provided" | "fee.row");
    let tell = |old: &Piece, new: &Piece| {
        let is_one =
            is_exchange || is_whole || wording::likeness(&old.words, &new.words) >= REWORDED;
        is_one.then_some(())
    };
    while let Some((old, new, ())) = find_pair(before, after, tell) {
        let (old, new) = (before.remove(old), after.remove(new));
        let mut signs = signs::of_words(element, &new.words);
        if signs::is_of_provision_records(&old.words, &new.words) {
            signs.push(ChangeSign::ProvisionRecords);
        }
        if signs::is_shortened(&old.words, &new.words) {
            signs.push(ChangeSign::Shortened);
        }
        out.push(ElementChange::new(element, Operation::Modified, signs).at([old.at], [new.at]));
    }
}
