//! Statements of different documents about the same thing that do not agree. A document that states several values is
//! taken to mean several things: only where none of them is stated in the other is anything told.

use super::contacts::contacts;
use super::kinds::{StatedKind, Statement};
use super::lines::StandingText;
use super::posts::{fees, posts, representatives};
use crate::diagnostic::Finding;
use crate::fill;
use crate::rules::finding;
use crate::text::date::Date;
use std::collections::BTreeMap;

/// Documents that are compared with one another, statements of one document.
const DOCUMENTS: usize = 60;
const STATEMENTS: usize = 300;

type ByKey = BTreeMap<(StatedKind, String), Vec<Statement>>;

/// What documents state otherwise than others.
pub(in crate::rules) fn of_statements(
    texts: &[StandingText<'_>],
    day: Option<Date>,
) -> Vec<Finding> {
    let texts = &texts[..texts.len().min(DOCUMENTS)];
    let stated: Vec<ByKey> = texts.iter().map(statements).collect();
    let mut found = Vec::new();
    for (b, others) in stated.iter().enumerate() {
        for (a, own) in stated[..b].iter().enumerate() {
            if !texts[a].meets(&texts[b], day) {
                continue;
            }
            for (key, ours) in own {
                if let Some(theirs) = others.get(key)
                    && let Some((one, other)) = disagreeing(key.0, ours, theirs)
                {
                    found.push(told((&texts[a], one), (&texts[b], other)));
                    found.push(told((&texts[b], other), (&texts[a], one)));
                }
            }
        }
    }
    found
}

fn statements(text: &StandingText<'_>) -> ByKey {
    let mut found: ByKey = BTreeMap::new();
    let all = [contacts(text), representatives(text), posts(text), fees(text)];
    for one in all.into_iter().flatten().take(STATEMENTS) {
        found.entry((one.kind, one.key.clone())).or_default().push(one);
    }
    found
}

/// The first of each, where neither document states what the other does.
fn disagreeing<'s>(
    kind: StatedKind,
    ours: &'s [Statement],
    theirs: &'s [Statement],
) -> Option<(&'s Statement, &'s Statement)> {
    let agree = |one: &Statement| theirs.iter().any(|other| kind.agrees(&one.value, &other.value));
    let is_one = |all: &[Statement]| all.iter().all(|one| kind.agrees(&one.value, &all[0].value));
    // Several posts of one name, several fees, several addresses: which of them is meant cannot be told.
    let is_clear = is_one(ours) && is_one(theirs);
    (is_clear && !ours.iter().any(agree)).then(|| (&ours[0], &theirs[0]))
}

/// The entry of the page that tells of a kind.
fn entry(kind: StatedKind) -> &'static str {
    match kind {
        StatedKind::Phone => "document-mismatch.phone",
        StatedKind::Fax => "document-mismatch.fax",
        StatedKind::Mail => "document-mismatch.mail",
        StatedKind::Hours => "document-mismatch.hours",
        StatedKind::Address => "document-mismatch.address",
        StatedKind::Fee => "document-mismatch.fee",
        StatedKind::Representative => "document-mismatch.representative",
        StatedKind::Post => "document-mismatch.post",
    }
}

fn told(
    (text, own): (&StandingText<'_>, &Statement),
    (other_text, other): (&StandingText<'_>, &Statement),
) -> Finding {
    let here = &text.lines[own.line].words[own.range.clone()];
    let there = &other_text.lines[other.line].words[other.range.clone()];
    let (title, about) = (&other_text.title, &own.about);
    let blanks = fill! { about, here, there, title };
    finding(text.weight(other_text), entry(own.kind), blanks)
        .quoting(here)
        .at(text.locate(own.line, own.range.clone()))
}
