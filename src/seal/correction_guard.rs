//! What a change touches that a correction of slips (正誤) must leave alone: facts, amounts, days, names, contacts,
//! purposes, and what stands where. Does not know what is done about it.

use crate::diagnostic::Message;
use crate::diff::{
    Change, ChangeKind, Comparison, Grade, NodePair, NodeTag, Op, Preorder, Splice, TextField,
};
use crate::fill;
use crate::text::citation::{self, Abbreviations};
use crate::text::date;
use crate::text::reading::{find_mails, find_phones, find_postal_codes, find_urls, find_yen};
use crate::tree::{Mark, Provision, Text};
use std::ops::Range;
use std::sync::Arc;

/// Why a change is no slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guarded {
    /// Something appears, vanishes or stands elsewhere.
    Structure,
    /// A purpose of use.
    Purpose,
    /// A fact about the organisation.
    Fact,
    /// A way to reach somebody.
    Contact,
    /// The name of the organisation or of somebody.
    Name,
    /// An amount of money.
    Amount,
    /// A day.
    Day,
    /// Another number: a period, a count.
    Number,
    /// Where a link leads.
    Link,
}

impl Guarded {
    /// What such a change is.
    pub fn words(self) -> Message {
        let name = match self {
            Guarded::Structure => "seal/guarded-structure",
            Guarded::Purpose => "seal/guarded-purpose",
            Guarded::Fact => "seal/guarded-fact",
            Guarded::Contact => "seal/guarded-contact",
            Guarded::Name => "seal/guarded-name",
            Guarded::Amount => "seal/guarded-amount",
            Guarded::Day => "seal/guarded-day",
            Guarded::Number => "seal/guarded-number",
            Guarded::Link => "seal/guarded-link",
        };
        Message::of(name, fill! {})
    }
}

/// Parts of the role of a provision and what a change of its words, or of any below it, touches.
const ROLES: [(&[&str], Guarded); 8] = [
    (&["purpose", "purposes"], Guarded::Purpose),
    (&["organisation"], Guarded::Fact),
    (&["contact", "address", "postal", "phone", "fax", "email"], Guarded::Contact),
    (&["name", "representative"], Guarded::Name),
    (&["fee", "amount"], Guarded::Amount),
    (&["date", "start"], Guarded::Day),
    (&["number", "count"], Guarded::Number),
    (&["figure"], Guarded::Structure),
];

/// What a change touches; nothing where it may be a slip. `names` are the names that nobody may change so.
pub fn guarded(
    (old, new): (&Preorder<'_>, &Preorder<'_>),
    comparison: &Comparison,
    change: &Change,
    names: &[String],
) -> Option<Guarded> {
    match change.grade {
        Grade::Form(_) => return None,
        Grade::Substance => {}
    }
    match change.kind {
        ChangeKind::Added
        | ChangeKind::Removed
        | ChangeKind::Moved
        | ChangeKind::MovedAndReworded
        | ChangeKind::Split
        | ChangeKind::Merged => return Some(Guarded::Structure),
        ChangeKind::Reworded | ChangeKind::Renumbered | ChangeKind::Retagged => {}
    }
    let ops = comparison.delta.ops.get(change.ops.clone());
    let ops = ops.unwrap_or_default().iter();
    ops.filter_map(|op| match op {
        Op::Edit { node, field, splices } => {
            let by_role = role(old, node.old).or_else(|| role(new, node.new));
            by_role.or_else(|| edited((old, new), *node, *field, splices, names))
        }
        Op::Retag { old, new, .. } => retagged(old, new),
        Op::Renumber { .. } => None,
        Op::Delete { .. } | Op::Insert { .. } | Op::Move { .. } => Some(Guarded::Structure),
    })
    .min()
}

/// What the role of a provision, or of one above it, says. A section as a whole says nothing: it may have words of
/// its own before and after.
fn role(order: &Preorder<'_>, at: u32) -> Option<Guarded> {
    let is_section = |at: u32| order.parent(at).is_none_or(|above| above == 0);
    let above = order.ancestors(at).chain([at]);
    let mut roles = above.filter(|at| !is_section(*at)).map(|at| order.node(at).role().as_str());
    roles.find_map(|role| {
        let has = |parts: &[&str]| role.split('.').any(|part| parts.contains(&part));
        let known = ROLES.iter().find(|(parts, _)| has(parts));
        known.map(|(_, touched)| *touched)
    })
}

/// A slip in a number or a key is one; another shape or role is not.
fn retagged(old: &NodeTag, new: &NodeTag) -> Option<Guarded> {
    (old.form != new.form || old.role != new.role).then_some(Guarded::Structure)
}

fn edited(
    (old, new): (&Preorder<'_>, &Preorder<'_>),
    node: NodePair,
    field: TextField,
    splices: &[Splice],
    names: &[String],
) -> Option<Guarded> {
    let mut shift = 0;
    let mut all: Vec<Guarded> = Vec::new();
    let (before, after) = (field.text_of(old.node(node.old)), field.text_of(new.node(node.new)));
    let (before, after) = (before.words(), after.words());
    for splice in splices {
        let at = splice.at as usize;
        let (gone, come) = (splice.old.words().len(), splice.new.words().len());
        let start = at.saturating_add_signed(shift);
        all.extend(in_words(&before, at..at + gone, names));
        all.extend(in_words(&after, start..start + come, names));
        if links(&splice.old) != links(&splice.new) {
            all.push(Guarded::Link);
        }
        shift += come as isize - gone as isize;
    }
    all.into_iter().min()
}

fn links(text: &Text) -> Vec<&str> {
    let runs = text.runs().iter();
    runs.filter_map(|run| match run.mark() {
        Mark::Link(to) => Some(&**to),
        Mark::Plain | Mark::Strong => None,
    })
    .collect()
}

/// What stands at a place of some words.
fn in_words(words: &str, place: Range<usize>, names: &[String]) -> Option<Guarded> {
    let meets = |range: &Range<usize>| range.start < place.end && place.start < range.end;
    let contacts = find_phones(words).into_iter().map(|phone| phone.range);
    let contacts = contacts
        .chain(find_postal_codes(words).into_iter().map(|(range, _)| range))
        .chain(find_mails(words))
        .chain(find_urls(words));
    let named = names.iter().flat_map(|name| {
        let found = words.match_indices(name.as_str());
        found.map(|(at, found)| at..at + found.len())
    });
    let cited = citation::find(words, &Abbreviations::default());
    let is_cited = |at: usize| cited.iter().any(|citation| citation.range.contains(&at));
    let is_number = || {
        let numbers = words.get(place.clone()).unwrap_or_default().char_indices();
        let mut numbers = numbers.filter(|(_, c)| c.is_numeric());
        numbers.any(|(at, _)| !is_cited(place.start + at))
            || counted(words).iter().any(meets) && !is_cited(place.start)
    };
    if contacts.into_iter().any(|range| meets(&range)) {
        Some(Guarded::Contact)
    } else if named.into_iter().any(|range| meets(&range)) {
        Some(Guarded::Name)
    } else if find_yen(words).iter().any(|(range, _)| meets(range)) {
        Some(Guarded::Amount)
    } else if date::find(words).iter().any(|(range, _)| meets(range)) {
        Some(Guarded::Day)
    } else if is_number() {
        Some(Guarded::Number)
    } else {
        None
    }
}

/// What makes numerals before it a count: 十日, 三年, 二割. Elsewhere they are parts of words: 一部, 万一.
const COUNTED: &str = "日月年円週時分人名件回歳割倍％%か箇ヵヶ";

/// Counts that are written in Chinese numerals.
fn counted(words: &str) -> Vec<Range<usize>> {
    let is_numeral = |c: char| "〇一二三四五六七八九十百千万億".contains(c);
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in words.char_indices() {
        match (is_numeral(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if COUNTED.contains(c) {
                    found.push(from..at);
                }
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found
}

/// The names that texts tell: of the organisation, and of whoever stands for it, with and without title.
pub fn guarded_names<'a>(
    trees: impl Iterator<Item = &'a Arc<Provision>>,
    known: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let mut names: Vec<String> = known.map(str::to_owned).collect();
    for field in trees.flat_map(|tree| tree.visit()).map(|(_, own)| own) {
        let words = field.text().words();
        match field.role().as_str() {
            "organisation.name" => names.push(words),
            "organisation.representative" => {
                let parts: Vec<&str> = words.split_whitespace().collect();
                let name = parts.get(1..).unwrap_or_default();
                names.extend(["", " ", "　"].map(|between| name.join(between)));
            }
            _ => {}
        }
    }
    names.retain(|name| !name.trim().is_empty());
    names.sort_unstable();
    names.dedup();
    names
}
