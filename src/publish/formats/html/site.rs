//! A whole site written out: every page, file, and the manifest. Does not know where the files go.

use super::changes::Desk;
use super::files;
use super::fragment::Fragments;
use super::shell::Shell;
use super::theme::Theme;
use crate::diagnostic::Finding;
use crate::publish::formats::{calendar, feed, manifest};
use crate::publish::plan::{Address, News, Plan};
use crate::site::Settings;
use crate::tree::Digest;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Why a site could not be written.
#[derive(Debug)]
pub enum WriteError<E> {
    /// A template is wrong: what, and where.
    Theme(Vec<Finding>),
    /// A file could not be put where it goes.
    Sink(E),
}

/// Takes a file: its path in the site and its bytes. Returns their digest.
pub type Sink<'a, E> = dyn Fn(&str, Vec<u8>) -> Result<Digest, E> + Sync + 'a;

/// Writes every file of the site through `sink`, which is called from several threads and in no fixed
/// order, once for each path, the manifest last. The bytes depend on the arguments alone.
///
/// # Errors
/// When a template of the theme is wrong, or the sink fails; then files may be missing, and what the sink
/// received must not be shown.
pub fn write<E: Send>(
    plan: &Plan,
    settings: &Settings,
    theme: &Theme,
    sink: &Sink<'_, E>,
) -> Result<(), WriteError<E>> {
    let fragments = Fragments::new(theme, settings.minify);
    let desk = Desk::new(plan);
    let shell = Shell { theme, fragments: &fragments, settings, plan, desk: &desk };
    let put = |path: &str, bytes: Vec<u8>| -> Result<(String, Digest), WriteError<E>> {
        let digest = sink(path, bytes).map_err(WriteError::Sink)?;
        Ok((path.to_owned(), digest))
    };
    let pages = plan.pages.par_iter().map(|page| {
        let html = shell.page(page).map_err(WriteError::Theme)?;
        put(page.address.as_str(), html.into_bytes())
    });
    let embeds = plan.embeds.par_iter().map(|own| {
        let html = shell.embed(own).map_err(WriteError::Theme)?;
        put(own.address.as_str(), html.into_bytes())
    });
    let attachments =
        plan.attachments.par_iter().map(|file| put(file.address().as_str(), file.bytes()));
    // All results first: which error is told must not depend on which thread was faster.
    let results: Vec<_> = pages.chain(embeds).chain(attachments).collect();
    let mut digests: BTreeMap<String, Digest> = results.into_iter().collect::<Result<_, _>>()?;
    let assets = theme.assets().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
    let beside = files::beside(plan, settings).into_iter();
    for (path, bytes) in assets.chain(beside).chain(news(plan, settings, &desk)) {
        let (path, digest) = put(&path, bytes)?;
        digests.insert(path, digest);
    }
    put(manifest::NAME, manifest::write(&digests))?;
    Ok(())
}

/// Feeds and calendars, which need the address of the site.
fn news(plan: &Plan, settings: &Settings, desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let Some(url) = &settings.url else {
        return Vec::new();
    };
    let told = |news: &News| {
        let texts = news.texts.as_ref();
        texts.map(|(old, new)| desk.listed(old, new))
    };
    let feeds = plan.feeds.iter().map(|one| (&one.address, feed::atom(one, url, &told)));
    let calendars = plan.calendars.iter();
    let calendars = calendars.map(|one| (&one.address, calendar::ical(one, url)));
    let named = |(address, bytes): (&Address, Vec<u8>)| (address.as_str().to_owned(), bytes);
    feeds.chain(calendars).map(named).collect()
}
