//! `kohyo record`: what was done outside of kohyo and must be remembered. `add`: something about a version (filed,
//! posted, printed, approved, confirmed), whose text and digest stay as they are. `upload`: that the pages built last
//! were uploaded. Does none of it. `export`: all that is recorded, as a table.

use super::args::{self, Misread};
use super::context::{Context, Exit, Stop};
use super::record_export;
use super::recording::record_event;
use super::work;
use crate::diagnostic::{Finding, Message};
use crate::fill;
use crate::ledger::{Act, EventDetails, EventStep, VersionId};
use crate::publish::PUBLIC;
use crate::publish::build_log::{BuildEvent, BuildLog, Deed};
use crate::publish::upload::retire_list;
use crate::text::date::{Date, both};
use clap::builder::ValueParser;
use clap::{ArgMatches, Command};
use std::path::PathBuf;

pub(super) fn describe() -> Command {
    let step = ValueParser::new(|words: &str| {
        let mut known = EventStep::ALL.into_iter().map(|(step, _)| step);
        known.find(|step| [step.name(), step.word()].contains(&words)).ok_or_else(|| {
            let names = EventStep::ALL.map(|(step, _)| step.word()).join("、");
            Misread::new(format!("{names}のどれかを指定してください。"), format!("one of {names}"))
        })
    });
    let add = Command::new("add")
        .args([args::document(), args::version().required(true)])
        .arg(args::option("what").required(true).value_parser(step))
        .args([
            args::day("date").required(true),
            args::day("until"),
            args::words("note", args::several_lines),
        ])
        .args(args::private())
        .arg(args::dry_run());
    let upload = Command::new("upload").arg(args::day("date"));
    Command::new("record").subcommands([add, upload, record_export::describe()])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    match matches.subcommand() {
        Some(("add", own)) => add(context, own),
        Some(("upload", own)) => upload(context, own),
        Some(("export", own)) => record_export::run(context, own),
        Some(_) | None => unreachable!("clap knows these commands only, and asks for one"),
    }
}

fn add(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let version: VersionId = args::required(matches, "version");
    let step: EventStep = args::required(matches, "what");
    let date = args::required(matches, "date");
    let until: Option<Date> = args::given(matches, "until");
    let note: Option<String> = args::given(matches, "note");
    let public = note.clone().filter(|note| !note.is_empty());
    let act = Act::Record { version, step, date, until, note: public };
    record_event(context, matches, (act, EventDetails::default()), |_| {
        let until = until.map_or_else(String::new, |until| format!("〜{}", both(until)));
        let note = note.map_or_else(String::new, |note| format!("（{note}）"));
        let step = Message::new(step.word(), step.name());
        let date = Message::day(date);
        Message::of("cli/step-recorded", fill! { version, step, date, until, note })
    })
}

fn upload(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let date = args::given(matches, "date").unwrap_or(context.today);
    let lock = work::lock_site(context)?;
    let recorded = BuildLog::read(&context.root)??;
    let Some((built, manifest, as_of)) = recorded.last_build(None) else {
        return Err(Finding::error("no-build", fill! {}).into());
    };
    let day = Message::day(date);
    if date > context.today {
        return Err(Finding::error("not-yet-done", fill! { day }).into());
    }
    if date < built {
        let built = Message::day(built);
        return Err(Finding::error("upload-before-build", fill! { day, built }).into());
    }
    let deed = Deed::Upload { manifest, date };
    let known = recorded.events().iter();
    if !known.clone().any(|event| event.deed == deed) {
        recorded.append(&lock, &BuildEvent { recorded: context.today, deed })?;
    }
    // What was to be sent is public: the next list begins from there.
    let out = recorded.last_out().map_or_else(|| context.root.join(PUBLIC), PathBuf::from);
    retire_list(&lock, &out)?;
    let (built, as_of) = (Message::day(built), Message::day(as_of));
    let not_proved = Message::of("build-log/not-proved", fill! {});
    context.out("cli/uploaded", fill! { day, built, as_of, manifest, not_proved });
    Ok(Exit::Done)
}
