//! Ways in which something is made known, or filed: as slips name them, and as ledgers record them. Does not know who
//! must do what.

use crate::law::DutyMode;
use crate::ledger::EventStep;

/// How something is made known, or filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ToldWay {
    /// 公表, on a site.
    Published,
    /// 掲示.
    Posted,
    /// 広報誌.
    Bulletin,
    /// 届出.
    Filed,
    /// A way that ledgers do not record.
    Other,
}

impl ToldWay {
    /// The way that a slip names in words of its own.
    pub(super) fn of(channel: &str) -> Option<ToldWay> {
        const SIGNS: [(ToldWay, &[&str]); 4] = [
            (ToldWay::Filed, &["届出", "届け出"]),
            (ToldWay::Posted, &["掲示"]),
            (ToldWay::Bulletin, &["広報誌", "機関誌", "会報", "だより"]),
            (ToldWay::Published, &["ホームページ", "サイト", "ウェブ", "Web", "HP", "公表"]),
        ];
        let is_of = |signs: &[&str]| signs.iter().any(|sign| channel.contains(sign));
        SIGNS.iter().find(|(_, signs)| is_of(signs)).map(|(way, _)| *way)
    }

    /// The way of a step that a ledger records; none where it makes nothing known.
    pub(super) fn of_step(step: EventStep) -> Option<ToldWay> {
        match step {
            EventStep::Filed => Some(ToldWay::Filed),
            EventStep::Posted => Some(ToldWay::Posted),
            EventStep::Bulletin => Some(ToldWay::Bulletin),
            EventStep::Approved | EventStep::Confirmed => None,
        }
    }

    /// What readers call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            ToldWay::Published => "公表",
            ToldWay::Posted => "掲示",
            ToldWay::Bulletin => "広報誌への掲載",
            ToldWay::Filed => "届出",
            ToldWay::Other => "お知らせ",
        }
    }

    /// Whether it can meet a duty of a mode: consent is not had by publishing, nor is a filing made by a posting.
    pub(super) fn serves(self, mode: DutyMode) -> bool {
        match self {
            ToldWay::Filed => matches!(mode, DutyMode::Filed | DutyMode::EasilyKnownAndFiled),
            ToldWay::Published | ToldWay::Posted | ToldWay::Bulletin | ToldWay::Other => {
                mode.is_told_in_public()
                    || matches!(
                        mode,
                        DutyMode::PublicIfPossible | DutyMode::Knowable | DutyMode::ToldOrPublic
                    )
            }
        }
    }
}
