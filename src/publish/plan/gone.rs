//! Texts that do not count any more, or never did: what their readers must know. Does not know where it is put.

use super::address::Address;
use super::page::{Piece, Sentence, words};
use super::plan::version_page;
use super::standing::{last_day, now_words};
use crate::ledger::{Day, Provenance, Replacement};
use crate::site::edition::DocumentOn;
use crate::site::{Kind, Version};

/// What the reader of a text must know that counted until some day.
pub(super) fn past(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let mut all = Vec::new();
    if let Day::Unknown { seen } = version.effective {
        all.push(vec![
            words(on.document.kind.effective_word()),
            words("は不明です。"),
            Piece::Day(seen),
            words("に確認した内容です。"),
        ]);
    }
    let mut until = match last_day(on, version) {
        Some(day) => vec![
            Piece::Day(day),
            words(match on.document.kind {
                Kind::Regulation => "まで効力のあった過去の内容です。",
                Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => {
                    "まで適用されていた過去の内容です。"
                }
            }),
        ],
        None => vec![words("過去の内容です。")],
    };
    if let Some(repeal) = on.repealed {
        until.push(words("この文書は、"));
        until.push(Piece::Day(repeal.effective));
        until.push(words("に廃止されました。"));
    }
    all.push(until);
    all.push(to_now(on, now));
    all
}

/// Said so that it is true before the day and after it.
pub(super) fn withdrawn(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let verb = on.document.kind.effective_verb();
    let mut all = vec![vec![
        Piece::Day(version.effective.counted()),
        words("から"),
        words(verb),
        words("される予定でしたが、取りやめたため、"),
        words(verb),
        words("されません。"),
    ]];
    if let Some(withdrawn) = &version.withdrawn {
        let day = withdrawn.told.published.unwrap_or(withdrawn.recorded);
        let told = withdrawn.told.summary.as_deref().unwrap_or_default();
        all.push(vec![Piece::Day(day), words(&format!("に取りやめを公表しました。{told}"))]);
    }
    all.push(to_now(on, now));
    all
}

fn to_now(on: &DocumentOn<'_>, now: &Address) -> Sentence {
    vec![Piece::Link(now_words(on).into(), now.clone()), words("をご覧ください。")]
}

/// A text that was replaced before its day was never in force; one that was replaced later was shown until then.
pub(super) fn replaced(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let verb = on.document.kind.effective_verb();
    let mut sentence = match version.effective {
        Day::Known(day) => vec![
            Piece::Day(day),
            words("から"),
            words(verb),
            words("される内容として確定したものですが、"),
        ],
        Day::Unknown { seen } => vec![Piece::Day(seen), words("に確認した内容ですが、")],
    };
    let last = on.document.successor(version);
    let (done, link) = match version.replaced.map(|replaced| replaced.why) {
        Some(Replacement::Correction) => ("に誤記を訂正しました。", "訂正後の内容"),
        Some(Replacement::Reissue) | None => ("に差し替えました。", "差し替え後の内容"),
    };
    let by = version.replaced.and_then(|replaced| on.document.version(replaced.by));
    if let Some(by) = by {
        sentence.push(Piece::Day(by.recorded));
    }
    sentence.push(words(done));
    let is_correction = |by: &&Version| matches!(by.came, Provenance::Corrects(_));
    let told = by.filter(is_correction).and_then(|by| by.told.summary.as_deref());
    sentence.extend(told.map(words));
    let to = last.filter(|last| on.in_force.is_none_or(|now| now.id != last.id));
    let mut all = vec![sentence];
    all.push(match to {
        Some(last) => {
            vec![Piece::Link(link.into(), version_page(on, last)), words("をご覧ください。")]
        }
        None => to_now(on, now),
    });
    all
}
