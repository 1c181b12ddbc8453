//! `kohyo build`: the site as of a day, rendered, checked, staged and swapped in. Never leaves the output
//! folder worse than before. Does not know how pages look.

use super::progress::Progress;
use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, listing, work};
use crate::diagnostic::{Finding, Lang, Severity, Span};
use crate::disk::{DiskError, Outcome, Snapshot, Staging};
use crate::edition::{Edition, Showing};
use crate::output::html::{self, Theme, WriteError};
use crate::pages::{self, Plan};
use crate::site::Site;
use crate::text::date::{self, Date};
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::path::{Path, PathBuf};

/// No ledger or manifest that kohyo wrote is longer.
const PUBLISHED_LIMIT: u64 = 64 << 20;

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
    let preview = Arg::new("preview")
        .long("preview")
        .action(ArgAction::SetTrue)
        .help(say(
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
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let as_of = matches
        .get_one::<Date>("as-of")
        .copied()
        .unwrap_or(context.today);
    let (showing, usual) = if matches.get_flag("preview") {
        (Showing::Preview, "preview")
    } else {
        (Showing::Public, "public")
    };
    let out = matches
        .get_one::<PathBuf>("out")
        .cloned()
        .unwrap_or_else(|| context.root.join(usual));
    let (lock, read) = work::read_locked(context)?;
    context
        .screen
        .findings(lock.notices(), &read.snapshot, context.lang);
    tell(context, &read);
    let Some(site) = read.sound() else {
        return Ok(Exit::Findings);
    };
    let edition = Edition::of(site, as_of, showing);
    let plan = pages::plan(&edition);
    let theme = match theme(&site.settings.theme, &read.snapshot) {
        Ok(theme) => theme,
        Err(findings) => return Ok(refuse(context, &findings, &read.snapshot)),
    };
    let staging = Staging::begin(&lock, &out)?;
    let findings = lost_ledgers(&staging, &plan)?;
    if !findings.is_empty() {
        return Ok(refuse(context, &findings, &read.snapshot));
    }
    match render(context, &plan, site, &theme, &staging) {
        Ok(()) => {}
        Err(WriteError::Theme(findings)) => return Ok(refuse(context, &findings, &read.snapshot)),
        Err(WriteError::Sink(error)) => return Err(error.into()),
    }
    let (outcome, list) = match showing {
        // What is not to be published is not to be uploaded.
        Showing::Preview => (staging.finish()?, String::new()),
        Showing::Public => match listing::finish(context.lang, staging, &out)? {
            Ok(finished) => finished,
            Err(finding) => return Ok(refuse(context, &[*finding], &read.snapshot)),
        },
    };
    let done = done(context.lang, &plan, &outcome, as_of, &out);
    context.screen.out(&(done + &list));
    Ok(Exit::Done)
}

/// What was found is shown whether it stops the build or not.
fn tell(context: &Context<'_>, read: &work::Read) {
    let found = read.findings.iter();
    let shown: Vec<_> = found
        .filter(|finding| finding.severity != Severity::Note)
        .cloned()
        .collect();
    context
        .screen
        .findings(&shown, &read.snapshot, context.lang);
}

fn render(
    context: &Context<'_>,
    plan: &Plan,
    site: &Site,
    theme: &Theme,
    staging: &Staging<'_>,
) -> Result<(), WriteError<DiskError>> {
    let progress = Progress::new(
        context,
        plan.pages.len() + plan.embeds.len() + plan.attachments.len(),
    );
    let sink = |path: &str, bytes: Vec<u8>| -> Result<(), DiskError> {
        staging.write(path, &bytes)?;
        progress.step();
        Ok(())
    };
    html::write(plan, &site.settings, theme, &sink)
}

fn refuse(context: &Context<'_>, findings: &[Finding], snapshot: &Snapshot) -> Exit {
    context.screen.findings(findings, snapshot, context.lang);
    Exit::Findings
}

fn theme(name: &str, snapshot: &Snapshot) -> Result<Theme, Vec<Finding>> {
    let folder = format!("themes/{}", if name.is_empty() { "kohyo" } else { name });
    let files = snapshot
        .under(&folder)
        .map(|(path, file)| (&path[folder.len() + 1..], file.bytes()));
    Theme::load(name, files)
}

/// Ledgers that were published must be the beginning of ours: what was once shown is never dropped unseen.
fn lost_ledgers(staging: &Staging<'_>, plan: &Plan) -> Result<Vec<Finding>, DiskError> {
    let Some(manifest) = staging.published("manifest.json", PUBLISHED_LIMIT)? else {
        return Ok(Vec::new());
    };
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap_or_default();
    let files = manifest.get("files").and_then(|files| files.as_object());
    let ledgers = files
        .into_iter()
        .flatten()
        .map(|(path, _)| path)
        .filter(|path| path.ends_with("/ledger.jsonl"));
    let mut findings = Vec::new();
    for path in ledgers {
        let Some(published) = staging.published(path, PUBLISHED_LIMIT)? else {
            continue;
        };
        let ours = plan
            .attachments
            .iter()
            .find(|file| file.address().as_str() == path)
            .map(|file| file.bytes());
        if ours.is_none_or(|ours| !ours.starts_with(&published)) {
            findings.push(lost_ledger(path));
        }
    }
    Ok(findings)
}

fn lost_ledger(path: &str) -> Finding {
    let slug = path.trim_end_matches("/ledger.jsonl");
    Finding::error(
        "ledger-not-a-continuation",
        format!("公開済みの「{slug}」の台帳が、手元の台帳の初めの部分と一致しません。公開した記録が失われるため、中止しました。"),
        format!("the published ledger of `{slug}` is not the beginning of the one here; what was published would be lost"),
    )
    .at(Span::file(format!("content/{slug}/ledger.jsonl")))
    .help(
        "ほかの人が確定した版を取り込み忘れていないか確かめてください。別のサイトの出力先を指定していないかも確かめてください。",
        "bring in the versions that others sealed, and check that the output folder is this site's",
    )
}

fn done(lang: Lang, plan: &Plan, outcome: &Outcome, as_of: Date, out: &Path) -> String {
    let pages = plan.pages.len();
    let home = out.join(plan.home.as_str());
    let (out, home, day) = (out.display(), home.display(), date::both(as_of));
    match (lang, outcome) {
        (Lang::Ja, Outcome::Unchanged { files }) => format!(
            "{day}時点のサイト（{pages}ページ、{files}ファイル）は前回と同じです。「{out}」は変更していません。\n"
        ),
        (
            Lang::Ja,
            Outcome::Replaced {
                written,
                same,
                removed,
            },
        ) => format!(
            "{day}時点のサイト（{pages}ページ）を「{out}」に作りました（新規・変更 {written}ファイル、変更なし {same}ファイル、削除 {removed}ファイル）。\n「{home}」を開くと確認できます。\n"
        ),
        (Lang::En, Outcome::Unchanged { files }) => format!(
            "The site as of {as_of} ({pages} pages, {files} files) is the same as before; `{out}` was not touched.\n"
        ),
        (
            Lang::En,
            Outcome::Replaced {
                written,
                same,
                removed,
            },
        ) => format!(
            "Made the site as of {as_of} ({pages} pages) in `{out}`: {written} files new or changed, {same} the same, {removed} removed.\nOpen `{home}` to look at it.\n"
        ),
    }
}
