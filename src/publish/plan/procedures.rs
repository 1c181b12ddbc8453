//! What the law asks when a text changes, and how it was done (必要な手続): for each duty the provision, the way, what was
//! planned and done on which day, and whether that was late. What two texts do not show is told only where somebody
//! answered it. Does not know markup, nor how duties are found.

use super::page::{Sentence, say, words};
use super::planner::Planner;
use crate::duties::{JudgedChange, duties};
use crate::law::{DutyMode, DutyRule, DutyWhen, duty_rule};
use crate::ledger::{Day, EventDetails, EventStep, MetDuty, PlannedTelling, StepTaken};
use crate::site::Version;
use crate::site::edition::DocumentOn;
use crate::text::date::Date;

/// Duties that a change brings and that are met in the same way, for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// What they are about, and the provisions: 「変更した利用目的の通知・公表」, 「個人情報保護法第21条第3項」.
    pub subjects: Vec<(String, String)>,
    /// How it is done, and by when.
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
    let told = &on.document.decided_as(version).told;
    let known = known(&change, told, planner);
    let dates = DoneDays { told, steps: &version.steps, as_of: planner.edition.as_of };
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
            all.push(KnownDuty { rule: duty.rule, mode: duty.mode(), when: duty.when(), met });
        }
    }
    // What was recorded stays told, also where the texts no longer show it.
    all.extend(left.into_iter().filter_map(|met| {
        let rule = duty_rule(&met.rule)?;
        let mode = DutyMode::from_name(&met.mode)?;
        let entry = rule.duties.iter().find(|entry| entry.mode == mode);
        Some(KnownDuty { rule, mode, when: entry?.when, met: Some(met) })
    }));
    all
}

/// The days on which something was done about a version.
struct DoneDays<'a> {
    told: &'a EventDetails,
    steps: &'a [StepTaken],
    as_of: Date,
}

impl DoneDays<'_> {
    fn procedure(&self, duty: &KnownDuty<'_>, effective: Day, word: &str) -> Procedure {
        let day = effective.counted();
        let how = match duty.when.word() {
            "" => duty.mode.word().to_owned(),
            when => format!("{when}、{}", duty.mode.word()),
        };
        let (ways, first) = self.ways(duty);
        let (timing, is_late) = match effective {
            Day::Known(day) => self.timing(duty, first, (day, word)),
            Day::Unknown { .. } => (None, false),
        };
        let basis = duty.rule.ground.ground(day).message().ja;
        let subjects = vec![(duty.rule.title.ja.clone(), basis)];
        Procedure { subjects, how, ways, timing, is_late }
    }

    /// What was planned and done about a duty, a way each; and the first day on which anything was.
    fn ways(&self, duty: &KnownDuty<'_>) -> (Vec<Sentence>, Option<Date>) {
        let mut left = self.done(duty.mode);
        let first = left.iter().map(|(_, day)| *day).min();
        let mut ways = Vec::new();
        if let Some(decided) = duty.met.and_then(|met| met.decided) {
            ways.push(say("対応を決めた日：{}", [decided.into()]));
        }
        for planned in duty.met.map_or(&[][..], |met| &met.channels) {
            let way = ToldWay::of(&planned.channel);
            let done = left.iter().position(|(done, _)| Some(*done) == way);
            let done = done.map(|at| left.remove(at).1);
            ways.push(self.planned(planned, done));
        }
        let rest =
            left.into_iter().map(|(way, day)| say("{}：{}", [way.word().into(), day.into()]));
        ways.extend(rest);
        (ways, first)
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

    /// What was done that can meet a duty of a mode, in order of days.
    fn done(&self, mode: DutyMode) -> Vec<(ToldWay, Date)> {
        let published = self.told.published.filter(|day| *day <= self.as_of);
        let published = published.into_iter().map(|day| (ToldWay::Published, day));
        let steps = self.steps.iter().filter(|taken| taken.date <= self.as_of);
        let steps = steps.filter_map(|taken| Some((ToldWay::of_step(taken.step)?, taken.date)));
        let mut all: Vec<(ToldWay, Date)> =
            published.chain(steps).filter(|(way, _)| way.serves(mode)).collect();
        all.sort_by_key(|(_, day)| *day);
        all
    }

    /// Whether a duty that is met beforehand was met in time.
    fn timing(
        &self,
        duty: &KnownDuty<'_>,
        first: Option<Date>,
        (effective, word): (Date, &str),
    ) -> (Option<Sentence>, bool) {
        let recorded = duty.met.and_then(|met| met.late);
        let is_due = duty.when == DutyWhen::Before && duty.mode.is_told_in_public();
        match (recorded, first) {
            (Some(due), _) => (Some(self.late(duty, due, first)), true),
            (None, Some(first)) if is_due && first >= effective => {
                (Some(self.late(duty, effective, Some(first))), true)
            }
            (None, Some(_)) if is_due => {
                (Some(vec![words(&format!("{word}より前に行いました。"))]), false)
            }
            (None, _) => (None, false),
        }
    }

    /// That a day was missed, when it was done instead, and why.
    fn late(&self, duty: &KnownDuty<'_>, due: Date, first: Option<Date>) -> Sentence {
        let told = duty.met.and_then(|met| met.told);
        let mut sentence = match (first, told) {
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

/// How something is made known, or filed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ToldWay {
    Published,
    Posted,
    Bulletin,
    Filed,
}

impl ToldWay {
    /// The way that a slip names in words of its own.
    fn of(channel: &str) -> Option<ToldWay> {
        const SIGNS: [(ToldWay, &[&str]); 4] = [
            (ToldWay::Filed, &["届出", "届け出"]),
            (ToldWay::Posted, &["掲示"]),
            (ToldWay::Bulletin, &["広報誌", "機関誌", "会報", "だより"]),
            (ToldWay::Published, &["ホームページ", "サイト", "ウェブ", "Web", "HP", "公表"]),
        ];
        let is_of = |signs: &[&str]| signs.iter().any(|sign| channel.contains(sign));
        SIGNS.iter().find(|(_, signs)| is_of(signs)).map(|(way, _)| *way)
    }

    fn of_step(step: EventStep) -> Option<ToldWay> {
        match step {
            EventStep::Filed => Some(ToldWay::Filed),
            EventStep::Posted => Some(ToldWay::Posted),
            EventStep::Bulletin => Some(ToldWay::Bulletin),
            EventStep::Approved | EventStep::Confirmed => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            ToldWay::Published => "公表",
            ToldWay::Posted => "掲示",
            ToldWay::Bulletin => "広報誌への掲載",
            ToldWay::Filed => "届出",
        }
    }

    /// Whether it can meet a duty of a mode: consent is not had by publishing, nor is a filing made by a posting.
    fn serves(self, mode: DutyMode) -> bool {
        match self {
            ToldWay::Filed => matches!(mode, DutyMode::Filed | DutyMode::EasilyKnownAndFiled),
            ToldWay::Published | ToldWay::Posted | ToldWay::Bulletin => {
                mode.is_told_in_public()
                    || matches!(
                        mode,
                        DutyMode::PublicIfPossible | DutyMode::Knowable | DutyMode::ToldOrPublic
                    )
            }
        }
    }
}
