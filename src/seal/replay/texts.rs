//! What a line of ours that made a text makes of the texts of the other: its change is carried into that of its day, and
//! into every one that follows. Does not know lines that make no text.

use super::{Replay, TextChange};
use crate::diagnostic::Finding;
use crate::diff::{Merged, merge};
use crate::fill;
use crate::ledger::{Act, Day, Event, EventDetails, VersionId};
use crate::seal::conflicts::clash;
use crate::site::Version;
use crate::tree::{Digest, Provision};
use std::sync::Arc;

impl Replay<'_> {
    /// A change of ours, carried into the text of its day and into every one that follows.
    pub(super) fn seal(
        &mut self,
        (at, event): (usize, &Event),
        version: VersionId,
        effective: Day,
        reissues: Option<VersionId>,
    ) -> Result<(), Vec<Finding>> {
        let text = self.text(at, version)?;
        if let Some(before) = reissues
            && self.was_derived(before, &text)
        {
            let there = self.now(before);
            self.names.insert(version, there);
            return Ok(());
        }
        self.derived.clear();
        let base = match reissues {
            Some(before) => Some(self.text(at, before)?),
            None => self.ours.before(version).map(|before| before.tree.clone()),
        };
        let target = match reissues {
            Some(before) => Some(self.live(at, before)?),
            None => self.in_force(effective.counted()),
        };
        let change = match (base, &target) {
            (Some(base), Some(_)) => (base, text),
            (None, None) => return self.first((at, event), version, text),
            (None, Some(_)) | (Some(_), None) => {
                let finding = Finding::error("rebase-first", fill! { number = at + 1 });
                return Err(vec![finding.at(self.span(at))]);
            }
        };
        self.sealed = Some(change.clone());
        let target = target.expect("it was looked at above");
        self.carry((at, event), (version, effective, reissues), &change, &target)
    }

    fn carry(
        &mut self,
        (at, event): (usize, &Event),
        (version, effective, reissues): (VersionId, Day, Option<VersionId>),
        change: &TextChange,
        target: &Version,
    ) -> Result<(), Vec<Finding>> {
        let merged = self.merged(at, version, change, target)?;
        if merged.tree.whole() == target.tree.whole() {
            self.names.insert(version, target.id);
            self.rebased.same.push(version);
            return Ok(());
        }
        let behind: Vec<Version> = self.there.live().cloned().collect();
        let behind = behind.into_iter().skip_while(|other| other.id != target.id).skip(1);
        let (mut later, mut lost): (Vec<(Version, Arc<Provision>)>, _) =
            (Vec::new(), merged.left_out);
        for other in behind {
            let carried = self.merged(at, version, change, &other)?;
            let last = later.last().map(|(last, _)| last.effective);
            let is_behind = last.unwrap_or(target.effective) == other.effective;
            lost = carried.left_out;
            if carried.tree.whole() != other.tree.whole() || is_behind {
                later.push((other, carried.tree));
            }
        }
        if !lost.is_empty() {
            let finding = Finding::error("rebase-lost", fill! { number = at + 1, version });
            return Err(vec![finding.at(self.span(at))]);
        }
        self.none_has_ended(later.iter().map(|(other, _)| other))?;
        let is_coming = target.effective == effective && effective.counted() > self.today;
        // Of two that are coming on one day one takes the other's place, unless ours leaves that day again.
        let is_one = is_coming && !self.is_moved(at, version);
        let takes = (reissues.is_some() || is_one).then_some(target.id);
        let day = takes.map_or(effective.counted(), VersionId::day);
        let id = self.rename(version, day);
        let act = Act::Seal {
            version: id,
            digest: self.digest(&event.act, version, &merged.tree),
            effective: if takes.is_some() { target.effective } else { effective },
            reissues: takes,
        };
        self.rebased.texts.insert(id, merged.tree);
        self.append(at, Event { act, ..event.clone() })?;
        let told = event.told.of_reissues();
        later.iter().try_for_each(|(other, tree)| self.reissue(at, other, tree, &told))
    }

    /// Whether a later line of ours puts a version off, or calls it off.
    fn is_moved(&self, at: usize, version: VersionId) -> bool {
        let mut names = vec![version];
        self.all.ours.lines()[at + 1..].iter().any(|line| match &line.event.act {
            Act::Postpone { version, .. } | Act::Withdraw { version } => names.contains(version),
            Act::Seal { version, reissues: Some(before), .. }
            | Act::Correct { version: before, corrected: version, .. } => {
                names.extend(names.contains(before).then_some(*version));
                false
            }
            Act::Seal { reissues: None, .. }
            | Act::Register { .. }
            | Act::Record { .. }
            | Act::Withhold { .. }
            | Act::Repeal { .. }
            | Act::Retitle { .. } => false,
        })
    }

    /// A first text, where the other has none.
    fn first(
        &mut self,
        (at, event): (usize, &Event),
        version: VersionId,
        text: Arc<Provision>,
    ) -> Result<(), Vec<Finding>> {
        let mut act = event.act.clone();
        if let Act::Seal { version: id, .. } = &mut act {
            *id = self.rename(version, version.day());
            self.rebased.texts.insert(*id, text);
        }
        self.append(at, Event { act, ..event.clone() })
    }

    /// A slip that we put right, in every text of the other that has it.
    pub(super) fn correct(
        &mut self,
        (at, event): (usize, &Event),
        version: VersionId,
        corrected: VersionId,
    ) -> Result<(), Vec<Finding>> {
        let change = (self.text(at, version)?, self.text(at, corrected)?);
        let first = self.live(at, version)?;
        let behind: Vec<Version> = self.there.live().cloned().collect();
        for target in behind.iter().skip_while(|other| other.id != first.id) {
            let is_first = target.id == first.id;
            let merged = match merge(&change.0, &change.1, &target.tree) {
                Ok(merged) => merged.tree,
                Err(_) if !is_first => continue,
                Err(_) => self.merged(at, corrected, &change, target)?.tree,
            };
            if merged.whole() == target.tree.whole() {
                if is_first {
                    self.names.insert(corrected, target.id);
                }
                continue;
            }
            let id = match is_first {
                true => self.rename(corrected, target.id.day()),
                false => self.rebased.account.free_id(target.id.day()),
            };
            let digest = self.digest(&event.act, corrected, &merged);
            self.rebased.texts.insert(id, merged);
            let act = Act::Correct { version: target.id, corrected: id, digest };
            let told = if is_first {
                event.told.clone()
            } else {
                EventDetails { record: None, ..event.told.clone() }
            };
            self.append(at, Event { act, told, ..event.clone() })?;
        }
        Ok(())
    }

    /// A version of the other with another text in its place.
    pub(super) fn reissue(
        &mut self,
        at: usize,
        version: &Version,
        tree: &Arc<Provision>,
        told: &EventDetails,
    ) -> Result<(), Vec<Finding>> {
        let id = self.rebased.account.free_id(version.id.day());
        let entry = self.rebased.account.entry(version.id);
        let act = Act::Seal {
            version: id,
            digest: tree.digest(),
            effective: entry.map_or(version.effective, |entry| entry.effective),
            reissues: Some(version.id),
        };
        let told = told.in_place_of(&version.told);
        self.rebased.texts.insert(id, tree.clone());
        self.rebased.derived.push((version.id, id));
        let recorded = self.all.ours.lines()[at].event.recorded;
        self.append(at, Event::new(recorded, act).telling(told))?;
        // It is none of ours.
        self.rebased.linked -= 1;
        Ok(())
    }

    /// Whether a line of ours only carried on what the one before it changed.
    fn was_derived(&self, before: VersionId, text: &Arc<Provision>) -> bool {
        if self.derived.get(&before) == Some(&text.whole()) {
            return true;
        }
        let (Some((base, changed)), Some(own)) = (&self.sealed, self.our_texts.get(&before)) else {
            return false;
        };
        merge(base, changed, own).is_ok_and(|merged| merged.tree.whole() == text.whole())
    }

    /// The change carried into a text of the other.
    fn merged(
        &self,
        at: usize,
        version: VersionId,
        (base, text): &TextChange,
        target: &Version,
    ) -> Result<Merged, Vec<Finding>> {
        merge(base, text, &target.tree).map_err(|all| {
            let there = target.id;
            let blanks = fill! { number = at + 1, version, there };
            let mut findings =
                vec![Finding::error("rebase-refused.clash", blanks).at(self.span(at))];
            findings.extend(clash((base, text, &target.tree), &all, (version, there)));
            findings
        })
    }

    /// The digest in the ledger: where it is our very text, as we wrote it, whatever was withheld since.
    fn digest(&self, act: &Act, version: VersionId, tree: &Arc<Provision>) -> Digest {
        let is_ours = self.our_texts.get(&version).is_some_and(|own| own.whole() == tree.whole());
        match act {
            Act::Seal { digest, .. } | Act::Correct { digest, .. } if is_ours => *digest,
            Act::Seal { .. }
            | Act::Correct { .. }
            | Act::Register { .. }
            | Act::Postpone { .. }
            | Act::Withdraw { .. }
            | Act::Record { .. }
            | Act::Withhold { .. }
            | Act::Repeal { .. }
            | Act::Retitle { .. } => tree.digest(),
        }
    }
}
