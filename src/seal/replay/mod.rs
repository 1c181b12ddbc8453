//! The lines of one ledger done again behind another that went on too: what each of ours changed is carried into the texts
//! of the other, and every text that follows is derived anew. Does not know files, nor what is said about it.

mod texts;

use super::amendments::derive;
use super::conflicts::unfit;
use super::rebase::{Ledgers, Rebased};
use super::record::past_changed;
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::ledger::{Act, Event, LedgerFault, LedgerLine, LedgerState, VersionId};
use crate::site::load::{Shelf, line};
use crate::site::{Document, Version};
use crate::text::date::Date;
use crate::tree::Provision;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The words of a change: before and after it.
type TextChange = (Arc<Provision>, Arc<Provision>);

/// Our lines on their way behind those of the other.
pub(in crate::seal) struct Replay<'a> {
    pub(in crate::seal) all: Ledgers<'a>,
    pub(in crate::seal) shared: usize,
    pub(in crate::seal) today: Date,
    /// What we have, as far as it is done again.
    pub(in crate::seal) ours: Document,
    pub(in crate::seal) ours_account: LedgerState,
    pub(in crate::seal) our_texts: BTreeMap<VersionId, Arc<Provision>>,
    /// The other, with what was done again so far.
    pub(in crate::seal) there: Document,
    pub(in crate::seal) rebased: Rebased,
    /// What versions of ours are called there.
    pub(in crate::seal) names: BTreeMap<VersionId, VersionId>,
    /// What was derived anew here by the line before: there it is derived again.
    pub(in crate::seal) derived: BTreeMap<VersionId, u128>,
    /// The change that was sealed here last, whose coming versions were reissued with it.
    pub(in crate::seal) sealed: Option<TextChange>,
}

impl Replay<'_> {
    /// Does one of our lines again.
    pub(in crate::seal) fn step(&mut self, at: usize) -> Result<(), Vec<Finding>> {
        let event = self.all.ours.lines()[at].event.clone();
        let before = self.ours.clone();
        let added = self.ours_account.add(&event);
        added.map_err(|fault| vec![self.refused(at, fault)])?;
        self.ours.take(&self.ours_account, &self.our_texts);
        if let Some(version) = event.act.makes()
            && self.has_the_same(version, &event.act)
        {
            self.rebased.same.push(version);
            return Ok(());
        }
        match &event.act {
            Act::Seal { version, effective, reissues, .. } => {
                self.seal((at, &event), *version, *effective, *reissues)
            }
            Act::Correct { version, corrected, .. } => {
                self.correct((at, &event), *version, *corrected)
            }
            Act::Register { version, .. } => self.register((at, &event), *version),
            Act::Postpone { .. } | Act::Withdraw { .. } => self.reschedule((at, &event), &before),
            Act::Withhold { version, .. } => self.withhold((at, &event), *version),
            Act::Record { .. } | Act::Repeal { .. } | Act::Retitle { .. } => {
                let act = self.renamed(&event.act);
                self.append(at, Event { act, ..event }).map(|_| ())
            }
        }
    }

    fn register(
        &mut self,
        (at, event): (usize, &Event),
        version: VersionId,
    ) -> Result<(), Vec<Finding>> {
        let text = self.text(at, version)?;
        let mut act = event.act.clone();
        if let Act::Register { version: id, .. } = &mut act {
            *id = self.rename(version, version.day());
            self.rebased.texts.insert(*id, text);
        }
        self.append(at, Event { act, ..event.clone() })
    }

    /// Another day, or none, for a version that is to come.
    fn reschedule(
        &mut self,
        (at, event): (usize, &Event),
        before: &Document,
    ) -> Result<(), Vec<Finding>> {
        let here = derive(before, &self.ours_account).unwrap_or_default();
        self.derived = here.iter().map(|one| (one.version.id, one.tree.whole())).collect();
        self.sealed = None;
        let act = self.renamed(&event.act);
        let concerned = act.concerns();
        let there = self.there.clone();
        self.append(at, Event { act, ..event.clone() })?;
        let derived = derive(&there, &self.rebased.account)
            .map_err(|misfit| unfit(&there, concerned.unwrap_or(misfit.version.id), &misfit))?;
        self.none_has_ended(derived.iter().map(|one| one.version))?;
        let told = event.told.of_reissues();
        derived.iter().try_for_each(|one| self.reissue(at, one.version, &one.tree, &told))
    }

    /// Words that we took out stay out; where the other has another text meanwhile, nobody knows of which words.
    fn withhold(
        &mut self,
        (at, event): (usize, &Event),
        version: VersionId,
    ) -> Result<(), Vec<Finding>> {
        let id = self.names.get(&version).copied().unwrap_or(version);
        let is_withheld = |line: &LedgerLine| matches!(&line.event.act, Act::Withhold { version: other, .. } if *other == version);
        let theirs = self.all.theirs.lines()[self.shared..].iter().any(is_withheld);
        let text = self.text(at, version)?;
        let mut own = self.all.ours.lines()[self.shared..].iter();
        let made = own.any(|line| line.event.act.makes() == Some(version));
        let is_other =
            made && self.rebased.texts.get(&id).is_none_or(|there| there.whole() != text.whole());
        if theirs || is_other {
            let finding = Finding::error("rebase-withheld", fill! { version });
            return Err(vec![finding.at(self.span(at))]);
        }
        let mut act = event.act.clone();
        if let Act::Withhold { version, .. } = &mut act {
            *version = id;
        }
        self.rebased.texts.insert(id, text);
        self.append(at, Event { act, ..event.clone() })
    }

    /// Whether the other made a version of that name with that very text.
    fn has_the_same(&self, version: VersionId, act: &Act) -> bool {
        let lines = self.all.theirs.lines()[self.shared..].iter();
        let mut made = lines.filter(|line| line.event.act.makes() == Some(version));
        made.any(|line| line.event.act == *act)
    }

    fn append(&mut self, at: usize, mut event: Event) -> Result<(), Vec<Finding>> {
        let last = self.rebased.account.last_recorded();
        if last.is_some_and(|last| event.recorded < last) {
            event.recorded = self.today.max(event.recorded);
            self.rebased.recorded_anew += 1;
        }
        let added = self.rebased.account.add(&event);
        added.map_err(|fault| vec![self.refused(at, fault)])?;
        self.rebased.chain.append(event);
        self.rebased.linked += 1;
        self.there.take(&self.rebased.account, &self.rebased.texts);
        Ok(())
    }

    fn text(&self, at: usize, version: VersionId) -> Result<Arc<Provision>, Vec<Finding>> {
        let text = self.our_texts.get(&version).cloned();
        text.ok_or_else(|| vec![self.refused(at, LedgerFault::NoSuchVersion(version))])
    }

    /// The version of the other that stands for one of ours now.
    fn now(&self, version: VersionId) -> VersionId {
        let mut id = self.names.get(&version).copied().unwrap_or(version);
        while let Some(replaced) = self.rebased.account.entry(id).and_then(|entry| entry.replaced) {
            id = replaced.by;
        }
        id
    }

    fn live(&self, at: usize, version: VersionId) -> Result<Version, Vec<Finding>> {
        let id = self.now(version);
        match self.there.version(id) {
            Some(version) if version.is_live() => Ok(version.clone()),
            Some(_) => Err(vec![self.refused(at, LedgerFault::Withdrawn(id))]),
            None => Err(vec![self.refused(at, LedgerFault::NoSuchVersion(id))]),
        }
    }

    /// What counts there on a day, whatever was repealed.
    fn in_force(&self, day: Date) -> Option<Version> {
        let mut live = self.there.live().rev();
        live.find(|version| version.effective.counted() <= day).cloned()
    }

    /// A new version of ours takes the next identity that is free.
    fn rename(&mut self, version: VersionId, day: Date) -> VersionId {
        let free = self.rebased.account.free_id(day);
        self.names.insert(version, free);
        if free != version {
            self.rebased.renamed.push((version, free));
        }
        free
    }

    fn renamed(&self, act: &Act) -> Act {
        let mut act = act.clone();
        match &mut act {
            Act::Postpone { version, .. }
            | Act::Withdraw { version }
            | Act::Record { version, .. } => *version = self.now(*version),
            Act::Seal { .. }
            | Act::Register { .. }
            | Act::Correct { .. }
            | Act::Withhold { .. }
            | Act::Repeal { .. }
            | Act::Retitle { .. } => {}
        }
        act
    }

    fn none_has_ended<'v>(
        &self,
        versions: impl IntoIterator<Item = &'v Version>,
    ) -> Result<(), Vec<Finding>> {
        past_changed(&self.there, versions, self.today).map_or(Ok(()), |finding| Err(vec![finding]))
    }

    /// One of our lines, for findings.
    pub(in crate::seal) fn span(&self, at: usize) -> Span {
        let path = Shelf::Content(self.all.slug).ledger();
        Span::new(path, line(self.all.ours.bytes(), at + 1))
    }

    fn refused(&self, at: usize, fault: LedgerFault) -> Finding {
        let why = fault.message();
        let finding = Finding::error("rebase-refused", fill! { number = at + 1, why });
        finding.at(self.span(at))
    }
}
