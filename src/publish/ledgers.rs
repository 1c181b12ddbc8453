//! The ledgers of all documents proved, with what they bind: versions, private records, the fingerprints that people
//! copied from paper. Does not know the pages.

use crate::diagnostic::{Finding, Message, Span};
use crate::disk::{DiskError, File, Folder, Snapshot, Want};
use crate::fill;
use crate::ledger::{Act, Chain, LedgerState};
use crate::site::load::{Shelf, line, prove};
use crate::text::chars::{fold, is_dash};
use crate::tree::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// A document whose ledger hangs together.
#[derive(Clone, Debug)]
pub struct Proven {
    /// Its folder.
    pub slug: String,
    /// Its ledger.
    pub chain: Chain,
    /// Its lines taken together.
    pub account: LedgerState,
    /// The files of its versions that are as the ledger says.
    pub versions: BTreeMap<crate::ledger::VersionId, (Arc<str>, File)>,
}

/// Proves the ledgers in a published folder.
pub fn in_public(kept: &Snapshot, findings: &mut Vec<Finding>) -> Vec<Proven> {
    let mut slugs = BTreeSet::new();
    for (path, _) in kept.files() {
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [slug, "ledger.jsonl"] | [slug, "versions", _, "version.jsonl"] => {
                slugs.insert((*slug).to_owned());
            }
            _ => {}
        }
    }
    prove_all(kept, &slugs, |slug| Shelf::Published(slug), findings)
}

/// Proves the ledgers in `content/`.
pub fn in_content(snapshot: &Snapshot, findings: &mut Vec<Finding>) -> Vec<Proven> {
    let mut slugs = BTreeSet::new();
    for (path, _) in snapshot.under("content") {
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [_, slug, "ledger.jsonl"] | [_, slug, "versions", _] => {
                slugs.insert((*slug).to_owned());
            }
            _ => {}
        }
    }
    prove_all(snapshot, &slugs, |slug| Shelf::Content(slug), findings)
}

fn prove_all(
    snapshot: &Snapshot,
    slugs: &BTreeSet<String>,
    shelf: fn(&str) -> Shelf<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<Proven> {
    let one = |slug: &String| {
        let mut findings = Vec::new();
        let proven = prove_one(snapshot, slug, shelf(slug), &mut findings);
        (proven, findings)
    };
    let all: Vec<_> = slugs.par_iter().map(one).collect();
    let mut proven = Vec::new();
    for (one, own) in all {
        proven.extend(one);
        findings.extend(own);
    }
    proven
}

/// Proves the ledger of one document.
pub(super) fn prove_one(
    snapshot: &Snapshot,
    slug: &str,
    shelf: Shelf<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Proven> {
    let proved = prove(snapshot, shelf, findings)?;
    let bytes = proved.chain.bytes();
    for (at, one) in proved.chain.lines().iter().enumerate() {
        if let Act::Withhold { version, digest, reason } = &one.event.act {
            let is_last = proved.account.entry(*version).is_some_and(|entry| {
                entry.file_digest() == *digest
                    && entry.withheld.last().map(|last| last.recorded) == Some(one.event.recorded)
            });
            if is_last {
                let span = Span::new(&*shelf.ledger(), line(bytes, at + 1));
                let day = Message::day(one.event.recorded);
                let reason = reason.escape_debug();
                let said = fill! { version, day, reason, digest };
                findings.push(Finding::note("withheld", said).at(span));
            }
        }
    }
    let versions = proved.files.into_iter();
    Some(Proven {
        slug: slug.to_owned(),
        versions: versions.map(|(id, (path, file))| (id, (path.clone(), file.clone()))).collect(),
        chain: proved.chain,
        account: proved.account,
    })
}

/// How many private records below `root` are as the ledgers say; a finding for each line whose record is not there.
///
/// # Errors
/// When the disk does not give the records.
pub fn prove_records(
    root: &Path,
    documents: &[Proven],
    findings: &mut Vec<Finding>,
) -> Result<usize, DiskError> {
    let is_bound = |document: &Proven| {
        let mut lines = document.chain.lines().iter();
        lines.any(|line| line.event.told.record.is_some())
    };
    if !documents.iter().any(is_bound) {
        return Ok(0);
    }
    let kept = records(root)?;
    let mut found = 0;
    for document in documents {
        let lines = document.chain.lines().iter().enumerate();
        let bound = lines.filter_map(|(index, one)| Some((index + 1, one.event.told.record?)));
        let (there, gone): (Vec<_>, Vec<_>) = bound.partition(|(_, record)| kept.contains(record));
        found += there.len();
        let (slug, ledger) = (&document.slug, Shelf::Content(&document.slug).ledger());
        // As after a site was brought back from what was published.
        if there.is_empty() && gone.len() > 1 {
            let none = Finding::warning("record-not-kept.none", fill! { slug, count = gone.len() });
            findings.push(none.at(Span::file(ledger)));
            continue;
        }
        for (number, _) in gone {
            let span = Span::new(&*ledger, line(document.chain.bytes(), number));
            let day = Message::day(document.chain.lines()[number - 1].event.recorded);
            findings.push(Finding::warning("record-not-kept", fill! { day }).at(span));
        }
    }
    Ok(found)
}

/// The digests of all private records. Line ends that git or a transfer changed are none of the words.
fn records(root: &Path) -> Result<HashSet<Digest>, DiskError> {
    let folder = root.join("records");
    if !folder.is_dir() {
        return Ok(HashSet::new());
    }
    let seen = Folder::list(&folder)?
        .read(|path| if path.ends_with(".yaml") { Want::Bytes } else { Want::Nothing })?;
    let digests = seen.kept.files().flat_map(|(_, file)| {
        let words = String::from_utf8_lossy(file.bytes()).replace("\r\n", "\n");
        [file.digest(), Digest::of(words.as_bytes())]
    });
    Ok(digests.collect())
}

/// How many digits it has.
const DIGITS: usize = 32;

/// The first 128 bits of the digest of a ledger's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

/// The words are not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FingerprintError {
    /// How many hexadecimal digits there are.
    pub digits: usize,
}

impl Fingerprint {
    /// The line of a ledger, from 1, that has it.
    pub fn line(&self, chain: &Chain) -> Option<usize> {
        let has = |digest: String| digest.starts_with(&self.0);
        let lines = chain.lines().iter();
        let mut digests = lines.map(|line| line.digest.to_string());
        digests.position(has).map(|at| at + 1)
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Spaces, hyphens and width do not count.
    fn from_str(words: &str) -> Result<Fingerprint, FingerprintError> {
        let is_said = |c: &char| !c.is_whitespace() && !is_dash(*c) && *c != 'ー';
        let digits: String = fold(words).chars().filter(is_said).collect();
        let is_whole = digits.chars().all(|c| c.is_ascii_hexdigit());
        if is_whole && digits.len() == DIGITS {
            return Ok(Fingerprint(digits.to_ascii_lowercase()));
        }
        let digits = digits.chars().filter(char::is_ascii_hexdigit).count();
        Err(FingerprintError { digits })
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_ascii_uppercase();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}
