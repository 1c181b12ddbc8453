//! `kohyo verify`: proves ledgers, versions, pages and files, offline; of a site or of a copied public folder.
//! Changes nothing of what it proves.

use super::usage::say;
use super::{Context, Exit, Stop, work};
use crate::diagnostic::{Finding, Lang, Severity, Span};
use crate::disk::{Folder, Limits, Snapshot};
use crate::publish::build_log::{BuildEvent, BuildLog, Deed};
use crate::publish::ledgers::{self, Fingerprint, FingerprintError, Proven};
use crate::publish::manifest;
use crate::publish::verify::{self, Published};
use clap::builder::ValueParser;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use std::path::{Path, PathBuf};

pub(super) fn describe(lang: Lang) -> Command {
    let dir = Arg::new("dir")
        .value_name(say(lang, "公開フォルダー", "PUBLIC_DIR"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(
            lang,
            "公開用のフォルダー、またはその写し（省略時はサイトの content と public）",
            "A public folder or a copy of one (default: the site's content and public)",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    let parser =
        move |words: &str| words.parse::<Fingerprint>().map_err(|error| bad_head(error, lang));
    let head = Arg::new("head")
        .long("head")
        .value_name(say(lang, "指紋", "FINGERPRINT"))
        .value_parser(ValueParser::new(parser))
        .help(say(
            lang,
            "紙などに控えた台帳の指紋（4桁ずつ8組。空白や「-」、全角文字も使えます）",
            "A fingerprint as it was printed: 8 groups of 4 digits",
        ));
    Command::new("verify")
        .about(say(
            lang,
            "台帳・版・ページ・ファイルが、記録のとおりかどうかを確かめます（通信はしません）",
            "Prove ledgers, versions, pages and files against each other, offline",
        ))
        .arg(dir)
        .arg(head)
}

fn bad_head(error: FingerprintError, lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            format!("指紋は、0〜9 と A〜F の 32 桁です（読めたのは {} 桁です）。", error.digits)
        }
        Lang::En => format!("a fingerprint has 32 hexadecimal digits, this has {}", error.digits),
    }
}

/// What was proved.
struct Proof {
    places: Vec<String>,
    findings: Vec<Finding>,
    /// For excerpts.
    snapshot: Snapshot,
    documents: Vec<Proven>,
    files: Option<usize>,
    /// Private records that are as the ledgers say.
    records: usize,
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir = matches.get_one::<PathBuf>("dir");
    let is_root_given = matches.value_source("root") == Some(ValueSource::CommandLine);
    let content = dir.is_none() || is_root_given;
    let own = context.root.join("public");
    let public = dir.or_else(|| own.is_dir().then_some(&own));
    let mut proof = Proof {
        places: Vec::new(),
        findings: Vec::new(),
        snapshot: Snapshot::default(),
        documents: Vec::new(),
        files: None,
        records: 0,
    };
    if content {
        prove_content(context, &mut proof)?;
    }
    if let Some(public) = public {
        let shown = match dir {
            Some(dir) => shown(dir),
            None => "public".to_owned(),
        };
        prove_public(public, &shown, content, &mut proof)?;
    }
    if content && proof.documents.is_empty() && proof.findings.is_empty() {
        proof.findings.push(nothing(&shown(&context.root)));
    }
    let head = matches.get_one::<Fingerprint>("head");
    let found = head.map(|head| look_for(head, &mut proof));
    let faults = faults(&proof.findings);
    if content && !proof.documents.is_empty() {
        remember(context, faults)?;
    }
    context.screen.findings(&proof.findings, &proof.snapshot, context.lang);
    let said = told(context.lang, &proof, found.flatten().as_ref(), faults);
    context.screen.out(&said);
    Ok(if faults == 0 { Exit::Done } else { Exit::Findings })
}

/// Notes that the site was verified, for whoever takes it over. A site that cannot be written to is verified
/// all the same.
fn remember(context: &Context<'_>, faults: usize) -> Result<(), Stop> {
    let Ok(lock) = work::lock(context) else {
        return Ok(());
    };
    let Ok(recorded) = BuildLog::read(&context.root)? else {
        return Ok(());
    };
    let recorded_on = context.today;
    if recorded.last_verified() != Some((recorded_on, faults)) {
        let event = BuildEvent { recorded: recorded_on, deed: Deed::Verify { faults } };
        // What was proved stands, whether it can be noted or not.
        let _ = recorded.append(&lock, &event);
    }
    Ok(())
}

fn faults(findings: &[Finding]) -> usize {
    let errors = findings.iter();
    errors.filter(|finding| finding.severity == Severity::Error).count()
}

/// A folder as it was named.
pub(super) fn shown(path: &Path) -> String {
    let words = path.display().to_string();
    words.trim_end_matches(['/', '\\']).to_owned()
}

fn prove_content(context: &Context<'_>, proof: &mut Proof) -> Result<(), Stop> {
    let snapshot = Snapshot::read(&context.root, &Limits::default())?;
    let sealed = |finding: &&Finding| {
        let span = finding.span.as_ref();
        span.is_some_and(|span| span.file.ends_with(".jsonl"))
    };
    let problems = snapshot.problems().iter().filter(sealed);
    proof.findings.extend(problems.cloned());
    proof.documents = ledgers::in_content(&snapshot, &mut proof.findings);
    proof.records = ledgers::prove_records(&context.root, &proof.documents, &mut proof.findings)?;
    proof.places.push("content".to_owned());
    proof.snapshot = snapshot;
    Ok(())
}

/// Proves a public folder, and with `content` what was proved before against it.
fn prove_public(dir: &Path, shown: &str, content: bool, proof: &mut Proof) -> Result<(), Stop> {
    let copy = read(dir)?;
    let mut findings = Vec::new();
    let documents = verify::public_folder(&copy, &mut findings);
    if content {
        verify::against_content(&proof.snapshot, &copy.seen.kept, &documents, &mut proof.findings);
    } else {
        proof.documents = documents;
    }
    let within = |finding: Finding| {
        let span = finding.span.as_ref();
        let span = span.map(|span| Span::new(format!("{shown}/{}", span.file), span.range.clone()));
        finding.at(span)
    };
    proof.findings.extend(findings.into_iter().map(within));
    let snapshot = std::mem::take(&mut proof.snapshot);
    proof.snapshot = snapshot.beside(shown, &copy.seen.kept);
    proof.places.push(shown.to_owned());
    proof.files = Some(copy.seen.digests.len());
    Ok(())
}

/// Reads what must be read of a public folder.
pub(super) fn read(dir: &Path) -> Result<Published, Stop> {
    let folder = Folder::list(dir)?;
    let manifest = folder.file(manifest::NAME)?;
    let files = manifest.and_then(|file| manifest::read(file.bytes()).ok());
    let files = files.unwrap_or_default();
    let folder = folder.with_dotted(files.keys().map(String::as_str))?;
    Ok(Published {
        seen: folder.read(|path| verify::want(&files, path))?,
        names: folder.names().cloned().collect(),
    })
}

/// A line that has the fingerprint looked for.
struct Found {
    slug: String,
    line: usize,
    of: usize,
    recorded: crate::text::date::Date,
}

fn look_for(head: &Fingerprint, proof: &mut Proof) -> Option<Found> {
    for document in &proof.documents {
        if let Some(line) = head.line(&document.chain) {
            let lines = document.chain.lines();
            return Some(Found {
                slug: document.slug.clone(),
                line,
                of: lines.len(),
                recorded: lines[line - 1].event.recorded,
            });
        }
    }
    proof.findings.push(not_there(head));
    None
}

fn told(lang: Lang, proof: &Proof, found: Option<&Found>, faults: usize) -> String {
    let places = proof.places.join(say(lang, "、", ", "));
    let mut out = match lang {
        Lang::Ja => format!("確かめた場所：{places}\n"),
        Lang::En => format!("Verified: {places}\n"),
    };
    for document in &proof.documents {
        let slug = &document.slug;
        let (lines, versions) = (document.chain.lines().len(), document.versions.len());
        let fingerprint = document.chain.fingerprint().unwrap_or_default();
        out.push_str(&match lang {
            Lang::Ja => {
                format!("  {slug}：台帳 {lines} 行、版 {versions}\n    指紋 {fingerprint}\n")
            }
            Lang::En => format!(
                "  {slug}: {lines} lines in the ledger, {versions} versions\n    fingerprint {fingerprint}\n"
            ),
        });
    }
    if let Some(files) = proof.files {
        out.push_str(&match lang {
            Lang::Ja => format!("  公開用のファイル {files} 件\n"),
            Lang::En => format!("  {files} published files\n"),
        });
    }
    out.push_str(&records(lang, proof.records));
    out.push_str(&match (lang, faults) {
        (Lang::Ja, 0) => "問題は見つかりませんでした。\n".to_owned(),
        (Lang::Ja, _) => format!("問題が {faults} 件見つかりました。\n"),
        (Lang::En, 0) => "No fault was found.\n".to_owned(),
        (Lang::En, 1) => "1 fault was found.\n".to_owned(),
        (Lang::En, _) => format!("{faults} faults were found.\n"),
    });
    out.push_str(&match found {
        Some(found) => proved(lang, found),
        None => say(lang, NOT_PROVED.0, NOT_PROVED.1).to_owned(),
    });
    out
}

/// That records were proved, in a line; nothing where there are none.
fn records(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!("  非公開の記録 {count} 件（台帳のとおり）\n"),
        (Lang::En, _) => format!("  {count} private records, as the ledgers say\n"),
    }
}

/// What no look at a folder alone can tell.
const NOT_PROVED: (&str, &str) = (
    "ここで確かめられないこと：台帳も manifest.json もすべて作り直すような書換え。紙などに控えた指紋を --head で指定すると、その行までは控えたときのままだと確かめられます。\n",
    "Not proved by this: that nobody made ledgers and manifest anew as a whole. Give a fingerprint that was printed before with --head to prove everything up to its line.\n",
);

fn proved(lang: Lang, found: &Found) -> String {
    let Found { slug, line, of, recorded } = found;
    let day = crate::text::date::both(*recorded);
    let since = of - line;
    match (lang, since) {
        (Lang::Ja, 0) => format!(
            "指紋は「{slug}」の台帳の最後の行（{line} 行目、{day}に記録）のものです。台帳の全体が、控えたときのままです。\n"
        ),
        (Lang::Ja, _) => format!(
            "指紋は「{slug}」の台帳の {line} 行目（{day}に記録）のものです。そこまでは控えたときのままで、その後に {since} 行が加わっています。\n"
        ),
        (Lang::En, 0) => format!(
            "The fingerprint is that of the last line ({line}, recorded {recorded}) of the ledger of `{slug}`: all of it is as it was then.\n"
        ),
        (Lang::En, _) => format!(
            "The fingerprint is that of line {line} (recorded {recorded}) of the ledger of `{slug}`: up to there it is as it was then; {since} were added.\n"
        ),
    }
}

fn not_there(head: &Fingerprint) -> Finding {
    Finding::spelt_error(
        "head-differs",
        format!("控えの指紋（{head}）を持つ行が、どの文書の台帳にもありません。"),
        format!("No line of any ledger has the fingerprint {head}."),
    )
    .help(
        "控えの写し間違いがないか、同じサイトの控えかどうかを確かめてください。間違いがなければ、控えた後に台帳が作り直されたか、行が消されています。",
        "Check that it was copied rightly and is of this site; else the ledger was made anew, or lines were cut off.",
    )
}

fn nothing(root: &str) -> Finding {
    Finding::spelt_error(
        "nothing-to-verify",
        format!("「{root}」には、確かめるもの（content の台帳）がありません。"),
        format!("There is nothing to verify in `{root}`: content has no ledger."),
    )
    .help(
        "サイトのフォルダーを --root で指定するか、公開用のフォルダーを指定してください。",
        "Name the site's folder with --root, or a public folder.",
    )
}
