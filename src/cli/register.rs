//! `kohyo import --register`: a text of the past becomes a version (後日収録) of a document. Does not know how.

use super::context::{Context, Exit, Stop};
use super::work::{self, file_name, refused, report};
use super::{args, effects, init, schema};
use crate::diagnostic::{Finding, Message};
use crate::disk::{self, Lock};
use crate::fill;
use crate::import::{ImportSource, MAX_FILE, WantedKind};

use crate::ledger::Day;
use crate::rules::CheckedSite;
use crate::seal::{PastImport, RegisteredImport, register_import};
use crate::sections::SCHEMAS;
use crate::site::SinceDay;
use clap::{Arg, ArgMatches};
use std::path::Path;

/// The options that make an import a registering.
pub(super) fn options() -> Vec<Arg> {
    let effective =
        args::day_or_unknown("register").conflicts_with_all(["name", "force"]).requires("document");
    let beside = [args::day("seen"), args::option("document")].into_iter();
    let beside = beside.chain(args::details()).map(|arg| arg.requires("register"));
    [effective].into_iter().chain(beside).collect()
}

/// Whether a past text is to be registered.
pub(super) fn is_asked(matches: &ArgMatches) -> bool {
    matches.contains_id("register")
}

/// Registers one file.
pub(super) fn run(
    context: &Context<'_>,
    matches: &ArgMatches,
    (root, file, wanted): (&Path, &Path, WantedKind),
) -> Result<Exit, Stop> {
    let file_name = file_name(file);
    let bytes = disk::read_input(file, MAX_FILE as u64)?;
    let source = ImportSource { name: &file_name, bytes: &bytes };
    let checked = CheckedSite::of(work::read_if_there(root)?, context.today);
    let is_empty = checked.snapshot.under("content").next().is_none();
    if checked.errors().next().is_some() && !is_empty {
        return Err(checked.refused());
    }
    let effective = match args::required(matches, "register") {
        SinceDay::Day(day) => Day::Known(day),
        SinceDay::Unknown { .. } => {
            let seen = args::given(matches, "seen");
            let seen = seen.ok_or_else(|| Finding::error("register-unseen", fill! {}))?;
            Day::Unknown { seen }
        }
    };
    let past = PastImport {
        name: args::document_of(matches),
        source,
        wanted,
        effective,
        recorded: context.today,
        told: args::details_of(matches),
        private: args::private_of(matches),
        salt: work::salt()?,
    };
    let doubts = past.event().doubts().into_iter();
    let doubts: Vec<_> = doubts.map(|doubt| (past.name.to_owned(), doubt)).collect();
    work::check_days(matches, &doubts)?;
    let made = register_import(&checked, &past)?;
    let made = made.map_err(|findings| refused(context, findings, source))?;
    let held = work::refusing(matches, made.held.iter().cloned());
    if !held.is_empty() {
        return Err(refused(context, held, source));
    }
    context.screen.out(&effects::told(context, &made.before, &made.after));
    let edits = init::completed(&checked.snapshot, &made.edits)?;
    let edits = if is_empty { edits.then(&work::attributes(root)?)? } else { edits };
    let lock = Lock::take_new(root, work::PATIENCE)?;
    work::commit(root, &lock, &edits)?;
    if is_empty {
        schema::write_schemas(&root.join(SCHEMAS))?;
    }
    report(context, &file_name, &made.imported);
    tell(context, &past, &made);
    Ok(Exit::Done)
}

fn tell(context: &Context<'_>, past: &PastImport<'_>, made: &RegisteredImport) {
    let (name, version, report) = (past.name, made.version, &made.report);
    let word = Message::new(made.kind.effective_word(), "in force");
    let (entry, day) = match past.effective {
        Day::Known(day) => ("cli/registered", day),
        Day::Unknown { seen } => ("cli/registered-unknown", seen),
    };
    context.out(entry, fill! { name, version, report, word, day = Message::day(day) });
}
