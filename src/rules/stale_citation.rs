//! Articles of 個人情報保護法 that are cited by numbers of the past. A number alone seldom shows it: the words around it
//! say which article is meant (`law::meaning`). Does not know the numbers.

use super::cited_eras::{EACH, OldCitation, cited_eras};
use super::{Facts, finding, once};
use crate::diagnostic::{Confidence, Finding, LegalGround, Message, Severity};
use crate::fill;
use crate::law::{ArticleNumber, CHAPTER_4_FROM, NewNumber, new_numbers};
use crate::text::label::Script;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let documents = facts.site.documents.iter();
    let old = documents.flat_map(|document| cited_eras(facts, document).old);
    once(old.filter_map(|one| told(&one)).collect())
}

fn told(one: &OldCitation<'_, '_>) -> Option<Finding> {
    let new = new_numbers(&one.number, &one.eras);
    let (words, until) = (&one.passage.words, one.eras.last()?.last_day());
    let (cited, last) = (&words[one.range.clone()], Message::day(until));
    let severity = Severity::Warning;
    let (found, fix) = match &new[..] {
        [] => return None,
        [only] => {
            let (now, topic) = (only.number.words(), only.topic);
            let changed = only.changed.cloned().unwrap_or_else(|| Message::new("", ""));
            let fix = rewritten(cited, &one.number, only);
            let found = if only.is_whole {
                finding(severity, "stale-citation", fill! { cited, last, now, topic, changed })
            } else {
                let blanks = fill! { cited, last, now, topic, changed };
                finding(severity, "stale-citation.article", blanks)
            };
            (found, fix)
        }
        several => {
            let now = several.iter().map(|new| format!("{}（{}）", new.number.words(), new.topic));
            let now = Message::new(
                now.clone().collect::<Vec<_>>().join("か"),
                now.collect::<Vec<_>>().join(" or "),
            );
            (finding(severity, "stale-citation.several", fill! { cited, last, now }), None)
        }
    };
    let basis = new.iter().map(NewNumber::basis).collect();
    let from = Some(until.tomorrow().unwrap_or(CHAPTER_4_FROM));
    let fix = fix.filter(|_| one.passage.text.origin().is_exact());
    Some(
        found
            .at(one.passage.text.locate(one.range.clone()))
            .quoting(cited)
            .replacing(fix)
            .resting_on(LegalGround { confidence: Confidence::High, basis, from }),
    )
}

/// The new number in the script of the old one; `None` where it is written in a way of its own.
fn rewritten(cited: &str, old: &ArticleNumber, new: &NewNumber) -> Option<String> {
    if !new.is_whole {
        return None;
    }
    let (bare, each) = cited.strip_suffix(EACH).map_or((cited, ""), |bare| (bare, EACH));
    let scripts = [Script::Ascii, Script::FullWidth, Script::Kanji];
    let ways = scripts.into_iter().flat_map(|script| ["第", ""].map(|head| (script, head)));
    ways.into_iter().find_map(|(script, head)| {
        let is_so = written(old, script, head)? == bare;
        let new = is_so.then(|| written(&new.number, script, head)).flatten()?;
        Some(new + each)
    })
}

fn written(number: &ArticleNumber, script: Script, head: &str) -> Option<String> {
    let mut words = String::new();
    for (at, part) in number.article.iter().enumerate() {
        let part = script.write(*part)?;
        words += &if at == 0 { format!("{head}{part}条") } else { format!("の{part}") };
    }
    for (part, unit) in [(number.paragraph, "項"), (number.item, "号")] {
        if let Some(part) = part {
            words += &format!("第{}{unit}", script.write(part)?);
        }
    }
    Some(words)
}
