//! Where a text stands in time, said in sentences: in force, coming, past, called off, replaced, a draft. Does not
//! know where they are put.

use super::address::Address;
use super::history;
use super::page::{Sentence, SentencePart, State, words};
use super::planner::{draft_page, version_page};
use crate::ledger::{Day, Provenance, Replacement};
use crate::site::edition::DocumentOn;
use crate::site::{Document, Kind, Since, Version};
use crate::text::date::{self, Date};

/// Where a version stands in time on the day of the edition.
pub(super) fn state(on: &DocumentOn<'_>, version: &Version) -> State {
    if on.in_force.is_some_and(|now| now.id == version.id) {
        State::InForce
    } else if version.withdrawn.is_some() {
        State::Withdrawn
    } else if version.replaced.is_some() {
        State::Replaced
    } else if on.coming.iter().any(|coming| coming.id == version.id) {
        State::Coming
    } else {
        State::Past
    }
}

/// What the reader of the version in force must know.
pub(super) fn of_version(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    match state(on, version) {
        State::InForce => vec![in_force(on, version)],
        State::Coming => coming(on, version, now),
        State::Withdrawn => withdrawn(on, version, now),
        State::Replaced => replaced(on, version, now),
        State::Past | State::Repealed | State::Draft | State::None => past(on, version, now),
    }
}

/// Where a document stands in time of which nothing is in force.
pub(super) fn without_text(on: &DocumentOn<'_>) -> State {
    if on.repealed.is_some() {
        State::Repealed
    } else if !on.coming.is_empty() {
        State::Coming
    } else if on.draft.is_some() {
        State::Draft
    } else {
        State::None
    }
}

/// The state of a version in a word or two. Where its end or beginning is known the day itself is said: that
/// stays true when nobody makes the pages again on the day.
pub(super) fn word(on: &DocumentOn<'_>, version: &Version) -> String {
    let state = state(on, version);
    match (state, version.effective) {
        (State::InForce, _) => match last_day(on, version) {
            Some(day) => format!("{}まで", date::western(day)),
            None => state.word().to_owned(),
        },
        (State::Coming, Day::Known(day)) => format!("{}から", date::western(day)),
        (State::Replaced, _) => match version.replaced.map(|replaced| replaced.why) {
            Some(Replacement::Correction) => "訂正前".to_owned(),
            Some(Replacement::Reissue) | None => state.word().to_owned(),
        },
        (
            State::Coming
            | State::Past
            | State::Withdrawn
            | State::Repealed
            | State::Draft
            | State::None,
            _,
        ) => state.word().to_owned(),
    }
}

fn in_force(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    let kind = on.document.kind;
    if let (Day::Known(day), Some(last)) = (version.effective, last_day(on, version)) {
        return vec![
            SentencePart::Day(day),
            words("から"),
            SentencePart::Day(last),
            words("まで"),
            words(holds(kind)),
            words("内容です。"),
        ];
    }
    match version.effective {
        Day::Known(day) => vec![
            SentencePart::Day(day),
            words("から"),
            words(kind.effective_verb()),
            words("されている内容です。"),
        ],
        Day::Unknown { seen } => vec![
            words(kind.effective_word()),
            words("は不明です。"),
            SentencePart::Day(seen),
            words("に確認した内容です。"),
        ],
    }
}

/// 適用される内容; of a regulation, that it has force: it comes into force on one day only.
fn holds(kind: Kind) -> &'static str {
    match kind {
        Kind::Regulation => "効力のある",
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => "適用される",
    }
}

/// What comes, and until when what stands before it counts.
fn coming(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let verb = on.document.kind.effective_verb();
    let comes = vec![
        SentencePart::Day(version.effective.counted()),
        words("から"),
        words(verb),
        words("される予定の内容です。"),
    ];
    let before = on.document.before(version.id);
    let last = before.and_then(|before| last_day(on, before));
    let until = match (before, last) {
        (Some(before), Some(last)) => vec![
            SentencePart::Day(last),
            words("までは、"),
            before_words(on, before, now),
            words(match on.document.kind {
                Kind::Regulation => "によります。",
                Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => "が適用されます。",
            }),
        ],
        (Some(_), None) | (None, _) => {
            vec![SentencePart::Link(now_words(on).into(), now.clone()), words("もご覧ください。")]
        }
    };
    vec![comes, until]
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
    let verb = on.document.kind.effective_verb();
    if let Some(repeal) = on.repealed {
        let told = repeal.told.summary.as_deref().unwrap_or_default();
        return vec![vec![
            words("この文書は、"),
            SentencePart::Day(repeal.effective),
            words(&format!("に廃止されました。{told}")),
        ]];
    }
    if on.coming.is_empty() && on.document.versions.is_empty() {
        return vec![vec![words("公表している内容はまだありません。")]];
    }
    let mut all = vec![vec![words("現在"), words(verb), words("されている内容はありません。")]];
    all.extend(on.coming.iter().map(|version| {
        vec![
            SentencePart::Day(version.effective.counted()),
            words("から、"),
            SentencePart::Link("新しい内容".into(), page(version)),
            words("が"),
            words(verb),
            words("されます。"),
        ]
    }));
    all
}

/// From when until when a version is in force; of one that is not, that it is not.
pub(super) fn period(on: &DocumentOn<'_>, version: &Version) -> Sentence {
    let verb = on.document.kind.effective_verb();
    if version.withdrawn.is_some() {
        return vec![
            SentencePart::Day(version.effective.counted()),
            words("からの"),
            words(verb),
            words("を取りやめました"),
        ];
    }
    if let Some(replaced) = version.replaced {
        return vec![
            SentencePart::Day(version.effective.counted()),
            words(match replaced.why {
                Replacement::Correction => "からの内容（誤記の訂正前）",
                Replacement::Reissue => "からの内容（差し替え前）",
            }),
        ];
    }
    let mut sentence = match version.effective {
        Day::Known(day) => vec![SentencePart::Day(day), words("から")],
        Day::Unknown { seen } => vec![
            words(on.document.kind.effective_word()),
            words("不明（"),
            SentencePart::Day(seen),
            words("に確認）"),
        ],
    };
    if let Some(day) = last_day(on, version) {
        if let Day::Unknown { .. } = version.effective {
            sentence.push(words("、"));
        }
        sentence.push(SentencePart::Day(day));
        sentence.push(words("まで"));
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
            return vec![
                words("この変更の"),
                words(kind.effective_word()),
                words("は不明です。"),
                SentencePart::Day(seen),
                words("に確認しました。"),
            ];
        }
    };
    let end = match state(on, version) {
        State::InForce => "されています。",
        State::Coming => "される予定です。",
        State::Past
        | State::Withdrawn
        | State::Replaced
        | State::Repealed
        | State::Draft
        | State::None => "されました。",
    };
    let begin = vec![words("この変更は、"), SentencePart::Day(day), words("から"), words(verb)];
    begin.into_iter().chain([words(end)]).collect()
}

/// When a version took the place of another, and why.
pub(super) fn put_right(version: &Version) -> Sentence {
    let why = match version.came {
        Provenance::Corrects(_) => "に、誤記を訂正しました。",
        Provenance::Sealed | Provenance::Registered | Provenance::Reissues(_) => {
            "に、差し替えました。"
        }
    };
    vec![SentencePart::Day(version.recorded), words(why)]
}

/// What it means that an earlier version is set beside the one in force.
pub(super) fn since(on: &DocumentOn<'_>, from: &str, now: &Version) -> Sentence {
    let verb = on.document.kind.effective_verb();
    let mut sentence = vec![words(from), words("から、")];
    match now.effective {
        Day::Known(day) => {
            sentence.push(SentencePart::Day(day));
            sentence.push(words(&format!("から{verb}されている内容まで")));
        }
        Day::Unknown { seen } => {
            sentence.push(SentencePart::Day(seen));
            sentence.push(words("に確認した内容まで"));
        }
    }
    sentence.push(words(&format!("の変更をまとめたものです。それぞれの変更が{verb}された日は、")));
    sentence.push(SentencePart::Link("改定の履歴".into(), history::address(on)));
    sentence.push(words("で確認できます。"));
    sentence
}

/// A sentence that leads to the draft.
pub(super) fn to_draft(on: &DocumentOn<'_>) -> Sentence {
    vec![words("公表前の"), SentencePart::Link("案".into(), draft_page(on)), words("があります。")]
}

/// What the reader of a draft must know.
pub(super) fn draft(document: &Document) -> Vec<Sentence> {
    let mut all =
        vec![vec![words("これは案です。まだ公表していません。内容は変わることがあります。")]];
    let since = document.slip.as_ref().and_then(|slip| slip.effective);
    match since {
        Some(Since::Day(day)) => {
            let verb = document.kind.effective_verb();
            let planned = words(&format!("から{verb}する予定です。"));
            all.push(vec![SentencePart::Day(day), planned]);
        }
        Some(Since::Unknown { .. }) | None => {}
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
        all.push(vec![
            words(on.document.kind.effective_word()),
            words("は不明です。"),
            SentencePart::Day(seen),
            words("に確認した内容です。"),
        ]);
    }
    let mut until = match last_day(on, version) {
        Some(day) => vec![
            SentencePart::Day(day),
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
        until.push(SentencePart::Day(repeal.effective));
        until.push(words("に廃止されました。"));
    }
    all.push(until);
    all.push(to_now(on, now));
    all
}

/// Said so that it is true before the day and after it.
fn withdrawn(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let verb = on.document.kind.effective_verb();
    let mut all = vec![vec![
        SentencePart::Day(version.effective.counted()),
        words("から"),
        words(verb),
        words("される予定でしたが、取りやめたため、"),
        words(verb),
        words("されません。"),
    ]];
    if let Some(withdrawn) = &version.withdrawn {
        let day = withdrawn.told.published.unwrap_or(withdrawn.recorded);
        let told = withdrawn.told.summary.as_deref().unwrap_or_default();
        all.push(vec![SentencePart::Day(day), words(&format!("に取りやめを公表しました。{told}"))]);
    }
    all.push(to_now(on, now));
    all
}

fn to_now(on: &DocumentOn<'_>, now: &Address) -> Sentence {
    vec![SentencePart::Link(now_words(on).into(), now.clone()), words("をご覧ください。")]
}

/// A text that was replaced before its day was never in force; one that was replaced later was shown until then.
fn replaced(on: &DocumentOn<'_>, version: &Version, now: &Address) -> Vec<Sentence> {
    let verb = on.document.kind.effective_verb();
    let mut sentence = match version.effective {
        Day::Known(day) => vec![
            SentencePart::Day(day),
            words("から"),
            words(verb),
            words("される内容として確定したものですが、"),
        ],
        Day::Unknown { seen } => vec![SentencePart::Day(seen), words("に確認した内容ですが、")],
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
        Some(last) => {
            vec![SentencePart::Link(link.into(), version_page(on, last)), words("をご覧ください。")]
        }
        None => to_now(on, now),
    });
    all
}
