//! What the law asks when a text changes: a table by element and operation (`duties.yaml`), dated and sourced. An
//! element is named by its role, as sections declare them, or by what a sentence is about. Does not know documents.

use super::Sourced;
use crate::diagnostic::Message;
use crate::text::date::Date;
use crate::text::{json_words, named};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

named! {
    /// How what is asked is done.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum DutyMode {
        /// 公表.
        Public = "公表" "公表",
        /// 公表 or telling the person.
        PublicOrTold = "公表|本人通知" "公表、またはご本人への通知",
        /// 公表, to which one need only try.
        PublicIfPossible = "公表(努力義務)" "公表（努力義務）",
        /// Where the person can easily know it, or told to the person.
        EasilyKnown = "容易に知り得る状態|本人通知" "ご本人が容易に知ることのできる状態に置くか、ご本人に通知すること",
        /// The same, and filed with the Commission.
        EasilyKnownAndFiled = "容易に知り得る状態|本人通知+届出"
            "ご本人が容易に知ることのできる状態に置くか、ご本人に通知すること。あわせて、個人情報保護委員会に届け出ること",
        /// Where the person can know it.
        Knowable = "知り得る状態" "ご本人が知ることのできる状態に置くこと",
        /// Told to the person; where that is difficult, 公表.
        ToldOrPublic = "本人通知|公表" "ご本人への通知（難しいときは公表など）",
        /// Given to the person.
        Informed = "情報提供" "ご本人への情報の提供",
        /// The person's consent.
        Consent = "同意" "ご本人の同意",
        /// Filed with an authority.
        Filed = "届出" "所管の機関への届出",
        /// It may not be done.
        Forbidden = "禁止" "行えないこと",
        /// Nothing is shown.
        None = "—" "",
    }
    /// The words in tables and in JSON.
    name;
    /// What is to be done, for readers of pages.
    word;
}

named! {
    /// By when, seen from the day from which the change counts.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum DutyWhen {
        /// あらかじめ.
        Before = "before" "あらかじめ",
        /// 速やかに.
        Promptly = "promptly" "速やかに",
        /// 遅滞なく.
        WithoutDelay = "without_delay" "遅滞なく",
        /// 常に: the page is right on every day.
        Continuous = "continuous" "常に",
        /// The article says no time: with the change.
        OnChange = "on_change" "変更したとき",
        /// No time.
        None = "none" "",
    }
    /// The words in tables and in JSON.
    name;
    /// The same for readers of pages.
    word;
}

named! {
    /// What became of an element.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Operation {
        /// It came, or something came into it.
        Added = "added",
        /// It went, or something went out of it.
        Removed = "removed",
        /// It is said in other words, or is another value.
        Modified = "modified",
    }
    /// The word in tables.
    name;
}

named! {
    /// What else the texts show of a change.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum ChangeSign {
        /// Nothing of the kind was published before.
        First = "first",
        /// The section is new with all that is in it.
        NewSection = "new-section",
        /// It names an 個人番号.
        MyNumber = "my-number",
        /// Nothing but 個人番号 is named.
        OnlyMyNumber = "only-my-number",
        /// It is 要配慮個人情報 by its words.
        Sensitive = "sensitive",
        /// The text says that it rests on consent.
        Consent = "consent",
        /// The text names a ground that needs no consent.
        Grounded = "grounded",
        /// The text says that it is entrusted.
        Entrusting = "entrusting",
        /// The provision stops where a person asks for it.
        OptOut = "opt-out",
        /// The text no longer says that a provision can be stopped.
        NoStop = "no-stop",
        /// Name, address and representative are all other ones.
        OtherParty = "other-party",
        /// The name and one of the others are other ones.
        PerhapsOtherParty = "perhaps-other-party",
        /// A contact for complaints.
        Complaints = "complaints",
        /// A contact for requests.
        Requests = "requests",
        /// It is about records of provision to third parties.
        ProvisionRecords = "provision-records",
        /// A fee for what may cost nothing.
        ForbiddenFee = "forbidden-fee",
        /// Data that came from others.
        Received = "received",
        /// Data that were made of one's own.
        OwnRecords = "own-records",
        /// A leak that is to be reported by what the text says.
        Reportable = "reportable",
        /// Only 仮名加工情報 is concerned.
        OnlyPseudonymised = "only-pseudonymised",
        /// A period became shorter.
        Shortened = "shortened",
        /// The regulation is of a kind that need not be filed.
        NotFiled = "not-filed",
    }
    /// The word in tables.
    name;
}

impl DutyMode {
    /// Whether telling everybody meets it, or one of its ways.
    pub fn is_told_in_public(self) -> bool {
        matches!(
            self,
            DutyMode::Public
                | DutyMode::PublicOrTold
                | DutyMode::EasilyKnown
                | DutyMode::EasilyKnownAndFiled
        )
    }
}

json_words!(DutyMode, |own: &DutyMode| own.name(), DutyMode::from_name);
json_words!(DutyWhen, |own: &DutyWhen| own.name(), DutyWhen::from_name);
json_words!(Operation, |own: &Operation| own.name(), Operation::from_name);
json_words!(ChangeSign, |own: &ChangeSign| own.name(), ChangeSign::from_name);

/// A duty, by the id that other tables and records use.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyRule {
    /// Its id: `APPI-27-6`. It is that of today's article, also on days when the article had another number.
    pub id: String,
    /// What it is about, in a few words.
    pub title: Message,
    /// What the law asks.
    pub asks: Message,
    /// Titles of regulations that need not be filed.
    #[serde(default)]
    pub not_filed: Vec<String>,
    /// What changes bring it, and how it is met. None: no change of a text does.
    #[serde(default)]
    pub duties: Vec<DutyEntry>,
    /// What it rests on, and from when until when it counts.
    pub ground: Sourced,
}

/// What some changes ask for under a duty.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyEntry {
    /// How it is met.
    pub mode: DutyMode,
    /// By when.
    pub when: DutyWhen,
    /// Whether publishing alone does not make the change lawful.
    #[serde(default)]
    pub holds: HoldsChange,
    /// What must be answered before it is known whether it applies; none: it does.
    #[serde(default)]
    pub question: Option<Message>,
    /// What the law asks here, where the rule says more than one thing.
    #[serde(default)]
    pub asks: Option<Message>,
    /// Elements and what became of them. `x.*` is every element of `x`.
    pub on: BTreeMap<String, Vec<Operation>>,
    /// All of these must be seen.
    #[serde(default, rename = "if")]
    pub with: Vec<ChangeSign>,
    /// None of these may be seen.
    #[serde(default, rename = "unless")]
    pub without: Vec<ChangeSign>,
    /// Its first day, where it is later than that of the rule.
    #[serde(default)]
    pub from: Option<Date>,
    /// Its last day.
    #[serde(default)]
    pub to: Option<Date>,
}

named! {
    /// Whether a change must not take effect by publishing alone.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
    pub enum HoldsChange {
        /// It may.
        #[default]
        Never = "never",
        /// It must not.
        Always = "always",
    }
    /// The word in tables.
    name;
}
json_words!(HoldsChange, |own: &HoldsChange| own.name(), HoldsChange::from_name);

impl DutyEntry {
    /// Whether it counts on a day.
    pub fn is_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it is brought by a change of an element.
    pub fn is_brought(&self, element: &str, operation: Operation, signs: &[ChangeSign]) -> bool {
        let is_of = |name: &str| match name.strip_suffix(".*") {
            Some(above) => element.strip_prefix(above).is_some_and(|rest| rest.starts_with('.')),
            None => element == name,
        };
        self.on.iter().any(|(name, of)| is_of(name) && of.contains(&operation))
            && self.with.iter().all(|sign| signs.contains(sign))
            && !self.without.iter().any(|sign| signs.contains(sign))
    }
}

static DUTIES: LazyLock<Vec<DutyRule>> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("duties.yaml")).expect("a test reads the packaged table")
});

/// Every duty, in the order in which they are told.
pub fn duty_rules() -> &'static [DutyRule] {
    &DUTIES
}

/// The duty of an id.
pub fn duty_rule(id: &str) -> Option<&'static DutyRule> {
    DUTIES.iter().find(|rule| rule.id == id)
}
