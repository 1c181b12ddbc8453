//! Two ledgers of one document that both went on: the lines of ours that nobody published yet, done again behind those of
//! the other. Does not know how a line is done again, nor touch the disk.

use super::replay::Replay;
use crate::diagnostic::{Finding, Message};
use crate::disk::{Before, DiskError, Edits, File, Snapshot};
use crate::fill;
use crate::ledger::{Chain, LedgerState, VersionId};
use crate::site::Document;
use crate::site::load::{Shelf, Stored};
use crate::text::date::Date;
use crate::tree::{self, Digest, Provision};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Our ledger behind the other.
#[derive(Clone, Debug)]
pub struct Rebased {
    /// The ledger.
    pub chain: Chain,
    /// Its lines taken together.
    pub account: LedgerState,
    /// The texts of its versions.
    pub texts: VersionTexts,
    /// How many lines of the other were taken over.
    pub taken: usize,
    /// How many of our lines were linked behind them.
    pub linked: usize,
    /// Our versions whose identity the other had given already, and what they are called now.
    pub renamed: Vec<(VersionId, VersionId)>,
    /// Our versions whose change the other has; their lines are not needed twice.
    pub same: Vec<VersionId>,
    /// Coming versions of both that were derived anew: the version, and what took its place.
    pub derived: Vec<(VersionId, VersionId)>,
    /// Our lines that are recorded today, since the other went on after the day on which they were written.
    pub recorded_anew: usize,
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
    /// The texts of both, by the digests of their files.
    pub texts: &'a BTreeMap<Digest, Arc<Provision>>,
}

/// Does our lines again behind those of the other; `None` when ours goes on from the other already.
///
/// # Errors
/// When a published line would change, a line of ours cannot stand behind the other's, or a change of ours does not fit
/// a text of the other.
pub fn rebase(all: Ledgers<'_>, today: Date) -> Result<Option<Rebased>, Vec<Finding>> {
    let shared = shared(all.ours, all.theirs);
    if shared == all.theirs.lines().len() {
        return Ok(None);
    }
    let (account, texts) = all.read(all.theirs)?;
    let (_, our_texts) = all.read(all.ours)?;
    let ours_account = LedgerState::of(&all.ours.lines()[..shared]);
    let bare = |texts: &_| Document::bare(all.slug, texts).map_err(|finding| vec![finding]);
    let mut ours = bare(&our_texts)?;
    let ours_account = ours_account.unwrap_or_default();
    ours.take(&ours_account, &our_texts);
    let mut there = bare(&texts)?;
    there.take(&account, &texts);
    let mut work = Replay {
        all,
        shared,
        today,
        ours,
        ours_account,
        our_texts,
        there,
        rebased: Rebased {
            chain: all.theirs.clone(),
            account,
            texts,
            taken: all.theirs.lines().len() - shared,
            linked: 0,
            renamed: Vec::new(),
            same: Vec::new(),
            derived: Vec::new(),
            recorded_anew: 0,
        },
        names: BTreeMap::new(),
        derived: BTreeMap::new(),
        sealed: None,
    };
    for at in shared..all.ours.lines().len() {
        work.step(at)?;
    }
    if let Some(published) = all.published {
        let kept = self::shared(published, &work.rebased.chain);
        if kept < published.lines().len() {
            let finding = Finding::error("rebase-published", fill! { number = kept + 1 });
            return Err(vec![finding.at(work.span(kept))]);
        }
    }
    Ok(Some(work.rebased))
}

/// The texts of versions.
type VersionTexts = BTreeMap<VersionId, Arc<Provision>>;

impl Ledgers<'_> {
    /// What a ledger says, and the texts of its versions.
    fn read(&self, chain: &Chain) -> Result<(LedgerState, VersionTexts), Vec<Finding>> {
        let account = LedgerState::of(chain.lines()).map_err(|illegal| {
            let why = illegal.fault.message();
            vec![Finding::error("rebase-onto", fill! { why })]
        })?;
        let mut texts = BTreeMap::new();
        for entry in account.entries() {
            let (version, digest) = (entry.id, entry.file_digest());
            let text = self
                .texts
                .get(&digest)
                .ok_or_else(|| vec![Finding::error("rebase-no-text", fill! { version, digest })])?;
            texts.insert(version, text.clone());
        }
        Ok((account, texts))
    }
}

/// How many lines two ledgers begin with that are the same.
fn shared(one: &Chain, other: &Chain) -> usize {
    let pairs = one.lines().iter().zip(other.lines());
    pairs.take_while(|(one, other)| one.digest == other.digest).count()
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
            let derived = || self.texts.get(&entry.id).map(|tree| tree::write(tree).into());
            let Some(bytes) = known.get(&digest).map(|file| file.shared()).or_else(derived) else {
                let version = entry.id;
                let finding = Finding::error("rebase-no-text", fill! { version, digest });
                return Ok(Err(Box::new(finding)));
            };
            edits.write(&path, bytes, before(&path))?;
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
        let derived = self.derived.iter();
        lines.extend(
            derived.map(|(before, id)| Message::of("cli/recorded-derived", fill! { before, id })),
        );
        if self.recorded_anew > 0 {
            let (count, today) = (self.recorded_anew, Message::day(today));
            lines.push(Message::of("seal/rebased-recorded-anew", fill! { count, today }));
        }
        lines
    }
}
