//! What binds a site's public pages and the last lines of its ledgers here: the log of builds, what was published, what
//! takes commands back; and private records. What nothing binds is said. Does not know the words on pages.

use super::build_log::{BuildLog, BuildStanding};
use super::ledgers::{self, Proven};
use super::manifest;
use super::verify::{Copied, SiteProof};
use crate::diagnostic::{Finding, Message, Severity, Span};
use crate::disk::{DiskError, Folder, read_if_any};
use crate::fill;
use crate::seal::{UndoRecord, undo_path};
use crate::site::load::{Shelf, line};
use crate::text::date::Date;
use std::collections::BTreeSet;
use std::path::Path;

/// No file that takes a command back is longer.
const LIMIT: u64 = 64 << 20;

/// What the manifest of a published folder is bound by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ManifestBond {
    /// Nothing here.
    #[default]
    Nothing,
    /// The log of builds, which says otherwise: it is told as a fault.
    Broken,
    /// A line of the log of builds.
    Recorded {
        /// When the pages were made.
        built: Date,
        /// For which day.
        as_of: Date,
    },
}

impl SiteProof {
    /// Proves a published folder against the log of builds, what records and ledgers say of each other, and what
    /// binds the last lines of the ledgers. To be called when content and folder are proved.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn bind(&mut self, root: &Path) -> Result<(), DiskError> {
        let log = match BuildLog::read(root)? {
            Ok(log) => Some(log),
            Err(finding) => {
                self.findings.push(Finding { severity: Severity::Error, ..*finding });
                None
            }
        };
        let none = BuildLog::default();
        let kept = (root, log.as_ref().unwrap_or(&none));
        (self.records, self.unnamed) =
            ledgers::prove_records(kept, &self.documents, &mut self.findings)?;
        self.is_log_open = log.as_ref().is_some_and(|log| !log.events().is_empty());
        match log {
            Some(log) => self.bind_manifest(&log),
            None => self.manifest = ManifestBond::Broken,
        }
        self.find_lost(root)?;
        self.bind_last_lines(root)
    }

    fn bind_manifest(&mut self, log: &BuildLog) {
        let Some(copied) = &self.copied else { return };
        let kept = copied.published.seen.kept.file(manifest::NAME);
        // Of a manifest that is not there, or not in its form, it is told already.
        let Some(file) = kept.filter(|file| manifest::read(file.bytes()).is_ok()) else {
            return;
        };
        let finding = match log.standing(file.digest()) {
            BuildStanding::Last { built, as_of } => {
                self.manifest = ManifestBond::Recorded { built, as_of };
                return;
            }
            BuildStanding::Older { built, last } => {
                let (built, last) = (Message::day(built), Message::day(last));
                Finding::error("manifest-older", fill! { built, last })
            }
            BuildStanding::Unknown => Finding::error("manifest-not-recorded", fill! {}),
            // A site that was brought back from a copy has made nothing yet.
            BuildStanding::NoBuilds if copied.is_elsewhere => return,
            BuildStanding::NoBuilds => {
                self.manifest = ManifestBond::Broken;
                let lost = Finding::error("builds-lost", fill! {});
                self.findings.push(lost.at(Span::file("records/builds.jsonl")));
                return;
            }
        };
        self.manifest = ManifestBond::Broken;
        let at = format!("{}/{}", copied.shown, manifest::NAME);
        self.findings.push(finding.at(Span::file(at)));
    }

    /// Documents of which private records are there, and no ledger.
    fn find_lost(&mut self, root: &Path) -> Result<(), DiskError> {
        let folder = root.join("records");
        if !folder.is_dir() {
            return Ok(());
        }
        let recorded = Folder::list(&folder)?;
        let slugs = recorded.names().filter_map(|name| {
            let (slug, rest) = name.split_once('/')?;
            let is_record = rest.ends_with(".yaml") && !rest.contains('/');
            is_record.then(|| slug.to_owned())
        });
        for slug in slugs.collect::<BTreeSet<_>>() {
            let path = Shelf::Content(&slug).ledger();
            let is_told = self.findings.iter().any(|finding| finding.is_in(&path));
            if self.snapshot.file(&path).is_none() && !is_told {
                let lost = Finding::error("ledger-lost.recorded", fill! { slug });
                self.findings.push(lost.at(Span::file(path)));
            }
        }
        Ok(())
    }

    /// Says of which ledgers the last line is bound by nothing that is here.
    fn bind_last_lines(&mut self, root: &Path) -> Result<(), DiskError> {
        let mut changed = Vec::new();
        let mut unbound = Vec::new();
        for document in self.documents.iter().filter(|own| !own.chain.lines().is_empty()) {
            if self.copied.as_ref().is_some_and(|copied| copied.holds(document)) {
                continue;
            }
            let path = root.join(undo_path(&document.slug, &document.chain));
            let undo = read_if_any(&path, LIMIT)?.and_then(|bytes| UndoRecord::read(&bytes));
            match undo {
                Some(undo) if Some(undo.head) == document.chain.head() => {}
                Some(_) => changed.push(last_line_changed(document)),
                None => unbound.push(document.slug.clone()),
            }
        }
        self.findings.extend(changed);
        self.unbound = unbound;
        Ok(())
    }
}

impl Copied {
    /// Whether a folder has every line of a ledger.
    pub(super) fn holds(&self, document: &Proven) -> bool {
        let path = Shelf::Published(&document.slug).ledger();
        let there = self.published.seen.kept.file(&path);
        there.is_some_and(|file| file.bytes().starts_with(document.chain.bytes()))
    }
}

/// The last line of a ledger is not the one that the last command wrote.
fn last_line_changed(document: &Proven) -> Finding {
    let path = Shelf::Content(&document.slug).ledger();
    let bytes = document.chain.bytes();
    let span = Span::new(path, line(bytes, document.chain.lines().len()));
    let record = undo_path(&document.slug, &document.chain);
    Finding::error("ledger-last-changed", fill! { record }).at(span)
}
