//! `kohyo import --register`: a text of the past becomes a version (後日収録) of a document, through the same log and
//! exact check as every import. The text that is being written stays as it is.

use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, telling, work};
use crate::diagnostic::{Finding, Lang, Severity};
use crate::disk::{self, Edits, Limits, Lock, Snapshot};
use crate::import::{self, ImportSource, Imported, Overwrite, Request, WantedKind};
use crate::ledger::{Day, VersionId};
use crate::seal::{LedgerWriter, PastText, register};
use crate::site::load::Shelf;
use crate::site::{Document, Kind, Slug};
use crate::text::date::{self, Date, both};
use crate::tree::{Provision, Role};
use clap::builder::ValueParser;
use clap::{Arg, ArgMatches};
use std::path::Path;
use std::sync::Arc;

/// What `--register` says.
#[derive(Clone, Copy, Debug)]
enum Effective {
    Known(Date),
    Unknown,
}

/// The options that make an import a registering.
pub(super) fn args(lang: Lang) -> Vec<Arg> {
    let parser = move |words: &str| match words {
        "unknown" | "不明" => Ok(Effective::Unknown),
        _ => date::parse(words).map(|reading| Effective::Known(reading.date)).map_err(|error| {
            match lang {
                Lang::Ja => error.ja(),
                Lang::En => error.en(),
            }
        }),
    };
    let effective = Arg::new("register")
        .long("register")
        .value_name(say(lang, "日付|unknown", "DATE|unknown"))
        .value_parser(ValueParser::new(parser))
        .conflicts_with_all(["name", "force"])
        .requires("document")
        .help(say(
            lang,
            "過去の版として収録します（後日収録）。その施行日・適用日、わからないときは unknown",
            "Register it as a past version: its effective day, or `unknown`",
        ));
    let seen = date_arg(
        "seen",
        lang,
        "--register unknown のとき、その内容を確認した日（省略時は今日）",
        "With `--register unknown`: the day on which it was seen in force (default: today)",
    );
    let document = Arg::new("document")
        .long("document")
        .requires("register")
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(
            lang,
            "--register のとき、どの文書の版か（フォルダー名）。なければ作ります",
            "With `--register`: the document (its folder), made where there is none",
        ));
    let mut all = vec![effective, seen.requires("register"), document];
    let told = telling::args(lang).into_iter();
    all.extend(told.map(|arg| arg.requires("register")));
    all
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
    let name = super::import::file_name(file);
    let bytes = disk::read_input(file, import::MAX_FILE as u64)?;
    let source = ImportSource { name: &name, bytes: &bytes };
    let lock = Lock::take_new(root, work::PATIENCE)?;
    let read = work::judge(Snapshot::read(root, &Limits::default())?, context.today);
    let is_broken = read.findings.iter().any(|finding| finding.severity == Severity::Error);
    let is_empty = read.snapshot.under("content").next().is_none();
    if is_broken && !is_empty {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    }
    let asked = matches.get_one::<String>("document").expect("required");
    let known = read.sound().and_then(|site| site.document(asked));
    let made = match known {
        Some(document) => beside(context, matches, document, &read.snapshot, (source, wanted))?,
        None => founded(context, matches, &read.snapshot, (source, wanted))?,
    };
    let made = match made {
        Ok(made) => made,
        Err(findings) => return Ok(super::import::refuse(context, &findings, source)),
    };
    lock.commit(&made.edits)?;
    super::import::report(context, &name, &made.imported);
    context.screen.out(&said(context.lang, asked, &made));
    Ok(Exit::Done)
}

/// What is to be written.
struct Made {
    edits: Edits,
    imported: Imported,
    version: VersionId,
    effective: Day,
    kind: Kind,
    /// The report, where it lies.
    report: String,
}

type Given<'a> = (ImportSource<'a>, WantedKind);

/// A version of a document that is there. Only its ledger, the version and the report are written.
fn beside(
    context: &Context<'_>,
    matches: &ArgMatches,
    document: &Document,
    snapshot: &Snapshot,
    (source, wanted): Given<'_>,
) -> Result<Result<Made, Vec<Finding>>, Stop> {
    let own = match document.kind {
        Kind::Regulation => WantedKind::Regulation,
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => WantedKind::Notice,
    };
    if wanted != WantedKind::Auto && wanted != own {
        return Ok(Err(vec![other_kind(document)]));
    }
    let nothing = Snapshot::default();
    let mut writer = LedgerWriter::new(snapshot, work::salt()?);
    let day = effective(context, matches).counted();
    let version = writer.account(document).free_id(day);
    let request = Request {
        wanted: own,
        slug: Some(document.slug.clone()),
        existing: &nothing,
        overwrite: Overwrite::Never,
        version: Some(Shelf::Content(document.slug.as_str()).version(version)),
    };
    let imported = match import::import(source, &request) {
        Ok(imported) => imported,
        Err(findings) => return Ok(Err(findings)),
    };
    let tree = as_own(&imported.root, document);
    let (version, effective) = match write(context, matches, &mut writer, document, &tree) {
        Ok(written) => written,
        Err(finding) => return Ok(Err(vec![*finding])),
    };
    let report = format!("records/imports/{}/{version}.md", document.slug);
    writer.keep(&report, imported.report.clone().into_bytes());
    Ok(Ok(Made {
        edits: writer.edits()?,
        imported,
        version,
        effective,
        kind: document.kind,
        report,
    }))
}

/// The first version of a document that is made for it: its text is the draft too.
fn founded(
    context: &Context<'_>,
    matches: &ArgMatches,
    snapshot: &Snapshot,
    (source, wanted): Given<'_>,
) -> Result<Result<Made, Vec<Finding>>, Stop> {
    let name = matches.get_one::<String>("document").expect("required");
    let Ok(slug) = Slug::new(name) else {
        return Ok(Err(vec![super::import::bad_name(name)]));
    };
    let request = Request {
        wanted,
        slug: Some(slug.clone()),
        existing: snapshot,
        overwrite: Overwrite::Never,
        version: None,
    };
    let imported = match import::import(source, &request) {
        Ok(imported) => imported,
        Err(findings) => return Ok(Err(findings)),
    };
    let after = work::judge(snapshot.with(&imported.edits), context.today);
    let Some(document) = after.sound().and_then(|site| site.document(name)) else {
        return Ok(Err(after.findings));
    };
    let mut writer = LedgerWriter::new(&after.snapshot, work::salt()?);
    let tree = document.draft.on(context.today);
    let (version, effective) = match write(context, matches, &mut writer, document, tree) {
        Ok(written) => written,
        Err(finding) => return Ok(Err(vec![*finding])),
    };
    let kind = document.kind;
    Ok(Ok(Made {
        edits: imported.edits.clone().then(&writer.edits()?)?,
        imported,
        version,
        effective,
        kind,
        report: format!("content/{slug}/{}", import::REPORT),
    }))
}

/// From when the text was in force, or when it was seen.
fn effective(context: &Context<'_>, matches: &ArgMatches) -> Day {
    let seen = matches.get_one::<Date>("seen").copied();
    match matches.get_one::<Effective>("register").expect("asked") {
        Effective::Known(day) => Day::Known(*day),
        Effective::Unknown => Day::Unknown { seen: seen.unwrap_or(context.today) },
    }
}

fn write(
    context: &Context<'_>,
    matches: &ArgMatches,
    writer: &mut LedgerWriter<'_>,
    document: &Document,
    tree: &Arc<Provision>,
) -> Result<(VersionId, Day), Box<Finding>> {
    let effective = effective(context, matches);
    let past = PastText {
        tree,
        effective,
        recorded: context.today,
        told: &telling::told(matches),
        private: &telling::private(matches),
    };
    Ok((register(writer, document, &past)?, effective))
}

/// The text as one of the document: of its kind, with its key.
fn as_own(root: &Arc<Provision>, document: &Document) -> Arc<Provision> {
    let draft = &document.draft.periods()[0].1;
    let own = root.own().clone();
    own.role(Role::of(document.kind.name()))
        .key(draft.key().cloned())
        .with(root.children().iter().cloned())
}

fn other_kind(document: &Document) -> Finding {
    let slug = &document.slug;
    Finding::spelt_error(
        "other-kind",
        format!("「{slug}」の種別と、--kind の指定が違います。"),
        format!("`{slug}` is of another kind than --kind says."),
    )
    .help("--kind を付けずに、もう一度お試しください。", "Try again without --kind.")
}

fn said(lang: Lang, name: &str, made: &Made) -> String {
    let (version, report) = (made.version, &made.report);
    let word = made.kind.effective_word();
    match (lang, made.effective) {
        (Lang::Ja, Day::Known(day)) => format!(
            "「{name}」の版 {version} として収録しました（後日収録、{word}: {}）。\n  取込みの記録: {report}\n",
            both(day)
        ),
        (Lang::Ja, Day::Unknown { seen }) => format!(
            "「{name}」の版 {version} として収録しました（後日収録、{word}は不明、{}に確認した内容）。\n  取込みの記録: {report}\n",
            both(seen)
        ),
        (Lang::En, Day::Known(day)) => format!(
            "Registered as version {version} of `{name}`, in force from {day}.\n  The log of the import: {report}\n"
        ),
        (Lang::En, Day::Unknown { seen }) => format!(
            "Registered as version {version} of `{name}`; in force since an unknown day, seen on {seen}.\n  The log of the import: {report}\n"
        ),
    }
}
