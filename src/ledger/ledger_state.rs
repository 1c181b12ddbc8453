//! The events of a ledger taken together: what it says of each version and of the document, and which
//! events cannot stand where they stand. Does not know today, nor any text.

use super::chain::LedgerLine;
use super::event::{Act, Event, EventDetails, EventStep};
use super::fault::{IllegalLine, LedgerFault};
use super::version::{Day, VersionId};
use super::version::{
    Postponed, Provenance, Replaced, Replacement, StepTaken, VersionRecord, Withdrawn, Withheld,
};
use crate::text::date::Date;
use crate::tree::Digest;

/// What a ledger says, all its lines taken together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerState {
    entries: Vec<VersionRecord>,
    repeal: Option<Repeal>,
    titles: Vec<Title>,
    last: Option<Date>,
}

/// From a day on nothing of the document is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeal {
    /// The first day without it.
    pub effective: Date,
    /// When kohyo learned of it.
    pub recorded: Date,
    /// What was said about it.
    pub told: EventDetails,
}

/// What lists call the document from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// From when.
    pub effective: Date,
    /// The name.
    pub words: String,
    /// When kohyo learned of it.
    pub recorded: Date,
    /// What was said about it.
    pub told: EventDetails,
}

impl LedgerState {
    /// The account of all lines of a ledger.
    ///
    /// # Errors
    /// The first line that cannot stand where it stands.
    pub fn of(lines: &[LedgerLine]) -> Result<LedgerState, IllegalLine> {
        let mut account = LedgerState::default();
        for (index, line) in lines.iter().enumerate() {
            account.add(&line.event).map_err(|fault| IllegalLine { line: index + 1, fault })?;
        }
        Ok(account)
    }

    /// The account as it was known at the end of a day: of the lines that were recorded until then.
    ///
    /// # Errors
    /// The first of those lines that cannot stand where it stands.
    pub fn known(lines: &[LedgerLine], day: Date) -> Result<LedgerState, IllegalLine> {
        let until = lines.iter().position(|line| line.event.recorded > day);
        LedgerState::of(&lines[..until.unwrap_or(lines.len())])
    }

    /// Takes one more event into the account. When it cannot follow, the account stays as it is.
    ///
    /// # Errors
    /// Why it cannot follow.
    pub fn add(&mut self, event: &Event) -> Result<(), LedgerFault> {
        if let Some(last) = self.last.filter(|last| event.recorded < *last) {
            return Err(LedgerFault::RecordedBefore(last));
        }
        match &event.act {
            Act::Seal { version, digest, effective, reissues } => {
                self.seal(event, *version, (*digest, *effective), *reissues)
            }
            Act::Register { version, digest, effective } => {
                self.first(event, Provenance::Registered, *version, (*digest, *effective))
            }
            Act::Correct { version, corrected, digest } => {
                let came = Provenance::Corrects(*version);
                self.another(event, came, (*version, *corrected), *digest)
            }
            Act::Postpone { version, effective } => self.postpone(event, *version, *effective),
            Act::Withdraw { version } => self.withdraw(event, *version),
            Act::Record { version, step, date, until, note } => {
                let taken = StepTaken {
                    recorded: event.recorded,
                    step: *step,
                    date: *date,
                    until: *until,
                    note: note.clone(),
                    told: event.told.clone(),
                };
                self.record(*version, taken)
            }
            Act::Withhold { version, digest, reason } => {
                self.withhold(event, *version, *digest, reason)
            }
            Act::Repeal { effective } => self.repealed(event, *effective),
            Act::Retitle { title, effective } => {
                self.retitle(event, title, *effective);
                Ok(())
            }
        }?;
        self.last = Some(event.recorded);
        Ok(())
    }

    /// The versions in the order of recording.
    pub fn entries(&self) -> &[VersionRecord] {
        &self.entries
    }

    /// What is said of a version.
    pub fn entry(&self, id: VersionId) -> Option<&VersionRecord> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The versions that count from their day on, in the order in which they do: by day, then by recording.
    pub fn counting(&self) -> Vec<&VersionRecord> {
        let mut live: Vec<_> = self.entries.iter().filter(|entry| entry.is_live()).collect();
        live.sort_by_key(|entry| entry.effective.counted());
        live
    }

    /// From when nothing is in force any more.
    pub fn repeal(&self) -> Option<&Repeal> {
        self.repeal.as_ref()
    }

    /// The names of the document, by the days from which they count.
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// When the last line was recorded.
    pub fn last_recorded(&self) -> Option<Date> {
        self.last
    }

    /// The identity that the next version of a day has.
    pub fn free_id(&self, day: Date) -> VersionId {
        let of_day = self.entries.iter().map(|entry| entry.id);
        of_day.filter(|id| id.day() == day).max().map_or(VersionId::first(day), VersionId::next)
    }

    fn seal(
        &mut self,
        event: &Event,
        id: VersionId,
        (digest, effective): (Digest, Day),
        reissues: Option<VersionId>,
    ) -> Result<(), LedgerFault> {
        let Some(before) = reissues else {
            return self.first(event, Provenance::Sealed, id, (digest, effective));
        };
        let place = self.live(before)?;
        if self.entries[place].effective != effective {
            return Err(LedgerFault::OtherDay(before));
        }
        self.another(event, Provenance::Reissues(before), (before, id), digest)
    }

    /// A version that takes nobody's place.
    fn first(
        &mut self,
        event: &Event,
        came: Provenance,
        id: VersionId,
        (digest, effective): (Digest, Day),
    ) -> Result<(), LedgerFault> {
        self.is_free(id, effective.counted())?;
        self.before_repeal(effective.counted())?;
        let mut entry = VersionRecord::new(id, came, digest, effective, event.recorded);
        entry.told = event.told.clone();
        self.entries.push(entry);
        Ok(())
    }

    /// A version that takes the place of another of the same day.
    fn another(
        &mut self,
        event: &Event,
        came: Provenance,
        (before, id): (VersionId, VersionId),
        digest: Digest,
    ) -> Result<(), LedgerFault> {
        let place = self.live(before)?;
        self.is_free(id, before.day())?;
        let effective = self.entries[place].effective;
        self.entries[place].replaced = Some(Replaced {
            recorded: event.recorded,
            by: id,
            why: match came {
                Provenance::Corrects(_) => Replacement::Correction,
                Provenance::Reissues(_) | Provenance::Sealed | Provenance::Registered => {
                    Replacement::Reissue
                }
            },
        });
        let mut entry = VersionRecord::new(id, came, digest, effective, event.recorded);
        entry.told = event.told.clone();
        self.entries.push(entry);
        Ok(())
    }

    fn postpone(&mut self, event: &Event, id: VersionId, to: Date) -> Result<(), LedgerFault> {
        let place = self.not_in_force(id, decided(event))?;
        let Day::Known(from) = self.entries[place].effective else {
            return Err(LedgerFault::UnknownDay(id));
        };
        if to <= from {
            return Err(LedgerFault::NotLater(from));
        }
        self.before_repeal(to)?;
        let entry = &mut self.entries[place];
        entry.effective = Day::Known(to);
        entry.postponed.push(Postponed {
            recorded: event.recorded,
            from,
            to,
            told: event.told.clone(),
        });
        Ok(())
    }

    fn withdraw(&mut self, event: &Event, id: VersionId) -> Result<(), LedgerFault> {
        let place = self.not_in_force(id, decided(event))?;
        self.entries[place].withdrawn =
            Some(Withdrawn { recorded: event.recorded, told: event.told.clone() });
        Ok(())
    }

    fn record(&mut self, id: VersionId, taken: StepTaken) -> Result<(), LedgerFault> {
        let place = self.place(id)?;
        if taken.date > taken.recorded {
            return Err(LedgerFault::NotYetDone(taken.date));
        }
        let is_posting = taken.step == EventStep::Posted;
        if taken.until.is_some_and(|until| until < taken.date || !is_posting) {
            return Err(LedgerFault::BadPeriod);
        }
        self.entries[place].steps.push(taken);
        Ok(())
    }

    fn withhold(
        &mut self,
        event: &Event,
        id: VersionId,
        digest: Digest,
        reason: &str,
    ) -> Result<(), LedgerFault> {
        let place = self.place(id)?;
        let entry = &mut self.entries[place];
        if entry.file_digest() == digest {
            return Err(LedgerFault::NothingWithheld(id));
        }
        entry.withheld.push(Withheld {
            recorded: event.recorded,
            digest,
            reason: reason.to_owned(),
            told: event.told.clone(),
        });
        Ok(())
    }

    fn repealed(&mut self, event: &Event, effective: Date) -> Result<(), LedgerFault> {
        if let Some(repeal) = &self.repeal {
            return Err(LedgerFault::Repealed(repeal.effective));
        }
        let mut live = self.entries.iter().filter(|entry| entry.is_live());
        if let Some(later) = live.clone().find(|entry| entry.effective.counted() >= effective) {
            return Err(LedgerFault::LaterVersion(later.id));
        }
        live.next().ok_or(LedgerFault::NothingInForce)?;
        self.repeal =
            Some(Repeal { effective, recorded: event.recorded, told: event.told.clone() });
        Ok(())
    }

    fn retitle(&mut self, event: &Event, words: &str, effective: Date) {
        let title = Title {
            effective,
            words: words.to_owned(),
            recorded: event.recorded,
            told: event.told.clone(),
        };
        // Of two of one day the one recorded later counts.
        let at = self.titles.partition_point(|known| known.effective <= effective);
        self.titles.insert(at, title);
    }

    fn place(&self, id: VersionId) -> Result<usize, LedgerFault> {
        let place = self.entries.iter().position(|entry| entry.id == id);
        place.ok_or(LedgerFault::NoSuchVersion(id))
    }

    fn live(&self, id: VersionId) -> Result<usize, LedgerFault> {
        let place = self.place(id)?;
        let entry = &self.entries[place];
        match (&entry.withdrawn, &entry.replaced) {
            (Some(_), _) => Err(LedgerFault::Withdrawn(id)),
            (None, Some(replaced)) => Err(LedgerFault::Replaced { version: id, by: replaced.by }),
            (None, None) => Ok(place),
        }
    }

    fn not_in_force(&self, id: VersionId, on: Date) -> Result<usize, LedgerFault> {
        let place = self.live(id)?;
        let since = self.entries[place].effective.counted();
        if since <= on {
            return Err(LedgerFault::InForce { version: id, since });
        }
        Ok(place)
    }

    fn is_free(&self, id: VersionId, day: Date) -> Result<(), LedgerFault> {
        if self.entry(id).is_some() {
            return Err(LedgerFault::VersionTwice(id));
        }
        let should_be = self.free_id(day);
        if id != should_be {
            return Err(LedgerFault::WrongIdentity { is: id, should_be });
        }
        Ok(())
    }

    fn before_repeal(&self, day: Date) -> Result<(), LedgerFault> {
        match &self.repeal {
            Some(repeal) if day >= repeal.effective => Err(LedgerFault::Repealed(repeal.effective)),
            Some(_) | None => Ok(()),
        }
    }
}

/// The day on which it was decided, where that is told and past: what was decided in time counts, however late
/// it was recorded.
fn decided(event: &Event) -> Date {
    let day = event.told.decided.as_ref().map(|decided| decided.day);
    day.map_or(event.recorded, |day| day.min(event.recorded))
}
