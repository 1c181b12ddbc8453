//! `content/` made again of a published folder: sealed files as they are, the newest texts as the files of their
//! folders, and what stood around them. Does not know what is in `content/` now.

use super::ledgers::{self, Proven};
use super::manifest::{self, Files};
use super::plan::{FigureFile, SOURCES};
use super::verify::{Published, changed, public_folder};
use crate::diagnostic::{Finding, Severity, Span};
use crate::disk::{DiskError, File, Folder, Limits, Snapshot, check_path};
use crate::fill;
use crate::ledger::VersionRecord;
use crate::sections::{fact_names, facts_told};
use crate::site::load::{self, Fact, Frame, Shelf, write_document, write_facts};
use crate::site::{Kind, Slug, is_kohyos};
use crate::text::date::Date;
use crate::tree::{self, Bare, Digest, Form, Provision, Role, Text, transcript};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

/// Files of `content/` by path below the root of a site, with what could not be made again as it was.
#[derive(Debug, Default)]
pub struct Restored {
    /// The files.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// Those that nobody writes by hand: ledgers, versions, figures.
    pub sealed: BTreeSet<String>,
    /// What is not as it was.
    pub findings: Vec<Finding>,
    /// Files of the copy that kohyo did not make, and that stay there.
    pub left: Vec<Arc<str>>,
}

/// A published folder of which no content can be made.
#[derive(Debug)]
pub struct Unproven {
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// Its files, for excerpts.
    pub kept: Snapshot,
}

/// Reads and proves a published folder. Pages may have been changed by whoever shows them: only what content is
/// made of must be as it was published.
///
/// # Errors
/// When the folder cannot be read; inside, when it is not as it was published.
pub fn read_published(dir: &Path) -> Result<Result<(Vec<Proven>, Restored), Unproven>, DiskError> {
    let copy = Published::read(dir)?;
    let mut findings = Vec::new();
    let documents = public_folder(&copy, &mut findings);
    let is_page = |finding: &Finding| {
        let file = finding.span.as_ref().map(|span| &*span.file);
        finding.code == "file-extra" || file.is_some_and(|file| file.ends_with(".html"))
    };
    findings.retain(|finding| finding.severity == Severity::Error && !is_page(finding));
    let kept = copy.seen.kept;
    let files = manifest::files_of(kept.file(manifest::NAME));
    let mut given = match frame(&kept) {
        Ok(frame) => {
            let needed = needed(&files, &frame);
            let told = told(&findings, &files, &copy.names);
            let read = read_needed(dir, needed.keys(), (&files, &told), &mut findings)?;
            restore(&kept, &frame, &documents, &read, &needed)
        }
        Err(own) => {
            // That the manifest misses a file is told already.
            findings.extend(own.into_iter().filter(|_| findings.is_empty()).collect::<Vec<_>>());
            Restored::default()
        }
    };
    let is_kohyos = |name: &Arc<str>| files.contains_key(&**name) || **name == *manifest::NAME;
    given.left = copy.names.into_iter().filter(|name| !is_kohyos(name)).collect();
    let is_proved = findings.is_empty();
    Ok(if is_proved { Ok((documents, given)) } else { Err(Unproven { findings, kept }) })
}

/// Reads files that the manifest names, no more than a site may hold. What is wrong with those in `told` is told.
fn read_needed<'a>(
    dir: &Path,
    paths: impl ExactSizeIterator<Item = &'a String>,
    (files, told): (&Files, &HashSet<String>),
    findings: &mut Vec<Finding>,
) -> Result<BTreeMap<String, File>, DiskError> {
    let limits = Limits::default();
    let (folder, mut read, mut bytes) = (Folder::at(dir), BTreeMap::new(), 0);
    let too_many = || Finding::error("restore-too-many", fill! { limit = limits.files });
    if paths.len() > limits.files {
        findings.push(too_many());
        return Ok(read);
    }
    for path in paths {
        match folder.file(path)? {
            Some(file) if files.get(path) == Some(&file.digest()) => {
                bytes += file.bytes().len() as u64;
                read.insert(path.clone(), file);
            }
            Some(_) | None if told.contains(path) => {}
            Some(_) | None => findings.push(changed(path)),
        }
        if bytes > limits.total_bytes {
            findings.push(too_many());
            break;
        }
    }
    Ok(read)
}

/// The files of which it is told that they are missing or not as they were.
fn told(findings: &[Finding], files: &Files, there: &BTreeSet<Arc<str>>) -> HashSet<String> {
    let missing = files.keys().filter(|path| !there.contains(&***path)).cloned();
    let spans = findings.iter().filter_map(|finding| finding.span.as_ref());
    missing.chain(spans.map(|span| span.file.to_string())).collect()
}

/// What stood around the documents of a published folder.
///
/// # Errors
/// When the folder does not tell, or tells what this release cannot read.
pub fn frame(kept: &Snapshot) -> Result<Frame, Vec<Finding>> {
    let prefix = format!("{SOURCES}/");
    let own = kept.under(SOURCES).map(|(path, file)| {
        let path = format!("content/{}", &path[prefix.len()..]);
        (path, file.shared())
    });
    let own = Snapshot::from_memory(own);
    if own.file("content/site.yaml").is_none() {
        return Err(vec![Finding::error("restore-no-sources", fill! { folder = SOURCES })]);
    }
    let mut findings = Vec::new();
    let frame = load::frame(&own, &mut findings);
    match frame {
        Some(frame) if findings.is_empty() => Ok(frame),
        Some(_) | None => Err(findings),
    }
}

/// The files of a manifest that must be read too: figures, and the user's own, with the paths that those had
/// below `content/`.
fn needed(files: &Files, frame: &Frame) -> BTreeMap<String, Option<String>> {
    let slugs = frame.documents.iter();
    let slugs: Vec<Slug> = slugs.filter_map(|name| Slug::new(name).ok()).collect();
    let mut needed = BTreeMap::new();
    for path in files.keys().filter(|path| check_path(path).is_ok()) {
        if path.starts_with("assets/figures/") {
            needed.insert(path.clone(), None);
        } else if !is_kohyos(path, &frame.settings, &slugs) {
            needed.insert(path.clone(), Some(format!("content/static/{path}")));
        }
    }
    needed
}

/// Makes `content/` again: of what was proved, of the files that are needed besides, and of those that tell
/// what stood around.
pub fn restore(
    kept: &Snapshot,
    frame: &Frame,
    documents: &[Proven],
    read: &BTreeMap<String, File>,
    own: &BTreeMap<String, Option<String>>,
) -> Restored {
    let mut restored = Restored::default();
    let mut facts = RestoredFacts::default();
    for (path, file) in kept.under(SOURCES) {
        let below = &path[SOURCES.len() + 1..];
        if below != "organisation.yaml" {
            restored.put(&format!("content/{below}"), file.shared());
        }
    }
    for (path, place) in own {
        if let (Some(place), Some(file)) = (place, read.get(path)) {
            restored.put(place, file.shared());
        }
    }
    for name in &frame.documents {
        let own = documents.iter().find(|document| document.slug == *name);
        if let Some(document) = own {
            restored.document(document, read, &mut facts);
        }
    }
    if let Some((_, name)) = frame.names.first() {
        facts.values.insert("name", vec![(None, Text::plain(name))]);
    }
    let facts = facts.dated();
    if !facts.is_empty() {
        let text = write_facts(&facts);
        restored.put("content/organisation.yaml", text.into_bytes());
    }
    restored
}

impl Restored {
    /// Keeps what one document needs besides what is there; says which sealed files are there and other than they
    /// should be. A text that is being written stays, and so does a ledger that goes on from the published one.
    pub fn narrow(&mut self, only: &str, before: &Snapshot) -> Vec<Finding> {
        let folder = format!("content/{only}/");
        let figures = format!("{folder}figures/");
        let has_draft = before.file(&format!("{folder}document.yaml")).is_some();
        // Figures are bound by their bytes, whatever they are called.
        let here = before.under(figures.trim_end_matches('/')).map(|(_, file)| file.digest());
        let here: BTreeSet<Digest> = here.collect();
        let ledger = LedgerHere::of(only, before);
        let mut refused = Vec::new();
        let mut kept = Vec::new();
        for (path, bytes) in std::mem::take(&mut self.files) {
            let is_wanted = path.starts_with(&folder)
                && (!has_draft || self.sealed.contains(&path))
                && !(path.starts_with(&figures) && here.contains(&Digest::of(&bytes)));
            if !is_wanted {
                continue;
            }
            let told = |finding: Finding| finding.at(Span::file(&*path));
            match before.file(&path) {
                Some(file) if file.bytes() == &*bytes || ledger.holds(&path, file, &bytes) => {}
                None if ledger.is_past(&path, &bytes) => {
                    refused.push(told(Finding::error("restore-older", fill! {})));
                }
                None => self.put(&path, bytes),
                Some(_) if path.starts_with(&figures) => {
                    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
                    let digest = Digest::of(&bytes).to_string();
                    self.put(&format!("{figures}{}.{ending}", &digest[..32]), bytes);
                }
                Some(_) if self.sealed.contains(&path) => {
                    refused.push(told(Finding::error("restore-over", fill! {})));
                }
                Some(_) => kept.push(told(Finding::note("restore-kept", fill! {}))),
            }
        }
        self.findings.retain(|finding| {
            let span = finding.span.as_ref();
            span.is_some_and(|span| self.files.contains_key(&*span.file))
        });
        self.findings.extend(kept);
        refused
    }

    fn put(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.to_owned(), bytes.into());
    }

    fn seal(&mut self, path: String, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.clone(), bytes.into());
        self.sealed.insert(path);
    }

    fn document(&mut self, own: &Proven, read: &BTreeMap<String, File>, facts: &mut RestoredFacts) {
        let shelf = Shelf::Content(&own.slug);
        self.seal(shelf.ledger(), own.chain.bytes());
        let mut reader = tree::CanonicalReader::default();
        let mut texts: Vec<(&VersionRecord, Arc<Provision>)> = Vec::new();
        for entry in own.account.entries() {
            let Some((_, file)) = own.versions.get(&entry.id) else {
                continue;
            };
            self.seal(shelf.version(entry.id), file.shared());
            texts.extend(
                reader.read_sealed(file.bytes(), file.digest()).ok().map(|tree| (entry, tree)),
            );
        }
        // Stable: of two of one day the one recorded later is the newer.
        texts.sort_by_key(|(entry, _)| entry.effective.counted());
        let live = texts.iter().rev().find(|(entry, _)| entry.is_live());
        let Some((entry, newest)) = live.or(texts.last()) else {
            return;
        };
        facts.take(entry.effective.counted(), newest);
        self.draft(&own.slug, newest);
        let trees = texts.iter().rev().map(|(_, tree)| tree);
        self.figures(&own.slug, [newest].into_iter().chain(trees), read);
    }

    /// The files that the newest text is written in.
    fn draft(&mut self, slug: &str, newest: &Arc<Provision>) {
        let files = write_document(newest).or_else(|fault| {
            let span = Span::file(format!("content/{slug}/document.yaml"));
            let plainly = Finding::warning("restored-plainly", fill! { slug, why = fault });
            self.findings.push(plainly.at(span));
            write_document(&plain(newest))
        });
        for file in files.unwrap_or_default() {
            let path = format!("content/{slug}/{}", file.name);
            self.put(&path, file.text.into_bytes());
        }
    }

    /// The figures of all versions, each under its name; where two had one name, the newer keeps it.
    fn figures<'a>(
        &mut self,
        slug: &str,
        trees: impl Iterator<Item = &'a Arc<Provision>>,
        read: &BTreeMap<String, File>,
    ) {
        let mut names: BTreeMap<String, Digest> = BTreeMap::new();
        let mut known: BTreeSet<Digest> = BTreeSet::new();
        let figures = trees.flat_map(|tree| tree.visit());
        for figure in figures.filter_map(|(_, own)| FigureFile::of(own)) {
            let Some(file) = read.get(figure.address.as_str()) else {
                continue;
            };
            if file.digest() != figure.digest || !known.insert(figure.digest) {
                continue;
            }
            let folded = figure.name.to_lowercase();
            let is_free = !names.contains_key(&folded) && check_path(&figure.name).is_ok();
            let name = if is_free {
                figure.name
            } else {
                let place = figure.address.as_str();
                place.rsplit('/').next().unwrap_or(place).to_owned()
            };
            names.insert(name.to_lowercase(), figure.digest);
            self.seal(format!("content/{slug}/figures/{name}"), file.shared());
        }
    }
}

/// The ledger of a document that is to be brought back, as far as it is there.
struct LedgerHere {
    ledger: String,
    /// The digest that it names for each version, by the path of its file; `None` where there is no ledger.
    versions: Option<BTreeMap<String, Digest>>,
}

impl LedgerHere {
    fn of(slug: &str, before: &Snapshot) -> LedgerHere {
        let shelf = Shelf::Content(slug);
        let own = ledgers::prove_one(before, slug, shelf, &mut Vec::new());
        let versions = own.filter(|own| !own.chain.lines().is_empty()).map(|own| {
            let named = |entry: &VersionRecord| (shelf.version(entry.id), entry.file_digest());
            own.account.entries().iter().map(named).collect()
        });
        LedgerHere { ledger: shelf.ledger(), versions }
    }

    /// Whether a file is as the ledger here says, though what was published is other: something was recorded since.
    fn holds(&self, path: &str, file: &File, published: &[u8]) -> bool {
        if path == self.ledger {
            return self.versions.is_some() && file.bytes().starts_with(published);
        }
        self.named(path).is_some_and(|digest| digest == file.digest())
    }

    /// Whether a file that is gone is other by the ledger here than the published one: words that were withheld
    /// since must not come back.
    fn is_past(&self, path: &str, published: &[u8]) -> bool {
        self.named(path).is_some_and(|digest| digest != Digest::of(published))
    }

    fn named(&self, path: &str) -> Option<Digest> {
        self.versions.as_ref()?.get(path).copied()
    }
}

/// What the newest texts tell of the organisation, with the days from which it counts.
#[derive(Default)]
struct RestoredFacts {
    values: BTreeMap<&'static str, Vec<(Option<Date>, Text)>>,
}

impl RestoredFacts {
    fn take(&mut self, from: Date, tree: &Provision) {
        for section in tree.children() {
            let told = facts_told(section);
            for name in fact_names() {
                if let Some(text) = told.get(name) {
                    let values = self.values.entry(name).or_default();
                    values.push((Some(from), text.clone()));
                }
            }
        }
    }

    /// Each fact with its changes: the first value counts as far back as is known, of two of one day the first.
    fn dated(self) -> Vec<Fact> {
        let dated = |(name, mut values): (_, Vec<(Option<Date>, Text)>)| {
            values.sort_by_key(|(from, _)| *from);
            values.dedup_by(|next, kept| next.0 == kept.0 || next.1 == kept.1);
            if let Some(first) = values.first_mut() {
                first.0 = None;
            }
            (name, values)
        };
        self.values.into_iter().map(dated).collect()
    }
}

/// The text line by line, for a tree that no files can say.
fn plain(root: &Provision) -> Arc<Provision> {
    let words = transcript(root);
    let lines = words.lines().skip(usize::from(!root.heading().is_empty()));
    let lines = lines.map(|line| Bare::new(Form::Prose).text(Text::plain(line)).leaf());
    let prose = Bare::new(Form::Group).role(Role::of("prose")).with(lines);
    let mut own = root.own().clone();
    own.role = Role::of(Kind::Notice.name());
    own.with([prose])
}
