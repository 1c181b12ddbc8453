//! Words that the law left behind, and where they are right all the same. Does not know documents.
//!
//! Source: `terms.yaml`, each entry with its own (`term_table` reads it).

use super::{OrganisationProfile, Sourced, WordFamily};
use crate::diagnostic::{Confidence, Message, Severity};
use crate::text::chars::{is_kanji, is_katakana};
use crate::text::date::Date;
use crate::text::wording::condense;
use crate::text::{json_words, named};
use serde::Deserialize;
use std::ops::Range;

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
    /// Ways of saying it, for what no single word shows.
    pub wordings: TermWordings,
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

/// Families of wordings that show a term.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermWordings {
    /// What is looked for; where words are given too, only words inside of one of these count.
    pub said: Vec<WordFamily>,
    /// With these over it, it is right.
    #[serde(default)]
    pub but_not: Vec<WordFamily>,
    /// With these anywhere in the document it is right.
    #[serde(default)]
    pub unless_text: Vec<WordFamily>,
    /// What in the document looks like that and says the contrary (電子データではお渡ししません).
    #[serde(default)]
    pub unless_text_but_not: Vec<WordFamily>,
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
    /// Whether the whole document says what makes a word right; asked for only where it matters.
    pub text_says: &'a dyn Fn(&TermWordings) -> bool,
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
        term.words.is_empty() || term.words.iter().any(|word| narrow.contains(&**word))
    }

    /// Where a word stands in a sentence so that it is of the past there: byte ranges of the sentence.
    pub fn find(&self, term: &Term, place: TermPlace<'_>) -> Vec<Range<usize>> {
        let folded = Folded::of(place.sentence);
        let mut places = term.places(&folded);
        places.retain(|range| !self.is_name(&folded, range));
        if places.is_empty() && !term.words.is_empty() || has_any(&folded.words, &self.past) {
            return Vec::new();
        }
        let is_right = has_any(&folded.words, &term.unless) || !has_each(&folded.words, &term.with);
        if is_right {
            return Vec::new();
        }
        let places = places.into_iter().map(|range| folded.place(range));
        let found = term.worded(place.sentence, places);
        if found.is_empty() {
            return Vec::new();
        }
        if !term.near.is_empty() || !term.unless_near.is_empty() {
            let near = Folded::of(&(place.near)()).words;
            if has_any(&near, &term.unless_near) || !has_each(&near, &term.near) {
                return Vec::new();
            }
        }
        let elsewhere = &term.wordings;
        if !elsewhere.unless_text.is_empty() && (place.text_says)(elsewhere) {
            return Vec::new();
        }
        found
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

impl Term {
    /// What of a sentence its wordings leave of the places of its words; where it has no words, the wordings themselves.
    fn worded(
        &self,
        sentence: &str,
        words: impl Iterator<Item = Range<usize>>,
    ) -> Vec<Range<usize>> {
        let TermWordings { said, but_not, .. } = &self.wordings;
        if said.is_empty() {
            return words.collect();
        }
        let condensed = Folded::condensed(sentence);
        let all = |families: &[WordFamily]| {
            let found = families.iter().flat_map(|one| one.0.find(&condensed.words));
            let found = found.map(|range| condensed.place(range));
            found
                .map(|one| one.start..one.start + sentence[one].trim_end_matches('。').len())
                .collect::<Vec<_>>()
        };
        let (mut said, but_not) = (all(said), all(but_not));
        let is_over = |one: &Range<usize>, all: &[Range<usize>]| {
            all.iter().any(|other| one.start < other.end && other.start < one.end)
        };
        if !self.words.is_empty() {
            return words.filter(|one| is_over(one, &said) && !is_over(one, &but_not)).collect();
        }
        said.retain(|one| !is_over(one, &but_not));
        said.sort_unstable_by_key(|one| (one.start, std::cmp::Reverse(one.end)));
        let mut end = 0;
        said.retain(|one| {
            let is_new = one.start >= end;
            end = end.max(one.end);
            is_new
        });
        said
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

    /// Words as wordings look at them, with the end of a line behind them.
    fn condensed(source: &str) -> Folded {
        let mut folded = Folded { words: String::with_capacity(source.len()), from: Vec::new() };
        for (at, c) in source.char_indices() {
            let mut one = [0; 4];
            let condensed = condense(c.encode_utf8(&mut one));
            if !condensed.trim().is_empty() {
                folded.words.push_str(&condensed);
                folded.from.resize(folded.words.len(), at);
            }
        }
        folded.words.push('\n');
        folded.from.extend([source.len(), source.len()]);
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
