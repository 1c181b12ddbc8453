//! Words that the law left behind, and where they are right all the same. Does not know documents.
//!
//! Source: `terms.yaml`, each entry with its own.

use super::{OrganisationProfile, Sourced};
use crate::diagnostic::{Confidence, Message, Severity};
use crate::text::chars::{is_kanji, is_katakana};
use crate::text::date::Date;
use crate::text::{json_words, named};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

named! {
    /// Which rule tells an entry.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum TermRule {
        /// A word, or a name that changed.
        ObsoleteTerm = "obsolete-term",
        /// A guideline, a notification or another instrument that another one replaced.
        SupersededGuideline = "superseded-guideline",
        /// What was true until a day.
        OutdatedFact = "outdated-fact",
    }
    /// The code of the rule.
    name;
}

named! {
    /// What is at stake, where that is less than what the confidence says.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum TermKind {
        /// What the law says.
        Law = "law",
        /// The look of a word.
        Style = "style",
        /// What is known from memory only.
        Memory = "memory",
    }
    /// The name in a table.
    name;
}

json_words!(TermRule, |own: &TermRule| own.name(), TermRule::from_name);
json_words!(TermKind, |own: &TermKind| own.name(), TermKind::from_name);

/// A word that the law left behind.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its name: `not_applicable` answers `obsolete-term.<id>`.
    pub id: String,
    /// The rule that tells it.
    pub rule: TermRule,
    /// What is looked for, each form spelt out.
    pub words: Vec<String>,
    /// Groups, of each of which one must stand in the same sentence.
    pub with: Vec<Vec<String>>,
    /// Groups, of each of which one must stand in the sentence, above or beside it.
    pub near: Vec<Vec<String>>,
    /// Words of the sentence with which it is right.
    pub unless: Vec<String>,
    /// The same above or beside it.
    pub unless_near: Vec<String>,
    /// Longer words that are other words.
    pub inside: Vec<String>,
    /// It counts in 「」 too: titles of instruments are quoted.
    pub is_sought_in_quotes: bool,
    /// What is at stake.
    pub kind: TermKind,
    /// What may be written in its place.
    pub replacement: Option<String>,
    /// Whether that can never be wrong.
    pub is_safe: bool,
    /// Why it is of the past.
    pub reason: Message,
    /// What to do.
    pub instead: Message,
    /// What it rests on.
    pub sourced: Sourced,
}

impl Term {
    /// How much a finding weighs that follows from it.
    pub fn severity(&self) -> Severity {
        match (self.sourced.confidence, self.kind) {
            (Confidence::High, TermKind::Law) => Severity::Warning,
            (Confidence::High, TermKind::Style | TermKind::Memory)
            | (Confidence::Medium | Confidence::Low, _) => Severity::Note,
        }
    }
}

/// The packaged words, and those that a site adds.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Words of a sentence that speaks of the past.
    pub past: Vec<String>,
    /// What proper names end with, of which the word is a part.
    pub name_endings: Vec<String>,
    /// The entries.
    pub all: Vec<Term>,
}

/// The words of a sentence, of what stands above it, and of what stands beside it.
#[derive(Clone, Copy)]
pub struct TermPlace<'a> {
    /// The sentence.
    pub sentence: &'a str,
    /// All that is near, the sentence included; asked for only where it matters.
    pub near: &'a dyn Fn() -> String,
}

impl Terms {
    /// Those that count on a day for an organisation.
    pub fn on(
        &self,
        rule: TermRule,
        day: Date,
        profile: Option<OrganisationProfile>,
    ) -> impl Iterator<Item = &Term> {
        let counts = move |term: &&Term| {
            term.rule == rule && term.sourced.is_on(day) && term.sourced.is_for(profile)
        };
        self.all.iter().filter(counts)
    }

    /// Whether a text may hold a word at all, by its [`narrow`] words.
    pub fn may_hold(&self, term: &Term, narrow: &str) -> bool {
        term.words.iter().any(|word| narrow.contains(&**word))
    }

    /// Where a word stands in a sentence so that it is of the past there: byte ranges of the sentence.
    pub fn find(&self, term: &Term, place: TermPlace<'_>) -> Vec<Range<usize>> {
        let folded = Folded::of(place.sentence);
        let mut found = term.places(&folded);
        found.retain(|range| !self.is_name(&folded, range));
        if found.is_empty() || has_any(&folded.words, &self.past) {
            return Vec::new();
        }
        let is_right = has_any(&folded.words, &term.unless) || !has_each(&folded.words, &term.with);
        if is_right {
            return Vec::new();
        }
        if !term.near.is_empty() || !term.unless_near.is_empty() {
            let near = Folded::of(&(place.near)()).words;
            if has_any(&near, &term.unless_near) || !has_each(&near, &term.near) {
                return Vec::new();
            }
        }
        found.into_iter().map(|range| folded.place(range)).collect()
    }

    /// Whether a word is part of a proper name: 老人医療｜センター, 主務大臣｜賞.
    fn is_name(&self, folded: &Folded, range: &Range<usize>) -> bool {
        let after = &folded.words[range.end..];
        let run = after.find(|c: char| !is_kanji(c) && !is_katakana(c) && c != 'ー');
        let run = &after[..run.unwrap_or(after.len())];
        self.name_endings.iter().any(|ending| run.ends_with(&**ending))
    }
}

impl Term {
    /// Where its words stand, the longest at each place, outside of longer words that are others.
    fn places(&self, folded: &Folded) -> Vec<Range<usize>> {
        let words = &folded.words;
        let longest = |at: usize, all: &[String]| {
            let there = all.iter().filter(|one| words[at..].starts_with(&***one));
            there.map(String::len).max()
        };
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(c) = words[at..].chars().next() {
            let other = longest(at, &self.inside);
            let own = longest(at, &self.words);
            at += match (other, own) {
                (Some(other), own) if own.is_none_or(|own| own < other) => other,
                (_, Some(own)) => {
                    found.push(at..at + own);
                    own
                }
                (_, None) => c.len_utf8(),
            };
        }
        found
    }
}

fn has_any(words: &str, any: &[String]) -> bool {
    any.iter().any(|one| words.contains(&**one))
}

fn has_each(words: &str, groups: &[Vec<String>]) -> bool {
    groups.iter().all(|group| has_any(words, group))
}

/// Words with full-width letters, digits and marks as narrow ones, and the bytes they come from.
struct Folded {
    words: String,
    /// For each byte of the words, the byte of the source; one more for the end.
    from: Vec<usize>,
}

impl Folded {
    fn of(source: &str) -> Folded {
        let mut folded = Folded { words: String::with_capacity(source.len()), from: Vec::new() };
        for (at, c) in source.char_indices() {
            let narrow = match c {
                '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                '\u{3000}' => ' ',
                c => c,
            };
            folded.words.push(narrow);
            folded.from.resize(folded.words.len(), at);
        }
        folded.from.push(source.len());
        folded
    }

    fn place(&self, range: Range<usize>) -> Range<usize> {
        self.from[range.start]..self.from[range.end]
    }
}

/// Words as they are looked through: full-width letters, digits and marks as narrow ones.
pub fn narrow(words: &str) -> String {
    Folded::of(words).words
}

/// Spells a word with alternatives out: 6(か|ヶ|)月 is 6か月, 6ヶ月, 6月. What has no end stands for itself.
pub fn spelt_out(pattern: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inner, behind)) = after.split_once(')') else {
            break;
        };
        let each = |known: &String| {
            let start = format!("{known}{before}");
            inner.split('|').map(move |one| format!("{start}{one}")).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(each).take(SPELT).collect();
        rest = behind;
    }
    all.into_iter().map(|known| Folded::of(&(known + rest)).words).collect()
}

/// More forms of a word than these are not looked for.
const SPELT: usize = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermTable {
    past: Vec<String>,
    name_endings: Vec<String>,
    terms: Vec<TermEntry>,
}

/// An entry as its table writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    id: String,
    rule: TermRule,
    words: Vec<String>,
    #[serde(default)]
    with: Vec<Vec<String>>,
    #[serde(default)]
    near: Vec<Vec<String>>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    unless_near: Vec<String>,
    #[serde(default)]
    inside: Vec<String>,
    quoted: Option<String>,
    kind: Option<TermKind>,
    replacement: Option<String>,
    fix: Option<String>,
    reason: Message,
    instead: Message,
    from: Option<Date>,
    to: Option<Date>,
    #[serde(default)]
    basis: Vec<String>,
    source: String,
    confidence: Confidence,
    #[serde(default)]
    profiles: Vec<OrganisationProfile>,
}

impl TermEntry {
    fn term(self) -> Term {
        Term {
            id: self.id,
            rule: self.rule,
            words: self.words.iter().flat_map(|word| spelt_out(word)).collect(),
            with: self.with,
            near: self.near,
            unless: self.unless,
            unless_near: self.unless_near,
            inside: self.inside,
            is_sought_in_quotes: self.quoted.is_some(),
            kind: self.kind.unwrap_or(TermKind::Law),
            replacement: self.replacement,
            is_safe: self.fix.as_deref() == Some("safe"),
            reason: self.reason,
            instead: self.instead,
            sourced: Sourced {
                from: self.from,
                to: self.to,
                basis: self.basis,
                source: self.source,
                confidence: self.confidence,
                profiles: self.profiles,
            },
        }
    }
}

static PACKAGED: LazyLock<Terms> = LazyLock::new(|| {
    let table: TermTable = serde_saphyr::from_str(include_str!("terms.yaml"))
        .expect("a test reads the packaged table");
    Terms {
        past: table.past,
        name_endings: table.name_endings,
        all: table.terms.into_iter().map(TermEntry::term).collect(),
    }
});

/// The words that come with kohyo.
pub fn packaged_terms() -> &'static Terms {
    &PACKAGED
}
