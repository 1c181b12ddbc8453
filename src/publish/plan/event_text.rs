//! Events of a ledger in the words of readers: what each changes for them and from when, the days on which it was
//! decided, published, filed and recorded, and whether that was late. Does not know where it is told.

use super::address::Address;
use super::page::{Sentence, SentencePart, say, words};
use super::planner::{document_page, title, version_page};
use crate::ledger::{
    Act, Day, Event, EventDetails, EventStep, Provenance, StepTaken, VersionId, VersionRecord,
};
use crate::site::Version;
use crate::site::edition::DocumentOn;
use crate::text::date::{self, Date};

/// What an event changes for readers, in one line, and the page that shows it.
pub(super) fn happened(on: &DocumentOn<'_>, event: &Event) -> Option<(String, Address)> {
    let verb = on.document.kind.effective_verb();
    let whole = |words| Some((words, document_page(on)));
    match &event.act {
        Act::Seal { version, reissues, .. } => of_version(on, *version, |content| match reissues {
            None => format!("の{content}を公表しました"),
            Some(_) => format!("の{content}を差し替えました"),
        }),
        Act::Register { version, .. } => {
            of_version(on, *version, |content| format!("の{content}を収録しました（後日収録）"))
        }
        Act::Correct { corrected, .. } => {
            of_version(on, *corrected, |content| format!("の誤記を訂正しました（{content}）"))
        }
        Act::Postpone { version, effective } => of_version(on, *version, |_| {
            let day = date::western(*effective);
            format!("の{verb}を{day}からに延期しました")
        }),
        Act::Withdraw { version } => of_version(on, *version, |content| {
            format!("の{content}を取りやめました（{verb}されません）")
        }),
        Act::Withhold { version, .. } => {
            of_version(on, *version, |content| format!("の一部を非公開にしました（{content}）"))
        }
        Act::Repeal { effective } => {
            let (name, day) = (title(on), date::western(*effective));
            whole(if event.recorded > *effective && event.told.published.is_none() {
                format!("「{name}」の廃止を収録しました（{day}廃止、後日収録）")
            } else {
                format!("「{name}」の廃止を公表しました（{day}廃止）")
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
            return Some(format!("廃止日：{}", date::with_era(*effective)));
        }
        Act::Withdraw { .. } | Act::Withhold { .. } | Act::Retitle { .. } | Act::Record { .. } => {
            return None;
        }
    };
    Some(format!("{}：{day}", on.document.kind.effective_word()))
}

/// 2027年4月1日から適用される内容.
fn content(on: &DocumentOn<'_>, version: &Version) -> String {
    match version.effective_at_first {
        Day::Known(day) => {
            format!("{}から{}される内容", date::western(day), on.document.kind.effective_verb())
        }
        Day::Unknown { seen } => format!("{}に確認した内容", date::western(seen)),
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
