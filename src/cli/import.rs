//! `kohyo import`: existing texts become content/, every edit listed and the list proved complete.
//! Does not know how a text is understood.

use super::usage::say;
use super::{Context, Exit, Stop, register, work};
use crate::diagnostic::{Finding, Lang, Severity};
use crate::disk::{self, Before, Edits, Limits, Lock, Snapshot};
use crate::import::{self, ImportSource, Imported, Overwrite, Request, WantedKind};
use crate::site::Slug;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::path::PathBuf;

pub(super) fn describe(lang: Lang) -> Command {
    let heading = say(lang, "指定するもの", "Arguments");
    let files = Arg::new("files")
        .required(true)
        .num_args(1..)
        .value_name(say(lang, "ファイル", "FILE"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(
            lang,
            "取り込むファイル：テキスト（UTF-8、Shift_JIS など）、保存したWebページ（.html）、Word文書（.docx）",
            "The files to import: texts (UTF-8, Shift_JIS and others), saved web pages (.html), Word files (.docx)",
        ))
        .help_heading(heading);
    let kind = Arg::new("kind")
        .long("kind")
        .value_name("notice|regulation|auto")
        .value_parser(PossibleValuesParser::new(["notice", "regulation", "auto"]))
        .default_value("auto")
        .hide_possible_values(true)
        .hide_default_value(true)
        .help(say(
            lang,
            "公表事項（notice）か規程（regulation）か。省略時は本文から判断します",
            "A notice or a regulation (default: told from the text)",
        ));
    let out = Arg::new("out")
        .long("out")
        .required_unless_present("register")
        .value_name(say(lang, "フォルダー", "DIR"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(
            lang,
            "サイトのフォルダー。なければ作り、あれば文書を加えます（--register のときは省けます）",
            "The site's folder; made where there is none, added to where there is (optional with --register)",
        ));
    let name =
        Arg::new("name").long("name").value_name(say(lang, "フォルダー名", "NAME")).help(say(
            lang,
            "文書のフォルダー名（英小文字・数字・「-」。ファイルが一つのとき）",
            "The document's folder (lower-case letters, digits, `-`; for a single file)",
        ));
    let force = Arg::new("force").long("force").action(ArgAction::SetTrue).help(say(
        lang,
        "同じ名前の文書があれば、その本文を置き換えます（確定済みの版は変わりません）",
        "Replace the text of a document of that name (sealed versions stay)",
    ));
    Command::new("import")
        .about(say(
            lang,
            "今ある文書を取り込みます。直した箇所をすべて示し、言葉が失われていないことを確かめます",
            "Turn existing texts into content, with a proven log of every edit",
        ))
        .args([files, kind, out, name, force])
        .args(register::args(lang))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let out = matches.get_one::<PathBuf>("out").unwrap_or(&context.root);
    let files: Vec<_> = matches.get_many::<PathBuf>("files").expect("required").collect();
    if register::is_asked(matches) {
        let [file] = files.as_slice() else {
            let nothing = Snapshot::default();
            return Ok(work::refuse(context, &nothing, one_at_a_time()));
        };
        return register::run(context, matches, (out, file, wanted(matches)));
    }
    let lock = Lock::take_new(out, work::PATIENCE)?;
    let before = Snapshot::read(out, &Limits::default())?;
    let mut after = before.clone();
    let mut done = Vec::new();
    for file in &files {
        let (name, bytes) = (file_name(file), disk::read_input(file, import::MAX_FILE as u64)?);
        let source = ImportSource { name: &name, bytes: &bytes };
        let imported = match request(matches, &after, files.len()) {
            Ok(request) => import::import(source, &request),
            Err(finding) => Err(vec![finding]),
        };
        match imported {
            Ok(imported) => {
                after = after.with(&imported.edits);
                done.push((name, imported));
            }
            Err(findings) => return Ok(refuse(context, &findings, source)),
        }
    }
    lock.commit(&edits(&before, &after)?)?;
    for (name, imported) in &done {
        report(context, name, imported);
    }
    let read = work::judge(after, context.today);
    let errors = read.findings.iter().any(|finding| finding.severity == Severity::Error);
    if errors {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
    }
    Ok(if errors { Exit::Findings } else { Exit::Done })
}

pub(super) fn file_name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn wanted(matches: &ArgMatches) -> WantedKind {
    match matches.get_one::<String>("kind").map(String::as_str) {
        Some("notice") => WantedKind::Notice,
        Some("regulation") => WantedKind::Regulation,
        _ => WantedKind::Auto,
    }
}

fn request<'a>(
    matches: &ArgMatches,
    existing: &'a Snapshot,
    files: usize,
) -> Result<Request<'a>, Finding> {
    let wanted = wanted(matches);
    let slug = match matches.get_one::<String>("name") {
        None => None,
        Some(_) if files > 1 => return Err(one_name_for_many()),
        Some(name) => Some(Slug::new(name).map_err(|_| bad_name(name))?),
    };
    let overwrite = if matches.get_flag("force") { Overwrite::Draft } else { Overwrite::Never };
    Ok(Request { wanted, slug, existing, overwrite, version: None })
}

fn one_name_for_many() -> Finding {
    Finding::spelt_error(
        "one-name-for-many",
        "--name は、取り込むファイルが一つのときだけ指定できます。",
        "--name can be given for a single file only",
    )
}

fn one_at_a_time() -> Finding {
    Finding::spelt_error(
        "one-at-a-time",
        "--register で収録できるファイルは、一度に一つです。",
        "--register takes a single file",
    )
}

pub(super) fn bad_name(name: &str) -> Finding {
    Finding::spelt_error(
        "document-name",
        format!("「{name}」は文書のフォルダー名に使えません。"),
        format!("`{name}` cannot be a document's folder"),
    )
    .help(
        "英小文字・数字・「-」で、64文字までにしてください（例 privacy-rules）。",
        "use up to 64 lower-case letters, digits and `-`, for example privacy-rules",
    )
}

/// The differences between two snapshots as edits on disk.
fn edits(before: &Snapshot, after: &Snapshot) -> Result<Edits, Stop> {
    let mut edits = Edits::new();
    for (path, file) in after.files() {
        match before.file(path) {
            None => edits.write(path, file.shared(), Before::Absent)?,
            Some(old) if old.digest() == file.digest() => {}
            Some(old) => edits.write(path, file.shared(), Before::Was(old.digest()))?,
        }
    }
    for (path, file) in before.files() {
        if after.file(path).is_none() {
            edits.remove(path, Before::Was(file.digest()))?;
        }
    }
    Ok(edits)
}

/// Findings about the source, with excerpts from it; nothing was written.
pub(super) fn refuse(
    context: &Context<'_>,
    findings: &[Finding],
    source: ImportSource<'_>,
) -> Exit {
    let text = import::readable(source);
    show(context, findings, source.name, text);
    context.screen.err(say(context.lang, "何も書き込んでいません。\n", "Nothing was written.\n"));
    Exit::Findings
}

pub(super) fn report(context: &Context<'_>, name: &str, imported: &Imported) {
    context.screen.out(imported.summary(context.lang));
    show(context, &imported.findings, name, imported.shown.clone());
}

fn show(context: &Context<'_>, findings: &[Finding], name: &str, text: String) {
    let snapshot = Snapshot::from_memory([(name.to_owned(), text.into_bytes())]);
    context.screen.findings(findings, &snapshot, context.lang);
}
