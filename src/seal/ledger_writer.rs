//! Appends events to ledgers, with the files that they bring, as one set of edits: what every command that
//! writes into a ledger goes through. Does not touch the disk, and does not know why anything is written.

use crate::diagnostic::{Finding, Message};
use crate::disk::{Before, DiskError, Edits, Snapshot};
use crate::fill;
use crate::ledger::{Act, Chain, DayDoubt, Event, LedgerFault, LedgerState, VersionId};
use crate::site::load::{Record, Salt, Shelf};
use crate::site::{Document, Private};
use crate::tree::{self, Provision};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writes into the ledgers of a site. Its edits are of one commit: all of them happen, or none.
#[derive(Clone, Debug)]
pub struct LedgerWriter<'a> {
    snapshot: &'a Snapshot,
    salt: Salt,
    books: BTreeMap<String, Book>,
    /// What each path holds afterwards; `None` where it is gone.
    files: BTreeMap<String, (Option<Vec<u8>>, Before)>,
    /// What is odd about the days of what was appended, each with the document.
    doubts: Vec<(String, DayDoubt)>,
}

/// A ledger as it will be.
#[derive(Clone, Debug)]
struct Book {
    chain: Chain,
    account: LedgerState,
}

impl<'a> LedgerWriter<'a> {
    /// A writer for a site as it was read; `salt` is random and serves all private records that it writes.
    pub fn new(snapshot: &'a Snapshot, salt: Salt) -> LedgerWriter<'a> {
        let (books, files) = (BTreeMap::new(), BTreeMap::new());
        LedgerWriter { snapshot, salt, books, files, doubts: Vec::new() }
    }

    /// What the ledger of a document says, with all that was appended so far.
    pub fn account(&mut self, document: &Document) -> &LedgerState {
        &self.book(document).account
    }

    /// The document as it will be, with all that was written so far.
    pub fn outcome(&self, document: &Document) -> Document {
        let mut after = document.clone();
        let Some(book) = self.books.get(document.slug.as_str()) else {
            return after;
        };
        let mut texts: BTreeMap<VersionId, Arc<Provision>> =
            document.versions.iter().map(|version| (version.id, version.tree.clone())).collect();
        for entry in book.account.entries() {
            let path = Shelf::Content(document.slug.as_str()).version(entry.id);
            let written = self.files.get(&path).and_then(|(after, _)| after.as_deref());
            let written = written.and_then(|bytes| tree::read(bytes).ok());
            texts.extend(written.map(|(tree, _)| (entry.id, tree)));
        }
        after.ledger = book.chain.clone();
        after.take(&book.account, &texts);
        after
    }

    /// Appends an event. What only the organisation may know becomes a record of its own, whose digest the
    /// line names.
    ///
    /// # Errors
    /// A finding when the event cannot follow what the ledger has; nothing is appended then.
    pub fn append(
        &mut self,
        document: &Document,
        mut event: Event,
        private: &Private,
    ) -> Result<(), Box<Finding>> {
        let slug = document.slug.as_str();
        let salt = self.salt;
        let book = self.book(document);
        let record = (!private.is_empty()).then(|| {
            let before = book.chain.lines().iter().map(|line| &line.event);
            Record::new(slug, &event, before, private, salt)
        });
        event.told.record = record.as_ref().map(|record| record.digest);
        let doubts = new_doubts(&book.account, &event);
        book.account.add(&event).map_err(|fault| Box::new(refused(document, fault)))?;
        book.chain.append(event);
        let ledger = book.chain.bytes().to_vec();
        self.doubts.extend(doubts.into_iter().map(|doubt| (slug.to_owned(), doubt)));
        self.write(&Shelf::Content(slug).ledger(), ledger);
        if let Some(record) = record {
            // No snapshot reads `records/`; an older file there is never written over.
            let after = (Some(record.bytes), Before::Absent);
            self.files.insert(record.path, after);
        }
        Ok(())
    }

    /// The file of a version, new or in place of the one that is there.
    pub fn version(&mut self, document: &Document, id: VersionId, bytes: Vec<u8>) {
        self.write(&Shelf::Content(document.slug.as_str()).version(id), bytes);
    }

    /// A file of `content/`, new or in place of the one that is there.
    pub fn write(&mut self, path: &str, bytes: Vec<u8>) {
        let before = self.snapshot.before(path);
        self.files.insert(path.to_owned(), (Some(bytes), before));
    }

    /// A new file that no snapshot has, as below `records/`.
    pub fn keep(&mut self, path: &str, bytes: Vec<u8>) {
        let after = (Some(bytes), Before::Absent);
        self.files.insert(path.to_owned(), after);
    }

    /// A file of `content/` that is to go.
    pub fn remove(&mut self, path: &str) {
        let before = self.snapshot.before(path);
        self.files.insert(path.to_owned(), (None, before));
    }

    /// What is odd about the days of what was appended, each with the name of the document.
    pub fn doubts(&self) -> &[(String, DayDoubt)] {
        &self.doubts
    }

    /// Everything as edits, for one commit under the lock.
    ///
    /// # Errors
    /// When a path cannot be a file of a site.
    pub fn edits(self) -> Result<Edits, DiskError> {
        let mut edits = Edits::new();
        for (path, (after, before)) in self.files {
            match after {
                Some(bytes) => edits.write(&path, bytes, before)?,
                None => edits.remove(&path, before)?,
            }
        }
        Ok(edits)
    }

    /// What is written, path and bytes; for sites that are on no disk yet.
    pub fn files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let files = self.files.into_iter();
        files.filter_map(|(path, (after, _))| Some((path, after?)))
    }

    fn book(&mut self, document: &Document) -> &mut Book {
        let slug = document.slug.as_str().to_owned();
        self.books.entry(slug).or_insert_with(|| Book {
            chain: document.ledger.clone(),
            account: LedgerState::of(document.ledger.lines())
                .expect("the ledger of a document that was loaded hangs together"),
        })
    }
}

/// What is odd about the days of an event. A version that takes the place of another keeps what was said of that one:
/// whoever said so was asked then.
fn new_doubts(known: &LedgerState, event: &Event) -> Vec<DayDoubt> {
    let reissued = match event.act {
        Act::Seal { reissues, .. } => reissues.and_then(|before| known.entry(before)),
        _ => None,
    };
    let said = reissued.map_or_else(Vec::new, |before| {
        let effective = event.act.effective().map(crate::ledger::Day::counted);
        DayDoubt::of(&before.told, effective, before.recorded)
    });
    event.doubts().into_iter().filter(|doubt| !said.contains(doubt)).collect()
}

/// Why an event cannot be appended, as a finding.
pub fn refused(document: &Document, fault: LedgerFault) -> Finding {
    use LedgerFault::*;
    let (slug, why) = (&document.slug, fault.message());
    match fault {
        InForce { .. } => Finding::error("ledger-refuses.in-force", fill! { slug, why }),
        LaterVersion(id) => Finding::error("ledger-refuses.later-version", fill! { slug, why, id }),
        NotYetDone(_) => Finding::error("ledger-refuses.not-yet-done", fill! { slug, why }),
        RecordedBefore(day) => {
            let day = Message::day(day);
            Finding::error("ledger-refuses.recorded-before", fill! { slug, why, day })
        }
        Replaced { by, .. } => Finding::error("ledger-refuses.replaced", fill! { slug, why, by }),
        NotLater(_) => Finding::error("ledger-refuses.not-later", fill! { slug, why }),
        Repealed(_) => Finding::error("ledger-refuses.repealed", fill! { slug, why }),
        NoSuchVersion(_) => {
            let known = Message::list(document.versions.iter().map(|version| version.id));
            Finding::error("ledger-refuses.no-such-version", fill! { slug, why, known })
        }
        VersionTwice(_)
        | WrongIdentity { .. }
        | Withdrawn(_)
        | OtherDay(_)
        | UnknownDay(_)
        | BadPeriod
        | NothingWithheld(_)
        | NothingInForce => Finding::error("ledger-refuses", fill! { slug, why }),
    }
}
