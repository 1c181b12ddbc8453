//! `kohyo seal`: freezes drafts as versions and appends them to their ledgers, as one commit. Does not write
//! pages.

mod args;
mod report;
mod slips;

pub(super) use args::describe;

use super::work::{self, Read};
use super::{Context, Exit, Stop};
use crate::diagnostic::Finding;
use crate::disk::Edits;
use crate::seal::{self, SealPlan};
use crate::site::load::slip_path;
use crate::site::{Document, Site};
use args::Mode;
use clap::ArgMatches;
use slips::{Said, Wanted};

/// A document that is to be sealed.
struct Sealing<'a> {
    document: &'a Document,
    said: Said,
    plan: SealPlan,
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let mode = Mode::of(matches);
    // A look writes nothing, not even the lock.
    let (lock, read) = match mode {
        Mode::Look => (None, work::read(context)?),
        Mode::Write => {
            let (lock, read) = work::read_locked(context)?;
            (Some(lock), read)
        }
    };
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let wanted = match Wanted::of(context, matches)? {
        Ok(wanted) => wanted,
        Err(exit) => return Ok(exit),
    };
    let sealings = match sealings(context, site, &wanted) {
        Ok(sealings) => sealings,
        Err(findings) => {
            context.screen.findings(&findings, &read.snapshot, context.lang);
            return Ok(Exit::Findings);
        }
    };
    let edits = match edits(&read, &sealings, &wanted)? {
        Ok(edits) => edits,
        Err(finding) => return Ok(work::refuse(context, &read.snapshot, *finding)),
    };
    if let Some(lock) = lock {
        lock.commit(&edits)?;
    }
    let mut out = String::new();
    for sealing in &sealings {
        out.push_str(&report::sealed(context.lang, mode, sealing.document, &sealing.plan));
    }
    out.push_str(&report::end(context.lang, mode, &edits));
    context.screen.out(&out);
    Ok(Exit::Done)
}

/// Everything that is to be sealed; of several documents either all are, or none.
fn sealings<'a>(
    context: &Context<'_>,
    site: &'a Site,
    wanted: &Wanted<'_>,
) -> Result<Vec<Sealing<'a>>, Vec<Finding>> {
    let documents = wanted.documents(site)?;
    let (mut sealings, mut findings) = (Vec::new(), Vec::new());
    for document in documents {
        let said = match wanted.said(document) {
            Ok(said) => said,
            Err(finding) => {
                findings.push(*finding);
                continue;
            }
        };
        match seal::plan(document, said.effective, context.today) {
            Ok(plan) => sealings.push(Sealing { document, said, plan }),
            Err(found) => findings.extend(found),
        }
    }
    if findings.is_empty() { Ok(sealings) } else { Err(findings) }
}

/// All files that change: versions, ledgers, private records, and the slips that are used up.
fn edits(
    read: &Read,
    sealings: &[Sealing<'_>],
    wanted: &Wanted<'_>,
) -> Result<Result<Edits, Box<Finding>>, Stop> {
    let mut writer = seal::LedgerWriter::new(&read.snapshot, work::salt()?);
    for Sealing { document, said, plan } in sealings {
        if let Err(finding) = plan.write(&mut writer, document, &said.told, &said.private) {
            return Ok(Err(finding));
        }
        let slip = slip_path(&document.slug);
        if wanted.uses_own_slips() && read.snapshot.file(&slip).is_some() {
            writer.remove(&slip);
        }
    }
    Ok(Ok(writer.edits()?))
}
