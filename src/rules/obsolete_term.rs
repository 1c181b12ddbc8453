//! Words and names that the law left behind, as the tables of the law and of the site name them. Does not know any word.

use super::condensed::CondensedText;
use super::passage::LegalPassage;
use super::{Facts, finding, once};
use crate::diagnostic::{Basis, Confidence, Finding, LegalGround, Message, Severity};
use crate::fill;
use crate::law::{Term, TermKind, TermPlace, TermRule, TermWordings, WordFamily, narrow};
use crate::text::date::Date;
use crate::text::sentence::quoted;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    told(facts, TermRule::ObsoleteTerm, |severity, term| {
        let (reason, instead) = (term.reason.clone(), term.instead.clone());
        let (words, day) = (term.words, term.day);
        match term.weight {
            TermWeight::Law => {
                finding(severity, "obsolete-term", fill! { words, day, reason, instead })
            }
            TermWeight::Unsure => {
                finding(severity, "obsolete-term.unsure", fill! { words, reason, instead })
            }
            TermWeight::Style => {
                finding(severity, "obsolete-term.style", fill! { words, reason, instead })
            }
        }
    })
}

/// How sure it is, and what is at stake.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TermWeight {
    /// The law says otherwise.
    Law,
    /// It is not known for certain.
    Unsure,
    /// The law writes it in another way.
    Style,
}

impl TermWeight {
    fn of(term: &Term) -> TermWeight {
        match (term.sourced.confidence, term.kind) {
            (Confidence::Low, _) => TermWeight::Unsure,
            (_, TermKind::Style) => TermWeight::Style,
            (_, TermKind::Law | TermKind::Memory) => TermWeight::Law,
        }
    }
}

/// What it rests on: where no provision is named, what was read.
fn ground(term: &Term, day: Date) -> LegalGround {
    let mut ground = term.sourced.ground(day);
    if ground.basis.is_empty() {
        let source = term.sourced.source.clone();
        ground.from = None;
        ground.basis.push(Basis {
            law: source.clone(),
            article: None,
            paragraph: None,
            item: None,
            words: source.clone(),
            source,
        });
    }
    ground
}

/// What a finding about a term says.
pub(super) struct TermWords<'a> {
    /// As it stands in the text.
    pub words: &'a str,
    /// How sure it is.
    pub weight: TermWeight,
    /// From when it is of the past.
    pub day: Message,
    /// Why.
    pub reason: &'a Message,
    /// What to do.
    pub instead: &'a Message,
}

/// What is found of the entries of a rule, in words of its own.
pub(super) fn told(
    facts: &Facts<'_>,
    rule: TermRule,
    word: impl Fn(Severity, TermWords<'_>) -> Finding,
) -> Vec<Finding> {
    let profile = facts.site.profile();
    let terms = &facts.site.law.terms;
    let mut found = Vec::new();
    // What is not sure is told once in a document.
    let mut unsure = BTreeSet::new();
    // Whether a document says elsewhere what makes a word right, by its name and that of the entry.
    let texts = RefCell::new(BTreeMap::new());
    for passage in facts.legal_passages() {
        let narrow = narrow(&passage.words);
        let held = |term: &&Term| terms.may_hold(term, &narrow);
        for term in terms.on(rule, passage.day, profile).filter(held) {
            for range in places(facts, passage, term, &texts) {
                if term.sourced.confidence == Confidence::Low
                    && !unsure.insert((&passage.document.slug, &term.id))
                {
                    continue;
                }
                let words = &passage.words[range.clone()];
                let day = term.sourced.from.map_or_else(|| Message::new("", ""), Message::day);
                let weight = TermWeight::of(term);
                let (reason, instead) = (&term.reason, &term.instead);
                let told = word(term.severity(), TermWords { words, weight, day, reason, instead });
                found.push(
                    told.at(passage.text.locate(range.clone()))
                        .about(term.id.clone())
                        .quoting(words)
                        .replacing(safe(passage, term, range))
                        .resting_on(ground(term, passage.day)),
                );
            }
        }
    }
    once(found)
}

/// Whether a text says what makes a word right, and does not deny it.
fn says_elsewhere(text: &str, elsewhere: &TermWordings) -> bool {
    let all = |said: &[WordFamily]| -> Vec<Range<usize>> {
        said.iter().flat_map(|one| one.0.find(text)).collect()
    };
    let denied = all(&elsewhere.unless_text_but_not);
    let is_denied =
        |one: &Range<usize>| denied.iter().any(|no| one.start < no.end && no.start < one.end);
    all(&elsewhere.unless_text).iter().any(|one| !is_denied(one))
}

/// What may be written in its place, where that cannot be wrong.
fn safe(passage: &LegalPassage<'_>, term: &Term, range: Range<usize>) -> Option<String> {
    let is_plain = term.is_safe && passage.text.origin().is_exact() && !range.is_empty();
    term.replacement.clone().filter(|_| is_plain)
}

/// Where it stands in a text so that it is of the past there. Of an instrument that is named by title and number in one
/// sentence, once.
fn places(
    facts: &Facts<'_>,
    passage: &LegalPassage<'_>,
    term: &Term,
    texts: &RefCell<BTreeMap<(String, String), bool>>,
) -> Vec<Range<usize>> {
    let terms = &facts.site.law.terms;
    let quotes = quoted(&passage.words);
    let is_quoted = |range: &Range<usize>| {
        !term.is_sought_in_quotes && quotes.iter().any(|quote| quote.contains(&range.start))
    };
    let near = || passage.said_near();
    let text_says = |elsewhere: &TermWordings| {
        let key = (passage.document.slug.to_string(), term.id.clone());
        *texts.borrow_mut().entry(key).or_insert_with(|| {
            let draft = passage.document.draft_on(facts.today);
            let text = CondensedText::of(passage.document, draft).words;
            says_elsewhere(&text, elsewhere)
        })
    };
    let mut found = Vec::new();
    for sentence in passage.sentences() {
        let words = &passage.words[sentence.clone()];
        let place = TermPlace { sentence: words, near: &near, text_says: &text_says };
        let ranges = terms.find(term, place).into_iter();
        let ranges = ranges.map(|range| range.start + sentence.start..range.end + sentence.start);
        let mut ranges: Vec<Range<usize>> = ranges.filter(|range| !is_quoted(range)).collect();
        if term.rule == TermRule::SupersededGuideline {
            // By its number, where it has one.
            ranges.drain(..ranges.len().saturating_sub(1));
        }
        found.extend(ranges);
    }
    found
}
