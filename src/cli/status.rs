//! `kohyo status`: one screen for somebody who takes a site over. Changes nothing and proves nothing.

use super::context::{Context, Exit, Stop};
use super::{next, work};
use crate::diagnostic::{Message, Renderer};
use crate::disk::Snapshot;
use crate::fill;
use crate::publish::build_log::BuildLog;
use crate::site::edition::{DocumentOn, Edition, Showing, upcoming_days};
use crate::site::load::{AidState, wanting_aids};
use crate::site::{Document, touching_laws};
use clap::{ArgMatches, Command};
use unicode_width::UnicodeWidthStr as _;

/// Days ahead that are shown; `kohyo next` shows all.
const DAYS: usize = 3;

pub(super) fn describe() -> Command {
    Command::new("status")
}

pub(super) fn run(context: &Context<'_>, _matches: &ArgMatches) -> Result<Exit, Stop> {
    let checked = work::read_site(context)?;
    let site = checked.sound()?;
    let edition = Edition::of(site, context.today, Showing::Preview);
    let today = Message::day(context.today);
    let mut out = context.words("cli/status", fill! { title = &site.settings.title, today });
    out.push_str(&documents(context, &edition, &checked.snapshot));
    out.push_str(&context.words("cli/status-turns", fill! {}));
    let turns = upcoming_days(site, context.today);
    for turn in turns.iter().take(DAYS) {
        out.push_str(&indented(&next::day_text(context, turn)));
    }
    out.push_str(&match turns.len() {
        0 => context.words("cli/status-no-turns", fill! {}),
        all if all > DAYS => context.words("cli/status-more-turns", fill! { more = all - DAYS }),
        _ => String::new(),
    });
    let laws = touching_laws(site, context.today);
    out.push_str(&indented(&next::laws_text(context, &laws, DAYS)));
    let renderer = Renderer { lang: context.lang, color: false, source: &|_: &str| None };
    let found = renderer.summary(&checked.findings);
    out.push_str(&context.words("cli/status-found", fill! { found }));
    match BuildLog::read(&context.root)? {
        Ok(recorded) => out.push_str(&published(context, &recorded)),
        Err(finding) => work::tell_finding(context, &finding),
    }
    context.screen.out(&out);
    Ok(Exit::Done)
}

fn indented(words: &str) -> String {
    words.lines().map(|line| format!("  {line}\n")).collect()
}

/// A line for each document.
fn documents(context: &Context<'_>, edition: &Edition<'_>, snapshot: &Snapshot) -> String {
    let head = context.words("cli/status-columns", fill! {});
    let mut rows: Vec<Vec<String>> = vec![head.split('|').map(str::to_owned).collect()];
    for on in &edition.documents {
        let coming = Message::list(on.coming.iter().map(|version| version.id));
        let stale = stale(on.document, context);
        rows.push(vec![
            on.document.slug.to_string(),
            in_force(context, on),
            or_none(coming.get(context.lang).to_owned()),
            draft(context, on, snapshot),
            or_none(match stale {
                0 => String::new(),
                _ => context.words("cli/status-stale", fill! { stale }),
            }),
        ]);
    }
    table(&rows)
}

fn or_none(words: String) -> String {
    if words.is_empty() { "－".to_owned() } else { words }
}

fn in_force(context: &Context<'_>, on: &DocumentOn<'_>) -> String {
    match (on.in_force, on.repealed) {
        (Some(version), _) => version.id.to_string(),
        (None, Some(repeal)) => {
            context.words("cli/status-repealed", fill! { day = repeal.effective })
        }
        (None, None) => or_none(String::new()),
    }
}

fn draft(context: &Context<'_>, on: &DocumentOn<'_>, snapshot: &Snapshot) -> String {
    let slip = format!("content/{}/amendment.yaml", on.document.slug);
    let name = match (on.draft.is_some(), snapshot.file(&slip).is_some()) {
        (true, true) => "cli/status-draft-with-slip",
        (true, false) => "cli/status-draft",
        (false, true) => "cli/status-slip",
        (false, false) => return or_none(String::new()),
    };
    context.words(name, fill! {})
}

/// How many aids were made for other words than those of the text in force or of the draft.
fn stale(document: &Document, context: &Context<'_>) -> usize {
    let wants = wanting_aids(document, context.today);
    wants.iter().filter(|want| want.state == AidState::Stale).count()
}

/// Columns as wide as their widest cell.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max();
    let widths: Vec<usize> = (0..columns).filter_map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let blank = " ".repeat(width - cell.width() + 2);
            line.push_str(cell);
            line.push_str(&blank);
        }
        out.push_str(&format!("  {}\n", line.trim_end()));
    }
    out
}

/// What was built, uploaded and verified last.
fn published(context: &Context<'_>, builds: &BuildLog) -> String {
    let none = || Message::of("cli/status-not-recorded", fill! {});
    let last = builds.last_build(None);
    let built = last.map_or_else(none, |(recorded, _, as_of)| {
        let (day, as_of) = (Message::day(recorded), Message::day(as_of));
        Message::of("cli/status-built", fill! { day, as_of })
    });
    let uploaded = builds.shown_on(context.today).map_or_else(none, |(date, manifest)| {
        let is_shown = last.is_none_or(|(_, built, _)| built == manifest);
        let name = if is_shown { "cli/status-uploaded" } else { "cli/status-waiting" };
        Message::of(name, fill! { day = Message::day(date) })
    });
    let verified = builds.last_verified().map_or_else(none, |(recorded, faults)| {
        let name = if faults == 0 { "cli/status-no-fault" } else { "cli/status-faults" };
        Message::of(name, fill! { day = Message::day(recorded), faults })
    });
    let not_proved = Message::of("build-log/not-proved", fill! {});
    context.words("cli/status-published", fill! { built, uploaded, verified, not_proved })
}
