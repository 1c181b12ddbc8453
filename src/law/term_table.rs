//! The table of words that the law left behind, as `terms.yaml` writes it. Does not know what they are looked for in.

use super::terms::{Term, TermKind, TermRule, TermWordings, Terms, spelt_out};
use super::{OrganisationProfile, Sourced};
use crate::diagnostic::{Confidence, Message};
use crate::text::date::Date;
use serde::Deserialize;
use std::sync::LazyLock;

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
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    wordings: TermWordings,
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
            wordings: self.wordings,
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
