//! The ledgers of all documents proved, with what they bind: versions, private records, the fingerprints that people
//! copied from paper. Does not know the pages.

use super::build_log::BuildLog;
use crate::diagnostic::{Finding, Message, Span};
use crate::disk::{DiskError, File, Folder, Snapshot, Want};
use crate::fill;
use crate::ledger::{Act, Chain, LedgerState, VersionId, VersionRecord};
use crate::site::load::{Shelf, line, prove, record_path};
use crate::text::chars::{fold, is_dash};
use crate::tree::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    pub versions: BTreeMap<VersionId, (Arc<str>, File)>,
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

/// How many private records below `root` are as the ledgers say, and the files beside them that no ledger names; a
/// fault for each that is changed or gone. Those that were not there any more when the site was brought back from what
/// is public are no fault.
///
/// # Errors
/// When the disk does not give the records.
pub fn prove_records(
    (root, log): (&Path, &BuildLog),
    documents: &[Proven],
    findings: &mut Vec<Finding>,
) -> Result<(usize, BTreeSet<String>), DiskError> {
    let mut kept = Records::read(root)?;
    let mut found = 0;
    for document in documents {
        let slug = &document.slug;
        let (restored_on, restored) = log.restored(slug).unzip();
        let mut gone = 0;
        for (at, own) in document.chain.lines().iter().enumerate() {
            let Some(record) = own.event.told.record else { continue };
            if let Some(path) = kept.digests.get(&record) {
                found += 1;
                kept.unnamed.remove(path);
                continue;
            }
            let before = document.chain.lines()[..at].iter().map(|line| &line.event);
            let path = record_path(slug, &own.event, before);
            let day = Message::day(own.event.recorded);
            let place = path.strip_prefix("records/");
            let is_there = place.is_some_and(|place| kept.unnamed.remove(place));
            if !is_there && restored.is_some_and(|lines| at < lines) {
                gone += 1;
                continue;
            }
            let name = if is_there { "record-changed" } else { "record-not-kept" };
            let blanks = fill! { day, slug, line = at + 1 };
            findings.push(Finding::error(name, blanks).at(Span::file(path)));
        }
        if gone > 0
            && let Some(day) = restored_on
        {
            let day = Message::day(day);
            let none =
                Finding::warning("record-not-kept.restored", fill! { slug, count = gone, day });
            findings.push(none.at(Span::file(Shelf::Content(slug).ledger())));
        }
        for own in document.account.entries() {
            findings.extend(kept.withheld(slug, own));
        }
    }
    Ok((found, kept.unnamed))
}

/// The private records of a site.
#[derive(Default)]
struct Records {
    /// Their places by their digests. Line ends that git or a transfer changed are none of the words.
    digests: HashMap<Digest, String>,
    /// The places of what no ledger was seen to name.
    unnamed: BTreeSet<String>,
    /// Versions as they were before words were withheld, by their places.
    originals: BTreeMap<String, Digest>,
}

impl Records {
    fn read(root: &Path) -> Result<Records, DiskError> {
        let folder = root.join("records");
        if !folder.is_dir() {
            return Ok(Records::default());
        }
        let all = Folder::list(&folder)?;
        // A document may be called `withheld`: its records are records.
        let is_original = |path: &str| path.starts_with("withheld/") && !path.ends_with(".yaml");
        let is_judged = |path: &&str| *path == "builds.jsonl" || is_original(path);
        let unnamed = all.names().map(|name| &**name).filter(|path| !is_judged(path));
        let unnamed = unnamed.map(str::to_owned).collect();
        let seen = all.read(|path| match path {
            path if path.ends_with(".yaml") => Want::Bytes,
            path if is_original(path) => Want::Digest,
            _ => Want::Nothing,
        })?;
        let mut records = Records { unnamed, ..Records::default() };
        for (path, file) in seen.kept.files() {
            let words = String::from_utf8_lossy(file.bytes()).replace("\r\n", "\n");
            let digests = [file.digest(), Digest::of(words.as_bytes())];
            records.digests.extend(digests.map(|digest| (digest, path.to_string())));
        }
        let originals = seen.digests.into_iter().filter(|(path, _)| path.starts_with("withheld/"));
        records.originals = originals.map(|(path, digest)| (path.to_string(), digest)).collect();
        Ok(records)
    }

    /// What is wrong with a version as it was before words were withheld, where it was kept.
    fn withheld(&self, slug: &str, own: &VersionRecord) -> Option<Finding> {
        let id = own.id;
        let of_it = format!("withheld/{slug}/{id}-");
        let was = own.withheld.iter().map(|later| later.digest);
        let was: Vec<Digest> = std::iter::once(own.digest).chain(was).collect();
        let is_changed = |(path, kept): &(&String, &Digest)| {
            let Some(name) = path.strip_prefix(&of_it) else { return false };
            let name = name.trim_end_matches(".jsonl");
            let named = was.iter().find(|was| was.to_string().starts_with(name));
            named.is_some_and(|named| named != *kept)
        };
        let (path, _) = self.originals.iter().find(is_changed)?;
        let changed = Finding::error("record-changed.withheld", fill! { id });
        Some(changed.at(Span::file(format!("records/{path}"))))
    }
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
