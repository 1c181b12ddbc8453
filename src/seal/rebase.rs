//! Two ledgers of one document that both went on: the lines of ours that nobody published yet, linked behind those of
//! the other. Does not touch the disk.

use crate::diagnostic::{Finding, Message, Span};
use crate::disk::{Before, DiskError, Edits, File, Snapshot};
use crate::fill;
use crate::ledger::{Act, Chain, Day, Event, LedgerFault, LedgerState, VersionId};
use crate::site::load::{Shelf, Stored, line};
use crate::text::date::Date;
use crate::tree::Digest;
use std::collections::{BTreeMap, BTreeSet};

/// Our ledger behind the other.
#[derive(Clone, Debug)]
pub struct Rebased {
    /// The ledger.
    pub chain: Chain,
    /// Its lines taken together.
    pub account: LedgerState,
    /// How many lines of the other were taken over.
    pub taken: usize,
    /// How many of our lines were linked behind them.
    pub linked: usize,
    /// Our versions whose identity the other had given already, and what they are called now.
    pub renamed: Vec<(VersionId, VersionId)>,
    /// Our versions that the other has just so; their lines are not needed twice.
    pub same: Vec<VersionId>,
    /// Our lines that are recorded today, since the other went on after the day on which they were written.
    pub recorded_anew: usize,
    /// Pairs of versions, ours or theirs, of which the later was sealed without the changes of the earlier.
    pub apart: Vec<(VersionId, VersionId)>,
}

/// The ledgers of a document.
#[derive(Clone, Copy, Debug)]
pub struct Ledgers<'a> {
    /// The document.
    pub slug: &'a str,
    /// Ours.
    pub ours: &'a Chain,
    /// The other.
    pub theirs: &'a Chain,
    /// As far as we published ours.
    pub published: Option<&'a Chain>,
}

/// Links our lines behind those of the other; `None` when ours goes on from the other already.
///
/// # Errors
/// When a published line would change, or a line of ours cannot stand behind the other's.
pub fn rebase(all: Ledgers<'_>, today: Date) -> Result<Option<Rebased>, Box<Finding>> {
    let shared = shared(all.ours, all.theirs);
    if shared == all.theirs.lines().len() {
        return Ok(None);
    }
    let account = LedgerState::of(all.theirs.lines()).map_err(|illegal| {
        let why = illegal.fault.message();
        Box::new(Finding::error("rebase-onto", fill! { why }))
    })?;
    let mut work = Rebasing {
        all,
        names: BTreeMap::new(),
        rebased: Rebased {
            chain: all.theirs.clone(),
            account,
            taken: all.theirs.lines().len() - shared,
            linked: 0,
            renamed: Vec::new(),
            same: Vec::new(),
            recorded_anew: 0,
            apart: Vec::new(),
        },
        shared,
        today,
    };
    for at in shared..all.ours.lines().len() {
        work.link(at)?;
    }
    let apart = work.apart();
    work.rebased.apart.extend(apart);
    if let Some(published) = all.published {
        let kept = self::shared(published, &work.rebased.chain);
        if kept < published.lines().len() {
            let finding = Finding::error("rebase-published", fill! { number = kept + 1 });
            return Err(Box::new(finding.at(work.span(kept))));
        }
    }
    Ok(Some(work.rebased))
}

/// How many lines two ledgers begin with that are the same.
fn shared(one: &Chain, other: &Chain) -> usize {
    let pairs = one.lines().iter().zip(other.lines());
    pairs.take_while(|(one, other)| one.digest == other.digest).count()
}

/// Our lines on their way behind those of the other.
struct Rebasing<'a> {
    all: Ledgers<'a>,
    /// What versions of ours are called in the other.
    names: BTreeMap<VersionId, VersionId>,
    rebased: Rebased,
    shared: usize,
    today: Date,
}

impl Rebasing<'_> {
    /// Links one of our lines.
    fn link(&mut self, at: usize) -> Result<(), Box<Finding>> {
        let event = &self.all.ours.lines()[at].event;
        if let Some(version) = event.act.makes()
            && self.has_the_same(version, &event.act)
        {
            self.rebased.same.push(version);
            return Ok(());
        }
        if let Act::Withhold { version, .. } = &event.act
            && self.withheld_there(*version)
        {
            let finding = Finding::error("rebase-withheld", fill! { version });
            return Err(Box::new(finding.at(self.span(at))));
        }
        let mut event = Event { act: self.renamed(&event.act), ..event.clone() };
        let last = self.rebased.account.last_recorded();
        if last.is_some_and(|last| event.recorded < last) {
            event.recorded = self.today;
            self.rebased.recorded_anew += 1;
        }
        let added = self.rebased.account.add(&event);
        added.map_err(|fault| self.refused(at, fault))?;
        self.rebased.chain.append(event);
        self.rebased.linked += 1;
        Ok(())
    }

    /// Whether the other made a version of that name with that very text.
    fn has_the_same(&self, version: VersionId, act: &Act) -> bool {
        let lines = self.all.theirs.lines()[self.shared..].iter();
        let mut made = lines.filter(|line| line.event.act.makes() == Some(version));
        made.any(|line| line.event.act == *act)
    }

    fn withheld_there(&self, version: VersionId) -> bool {
        let mut lines = self.all.theirs.lines()[self.shared..].iter();
        lines.any(|line| match &line.event.act {
            Act::Withhold { version: other, .. } => *other == version,
            Act::Seal { .. }
            | Act::Register { .. }
            | Act::Correct { .. }
            | Act::Postpone { .. }
            | Act::Withdraw { .. }
            | Act::Record { .. }
            | Act::Repeal { .. }
            | Act::Retitle { .. } => false,
        })
    }

    /// What a version of ours is called now.
    fn name(&self, version: VersionId) -> VersionId {
        self.names.get(&version).copied().unwrap_or(version)
    }

    /// A new version of ours takes the next identity that is free.
    fn rename(&mut self, version: VersionId, day: Date) -> VersionId {
        let free = self.rebased.account.free_id(day);
        if free != version {
            self.names.insert(version, free);
            self.rebased.renamed.push((version, free));
        }
        free
    }

    /// A version of the other that counts from the same day and is not in force yet: of two that are coming on one
    /// day, readers could not tell which will count.
    fn coming(&self, effective: Day) -> Option<VersionId> {
        let entries = self.rebased.account.entries().iter();
        let mut same = entries.filter(|entry| entry.is_live() && entry.effective == effective);
        let is_coming = effective.counted() > self.today;
        same.next_back().filter(|_| is_coming).map(|entry| entry.id)
    }

    fn renamed(&mut self, act: &Act) -> Act {
        let mut act = act.clone();
        match &mut act {
            Act::Seal { version, effective, reissues, .. } => {
                let coming = match reissues {
                    Some(before) => {
                        *before = self.name(*before);
                        None
                    }
                    None => self.coming(*effective),
                };
                let day = coming.unwrap_or(*version).day();
                *reissues = reissues.or(coming);
                *version = self.rename(*version, day);
                let apart = coming.map(|before| (before, *version));
                self.rebased.apart.extend(apart);
            }
            Act::Register { version, .. } => *version = self.rename(*version, version.day()),
            Act::Correct { version, corrected, .. } => {
                *version = self.name(*version);
                *corrected = self.rename(*corrected, version.day());
            }
            Act::Postpone { version, .. }
            | Act::Withdraw { version }
            | Act::Record { version, .. }
            | Act::Withhold { version, .. } => *version = self.name(*version),
            Act::Repeal { .. } | Act::Retitle { .. } => {}
        }
        act
    }

    /// Versions of one side that count with or after one of the other side, and do not have its changes.
    fn apart(&self) -> Vec<(VersionId, VersionId)> {
        let made = |lines: &[crate::ledger::LedgerLine]| -> BTreeSet<VersionId> {
            lines.iter().filter_map(|line| line.event.act.makes()).collect()
        };
        let theirs = made(&self.all.theirs.lines()[self.shared..]);
        let linked = &self.rebased.chain.lines()[self.all.theirs.lines().len()..];
        let ours = made(linked);
        let mut live: Vec<(Date, VersionId)> = Vec::new();
        for entry in self.rebased.account.entries() {
            if entry.is_live() && (theirs.contains(&entry.id) || ours.contains(&entry.id)) {
                live.push((entry.effective.counted(), entry.id));
            }
        }
        live.sort_by_key(|(day, _)| *day);
        let mut apart = Vec::new();
        for pair in live.windows(2) {
            let (earlier, later) = (pair[0].1, pair[1].1);
            if ours.contains(&earlier) != ours.contains(&later) {
                apart.push((earlier, later));
            }
        }
        apart
    }

    /// One of our lines, for findings.
    fn span(&self, at: usize) -> Span {
        let path = Shelf::Content(self.all.slug).ledger();
        Span::new(path, line(self.all.ours.bytes(), at + 1))
    }

    fn refused(&self, at: usize, fault: LedgerFault) -> Box<Finding> {
        let why = fault.message();
        let finding = Finding::error("rebase-refused", fill! { number = at + 1, why });
        Box::new(finding.at(self.span(at)))
    }
}

impl Rebased {
    /// The ledger, the versions that it names, and private records under their new names, for one commit. `files` are
    /// those of the other side, `kept` reads what no snapshot has.
    ///
    /// # Errors
    /// When a file cannot be read; in the inner result when neither side has the file of a version.
    pub fn edits(
        &self,
        slug: &str,
        (snapshot, files): (&Snapshot, &[File]),
        kept: impl Fn(&str) -> Result<Option<Vec<u8>>, DiskError>,
    ) -> Result<Result<Edits, Box<Finding>>, DiskError> {
        let shelf = Shelf::Content(slug);
        let folder = shelf.versions();
        let own = snapshot.under(&folder).map(|(_, file)| file);
        let known: BTreeMap<Digest, &File> =
            own.chain(files).map(|file| (file.digest(), file)).collect();
        let before = |path: &str| {
            let file = snapshot.file(path);
            file.map_or(Before::Absent, |file| Before::Was(file.digest()))
        };
        let mut edits = Edits::new();
        let ledger = shelf.ledger();
        edits.write(&ledger, self.chain.bytes(), before(&ledger))?;
        for entry in self.account.entries() {
            let (path, digest) = (shelf.version(entry.id), entry.file_digest());
            if snapshot.file(&path).is_some_and(|file| file.digest() == digest) {
                continue;
            }
            let Some(file) = known.get(&digest) else {
                let version = entry.id;
                let finding = Finding::error("rebase-no-text", fill! { version, digest });
                return Ok(Err(Box::new(finding)));
            };
            edits.write(&path, file.shared(), before(&path))?;
        }
        for (path, _) in snapshot.under(&folder) {
            let is_known = match shelf.stored(&path[folder.len() + 1..]) {
                Stored::Version(id) => self.account.entry(id).is_some(),
                Stored::Misnamed | Stored::Other => true,
            };
            if !is_known {
                edits.remove(path, before(path))?;
            }
        }
        for (old, new) in &self.renamed {
            self.rename_record((slug, *old, *new), &kept, &mut edits)?;
        }
        Ok(Ok(edits))
    }

    /// The private record of a version that is called otherwise now, where it is the one that the ledger binds.
    fn rename_record(
        &self,
        (slug, old, new): (&str, VersionId, VersionId),
        kept: impl Fn(&str) -> Result<Option<Vec<u8>>, DiskError>,
        edits: &mut Edits,
    ) -> Result<(), DiskError> {
        let mut lines = self.chain.lines().iter();
        let line = lines.find(|line| line.event.act.makes() == Some(new));
        let bound = line.and_then(|line| line.event.told.record);
        let path = |id: VersionId| format!("records/{slug}/{id}.yaml");
        if let (Some(bound), Some(bytes)) = (bound, kept(&path(old))?)
            && Digest::of(&bytes) == bound
            && kept(&path(new))?.is_none()
        {
            edits.write(&path(new), bytes, Before::Absent)?;
            edits.remove(&path(old), Before::Was(bound))?;
        }
        Ok(())
    }

    /// What should be looked at when two sides were put together.
    pub fn to_look_at(&self, slug: &str) -> Vec<Finding> {
        let apart = self.apart.iter();
        let finding = |(earlier, later): &(VersionId, VersionId)| {
            Finding::warning("rebase-apart", fill! { slug, earlier, later })
        };
        apart.map(finding).collect()
    }

    /// What was done, a line each.
    pub fn report(&self, today: Date) -> Vec<Message> {
        let (taken, linked) = (self.taken, self.linked);
        let mut lines = vec![Message::of("seal/rebased", fill! { taken, linked })];
        let same = self.same.iter();
        lines.extend(same.map(|version| Message::of("seal/rebased-same", fill! { version })));
        let renamed = self.renamed.iter();
        lines.extend(
            renamed.map(|(before, after)| {
                Message::of("seal/rebased-renamed", fill! { before, after })
            }),
        );
        if self.recorded_anew > 0 {
            let (count, today) = (self.recorded_anew, Message::day(today));
            lines.push(Message::of("seal/rebased-recorded-anew", fill! { count, today }));
        }
        lines
    }
}
