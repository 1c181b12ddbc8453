//! `kohyo renumber`: numbers a draft anew and lets references follow. Shows what it would write, writes when told to.

use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::disk::{Edits, Snapshot};
use crate::fill;
use crate::seal::{self, RenumberWay, RenumberedDraft, Rewording, UnsureReason, UnsureReference};
use crate::site::load::file_and_line;
use clap::{ArgMatches, Command};

pub(super) fn describe() -> Command {
    Command::new("renumber").args([args::document(), args::flag("branch"), args::flag("write")])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, checked) = work::read_locked(context)?;
    let name = args::document_of(matches);
    // Numbers out of order are what this command is for: only what cannot be read stands in its way.
    let document = checked.document(name)?;
    let site = checked.site.as_ref().ok_or_else(|| checked.refused())?;
    let snapshot = &checked.snapshot;
    let way = if matches.get_flag("branch") { RenumberWay::Branch } else { RenumberWay::Shift };
    let found = seal::renumber(site, snapshot, document, way, context.today);
    let is_written = matches.get_flag("write") && !found.files.is_empty();
    if is_written {
        let mut edits = Edits::new();
        for (path, bytes) in &found.files {
            edits.write(path, bytes.clone(), snapshot.before(path))?;
        }
        lock.commit(&edits)?;
    }
    let told = report(context, snapshot, &found, (name, way));
    context.screen.out(&(told + &end(context, &found, (name, way), is_written)));
    Ok(Exit::Done)
}

fn report(
    context: &Context<'_>,
    snapshot: &Snapshot,
    found: &RenumberedDraft,
    (name, way): (&str, RenumberWay),
) -> String {
    let mut out = String::new();
    let parts = [(&found.labels, "cli/numbers"), (&found.references, "cli/references")];
    for (all, head) in parts {
        if !all.is_empty() {
            out.push_str(&context.words(head, fill! {}));
        }
        for Rewording { span, from, to } in all {
            let place = file_and_line(snapshot, span);
            out.push_str(&format!("  {place}: {from} → {to}\n"));
        }
    }
    if !found.unsure.is_empty() {
        out.push_str(&context.words("cli/renumber-unsure", fill! {}));
    }
    for UnsureReference { span, words, why } in &found.unsure {
        let place =
            span.as_ref().map_or_else(|| name.to_owned(), |span| file_and_line(snapshot, span));
        let why = context.words(because(*why), fill! {});
        out.push_str(&format!("  {place}: 「{words}」 … {why}\n"));
    }
    if out.is_empty() {
        let nothing = match way {
            RenumberWay::Shift => "cli/numbers-in-order",
            RenumberWay::Branch => "cli/no-branches",
        };
        out.push_str(&context.words(nothing, fill! {}));
    }
    out
}

fn because(why: UnsureReason) -> &'static str {
    match why {
        UnsureReason::Ambiguous => "cli/unsure-ambiguous",
        UnsureReason::Gone => "cli/unsure-gone",
        UnsureReason::LedElsewhere => "cli/unsure-led-elsewhere",
        UnsureReason::OtherForm => "cli/unsure-other-form",
    }
}

fn end(
    context: &Context<'_>,
    found: &RenumberedDraft,
    (name, way): (&str, RenumberWay),
    is_written: bool,
) -> String {
    if found.files.is_empty() {
        return String::new();
    }
    if is_written {
        let files = found.files.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        return context.words("cli/renumbered", fill! { files });
    }
    let flag = match way {
        RenumberWay::Shift => "",
        RenumberWay::Branch => " --branch",
    };
    let mut out = context.words("cli/renumber-next", fill! { name, flag });
    if way == RenumberWay::Shift && !found.labels.is_empty() {
        out.push_str(&context.words("cli/renumber-branch", fill! { name }));
    }
    out
}
