//! What commands share that write what happened into a document's ledger: the document, `--dry-run`, one commit under
//! the lock, and how it is told. Does not know any event.

use super::args;
use super::context::{Context, Exit, OrStop, Stop};
use super::{effects, work};
use crate::diagnostic::{Finding, Message};
use crate::fill;
use crate::ledger::{Act, Event, EventDetails};
use crate::rules::CheckedSite;
use crate::seal::{self, LedgerWriter, PlannedVersion};
use crate::site::{Document, Site};
use clap::ArgMatches;

/// What a command is given to write with.
pub(super) struct Recording<'a> {
    pub site: &'a Site,
    pub document: &'a Document,
    /// The site as it was read.
    pub checked: &'a CheckedSite,
    /// Takes everything that is to be written.
    pub writer: LedgerWriter<'a>,
    /// What happened, a line each.
    pub lines: Vec<Message>,
    /// What should be looked at.
    pub findings: Vec<Finding>,
}

/// Reads the site under the lock, lets `write` record, commits, and tells.
pub(super) fn record(
    context: &Context<'_>,
    matches: &ArgMatches,
    write: impl FnOnce(&mut Recording<'_>) -> Result<(), Stop>,
) -> Result<Exit, Stop> {
    let (lock, checked) = work::read_locked(context)?;
    let site = checked.sound()?;
    let document = checked.document(args::document_of(matches))?;
    let mut recording = Recording {
        site,
        document,
        checked: &checked,
        writer: LedgerWriter::new(&checked.snapshot, work::salt()?),
        lines: Vec::new(),
        findings: Vec::new(),
    };
    write(&mut recording)?;
    let Recording { writer, lines, findings, .. } = recording;
    work::check_days(matches, writer.doubts())?;
    context.screen.out(&effects::told(context, document, &writer.outcome(document)));
    let edits = writer.edits()?;
    let is_dry = matches.get_flag("dry-run");
    if !is_dry {
        work::commit(&context.root, &lock, &edits)?;
    }
    context.findings(&findings, &checked.snapshot);
    let paths: Vec<&str> = edits.paths().collect();
    tell(context, document.slug.as_str(), &lines, is_dry.then_some(&paths));
    Ok(Exit::Done)
}

/// Records one event that needs no file of its own.
pub(super) fn record_event(
    context: &Context<'_>,
    matches: &ArgMatches,
    (act, details): (Act, EventDetails),
    line: impl FnOnce(&Document) -> Message,
) -> Result<Exit, Stop> {
    let event = Event::new(context.today, act).telling(details);
    record(context, matches, |to| {
        let line = line(to.document);
        let done = seal::record(&mut to.writer, to.document, event, &args::private_of(matches));
        let done = done.or_stop(&to.checked.snapshot)?;
        to.lines.push(line);
        to.lines.extend(done.reissued.iter().filter_map(derived));
        to.findings = done.findings;
        Ok(())
    })
}

/// A version whose text was derived anew.
fn derived(made: &PlannedVersion) -> Option<Message> {
    let ((before, _), id) = (made.reissues.as_ref()?, made.id);
    Some(Message::of("cli/recorded-derived", fill! { before, id }))
}

/// Says what was recorded, or would be, and the next step.
pub(super) fn tell(context: &Context<'_>, name: &str, lines: &[Message], dry: Option<&Vec<&str>>) {
    let head = if dry.is_some() { "cli/recorded-dry" } else { "cli/recorded" };
    context.out(head, fill! { name });
    tell_lines(context, lines, dry);
}

/// Says a line each, and the next step, or which files would be written.
pub(super) fn tell_lines(context: &Context<'_>, lines: &[Message], dry: Option<&Vec<&str>>) {
    for line in lines {
        context.screen.out(&format!("  {}\n", line.get(context.lang)));
    }
    let Some(paths) = dry else {
        return context.out("cli/recorded-next", fill! { root = context.root_option() });
    };
    let paths: String = paths.iter().map(|path| format!("  {path}\n")).collect();
    context.out("cli/recorded-files", fill! { paths });
}

/// Words behind a line where kohyo learns of it after its day, which pages say too.
pub(super) fn late(word: Option<&str>) -> Message {
    match word {
        Some(word) => {
            let word = Message::new(word, "later");
            Message::of("cli/recorded-late", fill! { word })
        }
        None => Message::new("", ""),
    }
}
