//! `kohyo verify`: proves ledgers, versions, pages and files, offline; of a site or of a copied public folder.
//! Changes nothing of what it proves.

use super::args::{self, Misread};
use super::context::{Context, Exit, Stop};
use super::work;
use crate::diagnostic::{Finding, Message, Severity};
use crate::disk::{Limits, Snapshot};
use crate::fill;
use crate::publish::build_log::{BuildEvent, BuildLog, Deed};
use crate::publish::ledgers::{self, Fingerprint, Proven};
use crate::publish::verify::{self, Published};
use crate::text::date::Date;
use clap::builder::ValueParser;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};

pub(super) fn describe() -> Command {
    let head = args::option("head").value_parser(ValueParser::new(|words: &str| {
        words.parse::<Fingerprint>().map_err(|error| {
            let digits = error.digits;
            Misread(Message::of("cli/no-fingerprint", fill! { digits }))
        })
    }));
    let dir = args::path(args::positional("dir").required(false));
    Command::new("verify").args([dir, head])
}

/// What was proved.
struct SiteProof {
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
    let mut proof = SiteProof {
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
        let root = shown(&context.root);
        proof.findings.push(Finding::error("nothing-to-verify", fill! { root }));
    }
    let head = matches.get_one::<Fingerprint>("head");
    let found = head.map(|head| look_for(head, &mut proof));
    let faults = faults(&proof.findings);
    if content && !proof.documents.is_empty() {
        remember(context, faults)?;
    }
    context.findings(&proof.findings, &proof.snapshot);
    context.screen.out(&report(context, &proof, found.flatten().as_ref(), faults));
    Ok(if faults == 0 { Exit::Done } else { Exit::Findings })
}

/// Notes that the site was verified, for whoever takes it over. A site that cannot be written to is verified
/// all the same.
fn remember(context: &Context<'_>, faults: usize) -> Result<(), Stop> {
    let Ok(lock) = work::lock_site(context) else {
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

fn prove_content(context: &Context<'_>, proof: &mut SiteProof) -> Result<(), Stop> {
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
fn prove_public(dir: &Path, shown: &str, content: bool, proof: &mut SiteProof) -> Result<(), Stop> {
    let copy = Published::read(dir)?;
    let mut findings = Vec::new();
    let documents = verify::public_folder(&copy, &mut findings);
    if content {
        verify::against_content(&proof.snapshot, &copy.seen.kept, &documents, &mut proof.findings);
    } else {
        proof.documents = documents;
    }
    proof.findings.extend(findings.into_iter().map(|finding| finding.within(shown)));
    let snapshot = std::mem::take(&mut proof.snapshot);
    proof.snapshot = snapshot.beside(shown, &copy.seen.kept);
    proof.places.push(shown.to_owned());
    proof.files = Some(copy.seen.digests.len());
    Ok(())
}

/// A line that has the fingerprint looked for.
struct FoundLine {
    slug: String,
    line: usize,
    of: usize,
    recorded: Date,
}

fn look_for(head: &Fingerprint, proof: &mut SiteProof) -> Option<FoundLine> {
    for document in &proof.documents {
        if let Some(line) = head.line(&document.chain) {
            let lines = document.chain.lines();
            return Some(FoundLine {
                slug: document.slug.clone(),
                line,
                of: lines.len(),
                recorded: lines[line - 1].event.recorded,
            });
        }
    }
    proof.findings.push(Finding::error("head-differs", fill! { head }));
    None
}

fn report(
    context: &Context<'_>,
    proof: &SiteProof,
    found: Option<&FoundLine>,
    faults: usize,
) -> String {
    let mut out = context.words("cli/verified", fill! { places = Message::list(&proof.places) });
    for document in &proof.documents {
        let slug = &document.slug;
        let (lines, versions) = (document.chain.lines().len(), document.versions.len());
        let fingerprint = document.chain.fingerprint().unwrap_or_default();
        let blanks = fill! { slug, lines, versions, fingerprint };
        out.push_str(&context.words("cli/verified-document", blanks));
    }
    if let Some(files) = proof.files {
        out.push_str(&context.words("cli/verified-files", fill! { files }));
    }
    if proof.records > 0 {
        out.push_str(&context.words("cli/verified-records", fill! { count = proof.records }));
    }
    out.push_str(&match faults {
        0 => context.words("cli/no-fault", fill! {}),
        1 => context.words("cli/one-fault", fill! {}),
        _ => context.words("cli/faults", fill! { faults }),
    });
    out.push_str(&match found {
        None => context.words("cli/not-proved", fill! {}),
        Some(FoundLine { slug, line, of, recorded }) => {
            let (day, since) = (Message::day(*recorded), of - line);
            let name = if since == 0 { "cli/proved-all" } else { "cli/proved-up-to" };
            context.words(name, fill! { slug, line, day, since })
        }
    });
    out
}
