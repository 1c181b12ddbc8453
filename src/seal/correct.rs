//! Slips put right (正誤): the draft as the corrected text of the version in force or of a named one, and of every
//! one after it that has the same slip. Does not know what counts as a slip.

use super::correction_guard::{guarded, guarded_names};
use super::ledger_writer::{LedgerWriter, refused};
use crate::diagnostic::{Finding, Message, Span};
use crate::diff::redline::Redline;
use crate::diff::{Change, Comparison, Preorder, compare, merge};
use crate::fill;
use crate::ledger::{Act, Event, LedgerFault, VersionId};
use crate::site::{Document, Private, Site, Version};
use crate::text::date::Date;
use crate::tree::{self, Provision};
use std::sync::Arc;

/// A version with its slips put right.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The version with the slips.
    pub version: VersionId,
    /// The text without them.
    pub tree: Arc<Provision>,
    /// What differs, in sentences.
    pub sentences: Vec<String>,
}

impl Correction {
    /// Writes the corrected version and its line; its identity.
    ///
    /// # Errors
    /// When the ledger cannot take the line.
    pub fn write(
        &self,
        writer: &mut LedgerWriter<'_>,
        document: &Document,
        event: impl FnOnce(Act) -> Event,
        private: &Private,
    ) -> Result<VersionId, Box<Finding>> {
        let corrected = writer.account(document).free_id(self.version.day());
        let act = Act::Correct { version: self.version, corrected, digest: self.tree.digest() };
        writer.append(document, event(act), private)?;
        writer.version(document, corrected, tree::write(&self.tree));
        Ok(corrected)
    }
}

/// What the draft corrects: the version named, or the one in force on the day, and those after it.
///
/// # Errors
/// What stands against it, all at once: nothing to correct, no such version, or changes that are no slips.
pub fn correct(
    site: &Site,
    document: &Document,
    wanted: Option<VersionId>,
    today: Date,
) -> Result<Vec<Correction>, Vec<Finding>> {
    let (slug, newest) = (&document.slug, document.newest());
    let newest = newest.ok_or_else(|| vec![Finding::error("never-sealed", fill! { slug })])?;
    let draft = document.draft.on(newest.effective.counted());
    let first = first_corrected(document, wanted, today).unwrap_or(Ok(newest));
    let first = first.map_err(|fault| vec![refused(document, fault)])?;
    if newest.tree.whole() == draft.whole() {
        let comes = newest.id != first.id && newest.effective.counted() > today;
        let code = if comes { "nothing-to-correct.coming" } else { "nothing-to-correct" };
        let (newest, first) = (newest.id, first.id);
        return Err(vec![Finding::error(code, fill! { slug, newest, first })]);
    }
    let known = site.names.iter().map(|(_, name)| name.as_str());
    let trees = document.versions.iter().map(|version| &version.tree);
    let names = guarded_names(trees.chain([draft]), known);
    let mut corrections = Vec::new();
    let mut findings = Vec::new();
    for version in document.live().skip_while(|version| version.id != first.id) {
        let corrected = match merge(&newest.tree, draft, &version.tree) {
            Ok(carried) => carried.tree,
            Err(_) => {
                findings.push(other_words(document, version.id, newest.id));
                continue;
            }
        };
        if corrected.whole() == version.tree.whole() {
            continue;
        }
        let found = compare(&version.tree, &corrected);
        let sentences = slips(document, (version, &corrected), &found, &names);
        match sentences {
            Ok(sentences) => {
                corrections.push(Correction { version: version.id, tree: corrected, sentences })
            }
            // Of several versions with one slip, one finding tells what is wrong with it.
            Err(own) if findings.is_empty() => findings.extend(own),
            Err(_) => {}
        }
    }
    // A ledger keeps the order of recording: what another of its day stands behind takes that one along, or stays.
    let stays = |one: &Correction| {
        let mut behind = document.live().skip_while(|version| version.id != one.version);
        let day = behind.next().map(|version| version.effective);
        let next = behind.next().filter(|next| Some(next.effective) == day);
        next.is_some_and(|next| corrections.iter().all(|one| one.version != next.id))
    };
    let staying: Vec<VersionId> =
        corrections.iter().filter(|one| stays(one)).map(|one| one.version).collect();
    corrections.retain(|one| !staying.contains(&one.version));
    let is_first = corrections.first().is_some_and(|one| one.version == first.id);
    if findings.is_empty() && !is_first {
        findings.push(other_words(document, first.id, newest.id));
    }
    if findings.is_empty() { Ok(corrections) } else { Err(findings) }
}

/// The version with the slip: the one that is named, else the one in force; `None` where nothing is.
fn first_corrected(
    document: &Document,
    wanted: Option<VersionId>,
    today: Date,
) -> Option<Result<&Version, LedgerFault>> {
    let Some(id) = wanted else {
        return document.in_force_on(today).map(Ok);
    };
    let Some(version) = document.version(id) else {
        return Some(Err(LedgerFault::NoSuchVersion(id)));
    };
    Some(match (&version.withdrawn, version.replaced) {
        (Some(_), _) => Err(LedgerFault::Withdrawn(id)),
        (None, Some(replaced)) => Err(LedgerFault::Replaced { version: id, by: replaced.by }),
        (None, None) => Ok(version),
    })
}

/// The changes in sentences; what is wrong with those that are no slips.
fn slips(
    document: &Document,
    (version, corrected): (&Version, &Arc<Provision>),
    found: &Comparison,
    names: &[String],
) -> Result<Vec<String>, Vec<Finding>> {
    let (old, new) = (Preorder::of(&version.tree), Preorder::of(corrected));
    let list = Redline::of(&old, &new, found).list();
    let mut findings = Vec::new();
    for (change, listed) in found.changes.iter().zip(&list) {
        if let Some(guarded) = guarded((&old, &new), found, change, names) {
            let (slug, what) = (&document.slug, guarded.words());
            let said = Message::new(&*listed.sentence.words, &*listed.path);
            let finding = Finding::error("not-a-slip", fill! { slug, what, said });
            findings.push(finding.at(place(&new, change)));
        }
    }
    if findings.is_empty() {
        Ok(list.into_iter().map(|listed| listed.sentence.words).collect())
    } else {
        Err(findings)
    }
}

/// Where the author wrote what changed.
fn place(new: &Preorder<'_>, change: &Change) -> Option<Span> {
    let own = new.node(change.at.in_new()?);
    own.text().span().or_else(|| own.heading().span())
}

fn other_words(document: &Document, version: VersionId, newest: VersionId) -> Finding {
    Finding::error("correct-elsewhere", fill! { slug = &document.slug, version, newest })
}
