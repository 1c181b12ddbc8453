//! A published folder, wherever it was copied to: proved file by file and line by line, offline, against its own
//! manifest and ledgers, then against the content that it was made from. Does not know where the folder lies.

use super::PUBLIC;
use super::bound::ManifestBond;
use super::formats::Theme;
use super::ledgers::{self, Fingerprint, Proven};
use super::manifest::{self, Files};
use super::plan::SOURCES;
use super::rerender::{Rendering, compare, day_of};
use crate::diagnostic::{Finding, Message, Severity, Span};
use crate::disk::{DiskError, File, Folder, Limits, Seen, Snapshot, Want};
use crate::fill;
use crate::site::Site;
use crate::site::load::{Shelf, line};
use crate::text::chars::count_lines;
use crate::text::date::Date;
use crate::tree::Digest;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// A published folder as it was read.
#[derive(Debug, Default)]
pub struct Published {
    /// The names of all its files.
    pub names: BTreeSet<Arc<str>>,
    /// What was read, as [`want`] asked for.
    pub seen: Seen,
    /// Files under names that start with a dot, which are nobody's to publish unseen.
    pub dotted: Vec<Arc<str>>,
}

impl Published {
    /// Reads what must be read of a folder to prove it.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn read(dir: &Path) -> Result<Published, DiskError> {
        let folder = Folder::list(dir)?;
        let files = manifest::files_of(folder.file(manifest::NAME)?.as_ref());
        let folder = folder.with_dotted(files.keys().map(String::as_str))?;
        let is_known = |name: &&Arc<str>| files.contains_key(&***name);
        Ok(Published {
            seen: folder.read(|path| want(&files, path))?,
            names: folder.names().cloned().collect(),
            dotted: folder.dotted().filter(|name| !is_known(name)).cloned().collect(),
        })
    }
}

/// What must be read of a file for [`public_folder`].
fn want(files: &Files, path: &str) -> Want {
    let is_sealed = match path.split('/').collect::<Vec<_>>().as_slice() {
        [_, "ledger.jsonl"] | [_, "versions", _, "version.jsonl"] => true,
        [name] => *name == manifest::NAME || HOMES.contains(name),
        ["documents", "index.html"] => true,
        _ => path.starts_with(SOURCES),
    };
    // What a manifest does not name was put there by somebody else, whatever it is called.
    let is_known = files.is_empty() || files.contains_key(path) || path == manifest::NAME;
    if is_sealed && is_known {
        Want::Bytes
    } else if files.contains_key(path) {
        Want::Digest
    } else {
        Want::Nothing
    }
}

/// Proves every file against the manifest, every ledger, and every version against its line.
pub fn public_folder(copy: &Published, findings: &mut Vec<Finding>) -> Vec<Proven> {
    let proven = ledgers::in_public(&copy.seen.kept, findings);
    match copy.seen.kept.file(manifest::NAME) {
        None => findings.push(Finding::error("manifest-missing", fill! {})),
        Some(file) => match manifest::read(file.bytes()) {
            Err(fault) => {
                let span = Span::new(manifest::NAME, line(file.bytes(), fault.line));
                findings.push(Finding::error("manifest-form", fill! {}).at(span));
            }
            Ok(files) => against(copy, file, &files, findings),
        },
    }
    proven
}

fn against(copy: &Published, manifest: &File, files: &Files, findings: &mut Vec<Finding>) {
    let seen = copy.seen.digests.iter();
    let seen: HashMap<&str, Digest> = seen.map(|(path, digest)| (&**path, *digest)).collect();
    let told: BTreeSet<Arc<str>> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter_map(|finding| Some(finding.span.as_ref()?.file.clone()))
        .collect();
    let lines = line_ranges(manifest.bytes());
    for (at, (path, digest)) in files.iter().enumerate() {
        match seen.get(&**path) {
            Some(there) if there == digest => {}
            // What is wrong with its lines is told already.
            Some(_) if told.contains(&**path) => {}
            Some(_) if path.ends_with("/ledger.jsonl") => {
                findings.push(other_ledger(copy, path, *digest));
            }
            Some(_) => findings.push(changed(path)),
            None if copy.names.contains(&**path) => findings.push(changed(path)),
            None => {
                let entry = lines.get(manifest::ENTRIES + at).cloned();
                findings.push(missing(path, entry.unwrap_or_default()));
            }
        }
    }
    let folders: BTreeSet<&str> =
        files.keys().filter_map(|path| Some(path.split_once('/')?.0)).collect();
    for path in &copy.names {
        if files.contains_key(&**path) || **path == *manifest::NAME {
            continue;
        }
        // Where the root is not ours, others put their files beside our folders.
        let is_beside = !files.contains_key("index.html")
            && !path.split_once('/').is_some_and(|(folder, _)| folders.contains(folder));
        findings.push(extra(path, is_beside));
    }
}

/// Where the lines of a file are, without their ends.
fn line_ranges(bytes: &[u8]) -> Vec<Range<usize>> {
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
    ends.scan(0, |start, end| Some(std::mem::replace(start, end + 1)..end)).collect()
}

/// A ledger that hangs together but is not the one that was published.
fn other_ledger(copy: &Published, path: &str, digest: Digest) -> Finding {
    let bytes = copy.seen.kept.file(path).map_or(&[][..], File::bytes);
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let ends: Vec<usize> = ends.collect();
    let published =
        ends.iter().position(|end| Digest::of(&bytes[..*end]) == digest).map(|at| at + 1);
    match published {
        Some(lines) => Finding::error("ledger-longer", fill! { lines })
            .at(Span::new(path, line(bytes, lines + 1))),
        None => Finding::error("ledger-changed", fill! {})
            .at(Span::new(path, line(bytes, ends.len().max(1)))),
    }
}

/// A file is not the one that the manifest names.
pub(super) fn changed(path: &str) -> Finding {
    Finding::error("file-changed", fill! {}).at(Span::file(path))
}

/// A file is not there; `entry` says which of those that the manifest names, which stand one in a line.
fn missing(path: &str, entry: Range<usize>) -> Finding {
    let shown = path.escape_debug();
    Finding::error("file-missing", fill! { shown }).at(Span::new(manifest::NAME, entry))
}

fn extra(path: &Arc<str>, is_beside: bool) -> Finding {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_rubbish = matches!(name, "Thumbs.db" | "desktop.ini");
    let is_harmless = is_beside || is_rubbish;
    let severity = if is_harmless { Severity::Note } else { Severity::Error };
    Finding::of(severity, "file-extra", fill! {}).at(Span::file(path.clone()))
}

/// Says where the ledgers in `content/` are not continuations of the published ones, and names the line of a
/// changed version file where the published copy of it is sound.
pub fn against_content(
    content: &Snapshot,
    kept: &Snapshot,
    (published, public): (&[Proven], &str),
    findings: &mut Vec<Finding>,
) {
    for document in published {
        let slug = &document.slug;
        let path = Shelf::Content(&document.slug).ledger();
        let theirs = document.chain.bytes();
        let file = kept.file(&Shelf::Published(&document.slug).ledger());
        debug_assert!(file.is_none_or(|file| file.bytes() == theirs));
        let fault = match content.file(&path) {
            None => {
                let lost = Finding::error("ledger-lost", fill! { slug, public });
                Some(lost.at(Span::file(path)))
            }
            Some(file) => continued((slug, public), &path, file.bytes(), theirs),
        };
        findings.extend(fault.filter(|fault| !is_told(fault, findings)));
        for (id, (_, sound)) in &document.versions {
            let path = Shelf::Content(&document.slug).version(*id);
            let Some(file) = content.file(&path) else {
                continue;
            };
            let at = first_difference(file.bytes(), sound);
            let is_own =
                |finding: &&mut Finding| finding.code == "version-changed" && finding.is_in(&path);
            let own = findings.iter_mut().filter(is_own);
            for finding in own {
                finding.span = Some(Span::new(&*path, line(file.bytes(), at)));
            }
        }
    }
}

/// Whether it was said already of this place that the ledger is not here, or cannot be read.
fn is_told(fault: &Finding, findings: &[Finding]) -> bool {
    let is_same = |told: &&Finding| told.code.starts_with("ledger-") && told.span == fault.span;
    findings.iter().any(|told| is_same(&told))
}

/// The first line, from 1, in which two files differ.
fn first_difference(here: &[u8], there: &File) -> usize {
    let lines = here.split_inclusive(|byte| *byte == b'\n');
    let others = there.bytes().split_inclusive(|byte| *byte == b'\n');
    let same = lines.clone().zip(others).take_while(|(a, b)| a == b);
    (same.count() + 1).min(lines.count().max(1))
}

/// What is wrong with a ledger that is not a continuation of the published one.
fn continued(
    (slug, public): (&str, &str),
    path: &str,
    here: &[u8],
    published: &[u8],
) -> Option<Finding> {
    if here.starts_with(published) {
        return None;
    }
    let (own, theirs) = (count_lines(here), count_lines(published));
    let (finding, at) =
        if published.starts_with(here) && here.last().is_none_or(|byte| *byte == b'\n') {
            (Finding::error("ledger-cut", fill! { theirs, own, next = own + 1, slug, public }), own)
        } else {
            let at = first_difference(here, &File::new(published));
            (Finding::error("ledger-differs", fill! {}), at)
        };
    Some(finding.at(Span::new(path, line(here, at.max(1)))))
}

/// The file that an error is about, where it is one.
fn place(finding: &Finding) -> Option<&str> {
    let file = &finding.span.as_ref().filter(|_| finding.severity == Severity::Error)?.file;
    (!file.ends_with(manifest::NAME)).then_some(&**file)
}

/// The pages that a reader begins with: they say for which day they were made.
const HOMES: [&str; 2] = ["index.html", "documents/index.html"];

/// What was proved of a site, of a copied public folder, or of both.
#[derive(Default)]
pub struct SiteProof {
    /// Where.
    pub places: Vec<String>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The files, for excerpts.
    pub snapshot: Snapshot,
    /// The documents.
    pub documents: Vec<Proven>,
    /// The public folder.
    pub copied: Option<Copied>,
    /// What its manifest is bound by.
    pub manifest: ManifestBond,
    /// Private records that are as the ledgers say.
    pub records: usize,
    /// The documents of whose ledgers the last line is bound by nothing here.
    pub unbound: Vec<String>,
    /// Files below `records/` that no ledger names, from there: nothing binds what they say.
    pub unnamed: BTreeSet<String>,
    /// Whether there is a log of builds, whose last line no other binds.
    pub is_log_open: bool,
    /// Whether the pages were made again.
    pub rendering: Rendering,
}

/// A public folder that was proved.
pub struct Copied {
    /// Its files.
    pub published: Published,
    /// What it is called.
    pub shown: String,
    /// Whether it is another folder than the site's own.
    pub is_elsewhere: bool,
}

/// A line that has the fingerprint looked for.
pub struct FoundLine {
    /// The document.
    pub slug: String,
    /// Which, from 1.
    pub line: usize,
    /// Of how many.
    pub of: usize,
    /// When it was recorded.
    pub recorded: Date,
}

impl SiteProof {
    /// Proves what was sealed in a site, and the private records that it has.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn prove_content(&mut self, root: &Path) -> Result<(), DiskError> {
        let snapshot = Snapshot::read(root, &Limits::default())?;
        let sealed = |finding: &&Finding| {
            let span = finding.span.as_ref();
            span.is_some_and(|span| span.file.ends_with(".jsonl"))
        };
        self.findings.extend(snapshot.problems().iter().filter(sealed).cloned());
        self.documents = ledgers::in_content(&snapshot, &mut self.findings);
        self.places.push("content".to_owned());
        self.snapshot = snapshot;
        Ok(())
    }

    /// Proves a public folder, and what was proved before against it. `shown` is what the folder is called; `None` is
    /// the site's own.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn prove_public(&mut self, dir: &Path, shown: Option<String>) -> Result<(), DiskError> {
        let published = Published::read(dir)?;
        let (is_elsewhere, shown) = (shown.is_some(), shown.unwrap_or_else(|| PUBLIC.to_owned()));
        let mut findings = Vec::new();
        let documents = public_folder(&published, &mut findings);
        let kept = &published.seen.kept;
        if self.places.is_empty() {
            self.documents = documents;
        } else {
            let theirs = (&*documents, &*shown);
            against_content(&self.snapshot, kept, theirs, &mut self.findings);
            // What the site's own ledger says of its words is not said again of the copy of it.
            findings.retain(|finding| finding.code != "withheld");
        }
        if !published.dotted.is_empty() {
            let files = Message::some(published.dotted.iter());
            let dotted =
                Finding::note("files-dotted", fill! { files, count = published.dotted.len() });
            findings.push(dotted.at(Span::file(".")));
        }
        self.findings.extend(findings.into_iter().map(|finding| finding.within(&shown)));
        self.snapshot = std::mem::take(&mut self.snapshot).beside(&shown, kept);
        self.places.push(shown.clone());
        self.copied = Some(Copied { published, shown, is_elsewhere });
        Ok(())
    }

    /// Whether the content that was proved says no more than the public folder does.
    pub fn is_as_published(&self) -> bool {
        let copied = self.copied.as_ref();
        copied.is_some_and(|copied| self.documents.iter().all(|own| copied.holds(own)))
    }

    /// Makes the pages of the public folder again from a site, and says which are other.
    pub fn render(&mut self, site: Result<(Site, Theme), Message>) {
        let Some(copied) = &self.copied else { return };
        let kept = |name: &str| copied.published.seen.kept.file(name).map(File::bytes);
        let day = match self.manifest {
            ManifestBond::Recorded { as_of, .. } => Some(as_of),
            ManifestBond::Nothing | ManifestBond::Broken => {
                HOMES.iter().find_map(|name| day_of(kept(name)?))
            }
        };
        self.rendering = match (site, day) {
            (Err(why), _) => Rendering::Impossible(why),
            (Ok(_), None) => Rendering::Impossible(Message::of("rerender/day", fill! {})),
            (Ok((site, theme)), Some(day)) => {
                let mut findings = Vec::new();
                let done = compare((&site, &theme, day), &copied.published, &mut findings);
                // A file that is not as the manifest says is told once.
                let told: BTreeSet<_> = self.findings.iter().filter_map(place).collect();
                let shown = &copied.shown;
                let new = findings.into_iter().map(|finding| finding.within(shown));
                let new: Vec<Finding> =
                    new.filter(|own| place(own).is_none_or(|own| !told.contains(own))).collect();
                self.findings.extend(new);
                done
            }
        };
    }

    /// The line that a fingerprint is of; a finding where no ledger has it.
    pub fn look_for(&mut self, head: &Fingerprint) -> Option<FoundLine> {
        let found = self.documents.iter().find_map(|document| {
            let line = head.line(&document.chain)?;
            let lines = document.chain.lines();
            let recorded = lines[line - 1].event.recorded;
            Some(FoundLine { slug: document.slug.clone(), line, of: lines.len(), recorded })
        });
        if found.is_none() {
            self.findings.push(Finding::error("head-differs", fill! { head }));
        }
        found
    }

    /// How many errors were found.
    pub fn faults(&self) -> usize {
        let errors = self.findings.iter();
        errors.filter(|finding| finding.severity == Severity::Error).count()
    }
}
