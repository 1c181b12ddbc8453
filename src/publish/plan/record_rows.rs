//! What was done about a document, a row for each line of its ledger: the days that an auditor or an authority asks
//! for, under lasting names. Does not know formats, pages, nor which delay the law allows.

use crate::law::{DutyMode, duty_rule};
use crate::ledger::{Act, Day, Event, EventDetails, EventStep, LedgerLine, MetDuty};
use crate::site::{Document, Kind, Version};
use crate::text::date::Date;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordCell {
    /// Nothing is known, or nothing of the sort was done.
    Empty,
    /// Words; digests in hexadecimal digits.
    Words(String),
    /// Days in order; several where it was done several times.
    Days(Vec<Date>),
    /// A number.
    Number(usize),
    /// It was done by its day.
    InTime,
    /// It was done after its day.
    Late,
}

/// Columns: the lasting name, and what people read.
pub const RECORD_COLUMNS: [(&str, &str); 25] = [
    ("document", "文書"),
    ("title", "題名"),
    ("line", "台帳の行"),
    ("recorded", "記録日"),
    ("version", "版"),
    ("event", "事項（符号）"),
    ("what", "事項"),
    ("decided", "議決・決裁日"),
    ("decided-by", "議決・決裁した機関"),
    ("approved", "認可日"),
    ("published", "公表日"),
    ("effective", "施行日・適用日"),
    ("seen", "確認日（施行日・適用日が不明のとき）"),
    ("filed", "届出日"),
    ("posted", "掲示の初日"),
    ("posted-until", "掲示の終日"),
    ("bulletin", "広報誌への掲載日"),
    ("confirmed", "内容の確認日"),
    ("published-late", "公表が施行日・適用日より後"),
    ("recorded-late", "記録がその日より後"),
    ("duties", "法令の手続"),
    ("summary", "説明"),
    ("note", "備考"),
    ("digest", "版のSHA-256"),
    ("line-digest", "台帳の行のSHA-256"),
];

/// A line of a ledger, with a cell for each of [`RECORD_COLUMNS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// The cells.
    pub cells: [RecordCell; RECORD_COLUMNS.len()],
}

impl RecordRow {
    /// What stands under a lasting name; nothing under one that there is not.
    pub fn cell(&self, name: &str) -> &RecordCell {
        let at = RECORD_COLUMNS.iter().position(|(known, _)| *known == name);
        at.map_or(&RecordCell::Empty, |at| &self.cells[at])
    }
}

/// The rows of a document, in the order of its ledger.
pub fn record_rows(document: &Document) -> Vec<RecordRow> {
    let lines = document.ledger.lines().iter().enumerate();
    lines.map(|(at, line)| row(document, at + 1, line)).collect()
}

fn row(document: &Document, number: usize, line: &LedgerLine) -> RecordRow {
    let event = &line.event;
    let (act, told) = (&event.act, &event.told);
    let version = act.concerns().and_then(|id| document.version(id));
    let effective = act.effective().or_else(|| corrected(act, version));
    let known = match effective {
        Some(Day::Known(day)) => Some(day),
        Some(Day::Unknown { .. }) | None => None,
    };
    let seen = match effective {
        Some(Day::Unknown { seen }) => Some(seen),
        Some(Day::Known(_)) | None => None,
    };
    let done = |step| days(done(act, version, step));
    let until = |step| days(until(act, version, step));
    let decided = told.decided.as_ref();
    RecordRow {
        cells: [
            words(Some(document.slug.to_string())),
            words(title(document, version)),
            RecordCell::Number(number),
            day(Some(event.recorded)),
            words(act.concerns().map(|id| id.to_string())),
            words(Some(act.name().to_owned())),
            words(Some(what(document.kind, act).to_owned())),
            day(decided.map(|decided| decided.day)),
            words(decided.and_then(|decided| decided.by.clone())),
            approved(act, told.approved, version),
            day(told.published),
            day(known),
            day(seen),
            done(EventStep::Filed),
            done(EventStep::Posted),
            until(EventStep::Posted),
            done(EventStep::Bulletin),
            done(EventStep::Confirmed),
            late(known, told.published),
            late(due(event, known), Some(event.recorded)),
            words(duties(told)),
            words(told.summary.clone()),
            words(note(act)),
            words(digest(act)),
            words(Some(line.digest.to_string())),
        ],
    }
}

/// What was done about the duties of a change: the rule, the way, the days; and that a day was missed.
fn duties(told: &EventDetails) -> Option<String> {
    let one = |met: &MetDuty| {
        let title = duty_rule(&met.rule).map_or("", |rule| &rule.title.ja);
        let mode = DutyMode::from_name(&met.mode)
            .map_or_else(|| met.mode.clone(), |mode| mode.word().to_owned());
        let asked = if met.asked { "。当たるかどうかを確かめたもの" } else { "" };
        let mut out = format!("{title}〔{}〕（{mode}{asked}）", met.rule);
        let mut put = |name: &str, words: &str| out.push_str(&format!("、{name}：{words}"));
        if let Some(day) = met.decided {
            put("決定", &day.to_string());
        }
        for told in &met.channels {
            put(
                &told.channel,
                &told.on.map_or_else(|| "日は未定".to_owned(), |day| day.to_string()),
            );
        }
        if let (true, Some(day)) = (met.channels.is_empty(), met.told) {
            put("知らせた日", &day.to_string());
        }
        if let Some(due) = met.late {
            put("遅延", &format!("{due}より前に行うものでした"));
        }
        if let Some(why) = &met.late_reason {
            put("遅れた理由", why);
        }
        out
    };
    let all: Vec<String> = told.duties.iter().map(one).collect();
    (!all.is_empty()).then(|| all.join("；"))
}

fn words(words: Option<String>) -> RecordCell {
    words.map_or(RecordCell::Empty, RecordCell::Words)
}

fn day(day: Option<Date>) -> RecordCell {
    days(day.into_iter().collect())
}

fn days(days: Vec<Date>) -> RecordCell {
    if days.is_empty() { RecordCell::Empty } else { RecordCell::Days(days) }
}

/// Whether something was done after its day, where both are known.
fn late(due: Option<Date>, done: Option<Date>) -> RecordCell {
    match (due, done) {
        (Some(due), Some(done)) if done > due => RecordCell::Late,
        (Some(_), Some(_)) => RecordCell::InTime,
        (None, _) | (_, None) => RecordCell::Empty,
    }
}

/// The day by which an event is recorded in time: that of what was done; else the one from which it counts.
fn due(event: &Event, effective: Option<Date>) -> Option<Date> {
    match &event.act {
        Act::Record { date, .. } => Some(*date),
        Act::Seal { .. } | Act::Repeal { .. } | Act::Retitle { .. } | Act::Register { .. } => {
            effective
        }
        // A slip is found when it is found; what is put off or called off has no day of its own.
        Act::Correct { .. }
        | Act::Postpone { .. }
        | Act::Withdraw { .. }
        | Act::Withhold { .. } => None,
    }
}

/// The day of a corrected text is that of the one with the slip.
fn corrected(act: &Act, version: Option<&Version>) -> Option<Day> {
    let is_correction = matches!(act, Act::Correct { .. });
    version.filter(|_| is_correction).map(|version| version.effective_at_first)
}

fn title(document: &Document, version: Option<&Version>) -> Option<String> {
    let own = version.map(|version| version.tree.heading().words());
    let newest = || document.newest().or(document.versions.last());
    let title = own.or_else(|| newest().map(|version| version.tree.heading().words()));
    title.filter(|words| !words.is_empty())
}

/// What happened, in a word.
fn what(kind: Kind, act: &Act) -> &'static str {
    match act {
        Act::Seal { reissues: None, .. } => "版の確定",
        Act::Seal { reissues: Some(_), .. } => "版の差し替え",
        Act::Register { .. } => "過去の版の収録（後日収録）",
        Act::Correct { .. } => "誤記の訂正",
        Act::Postpone { .. } => "延期",
        Act::Withdraw { .. } => "取りやめ",
        Act::Record { step, .. } => step.word(),
        Act::Withhold { .. } => "一部の非公開",
        Act::Repeal { .. } if kind == Kind::Announcement => "掲載の終了",
        Act::Repeal { .. } => "廃止",
        Act::Retitle { .. } => "改称",
    }
}

/// The days on which something was done: on the row of what was done its own, on that of a version all of them.
fn done(act: &Act, version: Option<&Version>, wanted: EventStep) -> Vec<Date> {
    match act {
        Act::Record { step, date, .. } => (*step == wanted).then_some(*date).into_iter().collect(),
        _ if act.makes().is_some() => {
            let steps = version.into_iter().flat_map(|version| &version.steps);
            steps.filter(|taken| taken.step == wanted).map(|taken| taken.date).collect()
        }
        _ => Vec::new(),
    }
}

/// The last days of what was put up likewise.
fn until(act: &Act, version: Option<&Version>, wanted: EventStep) -> Vec<Date> {
    match act {
        Act::Record { step, until, .. } if *step == wanted => until.iter().copied().collect(),
        _ if act.makes().is_some() => {
            let steps = version.into_iter().flat_map(|version| &version.steps);
            steps.filter(|taken| taken.step == wanted).filter_map(|taken| taken.until).collect()
        }
        _ => Vec::new(),
    }
}

/// The day of the approval: told with the event, or recorded about the version.
fn approved(act: &Act, told: Option<Date>, version: Option<&Version>) -> RecordCell {
    days(told.into_iter().chain(done(act, version, EventStep::Approved)).collect())
}

fn note(act: &Act) -> Option<String> {
    match act {
        Act::Record { note, .. } => note.clone(),
        Act::Withhold { reason, .. } => Some(reason.clone()),
        Act::Retitle { title, .. } => Some(format!("新しい名前：{title}")),
        Act::Seal { reissues, .. } => reissues.map(|id| format!("版 {id} に代わるものです")),
        Act::Correct { version, .. } => Some(format!("版 {version} の訂正です")),
        Act::Register { .. } | Act::Postpone { .. } | Act::Withdraw { .. } | Act::Repeal { .. } => {
            None
        }
    }
}

/// The digest of the file of the version that the event made.
fn digest(act: &Act) -> Option<String> {
    match act {
        Act::Seal { digest, .. }
        | Act::Register { digest, .. }
        | Act::Correct { digest, .. }
        | Act::Withhold { digest, .. } => Some(digest.to_string()),
        Act::Postpone { .. }
        | Act::Withdraw { .. }
        | Act::Record { .. }
        | Act::Repeal { .. }
        | Act::Retitle { .. } => None,
    }
}
