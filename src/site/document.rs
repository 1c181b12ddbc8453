//! Documents, drafts and versions. Does not know today, nor how they are shown.

use super::NotApplicable;
use super::aids::Aids;
use super::slip::Slip;
use crate::diagnostic::Finding;
use crate::fill;
use crate::ledger::{Chain, Day, LedgerState, Provenance, Repeal, Title, VersionId, VersionRecord};
use crate::text::date::{self, Date};
use crate::text::named;
use crate::tree::{Bare, Digest, Form, Provision};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The name of a document's folder and of its address: lower-case ASCII letters, digits and `-`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(Arc<str>);

/// The words cannot be a document's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlugError;

/// Names that mean something else in an address space or on a disk.
const RESERVED: [&str; 9] =
    ["assets", "documents", "static", "law", "con", "prn", "aux", "nul", "index"];

impl Slug {
    /// Reads a slug.
    ///
    /// # Errors
    /// When it is not 1 to 64 lower-case ASCII letters, digits and `-`, begins or ends with `-`, or is reserved.
    pub fn new(words: &str) -> Result<Slug, SlugError> {
        let fits = (1..=64).contains(&words.len())
            && words.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !words.starts_with('-')
            && !words.ends_with('-')
            && !RESERVED.contains(&words);
        if fits { Ok(Slug(words.into())) } else { Err(SlugError) }
    }

    /// Reads the slug that a new document is to have.
    ///
    /// # Errors
    /// As [`Slug::new`], as a finding.
    pub fn asked(name: &str) -> Result<Slug, Finding> {
        Slug::new(name).map_err(|_| Finding::error("document-name.asked", fill! { name }))
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

named! {
    /// What sort of document it is; carries the verbs and date words that its readers are used to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Kind {
        /// 公表事項.
        PrivacyNotice = "privacy-notice",
        /// 共同利用に関する公表.
        JointUseNotice = "joint-use-notice",
        /// 規程.
        Regulation = "regulation",
        /// Any other notice that stands until it is changed.
        Notice = "notice",
        /// 公告・お知らせ・漏えいの公表: told once, on a day; nothing of it is ever “in force”.
        Announcement = "announcement",
    }
    /// The name in `document.yaml`, and the role of the root.
    name;
}

impl Kind {
    /// What a change of its text is called: 改正 or 変更.
    pub fn change_word(self) -> &'static str {
        match self {
            Kind::Regulation => "改正",
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
                "変更"
            }
        }
    }

    /// What its readers call the day from which a text counts.
    pub fn effective_word(self) -> &'static str {
        match self {
            Kind::Regulation => "施行日",
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => "適用日",
            Kind::Announcement => "お知らせの日",
        }
    }

    /// The verb for being in force: 施行 or 適用; of what is told once, 掲載.
    pub fn effective_verb(self) -> &'static str {
        match self {
            Kind::Regulation => "施行",
            Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => "適用",
            Kind::Announcement => "掲載",
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
        let known = self.periods.iter().rev().find(|(from, _)| from.is_none_or(|from| from <= day));
        &known.unwrap_or(&self.periods[0]).1
    }

    /// The text of every period.
    pub fn periods(&self) -> &[(Option<Date>, Arc<Provision>)] {
        &self.periods
    }
}

/// A sealed version: its text, and (by dereference) what the ledger says of it.
#[derive(Clone, Debug)]
pub struct Version {
    /// What the ledger says of it.
    pub entry: VersionRecord,
    /// Its text; without what was withheld.
    pub tree: Arc<Provision>,
}

impl Version {
    /// A version that was sealed, of which nothing else is known.
    pub fn sealed(tree: Arc<Provision>, effective: Day, recorded: Date) -> Version {
        let id = VersionId::first(effective.counted());
        Version {
            entry: VersionRecord::new(id, Provenance::Sealed, tree.digest(), effective, recorded),
            tree,
        }
    }
}

impl Deref for Version {
    type Target = VersionRecord;

    fn deref(&self) -> &VersionRecord {
        &self.entry
    }
}

/// One notice or regulation over its whole life.
#[derive(Clone, Debug)]
pub struct Document {
    /// Folder and address.
    pub slug: Slug,
    /// What sort of document it is, as its pages speak of it; the role of its root may be another.
    pub kind: Kind,
    /// The text in `content/`.
    pub draft: Draft,
    /// What is said about it before it is sealed.
    pub slip: Option<Slip>,
    /// What its author answers checks.
    pub not_applicable: Vec<NotApplicable>,
    /// The sealed versions, withdrawn and replaced ones included, by the day from which they count, then by
    /// order of recording.
    pub versions: Vec<Version>,
    /// From when nothing of it is in force any more.
    pub repeal: Option<Repeal>,
    /// What lists call it, by the days from which that counts; empty where they use the titles of its texts.
    pub titles: Vec<Title>,
    /// What happened to it.
    pub ledger: Chain,
    /// The bytes of its figures, by their digests.
    pub figures: BTreeMap<Digest, Arc<[u8]>>,
    /// Aids beside its text.
    pub aids: Aids,
}

impl Document {
    /// A document of which nothing is known but its texts, which [`Document::take`] puts in their places.
    ///
    /// # Errors
    /// When its name is none.
    pub fn bare(
        slug: &str,
        texts: &BTreeMap<VersionId, Arc<Provision>>,
    ) -> Result<Document, Finding> {
        let text = texts.values().next_back().cloned();
        let text = text.unwrap_or_else(|| Bare::new(Form::Document).leaf());
        let role = text.role().as_str().to_owned();
        let kind = Kind::ALL.into_iter().find(|(_, name)| *name == role);
        Ok(Document {
            slug: Slug::asked(slug)?,
            kind: kind.map_or(Kind::Notice, |(kind, _)| kind),
            draft: Draft::new(vec![(None, text)]),
            slip: None,
            not_applicable: Vec::new(),
            versions: Vec::new(),
            repeal: None,
            titles: Vec::new(),
            ledger: Chain::default(),
            figures: BTreeMap::new(),
            aids: Aids::default(),
        })
    }

    /// Takes what a ledger says, with the texts of its versions; a version whose text is not there is left out.
    pub fn take(&mut self, account: &LedgerState, texts: &BTreeMap<VersionId, Arc<Provision>>) {
        let version = |entry: &VersionRecord| {
            texts.get(&entry.id).map(|tree| Version { entry: entry.clone(), tree: tree.clone() })
        };
        self.versions = account.entries().iter().filter_map(version).collect();
        // Stable: those of one day stay in the order of recording.
        self.versions.sort_by_key(|version| version.effective.counted());
        self.repeal = account.repeal().cloned();
        self.titles = account.titles().to_vec();
    }

    /// The document as it was known at the end of a day: with what was recorded until then. Its draft and what
    /// was withheld since are as they are now: neither has a past.
    pub fn known_on(&self, day: Date) -> Document {
        let mut known = self.clone();
        known.ledger = self.ledger.known_on(day);
        let account = LedgerState::of(known.ledger.lines())
            .expect("a ledger that is well formed is so from its first line on");
        let texts = self.versions.iter().map(|version| (version.id, version.tree.clone()));
        known.take(&account, &texts.collect());
        known
    }

    /// The version of that identity.
    pub fn version(&self, id: VersionId) -> Option<&Version> {
        self.versions.iter().find(|version| version.id == id)
    }

    /// The version of that name, in any form that dates take.
    pub fn version_named(&self, words: &str) -> Option<&Version> {
        let dated = || date::parse(words).ok().map(|reading| VersionId::first(reading.date));
        self.version(words.parse().ok().or_else(dated)?)
    }

    /// The versions that count from their day on: neither withdrawn nor replaced.
    pub fn live(&self) -> impl DoubleEndedIterator<Item = &Version> {
        self.versions.iter().filter(|version| version.is_live())
    }

    /// The version whose place another took: the one with the slip, or the one into which an earlier change was carried.
    pub fn put_right_in(&self, version: &Version) -> Option<&Version> {
        match version.came {
            Provenance::Corrects(id) | Provenance::Reissues(id) => self.version(id),
            Provenance::Sealed | Provenance::Registered => None,
        }
    }

    /// The version that stands in the place of another: the last of several that took it.
    pub fn successor(&self, version: &Version) -> Option<&Version> {
        let mut next = self.version(version.replaced?.by)?;
        while let Some(replaced) = next.replaced {
            next = self.version(replaced.by)?;
        }
        Some(next)
    }

    /// The version that was decided: putting slips right is no decision on what counts.
    pub fn decided_as<'a>(&'a self, version: &'a Version) -> &'a Version {
        let mut first = version;
        while let Provenance::Corrects(id) = first.came {
            match self.version(id) {
                Some(earlier) => first = earlier,
                None => break,
            }
        }
        first
    }

    /// The version that counts from the latest day: what a draft stands on.
    pub fn newest(&self) -> Option<&Version> {
        self.live().next_back()
    }

    /// The draft as it reads on a day, or on that from which the newest version counts where that is later: what is
    /// compared with the newest version. A dated fact that is sealed for its day is no change of the draft before it.
    pub fn draft_on(&self, day: Date) -> &Arc<Provision> {
        let newest = self.newest().map_or(day, |newest| newest.effective.counted());
        self.draft.on(day.max(newest))
    }

    /// The version that counts before another: what a reader compares it with. For a version that was
    /// withdrawn or replaced, what counted, or was to count, when it would have begun.
    pub fn before(&self, id: VersionId) -> Option<&Version> {
        let at = self.versions.iter().position(|version| version.id == id)?;
        self.versions[..at].iter().rev().find(|version| version.is_live())
    }

    /// Of several versions of one day, known before it, only the last is ever in force: it has the changes of all. What
    /// that is for another of them.
    pub fn overtaken_by(&self, version: &Version) -> Option<&Version> {
        let day = version.effective.counted();
        let is_of_day = |other: &&Version| other.effective.counted() == day;
        let last = self.live().rev().find(is_of_day)?;
        let behind = self.versions.iter().skip_while(|other| other.id != version.id).skip(1);
        let mut known = behind.filter(is_of_day).filter(|other| other.withdrawn.is_none());
        let is_overtaken = version.is_live() && last.id != version.id;
        (is_overtaken && known.any(|other| other.recorded < day)).then_some(last)
    }

    /// The version in force on a day.
    pub fn in_force_on(&self, day: Date) -> Option<&Version> {
        if self.repealed_on(day).is_some() {
            return None;
        }
        self.live().rev().find(|version| version.effective.counted() <= day)
    }

    /// The first of some versions that began by a day and is in force no more: its text is not changed.
    pub fn first_ended<'v>(
        &self,
        versions: impl IntoIterator<Item = &'v Version>,
        today: Date,
    ) -> Option<&'v Version> {
        let now = self.in_force_on(today).map(|version| version.id);
        let mut versions = versions.into_iter();
        versions.find(|version| version.effective.counted() <= today && Some(version.id) != now)
    }

    /// The repeal, where it has come by that day.
    pub fn repealed_on(&self, day: Date) -> Option<&Repeal> {
        self.repeal.as_ref().filter(|repeal| repeal.effective <= day)
    }

    /// What lists call the document on a day, where that is not the title of its text.
    pub fn title_on(&self, day: Date) -> Option<&str> {
        let known = self.titles.iter().rev().find(|title| title.effective <= day);
        known.map(|title| title.words.as_str())
    }

    /// The last day on which a version is in force, when it is known: the day before the next one counts, or
    /// before the repeal. It is before the version's own day where another of the same day took its place.
    pub fn last_day(&self, id: VersionId) -> Option<Date> {
        let mut after = self.live().skip_while(|version| version.id != id);
        after.next()?;
        let next = after.next().map(|version| version.effective.counted());
        let repeal = self.repeal.as_ref().map(|repeal| repeal.effective);
        next.into_iter().chain(repeal).min()?.yesterday().ok()
    }

    /// The last day up to `day` on which anything about the document became other: something was recorded, a text or
    /// a name came, or all ended; or on one of these days of others. Where something was recorded later, that day
    /// itself: what is known of it was not known then.
    pub fn turned(&self, day: Date, others: impl Iterator<Item = Date>) -> Option<Date> {
        let recorded = self.ledger.lines().iter().map(|line| line.event.recorded);
        if recorded.clone().any(|recorded| recorded > day) {
            return Some(day);
        }
        let versions = self.live().map(|version| version.effective.counted());
        let titles = self.titles.iter().map(|title| title.effective);
        let repeal = self.repeal.iter().map(|repeal| repeal.effective);
        let days = recorded.chain(versions).chain(titles).chain(repeal).chain(others);
        days.filter(|known| *known <= day).max()
    }
}
