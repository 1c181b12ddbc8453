//! Numbers that a notice has in its words and that do not follow the one before: headings and entries of lists. The numbers
//! of a regulation are judged where it is read; those that kohyo gives are right.

use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::site::{Document, Kind};
use crate::text::label::{Dress, LeadingLabel, Numerals};
use crate::tree::{Provision, Text};
use std::ops::Range;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let notices = facts
        .site
        .documents
        .iter()
        .filter(|document| document.kind != Kind::Regulation && document.repeal.is_none());
    notices.flat_map(of_draft).collect()
}

fn of_draft(document: &Document) -> Vec<Finding> {
    let root = &document.draft.periods()[0].1;
    root.visit().flat_map(|(_, provision)| of_children(provision)).collect()
}

/// A number that an author wrote: at the head of a text, or in front of it.
struct NumberedText<'a> {
    text: &'a Text,
    label: LeadingLabel,
    printed: String,
    /// Where it stands in the text; all of the text where it stands in front.
    range: Range<usize>,
}

/// Runs of numbers of one kind among the children of a provision: what has none ends a run.
fn of_children(parent: &Provision) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut before: Option<NumberedText<'_>> = None;
    let mut repeats = false;
    for child in parent.children() {
        let own = numbered(child);
        if let (Some(last), Some(own)) = (&before, &own) {
            // A list in which every number is the same is told of once.
            let is_same = last.printed == own.printed;
            found.extend(told(last, own).filter(|_| !(repeats && is_same)));
            repeats = is_same;
        }
        before = own;
    }
    found
}

fn numbered(child: &Provision) -> Option<NumberedText<'_>> {
    let text = if child.heading().is_empty() { child.text() } else { child.heading() };
    let words = text.words();
    let own = child.label().map(|label| label.as_str().to_owned());
    let label = match child.label() {
        Some(label) => LeadingLabel::of(label)?,
        None => LeadingLabel::find(&words)?,
    };
    let counts = matches!(label.kind.numerals, Numerals::Digits | Numerals::Kanji | Numerals::Sign);
    // 3 つ, 第1 …: a number alone may be a value, and what follows 第 tells nothing of its row.
    let is_label = match label.kind.dress {
        Dress::Bare => own.is_some() || !child.heading().is_empty(),
        Dress::Ordinal => false,
        _ => true,
    };
    let end = if own.is_some() { words.len() } else { label.len };
    let printed = own.unwrap_or_else(|| words[..label.len].to_owned());
    (counts && is_label).then_some(NumberedText { text, label, printed, range: 0..end })
}

/// A gap, a repetition or a step back, but for a list that begins anew.
fn told(before: &NumberedText<'_>, own: &NumberedText<'_>) -> Option<Finding> {
    let (last, first) = (before.label.last, own.label.first);
    let begins_anew = first == 1 && last > 1;
    if before.label.kind != own.label.kind || first == last + 1 || begins_anew {
        return None;
    }
    let (before, label) = (&before.printed, &own.printed);
    let told = finding(Severity::Note, "label-sequence.notice", fill! { before, label });
    Some(told.at(own.text.locate(own.range.clone())))
}
