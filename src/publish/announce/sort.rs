//! What sort of change is announced, and in which tense. Does not know words.

use super::AnnounceRequest;
use super::bulletin::TooShort;
use crate::diff::redline::ListedChange;
use crate::diff::{Comparisons, Grade};
use crate::ledger::{Day, EventDetails, Postponed, Provenance, Repeal, StepTaken};
use crate::site::{Document, Kind, SinceDay, Version};
use crate::text::date::Date;
use crate::tree::{Form, Provision};
use std::sync::Arc;

/// The change that is announced.
#[derive(Clone, Copy, Debug)]
pub enum AnnouncedChange<'a> {
    /// What a version brought.
    Version(&'a Version),
    /// What the draft would bring, as its slip says.
    Draft,
    /// The end of the document.
    Repeal(&'a Repeal),
}

impl<'a> AnnouncedChange<'a> {
    /// The last one: the end of the document, else its newest version, come or coming.
    pub fn newest(document: &'a Document) -> Option<AnnouncedChange<'a>> {
        let version = || document.newest().map(AnnouncedChange::Version);
        document.repeal.as_ref().map(AnnouncedChange::Repeal).or_else(version)
    }
}

/// Why there is no text.
#[derive(Debug)]
pub enum NoAnnouncement {
    /// The texts are the same.
    NothingDiffers,
    /// The paragraph cannot be so short.
    TooShort(TooShort),
}

/// What is told, as it decides the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A regulation that is new.
    Enacted,
    /// The first text that is known; nothing says that it is new.
    First,
    /// What is said became other.
    Changed,
    /// Numbers and spelling became other.
    Tidied,
    /// Slips were put right.
    Corrected,
    /// A text that is told once.
    ToldOnce,
    /// What was to come does not.
    Withdrawn,
    /// Nothing of the document is in force any more.
    Repealed,
}

impl Sort {
    /// Its name in the table of texts.
    pub(super) fn name(self) -> &'static str {
        match self {
            Sort::Enacted => "enacted",
            Sort::First => "first",
            Sort::Changed => "change",
            Sort::Tidied => "tidied",
            Sort::Corrected => "correction",
            Sort::ToldOnce => "told",
            Sort::Withdrawn => "withdrawn",
            Sort::Repealed => "repeal",
        }
    }
}

/// Where the day stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayStands {
    Ahead,
    Now,
    Past,
    Undated,
}

impl DayStands {
    /// Its name in the table of texts.
    pub(super) fn name(self) -> &'static str {
        match self {
            DayStands::Ahead => "ahead",
            DayStands::Now => "now",
            DayStands::Past => "past",
            DayStands::Undated => "undated",
        }
    }
}

/// What is announced.
pub(super) struct ToldChange<'a> {
    pub(super) sort: Sort,
    pub(super) tense: DayStands,
    /// What was said of it.
    pub(super) details: EventDetails,
    /// From when it counts; `None` where the slip of a draft does not say.
    pub(super) effective: Option<Day>,
    pub(super) changes: Arc<[ListedChange]>,
    /// The version whose pages tell more.
    pub(super) version: Option<&'a Version>,
    /// How its day moved.
    pub(super) postponed: &'a [Postponed],
    /// What was done about it.
    pub(super) steps: &'a [StepTaken],
    /// The day on which slips were put right.
    pub(super) corrected: Option<Date>,
}

/// What is told of the change that is asked for.
pub(super) fn told<'a>(request: &AnnounceRequest<'a>) -> Result<ToldChange<'a>, NoAnnouncement> {
    match request.change {
        AnnouncedChange::Repeal(repeal) => Ok(of_repeal(request, repeal)),
        AnnouncedChange::Draft => of_draft(request),
        AnnouncedChange::Version(version) => of_version(request, version),
    }
}

fn of_repeal<'a>(request: &AnnounceRequest<'a>, repeal: &'a Repeal) -> ToldChange<'a> {
    ToldChange {
        sort: Sort::Repealed,
        tense: if repeal.effective > request.today { DayStands::Ahead } else { DayStands::Now },
        details: repeal.told.clone(),
        effective: Some(Day::Known(repeal.effective)),
        changes: Arc::new([]),
        version: None,
        postponed: &[],
        steps: &[],
        corrected: None,
    }
}

fn of_draft<'a>(request: &AnnounceRequest<'a>) -> Result<ToldChange<'a>, NoAnnouncement> {
    let document = request.document;
    let slip = document.slip.as_ref();
    let effective = match slip.and_then(|slip| slip.effective) {
        Some(SinceDay::Day(day)) => Some(Day::Known(day)),
        Some(SinceDay::Unknown { seen }) => {
            Some(Day::Unknown { seen: seen.unwrap_or(request.today) })
        }
        None => None,
    };
    let day = effective.map_or(request.today, Day::counted);
    let (old, new) = (document.newest(), document.draft_on(day));
    let changes = changes(request.comparisons, old.map(|old| &old.tree), new)?;
    let sort = match old {
        Some(_) => of_changes(&changes),
        None => first(document, new, Recorded::ByItsDay),
    };
    Ok(ToldChange {
        sort,
        tense: match effective {
            Some(Day::Unknown { .. }) => DayStands::Undated,
            Some(Day::Known(day)) if day <= request.today => DayStands::Now,
            Some(Day::Known(_)) | None => DayStands::Ahead,
        },
        details: slip.map(|slip| slip.told.clone()).unwrap_or_default(),
        effective,
        changes,
        version: None,
        postponed: &[],
        steps: &[],
        corrected: None,
    })
}

fn of_version<'a>(
    request: &AnnounceRequest<'a>,
    asked: &'a Version,
) -> Result<ToldChange<'a>, NoAnnouncement> {
    let document = request.document;
    let withdrawn = asked.withdrawn.as_ref();
    // Of a version whose place another took, what is told is what the other says.
    let version = document.successor(asked).unwrap_or(asked);
    let corrects = match asked.came {
        Provenance::Corrects(id) => document.version(id),
        Provenance::Sealed | Provenance::Registered | Provenance::Reissues(_) => None,
    };
    let old = corrects.or_else(|| document.before(asked.id));
    let new = if corrects.is_some() { &asked.tree } else { &version.tree };
    let mut changes = match withdrawn {
        Some(_) => Arc::new([]),
        None => changes(request.comparisons, old.map(|old| &old.tree), new)?,
    };
    let sort = match (withdrawn, corrects, document.kind, old) {
        (Some(_), ..) => Sort::Withdrawn,
        (None, Some(_), ..) => Sort::Corrected,
        (None, None, Kind::Announcement, None) => Sort::ToldOnce,
        (None, None, _, Some(_)) => of_changes(&changes),
        (None, None, _, None) => first(document, new, recorded(asked)),
    };
    if sort == Sort::ToldOnce {
        changes = Arc::new([]);
    }
    let is_now = document.in_force_on(request.today).map(|now| now.id) == Some(version.id);
    Ok(ToldChange {
        sort,
        tense: match version.effective {
            Day::Unknown { .. } => DayStands::Undated,
            Day::Known(day) if day > request.today => DayStands::Ahead,
            Day::Known(_) if is_now => DayStands::Now,
            Day::Known(_) => DayStands::Past,
        },
        details: withdrawn.map_or(&asked.told, |withdrawn| &withdrawn.told).clone(),
        effective: Some(version.effective),
        changes,
        version: Some(version),
        postponed: &version.postponed,
        steps: &asked.steps,
        corrected: corrects.map(|_| asked.recorded),
    })
}

/// The changes; none where there is no text before.
fn changes(
    comparisons: &Comparisons,
    old: Option<&Arc<Provision>>,
    new: &Arc<Provision>,
) -> Result<Arc<[ListedChange]>, NoAnnouncement> {
    let Some(old) = old else {
        return Ok(Arc::new([]));
    };
    if old.whole() == new.whole() {
        return Err(NoAnnouncement::NothingDiffers);
    }
    Ok(comparisons.listed(old, new))
}

fn of_changes(changes: &[ListedChange]) -> Sort {
    let is_of_substance = changes.iter().any(|change| change.grade == Grade::Substance);
    if is_of_substance { Sort::Changed } else { Sort::Tidied }
}

/// Whether a text was recorded by the day from which it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Recorded {
    ByItsDay,
    Later,
}

fn recorded(version: &Version) -> Recorded {
    let is_sealed = match version.came {
        Provenance::Sealed | Provenance::Reissues(_) => true,
        Provenance::Registered | Provenance::Corrects(_) => false,
    };
    let is_known = matches!(version.effective_at_first, Day::Known(_));
    if is_sealed && is_known && !version.is_late() { Recorded::ByItsDay } else { Recorded::Later }
}

/// A regulation that was recorded by its day and has been amended by no 附則 is new; of a notice nobody can know.
fn first(document: &Document, text: &Provision, recorded: Recorded) -> Sort {
    let supplements = text.children().iter().filter(|one| one.form() == Form::Supplement);
    match document.kind {
        Kind::Regulation if recorded == Recorded::ByItsDay && supplements.count() <= 1 => {
            Sort::Enacted
        }
        _ => Sort::First,
    }
}
