//! What texts of a kind are meant to say: each item dated and sourced, with the roles and the families of wordings that
//! say it. Does not know documents.

use super::entry::Sourced;
use crate::diagnostic::Message;
use crate::text::date::Date;
use crate::text::wording::Wording;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;

/// A family of wordings, read from its pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordFamily(pub Wording);

impl<'de> Deserialize<'de> for WordFamily {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<WordFamily, D::Error> {
        let pattern = String::deserialize(from)?;
        let wrong = || serde::de::Error::custom(format!("no pattern: {pattern}"));
        Wording::read(&pattern).map(WordFamily).ok_or_else(wrong)
    }
}

/// What a text is about, and so what it is meant to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeMatter {
    /// 法32条1項: what anybody may know about retained personal data.
    Retained,
    /// 法27条5項3号: a joint use.
    JointUse,
    /// 法27条2項: provision to others unless one objects.
    OptOut,
    /// 法28条: provision to others abroad.
    Foreign,
    /// 法41条: pseudonymised information that was obtained.
    Pseudonymised,
    /// 法43条3項: anonymised information that was made.
    Anonymised,
    /// 法43条4項: anonymised information that is provided.
    AnonymisedProvided,
}

/// How a part of a text is known to be about a matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatterSigns {
    /// The matter.
    pub matter: NoticeMatter,
    /// The kinds of section, or blocks, that are about it by their role.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Headings of a part that is about it.
    #[serde(default)]
    pub headings: Vec<WordFamily>,
    /// Sentences that say that it is done: what stands with them is about it.
    #[serde(default)]
    pub sentences: Vec<WordFamily>,
    /// What else must be said there: it is done, not only spoken of.
    #[serde(default)]
    pub words: Vec<WordFamily>,
    /// Wordings that only speak of it (作成するときは): others among them do not count.
    #[serde(default)]
    pub but_not: Vec<WordFamily>,
    /// What shows that it is not done, or told elsewhere.
    #[serde(default)]
    pub not: Vec<WordFamily>,
    /// How many of its items must be said before others are missed.
    #[serde(default)]
    pub at_least: usize,
}

/// How much it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// Always: where it is not said, it is missing.
    Always,
    /// Where something is so that the text alone does not show: somebody must say whether it is.
    IfSo,
    /// It may not be said there.
    Never,
    /// Only where the text sends its readers to the top page of a site.
    WhereSentAway,
}

/// One thing that texts about a matter are meant to say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its stable name.
    pub id: String,
    /// In which texts.
    pub matter: NoticeMatter,
    /// How much it is asked for.
    pub asked: Asked,
    /// What is missing, as a noun.
    pub what: Message,
    /// How it can be said.
    pub sample: String,
    /// The roles of provisions that say it.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The wordings that say it.
    #[serde(default)]
    pub words: Vec<WordFamily>,
    /// Wordings that do not say it, though others are among them.
    #[serde(default)]
    pub but_not: Vec<WordFamily>,
    /// Wordings that leave open what they say.
    #[serde(default)]
    pub open: Vec<WordFamily>,
    /// Wordings anywhere in the text with which what may not be there is right.
    #[serde(default)]
    pub settled: Vec<WordFamily>,
    /// Headings of parts in which its wordings are about other things.
    #[serde(default)]
    pub outside: Vec<WordFamily>,
    /// Under those headings it counts all the same where the line names the organisation itself.
    #[serde(default)]
    pub of: ItemOwner,
    /// Wordings that may mean it: where they stand, it is asked only.
    #[serde(default)]
    pub maybe: Vec<WordFamily>,
    /// How many of the wordings must be there.
    #[serde(default = "one")]
    pub at_least: usize,
    /// The headings under which it would stand, the best first.
    #[serde(default)]
    pub place: Vec<WordFamily>,
    /// Whether it is looked for only there.
    #[serde(default)]
    pub scope: Scope,
    /// What it rests on.
    pub ground: Sourced,
}

impl Item {
    /// Whether it is one of the requests that a list of requests names (法32条1項3号).
    pub fn is_request(&self) -> bool {
        self.matter == NoticeMatter::Retained
            && self.asked == Asked::Always
            && self.ground.basis.iter().any(|basis| basis == "appi 32①三")
    }
}

/// Where an item is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// In the whole part of the text that is about the matter; what the law asks of retained data, in all notices of
    /// the site.
    #[default]
    NoticeMatter,
    /// Under the headings of its place.
    Place,
}

/// Whose an item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemOwner {
    /// That does not matter, or shows by itself.
    #[default]
    Any,
    /// The organisation that tells it: what is said of another body is not it.
    Operator,
}

fn one() -> usize {
    1
}

/// A subject that a notice under 法32条 speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeSubject {
    /// 利用目的.
    Purposes,
    /// 開示等の請求.
    Requests,
    /// 安全管理措置.
    Safety,
    /// 苦情・お問い合わせ.
    Complaints,
    /// 保有個人データ.
    RetainedData,
}

/// How it is known that a text speaks of a subject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectSigns {
    /// The subject.
    pub subject: NoticeSubject,
    /// The roles of its sections.
    pub roles: Vec<String>,
    /// Its wordings.
    pub words: Vec<WordFamily>,
    /// Wordings that do not show it, though others are among them.
    #[serde(default)]
    pub but_not: Vec<WordFamily>,
    /// Wordings that show it together, each in a line of its own.
    #[serde(default)]
    pub apart: Vec<WordFamily>,
}

/// Which texts are notices under 法32条, by their words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeSigns {
    /// What they speak of.
    pub subjects: Vec<SubjectSigns>,
    /// Titles of texts that are about one thing only.
    pub other_titles: Vec<WordFamily>,
    /// What only a public body writes, for which chapter 5 of the Act counts.
    pub public_body: Vec<WordFamily>,
    /// What a hospital or a school of a public body writes: 法32条から39条まで do not count for it (法58条2項).
    pub publicly_run: Vec<WordFamily>,
    /// Names of bodies under private law, with which a text opens.
    pub privately_run: Vec<WordFamily>,
    /// Titles of texts that count until they are changed: a day near the top is that of the last change.
    pub standing: Vec<WordFamily>,
    /// What stands before the day of a text that is of its day.
    pub days: Vec<WordFamily>,
}

/// Procedures that are told by a link to the top of a site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkSigns {
    /// Sections of procedures.
    pub roles: Vec<String>,
    /// Their headings.
    pub headings: Vec<WordFamily>,
    /// Sentences of procedures, wherever they stand.
    pub sentences: Vec<WordFamily>,
    /// What sends a reader to a link.
    pub leads: Vec<WordFamily>,
    /// What stands before, or names, a link to the site of somebody else.
    pub others: Vec<WordFamily>,
    /// The words of links that are there for finding one's way.
    pub navigation: Vec<WordFamily>,
    /// What it rests on.
    pub ground: Sourced,
}

/// Fees, and what may cost none (法38条).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeSigns {
    /// What fees are called.
    pub names: Vec<WordFamily>,
    /// The roles of what is said about them.
    pub roles: Vec<String>,
    /// Requests that may cost none.
    pub forbidden: Vec<WordFamily>,
    /// What says that something is free.
    pub free: Vec<WordFamily>,
    /// Requests that may cost one.
    pub allowed: Vec<WordFamily>,
    /// What asks for a fee without saying how much.
    pub asked: Vec<WordFamily>,
    /// What takes over a fee from another article.
    pub taken_over: Vec<WordFamily>,
    /// Amounts that are no fee.
    pub other: Vec<WordFamily>,
    /// What it rests on.
    pub ground: Sourced,
}

/// Numbers of articles in texts that were changed in part.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenumberedSigns {
    /// What it rests on.
    pub ground: Sourced,
}

/// The whole table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemTable {
    /// Which texts are notices.
    pub notice: NoticeSigns,
    /// Which parts are about other matters.
    pub matters: Vec<MatterSigns>,
    /// What they are meant to say.
    pub items: Vec<Item>,
    /// Procedures told by a link.
    pub links: LinkSigns,
    /// Fees.
    pub fees: FeeSigns,
    /// Numbers of articles.
    pub renumbered: RenumberedSigns,
}

static TABLE: LazyLock<ItemTable> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("items.yaml")).expect("a test reads the packaged table")
});

/// The table of what notices are meant to say.
pub fn item_table() -> &'static ItemTable {
    &TABLE
}

impl ItemTable {
    /// The items of a matter that count on a day.
    pub fn items_on(&self, matter: NoticeMatter, day: Date) -> impl Iterator<Item = &Item> {
        let of_matter = self.items.iter().filter(move |item| item.matter == matter);
        of_matter.filter(move |item| item.ground.is_on(day))
    }
}
