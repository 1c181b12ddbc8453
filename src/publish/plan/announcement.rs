//! Single announcements (公告・お知らせ・漏えいの公表) in time: told on a day, they are of that day for good, and never
//! “in force”. Does not know where its sentences are put.

use super::address::Address;
use super::page::{Sentence, SentencePart, TextStatus, say, words};
use super::planner::version_page;
use super::status_text;
use crate::ledger::{Day, Replacement};
use crate::site::Version;
use crate::site::edition::DocumentOn;
use crate::text::date;

/// The state of an announcement in a word or two.
pub(super) fn word(state: TextStatus, version: &Version) -> String {
    match (state, version.effective) {
        (TextStatus::InForce, _) => "お知らせ".to_owned(),
        (TextStatus::Coming, Day::Known(day)) => format!("{}に掲載", date::western(day)),
        (TextStatus::Past, _) => "過去のお知らせ".to_owned(),
        _ => state.word().to_owned(),
    }
}

/// The state in a word or two of a document that has no announcement to show.
pub(super) fn word_without(state: TextStatus) -> &'static str {
    match state {
        TextStatus::Repealed => "掲載終了",
        TextStatus::Coming | TextStatus::None => "掲載前",
        TextStatus::InForce
        | TextStatus::Past
        | TextStatus::Withdrawn
        | TextStatus::Replaced
        | TextStatus::Draft => state.word(),
    }
}

/// 2026年5月20日のお知らせ, and what is said of that in a sentence; one without a day says so.
fn of_day(version: &Version, end: &str) -> Sentence {
    match version.effective {
        Day::Known(day) => say(&format!("{{}}{end}"), [day.into()]),
        Day::Unknown { seen } => {
            say(&format!("日付のわからない、{{}}に確認した文書{end}"), [seen.into()])
        }
    }
}

/// What the reader of an announcement must know.
pub(super) fn standing(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let here = of_day(version, "のお知らせです。");
    let leads = |said: &str, end: &str| vec![(said, now.clone()).into(), words(end)];
    match status_text::state(on, version) {
        TextStatus::InForce => vec![here],
        TextStatus::Coming => {
            let mut all = vec![of_day(version, "に掲載する予定のお知らせです。")];
            all.extend(status_text::put_off(version, "掲載"));
            let now = on.in_force.map(|_| leads("現在のお知らせ", "もご覧ください。"));
            all.extend(now);
            all
        }
        TextStatus::Withdrawn => {
            let mut all = vec![of_day(
                version,
                "に掲載する予定のお知らせでしたが、取りやめたため、掲載しません。",
            )];
            all.extend(status_text::called_off(version));
            all
        }
        TextStatus::Past | TextStatus::Repealed | TextStatus::Draft | TextStatus::None => {
            let end = on.repealed.map(|repeal| over(repeal.effective.into()));
            let newer = on.in_force.map(|_| leads("新しいお知らせ", "をご覧ください。"));
            [Some(here), end, newer].into_iter().flatten().collect()
        }
        TextStatus::Replaced => vec![here, replaced(on, version)],
    }
}

/// The announcement is not shown as one any more.
pub(super) fn over(day: SentencePart) -> Sentence {
    say("このお知らせの掲載は、{}に終わりました。", [day])
}

/// Whose place was taken, and where the other is.
fn replaced(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    let (done, link) = match version.replaced.map(|replaced| replaced.why) {
        Some(Replacement::Correction) => ("誤記を訂正しました", "訂正後のお知らせ"),
        Some(Replacement::Reissue) | None => ("差し替えました", "差し替え後のお知らせ"),
    };
    let Some(next) = on.document.successor(version) else {
        return vec![words(done), words("。")];
    };
    let page = (link, version_page(on, next)).into();
    say(&format!("{{}}に{done}。{{}}をご覧ください。"), [next.recorded.into(), page])
}

/// What the reader of a document must know that has no announcement to show yet, or no more.
pub(super) fn waiting(on: &DocumentOn<'_>, page: impl Fn(&Version) -> Address) -> Vec<Sentence> {
    if let Some(repeal) = on.repealed {
        return vec![over(repeal.effective.into())];
    }
    let mut all = vec![vec![words("現在掲載しているお知らせはありません。")]];
    all.extend(on.coming.iter().map(|version| coming(version, page(version))));
    all
}

/// An announcement of a day to come.
pub(super) fn coming(version: &Version, page: Address) -> Sentence {
    let day = version.effective.counted();
    say("{}に、{}を掲載する予定です。", [day.into(), ("お知らせ", page).into()])
}

/// 2026年5月20日のお知らせ, for lists; of one that is not shown any more, why.
pub(super) fn period(version: &Version) -> Sentence {
    let end = match (&version.withdrawn, version.replaced.map(|replaced| replaced.why)) {
        (Some(_), _) => "のお知らせ（取りやめ）",
        (None, Some(Replacement::Correction)) => "のお知らせ（誤記の訂正前）",
        (None, Some(Replacement::Reissue)) => "のお知らせ（差し替え前）",
        (None, None) => "のお知らせ",
    };
    of_day(version, end)
}
