//! Events of a ledger in the words of readers: what each changes for them and from when, the days on which it was
//! decided, published, filed and recorded, and whether that was late. Does not know where it is told.

use super::address::Address;
use super::page::{Sentence, SentencePart, say, words};
use super::planner::{document_page, title, version_page};
use crate::ledger::{
    Act, Day, Event, EventDetails, EventStep, Provenance, StepTaken, VersionId, VersionRecord,
};
use crate::site::edition::DocumentOn;
use crate::site::{Kind, Version};
use crate::text::date::{self, Date};

/// What an event changes for readers, in one line, and the page that shows it.
pub(super) fn happened(on: &DocumentOn<'_>, event: &Event) -> Option<(String, Address)> {
    let verb = on.document.kind.effective_verb();
    let whole = |words| Some((words, document_page(on)));
    let of = |content: &str| match on.document.kind {
        Kind::Announcement => format!("（{content}）"),
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Regulation | Kind::Notice => {
            format!("の{content}")
        }
    };
    match &event.act {
        Act::Seal { version, reissues, .. } => of_version(on, *version, |content| match reissues {
            None => format!("{}{}", of(content), put_up(event)),
            Some(_) => format!("{}を差し替えました", of(content)),
        }),
        Act::Register { version, .. } => {
            of_version(on, *version, |content| format!("{}を収録しました（後日収録）", of(content)))
        }
        Act::Correct { corrected, .. } => {
            of_version(on, *corrected, |content| format!("の誤記を訂正しました（{content}）"))
        }
        Act::Postpone { version, effective } => of_version(on, *version, |_| {
            let day = date::western(*effective);
            format!("の{verb}を{day}からに延期しました")
        }),
        Act::Withdraw { version } => of_version(on, *version, |content| {
            format!("{}を取りやめました（{verb}されません）", of(content))
        }),
        Act::Withhold { version, .. } => {
            of_version(on, *version, |content| format!("の一部を非公開にしました（{content}）"))
        }
        Act::Repeal { effective } => {
            let (name, day) = (title(on), date::western(*effective));
            whole(if on.document.kind == Kind::Announcement {
                format!("「{name}」の掲載の終了を記録しました（{day}終了）")
            } else if event.recorded > *effective && event.told.published.is_none() {
                format!("「{name}」の廃止を収録しました（{day}廃止、後日収録）")
            } else {
                format!("「{name}」の廃止{}（{day}廃止）", told_on(&event.told, event.recorded).1)
            })
        }
        Act::Retitle { title, effective } => {
            let day = date::western(*effective);
            let change =
                if event.recorded > *effective { "変わりました" } else { "変わります" };
            whole(format!("{day}から、文書の名前が「{title}」に{change}"))
        }
        // What the organisation did about a version changes no word of it.
        Act::Record { .. } => None,
    }
}

/// What happened to a version, and its page.
fn of_version(
    on: &DocumentOn<'_>,
    id: VersionId,
    words: impl Fn(&str) -> String,
) -> Option<(String, Address)> {
    let all = &on.document.versions;
    let version = all.iter().find(|version| version.id == id)?;
    let words = words(&content(on, version));
    let words = format!("「{}」{words}", named(on, version));
    Some((words, version_page(on, version)))
}

/// From when what happened holds, in one line; none where it is about no day.
pub(super) fn when(on: &DocumentOn<'_>, act: &Act) -> Option<String> {
    let day = |version| {
        let all = &on.document.versions;
        let version = all.iter().find(|one| one.id == version)?;
        Some(match version.effective_at_first {
            Day::Known(day) => date::with_era(day),
            Day::Unknown { seen } => format!("不明（{}に確認）", date::with_era(seen)),
        })
    };
    let day = match act {
        Act::Seal { version, .. } | Act::Register { version, .. } => day(*version)?,
        Act::Correct { corrected, .. } => day(*corrected)?,
        Act::Postpone { effective, .. } => date::with_era(*effective),
        Act::Repeal { effective } => {
            let word = match on.document.kind {
                Kind::Announcement => "掲載を終える日",
                Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Regulation | Kind::Notice => {
                    "廃止日"
                }
            };
            return Some(format!("{word}：{}", date::with_era(*effective)));
        }
        Act::Withdraw { .. } | Act::Withhold { .. } | Act::Retitle { .. } | Act::Record { .. } => {
            return None;
        }
    };
    Some(format!("{}：{day}", on.document.kind.effective_word()))
}

/// 2027年4月1日から適用される内容; of what is told once, its day.
fn content(on: &DocumentOn<'_>, version: &Version) -> String {
    let kind = on.document.kind;
    match version.effective_at_first {
        Day::Known(day) if kind == Kind::Announcement => date::western(day),
        Day::Known(day) => {
            format!("{}から{}される内容", date::western(day), kind.effective_verb())
        }
        Day::Unknown { seen } => format!("{}に確認した内容", date::western(seen)),
    }
}

/// That a text was made public where a 公表日 is told that had come; else only that it was put up.
fn put_up(event: &Event) -> &'static str {
    let is_out = event.told.published.is_some_and(|day| day <= event.recorded);
    if is_out { "を公表しました" } else { "を掲載しました" }
}

/// The day on which something was told, and how that is said behind what it was: of what has no 公表日 all that is
/// known is that it stands here.
pub(super) fn told_on(told: &EventDetails, recorded: Date) -> (Date, &'static str) {
    match told.published.filter(|day| *day <= recorded) {
        Some(day) => (day, "を公表しました"),
        None => (recorded, "のお知らせを掲載しました"),
    }
}

/// The title of a text.
pub(super) fn named(on: &DocumentOn<'_>, version: &Version) -> String {
    match version.tree.heading().words() {
        words if words.is_empty() => title(on),
        words => words,
    }
}

pub(super) fn lines(told: &EventDetails) -> Vec<String> {
    let mut lines: Vec<String> = told.summary.iter().cloned().collect();
    if let Some(decided) = &told.decided {
        let by = decided.by.as_deref().unwrap_or_default();
        lines.push(format!("議決・決裁：{by}（{}）", date::western(decided.day)));
    }
    if let Some(day) = told.approved {
        lines.push(format!("認可日：{}", date::western(day)));
    }
    if let Some(day) = told.published {
        lines.push(format!("公表日：{}", date::western(day)));
    }
    lines.extend(told.duties.iter().filter_map(|met| {
        let (due, told) = (met.late?, met.told?);
        let (due, told) = (date::western(due), date::western(told));
        Some(format!(
            "遅延：{due}より前に知らせることになっていましたが、{told}に知らせました（{}）",
            met.rule
        ))
    }));
    lines
}

/// When and by whom something was decided, approved, published; each day with its name.
pub(super) fn decided(told: &EventDetails) -> Vec<(String, Sentence)> {
    let mut all = Vec::new();
    if let Some(decided) = &told.decided {
        let mut sentence = vec![SentencePart::Day(decided.day)];
        if let Some(by) = &decided.by {
            sentence.push(words(&format!("（{by}）")));
        }
        all.push(("議決・決裁日".to_owned(), sentence));
    }
    for (name, day) in [("認可日", told.approved), ("公表日", told.published)] {
        all.extend(day.map(|day| (name.to_owned(), vec![SentencePart::Day(day)])));
    }
    all
}

/// Whether kohyo learned of something on or after the day from which it was to count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Late {
    No,
    Yes,
}

pub(super) fn late(day: Date, recorded: Date) -> Late {
    if recorded >= day { Late::Yes } else { Late::No }
}

/// When and by whom something was decided that moved a day.
pub(super) fn decision(told: &EventDetails) -> Sentence {
    let Some(decided) = &told.decided else {
        return Vec::new();
    };
    let by = decided.by.as_deref().unwrap_or_default();
    say("議決・決裁：{}（{}）。", [by.into(), decided.day.into()])
}

/// What was done about a version, with its name.
pub(super) fn done(taken: &StepTaken) -> (&'static str, Sentence) {
    let name = match taken.step {
        EventStep::Filed => "届出日",
        EventStep::Posted => "掲示期間",
        EventStep::Bulletin => "広報誌への掲載日",
        EventStep::Approved => "認可日",
        EventStep::Confirmed => "確認日",
    };
    let mut sentence = vec![SentencePart::Day(taken.date)];
    match (taken.step, taken.until) {
        (_, Some(until)) => {
            sentence.extend(say("から{}まで", [until.into()]));
        }
        (EventStep::Posted, None) => sentence.push(words("から")),
        (
            EventStep::Filed | EventStep::Bulletin | EventStep::Approved | EventStep::Confirmed,
            None,
        ) => {}
    }
    if let Some(note) = &taken.note {
        sentence.push(words(&format!("（{note}）")));
    }
    if taken.recorded > taken.date {
        sentence.extend(say("（{}に記録）", [taken.recorded.into()]));
    }
    (name, sentence)
}

/// When kohyo learned of a version; that this was late is said and not hidden.
pub(super) fn recorded(word: &str, entry: &VersionRecord) -> Sentence {
    let mut sentence = vec![SentencePart::Day(entry.recorded)];
    match entry.came {
        Provenance::Registered => sentence.push(words("（後日収録）")),
        Provenance::Sealed | Provenance::Corrects(_) | Provenance::Reissues(_)
            if entry.is_late() =>
        {
            sentence.push(words(&format!("（{word}より後の記録）")));
        }
        Provenance::Sealed | Provenance::Corrects(_) | Provenance::Reissues(_) => {}
    }
    sentence
}
