//! `kohyo undo`: takes the last command back that wrote into a document's ledger, while nothing of it is out. What was
//! public is withdrawn, not undone. Does not know what the command was.

use super::context::{Context, Exit, Stop};
use super::{args, effects, recording, work};
use crate::diagnostic::{Finding, Message, Span};
use crate::disk::{Before, Digest, DiskError, Edits, read_if_any};
use crate::fill;
use crate::ledger::{Act, Chain, Event, LedgerLine};
use crate::publish::PUBLIC;
use crate::publish::build_log::BuildLog;
use crate::rules::CheckedSite;
use crate::seal::{UndoRecord, undo_path};
use crate::site::Document;
use crate::site::load::Shelf;
use clap::{ArgMatches, Command};

pub(super) fn describe() -> Command {
    Command::new("undo").args([args::document(), args::dry_run()])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, checked) = work::read_locked(context)?;
    let document = checked.document(args::document_of(matches))?;
    let edits = undoing(context, document)?;
    let after = CheckedSite::of(checked.snapshot.with(&edits), context.today);
    let outcome = after.site.as_ref().and_then(|site| site.document(document.slug.as_str()));
    let outcome = outcome.cloned().unwrap_or_else(|| Document {
        versions: Vec::new(),
        repeal: None,
        ledger: Chain::default(),
        ..document.clone()
    });
    context.screen.out(&effects::told(context, document, &outcome));
    let is_dry = matches.get_flag("dry-run");
    if !is_dry {
        lock.commit(&edits)?;
    }
    let gone = gone(document, &outcome.ledger);
    let lines: Vec<Message> = gone.iter().map(|line| taken_back(&line.event.act)).collect();
    let (slug, count) = (&document.slug, lines.len());
    let head = if is_dry { "cli/undone-dry" } else { "cli/undone" };
    context.out(head, fill! { slug, count });
    recording::tell_lines(context, &lines, is_dry.then(|| edits.paths().collect()).as_ref());
    Ok(Exit::Done)
}

/// What takes the last command back; what stands against it.
fn undoing(context: &Context<'_>, document: &Document) -> Result<Edits, Stop> {
    let slug = document.slug.as_str();
    let read = |path: &str| read_if_any(&context.root.join(path), work::LIMIT);
    let nothing = || Finding::error("undo-nothing", fill! { slug });
    let path = undo_path(slug, &document.ledger);
    let (edits, uploads) = match read(&path)? {
        Some(bytes) => {
            let record = UndoRecord::read(&bytes).ok_or_else(|| {
                Finding::error("undo-form", fill! {}).at(Span::file(path.as_str()))
            })?;
            if document.ledger.head() != Some(record.head) {
                return Err(nothing().into());
            }
            let mut used = Edits::new();
            used.remove(&path, Before::Was(Digest::of(&bytes)))?;
            (record.edits(read)??.then(&used)?, record.uploads)
        }
        None => (only_seal(document, read)?.ok_or_else(nothing)?, 0),
    };
    let log = BuildLog::read(&context.root)??;
    if log.uploads() > uploads {
        return Err(Finding::error("undo-uploaded", fill! { slug }).into());
    }
    let ledger = edits.written(&Shelf::Content(slug).ledger());
    let before = ledger.and_then(|bytes| Chain::read(bytes).ok()).unwrap_or_default();
    let gone = gone(document, &before);
    // Where pages were made is written as it was given: from the site's folder, or from where the command ran.
    let outs = std::iter::once(PUBLIC).chain(log.outs());
    for (out, folder) in outs.flat_map(|out| [(out, context.root.join(out)), (out, out.into())]) {
        let published = read_if_any(&folder.join(Shelf::Published(slug).ledger()), work::LIMIT)?;
        let published = published.and_then(|bytes| Chain::read(&bytes).ok()).unwrap_or_default();
        let holds = |line: &LedgerLine| gone.iter().any(|gone| gone.digest == line.digest);
        if published.lines().iter().any(holds) {
            return Err(Finding::error("undo-published", fill! { slug, out }).into());
        }
    }
    Ok(edits)
}

/// What takes the only line of a ledger back where nothing says how it came: once `init` sealed its sample.
fn only_seal(
    document: &Document,
    read: impl Fn(&str) -> Result<Option<Vec<u8>>, DiskError>,
) -> Result<Option<Edits>, Stop> {
    let [LedgerLine { event: Event { act: Act::Seal { version, .. }, .. }, .. }] =
        document.ledger.lines()
    else {
        return Ok(None);
    };
    let shelf = Shelf::Content(document.slug.as_str());
    let mut edits = Edits::new();
    for path in [shelf.ledger(), shelf.version(*version)] {
        if let Some(bytes) = read(&path)? {
            edits.remove(&path, Before::Was(Digest::of(&bytes)))?;
        }
    }
    Ok(Some(edits))
}

/// The lines that a ledger has beyond what it was.
fn gone<'a>(document: &'a Document, before: &Chain) -> &'a [LedgerLine] {
    let pairs = document.ledger.lines().iter().zip(before.lines());
    let shared = pairs.take_while(|(one, other)| one.digest == other.digest).count();
    &document.ledger.lines()[shared..]
}

/// What was taken back, in words.
fn taken_back(act: &Act) -> Message {
    let word = match act {
        Act::Seal { .. } => Message::new("確定", "seal"),
        Act::Register { .. } => Message::new("後日収録", "register"),
        Act::Correct { .. } => Message::new("誤記の訂正", "correct"),
        Act::Postpone { .. } => Message::new("延期", "postpone"),
        Act::Withdraw { .. } => Message::new("取りやめ", "withdraw"),
        Act::Record { .. } => Message::new("行ったことの記録", "record"),
        Act::Withhold { .. } => Message::new("非公開化", "withhold"),
        Act::Repeal { .. } => Message::new("廃止", "repeal"),
        Act::Retitle { .. } => Message::new("名前の変更", "retitle"),
    };
    match act.concerns() {
        Some(version) => Message::of("cli/undone-version", fill! { word, version }),
        None => word,
    }
}
