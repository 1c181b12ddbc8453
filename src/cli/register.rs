//! `kohyo import --register`: a text of the past becomes a version (後日収録) of a document, through the same log and
//! exact check as every import. The text that is being written stays as it is.

use super::args;
use super::context::{Context, Exit, Stop};
use super::work::{self, file_name, refused, report, slug};
use crate::diagnostic::{Finding, Message};
use crate::disk::{self, Edits, Limits, Lock, Snapshot};
use crate::fill;
use crate::import::{self, ImportSource, Imported, Overwrite, Request, WantedKind};
use crate::ledger::{Day, EventDetails, VersionId};
use crate::seal::{LedgerWriter, PastText, as_text_of, register};
use crate::site::load::{Salt, Shelf};
use crate::site::{Document, Kind, Private, SinceDay};
use crate::tree::Provision;
use clap::{Arg, ArgMatches};
use std::path::Path;
use std::sync::Arc;

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

/// What is asked for.
struct Asked<'a> {
    /// The document.
    name: &'a str,
    source: ImportSource<'a>,
    wanted: WantedKind,
    effective: Day,
    details: EventDetails,
    private: Private,
    salt: Salt,
}

/// Registers one file.
pub(super) fn run(
    context: &Context<'_>,
    matches: &ArgMatches,
    (root, file, wanted): (&Path, &Path, WantedKind),
) -> Result<Exit, Stop> {
    let file_name = file_name(file);
    let bytes = disk::read_input(file, import::MAX_FILE as u64)?;
    let source = ImportSource { name: &file_name, bytes: &bytes };
    let lock = Lock::take_new(root, work::PATIENCE)?;
    let checked = work::check_snapshot(Snapshot::read(root, &Limits::default())?, context.today);
    let is_empty = checked.snapshot.under("content").next().is_none();
    if checked.errors().next().is_some() && !is_empty {
        return Err(checked.refused());
    }
    let name = args::document_of(matches);
    let effective = match args::required(matches, "register") {
        SinceDay::Day(day) => Day::Known(day),
        SinceDay::Unknown { .. } => {
            Day::Unknown { seen: args::given(matches, "seen").unwrap_or(context.today) }
        }
    };
    let (details, private) = (args::details_of(matches), args::private_of(matches));
    let asked = Asked { name, source, wanted, effective, details, private, salt: work::salt()? };
    let known = checked.if_sound().and_then(|site| site.document(name));
    let made = match known {
        Some(document) => beside(context, &asked, document, &checked.snapshot),
        None => founded(context, &asked, &checked.snapshot),
    };
    let made = made?.map_err(|findings| refused(context, findings, source))?;
    lock.commit(&made.edits)?;
    report(context, &file_name, &made.imported);
    tell(context, &asked, &made);
    Ok(Exit::Done)
}

/// What is to be written.
struct Registered {
    edits: Edits,
    imported: Imported,
    version: VersionId,
    kind: Kind,
    /// The report, where it lies.
    report: String,
}

/// A version of a document that is there. Only its ledger, the version and the report are written.
fn beside(
    context: &Context<'_>,
    asked: &Asked<'_>,
    document: &Document,
    snapshot: &Snapshot,
) -> Result<Result<Registered, Vec<Finding>>, Stop> {
    let own = match document.kind {
        Kind::Regulation => WantedKind::Regulation,
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => WantedKind::Notice,
    };
    let slug = &document.slug;
    if asked.wanted != WantedKind::Auto && asked.wanted != own {
        return Ok(Err(vec![Finding::error("other-kind", fill! { slug })]));
    }
    let nothing = Snapshot::default();
    let mut writer = LedgerWriter::new(snapshot, asked.salt);
    let version = writer.account(document).free_id(asked.effective.counted());
    let request = Request {
        wanted: own,
        slug: Some(slug.clone()),
        existing: &nothing,
        overwrite: Overwrite::Never,
        version: Some(Shelf::Content(slug.as_str()).version(version)),
    };
    let made = import::import(asked.source, &request).and_then(|imported| {
        let tree = as_text_of(document, &imported.root);
        let version = register(&mut writer, document, &asked.past(context, &tree));
        Ok((imported, version.map_err(|finding| vec![*finding])?))
    });
    let (imported, version) = match made {
        Ok(made) => made,
        Err(findings) => return Ok(Err(findings)),
    };
    let report = format!("records/imports/{slug}/{version}.md");
    writer.keep(&report, imported.report.clone().into_bytes());
    let edits = writer.edits()?;
    Ok(Ok(Registered { edits, imported, version, kind: document.kind, report }))
}

/// The first version of a document that is made for it: its text is the draft too.
fn founded(
    context: &Context<'_>,
    asked: &Asked<'_>,
    snapshot: &Snapshot,
) -> Result<Result<Registered, Vec<Finding>>, Stop> {
    let imported = slug(asked.name).and_then(|slug| {
        let wanted = asked.wanted;
        let (slug, overwrite) = (Some(slug), Overwrite::Never);
        let request = Request { wanted, slug, existing: snapshot, overwrite, version: None };
        import::import(asked.source, &request)
    });
    let imported = match imported {
        Ok(imported) => imported,
        Err(findings) => return Ok(Err(findings)),
    };
    let after = work::check_snapshot(snapshot.with(&imported.edits), context.today);
    let Some(document) = after.if_sound().and_then(|site| site.document(asked.name)) else {
        return Ok(Err(after.findings));
    };
    let mut writer = LedgerWriter::new(&after.snapshot, asked.salt);
    let tree = document.draft.on(context.today);
    let version = match register(&mut writer, document, &asked.past(context, tree)) {
        Ok(version) => version,
        Err(finding) => return Ok(Err(vec![*finding])),
    };
    Ok(Ok(Registered {
        edits: imported.edits.clone().then(&writer.edits()?)?,
        imported,
        version,
        kind: document.kind,
        report: format!("content/{}/{}", document.slug, import::REPORT),
    }))
}

impl Asked<'_> {
    fn past<'a>(&'a self, context: &Context<'_>, tree: &'a Arc<Provision>) -> PastText<'a> {
        PastText {
            tree,
            effective: self.effective,
            recorded: context.today,
            told: &self.details,
            private: &self.private,
        }
    }
}

fn tell(context: &Context<'_>, asked: &Asked<'_>, made: &Registered) {
    let (name, version, report) = (asked.name, made.version, &made.report);
    let word = Message::new(made.kind.effective_word(), "in force");
    let (entry, day) = match asked.effective {
        Day::Known(day) => ("cli/registered", day),
        Day::Unknown { seen } => ("cli/registered-unknown", seen),
    };
    context.out(entry, fill! { name, version, report, word, day = Message::day(day) });
}
