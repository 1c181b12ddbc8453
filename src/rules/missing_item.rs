//! What a notice is meant to say and does not: 法32条 of the notices of a site together, and what parts about opt-outs,
//! transfers abroad, pseudonymised and anonymised information are meant to say. The law is in `law/items.yaml`.

use super::asked::{ItemWords, Verdict, Wordings, of_notices, of_parts};
use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::law::{Asked, NoticeMatter};

const WORDINGS: Wordings = Wordings {
    say,
    // What a joint use lacks is told by the rule of its own; what it may not have, here.
    tells: |item| item.matter != NoticeMatter::JointUse || item.asked == Asked::Never,
};

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let about = [
        NoticeMatter::JointUse,
        NoticeMatter::OptOut,
        NoticeMatter::Foreign,
        NoticeMatter::Pseudonymised,
        NoticeMatter::Anonymised,
        NoticeMatter::AnonymisedProvided,
    ];
    let mut found = of_notices(facts, &WORDINGS);
    found.extend(of_parts(facts, &about, &WORDINGS));
    found
}

fn say(verdict: &Verdict, about: &ItemWords<'_>) -> Finding {
    let ItemWords { text, what, sample, words } = about;
    let what = what.clone();
    match verdict {
        Verdict::Missing => {
            finding(Severity::Warning, "missing-item", fill! { text, what, sample })
        }
        Verdict::Unsure => {
            finding(Severity::Note, "missing-item.ask", fill! { text, what, sample })
        }
        Verdict::Forbidden(_) => {
            finding(Severity::Warning, "missing-item.never", fill! { text, words, what, sample })
        }
        Verdict::Open(_) => {
            finding(Severity::Warning, "missing-item.open", fill! { text, words, what, sample })
        }
    }
}
