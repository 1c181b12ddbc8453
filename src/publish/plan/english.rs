//! Where a text stands in time, said in English for the pages of translations. Does not know markup, nor the
//! translations themselves.

use super::address::Address;
use super::aids;
use super::changes;
use super::page::{Sentence, SentencePart, TextPage, TextProof, TextStatus, say, words};
use super::planner::{document_page, version_page};
use super::status_text::last_day;
use crate::ledger::{Day, Replacement};
use crate::site::edition::DocumentOn;
use crate::site::{AidKind, Kind, Version};
use crate::text::date::Date;
use std::collections::HashSet;

/// Where the text stands in time in a word or two.
pub(super) fn word(on: &DocumentOn<'_>, text: &TextPage) -> String {
    let version = version_of(on, text);
    let replaced = version.and_then(|version| version.replaced);
    match text.state {
        TextStatus::InForce if on.document.kind == Kind::Announcement => "Announcement".to_owned(),
        TextStatus::InForce => "In force".to_owned(),
        TextStatus::Coming => version.map_or("Not yet in force".to_owned(), |version| {
            format!("From {}", day(version.effective.counted()))
        }),
        TextStatus::Past => "Past".to_owned(),
        TextStatus::Withdrawn => "Withdrawn".to_owned(),
        TextStatus::Replaced => match replaced.map(|replaced| replaced.why) {
            Some(Replacement::Correction) => "Before correction".to_owned(),
            Some(Replacement::Reissue) | None => "Replaced".to_owned(),
        },
        TextStatus::Repealed => "Repealed".to_owned(),
        TextStatus::Draft | TextStatus::None => "Draft".to_owned(),
    }
}

/// Until when what is in force stays so, where that is known.
pub(super) fn until(on: &DocumentOn<'_>, text: &TextPage) -> String {
    let version = version_of(on, text).filter(|_| !text.until.is_empty());
    let last = version.and_then(|version| last_day(on, version));
    last.map_or_else(String::new, |last| format!("until {}", day(last)))
}

/// Where the text stands in time, and what will change; `translated` are the pages of texts that have a translation.
pub(super) fn standing(
    on: &DocumentOn<'_>,
    text: &TextPage,
    translated: &HashSet<Address>,
) -> Vec<Sentence> {
    let Some(version) = version_of(on, text) else {
        return vec![vec![words("This is a translation of a draft.")]];
    };
    let say = EnglishTeller { on, translated };
    match text.state {
        TextStatus::Coming | TextStatus::Past if on.document.overtaken_by(version).is_some() => {
            vec![say.overtaken(version)]
        }
        TextStatus::InForce => {
            let mut all = vec![vec![words(&in_force(on, version))]];
            all.extend(on.coming.iter().map(|next| say.coming(next)));
            let repeal = on.document.repeal.iter();
            all.extend(repeal.map(|repeal| {
                vec![words(&format!("It will be repealed on {}.", day(repeal.effective)))]
            }));
            all
        }
        TextStatus::Coming => say.will_apply(version),
        TextStatus::Withdrawn => {
            let was = format!(
                "This text was to apply from {}, but the change was cancelled and it does not apply. ",
                day(version.effective.counted())
            );
            vec![say.leads(was, document_page(on), now_words(on))]
        }
        TextStatus::Replaced => vec![say.replaced(version)],
        TextStatus::Past | TextStatus::Repealed | TextStatus::Draft | TextStatus::None => {
            let was = match last_day(on, version) {
                Some(last) => format!("This text applied until {}. ", day(last)),
                None => "This text no longer applies. ".to_owned(),
            };
            vec![say.leads(was, document_page(on), now_words(on))]
        }
    }
}

/// The version that a page shows.
fn version_of<'a>(on: &DocumentOn<'a>, text: &TextPage) -> Option<&'a Version> {
    match &text.proof {
        TextProof::Sealed { id, .. } => on.document.version(*id),
        TextProof::Draft => None,
    }
}

fn in_force(on: &DocumentOn<'_>, version: &Version) -> String {
    if on.document.kind == Kind::Announcement {
        let known = day(version.effective.counted());
        return format!("This is an announcement of {known}.");
    }
    match (version.effective, last_day(on, version)) {
        (Day::Known(from), Some(last)) => {
            format!("This text applies from {} until {}.", day(from), day(last))
        }
        (Day::Known(from), None) => format!("This text applies from {}.", day(from)),
        (Day::Unknown { seen }, _) => format!(
            "The day from which this text applies is not known; it was confirmed on {}.",
            day(seen)
        ),
    }
}

/// What the link to the text that counts says.
fn now_words(on: &DocumentOn<'_>) -> &'static str {
    if on.in_force.is_some() { "the text that applies now" } else { "the page of this document" }
}

struct EnglishTeller<'a> {
    on: &'a DocumentOn<'a>,
    translated: &'a HashSet<Address>,
}

impl EnglishTeller<'_> {
    /// Words that lead to a text: to its translation where there is one, else to the Japanese, and says so.
    fn link(&self, page: Address, said: &str) -> SentencePart {
        if self.translated.contains(&page) {
            SentencePart::Link(said.to_owned(), aids::address(&page, AidKind::English))
        } else {
            SentencePart::Link(format!("{said} (in Japanese)"), page)
        }
    }

    fn leads(&self, was: String, page: Address, said: &str) -> Sentence {
        let see = format!("{was}Please see ");
        vec![words(&see), self.link(page, said), words(".")]
    }

    fn coming(&self, next: &Version) -> Sentence {
        let from = format!(" applies from {}.", day(next.effective.counted()));
        let text = self.on.document.overtaken_by(next).unwrap_or(next);
        let mut all = vec![self.link(version_page(self.on, text), "A changed text"), words(&from)];
        if let Some(table) = changes::table(self.on, next) {
            let table = ("the table of changes (in Japanese)", table);
            all.extend(say(" Please see {}.", [table.into()]));
        }
        all
    }

    fn will_apply(&self, version: &Version) -> Vec<Sentence> {
        let from = format!("This text will apply from {}.", day(version.effective.counted()));
        let before = self.on.document.before(version.id);
        let until = before.and_then(|before| Some((before, last_day(self.on, before)?)));
        let until = match until {
            Some((before, last)) => {
                let is_now = self.on.in_force.is_some_and(|now| now.id == before.id);
                let (page, said) = if is_now {
                    (document_page(self.on), "the present text")
                } else {
                    (version_page(self.on, before), "the text before it")
                };
                vec![
                    words(&format!("Until {}, ", day(last))),
                    self.link(page, said),
                    words(" applies."),
                ]
            }
            None => self.leads(String::new(), document_page(self.on), now_words(self.on)),
        };
        vec![vec![words(&from)], until]
    }

    /// That a text never counts as it is, because another of its day goes beyond it.
    fn overtaken(&self, version: &Version) -> Sentence {
        let last = self.on.document.overtaken_by(version).unwrap_or(version);
        let day = day(version.effective.counted());
        let was = format!("This text never applies as it is: more changes apply from {day}. ");
        self.leads(was, version_page(self.on, last), "the text with all of them")
    }

    fn replaced(&self, version: &Version) -> Sentence {
        let adopted = match version.effective {
            Day::Known(from) => format!("This text was adopted to apply from {}", day(from)),
            Day::Unknown { seen } => format!("This text was confirmed on {}", day(seen)),
        };
        let (was, said) = match version.replaced.map(|replaced| replaced.why) {
            Some(Replacement::Correction) => (
                format!("{adopted}, but clerical errors in it were corrected. "),
                "the corrected text",
            ),
            Some(Replacement::Reissue) | None => (
                format!("{adopted}, but another text took its place. "),
                "the text that took its place",
            ),
        };
        match self.on.document.successor(version) {
            Some(next) => self.leads(was, version_page(self.on, next), said),
            None => self.leads(was, document_page(self.on), now_words(self.on)),
        }
    }
}

/// 1 July 2026.
fn day(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ];
    let month = MONTHS[usize::from(day.month().unsigned_abs()) - 1];
    format!("{} {month} {}", day.day(), day.year())
}
