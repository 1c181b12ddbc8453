//! `kohyo seal`: freezes drafts as versions and appends them to their ledgers, as one commit. Does not write
//! pages.

mod report;

use super::context::{Context, Exit, OrStop, Stop};
use super::{args, work};
use crate::disk::{Snapshot, read_input};
use crate::fill;
use crate::seal::{LedgerWriter, SealRequest};
use crate::site::load::read_slip;
use crate::site::{Document, Slip};
use clap::{ArgMatches, Command};
use report::Report;
use std::path::{Path, PathBuf};

/// A slip is written by hand.
const SLIP_BYTES: u64 = 1 << 20;

pub(super) fn describe() -> Command {
    let documents = args::positional("documents")
        .num_args(1..)
        .required(false)
        .required_unless_present("all")
        .conflicts_with("all");
    Command::new("seal")
        .args([documents, args::flag("all"), args::path(args::option("slip")), args::dry_run()])
        .args([args::day_or_unknown("effective"), args::day("seen")])
        .args(args::details())
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    // A look writes nothing, not even the lock.
    let is_dry = matches.get_flag("dry-run");
    let lock = if is_dry { None } else { Some(work::lock(context)?) };
    let checked = work::read(context)?;
    let site = checked.sound()?;
    let slip: Option<PathBuf> = args::given(matches, "slip");
    let request = SealRequest {
        effective: args::given(matches, "effective"),
        seen: args::given(matches, "seen"),
        details: args::details_of(matches),
        private: args::private_of(matches),
        slip: slip.map(|path| slip_at(&path)).transpose()?,
        today: context.today,
    };
    let mut documents: Vec<&Document> = Vec::new();
    for name in args::all::<String>(matches, "documents") {
        let document = checked.document(&name)?;
        if documents.iter().all(|known| known.slug != document.slug) {
            documents.push(document);
        }
    }
    if matches.get_flag("all") {
        documents = request.differing(site).or_stop(&checked.snapshot)?;
    }
    let sealings = request.plan(&documents).or_stop(&checked.snapshot)?;
    let mut writer = LedgerWriter::new(&checked.snapshot, work::salt()?);
    request.write(&sealings, &checked.snapshot, &mut writer).or_stop(&checked.snapshot)?;
    let edits = writer.edits()?;
    if let Some(lock) = lock {
        lock.commit(&edits)?;
    }
    let report = Report { context, is_dry };
    let sealed: String =
        sealings.iter().map(|one| report.sealed(one.document, &one.plan)).collect();
    context.screen.out(&sealed);
    if is_dry {
        context.screen.out(&report.files(&edits));
    } else {
        context.out("cli/sealed-next", fill! {});
    }
    Ok(Exit::Done)
}

/// The slip that was named.
fn slip_at(path: &Path) -> Result<Slip, Stop> {
    let bytes = read_input(path, SLIP_BYTES)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    read_slip(&name, &bytes).or_stop(&Snapshot::from_memory([(&*name, bytes.clone())]))
}
