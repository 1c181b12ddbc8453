//! What a text about a joint use is meant to say and does not (法27条5項3号). The law is in `law/items.yaml`.

use super::asked::{ItemWords, Verdict, Wordings, of_parts};
use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::law::{Asked, NoticeMatter};

const WORDINGS: Wordings = Wordings { say, tells: |item| item.asked != Asked::Never };

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    of_parts(facts, &[NoticeMatter::JointUse], &WORDINGS)
}

fn say(verdict: &Verdict, about: &ItemWords<'_>) -> Finding {
    let ItemWords { text, what, sample, words } = about;
    let what = what.clone();
    match verdict {
        Verdict::Missing | Verdict::Forbidden(_) => {
            finding(Severity::Warning, "joint-use-item-missing", fill! { text, what, sample })
        }
        Verdict::Unsure => {
            finding(Severity::Note, "joint-use-item-missing.ask", fill! { text, what, sample })
        }
        Verdict::Open(_) => finding(
            Severity::Warning,
            "joint-use-item-missing.open",
            fill! { text, words, what, sample },
        ),
    }
}
