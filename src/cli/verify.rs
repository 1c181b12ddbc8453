//! `kohyo verify`: proves ledgers, versions and published files, offline; of a site or of a copied public folder. Says
//! what was looked at and what was not, and changes nothing of what it proves.

use super::args::{self, Misread};
use super::context::{Context, Exit, Stop};
use super::work;
use crate::diagnostic::{Finding, Message};
use crate::disk::{DiskError, Snapshot, repair_output};
use crate::fill;
use crate::publish::PUBLIC;
use crate::publish::bound::ManifestBond;
use crate::publish::build_log::{BuildEvent, BuildLog, Deed};
use crate::publish::formats::Theme;
use crate::publish::ledgers::Fingerprint;
use crate::publish::manifest::MARK;
use crate::publish::rerender::{Rendering, site_of};
use crate::publish::restore;
use crate::publish::verify::{FoundLine, SiteProof};
use crate::site::Site;
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
    Command::new("verify").args([dir, head, args::flag("render")])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir = matches.get_one::<PathBuf>("dir");
    let is_root_given = matches.value_source("root") == Some(ValueSource::CommandLine);
    let content = dir.is_none() || is_root_given;
    let own = context.root.join(PUBLIC);
    if content && let Ok(lock) = work::lock_site(context) {
        // A build that was killed between two renames has left the folder under another name.
        // One that is not as we made it is judged, not mended.
        match repair_output(&lock, &own, MARK) {
            Ok(()) | Err(DiskError::NotOurs { .. } | DiskError::NotAFolder { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let public = dir.or_else(|| own.is_dir().then_some(&own));
    let mut proof = SiteProof::default();
    if content {
        proof.prove_content(&context.root)?;
    }
    if let Some(public) = public {
        let is_own = own.canonicalize().ok() == public.canonicalize().ok() && content;
        proof.prove_public(public, (!is_own).then(|| shown(public)))?;
    }
    if content {
        proof.bind(&context.root)?;
    }
    if matches.get_flag("render")
        && let Some(public) = public
    {
        // What was sealed since the pages were made is not on them.
        let site = match content && proof.is_as_published() {
            true => to_render(&proof.snapshot, &proof.snapshot),
            false => match restore::read_published(public)? {
                Ok((_, restored)) => {
                    to_render(&Snapshot::from_memory(restored.files), &proof.snapshot)
                }
                Err(_) => Err(Message::of("rerender/content", fill! {})),
            },
        };
        proof.render(site);
    }
    if content && proof.documents.is_empty() && proof.findings.is_empty() {
        let root = shown(&context.root);
        proof.findings.push(Finding::error(
            "nothing-to-verify",
            fill! { root, option = context.root_option() },
        ));
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

/// The site that some content says, with a theme of the site here where there is one; or why there is none.
fn to_render(content: &Snapshot, own: &Snapshot) -> Result<(Site, Theme), Message> {
    let site = site_of(content)?;
    let theme = work::theme(&site.settings.theme, own);
    Ok((site, theme.map_err(|_| Message::of("rerender/theme", fill! {}))?))
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
    if let Some(copied) = &proof.copied {
        let files = copied.published.seen.digests.len();
        out.push_str(&context.words("cli/verified-files", fill! { files }));
    }
    if let ManifestBond::Recorded { built, as_of } = proof.manifest {
        let (built, as_of) = (Message::day(built), Message::day(as_of));
        out.push_str(&context.words("cli/verified-build", fill! { built, as_of }));
    }
    if proof.records > 0 {
        out.push_str(&context.words("cli/verified-records", fill! { count = proof.records }));
    }
    let items = |all: Vec<Message>| -> String {
        let item = |what: Message| context.words("cli/looked-item", fill! { what });
        all.into_iter().map(item).collect()
    };
    out.push_str(&match faults {
        0 => context.words("cli/no-fault", fill! { looked = items(looked(proof)) }),
        1 => context.words("cli/one-fault", fill! {}),
        _ => context.words("cli/faults", fill! { faults }),
    });
    if let Some(FoundLine { slug, line, of, recorded }) = found {
        let (day, since) = (Message::day(*recorded), of - line);
        let name = if since == 0 { "cli/proved-all" } else { "cli/proved-up-to" };
        out.push_str(&context.words(name, fill! { slug, line, day, since }));
    }
    let not_looked = items(not_looked(proof, found));
    if !not_looked.is_empty() {
        out.push_str(&context.words("cli/not-proved", fill! { not_looked }));
    }
    out
}

/// What was looked at.
fn looked(proof: &SiteProof) -> Vec<Message> {
    let of = |name| Message::of(name, fill! {});
    let mut all = Vec::new();
    if !proof.documents.is_empty() {
        all.push(of("cli/looked-ledgers"));
    }
    if proof.copied.is_some() {
        all.push(of("cli/looked-files"));
        all.extend((proof.places.len() > 1).then(|| of("cli/looked-content")));
    }
    if proof.manifest != ManifestBond::Nothing {
        all.push(of("cli/looked-build"));
    }
    if proof.records > 0 {
        all.push(Message::of("cli/looked-records", fill! { count = proof.records }));
    }
    if let Rendering::Compared(count) = proof.rendering {
        all.push(Message::of("cli/looked-pages", fill! { count }));
    }
    all
}

/// What was not.
fn not_looked(proof: &SiteProof, found: Option<&FoundLine>) -> Vec<Message> {
    let of = |name| Message::of(name, fill! {});
    let mut all = Vec::new();
    match (&proof.copied, &proof.rendering) {
        (None, _) => all.push(of("cli/not-looked-public")),
        (Some(_), Rendering::NotAsked) => all.push(of("cli/not-looked-pages")),
        (Some(_), Rendering::Impossible(why)) => {
            all.push(Message::of("cli/not-looked-pages-why", fill! { why = why.clone() }));
        }
        (Some(_), Rendering::Compared(_)) => {}
    }
    if proof.copied.is_some() && proof.manifest == ManifestBond::Nothing {
        all.push(of("cli/not-looked-build"));
    }
    if !proof.unbound.is_empty() {
        let slugs = Message::some(proof.unbound.iter());
        all.push(Message::of("cli/not-looked-last", fill! { slugs }));
    }
    all.extend(proof.is_log_open.then(|| of("cli/not-looked-log")));
    if !proof.unnamed.is_empty() {
        let files = Message::some(proof.unnamed.iter());
        let count = proof.unnamed.len();
        all.push(Message::of("cli/not-looked-records", fill! { files, count }));
    }
    if found.is_none() {
        all.push(of("cli/not-looked-all"));
    }
    all
}
