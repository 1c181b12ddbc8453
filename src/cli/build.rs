//! `kohyo build`: the site as of a day, rendered, checked, staged and swapped in. Never leaves the output
//! folder worse than before. Does not know how pages look.

use super::count::Count;
use super::progress::Progress;
use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, work};
use crate::diagnostic::{Finding, Lang, Message, Severity};
use crate::disk::{Built, DiskError, Lock, Outcome, Snapshot, Staging};
use crate::fill;
use crate::publish::build_log::BuildLog;
use crate::publish::plan::SitePlan;
use crate::publish::release::{self, Released, release};
use crate::publish::{Build, BuildError, BuildRequest, page_list};
use crate::site::edition::Showing;
use crate::text::date::Date;
use crate::tree::Digest;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::path::{Path, PathBuf};

pub(super) fn describe(lang: Lang) -> Command {
    let out = Arg::new("out")
        .long("out")
        .value_name(say(lang, "フォルダー", "DIR"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(
            lang,
            "出力先（省略時はサイトの public、--preview のときは preview）",
            "Where to (default: the site's public, with --preview its preview)",
        ));
    let as_of = date_arg(
        "as-of",
        lang,
        "いつの時点のサイトを作るか（省略時は今日）",
        "The day that the site is made for (default: today)",
    );
    let preview = Arg::new("preview").long("preview").action(ArgAction::SetTrue).help(say(
        lang,
        "確定前の案も含めます（各ページに「案・未公表」と出ます。公開しないでください）",
        "Show drafts too, marked on every page; not for publishing",
    ));
    Command::new("build")
        .about(say(
            lang,
            "公開するページを作ります。失敗しても、前のページはそのまま残ります",
            "Make the pages; a failure leaves the former ones as they were",
        ))
        .arg(out)
        .arg(as_of)
        .arg(preview)
        .arg(
            // For the checks of pages in a browser; no user needs it.
            Arg::new("list-pages")
                .long("list-pages")
                .value_name("FILE")
                .value_parser(clap::value_parser!(PathBuf))
                .hide(true),
        )
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (as_of, showing, out) = asked(context, matches);
    let lock = work::lock(context)?;
    let circumstances = format!("{as_of} {showing:?} {}", context.today);
    let built = Built::look(&lock, &out, &circumstances);
    let is_listed = showing == Showing::Preview || built.has_list();
    if let Some(count) = built.note().as_deref().and_then(Count::read)
        && is_listed
        && !matches.contains_id("list-pages")
    {
        context.screen.out(&count.say(context.lang, as_of, &out));
        return Ok(Exit::Done);
    }
    let read = work::read(context)?;
    let said = tell(context, lock.notices(), &read);
    let Some(site) = read.sound() else {
        return Ok(Exit::Findings);
    };
    let theme = match work::theme(&site.settings.theme, &read.snapshot) {
        Ok(theme) => theme,
        Err(findings) => return Ok(refuse(context, &findings, &read.snapshot)),
    };
    let build = Build::of(&BuildRequest {
        site,
        as_of,
        showing,
        theme: &theme,
        comparisons: &read.comparisons,
    });
    let plan = &build.plan;
    built.forget()?;
    let staging = Staging::begin(&lock, &out)?;
    let findings = release::lost_ledgers(&staging, plan)?;
    if !findings.is_empty() {
        return Ok(refuse(context, &findings, &read.snapshot));
    }
    match render(context, &build, &staging) {
        Ok(()) => {}
        Err(BuildError::Theme(findings)) => return Ok(refuse(context, &findings, &read.snapshot)),
        Err(BuildError::Sink(error)) => return Err(error.into()),
    }
    let finished = finish(context, &lock, staging, showing, (as_of, &out))?;
    let (outcome, list) = match finished {
        Ok(finished) => finished,
        Err(finding) => return Ok(refuse(context, &[*finding], &read.snapshot)),
    };
    if let Some(file) = matches.get_one::<PathBuf>("list-pages") {
        list_pages(plan, file, &out)?;
    }
    let count = Count { pages: plan.pages.len(), home: plan.home.as_str().to_owned(), outcome };
    // What is said of the content must be said each time.
    if said == 0 {
        built.remember(&count.note());
    }
    context.screen.out(&(count.say(context.lang, as_of, &out) + &list));
    Ok(Exit::Done)
}

/// Writes the list of pages, never to where it would be published.
fn list_pages(plan: &SitePlan, file: &Path, out: &Path) -> Result<(), Stop> {
    let stop = |error: std::io::Error| Stop {
        message: Message::of("build/list-pages", fill! { file = file.display(), error }),
        help: None,
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
) -> Result<Result<(Outcome, String), Box<Finding>>, Stop> {
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
                work::warn(context, &finding);
            }
            let list = listed(context.lang, &released);
            Ok(Ok((released.outcome, list)))
        }
    }
}

/// Where the list of what to upload is.
fn listed(lang: Lang, Released { counts: (send, delete), list, .. }: &Released) -> String {
    if send + delete == 0 {
        return String::new();
    }
    Message::of("build/list", fill! { path = list, send, delete }).get(lang).to_owned() + "\n"
}

/// The day, what is shown, and where to.
fn asked(context: &Context<'_>, matches: &ArgMatches) -> (Date, Showing, PathBuf) {
    let as_of = matches.get_one::<Date>("as-of").copied().unwrap_or(context.today);
    let (showing, usual) = if matches.get_flag("preview") {
        (Showing::Preview, "preview")
    } else {
        (Showing::Public, "public")
    };
    let out =
        matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| context.root.join(usual));
    (as_of, showing, out)
}

/// What was found is shown whether it stops the build or not; says how much that was.
fn tell(context: &Context<'_>, notices: &[Finding], read: &work::Read) -> usize {
    let found = read.findings.iter();
    let told = found.filter(|finding| finding.severity != Severity::Note);
    let shown: Vec<Finding> = notices.iter().chain(told).cloned().collect();
    context.screen.findings(&shown, &read.snapshot, context.lang);
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

fn refuse(context: &Context<'_>, findings: &[Finding], snapshot: &Snapshot) -> Exit {
    context.screen.findings(findings, snapshot, context.lang);
    Exit::Findings
}
