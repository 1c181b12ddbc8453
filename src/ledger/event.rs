//! What can happen to a document. Does not know how it is written down, nor what may follow what.

use super::doubt::DayDoubt;
use super::version::{Day, VersionId};
use crate::text::date::Date;
use crate::text::named;
use crate::tree::Digest;
use serde::{Deserialize, Serialize};

/// One event of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When kohyo learned of it.
    pub recorded: Date,
    /// What happened.
    #[serde(flatten)]
    pub act: Act,
    /// What is said about it in public.
    #[serde(flatten)]
    pub told: EventDetails,
}

/// What happened to a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Act {
    /// A draft was frozen as a version.
    Seal {
        /// The version.
        version: VersionId,
        /// The digest of its version file.
        digest: Digest,
        /// From when it is in force.
        #[serde(flatten)]
        effective: Day,
        /// The version of the same day whose place it takes: a change before that day was carried into it, or
        /// it was changed itself before its day came.
        #[serde(skip_serializing_if = "Option::is_none")]
        reissues: Option<VersionId>,
    },
    /// A text of the past was added long after its day (後日収録).
    Register {
        /// The version.
        version: VersionId,
        /// The digest of its version file.
        digest: Digest,
        /// From when it was in force.
        #[serde(flatten)]
        effective: Day,
    },
    /// A typing slip was put right (正誤). The text as sealed stays, beside the corrected one.
    Correct {
        /// The version with the slip.
        version: VersionId,
        /// The version that takes its place, of the same day.
        corrected: VersionId,
        /// The digest of the version file of `corrected`.
        digest: Digest,
    },
    /// A version that is not yet in force comes into force later than was said.
    Postpone {
        /// The version.
        version: VersionId,
        /// From when it will be in force.
        effective: Date,
    },
    /// A version that is not yet in force will not come into force.
    Withdraw {
        /// The version.
        version: VersionId,
    },
    /// Something was done about a version: filed, posted, printed, approved, confirmed.
    Record {
        /// The version.
        version: VersionId,
        /// What was done.
        #[serde(rename = "what")]
        step: EventStep,
        /// On which day; of a posting the first.
        date: Date,
        /// The last day of a posting.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// Where, under which number: public words.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Words of a version were taken out of public for cause (非公開化).
    Withhold {
        /// The version.
        version: VersionId,
        /// The digest of the version file that takes the place of the one before.
        digest: Digest,
        /// Why: public words.
        reason: String,
    },
    /// From a day on nothing of the document is in force (廃止).
    Repeal {
        /// The first day without it.
        effective: Date,
    },
    /// From a day on lists call the document by another name. Sealed texts keep theirs.
    Retitle {
        /// The name.
        title: String,
        /// From when.
        effective: Date,
    },
}

/// What is said in public about an event. What only the organisation may know stands in its records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDetails {
    /// When and by whom it was decided.
    #[serde(flatten)]
    pub decided: Option<Decision>,
    /// When the authority approved it (認可日).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved: Option<Date>,
    /// When it was made public (公表日).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// What it means, for members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The salted digest of the private record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Digest>,
    /// What was done about the duties that it brings: ways and days, and why a day was missed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<MetDuty>,
}

/// What was done about a duty that a change brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetDuty {
    /// Its id in the table of duties: `APPI-27-6`.
    pub rule: String,
    /// How it is met: 公表, 同意 …
    pub mode: String,
    /// Whether it was asked whether it applies: what was answered is not public.
    #[serde(default, skip_serializing_if = "is_not")]
    pub asked: bool,
    /// When it was decided what is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Date>,
    /// When it was told, or is to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<Date>,
    /// The day before which it was to be told, where that was missed (遅延).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<Date>,
    /// Why it was missed, where that is told.
    #[serde(rename = "late-reason", skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
    /// How it is told, each with its day as it was planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<PlannedTelling>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_not(asked: &bool) -> bool {
    !asked
}

/// A way of telling, and the day that is planned for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedTelling {
    /// ホームページ, 掲示, 広報誌, 本人への通知 …
    pub channel: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}

/// A decision (議決・決裁).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// When.
    #[serde(rename = "decided")]
    pub day: Date,
    /// The body (組合会, 理事会 …), where it is told.
    #[serde(rename = "decided-by", skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

named! {
    /// What can be done about a version.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum EventStep {
        /// 届出.
        Filed = "filed" "届出",
        /// 掲示.
        Posted = "posted" "掲示",
        /// 広報誌.
        Bulletin = "bulletin" "広報誌",
        /// 認可.
        Approved = "approved" "認可",
        /// 確認.
        Confirmed = "confirmed" "確認",
    }
    /// The name in the ledger.
    name;
    /// The word for readers.
    word;
}

impl Event {
    /// An event about which nothing is said yet.
    pub fn new(recorded: Date, act: Act) -> Event {
        Event { recorded, act, told: EventDetails::default() }
    }

    /// The same with what is said about it.
    pub fn telling(self, told: EventDetails) -> Event {
        Event { told, ..self }
    }

    /// The event of a draft that was frozen.
    pub fn seal(version: VersionId, digest: Digest, effective: Day, recorded: Date) -> Event {
        Event::new(recorded, Act::Seal { version, digest, effective, reissues: None })
    }
}

impl EventDetails {
    /// What is told of the versions whose texts were derived anew because of the event: each is still the version
    /// that was decided then; its text as it reads now is made public now.
    pub fn of_reissues(&self) -> EventDetails {
        EventDetails { published: self.published, ..EventDetails::default() }
    }

    /// What is told of a version that takes another's place: what was told about that one still holds where nothing
    /// else is told, but its 公表日 is its own.
    pub fn in_place_of(&self, before: &EventDetails) -> EventDetails {
        EventDetails {
            decided: self.decided.clone().or_else(|| before.decided.clone()),
            approved: self.approved.or(before.approved),
            published: self.published,
            summary: self.summary.clone().or_else(|| before.summary.clone()),
            record: None,
            duties: self.duties.clone(),
        }
    }
}

impl Act {
    /// Its name in the ledger.
    pub fn name(&self) -> &'static str {
        match self {
            Act::Seal { .. } => "seal",
            Act::Register { .. } => "register",
            Act::Correct { .. } => "correct",
            Act::Postpone { .. } => "postpone",
            Act::Withdraw { .. } => "withdraw",
            Act::Record { .. } => "record",
            Act::Withhold { .. } => "withhold",
            Act::Repeal { .. } => "repeal",
            Act::Retitle { .. } => "retitle",
        }
    }

    /// The version that it makes, if it makes one.
    pub fn makes(&self) -> Option<VersionId> {
        match self {
            Act::Seal { version, .. } | Act::Register { version, .. } => Some(*version),
            Act::Correct { corrected, .. } => Some(*corrected),
            Act::Postpone { .. }
            | Act::Withdraw { .. }
            | Act::Record { .. }
            | Act::Withhold { .. }
            | Act::Repeal { .. }
            | Act::Retitle { .. } => None,
        }
    }

    /// The version that it is about, if it is about one: of one that takes another's place, the new one.
    pub fn concerns(&self) -> Option<VersionId> {
        match self {
            Act::Postpone { version, .. }
            | Act::Withdraw { version }
            | Act::Record { version, .. }
            | Act::Withhold { version, .. } => Some(*version),
            Act::Seal { .. }
            | Act::Register { .. }
            | Act::Correct { .. }
            | Act::Repeal { .. }
            | Act::Retitle { .. } => self.makes(),
        }
    }

    /// The day from which it counts, where it says one; of a text whose day is unknown, when it was seen.
    pub fn effective(&self) -> Option<Day> {
        match self {
            Act::Seal { effective, .. } | Act::Register { effective, .. } => Some(*effective),
            Act::Postpone { effective, .. }
            | Act::Repeal { effective }
            | Act::Retitle { effective, .. } => Some(Day::Known(*effective)),
            Act::Correct { .. }
            | Act::Withdraw { .. }
            | Act::Record { .. }
            | Act::Withhold { .. } => None,
        }
    }
}

impl Event {
    /// What is odd about its days.
    pub fn doubts(&self) -> Vec<DayDoubt> {
        let (known, seen) = match self.act.effective() {
            Some(Day::Known(day)) => (Some(day), None),
            Some(Day::Unknown { seen }) => (None, Some(seen)),
            None => (None, None),
        };
        let mut all = DayDoubt::of(&self.told, known, self.recorded);
        all.extend(seen.filter(|seen| *seen > self.recorded).map(DayDoubt::SeenAhead));
        all
    }
}
