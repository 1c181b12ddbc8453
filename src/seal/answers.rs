//! The duties of a draft that is sealed, and what its author answered: what is open, what was told by which day, and
//! what was told late. Does not know who is asked, nor what the answers say.

use super::plan::SealPlan;
use crate::diff::Comparisons;
use crate::duties::{Duty, JudgedChange, duties};
use crate::law::{DutyMode, DutyWhen, OrganisationProfile};
use crate::ledger::{Day, MetDuty};
use crate::site::{Document, DutyAnswer, Private};
use crate::text::date::Date;

/// The duties of a draft that is sealed.
#[derive(Clone, Debug, Default)]
pub struct AnsweredDuties {
    /// What must be answered before it may be sealed, and is not.
    pub open: Vec<Duty>,
    /// What will be told in public of those that were answered or told.
    pub met: Vec<MetDuty>,
}

/// The duties of a draft as it would be sealed, and what was answered. A first version changes nothing; a text of which
/// nobody knows since when it counts is judged on the day on which it was seen.
pub(super) fn answered(
    document: &Document,
    plan: &SealPlan,
    (private, published): (&Private, Option<Date>),
    profile: Option<OrganisationProfile>,
) -> AnsweredDuties {
    let Some((_, before)) = &plan.version.before else {
        return AnsweredDuties::default();
    };
    let change = JudgedChange {
        old: Some(before),
        new: Some(&plan.version.tree),
        kind: document.kind,
        day: plan.version.effective.counted(),
        profile,
    };
    let mut out = AnsweredDuties::default();
    for duty in duties(&change, &Comparisons::default()) {
        let answer = private.duties.iter().find(|answer| is_of(answer, &duty));
        let is_answered = answer.is_some_and(|answer| answer.decision.is_some());
        if !is_answered && holds(&duty, document) {
            out.open.push(duty);
            continue;
        }
        out.met.extend(met(&duty, answer, (published, plan.version.effective)));
    }
    out
}

/// Whether an answer is about a duty.
pub fn is_of(answer: &DutyAnswer, duty: &Duty) -> bool {
    (answer.rule.as_str(), answer.mode.as_str(), answer.when.as_str())
        == (duty.id(), duty.mode().name(), duty.when().name())
}

/// Whether a duty stands against sealing until it is answered: what publishing alone does not make lawful, and the
/// question whether consent is needed. Whether a purpose is related to the one before is asked in the slip: who seals
/// without one is only told.
fn holds(duty: &Duty, document: &Document) -> bool {
    let is_asked = duty.is_question() && duty.mode() == DutyMode::Consent;
    let is_of_purposes = duty.id() == "APPI-17-2/18-1";
    duty.is_blocker() || is_asked && (!is_of_purposes || document.slip.is_some())
}

/// What is told in public of a duty: when it was decided, when it was told, and the day before which it was due where
/// it was told too late.
fn met(
    duty: &Duty,
    answer: Option<&DutyAnswer>,
    (published, effective): (Option<Date>, Day),
) -> Option<MetDuty> {
    let is_public = duty.mode().is_told_in_public();
    let planned = answer.and_then(DutyAnswer::told);
    let told = planned.or(published.filter(|_| is_public && duty.when() == DutyWhen::Before));
    let late = match effective {
        Day::Known(day) => told.filter(|told| *told >= day).map(|_| day),
        Day::Unknown { .. } => None,
    };
    let late = late.filter(|_| is_public && duty.when() == DutyWhen::Before);
    // A question about which nobody said anything is no duty yet.
    let is_told = answer.is_some() || told.is_some() && !duty.is_question();
    is_told.then(|| MetDuty {
        rule: duty.id().to_owned(),
        mode: duty.mode().name().to_owned(),
        asked: duty.is_question(),
        decided: answer.and_then(|answer| answer.on),
        told,
        late,
        late_reason: answer
            .and_then(|answer| answer.late_reason.clone())
            .filter(|_| late.is_some()),
        channels: answer.map_or_else(Vec::new, |answer| answer.channels.clone()),
    })
}
