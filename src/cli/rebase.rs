//! `kohyo rebase`: two copies of a site both wrote into one ledger; ours is linked behind the other. Never changes a line
//! that is published. Does not know how lines are linked.

use super::context::{Context, Exit, OrStop, Stop};
use super::{args, effects, recording, work};
use crate::diagnostic::{Finding, Span};
use crate::diff::merge;
use crate::disk::{Before, DiskError, Edits, File, Folder, Limits, Snapshot, read_if_any};
use crate::fill;
use crate::ledger::{Chain, LedgerState};
use crate::publish::PUBLIC;
use crate::rules::CheckedSite;
use crate::seal::{Ledgers, Rebased, rebase};
use crate::site::Document;
use crate::site::load::{Shelf, line};
use crate::tree::{self, Digest, Provision};
use clap::{ArgMatches, Command};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// No ledger, version or record is longer.
const LIMIT: u64 = 64 << 20;

pub(super) fn describe() -> Command {
    let onto = args::path(args::option("onto")).required(true);
    Command::new("rebase").args([args::document(), onto, args::dry_run()])
}

/// The other side.
struct OtherSide {
    chain: Chain,
    files: Vec<File>,
    /// The private records that its lines name, where it is a whole site, by their places from its root.
    records: Vec<(String, File)>,
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let slug = args::document_of(matches);
    let onto: PathBuf = args::required(matches, "onto");
    let lock = work::lock_site(context)?;
    let snapshot = Snapshot::read(&context.root, &Limits::default())?;
    let theirs = other_side(&onto, slug)?;
    let path = Shelf::Content(slug).ledger();
    let ours = snapshot.file(&path).map_or(&[][..], |file| file.bytes());
    let ours = Chain::read(ours).map_err(|error| {
        let span = Span::new(&*path, line(ours, error.line));
        Box::new(Finding::error("ledger-form.ours", fill! {}).at(span))
    });
    let ours = ours.or_stop(&snapshot)?;
    let published = published(context, slug)?;
    let texts = texts(&snapshot, slug, &theirs.files);
    let (chain, published) = (&theirs.chain, published.as_ref());
    let ledgers = Ledgers { slug, ours: &ours, theirs: chain, published, texts: &texts };
    let Some(rebased) = rebase(ledgers, context.today).or_stop(&snapshot)? else {
        context.out("cli/rebased-already", fill! { slug });
        return Ok(Exit::Done);
    };
    let kept = |path: &str| read_if_any(&context.root.join(path), LIMIT);
    let edits = rebased.edits(slug, (&snapshot, &theirs.files), kept)??;
    let edits = with_records(edits, &theirs.records, kept)?;
    let after = CheckedSite::of(snapshot.with(&edits), context.today);
    let folder = format!("content/{slug}/");
    let broken: Vec<Finding> =
        after.errors().filter(|error| error.is_below(&folder)).cloned().collect();
    if !broken.is_empty() {
        return Err(Stop::findings(broken, &after.snapshot));
    }
    let both = outcome(slug, &ours, &texts, &rebased)?;
    context.screen.out(&effects::told(context, &both.0, &both.1));
    let is_dry = matches.get_flag("dry-run");
    if !is_dry {
        work::commit(&context.root, &lock, &edits)?;
    }
    let draft = after.site.as_ref().and_then(|site| site.document(slug));
    context.findings(old_draft(&both, draft).as_slice(), &Snapshot::default());
    let paths: Vec<&str> = edits.paths().collect();
    recording::tell(context, slug, &rebased.report(context.today), is_dry.then_some(&paths));
    Ok(Exit::Done)
}

/// The texts of both sides, by the digests of their files.
fn texts(snapshot: &Snapshot, slug: &str, theirs: &[File]) -> BTreeMap<Digest, Arc<Provision>> {
    let folder = Shelf::Content(slug).versions();
    let ours = snapshot.under(&folder).map(|(_, file)| file);
    let read = |file: &File| Some((file.digest(), tree::read(file.bytes()).ok()?.0));
    ours.chain(theirs).filter_map(read).collect()
}

/// The document as it was here, and as it will be.
fn outcome(
    slug: &str,
    ours: &Chain,
    texts: &BTreeMap<Digest, Arc<Provision>>,
    rebased: &Rebased,
) -> Result<(Document, Document), Stop> {
    let account = LedgerState::of(ours.lines()).unwrap_or_default();
    let entries = account.entries().iter();
    let own = entries.filter_map(|one| Some((one.id, texts.get(&one.file_digest())?.clone())));
    let own = own.collect();
    let mut before = Document::bare(slug, &rebased.texts)?;
    let mut after = before.clone();
    before.take(&account, &own);
    after.take(&rebased.account, &rebased.texts);
    Ok((before, after))
}

/// Whether the draft lacks what was taken over: sealed as it is, it would take that back.
fn old_draft((before, after): &(Document, Document), site: Option<&Document>) -> Option<Finding> {
    let (old, new) = (before.newest()?, after.newest()?);
    let document = site?;
    let draft = document.draft_on(new.effective.counted());
    let should_be = merge(&old.tree, draft, &new.tree);
    let is_old = should_be.map_or(true, |merged| merged.tree.whole() != draft.whole());
    let slug = &document.slug;
    is_old.then(|| Finding::warning("rebase-draft", fill! { slug }))
}

/// Reads the other side, whichever way it was named.
fn other_side(onto: &Path, slug: &str) -> Result<OtherSide, Stop> {
    let named = if onto.is_dir() {
        let below = ["".into(), slug.to_owned(), format!("content/{slug}")];
        let mut folders = below.iter().map(|below| onto.join(below));
        folders.find(|folder| folder.join("ledger.jsonl").is_file())
    } else {
        onto.is_file().then(|| onto.parent().unwrap_or(Path::new("")).to_owned())
    };
    let no_ledger =
        || Stop::from(Finding::error("rebase-no-ledger", fill! { onto = onto.display(), slug }));
    let folder = named.ok_or_else(no_ledger)?;
    let ledger = if onto.is_dir() { folder.join("ledger.jsonl") } else { onto.to_owned() };
    let bytes = read_if_any(&ledger, LIMIT)?.unwrap_or_default();
    let chain = Chain::read(&bytes)
        .map_err(|_| Finding::error("rebase-onto.torn", fill! { ledger = ledger.display() }))?;
    if chain.lines().is_empty() {
        return Err(no_ledger());
    }
    let versions = folder.join("versions");
    let mut files = Vec::new();
    if versions.is_dir() {
        let listed = Folder::list(&versions)?;
        for name in listed.names().filter(|name| name.ends_with(".jsonl")) {
            files.extend(listed.file(name)?);
        }
    }
    let root = folder.parent().and_then(Path::parent).filter(|root| root.join("content").is_dir());
    let records = root.map_or_else(|| Ok(Vec::new()), |root| records(root, slug, &chain))?;
    Ok(OtherSide { chain, files, records })
}

/// The private records of another copy of the site that its ledger names.
fn records(root: &Path, slug: &str, chain: &Chain) -> Result<Vec<(String, File)>, DiskError> {
    let folder = root.join("records").join(slug);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let listed = Folder::list(&folder)?;
    let is_named = |file: &File| {
        chain.lines().iter().any(|line| line.event.told.record == Some(file.digest()))
    };
    let mut records = Vec::new();
    for name in listed.names().filter(|name| name.ends_with(".yaml")) {
        let file = listed.file(name)?.filter(is_named);
        records.extend(file.map(|file| (format!("records/{slug}/{name}"), file)));
    }
    Ok(records)
}

/// The edits, and the records of the other side wherever nothing of ours is in their place.
fn with_records(
    edits: Edits,
    records: &[(String, File)],
    kept: impl Fn(&str) -> Result<Option<Vec<u8>>, DiskError>,
) -> Result<Edits, DiskError> {
    let mut more = Edits::new();
    for (path, file) in records {
        let moves = edits.paths().any(|own| own == path) && edits.written(path).is_none();
        if moves || kept(path)?.is_none() {
            more.write(path, file.shared(), Before::Absent)?;
        }
    }
    edits.then(&more)
}

/// The ledger as far as this site published it.
fn published(context: &Context<'_>, slug: &str) -> Result<Option<Chain>, Stop> {
    let path = context.root.join(PUBLIC).join(Shelf::Published(slug).ledger());
    let bytes = read_if_any(&path, LIMIT)?;
    Ok(bytes.and_then(|bytes| Chain::read(&bytes).ok()))
}
