//! What sealing a draft makes: a version, and the coming ones that are reissued with the change. Does not write
//! anything.

use super::amendments::Derived;
use super::forward::{self, CarriedForward};
use super::ledger_writer::{LedgerWriter, refused};
use crate::diagnostic::Finding;
use crate::fill;
use crate::ledger::{Act, Day, Event, EventDetails, LedgerState, VersionId};
use crate::site::{Document, Private};
use crate::text::date::Date;
use crate::tree::{self, Provision};
use std::sync::Arc;

/// What sealing a draft makes.
#[derive(Clone, Debug)]
pub struct SealPlan {
    /// The new version.
    pub version: PlannedVersion,
    /// The coming versions with the change carried into them, soonest first.
    pub reissued: Vec<PlannedVersion>,
    /// What is not changed in a version because it does not have it: the version, and the names of the
    /// provisions.
    pub left_out: Vec<(VersionId, Vec<String>)>,
    recorded: Date,
}

/// A version that is to be made.
#[derive(Clone, Debug)]
pub struct PlannedVersion {
    /// Its identity.
    pub id: VersionId,
    /// From when it is in force.
    pub effective: Day,
    /// Its text.
    pub tree: Arc<Provision>,
    /// What it is compared with: the version before it, or the one whose place it takes.
    pub before: Option<(VersionId, Arc<Provision>)>,
    /// The version whose place it takes, and what was told about that one.
    pub reissues: Option<(VersionId, EventDetails)>,
}

/// What sealing the draft of a document makes, when it counts from a day on. A day before a coming version
/// carries the change into that one.
///
/// # Errors
/// Findings when there is nothing new to freeze, when the change does not fit a version, or when the ledger
/// cannot take it.
pub fn plan(document: &Document, effective: Day, recorded: Date) -> Result<SealPlan, Vec<Finding>> {
    let day = effective.counted();
    let made = match document.newest() {
        Some(newest) if newest.effective.counted() > day => {
            forward::carried(document, newest, day, recorded)?
        }
        Some(newest) => {
            let tree = document.draft.on(day);
            if newest.tree.whole() == tree.whole() {
                let (slug, newest) = (&document.slug, newest.id);
                return Err(vec![Finding::error("nothing-to-seal", fill! { slug, newest })]);
            }
            CarriedForward {
                tree: tree.clone(),
                before: Some(newest),
                coming: Vec::new(),
                left_out: Vec::new(),
            }
        }
        None => CarriedForward {
            tree: document.draft.on(day).clone(),
            before: None,
            coming: Vec::new(),
            left_out: Vec::new(),
        },
    };
    numbered(document, made, effective, recorded)
}

/// The versions with their identities, each as the ledger will take it.
fn numbered(
    document: &Document,
    made: CarriedForward<'_>,
    effective: Day,
    recorded: Date,
) -> Result<SealPlan, Vec<Finding>> {
    let mut account = LedgerState::of(document.ledger.lines())
        .expect("the ledger of a document that was loaded hangs together");
    // A version of that day which is not in force yet gives its place up: of two that are coming on one day,
    // readers could not tell which will count.
    let reissued_itself = made
        .before
        .filter(|before| before.effective == effective && effective.counted() > recorded);
    let day = reissued_itself.map_or(effective.counted(), |before| before.id.day());
    let version = PlannedVersion {
        id: account.free_id(day),
        effective,
        tree: made.tree,
        before: made.before.map(|before| (before.id, before.tree.clone())),
        reissues: reissued_itself.map(|before| (before.id, before.told.clone())),
    };
    let version = version.taken(document, &mut account, recorded)?;
    let coming = made.coming.into_iter();
    let coming = coming.map(|(version, tree)| Derived { version, tree });
    let reissued = reissues(document, &mut account, coming, recorded)?;
    let id = version.id;
    let replaced = version.before.as_ref().map(|(before, _)| *before);
    let left_out = made.left_out.into_iter();
    let left_out = left_out.map(|(target, names)| {
        let is_first = Some(target) == replaced;
        (if is_first { id } else { target }, names)
    });
    Ok(SealPlan { left_out: left_out.collect(), version, reissued, recorded })
}

/// Versions in the place of those whose texts were derived anew, each as the ledger will take it.
pub(super) fn reissues<'a>(
    document: &Document,
    account: &mut LedgerState,
    derived: impl IntoIterator<Item = Derived<'a>>,
    recorded: Date,
) -> Result<Vec<PlannedVersion>, Vec<Finding>> {
    let mut all = Vec::new();
    for Derived { version, tree } in derived {
        let entry = account.entry(version.id);
        let next = PlannedVersion {
            id: account.free_id(version.id.day()),
            effective: entry.map_or(version.effective, |entry| entry.effective),
            tree,
            before: Some((version.id, version.tree.clone())),
            reissues: Some((version.id, version.told.clone())),
        };
        all.push(next.taken(document, account, recorded)?);
    }
    Ok(all)
}

impl PlannedVersion {
    fn taken(
        self,
        document: &Document,
        account: &mut LedgerState,
        recorded: Date,
    ) -> Result<PlannedVersion, Vec<Finding>> {
        let taken = account.add(&self.event(recorded, EventDetails::default()));
        taken.map_err(|fault| vec![refused(document, fault)])?;
        Ok(self)
    }

    fn event(&self, recorded: Date, told: EventDetails) -> Event {
        let act = Act::Seal {
            version: self.id,
            digest: self.tree.digest(),
            effective: self.effective,
            reissues: self.reissues.as_ref().map(|(before, _)| *before),
        };
        Event::new(recorded, act).telling(told)
    }

    /// Writes the version and its line. Of a version that takes another's place, what was told about that one still
    /// holds where nothing else is told.
    pub(super) fn write(
        &self,
        writer: &mut LedgerWriter<'_>,
        document: &Document,
        recorded: Date,
        (told, private): (&EventDetails, &Private),
    ) -> Result<(), Box<Finding>> {
        let nothing = EventDetails::default();
        let before = self.reissues.as_ref().map_or(&nothing, |(_, told)| told);
        let told = told.in_place_of(before);
        writer.version(document, self.id, tree::write(&self.tree));
        writer.append(document, self.event(recorded, told), private)
    }
}

impl SealPlan {
    /// Every version that is made, in the order of recording.
    pub fn all(&self) -> impl Iterator<Item = &PlannedVersion> {
        std::iter::once(&self.version).chain(&self.reissued)
    }

    /// Writes the versions and their lines.
    ///
    /// # Errors
    /// When the ledger cannot take a line.
    pub fn write(
        &self,
        writer: &mut LedgerWriter<'_>,
        document: &Document,
        told: &EventDetails,
        private: &Private,
    ) -> Result<(), Box<Finding>> {
        self.version.write(writer, document, self.recorded, (told, private))?;
        for made in &self.reissued {
            made.write(
                writer,
                document,
                self.recorded,
                (&told.of_reissues(), &Private::default()),
            )?;
        }
        Ok(())
    }
}
