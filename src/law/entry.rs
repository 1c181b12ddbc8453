//! What every entry of the law's tables has: from when until when it counts, what it rests on, how sure it is, and for
//! whom. Does not know what it says.

use super::statute::read_basis;
use crate::diagnostic::{Confidence, LegalGround};
use crate::text::date::Date;
use crate::text::{json_words, named};
use serde::Deserialize;

named! {
    /// What sort of organisation a site speaks for: it decides which entries count.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OrganisationProfile {
        /// 健康保険組合.
        HealthInsurance = "健康保険組合",
        /// 会社 and other businesses.
        Company = "会社",
        /// 病院・診療所.
        Hospital = "病院",
        /// 学校 of the private sector.
        School = "学校",
        /// 広域連合, 市町村: chapter 5 of the Act counts for them, not chapter 4.
        PublicBody = "広域連合",
    }
    /// The name in `site.yaml`.
    name;
}

json_words!(
    OrganisationProfile,
    |own: &OrganisationProfile| own.name(),
    OrganisationProfile::from_name
);

impl OrganisationProfile {
    /// What a name shows: 見本健康保険組合, 例示株式会社, 見本病院. `None` where it shows nothing.
    pub fn of_name(name: &str) -> Option<OrganisationProfile> {
        const SIGNS: [(OrganisationProfile, &[&str]); 5] = [
            (
                OrganisationProfile::HealthInsurance,
                &["健康保険組合", "健保組合", "共済組合", "健康保険協会"],
            ),
            (OrganisationProfile::PublicBody, &["広域連合", "市役所", "役場", "一部事務組合"]),
            (OrganisationProfile::Hospital, &["病院", "診療所", "クリニック", "医院", "医療法人"]),
            (OrganisationProfile::School, &["学校", "学園", "大学", "高等学校", "幼稚園", "学院"]),
            (
                OrganisationProfile::Company,
                &["株式会社", "有限会社", "合同会社", "合名会社", "合資会社"],
            ),
        ];
        let is_of = |signs: &[&str]| signs.iter().any(|sign| name.contains(sign));
        let found = SIGNS.iter().find(|(_, signs)| is_of(signs)).map(|(profile, _)| *profile);
        let is_municipality = || name.ends_with(['市', '区', '町', '村', '県', '府', '都', '道']);
        found.or_else(|| is_municipality().then_some(OrganisationProfile::PublicBody))
    }
}

/// What an entry rests on, and when and for whom it counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sourced {
    /// Its first day; none where it always counted.
    #[serde(default)]
    pub from: Option<Date>,
    /// Its last day; none where no end is known.
    #[serde(default)]
    pub to: Option<Date>,
    /// The provisions, as [`read_basis`] reads them.
    #[serde(default)]
    pub basis: Vec<String>,
    /// Where it was read.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// For whom it counts; none: for all.
    #[serde(default)]
    pub profiles: Vec<OrganisationProfile>,
}

impl Sourced {
    /// Whether it counts on a day.
    pub fn is_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it counts for such an organisation; where that is not known, what counts for all.
    pub fn is_for(&self, profile: Option<OrganisationProfile>) -> bool {
        self.profiles.is_empty() || profile.is_some_and(|profile| self.profiles.contains(&profile))
    }

    /// What a finding rests on that follows from it. Addresses are those of the day of the text.
    pub fn ground(&self, day: Date) -> LegalGround {
        let basis = self.basis.iter().filter_map(|words| read_basis(words, Some(day)));
        LegalGround { confidence: self.confidence, basis: basis.collect(), from: self.from }
    }
}
