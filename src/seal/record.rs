//! An event of a document, with all that follows from it: every coming text that reads otherwise because of it. Does not
//! know what is said about it, nor touch the disk.

use super::LedgerWriter;
use super::amendments::{Derived, UnfitAmendment, derive};
use super::conflicts::unfit;
use super::plan::{PlannedVersion, reissues};
use crate::diagnostic::{Finding, Message};
use crate::diff::{Preorder, redline};
use crate::fill;
use crate::ledger::{Act, Event, LedgerState};
use crate::site::{Document, Private, Version};
use crate::text::date::{self, Date};

/// What an event led to.
#[derive(Clone, Debug)]
pub struct RecordedEvent {
    /// The versions whose texts were derived anew, in the order in which they count.
    pub reissued: Vec<PlannedVersion>,
    /// What should be looked at.
    pub findings: Vec<Finding>,
}

/// Appends an event, and the coming versions that read otherwise because of it: each has the amendments that count until
/// its day, in their order.
///
/// # Errors
/// When the ledger refuses, when an amendment no longer fits, or when a text that has ended would change.
pub fn record(
    writer: &mut LedgerWriter<'_>,
    document: &Document,
    event: Event,
    private: &Private,
) -> Result<RecordedEvent, Vec<Finding>> {
    let (recorded, told) = (event.recorded, event.told.of_reissues());
    let (concerned, moved) = (event.act.concerns(), moved_day(document, &event.act));
    writer.append(document, event, private).map_err(|finding| vec![*finding])?;
    let mut account = writer.account(document).clone();
    let derived = derive(document, &account).map_err(|misfit: Box<UnfitAmendment<'_>>| {
        unfit(document, concerned.unwrap_or(misfit.version.id), &misfit)
    })?;
    if let Some(past) = past_changed(document, derived.iter().map(|one| one.version), recorded) {
        return Err(vec![past]);
    }
    let findings = moved.into_iter().chain(old_draft(document, &account, &derived));
    let findings = findings.collect();
    let reissued = reissues(document, &mut account, derived, recorded)?;
    for made in &reissued {
        let written = made.write(writer, document, recorded, (&told, &Private::default()));
        written.map_err(|finding| vec![*finding])?;
    }
    Ok(RecordedEvent { reissued, findings })
}

/// What is put off says itself from when it counts, as 附則 do: that day is not the day any more.
fn moved_day(document: &Document, act: &Act) -> Option<Finding> {
    let Act::Postpone { version, effective } = act else {
        return None;
    };
    let version = document.version(*version)?;
    let from = version.effective.counted();
    let before = document.before(version.id).map(|before| Preorder::of(&before.tree));
    let said = |order: &Preorder<'_>| -> Vec<(u32, String)> {
        let all = 0..u32::try_from(order.len()).unwrap_or(u32::MAX);
        let words = all.map(|at| (at, order.node(at).text().words()));
        words.filter(|(_, words)| date::find(words).iter().any(|(_, day)| *day == from)).collect()
    };
    let order = Preorder::of(&version.tree);
    let known = before.as_ref().map(said).unwrap_or_default();
    let mut new = said(&order);
    new.retain(|(_, words)| known.iter().all(|(_, known)| known != words));
    if new.is_empty() {
        return None;
    }
    let names = Message::list(new.iter().map(|(at, _)| redline::named(&order, *at)));
    let (slug, version, to) = (&document.slug, version.id, *effective);
    let from = Message::day(from);
    Some(Finding::warning("moved-day", fill! { slug, version, names, from, to }))
}

/// A text that would change although it has ended by the day of recording.
pub(super) fn past_changed<'v>(
    document: &Document,
    changed: impl IntoIterator<Item = &'v Version>,
    today: Date,
) -> Option<Finding> {
    let (slug, past) = (&document.slug, document.first_ended(changed, today)?);
    let day = Message::day(past.effective.counted());
    Some(Finding::error("past-version-changed", fill! { slug, id = past.id, day }))
}

/// The draft still says what the newest version said until now: sealed as it is, it would bring that back.
fn old_draft(
    document: &Document,
    account: &LedgerState,
    derived: &[Derived<'_>],
) -> Option<Finding> {
    let (before, after) = (document.newest()?, account.counting().pop()?.id);
    let anew = derived.iter().find(|one| one.version.id == after).map(|one| &one.tree);
    let tree = anew.or_else(|| document.version(after).map(|version| &version.tree))?;
    let draft = document.draft.on(before.effective.counted());
    let is_otherwise = tree.whole() != before.tree.whole() && tree.whole() != draft.whole();
    let slug = &document.slug;
    is_otherwise.then(|| Finding::warning("draft-as-before", fill! { slug }))
}
