//! What is checked beyond form: one file a rule, beside its page (`<rule>.md`), which is words, manual and test.
//! Rules return findings; they do not print, sort, count or stop.

mod announced;
mod answered;
mod asked;
mod cited_eras;
mod condensed;
mod matters;
mod mismatch;
mod notices;
mod passage;
mod replacements;
mod shown_places;

use crate::diagnostic::catalogue::Catalogue;
use crate::diagnostic::{Blanks, Finding, Lang, Severity, Span};
use crate::diff::Comparisons;
use crate::disk::Snapshot;
use crate::site::edition::{Edition, Showing};
use crate::site::load;
use crate::site::{Document, Site};
use crate::text::date::Date;
use crate::tree::Text;
use notices::Notices;
use passage::LegalPassage;
pub use replacements::{SafeRewrite, SafeRewrites};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::LazyLock;
use wording::DraftWords;

/// What rules judge.
pub struct Facts<'a> {
    /// Everything that the site's folder says.
    pub site: &'a Site,
    /// The site as its author sees it today, drafts included.
    pub edition: Edition<'a>,
    /// The day.
    pub today: Date,
    /// What changed between texts; the same store as the build's, so that no pair is compared twice.
    pub comparisons: &'a Comparisons,
    drafts: OnceCell<Vec<DraftWords<'a>>>,
    legal: OnceCell<Vec<LegalPassage<'a>>>,
    notices: OnceCell<Notices<'a>>,
}

impl<'a> Facts<'a> {
    /// The facts of a site on a day.
    pub fn of(site: &'a Site, today: Date, comparisons: &'a Comparisons) -> Facts<'a> {
        let edition = Edition::of(site, today, Showing::Preview);
        let (drafts, legal, notices) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Facts { site, edition, today, comparisons, drafts, legal, notices }
    }

    /// The words of all drafts, read for the first rule that asks.
    fn drafts(&self) -> &[DraftWords<'a>] {
        let documents = self.site.documents.iter();
        self.drafts.get_or_init(|| documents.map(DraftWords::of).collect())
    }

    /// The texts that the law of a day is held against, likewise.
    fn legal_passages(&self) -> &[LegalPassage<'a>] {
        self.legal.get_or_init(|| passage::passages(self))
    }

    /// The notices, likewise.
    fn notices(&self) -> &Notices<'a> {
        self.notices.get_or_init(|| Notices::of(self))
    }
}

/// A rule: its code, its page, and what it finds.
pub struct Rule {
    /// The stable name that its findings carry.
    pub code: &'static str,
    /// Its page. The head, between lines `---`, holds the entries of the catalogue: what its findings say. The rest is
    /// the manual.
    pub page: &'static str,
    /// What it finds in a site.
    pub check: fn(&Facts<'_>) -> Vec<Finding>,
}

impl Rule {
    /// What its findings say, as a table of the catalogue.
    pub fn head(&self) -> &'static str {
        self.parts().0
    }

    /// What it checks, why, a wrong and a right example, the ground it stands on.
    pub fn manual(&self) -> &'static str {
        self.parts().1
    }

    /// How much its findings weigh, as those that its page shows.
    pub fn severities(&self) -> impl Iterator<Item = Severity> {
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let manual = self.manual();
        all.into_iter().filter(move |severity| {
            let head = format!("\n{}[{}]", severity.word(Lang::Ja), self.code);
            manual.contains(&head)
        })
    }

    /// The first sentence of a part of its page.
    pub fn first_sentence(&self, part: &str) -> &'static str {
        let heading = format!("\n## {part}\n\n");
        let part = self.manual().split_once(&heading).map_or("", |(_, rest)| rest);
        let line = part.lines().next().unwrap_or_default();
        line.find('。').map_or(line, |at| &line[..at + '。'.len_utf8()])
    }

    fn parts(&self) -> (&'static str, &'static str) {
        let parts = self.page.strip_prefix("---\n").and_then(|page| page.split_once("---\n\n"));
        parts.unwrap_or(("", self.page))
    }
}

mod wording;

/// Declares the modules of the rules, and makes the table of them.
macro_rules! rules {
    ($($module:ident $code:literal)*) => {
        $(mod $module;)*

        /// Every rule.
        pub const RULES: &[Rule] = &[$(Rule {
            code: $code,
            page: include_str!(concat!(stringify!($module), ".md")),
            check: $module::check,
        }),*];
    };
}

// A new rule is one file, its page with its words, and one line here.
rules! {
    amended_day "amended-day"
    broken_character "broken-character"
    contact_value "contact-value"
    copied_ledger "copied-ledger"
    dangling_reference "dangling-reference"
    dead_link "dead-link"
    defined_twice "defined-twice"
    defined_unused "defined-unused"
    document_mismatch "document-mismatch"
    doubtful_day "doubtful-day"
    ended_era "ended-era"
    half_updated "half-updated"
    in_word_space "in-word-space"
    joint_use_item_missing "joint-use-item-missing"
    label_sequence "label-sequence"
    link_to_top "link-to-top"
    missing_item "missing-item"
    mixed_spelling "mixed-spelling"
    near_term "near-term"
    obsolete_term "obsolete-term"
    outdated_fact "outdated-fact"
    placeholder "placeholder"
    sentence_length "sentence-length"
    served_file "served-file"
    stale_citation "stale-citation"
    superseded_guideline "superseded-guideline"
    undefined_term "undefined-term"
    unsealed "unsealed"
    wrong_fee "wrong-fee"
}

static WORDS: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(RULES.iter().map(Rule::head)));

/// What the findings of rules say.
pub fn catalogue() -> &'static Catalogue {
    &WORDS
}

/// A finding, as the page of its rule words it.
fn finding(severity: Severity, name: &'static str, blanks: Blanks<'_>) -> Finding {
    Finding::worded(&WORDS, severity, name, blanks)
}

/// Each finding once, however many texts and periods its place stands in.
fn once(mut found: Vec<Finding>) -> Vec<Finding> {
    let mut seen = HashSet::new();
    found.retain(|finding| finding.span.is_none() || seen.insert(finding.span.clone()));
    found
}

/// The file of a document, for what has no place of its own.
fn document_file(document: &Document) -> Span {
    Span::file(format!("content/{}/document.yaml", document.slug))
}

/// The words of the newest version that are of some kind: what is public with them does not wait for them.
fn sealed_words(document: &Document, is: impl Fn(&str) -> bool) -> HashSet<String> {
    let newest = document.newest().into_iter();
    let texts = newest.flat_map(|version| version.tree.visit());
    let texts = texts.flat_map(|(_, one)| [one.heading().words(), one.text().words()]);
    texts.filter(|words| is(words)).collect()
}

/// What all rules find, less what the author has answered.
pub fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let found = RULES.iter().flat_map(|rule| (rule.check)(facts)).collect();
    answered::answered(facts, found)
}

/// A site as it was read, with everything that was found.
pub struct CheckedSite {
    /// Its files.
    pub snapshot: Snapshot,
    /// The site, when it has no errors of form.
    pub site: Option<Site>,
    /// Everything found, what rules find included.
    pub findings: Vec<Finding>,
    /// What was compared in order to find it.
    pub comparisons: Comparisons,
}

impl CheckedSite {
    /// Everything that can be said about a snapshot on a day.
    pub fn of(snapshot: Snapshot, today: Date) -> CheckedSite {
        let comparisons = Comparisons::default();
        let loaded = load::load(&snapshot);
        let mut findings = loaded.findings;
        if let Some(site) = &loaded.site {
            findings.extend(check(&Facts::of(site, today, &comparisons)));
        }
        CheckedSite { snapshot, site: loaded.site, findings, comparisons }
    }

    /// The errors.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error)
    }

    /// What stands against sealing the draft of a document for a day: what is found in its own files, and where the
    /// words come from that it shows of others.
    pub fn holding<'s>(
        &'s self,
        document: &Document,
        day: Date,
    ) -> impl Iterator<Item = &'s Finding> + use<'s> {
        let folder = format!("content/{}/", document.slug);
        let held = self.findings.iter().filter(|finding| finding.hold.is_some());
        let (own, of_others): (Vec<&Finding>, Vec<&Finding>) =
            held.partition(|finding| finding.is_below(&folder));
        let frame = self.site.iter().flat_map(|site| &site.frame);
        let mut shown: Vec<Span> = frame.filter_map(Text::span).collect();
        if !of_others.is_empty() {
            let texts = document.draft.on(day).visit();
            let texts = texts.flat_map(|(_, one)| [one.heading(), one.text()]);
            shown.extend(texts.filter_map(Text::span));
        }
        let is_shown = move |finding: &&Finding| {
            let at = finding.span.as_ref();
            at.is_some_and(|at| shown.iter().any(|shown| touches(shown, at)))
        };
        own.into_iter().chain(of_others.into_iter().filter(is_shown))
    }

    /// The site, if nothing stands against going on.
    pub fn if_sound(&self) -> Option<&Site> {
        self.site.as_ref().filter(|_| self.errors().next().is_none())
    }
}

/// Whether two places in files have a place in common; at a point, both ends count.
fn touches(one: &Span, other: &Span) -> bool {
    let (a, b) = (&one.range, &other.range);
    one.file == other.file && a.start <= b.end && b.start <= a.end
}
