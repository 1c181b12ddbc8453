//! `kohyo rebase`: two copies of a site both wrote into one ledger; ours is linked behind the other. Never changes a line
//! that is published. Does not know how lines are linked.

use super::act::{self, dry_run};
use super::usage::say;
use super::{Context, Exit, Stop, work};
use crate::diagnostic::{Finding, Lang, Message, Severity, Span};
use crate::disk::{Before, Edits, File, Folder, Limits, Snapshot, read_if_any};
use crate::ledger::{Chain, VersionId};
use crate::seal::{Ledgers, Rebased, rebase, rebase_told, to_look_at};
use crate::site::load::{Shelf, Stored};
use crate::tree::Digest;
use clap::{Arg, ArgMatches, Command};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// No ledger, version or record is longer.
const LIMIT: u64 = 64 << 20;

pub(super) fn describe(lang: Lang) -> Command {
    let onto = Arg::new("onto")
        .long("onto")
        .required(true)
        .value_name(say(lang, "台帳|フォルダー", "LEDGER|DIR"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(
            lang,
            "元にする側：台帳（ledger.jsonl）、文書のフォルダー、サイトのフォルダー、公開フォルダーのどれか",
            "The other side: a ledger.jsonl, a document's folder, a site, or a public folder",
        ));
    Command::new("rebase")
        .about(say(
            lang,
            "別々に確定した 2 つの台帳を 1 本につなぎます（公開済みの行は変えません）",
            "Link a ledger behind another that went on too; published lines never change",
        ))
        .arg(act::document(lang))
        .arg(onto)
        .arg(dry_run(lang))
}

/// The other side.
struct Theirs {
    chain: Chain,
    files: Vec<File>,
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let slug = matches.get_one::<String>("document").expect("required");
    let onto = matches.get_one::<PathBuf>("onto").expect("required");
    let lock = work::lock(context)?;
    let snapshot = Snapshot::read(&context.root, &Limits::default())?;
    let theirs = match theirs(onto, slug)? {
        Ok(theirs) => theirs,
        Err(finding) => return Ok(work::refuse(context, &snapshot, *finding)),
    };
    let path = Shelf::Content(slug).ledger();
    let ours = snapshot.file(&path).map_or(&[][..], |file| file.bytes());
    let ours = match Chain::read(ours) {
        Ok(chain) => chain,
        Err(error) => {
            let span = Span::new(&*path, crate::site::load::line(ours, error.line));
            return Ok(work::refuse(context, &snapshot, broken().at(span)));
        }
    };
    let published = published(context, slug)?;
    let ledgers =
        Ledgers { slug, ours: &ours, theirs: &theirs.chain, published: published.as_ref() };
    let rebased = match rebase(ledgers, context.today) {
        Ok(Some(rebased)) => rebased,
        Ok(None) => {
            context.screen.out(&already(context.lang, slug));
            return Ok(Exit::Done);
        }
        Err(finding) => return Ok(work::refuse(context, &snapshot, *finding)),
    };
    let edits = match edits(context, slug, &snapshot, &theirs, &rebased)? {
        Ok(edits) => edits,
        Err(finding) => return Ok(work::refuse(context, &snapshot, *finding)),
    };
    let after = work::judge(snapshot.with(&edits), context.today);
    if let Some(findings) = broken_after(&after, slug) {
        context.screen.findings(&findings, &after.snapshot, context.lang);
        return Ok(Exit::Findings);
    }
    let is_dry = matches.get_flag("dry-run");
    if !is_dry {
        lock.commit(&edits)?;
    }
    let nothing = Snapshot::default();
    let findings = to_look_at(slug, &rebased);
    context.screen.findings(&findings, &nothing, context.lang);
    let lines = rebase_told(&rebased, context.today).into_iter();
    let lines: Vec<Message> = lines.map(|(ja, en)| Message::new(ja, en)).collect();
    let paths: Vec<&str> = edits.paths().collect();
    let said = act::told(context, slug, &lines, is_dry.then_some(&paths));
    context.screen.out(&said);
    Ok(Exit::Done)
}

/// What would be wrong with the document afterwards.
fn broken_after(after: &work::Read, slug: &str) -> Option<Vec<Finding>> {
    let folder = format!("content/{slug}/");
    let own = after.findings.iter().filter(|finding| {
        let span = finding.span.as_ref();
        finding.severity == Severity::Error
            && span.is_some_and(|span| span.file.starts_with(&folder))
    });
    let own: Vec<Finding> = own.cloned().collect();
    (!own.is_empty()).then_some(own)
}

/// Reads the other side, whichever way it was named.
fn theirs(onto: &Path, slug: &str) -> Result<Result<Theirs, Box<Finding>>, Stop> {
    let named = if onto.is_dir() {
        let below = ["".into(), slug.to_owned(), format!("content/{slug}")];
        let mut folders = below.iter().map(|below| onto.join(below));
        folders.find(|folder| folder.join("ledger.jsonl").is_file())
    } else {
        onto.is_file().then(|| onto.parent().unwrap_or(Path::new("")).to_owned())
    };
    let shown = onto.display().to_string();
    let Some(folder) = named else {
        return Ok(Err(Box::new(no_ledger(&shown, slug))));
    };
    let ledger = if onto.is_dir() { folder.join("ledger.jsonl") } else { onto.to_owned() };
    let bytes = read_if_any(&ledger, LIMIT)?.unwrap_or_default();
    let Ok(chain) = Chain::read(&bytes) else {
        let shown = ledger.display().to_string();
        return Ok(Err(Box::new(no_chain(&shown))));
    };
    if chain.lines().is_empty() {
        return Ok(Err(Box::new(no_ledger(&shown, slug))));
    }
    let versions = folder.join("versions");
    let mut files = Vec::new();
    if versions.is_dir() {
        let listed = Folder::list(&versions)?;
        for name in listed.names().filter(|name| name.ends_with(".jsonl")) {
            files.extend(listed.file(name)?);
        }
    }
    Ok(Ok(Theirs { chain, files }))
}

/// The ledger as far as this site published it.
fn published(context: &Context<'_>, slug: &str) -> Result<Option<Chain>, Stop> {
    let path = context.root.join("public").join(Shelf::Published(slug).ledger());
    let bytes = read_if_any(&path, LIMIT)?;
    Ok(bytes.and_then(|bytes| Chain::read(&bytes).ok()))
}

/// The ledger, the versions that it names, and private records under their new names.
fn edits(
    context: &Context<'_>,
    slug: &str,
    snapshot: &Snapshot,
    theirs: &Theirs,
    rebased: &Rebased,
) -> Result<Result<Edits, Box<Finding>>, Stop> {
    let shelf = Shelf::Content(slug);
    let folder = shelf.versions();
    let own = snapshot.under(&folder).map(|(_, file)| file);
    let known: BTreeMap<Digest, &File> =
        own.chain(&theirs.files).map(|file| (file.digest(), file)).collect();
    let before = |path: &str| {
        let file = snapshot.file(path);
        file.map_or(Before::Absent, |file| Before::Was(file.digest()))
    };
    let mut edits = Edits::new();
    let ledger = shelf.ledger();
    edits.write(&ledger, rebased.chain.bytes(), before(&ledger))?;
    for entry in rebased.account.entries() {
        let (path, wanted) = (shelf.version(entry.id), entry.file_digest());
        if snapshot.file(&path).is_some_and(|file| file.digest() == wanted) {
            continue;
        }
        let Some(file) = known.get(&wanted) else {
            return Ok(Err(Box::new(no_text(entry.id, wanted))));
        };
        edits.write(&path, file.shared(), before(&path))?;
    }
    for (path, _) in snapshot.under(&folder) {
        let is_known = match shelf.stored(&path[folder.len() + 1..]) {
            Stored::Version(id) => rebased.account.entry(id).is_some(),
            Stored::Misnamed | Stored::Other => true,
        };
        if !is_known {
            edits.remove(path, before(path))?;
        }
    }
    for (old, new) in &rebased.renamed {
        rename_record(context, (slug, *old, *new), rebased, &mut edits)?;
    }
    Ok(Ok(edits))
}

/// The private record of a version that is called otherwise now, where it is the one that the ledger binds.
fn rename_record(
    context: &Context<'_>,
    (slug, old, new): (&str, VersionId, VersionId),
    rebased: &Rebased,
    edits: &mut Edits,
) -> Result<(), Stop> {
    let mut lines = rebased.chain.lines().iter();
    let line = lines.find(|line| line.event.act.makes() == Some(new));
    let bound = line.and_then(|line| line.event.told.record);
    let path = |id: VersionId| format!("records/{slug}/{id}.yaml");
    let bytes = read_if_any(&context.root.join(path(old)), LIMIT)?;
    if let (Some(bound), Some(bytes)) = (bound, bytes)
        && Digest::of(&bytes) == bound
        && read_if_any(&context.root.join(path(new)), LIMIT)?.is_none()
    {
        edits.write(&path(new), bytes, Before::Absent)?;
        edits.remove(&path(old), Before::Was(bound))?;
    }
    Ok(())
}

fn already(lang: Lang, slug: &str) -> String {
    match lang {
        Lang::Ja => {
            format!("「{slug}」の台帳は、すでに指定された台帳の続きです。することはありません。\n")
        }
        Lang::En => format!(
            "The ledger of `{slug}` goes on from the other already; there is nothing to do.\n"
        ),
    }
}

fn no_ledger(shown: &str, slug: &str) -> Finding {
    Finding::spelt_error(
        "rebase-no-ledger",
        format!("「{shown}」に、文書「{slug}」の台帳がありません。"),
        format!("There is no ledger of `{slug}` in `{shown}`."),
    )
    .help(
        "相手のサイトのフォルダー、その公開フォルダー、又は台帳のファイル（ledger.jsonl）を指定してください。",
        "Name the other site, its public folder, or its ledger.jsonl.",
    )
}

fn no_chain(shown: &str) -> Finding {
    Finding::spelt_error(
        "rebase-onto",
        format!("「{shown}」は、台帳として行がつながっていません。"),
        format!("The lines of `{shown}` do not hang together."),
    )
    .help(
        "git の競合の印（<<<<<<< など）が残っていないか確かめてください。相手の側の元のファイルを使います。",
        "Look for conflict marks of git (<<<<<<<); use the file as the other side has it.",
    )
}

fn broken() -> Finding {
    Finding::spelt_error(
        "ledger-form",
        "手元の台帳の行がつながっていません。",
        "The lines of the ledger here do not hang together.",
    )
    .help(
        "git の競合の印（<<<<<<< など）が残っていないか確かめ、自分の側の台帳に戻してから、もう一度お試しください（git checkout --ours）。",
        "Look for conflict marks of git (<<<<<<<) and put your own side back (git checkout --ours).",
    )
}

fn no_text(version: VersionId, digest: Digest) -> Finding {
    Finding::spelt_error(
        "rebase-no-text",
        format!("版 {version} のファイル（SHA-256：{digest}）が、どちらの側にもありません。"),
        format!("Neither side has the file of the version {version} (SHA-256 {digest})."),
    )
    .help(
        "台帳のファイルだけでなく、文書のフォルダーかサイトのフォルダーを --onto に指定してください。",
        "Name the document's folder or the site with --onto, not the ledger alone.",
    )
}
