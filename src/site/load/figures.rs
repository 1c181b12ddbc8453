//! The files below `figures/` of a document: what they are, that none does harm, and whether those of sealed versions are
//! still there. Does not know how they are shown.

use super::harmless::harm;
use crate::diagnostic::{Finding, Severity, Span};
use crate::disk::{File, Snapshot};
use crate::fill;
use crate::ledger::VersionId;
use crate::sections::{Figure, figures_of};
use crate::site::Draft;
use crate::tree::{Digest, Provision};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files below `figures/`, by their names.
pub struct Figures<'a> {
    files: BTreeMap<String, &'a File>,
    known: Arc<BTreeMap<String, Figure>>,
}

impl<'a> Figures<'a> {
    /// Those of the document in `folder`.
    pub fn read(snapshot: &'a Snapshot, folder: &str) -> Figures<'a> {
        let figures = format!("{folder}/figures");
        let files: BTreeMap<String, &File> = snapshot
            .under(&figures)
            .map(|(path, file)| (path[figures.len() + 1..].to_owned(), file))
            .collect();
        let known = files.iter().map(|(name, file)| {
            let figure = Figure { digest: file.digest(), size: file.bytes().len() as u64 };
            (name.clone(), figure)
        });
        Figures { known: Arc::new(known.collect()), files }
    }

    /// What sections are told about them.
    pub fn known(&self) -> Arc<BTreeMap<String, Figure>> {
        self.known.clone()
    }

    /// Their bytes, by their digests.
    pub fn bytes(&self) -> BTreeMap<Digest, Arc<[u8]>> {
        let files = self.files.values();
        files.map(|file| (file.digest(), file.shared())).collect()
    }

    /// Says which files sealed versions show that are gone, which do harm, and which nothing shows.
    pub fn check(
        &self,
        folder: &str,
        draft: Option<&Draft>,
        versions: &BTreeMap<VersionId, Arc<Provision>>,
        findings: &mut Vec<Finding>,
    ) {
        let mut drawn: BTreeSet<Digest> = BTreeSet::new();
        for (_, tree) in draft.into_iter().flat_map(Draft::periods) {
            drawn.extend(figures_of(tree).iter().map(|(_, figure)| figure.digest));
        }
        let mut shown = drawn.clone();
        let here: BTreeSet<Digest> = self.known.values().map(|figure| figure.digest).collect();
        for (version, tree) in versions {
            for (name, figure) in figures_of(tree) {
                if !here.contains(&figure.digest) {
                    let version = version.to_string();
                    let span = Span::file(format!("{folder}/figures/{name}"));
                    findings.push(gone(&name, &version, figure.digest).at(span));
                }
                shown.insert(figure.digest);
            }
        }
        for (name, file) in self.files.iter().filter(|(_, file)| shown.contains(&file.digest())) {
            findings.extend(harm(&format!("{folder}/figures/{name}"), file.bytes()).map(|found| {
                // What a sealed version shows cannot be renamed any more, and nothing in it runs.
                let is_past = found.code == "file-kind" && !drawn.contains(&file.digest());
                if is_past { Finding { severity: Severity::Warning, ..found } } else { found }
            }));
        }
        // Without a draft it is not known what the text shows.
        for (name, figure) in self.known.iter().filter(|_| draft.is_some()) {
            if !shown.contains(&figure.digest) {
                findings.push(
                    Finding::warning("unused-file.figure", fill! {})
                        .at(Span::file(format!("{folder}/figures/{name}"))),
                );
            }
        }
    }
}

fn gone(name: &str, version: &str, digest: Digest) -> Finding {
    let shown = name.escape_debug();
    Finding::error("figure-gone", fill! { version, shown, digest })
}
