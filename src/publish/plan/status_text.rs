//! Where a text stands in time, said in sentences: in force, coming, past, called off, replaced, a draft. Does not
//! know where they are put.

use super::address::Address;
use super::announcement;
use super::event_text;
use super::history;
use super::page::{Sentence, SentencePart, TextStatus, say, words};
use super::planner::{draft_page, version_page};
use super::same_day::{counted_before, overtaken};
use crate::ledger::{Day, Provenance, Replacement};
use crate::site::edition::DocumentOn;
use crate::site::{Document, Kind, SinceDay, Version};
use crate::text::date::{self, Date};

/// Where a version stands in time on the day of the edition.
pub(super) fn state(on: &DocumentOn<'_>, version: &Version) -> TextStatus {
    if on.in_force.is_some_and(|now| now.id == version.id) {
        TextStatus::InForce
    } else if version.withdrawn.is_some() {
        TextStatus::Withdrawn
    } else if version.replaced.is_some() {
        TextStatus::Replaced
    } else if on.coming.iter().any(|coming| coming.id == version.id) {
        TextStatus::Coming
    } else {
        TextStatus::Past
    }
}

/// What the reader of the version in force must know.
pub(super) fn of_version(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    if on.document.kind == Kind::Announcement {
        return announcement::standing(on, version, now);
    }
    match state(on, version) {
        TextStatus::InForce => vec![in_force(on, version, last_day(on, version))],
        TextStatus::Coming => coming(on, version, now),
        TextStatus::Withdrawn => withdrawn(on, version, now),
        TextStatus::Replaced => replaced(on, version, now),
        TextStatus::Past | TextStatus::Repealed | TextStatus::Draft | TextStatus::None => {
            past(on, version, now)
        }
    }
}

/// Where a document stands in time of which nothing is in force.
pub(super) fn without_text(on: &DocumentOn<'_>) -> TextStatus {
    if on.repealed.is_some() {
        TextStatus::Repealed
    } else if !on.coming.is_empty() {
        TextStatus::Coming
    } else if on.draft.is_some() {
        TextStatus::Draft
    } else {
        TextStatus::None
    }
}

/// The state in a word or two of a document of which nothing is in force.
pub(super) fn word_without_text(on: &DocumentOn<'_>, state: TextStatus) -> &'static str {
    match on.document.kind {
        Kind::Announcement => announcement::word_without(state),
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Regulation | Kind::Notice => {
            state.word()
        }
    }
}

/// The state of a version in a word or two.
pub(super) fn word(on: &DocumentOn<'_>, version: &Version) -> String {
    let state = state(on, version);
    match (state, version.effective) {
        (TextStatus::Replaced, _) => match version.replaced.map(|replaced| replaced.why) {
            Some(Replacement::Correction) => "訂正前".to_owned(),
            Some(Replacement::Reissue) | None => state.word().to_owned(),
        },
        _ if on.document.kind == Kind::Announcement => announcement::word(state, version),
        (TextStatus::Coming | TextStatus::Past, _)
            if on.document.overtaken_by(version).is_some() =>
        {
            "ほかの変更の反映前".to_owned()
        }
        (TextStatus::Coming, Day::Known(day)) => format!("{}から", date::western(day)),
        (
            TextStatus::InForce
            | TextStatus::Coming
            | TextStatus::Past
            | TextStatus::Withdrawn
            | TextStatus::Repealed
            | TextStatus::Draft
            | TextStatus::None,
            _,
        ) => state.word().to_owned(),
    }
}

/// That a text is in force, until its last day where that is known.
pub(super) fn in_force(on: &DocumentOn<'_>, version: &Version, last: Option<Date>) -> Sentence {
    let kind = on.document.kind;
    match (version.effective, last) {
        (Day::Known(day), Some(last)) => {
            say("{}から{}まで{}内容です。", [day.into(), last.into(), holds(kind).into()])
        }
        (Day::Known(day), None) => {
            say("{}から{}されている内容です。", [day.into(), kind.effective_verb().into()])
        }
        (Day::Unknown { seen }, _) => seen_only(kind, seen),
    }
}

/// Of a text whose day is unknown.
fn seen_only(kind: Kind, seen: Date) -> Sentence {
    let parts = [kind.effective_word().into(), seen.into()];
    say("{}は不明です。{}に確認した内容です。", parts)
}

/// 適用される内容; of a regulation, that it has force: it comes into force on one day only.
fn holds(kind: Kind) -> &'static str {
    match kind {
        Kind::Regulation => "効力のある",
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
            "適用される"
        }
    }
}

/// What comes, and until when what stands before it counts.
fn coming(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let verb = on.document.kind.effective_verb();
    let day = version.effective.counted();
    if let Some(overtaken) = overtaken(on, version, "この内容のまま{}される日はありません。")
    {
        let moved = put_off(version, verb).into_iter();
        return std::iter::once(overtaken).chain(moved).chain([to_now(on, now)]).collect();
    }
    let mut all = vec![say("{}から{}される予定の内容です。", [day.into(), verb.into()])];
    all.extend(put_off(version, verb));
    let before = counted_before(on.document, version);
    let last = before.and_then(|before| last_day(on, before));
    let until = match (before, last) {
        (Some(before), Some(last)) => {
            let applies = match on.document.kind {
                Kind::Regulation => "によります。",
                Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
                    "が適用されます。"
                }
            };
            let parts = [last.into(), before_words(on, before, now), applies.into()];
            say("{}までは、{}{}", parts)
        }
        (Some(_), None) | (None, _) => {
            say("{}もご覧ください。", [(now_words(on), now.clone()).into()])
        }
    };
    all.push(until);
    all
}

/// That the day of a version was moved, and from which.
pub(super) fn put_off(version: &Version, verb: &str) -> Option<Sentence> {
    let (first, last) = (version.postponed.first()?, version.postponed.last()?);
    let said = format!("はじめは{{}}から{verb}する予定でしたが、{{}}に延期しました。");
    let mut sentence = say(&said, [first.from.into(), last.recorded.into()]);
    sentence.extend(last.told.summary.as_deref().map(words));
    Some(sentence)
}

/// The text before another, by name and with a link.
fn before_words(on: &DocumentOn<'_>, before: &Version, now: &Address) -> SentencePart {
    if on.in_force.is_some_and(|version| version.id == before.id) {
        SentencePart::Link(now_words(on).into(), now.clone())
    } else {
        SentencePart::Link("その前の内容".into(), version_page(on, before))
    }
}

/// The last day of a version; `None` when it never was in force alone (another of the same day took its place).
pub(super) fn last_day(on: &DocumentOn<'_>, version: &Version) -> Option<Date> {
    on.last_day(version).filter(|day| *day >= version.effective.counted())
}

/// What the reader of a document must know of which nothing is in force.
pub(super) fn waiting(on: &DocumentOn<'_>, page: impl Fn(&Version) -> Address) -> Vec<Sentence> {
    if on.document.kind == Kind::Announcement && !on.document.versions.is_empty() {
        return announcement::waiting(on, page);
    }
    let verb = on.document.kind.effective_verb();
    if let Some(repeal) = on.repealed {
        let told = repeal.told.summary.as_deref().unwrap_or_default();
        let repealed = format!("に廃止されました。{told}");
        return vec![say("この文書は、{}{}", [repeal.effective.into(), (*repealed).into()])];
    }
    if on.coming.is_empty() && on.document.versions.is_empty() {
        return vec![vec![words("公表している内容はまだありません。")]];
    }
    let mut all = vec![say("現在{}されている内容はありません。", [verb.into()])];
    all.extend(on.coming.iter().map(|version| {
        let day = version.effective.counted();
        let text = ("新しい内容", page(version));
        say("{}から、{}が{}されます。", [day.into(), text.into(), verb.into()])
    }));
    all
}

/// From when until when a version is in force; of one that is not, that it is not.
pub(super) fn period(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    if on.document.kind == Kind::Announcement {
        return announcement::period(version);
    }
    let verb = on.document.kind.effective_verb();
    if version.withdrawn.is_some() {
        let day = version.effective.counted();
        return say("{}からの{}を取りやめました", [day.into(), verb.into()]);
    }
    if let Some(replaced) = version.replaced {
        let said = match replaced.why {
            Replacement::Correction => "{}からの内容（誤記の訂正前）",
            Replacement::Reissue => "{}からの内容（差し替え前）",
        };
        return say(said, [version.effective.counted().into()]);
    }
    if on.document.overtaken_by(version).is_some() {
        let day = version.effective.counted();
        return say("{}からの内容（同じ日のほかの変更の反映前）", [day.into()]);
    }
    let mut sentence = match version.effective {
        Day::Known(day) => say("{}から", [day.into()]),
        Day::Unknown { seen } => {
            let word = on.document.kind.effective_word();
            say("{}不明（{}に確認）", [word.into(), seen.into()])
        }
    };
    if let Some(day) = last_day(on, version) {
        if let Day::Unknown { .. } = version.effective {
            sentence.push(words("、"));
        }
        sentence.extend(say("{}まで", [day.into()]));
    }
    sentence
}

/// From when the changes count that a version brought.
pub(super) fn of_changes(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    let kind = on.document.kind;
    let verb = kind.effective_verb();
    let day = match version.effective {
        Day::Known(day) => day,
        Day::Unknown { seen } => {
            let parts = [kind.effective_word().into(), seen.into()];
            return say("この変更の{}は不明です。{}に確認しました。", parts);
        }
    };
    if kind == Kind::Announcement {
        return say("{}のお知らせで変わったところです。", [day.into()]);
    }
    let end = match state(on, version) {
        TextStatus::InForce => "されています。",
        TextStatus::Coming => "される予定です。",
        TextStatus::Past
        | TextStatus::Withdrawn
        | TextStatus::Replaced
        | TextStatus::Repealed
        | TextStatus::Draft
        | TextStatus::None => "されました。",
    };
    say("この変更は、{}から{}{}", [day.into(), verb.into(), end.into()])
}

/// When a version took the place of another, and why.
pub(super) fn put_right(version: &Version) -> Sentence {
    let why = match version.came {
        Provenance::Corrects(_) => "に、誤記を訂正しました。",
        Provenance::Sealed | Provenance::Registered | Provenance::Reissues(_) => {
            "に、差し替えました。"
        }
    };
    say("{}{}", [version.recorded.into(), why.into()])
}

/// What it means that an earlier version is set beside the one in force.
pub(super) fn since(on: &DocumentOn<'_>, from: &str, now: &Version) -> Sentence {
    let verb = on.document.kind.effective_verb();
    let upto = match now.effective {
        Day::Known(_) if on.document.kind == Kind::Announcement => "のお知らせまで".to_owned(),
        Day::Known(_) => format!("から{verb}されている内容まで"),
        Day::Unknown { .. } => "に確認した内容まで".to_owned(),
    };
    let all = format!("の変更をまとめたものです。それぞれの変更が{verb}された日は、");
    let history = ("改定の履歴", history::address(on));
    let day = now.effective.counted();
    let parts = [from.into(), day.into(), (*upto).into(), (*all).into(), history.into()];
    say("{}から、{}{}{}{}で確認できます。", parts)
}

/// A sentence that leads to the draft.
pub(super) fn to_draft(on: &DocumentOn<'_>) -> Sentence {
    say("公表前の{}があります。", [("案", draft_page(on)).into()])
}

/// What the reader of a draft must know.
pub(super) fn draft(document: &Document) -> Vec<Sentence> {
    let mut all =
        vec![vec![words("これは案です。まだ公表していません。内容は変わることがあります。")]];
    let since = document.slip.as_ref().and_then(|slip| slip.effective);
    match since {
        Some(SinceDay::Day(day)) => {
            let verb = document.kind.effective_verb();
            all.push(say(&format!("{{}}から{verb}する予定です。"), [day.into()]));
        }
        Some(SinceDay::Unknown { .. }) | None => {}
    }
    all
}

fn now_words(on: &DocumentOn<'_>) -> &'static str {
    if on.in_force.is_some() { "現在の内容" } else { "この文書のページ" }
}

/// What the reader of a text must know that counted until some day.
fn past(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let mut all = Vec::new();
    if let Day::Unknown { seen } = version.effective {
        all.push(seen_only(on.document.kind, seen));
    }
    let mut until = match last_day(on, version) {
        Some(day) => {
            let said = match on.document.kind {
                Kind::Regulation => "{}まで効力のあった過去の内容です。",
                Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
                    "{}まで適用されていた過去の内容です。"
                }
            };
            say(said, [day.into()])
        }
        None => overtaken(on, version, "この内容のまま{}された日はありません。")
            .unwrap_or_else(|| vec![words("過去の内容です。")]),
    };
    if let Some(repeal) = on.repealed {
        until.extend(say("この文書は、{}に廃止されました。", [repeal.effective.into()]));
    }
    all.push(until);
    all.push(to_now(on, now));
    all
}

/// Said so that it is true before the day and after it.
fn withdrawn(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let verb = on.document.kind.effective_verb();
    let parts = [version.effective.counted().into(), verb.into(), verb.into()];
    let mut all = vec![say("{}から{}される予定でしたが、取りやめたため、{}されません。", parts)];
    all.extend(called_off(version));
    all.push(to_now(on, now));
    all
}

/// When it was told that a version was called off, and what was told.
pub(super) fn called_off(version: &Version) -> Option<Sentence> {
    let withdrawn = version.withdrawn.as_ref()?;
    let (day, told) = event_text::told_on(&withdrawn.told, withdrawn.recorded);
    let mut sentence = say("{}に取りやめ{}", [day.into(), told.into()]);
    sentence.push(words("。"));
    sentence.extend(withdrawn.told.summary.as_deref().map(words));
    Some(sentence)
}

fn to_now(on: &DocumentOn<'_>, now: &Address) -> Sentence {
    say("{}をご覧ください。", [(now_words(on), now.clone()).into()])
}

/// A text that was replaced before its day was never in force; one that was replaced later was shown until then.
fn replaced(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let verb = on.document.kind.effective_verb();
    let mut sentence = match version.effective {
        Day::Known(day) => {
            say("{}から{}される内容として確定したものですが、", [day.into(), verb.into()])
        }
        Day::Unknown { seen } => say("{}に確認した内容ですが、", [seen.into()]),
    };
    let last = on.document.successor(version);
    let (done, link) = match version.replaced.map(|replaced| replaced.why) {
        Some(Replacement::Correction) => ("に誤記を訂正しました。", "訂正後の内容"),
        Some(Replacement::Reissue) | None => ("に差し替えました。", "差し替え後の内容"),
    };
    let by = version.replaced.and_then(|replaced| on.document.version(replaced.by));
    if let Some(by) = by {
        sentence.push(SentencePart::Day(by.recorded));
    }
    sentence.push(words(done));
    let is_correction = |by: &&Version| matches!(by.came, Provenance::Corrects(_));
    let told = by.filter(is_correction).and_then(|by| by.told.summary.as_deref());
    sentence.extend(told.map(words));
    let to = last.filter(|last| on.in_force.is_none_or(|now| now.id != last.id));
    let mut all = vec![sentence];
    all.push(match to {
        Some(last) => say("{}をご覧ください。", [(link, version_page(on, last)).into()]),
        None => to_now(on, now),
    });
    all
}
