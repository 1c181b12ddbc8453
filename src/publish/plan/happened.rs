//! Events of a ledger in the words of readers: what each changes for them, and from when.
//! Does not know where it is told.

use super::address::Address;
use super::plan::{document_page, title, version_page};
use crate::ledger::{Act, Day, Event, EventDetails, VersionId};
use crate::site::Version;
use crate::site::edition::DocumentOn;
use crate::text::date;

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
