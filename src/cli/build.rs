//! `kohyo build`: the site as of a day, rendered, checked, staged and swapped in, with its progress and what was made
//! in numbers. Never leaves the output folder worse than before. Does not know how pages look.

use super::context::{Context, Exit, OrStop, Stop};
use super::screen::Audience;
use super::{args, work};
use crate::diagnostic::{Finding, Message, Severity};
use crate::disk::{
    Built, DiskError, FinishedStaging, Lock, Outcome, Snapshot, Staging, Standing, SwapWay,
};
use crate::fill;
use crate::publish::build_log::BuildLog;
use crate::publish::plan::SitePlan;
use crate::publish::upload::{self, Released, release};
use crate::publish::{Build, BuildError, BuildRequest, PUBLIC, manifest, page_list};
use crate::rules::CheckedSite;
use crate::site::Site;
use crate::site::edition::Showing;
use crate::text::date::Date;
use crate::tree::Digest;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub(super) fn describe() -> Command {
    let out = args::path(args::option("out"));
    // For the checks of pages in a browser; no user needs it.
    let list_pages = args::path(args::option("list-pages")).value_name("FILE").hide(true);
    Command::new("build").args([out, args::day("as-of"), args::flag("preview"), list_pages])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (as_of, showing, out) = asked(context, matches);
    let lock = work::lock_site(context)?;
    let circumstances = format!("{as_of} {showing:?} {}", context.today);
    let built = Built::look(&lock, &out, &circumstances);
    let is_listed = showing == Showing::Preview || built.has_list();
    if let Some(count) = built.note().as_deref().and_then(BuildCount::read)
        && is_listed
        && !matches.contains_id("list-pages")
    {
        context.screen.out(&count.sentence(context, as_of, &out));
        return Ok(Exit::Done);
    }
    let checked = work::read_site(context)?;
    let said = tell(context, lock.notices(), &checked);
    let Some(site) = checked.if_sound() else {
        return Ok(Exit::Findings);
    };
    let snapshot = &checked.snapshot;
    let theme = work::theme(&site.settings.theme, snapshot).or_stop(snapshot)?;
    if showing == Showing::Public && site.documents.iter().all(|one| one.versions.is_empty()) {
        return nothing_sealed(context, (&lock, &out), site, snapshot);
    }
    let comparisons = &checked.comparisons;
    let build = Build::of(&BuildRequest { site, as_of, showing, theme: &theme, comparisons });
    let plan = &build.plan;
    built.forget()?;
    let staging = Staging::begin(&lock, &out, manifest::MARK)?;
    check_standing(staging.standing(), site, snapshot, showing)?;
    match render(context, &build, &staging) {
        Ok(()) => {}
        Err(BuildError::Theme(findings)) => return Err(Stop::findings(findings, snapshot)),
        Err(BuildError::Sink(error)) => return Err(error.into()),
    }
    let finished = finish(context, &lock, staging, showing, (as_of, &out))?;
    let (finished, list) = finished.or_stop(snapshot)?;
    let said = said + tell_finished(context, &finished);
    if let Some(file) = matches.get_one::<PathBuf>("list-pages") {
        list_pages(plan, file, &out)?;
    }
    let (pages, home) = (plan.pages.len(), plan.home.as_str().to_owned());
    let count = BuildCount { pages, home, outcome: finished.outcome };
    // What is said of the content, and of what others put beside it, must be said each time.
    if said == 0 {
        built.remember(&count.note());
    }
    let removed = removed(context, &finished.removed);
    context.screen.out(&(count.sentence(context, as_of, &out) + &removed + &list));
    Ok(Exit::Done)
}

/// Nothing is published yet: no page is made, and what is there stays, which only what was sealed may replace.
fn nothing_sealed(
    context: &Context<'_>,
    (lock, out): (&Lock, &Path),
    site: &Site,
    snapshot: &Snapshot,
) -> Result<Exit, Stop> {
    let standing = Standing::look(lock.root(), out, manifest::MARK)?;
    check_standing(&standing, site, snapshot, Showing::Public)?;
    upload::check_room(&standing, site)?;
    let root = context.root.display();
    context.out("build/nothing-sealed", fill! { root });
    Ok(Exit::Done)
}

/// Stops where something that is published stands against a build.
fn check_standing(
    standing: &Standing,
    site: &Site,
    snapshot: &Snapshot,
    showing: Showing,
) -> Result<(), Stop> {
    let mut lost = upload::refusals(standing, site, snapshot)?;
    if showing == Showing::Preview {
        lost.extend(upload::preview_refused(standing)?);
    }
    if lost.is_empty() { Ok(()) } else { Err(Stop::findings(lost, snapshot)) }
}

/// Writes the list of pages, never to where it would be published.
fn list_pages(plan: &SitePlan, file: &Path, out: &Path) -> Result<(), Stop> {
    let stop = |error: std::io::Error| {
        Stop::world("build/list-pages", fill! { file = file.display(), error })
    };
    let absolute = |path: &Path| std::path::absolute(path).map_err(stop);
    if absolute(file)?.starts_with(absolute(out)?) {
        return Err(stop(std::io::ErrorKind::InvalidInput.into()));
    }
    std::fs::write(file, page_list(plan)).map_err(stop)
}

/// Puts the new tree into place; a public one with the list of what to upload, and a line in the record.
fn finish(
    context: &Context<'_>,
    lock: &Lock,
    staging: Staging<'_>,
    showing: Showing,
    (as_of, out): (Date, &Path),
) -> Result<Result<(FinishedStaging, String), Box<Finding>>, Stop> {
    match showing {
        // What is not to be published is not to be uploaded.
        Showing::Preview => Ok(Ok((staging.finish()?, String::new()))),
        Showing::Public => {
            let files = staging.files();
            let released = match release(staging, out)? {
                Ok(released) => released,
                Err(finding) => return Ok(Err(finding)),
            };
            let (folders, days) = ((&*context.root, out), (as_of, context.today));
            if let Some(finding) = BuildLog::note_build(lock, folders, &files, days)? {
                work::tell_finding(context, &finding);
            }
            let list = listed(context, &released);
            Ok(Ok((released.finished, list)))
        }
    }
}

/// Says what others put into the output folder and what was edited there by hand; how much that was.
fn tell_finished(context: &Context<'_>, finished: &FinishedStaging) -> usize {
    let FinishedStaging { foreign, kept, way, .. } = finished;
    let mut told = Vec::new();
    if !foreign.is_empty() {
        let (count, files) = (foreign.len(), Message::some(foreign.iter()));
        told.push(Finding::warning("foreign-files", fill! { count, files }));
    }
    if !kept.is_empty() {
        let kept: Vec<String> =
            kept.iter().map(|(path, name)| format!("{path} → .kohyo/kept/{name}")).collect();
        let files = Message::some(kept.iter());
        told.push(Finding::warning("kept-aside.build", fill! { files }));
    }
    if *way == SwapWay::TwoRenames {
        told.push(Finding::note("swapped-in-two", fill! {}));
    }
    context.findings(&told, &Snapshot::default());
    told.len()
}

/// The files that are gone, by name.
fn removed(context: &Context<'_>, removed: &[String]) -> String {
    if removed.is_empty() {
        return String::new();
    }
    context.words("cli/built-removed", fill! { files = Message::some(removed.iter()) })
}

/// Where the list of what to upload is.
fn listed(context: &Context<'_>, released: &Released) -> String {
    let Released { counts: (send, delete), list, .. } = released;
    if send + delete == 0 {
        return String::new();
    }
    context.words("build/list", fill! { path = list, send, delete }) + "\n"
}

/// The day, what is shown, and where to.
fn asked(context: &Context<'_>, matches: &ArgMatches) -> (Date, Showing, PathBuf) {
    let as_of = args::given(matches, "as-of").unwrap_or(context.today);
    let (showing, usual) = if matches.get_flag("preview") {
        (Showing::Preview, "preview")
    } else {
        (Showing::Public, PUBLIC)
    };
    let out = args::given(matches, "out").unwrap_or_else(|| context.root.join(usual));
    (as_of, showing, out)
}

/// What was found is shown whether it stops the build or not; says how much that was. What is to be mended before a
/// draft can be sealed is only counted: a build does not wait for it.
fn tell(context: &Context<'_>, notices: &[Finding], checked: &CheckedSite) -> usize {
    let found = checked.findings.iter();
    let told = found.filter(|finding| finding.severity != Severity::Note);
    let is_sound = checked.errors().next().is_none();
    let is_held = |finding: &&Finding| finding.hold.is_some() && is_sound;
    let (held, told): (Vec<&Finding>, Vec<&Finding>) = told.partition(is_held);
    let mut shown: Vec<Finding> = notices.iter().chain(told).cloned().collect();
    if !held.is_empty() {
        shown.push(Finding::note("draft-held", fill! { count = held.len() }));
    }
    context.findings(&shown, &checked.snapshot);
    shown.len()
}

fn render(
    context: &Context<'_>,
    build: &Build<'_>,
    staging: &Staging<'_>,
) -> Result<(), BuildError<DiskError>> {
    let plan = &build.plan;
    let progress =
        Progress::new(context, plan.pages.len() + plan.embeds.len() + plan.attachments.len());
    let sink = |path: &str, bytes: Vec<u8>| -> Result<Digest, DiskError> {
        let digest = staging.write(path, &bytes)?;
        progress.step();
        Ok(digest)
    };
    build.write(&sink)
}

/// How much was made.
struct BuildCount {
    /// Pages of the site.
    pub pages: usize,
    /// The page to begin with, relative to the output folder.
    pub home: String,
    /// What became of the files.
    pub outcome: Outcome,
}

impl BuildCount {
    /// For the build that finds everything as this one left it.
    fn note(&self) -> String {
        let files = match self.outcome {
            Outcome::Unchanged { files } => files,
            Outcome::Replaced { written, same, .. } => written + same,
        };
        format!("{} {files} {}", self.pages, self.home)
    }

    /// What such a note says now: nothing changed.
    fn read(note: &str) -> Option<BuildCount> {
        let mut parts = note.splitn(3, ' ');
        let pages = parts.next()?.parse().ok()?;
        let files = parts.next()?.parse().ok()?;
        let home = parts.next()?.to_owned();
        let outcome = Outcome::Unchanged { files };
        Some(BuildCount { pages, home, outcome })
    }

    /// The sentence for the user.
    fn sentence(&self, context: &Context<'_>, as_of: Date, out: &Path) -> String {
        let (pages, day) = (self.pages, Message::day(as_of));
        let home = out.join(&self.home);
        let (out, home) = (out.display(), home.display());
        match &self.outcome {
            Outcome::Unchanged { files } => {
                context.words("cli/built-same", fill! { day, pages, files, out })
            }
            Outcome::Replaced { written, same, removed } => {
                let blanks = fill! { day, pages, out, written, same, removed, home };
                context.words("cli/built", blanks)
            }
        }
    }
}

/// Shorter work shows nothing.
const QUIET: Duration = Duration::from_millis(700);

/// Counts finished pieces and says so in one line that is written over.
struct Progress<'a> {
    context: &'a Context<'a>,
    total: usize,
    done: AtomicUsize,
    start: Instant,
}

impl<'a> Progress<'a> {
    /// Progress over that many pieces.
    fn new(context: &'a Context<'a>, total: usize) -> Progress<'a> {
        Progress { context, total, done: AtomicUsize::new(0), start: Instant::now() }
    }

    /// One more is done.
    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let due = self.total >= 20 && done.is_multiple_of(self.total / 20);
        if due && self.is_shown() {
            let words = self.context.words("cli/progress", fill! { done, total = self.total });
            self.context.screen.err(&words);
        }
    }

    fn is_shown(&self) -> bool {
        self.context.screen.audience() == Audience::Terminal && self.start.elapsed() > QUIET
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.is_shown() {
            self.context.screen.err("\r\x1b[K");
        }
    }
}
