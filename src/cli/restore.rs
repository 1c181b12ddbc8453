//! `kohyo restore`: brings back `content/` from a published copy. Never writes over anything; does not know how
//! content is made of it.

use super::context::{Context, Exit, Stop};
use super::work::{self, ATTRIBUTES};
use super::{args, schema, verify};
use crate::diagnostic::{Finding, Message, Span};
use crate::disk::{Before, Edits, Limits, Lock, Snapshot, read_if_any};
use crate::fill;
use crate::publish::build_log::{BuildEvent, BuildLog, Deed};
use crate::publish::ledgers::Proven;
use crate::publish::manifest;
use crate::publish::restore::{self, Restored};
use crate::rules::CheckedSite;
use crate::sections::SCHEMAS;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn describe() -> Command {
    let dir = args::path(args::positional("dir"));
    Command::new("restore").args([dir, args::document().required(false)])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let nothing = || context.words("cli/nothing-written", fill! {});
    bring_back(context, matches).map_err(|stop| stop.closing(nothing()))
}

fn bring_back(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir = from_here_or_site(args::required(matches, "dir"), &context.root);
    let only = matches.get_one::<String>("document").map(String::as_str);
    let (documents, mut restored) = read_published(&dir)?;
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
    let bare = only.is_none().then_some(&*documents);
    let (after, files) = write_files(context, &lock, (&restored, bare), &before)?;
    let findings: Vec<Finding> = restored.findings.iter().chain(after.errors()).cloned().collect();
    context.findings(&findings, &after.snapshot);
    let of = documents.iter();
    let of = of.filter(|document| only.is_none_or(|only| document.slug == only));
    let of: Vec<&Proven> = of.collect();
    context.screen.out(&report(context, (&of, &restored.left), files, &verify::shown(&dir)));
    Ok(after.if_sound().map_or(Exit::Findings, |_| Exit::Done))
}

/// `kohyo restore public DOCUMENT`, as findings say it, means the site's own public folder wherever it is typed.
fn from_here_or_site(dir: PathBuf, root: &Path) -> PathBuf {
    let in_site = root.join(&dir);
    let is_published = |dir: &Path| dir.join(manifest::NAME).is_file();
    if !is_published(&dir) && is_published(&in_site) { in_site } else { dir }
}

/// Puts the files in place; the site as it is then, and how many files came. That documents came back without their
/// private records is recorded.
fn write_files(
    context: &Context<'_>,
    lock: &Lock,
    (restored, bare): (&Restored, Option<&[Proven]>),
    before: &Snapshot,
) -> Result<(CheckedSite, usize), Stop> {
    let mut edits = Edits::new();
    for (path, bytes) in &restored.files {
        edits.write(path, bytes.clone(), Before::Absent)?;
    }
    let after = CheckedSite::of(before.with(&edits), context.today);
    let count = restored.files.len();
    if read_if_any(&context.root.join(ATTRIBUTES.0), 1 << 20)?.is_none() {
        edits.write(ATTRIBUTES.0, ATTRIBUTES.1, Before::Absent)?;
    }
    if let Some(documents) = bare {
        let lines = documents.iter().map(|own| (own.slug.clone(), own.chain.lines().len()));
        let deed = Deed::Restore { lines: lines.collect() };
        let event = BuildEvent { recorded: context.today, deed };
        BuildLog::read(&context.root)??.append_to(&mut edits, &event)?;
    }
    lock.commit(&edits)?;
    schema::write_schemas(&context.root.join(SCHEMAS))?;
    Ok((after, count))
}

/// What content is made of, read from a published folder and proved.
fn read_published(dir: &Path) -> Result<(Vec<Proven>, Restored), Stop> {
    restore::read_published(dir)?.map_err(|unproven| {
        let shown = verify::shown(dir);
        let findings = unproven.findings.into_iter().map(|finding| finding.within(&shown));
        Stop::findings(findings.collect(), &Snapshot::default().beside(&shown, &unproven.kept))
    })
}

fn report(
    context: &Context<'_>,
    (documents, left): (&[&Proven], &[Arc<str>]),
    files: usize,
    shown: &str,
) -> String {
    if files == 0 {
        return context.words("cli/restored-nothing", fill! { shown });
    }
    let mut out = context.words("cli/restored", fill! { shown, files });
    let mut private = 0;
    for document in documents {
        let (slug, versions) = (&document.slug, document.versions.len());
        let lines = document.chain.lines();
        private += lines.iter().filter(|line| line.event.told.record.is_some()).count();
        let lines = lines.len();
        out.push_str(&context.words("cli/restored-document", fill! { slug, versions, lines }));
    }
    if !left.is_empty() {
        let left = Message::some(left.iter());
        out.push_str(&context.words("cli/restored-left", fill! { left }));
    }
    let bound = match private {
        0 => String::new(),
        lines => context.words("cli/restored-bound", fill! { lines }),
    };
    let root = context.root.display();
    out + &context.words("cli/restored-next", fill! { shown, bound, root })
}
