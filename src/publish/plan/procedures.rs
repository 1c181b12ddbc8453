//! What the law asks when a text changes, and how it was done (必要な手続): for each duty the provision, the way, what was
//! planned and done on which day, and whether that was late. What two texts do not show is told only where somebody
//! answered it. Does not know markup, nor how duties are found.

use super::page::{Sentence, say, words};
use super::planner::Planner;
use super::told_way::ToldWay;
use crate::duties::{JudgedChange, duties};
use crate::law::{DutyMode, DutyRule, DutyWhen, duty_rule};
use crate::ledger::{Day, EventDetails, MetDuty, PlannedTelling, Provenance};
use crate::site::Version;
use crate::site::edition::DocumentOn;
use crate::text::date::Date;

/// Duties that a change brings and that are met in the same way, for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// What they are about, and the provisions: 「変更した利用目的の通知・公表」, 「個人情報保護法第21条第3項」.
    pub subjects: Vec<(String, String)>,
    /// What is asked, and by when.
    pub how: String,
    /// What was planned and done, a way each.
    pub ways: Vec<Sentence>,
    /// Whether that was in time, where it can be said.
    pub timing: Option<Sentence>,
    /// Whether it was late.
    pub is_late: bool,
}

/// What is known of a duty: from the texts, from the ledger, or both.
struct KnownDuty<'a> {
    rule: &'static DutyRule,
    mode: DutyMode,
    when: DutyWhen,
    is_asked: bool,
    met: Option<&'a MetDuty>,
}

/// What the law asks of a version, and how it was done.
pub(super) fn procedures(
    planner: &Planner<'_>,
    on: &DocumentOn<'_>,
    (before, version): (&Version, &Version),
) -> Vec<Procedure> {
    let change = JudgedChange {
        old: Some(&before.tree),
        new: Some(&version.tree),
        kind: on.document.kind,
        day: version.effective.counted(),
        profile: planner.edition.site.profile(),
    };
    let decided = decided_as(on, version);
    let known = known(&change, &decided.told, planner);
    let dates = DoneDays::of(decided, version, planner.edition.as_of);
    let word = on.document.kind.effective_word();
    let mut all: Vec<Procedure> = Vec::new();
    for duty in &known {
        let own = dates.procedure(duty, version.effective, word);
        match all.iter_mut().find(|one| one.is_met_as(&own)) {
            Some(one) => one.subjects.extend(own.subjects),
            None => all.push(own),
        }
    }
    all
}

/// The version of which it was decided: a correction, and a text that was derived anew when another change went into it,
/// tell nothing of their own.
fn decided_as<'a>(on: &DocumentOn<'a>, version: &'a Version) -> &'a Version {
    let mut own = on.document.decided_as(version);
    while let Provenance::Reissues(id) = own.came {
        let told = &own.told;
        let is_derived = told.decided.is_none() && told.summary.is_none() && told.duties.is_empty();
        match on.document.version(id).filter(|_| is_derived) {
            Some(earlier) => own = on.document.decided_as(earlier),
            None => break,
        }
    }
    own
}

impl Procedure {
    /// Whether the same is asked, was done and is said of both.
    fn is_met_as(&self, other: &Procedure) -> bool {
        (&self.how, &self.ways, &self.timing) == (&other.how, &other.ways, &other.timing)
    }
}

/// The duties that the texts show, and those that somebody answered, in the order of the table.
fn known<'a>(
    change: &JudgedChange<'_>,
    told: &'a EventDetails,
    planner: &Planner<'_>,
) -> Vec<KnownDuty<'a>> {
    let mut left: Vec<&MetDuty> = told.duties.iter().collect();
    let mut all = Vec::new();
    for duty in duties(change, planner.comparisons) {
        let is_of = |met: &&MetDuty| met.rule == duty.id() && met.mode == duty.mode().name();
        let met = left.iter().position(is_of).map(|at| left.remove(at));
        // A question that nobody answered is no duty yet.
        let is_known = met.is_some() || !duty.is_question();
        if is_known && duty.mode() != DutyMode::None {
            let (mode, when) = (duty.mode(), duty.when());
            let is_asked = duty.is_question();
            all.push(KnownDuty { rule: duty.rule, mode, when, is_asked, met });
        }
    }
    // What was recorded stays told, also where the texts no longer show it.
    all.extend(left.into_iter().filter_map(|met| {
        let rule = duty_rule(&met.rule)?;
        let mode = DutyMode::from_name(&met.mode)?;
        let when = rule.duties.iter().find(|entry| entry.mode == mode)?.when;
        Some(KnownDuty { rule, mode, when, is_asked: met.asked, met: Some(met) })
    }));
    all
}

impl KnownDuty<'_> {
    /// What is asked: by law; by an answer of the authority, as a measure; and whether it applies was asked first.
    fn how(&self) -> String {
        let basis = &self.rule.ground.basis;
        let is_measure = !basis.is_empty() && basis.iter().all(|one| one.starts_with("guidance"));
        if is_measure {
            return format!("目安：{}", self.rule.asks.ja);
        }
        if self.mode == DutyMode::Forbidden {
            return format!("求められること：{}", self.rule.asks.ja);
        }
        let asked = match self.when.word() {
            "" => self.mode.word().to_owned(),
            when => format!("{when}、{}", self.mode.word()),
        };
        if self.is_asked {
            format!("当たるかどうかを確かめました。当たるときに求められること：{asked}")
        } else {
            format!("求められること：{asked}")
        }
    }
}

/// What was done about a version on a day, and until when it stood.
#[derive(Clone, Copy, PartialEq, Eq)]
struct DoneTelling {
    way: ToldWay,
    day: Date,
    until: Option<Date>,
}

/// The days on which something was done about a version, in order.
struct DoneDays {
    all: Vec<DoneTelling>,
    /// When it was recorded: what was planned for a day before was done.
    recorded: Date,
    as_of: Date,
}

impl DoneDays {
    fn of(decided: &Version, version: &Version, as_of: Date) -> DoneDays {
        let published = decided.told.published.filter(|day| *day <= as_of);
        let published =
            published.map(|day| DoneTelling { way: ToldWay::Published, day, until: None });
        let later = version.steps.iter().filter(|taken| !decided.steps.contains(taken));
        let steps = decided.steps.iter().chain(later).filter(|taken| taken.date <= as_of);
        let steps = steps.filter_map(|taken| {
            let way = ToldWay::of_step(taken.step)?;
            Some(DoneTelling { way, day: taken.date, until: taken.until })
        });
        let mut all: Vec<DoneTelling> = published.into_iter().chain(steps).collect();
        all.sort_by_key(|done| done.day);
        DoneDays { all, recorded: decided.recorded, as_of }
    }

    fn procedure(&self, duty: &KnownDuty<'_>, effective: Day, word: &str) -> Procedure {
        let (ways, done) = self.ways(duty);
        let (timing, is_late) = match effective {
            Day::Known(day) if !duty.is_asked => self.timing(duty, &done, (day, word)),
            Day::Known(_) | Day::Unknown { .. } => (None, false),
        };
        let ground = duty.rule.ground.ground(effective.counted());
        let basis = ground.basis.iter().map(|basis| &*basis.words).collect::<Vec<_>>().join("、");
        let subjects = vec![(duty.rule.title.ja.clone(), basis)];
        Procedure { subjects, how: duty.how(), ways, timing, is_late }
    }

    /// What was planned and done about a duty, a way each; and what was done.
    fn ways(&self, duty: &KnownDuty<'_>) -> (Vec<Sentence>, Vec<DoneTelling>) {
        let mut left: Vec<DoneTelling> =
            self.all.iter().filter(|done| done.way.serves(duty.mode)).copied().collect();
        let mut done = left.clone();
        let mut ways = Vec::new();
        if let Some(decided) = duty.met.and_then(|met| met.decided) {
            ways.push(say("対応を決めた日：{}", [decided.into()]));
        }
        for planned in duty.met.map_or(&[][..], |met| &met.channels) {
            let way = ToldWay::of(&planned.channel);
            let known = left.iter().position(|done| Some(done.way) == way);
            let known = known.map(|at| left.remove(at));
            let told = planned.on.filter(|on| known.is_none() && *on <= self.recorded);
            done.extend(told.map(|day| DoneTelling {
                way: way.unwrap_or(ToldWay::Other),
                day,
                until: None,
            }));
            ways.push(self.planned(planned, known.map(|done| done.day).or(told)));
        }
        let is_filed = |one: &DoneTelling| one.way == ToldWay::Filed;
        if duty.mode == DutyMode::EasilyKnownAndFiled && !done.iter().any(is_filed) {
            ways.push(vec![words("届出：行った日の記録はありません")]);
        }
        ways.extend(left.into_iter().map(|one| {
            let way = one.way.word().into();
            match one.until {
                Some(until) => say("{}：{}から{}まで", [way, one.day.into(), until.into()]),
                None => say("{}：{}", [way, one.day.into()]),
            }
        }));
        (ways, done)
    }

    /// What was planned, and whether it was done.
    fn planned(&self, planned: &PlannedTelling, done: Option<Date>) -> Sentence {
        let channel = || words(&planned.channel);
        match (planned.on, done) {
            (Some(on), Some(done)) if on != done => {
                say("{}：{}（予定は{}）", [channel(), done.into(), on.into()])
            }
            (_, Some(done)) => say("{}：{}", [channel(), done.into()]),
            (Some(on), None) if on > self.as_of => say("{}：{}の予定", [channel(), on.into()]),
            (Some(on), None) => {
                say("{}：{}の予定（行った日の記録はありません）", [channel(), on.into()])
            }
            (None, None) => say("{}：日は未定", [channel()]),
        }
    }

    /// Whether a duty that is met beforehand was met in time: in each of its parts, and not taken down before.
    fn timing(
        &self,
        duty: &KnownDuty<'_>,
        done: &[DoneTelling],
        (effective, word): (Date, &str),
    ) -> (Option<Sentence>, bool) {
        if duty.when != DutyWhen::Before || !duty.mode.is_told_in_public() {
            return (None, false);
        }
        let first = |is_filed: bool| {
            let of_part = done.iter().filter(|one| (one.way == ToldWay::Filed) == is_filed);
            let standing = of_part.filter(|one| one.until.is_none_or(|until| until >= effective));
            standing.map(|one| one.day).min()
        };
        let needs_both = duty.mode == DutyMode::EasilyKnownAndFiled;
        let parts: Vec<Option<Date>> =
            [false, true].into_iter().filter(|part| !part || needs_both).map(first).collect();
        let last = parts.iter().flatten().copied().max();
        let is_whole = parts.iter().all(Option::is_some);
        let recorded = duty.met.and_then(|met| met.late);
        match last {
            Some(last) if last >= effective => (Some(self.late(duty, effective, Some(last))), true),
            Some(_) if is_whole => {
                (Some(vec![words(&format!("{word}より前に行いました。"))]), false)
            }
            Some(_) | None => match recorded {
                Some(due) => (Some(self.late(duty, due, None)), true),
                None => (None, false),
            },
        }
    }

    /// That a day was missed, when it was done instead, and why.
    fn late(&self, duty: &KnownDuty<'_>, due: Date, done: Option<Date>) -> Sentence {
        let told = duty.met.and_then(|met| met.told);
        let mut sentence = match (done, told) {
            (Some(done), _) => say(
                "遅延：{}より前に行うものでしたが、行ったのは{}です。",
                [due.into(), done.into()],
            ),
            (None, Some(planned)) if planned > self.as_of => say(
                "遅延：{}より前に行うものでしたが、{}に行う予定です。",
                [due.into(), planned.into()],
            ),
            (None, _) => say("遅延：{}より前に行うものでした。", [due.into()]),
        };
        if let Some(why) = duty.met.and_then(|met| met.late_reason.as_deref()) {
            sentence.push(words(&format!("遅れた理由：{why}")));
        }
        sentence
    }
}
