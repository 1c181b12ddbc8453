//! What commands share: taking the lock, reading the site, checking it; names of what is imported or registered, and
//! how what was found in a source is told. Does not know any command.

use super::args;
use super::context::{Context, Stop};
use crate::diagnostic::{Finding, Hold, Severity, Span};
use crate::disk::{Before, Edits, Limits, Lock, Snapshot, read_if_any};
use crate::fill;
use crate::import::{self, ImportSource, Imported};
use crate::ledger::DayDoubt;
use crate::publish::build_log::BuildLog;
use crate::publish::formats::Theme;
use crate::rules::CheckedSite;
use crate::seal::undoable;
use crate::site::load::Salt;
use crate::site::{Document, Site};
use crate::text::date::Date;
use clap::ArgMatches;
use std::path::Path;
use std::time::Duration;

/// How long a command waits for another kohyo to finish.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

impl CheckedSite {
    /// The site; a reason to stop if anything stands against going on.
    pub(super) fn sound(&self) -> Result<&Site, Stop> {
        self.if_sound().ok_or_else(|| self.refused())
    }

    /// Everything found, as a reason to stop.
    pub(super) fn refused(&self) -> Stop {
        Stop::findings(self.findings.clone(), &self.snapshot)
    }

    /// A document by its name.
    pub(super) fn document(&self, name: &str) -> Result<&Document, Stop> {
        let site = self.site.as_ref().ok_or_else(|| self.refused())?;
        site.document(name).ok_or_else(|| {
            let known: Vec<&str> = site.documents.iter().map(|one| one.slug.as_str()).collect();
            let known = known.join(", ");
            self.refuse(Finding::error("no-such-document", fill! { name, known }))
        })
    }

    /// One finding about it, as a reason to stop.
    pub(super) fn refuse(&self, finding: Finding) -> Stop {
        Stop::findings(vec![finding], &self.snapshot)
    }
}

/// Reads and checks the site.
pub(super) fn read_site(context: &Context<'_>) -> Result<CheckedSite, Stop> {
    let snapshot = Snapshot::read(&context.root, &Limits::default())?;
    Ok(CheckedSite::of(snapshot, context.today))
}

/// The files of a site that may be founded only now; none where there is no folder.
pub(super) fn read_if_there(root: &Path) -> Result<Snapshot, Stop> {
    if root.symlink_metadata().is_err() {
        return Ok(Snapshot::default());
    }
    Ok(Snapshot::read(root, &Limits::default())?)
}

/// Stops where there is no site: most likely another folder was meant, and nothing is to be made in it.
pub(super) fn check_site(root: &Path) -> Result<(), Stop> {
    let is_site = ["content", ".kohyo"].iter().any(|name| root.join(name).exists());
    if is_site || !root.is_dir() {
        return Ok(());
    }
    let path = "content/site.yaml";
    Err(Finding::error("missing-file.site", fill! { path }).at(Span::file(path)).into())
}

/// Stops where days that are to be recorded cannot be meant, or hardly and nobody said that they are; each doubt with
/// the name of the document.
pub(super) fn check_days(matches: &ArgMatches, doubts: &[(String, DayDoubt)]) -> Result<(), Stop> {
    let is_sure = args::is_sure(matches);
    let open = doubts.iter().filter(|(_, doubt)| !(is_sure && doubt.may_stand()));
    let findings = open.map(|(slug, doubt)| {
        let why = doubt.message();
        let name = if doubt.may_stand() { "unlikely-day" } else { "unlikely-day.not-yet" };
        Finding::error(name, fill! { slug, why })
    });
    let findings: Vec<Finding> = findings.collect();
    if findings.is_empty() { Ok(()) } else { Err(Stop::findings(findings, &Snapshot::default())) }
}

/// Stops where what was found stands against sealing these drafts, each for its day; what may stand does where somebody
/// said that it is right.
pub(super) fn check_held<'a>(
    matches: &ArgMatches,
    checked: &CheckedSite,
    drafts: impl IntoIterator<Item = (&'a Document, Date)>,
) -> Result<(), Stop> {
    let drafts = drafts.into_iter();
    let held = drafts.flat_map(|(document, day)| checked.holding(document, day)).cloned();
    let findings = refusing(matches, held);
    if findings.is_empty() { Ok(()) } else { Err(Stop::findings(findings, &checked.snapshot)) }
}

/// Those of what holds a seal that do so, whatever was said, as the errors that they are there.
pub(super) fn refusing(
    matches: &ArgMatches,
    held: impl IntoIterator<Item = Finding>,
) -> Vec<Finding> {
    let is_sure = args::is_sure(matches);
    let held = held.into_iter();
    let open = held.filter(|finding| !(is_sure && finding.hold == Some(Hold::UnlessSure)));
    open.map(|finding| Finding { severity: Severity::Error, ..finding }).collect()
}

/// Takes the site's lock, which completes what a killed command left.
pub(super) fn lock_site(context: &Context<'_>) -> Result<Lock, Stop> {
    check_site(&context.root)?;
    Ok(Lock::take(&context.root, PATIENCE)?)
}

/// Takes the site's lock, then reads and checks it.
pub(super) fn read_locked(context: &Context<'_>) -> Result<(Lock, CheckedSite), Stop> {
    Ok((lock_site(context)?, read_site(context)?))
}

/// No file that a command takes back is longer.
pub(super) const LIMIT: u64 = 64 << 20;

/// Commits what a command writes into ledgers, with what takes it back.
pub(super) fn commit(root: &Path, lock: &Lock, edits: &Edits) -> Result<(), Stop> {
    let uploads = BuildLog::read(root)?.map_or(0, |log| log.uploads());
    let edits = undoable(edits, uploads, |path| read_if_any(&root.join(path), LIMIT))?;
    Ok(lock.commit(&edits)?)
}

/// The theme that the site asks for.
pub(super) fn theme(name: &str, snapshot: &Snapshot) -> Result<Theme, Vec<Finding>> {
    let folder = format!("themes/{}", if name.is_empty() { "kohyo" } else { name });
    let files =
        snapshot.under(&folder).map(|(path, file)| (&path[folder.len() + 1..], file.bytes()));
    Theme::load(name, files)
}

/// Line feeds stay line feeds in what kohyo seals and digests, whatever git is told elsewhere.
pub(super) const ATTRIBUTES: (&str, &[u8]) = ("content/.gitattributes", b"*.jsonl -text\n");

/// The edit that puts them in place in a new site, unless somebody did.
pub(super) fn attributes(root: &Path) -> Result<Edits, Stop> {
    let mut edits = Edits::new();
    let (path, bytes) = ATTRIBUTES;
    if read_if_any(&root.join(path), LIMIT)?.is_none() {
        edits.write(path, bytes, Before::Absent)?;
    }
    Ok(edits)
}

/// Says what is wrong with the log of builds, which never stands in the way of a command that is about something else.
pub(super) fn tell_finding(context: &Context<'_>, finding: &Finding) {
    context.findings(std::slice::from_ref(finding), &Snapshot::default());
}

/// Random bytes of the system, for the private records that a command writes.
pub(super) fn salt() -> Result<Salt, Stop> {
    let mut random = [0; 32];
    match getrandom::fill(&mut random) {
        Ok(()) => Ok(Salt::new(random)),
        Err(error) => Err(Stop::world("cli/no-random", fill! { error })),
    }
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Findings about the source, with excerpts from it; nothing was written.
pub(super) fn refused(
    context: &Context<'_>,
    findings: Vec<Finding>,
    source: ImportSource<'_>,
) -> Stop {
    let shown = shown(source.name, import::readable(source));
    Stop::findings(findings, &shown).closing(context.words("cli/nothing-written", fill! {}))
}

pub(super) fn report(context: &Context<'_>, name: &str, imported: &Imported) {
    context.screen.out(imported.summary(context.lang));
    context.findings(&imported.findings, &shown(name, imported.shown.clone()));
}

fn shown(name: &str, text: String) -> Snapshot {
    Snapshot::from_memory([(name.to_owned(), text.into_bytes())])
}
