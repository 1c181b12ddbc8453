//! Days of a slip (改定票) that can hardly be meant, told before its draft is sealed. What is merely still to come (a
//! decision, the publication) is what slips are written for. Does not know the draft.

use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity, Span};
use crate::fill;
use crate::ledger::DayDoubt;
use crate::site::load::slip_path;
use crate::site::{Document, SinceDay};
use crate::text::date::Date;

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.site.documents.iter().flat_map(|document| of_slip(document, facts.today)).collect()
}

fn of_slip(document: &Document, today: Date) -> Vec<Finding> {
    let Some(slip) = &document.slip else {
        return Vec::new();
    };
    let effective = match slip.effective {
        Some(SinceDay::Day(day)) => Some(day),
        Some(SinceDay::Unknown { .. }) | None => None,
    };
    let doubts = DayDoubt::of(&slip.told, effective, today).into_iter();
    let doubts = doubts.filter(|doubt| match doubt {
        DayDoubt::DecidedAfterEffective { .. } | DayDoubt::FarAhead(_) => true,
        DayDoubt::PublishedAhead(_)
        | DayDoubt::DecidedAhead(_)
        | DayDoubt::ApprovedAhead(_)
        | DayDoubt::SeenAhead(_) => false,
    });
    let told = |doubt: DayDoubt| {
        let why = doubt.message();
        let span = Span::file(slip_path(&document.slug));
        finding(Severity::Warning, "doubtful-day", fill! { why }).at(span)
    };
    doubts.map(told).collect()
}
