//! Days and deeds as the history tells them: decided, published, filed, recorded, and whether that was late. Does not
//! know of which version.

use super::page::{Piece, Sentence, words};
use crate::ledger::{EventDetails, EventStep, Provenance, StepTaken, VersionRecord};
use crate::text::date::Date;

/// When and by whom something was decided, approved, published; each day with its name.
pub(super) fn decided(told: &EventDetails) -> Vec<(String, Sentence)> {
    let mut all = Vec::new();
    if let Some(decided) = &told.decided {
        let mut sentence = vec![Piece::Day(decided.day)];
        if let Some(by) = &decided.by {
            sentence.push(words(&format!("（{by}）")));
        }
        all.push(("議決・決裁日".to_owned(), sentence));
    }
    for (name, day) in [("認可日", told.approved), ("公表日", told.published)] {
        all.extend(day.map(|day| (name.to_owned(), vec![Piece::Day(day)])));
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
    vec![words("議決・決裁："), words(by), words("（"), Piece::Day(decided.day), words("）。")]
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
    let mut sentence = vec![Piece::Day(taken.date)];
    match (taken.step, taken.until) {
        (_, Some(until)) => {
            sentence.push(words("から"));
            sentence.push(Piece::Day(until));
            sentence.push(words("まで"));
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
        sentence.push(words("（"));
        sentence.push(Piece::Day(taken.recorded));
        sentence.push(words("に記録）"));
    }
    (name, sentence)
}

/// When kohyo learned of a version; that this was late is said and not hidden.
pub(super) fn recorded(word: &str, entry: &VersionRecord) -> Sentence {
    let mut sentence = vec![Piece::Day(entry.recorded)];
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
