//! Documents, drafts and versions. Does not know today, nor how they are shown.

use crate::ledger::{Chain, Day, VersionId};
use crate::text::date::Date;
use crate::tree::{Digest, Provision};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The name of a document's folder and of its address: lower-case ASCII letters, digits and `-`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(Arc<str>);

/// The words cannot be a document's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlugError;

/// Names that mean something else in an address space or on a disk.
const RESERVED: [&str; 8] = [
    "assets",
    "documents",
    "static",
    "con",
    "prn",
    "aux",
    "nul",
    "index",
];

impl Slug {
    /// Reads a slug.
    ///
    /// # Errors
    /// When it is not 1 to 64 lower-case ASCII letters, digits and `-`, begins or ends with `-`, or is reserved.
    pub fn new(words: &str) -> Result<Slug, SlugError> {
        let fits = (1..=64).contains(&words.len())
            && words
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !words.starts_with('-')
            && !words.ends_with('-')
            && !RESERVED.contains(&words);
        if fits {
            Ok(Slug(words.into()))
        } else {
            Err(SlugError)
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What sort of document it is; carries the verbs and date words that its readers are used to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 公表事項.
    PrivacyNotice,
    /// 共同利用に関する公表.
    JointUseNotice,
    /// 規程.
    Regulation,
    /// Any other notice.
    Notice,
}

impl Kind {
    /// Every kind with its name in `document.yaml` and as the role of the root.
    pub const ALL: [(Kind, &'static str); 4] = [
        (Kind::PrivacyNotice, "privacy-notice"),
        (Kind::JointUseNotice, "joint-use-notice"),
        (Kind::Regulation, "regulation"),
        (Kind::Notice, "notice"),
    ];

    /// The name in `document.yaml`.
    pub fn name(self) -> &'static str {
        Kind::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .expect("every kind is listed")
            .1
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }

    /// What its readers call the day from which a text counts.
    pub fn effective_word(self) -> &'static str {
        match self {
            Kind::Regulation => "施行日",
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => "適用日",
        }
    }

    /// The verb for being in force: 施行 or 適用.
    pub fn effective_verb(self) -> &'static str {
        match self {
            Kind::Regulation => "施行",
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => "適用",
        }
    }
}

/// The text in `content/` as it stands: one tree for each period of the facts that it uses.
#[derive(Clone, Debug)]
pub struct Draft {
    periods: Vec<(Option<Date>, Arc<Provision>)>,
}

impl Draft {
    /// A draft from its periods: the first begins at no day, the others on the day given, ascending.
    ///
    /// # Panics
    /// When there is no period.
    pub fn new(periods: Vec<(Option<Date>, Arc<Provision>)>) -> Draft {
        assert!(!periods.is_empty(), "a draft has at least one period");
        Draft { periods }
    }

    /// The text as it reads on a day.
    pub fn on(&self, day: Date) -> &Arc<Provision> {
        let known = self
            .periods
            .iter()
            .rev()
            .find(|(from, _)| from.is_none_or(|from| from <= day));
        &known.unwrap_or(&self.periods[0]).1
    }

    /// The text of every period.
    pub fn periods(&self) -> &[(Option<Date>, Arc<Provision>)] {
        &self.periods
    }
}

/// A sealed version.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its identity.
    pub id: VersionId,
    /// From when it is in force.
    pub effective: Day,
    /// When kohyo learned of it.
    pub recorded: Date,
    /// Its text.
    pub tree: Arc<Provision>,
    /// The digest of its version file, as the ledger names it.
    pub digest: Digest,
}

/// One notice or regulation over its whole life.
#[derive(Debug)]
pub struct Document {
    /// Folder and address.
    pub slug: Slug,
    /// What sort of document it is.
    pub kind: Kind,
    /// The text in `content/`.
    pub draft: Draft,
    /// The sealed versions, by effective day, then by order of recording.
    pub versions: Vec<Version>,
    /// What happened to it.
    pub ledger: Chain,
    /// The bytes of its figures, by their digests.
    pub figures: BTreeMap<Digest, Arc<[u8]>>,
}

impl Document {
    /// The version that was recorded last: what a draft stands on.
    pub fn newest(&self) -> Option<&Version> {
        self.versions.iter().max_by_key(|version| version.id)
    }

    /// The version in force on a day.
    pub fn in_force_on(&self, day: Date) -> Option<&Version> {
        self.versions
            .iter()
            .rev()
            .find(|version| version.effective.counted() <= day)
    }
}
