//! What of the law is to change, and which words of a site it touches. Never says what an article will read. Does not know
//! documents.
//!
//! Source: `coming.yaml`, each entry with its own.

use super::{OrganisationProfile, Sourced};
use crate::diagnostic::{Confidence, Message};
use crate::text::date::Date;
use serde::Deserialize;
use std::sync::LazyLock;

/// When a change of law comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComingDay {
    /// On that day.
    On(Date),
    /// On that day at the latest.
    Latest(Date),
    /// About then, as it is planned.
    Planned(Date),
    /// Nobody has verified a day.
    Unknown,
}

impl ComingDay {
    /// The day by which lists put it; none where it is not known.
    pub fn counted(self) -> Option<Date> {
        match self {
            ComingDay::On(day) | ComingDay::Latest(day) | ComingDay::Planned(day) => Some(day),
            ComingDay::Unknown => None,
        }
    }

    /// In words: 2027年1月17日, 2028年7月16日まで, 2027年4月30日ごろ（予定）.
    pub fn words(self) -> Message {
        let (name, day) = match self {
            ComingDay::On(day) => return Message::day(day),
            ComingDay::Latest(day) => ("text/day-latest", day),
            ComingDay::Planned(day) => ("text/day-planned", day),
            ComingDay::Unknown => return Message::of("text/day-unverified", &[]),
        };
        let day = Message::day(day);
        Message::of(name, crate::fill! { day })
    }

    /// From the entries of a table, of which one may be there.
    pub fn of(day: Option<Date>, latest: Option<Date>, planned: Option<Date>) -> Option<ComingDay> {
        match (day, latest, planned) {
            (Some(day), None, None) => Some(ComingDay::On(day)),
            (None, Some(day), None) => Some(ComingDay::Latest(day)),
            (None, None, Some(day)) => Some(ComingDay::Planned(day)),
            (None, None, None) => Some(ComingDay::Unknown),
            _ => None,
        }
    }
}

/// A change of law that is to come.
#[derive(Clone, Debug)]
pub struct ComingLaw {
    /// Its name.
    pub id: String,
    /// When.
    pub day: ComingDay,
    /// Words of a site that it touches.
    pub words: Vec<String>,
    /// What changes.
    pub what: Message,
    /// What to look at then.
    pub to_do: Message,
    /// What takes the place of the words, where that is known.
    pub replacement: Option<String>,
    /// What it rests on.
    pub sourced: Sourced,
}

impl ComingLaw {
    /// Whether it is still to come after a day, for an organisation.
    pub fn is_ahead(&self, today: Date, profile: Option<OrganisationProfile>) -> bool {
        self.day.counted().is_none_or(|day| day > today) && self.sourced.is_for(profile)
    }

    /// The word of a text that it touches.
    pub fn touches(&self, words: &str) -> Option<&str> {
        self.words.iter().map(String::as_str).find(|word| words.contains(word))
    }
}

/// An entry as its table writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComingEntry {
    id: String,
    day: Option<Date>,
    latest: Option<Date>,
    planned: Option<Date>,
    words: Vec<String>,
    what: Message,
    to_do: Message,
    replacement: Option<String>,
    #[serde(default)]
    basis: Vec<String>,
    source: String,
    confidence: Confidence,
    #[serde(default)]
    profiles: Vec<OrganisationProfile>,
}

impl ComingEntry {
    fn coming(self) -> Option<ComingLaw> {
        let day = ComingDay::of(self.day, self.latest, self.planned)?;
        Some(ComingLaw {
            id: self.id,
            day,
            words: self.words,
            what: self.what,
            to_do: self.to_do,
            replacement: self.replacement,
            sourced: Sourced {
                from: day.counted(),
                to: None,
                basis: self.basis,
                source: self.source,
                confidence: self.confidence,
                profiles: self.profiles,
            },
        })
    }
}

static PACKAGED: LazyLock<Vec<ComingLaw>> = LazyLock::new(|| {
    let all: Vec<ComingEntry> = serde_saphyr::from_str(include_str!("coming.yaml"))
        .expect("a test reads the packaged table");
    let coming = |entry: ComingEntry| entry.coming().expect("a test reads the packaged table");
    all.into_iter().map(coming).collect()
});

/// The changes that come with kohyo.
pub fn packaged_coming() -> &'static [ComingLaw] {
    &PACKAGED
}
