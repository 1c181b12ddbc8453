//! The ledgers of all documents, with their versions, proved. Does not know the pages.

use crate::diagnostic::{Finding, Span};
use crate::disk::{File, Snapshot};
use crate::ledger::{Act, Chain, LedgerState};
use crate::site::load::{Shelf, line, prove};
use crate::text::date;
use crate::tree::Digest;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
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
pub fn ledgers(kept: &Snapshot, findings: &mut Vec<Finding>) -> Vec<Proven> {
    let mut slugs = BTreeSet::new();
    for (path, _) in kept.files() {
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [slug, "ledger.jsonl"] | [slug, "versions", _, "version.jsonl"] => {
                slugs.insert((*slug).to_owned());
            }
            _ => {}
        }
    }
    all(kept, &slugs, |slug| Shelf::Published(slug), findings)
}

/// Proves the ledgers in `content/`.
pub fn content(snapshot: &Snapshot, findings: &mut Vec<Finding>) -> Vec<Proven> {
    let mut slugs = BTreeSet::new();
    for (path, _) in snapshot.under("content") {
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [_, slug, "ledger.jsonl"] | [_, slug, "versions", _] => {
                slugs.insert((*slug).to_owned());
            }
            _ => {}
        }
    }
    all(snapshot, &slugs, |slug| Shelf::Content(slug), findings)
}

fn all(
    snapshot: &Snapshot,
    slugs: &BTreeSet<String>,
    shelf: fn(&str) -> Shelf<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<Proven> {
    let one = |slug: &String| {
        let mut findings = Vec::new();
        let proven = one(snapshot, slug, shelf(slug), &mut findings);
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

fn one(
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
                let said = withheld(&version.to_string(), one.event.recorded, reason, *digest);
                findings.push(said.at(span));
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

fn withheld(version: &str, recorded: date::Date, reason: &str, digest: Digest) -> Finding {
    let day = date::both(recorded);
    let reason = reason.escape_debug();
    Finding::spelt_note(
        "withheld",
        format!(
            "版 {version} の一部の言葉は、{day}に非公開にされました（理由：{reason}）。残りの言葉は、この行に記録されたもの（SHA-256：{digest}）と一致するかどうかで確かめています。"
        ),
        format!(
            "Words of the version {version} were withheld on {recorded} ({reason}); what is left is checked against the digest in this line ({digest})."
        ),
    )
}
