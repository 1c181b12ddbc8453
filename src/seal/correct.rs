//! Slips put right (正誤): the draft as the corrected text of the version in force or of a named one, and of every
//! one after it that has the same slip. Does not know what counts as a slip.

use super::correction_guard::{guarded, guarded_names};
use super::ledger_writer::{LedgerWriter, refused};
use crate::diagnostic::{Finding, Span};
use crate::diff::redline::{ListedChange, Redline};
use crate::diff::{Change, Comparison, Preorder, compare, merge};
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
    let newest = document.newest();
    let newest = newest.ok_or_else(|| vec![never_sealed(document)])?;
    let draft = document.draft.on(newest.effective.counted());
    let first = first(document, wanted, today).unwrap_or(Ok(newest));
    let first = first.map_err(|fault| vec![refused(document, fault)])?;
    if newest.tree.whole() == draft.whole() {
        return Err(vec![unchanged(document, newest.id)]);
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
        let sentences = read(document, (version, &corrected), &found, &names);
        match sentences {
            Ok(sentences) => {
                corrections.push(Correction { version: version.id, tree: corrected, sentences })
            }
            // Of several versions with one slip, one finding tells what is wrong with it.
            Err(own) if findings.is_empty() => findings.extend(own),
            Err(_) => {}
        }
    }
    let is_first = corrections.first().is_some_and(|one| one.version == first.id);
    if findings.is_empty() && !is_first {
        findings.push(other_words(document, first.id, newest.id));
    }
    if findings.is_empty() { Ok(corrections) } else { Err(findings) }
}

/// The version with the slip: the one that is named, else the one in force; `None` where nothing is.
fn first(
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
fn read(
    document: &Document,
    (version, corrected): (&Version, &Arc<Provision>),
    found: &Comparison,
    names: &[String],
) -> Result<Vec<String>, Vec<Finding>> {
    let (old, new) = (Preorder::of(&version.tree), Preorder::of(corrected));
    let list = Redline::of(&old, &new, found).list();
    let mut findings = Vec::new();
    for (change, listed) in found.changes.iter().zip(&list) {
        if let Some(touched) = guarded((&old, &new), found, change, names) {
            let finding = no_slip(document, listed, touched.words());
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

fn no_slip(document: &Document, listed: &ListedChange, (ja, en): (&str, &str)) -> Finding {
    let slug = &document.slug;
    let (path, words) = (&listed.path, &listed.sentence.words);
    Finding::spelt_error(
        "not-a-slip",
        format!("{words}。{ja}は、誤記の訂正（正誤）にはできません。"),
        format!("{path}: this changes {en}, which is no typing slip."),
    )
    .help(
        format!("新しい版として確定してください: kohyo seal {slug} --effective 日付"),
        format!("Seal it as a version: kohyo seal {slug} --effective DATE"),
    )
}

fn other_words(document: &Document, version: VersionId, newest: VersionId) -> Finding {
    let slug = &document.slug;
    Finding::spelt_error(
        "correct-elsewhere",
        format!("編集中の本文で直した箇所は、版 {version} では言葉が違うため、訂正できません。編集中の本文は、最新の版（{newest}）を直したものとして読みます。"),
        format!("What the draft changes in the newest version {newest} reads otherwise in {version}."),
    )
    .help(
        format!("訂正する版を指定してください（例: kohyo correct {slug} {newest}）。「kohyo diff {slug}」で、直した箇所を確かめられます。"),
        format!("Name the version to correct, such as: kohyo correct {slug} {newest}. See the changes with kohyo diff {slug}."),
    )
}

fn unchanged(document: &Document, newest: VersionId) -> Finding {
    let slug = &document.slug;
    Finding::spelt_error(
        "nothing-to-correct",
        format!("「{slug}」の本文は、確定済みの版（{newest}）から変わっていません。"),
        format!("the text of `{slug}` is the same as its sealed version {newest}"),
    )
    .help(
        "本文の誤記を直してから、もう一度お試しください。",
        "put the slip right in the text first",
    )
}

fn never_sealed(document: &Document) -> Finding {
    let slug = &document.slug;
    Finding::spelt_error(
        "never-sealed",
        format!("「{slug}」には、確定した版がありません。"),
        format!("`{slug}` was never sealed"),
    )
    .help(
        format!("本文を直して、そのまま確定してください: kohyo seal {slug} --effective 日付"),
        format!("mend the text and seal it: kohyo seal {slug} --effective DATE"),
    )
}
