//! `kohyo verify`: proves ledgers, versions, pages and files, offline; of a site or of a copied public folder.
//! Changes nothing of what it proves.

use super::args::{self, Misread};
use super::context::{Context, Exit, Stop};
use super::work;
use crate::diagnostic::{Finding, Message};
use crate::fill;
use crate::publish::build_log::{BuildEvent, BuildLog, Deed};
use crate::publish::ledgers::Fingerprint;
use crate::publish::verify::{FoundLine, SiteProof};
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

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir = matches.get_one::<PathBuf>("dir");
    let is_root_given = matches.value_source("root") == Some(ValueSource::CommandLine);
    let content = dir.is_none() || is_root_given;
    let own = context.root.join("public");
    let public = dir.or_else(|| own.is_dir().then_some(&own));
    let mut proof = SiteProof::default();
    if content {
        proof.prove_content(&context.root)?;
    }
    if let Some(public) = public {
        let shown = match dir {
            Some(dir) => shown(dir),
            None => "public".to_owned(),
        };
        proof.prove_public(public, &shown)?;
    }
    if content && proof.documents.is_empty() && proof.findings.is_empty() {
        let root = shown(&context.root);
        proof.findings.push(Finding::error("nothing-to-verify", fill! { root }));
    }
    let head = matches.get_one::<Fingerprint>("head");
    let found = head.map(|head| proof.look_for(head));
    let faults = proof.faults();
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

/// A folder as it was named.
pub(super) fn shown(path: &Path) -> String {
    let words = path.display().to_string();
    words.trim_end_matches(['/', '\\']).to_owned()
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
