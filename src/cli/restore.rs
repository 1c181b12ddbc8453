//! `kohyo restore`: brings back `content/` from a published copy. Never writes over anything; does not know how
//! content is made of it.

use super::usage::say;
use super::{Context, Exit, Stop, schema, verify, work};
use crate::diagnostic::{Finding, Lang, Severity, Span};
use crate::disk::{Before, Digest, Edits, File, Folder, Limits, Lock, Snapshot, read_if_any};
use crate::publish::ledgers::Proven;
use crate::publish::manifest;
use crate::publish::restore::{self, Restored};
use crate::publish::verify::Published;
use crate::publish::verify::{changed, public_folder};
use crate::sections::SCHEMAS;
use clap::{Arg, ArgMatches, Command};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Line feeds stay line feeds in what kohyo seals and digests, whatever git is told elsewhere.
const ATTRIBUTES: (&str, &[u8]) = ("content/.gitattributes", b"*.jsonl -text\n");

pub(super) fn describe(lang: Lang) -> Command {
    let heading = say(lang, "指定するもの", "Arguments");
    let dir = Arg::new("dir")
        .required(true)
        .value_name(say(lang, "公開フォルダー", "PUBLIC_DIR"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(lang, "公開用のフォルダー、またはその写し", "A public folder or a copy of one"))
        .help_heading(heading);
    let document = Arg::new("document")
        .value_name(say(lang, "文書", "DOCUMENT"))
        .help(say(
            lang,
            "戻す文書のフォルダー名（省略時はサイト全体。content/ に何もないときだけ）",
            "The document to bring back (default: the whole site, where content/ holds nothing)",
        ))
        .help_heading(heading);
    Command::new("restore")
        .about(say(
            lang,
            "公開フォルダーから、確定した版と台帳、編集用のファイル（content/）を戻します",
            "Bring back content/ with all sealed versions from a published copy",
        ))
        .arg(dir)
        .arg(document)
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir = matches.get_one::<PathBuf>("dir").expect("required");
    let only = matches.get_one::<String>("document").map(String::as_str);
    let (documents, mut restored) = match read(dir)? {
        Ok(read) => read,
        Err((findings, kept)) => return Ok(refuse(context, &findings, &kept)),
    };
    let nothing = Snapshot::default();
    if let Some(only) = only
        && !documents.iter().any(|document| document.slug == only)
    {
        return Ok(refuse(context, &[not_published(&documents, only)], &nothing));
    }
    let lock = Lock::take_new(&context.root, work::PATIENCE)?;
    let before = Snapshot::read(&context.root, &Limits::default())?;
    let in_the_way = match only {
        None if before.under("content").next().is_some() => {
            return Ok(refuse(context, &[content_exists()], &nothing));
        }
        None => Vec::new(),
        Some(only) => restored.narrow(only, &before),
    };
    if !in_the_way.is_empty() {
        return Ok(refuse(context, &in_the_way, &before));
    }
    let (after, files) = put(context, &lock, &restored, &before)?;
    let broken = after.findings.iter();
    let broken = broken.filter(|finding| finding.severity == Severity::Error);
    let findings: Vec<Finding> = restored.findings.iter().chain(broken).cloned().collect();
    context.screen.findings(&findings, &after.snapshot, context.lang);
    let of = documents.iter();
    let of = of.filter(|document| only.is_none_or(|only| document.slug == only));
    let of: Vec<&Proven> = of.collect();
    context.screen.out(&told(context, &of, files, &verify::shown(dir)));
    Ok(after.sound().map_or(Exit::Findings, |_| Exit::Done))
}

/// Puts the files in place; the site as it is then, and how many files came.
fn put(
    context: &Context<'_>,
    lock: &Lock,
    restored: &Restored,
    before: &Snapshot,
) -> Result<(work::Read, usize), Stop> {
    let mut edits = Edits::new();
    for (path, bytes) in &restored.files {
        edits.write(path, bytes.clone(), Before::Absent)?;
    }
    let after = work::judge(before.with(&edits), context.today);
    let count = restored.files.len();
    if read_if_any(&context.root.join(ATTRIBUTES.0), 1 << 20)?.is_none() {
        edits.write(ATTRIBUTES.0, ATTRIBUTES.1, Before::Absent)?;
    }
    lock.commit(&edits)?;
    schema::put(&context.root.join(SCHEMAS))?;
    Ok((after, count))
}

/// What a published folder gives; what is wrong with it, and its files for excerpts.
type Given = Result<(Vec<Proven>, Restored), (Vec<Finding>, Snapshot)>;

/// Reads and proves a published folder. Pages may have been changed by whoever shows them: only what content is
/// made of must be as it was published.
fn read(dir: &Path) -> Result<Given, Stop> {
    let shown = verify::shown(dir);
    let copy = verify::read(dir)?;
    let mut findings = Vec::new();
    let documents = public_folder(&copy, &mut findings);
    let is_page = |finding: &Finding| {
        let file = finding.span.as_ref().map(|span| &*span.file);
        finding.code == "file-extra" || file.is_some_and(|file| file.ends_with(".html"))
    };
    findings.retain(|finding| finding.severity == Severity::Error && !is_page(finding));
    let files = copy.seen.kept.file(manifest::NAME);
    let files = files.and_then(|file| manifest::read(file.bytes()).ok());
    let files = files.unwrap_or_default();
    let folder = Folder::list(dir)?;
    let given = match restore::frame(&copy.seen.kept) {
        Ok(frame) => {
            let needed = restore::needed(&files, &frame);
            let read = take(&folder, needed.keys(), &files, &mut findings)?;
            restore::restore(&copy.seen.kept, &frame, &documents, &read, &needed)
        }
        Err(own) => {
            // That the manifest misses a file is told already.
            findings.extend(own.into_iter().filter(|_| findings.is_empty()).collect::<Vec<_>>());
            Restored::default()
        }
    };
    if findings.is_empty() {
        return Ok(Ok((documents, given)));
    }
    let within = |finding: Finding| {
        let span = finding.span.as_ref();
        let span = span.map(|span| Span::new(format!("{shown}/{}", span.file), span.range.clone()));
        finding.at(span)
    };
    let findings = findings.into_iter().map(within).collect();
    let Published { seen, .. } = copy;
    Ok(Err((findings, Snapshot::default().beside(&shown, &seen.kept))))
}

/// Reads files that the manifest names.
fn take<'a>(
    folder: &Folder,
    paths: impl Iterator<Item = &'a String>,
    files: &BTreeMap<String, Digest>,
    findings: &mut Vec<Finding>,
) -> Result<BTreeMap<String, File>, Stop> {
    let mut read = BTreeMap::new();
    for path in paths {
        match folder.file(path)? {
            Some(file) if files.get(path) == Some(&file.digest()) => {
                read.insert(path.clone(), file);
            }
            // What is wrong with it is told already.
            Some(_) | None if is_told(findings, path) => {}
            Some(_) | None => findings.push(changed(path)),
        }
    }
    Ok(read)
}

fn is_told(findings: &[Finding], path: &str) -> bool {
    findings.iter().any(|finding| {
        let span = finding.span.as_ref();
        span.is_some_and(|span| *span.file == *path) || finding.message.en.contains(path)
    })
}

fn refuse(context: &Context<'_>, findings: &[Finding], snapshot: &Snapshot) -> Exit {
    context.screen.findings(findings, snapshot, context.lang);
    context.screen.err(say(context.lang, "何も書き込んでいません。\n", "Nothing was written.\n"));
    Exit::Findings
}

fn told(context: &Context<'_>, documents: &[&Proven], files: usize, shown: &str) -> String {
    let lang = context.lang;
    let mut out = match lang {
        Lang::Ja => format!("「{shown}」から content/ にファイルを {files} 件戻しました。\n"),
        Lang::En => format!("Brought back {files} files of content/ from `{shown}`.\n"),
    };
    let mut private = 0;
    for document in documents {
        let (slug, versions) = (&document.slug, document.versions.len());
        let lines = document.chain.lines();
        private += lines.iter().filter(|line| line.event.told.record.is_some()).count();
        let lines = lines.len();
        out.push_str(&match lang {
            Lang::Ja => format!("  {slug}：版 {versions}、台帳 {lines} 行\n"),
            Lang::En => format!("  {slug}: {versions} versions, {lines} lines in the ledger\n"),
        });
    }
    let root = context.root.display();
    let bound = match (lang, private) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!("。台帳の {private} 行が、その指紋だけを持っています"),
        (Lang::En, _) => format!("; {private} lines of ledgers have their fingerprints only"),
    };
    out.push_str(&match lang {
        Lang::Ja => format!(
            "公開フォルダーにないため戻していないもの：\n  非公開の記録（records/）{bound}\n  確定していない案、編集用ファイルの注釈、テーマ（themes/）\n次の手順: kohyo verify {shown} --root {root} で確かめ、kohyo status --root {root} で全体を見ます。\n"
        ),
        Lang::En => format!(
            "Not there, since it is not published:\n  private records (records/){bound}\n  drafts that were not sealed, comments in the files, themes (themes/)\nNext: kohyo verify {shown} --root {root}, then kohyo status --root {root}\n"
        ),
    });
    out
}

fn content_exists() -> Finding {
    Finding::spelt_error(
        "content-exists",
        "content/ にファイルがあります。上書きはしません。",
        "There are files in content/; nothing is written over.",
    )
    .at(Span::file("content"))
    .help(
        "文書を 1 つだけ戻すときは、文書のフォルダー名も指定してください。サイト全体を戻すときは、content/ を別の場所に移すか、空のフォルダーを --root で指定してください。",
        "Name a document to bring back that one alone. For the whole site move content/ away, or name an empty folder with --root.",
    )
}

fn not_published(documents: &[Proven], name: &str) -> Finding {
    let known: Vec<&str> = documents.iter().map(|own| own.slug.as_str()).collect();
    let known = known.join(", ");
    Finding::spelt_error(
        "no-such-document",
        format!("公開フォルダーに「{name}」という文書はありません。"),
        format!("The published folder has no document `{name}`."),
    )
    .help(format!("公開されている文書: {known}"), format!("The published documents: {known}"))
}
