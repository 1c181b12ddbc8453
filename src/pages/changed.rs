//! What changed in a row of the purposes, version by version, told in sentences. Does not know the texts around it.

use super::changes;
use super::page::{Piece, Sentence};
use super::purposes::{Purpose, Row};
use super::since::Past;
use crate::edition::DocumentOn;
use crate::ledger::Day;
use crate::site::Version;

/// One step of a row from a text to the next: from when, what changed, where it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From when, with the way to the 新旧対照表 where there is one.
    pub when: Sentence,
    /// What changed, one sentence each.
    pub what: Vec<String>,
}

/// The steps of a row up to the text in force, newest first.
pub(super) fn steps(on: &DocumentOn<'_>, past: &Past<'_>, row: &Row) -> Vec<Step> {
    let step = |(version, old, new): (&Version, Option<Row>, Row)| {
        let what = match old {
            None => vec!["この項目を加えました。".to_owned()],
            Some(old) => told(&old, &new),
        };
        (!what.is_empty()).then(|| Step {
            when: when(on, version),
            what,
        })
    };
    past.steps(row).into_iter().filter_map(step).collect()
}

fn when(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    let mut out = match version.effective {
        Day::Known(day) => vec![Piece::Day(day), Piece::Words("から".into())],
        Day::Unknown { seen } => vec![
            Piece::Words(format!("{}は不明（", on.document.kind.effective_word())),
            Piece::Day(seen),
            Piece::Words("に確認）".into()),
        ],
    };
    if let Some(table) = changes::table(on, version) {
        out.push(Piece::Words("（".into()));
        out.push(Piece::Link("新旧対照表を見る".into(), table));
        out.push(Piece::Words("）".into()));
    }
    out
}

/// What differs between two texts of a row.
fn told(old: &Row, new: &Row) -> Vec<String> {
    let mut out = Vec::new();
    if old.name != new.name {
        out.push(format!(
            "項目の名前を「{}」から「{}」に改めました。",
            old.name, new.name
        ));
    }
    let mut met: Vec<&Purpose> = Vec::new();
    for purpose in &new.purposes {
        let side = new.side_name(purpose.side);
        let Some(was) = counterpart(purpose, new, old) else {
            out.push(format!("「{side}」に「{}」を加えました。", purpose.words));
            continue;
        };
        met.push(was);
        if was.side != purpose.side {
            let before = old.side_name(was.side);
            out.push(format!(
                "「{}」を「{before}」から「{side}」に移しました。",
                purpose.words
            ));
        }
        if was.identity() != purpose.identity() {
            out.push(format!(
                "「{}」を「{}」に改めました。",
                whole(was),
                whole(purpose)
            ));
        }
        recipients(was, purpose, &mut out);
    }
    for was in &old.purposes {
        if !met.iter().any(|one| std::ptr::eq(*one, was)) {
            let side = old.side_name(was.side);
            out.push(format!("「{side}」から「{}」を除きました。", was.words));
        }
    }
    out
}

/// The purpose with the lines below it.
fn whole(purpose: &Purpose) -> String {
    std::iter::once(&purpose.words)
        .chain(&purpose.inner)
        .cloned()
        .collect::<Vec<_>>()
        .join("　")
}

fn recipients(was: &Purpose, is: &Purpose, out: &mut Vec<String>) {
    for to in is
        .recipients
        .iter()
        .filter(|to| !was.recipients.contains(to))
    {
        out.push(format!("「{}」の提供先に「{to}」を加えました。", is.words));
    }
    for to in was
        .recipients
        .iter()
        .filter(|to| !is.recipients.contains(to))
    {
        out.push(format!(
            "「{}」の提供先から「{to}」を除きました。",
            is.words
        ));
    }
}

/// The same purpose in the older text: by the author's key, else by its words, on the same side first.
fn counterpart<'r>(purpose: &Purpose, new: &Row, old: &'r Row) -> Option<&'r Purpose> {
    if let Some(key) = &purpose.key
        && let Some(same) = old
            .purposes
            .iter()
            .find(|was| was.key.as_ref() == Some(key))
    {
        return Some(same);
    }
    let identity = purpose.identity();
    let is_like =
        |was: &&Purpose| was.identity() == identity && (was.key.is_none() || purpose.key.is_none());
    let on_its_side = old
        .purposes
        .iter()
        .filter(is_like)
        .find(|was| was.side == purpose.side);
    // On the other side only where the new text does not have it there too.
    let stays = |was: &&Purpose| {
        let mut others = new.purposes.iter();
        !others.any(|other| other.side == was.side && other.identity() == identity)
    };
    on_its_side.or_else(|| old.purposes.iter().filter(is_like).find(stays))
}
