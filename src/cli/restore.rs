//! `kohyo restore`: brings back `content/` from a published copy. Never writes over anything; does not know how
//! content is made of it.

use super::context::{Context, Exit, Stop, say};
use super::{args, schema, verify, work};
use crate::diagnostic::{Finding, Severity, Span};
use crate::disk::{Before, Digest, Edits, File, Folder, Limits, Lock, Snapshot, read_if_any};
use crate::fill;
use crate::publish::ledgers::Proven;
use crate::publish::manifest;
use crate::publish::restore::{self, Restored};
use crate::publish::verify::{Published, changed, public_folder};
use crate::sections::SCHEMAS;
use clap::{ArgMatches, Command};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Line feeds stay line feeds in what kohyo seals and digests, whatever git is told elsewhere.
const ATTRIBUTES: (&str, &[u8]) = ("content/.gitattributes", b"*.jsonl -text\n");

pub(super) fn describe() -> Command {
    let dir = args::path(args::positional("dir"));
    Command::new("restore").args([dir, args::document().required(false)])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let nothing = say(context.lang, "何も書き込んでいません。\n", "Nothing was written.\n");
    bring_back(context, matches).map_err(|stop| stop.closing(nothing))
}

fn bring_back(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir: PathBuf = args::required(matches, "dir");
    let only = matches.get_one::<String>("document").map(String::as_str);
    let (documents, mut restored) = read(&dir)?;
    if let Some(name) = only
        && !documents.iter().any(|document| document.slug == name)
    {
        let known: Vec<&str> = documents.iter().map(|own| own.slug.as_str()).collect();
        let known = known.join(", ");
        return Err(Finding::error("no-such-document.published", fill! { name, known }).into());
    }
    let lock = Lock::take_new(&context.root, work::PATIENCE)?;
    let before = Snapshot::read(&context.root, &Limits::default())?;
    let in_the_way = match only {
        None if before.under("content").next().is_some() => {
            let finding = Finding::error("content-exists", fill! {});
            return Err(finding.at(Span::file("content")).into());
        }
        None => Vec::new(),
        Some(only) => restored.narrow(only, &before),
    };
    if !in_the_way.is_empty() {
        return Err(Stop::findings(in_the_way, &before));
    }
    let (after, files) = put(context, &lock, &restored, &before)?;
    let findings: Vec<Finding> = restored.findings.iter().chain(after.errors()).cloned().collect();
    context.findings(&findings, &after.snapshot);
    let of = documents.iter();
    let of = of.filter(|document| only.is_none_or(|only| document.slug == only));
    let of: Vec<&Proven> = of.collect();
    context.screen.out(&told(context, &of, files, &verify::shown(&dir)));
    Ok(after.if_sound().map_or(Exit::Findings, |_| Exit::Done))
}

/// Puts the files in place; the site as it is then, and how many files came.
fn put(
    context: &Context<'_>,
    lock: &Lock,
    restored: &Restored,
    before: &Snapshot,
) -> Result<(work::CheckedSite, usize), Stop> {
    let mut edits = Edits::new();
    for (path, bytes) in &restored.files {
        edits.write(path, bytes.clone(), Before::Absent)?;
    }
    let after = work::judge(before.with(&edits), context.today);
    let count = restored.files.len();
    if read_if_any(&context.root.join(ATTRIBUTES.0), 1 << 20)?.is_none() {
        edits.write(ATTRIBUTES.0, ATTRIBUTES.1, Before::Absent)?;
    }
    lock.commit(&edits)?;
    schema::put(&context.root.join(SCHEMAS))?;
    Ok((after, count))
}

/// Reads and proves a published folder. Pages may have been changed by whoever shows them: only what content is
/// made of must be as it was published.
fn read(dir: &Path) -> Result<(Vec<Proven>, Restored), Stop> {
    let shown = verify::shown(dir);
    let copy = verify::read(dir)?;
    let mut findings = Vec::new();
    let documents = public_folder(&copy, &mut findings);
    let is_page = |finding: &Finding| {
        let file = finding.span.as_ref().map(|span| &*span.file);
        finding.code == "file-extra" || file.is_some_and(|file| file.ends_with(".html"))
    };
    findings.retain(|finding| finding.severity == Severity::Error && !is_page(finding));
    let files = copy.seen.kept.file(manifest::NAME);
    let files = files.and_then(|file| manifest::read(file.bytes()).ok());
    let files = files.unwrap_or_default();
    let folder = Folder::list(dir)?;
    let given = match restore::frame(&copy.seen.kept) {
        Ok(frame) => {
            let needed = restore::needed(&files, &frame);
            let read = take(&folder, needed.keys(), &files, &mut findings)?;
            restore::restore(&copy.seen.kept, &frame, &documents, &read, &needed)
        }
        Err(own) => {
            // That the manifest misses a file is told already.
            findings.extend(own.into_iter().filter(|_| findings.is_empty()).collect::<Vec<_>>());
            Restored::default()
        }
    };
    if findings.is_empty() {
        return Ok((documents, given));
    }
    let findings = findings.into_iter().map(|finding| finding.within(&shown)).collect();
    let Published { seen, .. } = copy;
    Err(Stop::findings(findings, &Snapshot::default().beside(&shown, &seen.kept)))
}

/// Reads files that the manifest names.
fn take<'a>(
    folder: &Folder,
    paths: impl Iterator<Item = &'a String>,
    files: &BTreeMap<String, Digest>,
    findings: &mut Vec<Finding>,
) -> Result<BTreeMap<String, File>, Stop> {
    let mut read = BTreeMap::new();
    for path in paths {
        match folder.file(path)? {
            Some(file) if files.get(path) == Some(&file.digest()) => {
                read.insert(path.clone(), file);
            }
            // What is wrong with it is told already.
            Some(_) | None if is_told(findings, path) => {}
            Some(_) | None => findings.push(changed(path)),
        }
    }
    Ok(read)
}

fn is_told(findings: &[Finding], path: &str) -> bool {
    findings.iter().any(|finding| {
        let span = finding.span.as_ref();
        span.is_some_and(|span| *span.file == *path) || finding.message.en.contains(path)
    })
}

fn told(context: &Context<'_>, documents: &[&Proven], files: usize, shown: &str) -> String {
    let mut out = context.words("cli/restored", fill! { shown, files });
    let mut private = 0;
    for document in documents {
        let (slug, versions) = (&document.slug, document.versions.len());
        let lines = document.chain.lines();
        private += lines.iter().filter(|line| line.event.told.record.is_some()).count();
        let lines = lines.len();
        out.push_str(&context.words("cli/restored-document", fill! { slug, versions, lines }));
    }
    let bound = match private {
        0 => String::new(),
        lines => context.words("cli/restored-bound", fill! { lines }),
    };
    let root = context.root.display();
    out + &context.words("cli/restored-next", fill! { shown, bound, root })
}
