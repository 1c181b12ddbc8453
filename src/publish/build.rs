//! The one door to a built site: the site as of a day is planned, and every file of every output format is made
//! and handed to whoever keeps it. Does not know what formats there are, nor where the files go.

use super::formats::{FORMATS, Job, Theme};
use super::manifest;
use super::plan::{self, SitePlan};
use crate::diagnostic::Finding;
use crate::diff::Comparisons;
use crate::site::edition::{Edition, Showing};
use crate::site::{Settings, Site};
use crate::text::date::Date;
use crate::tree::Digest;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

/// Which site is to be built, and how.
#[derive(Clone, Copy)]
pub struct BuildRequest<'a> {
    /// The site.
    pub site: &'a Site,
    /// The day that it is built for.
    pub as_of: Date,
    /// Whether what is not published is shown.
    pub showing: Showing,
    /// How its pages look.
    pub theme: &'a Theme,
    /// What was compared before, and what will be.
    pub comparisons: &'a Comparisons,
}

/// Why a site could not be written.
#[derive(Debug)]
pub enum BuildError<E> {
    /// A template is wrong: what, and where.
    Theme(Vec<Finding>),
    /// A file could not be put where it goes.
    Sink(E),
}

/// Takes a file: its path in the site and its bytes. Returns their digest.
pub type FileSink<'a, E> = dyn Fn(&str, Vec<u8>) -> Result<Digest, E> + Sync + 'a;

/// A site that is planned, as formats see it.
pub struct Build<'a> {
    /// What the site says of itself.
    pub settings: &'a Settings,
    /// How its pages look.
    pub theme: &'a Theme,
    /// Every pair of texts, compared once.
    pub comparisons: &'a Comparisons,
    /// What a reader sees, before any format.
    pub plan: SitePlan,
}

/// Plans a site and writes every file of it through `sink`, as [`Build::write`] does.
///
/// # Errors
/// When a template of the theme is wrong, or the sink fails.
pub fn build<E: Send>(
    request: &BuildRequest<'_>,
    sink: &FileSink<'_, E>,
) -> Result<SitePlan, BuildError<E>> {
    let build = Build::of(request);
    build.write(sink)?;
    Ok(build.plan)
}

impl<'a> Build<'a> {
    /// Plans a site.
    pub fn of(request: &BuildRequest<'a>) -> Build<'a> {
        let BuildRequest { site, as_of, showing, theme, comparisons } = *request;
        let plan = plan::plan(&Edition::of(site, as_of, showing), comparisons);
        comparisons.expect(plan.compared(), plan.told());
        Build { settings: &site.settings, theme, comparisons, plan }
    }

    /// Makes every file of the site and keeps none: the digest of each by its path, the manifest's too.
    ///
    /// # Errors
    /// What is wrong with a template of the theme.
    pub fn digests(&self) -> Result<BTreeMap<String, Digest>, Vec<Finding>> {
        let made: Mutex<BTreeMap<String, Digest>> = Mutex::default();
        let sink = |path: &str, bytes: Vec<u8>| -> Result<Digest, Infallible> {
            let digest = Digest::of(&bytes);
            made.lock().expect("no thread panics with it").insert(path.to_owned(), digest);
            Ok(digest)
        };
        match self.write(&sink) {
            Ok(()) => Ok(made.into_inner().expect("no thread panicked with it")),
            Err(BuildError::Theme(findings)) => Err(findings),
            Err(BuildError::Sink(never)) => match never {},
        }
    }

    /// Writes every file of the site through `sink`, which is called from several threads and in no fixed
    /// order, once for each path, the manifest last. No more is in memory than what is being made. The bytes
    /// depend on the request alone.
    ///
    /// # Errors
    /// When a template of the theme is wrong, or the sink fails; then files may be missing, and what the sink
    /// received must not be shown.
    pub fn write<E: Send>(&self, sink: &FileSink<'_, E>) -> Result<(), BuildError<E>> {
        let jobs: Vec<Job<'_>> = FORMATS.iter().flat_map(|format| (format.jobs)(self)).collect();
        let one = |job: &Job<'_>| {
            let bytes = (job.make)().map_err(BuildError::Theme)?;
            let digest = sink(&job.path, bytes).map_err(BuildError::Sink)?;
            Ok((job.path.clone(), digest))
        };
        // All results first: which error is told must not depend on which thread was faster.
        let results: Vec<_> = jobs.par_iter().map(one).collect();
        let digests: BTreeMap<String, Digest> = results.into_iter().collect::<Result<_, _>>()?;
        sink(manifest::NAME, manifest::write(&digests)).map_err(BuildError::Sink)?;
        Ok(())
    }
}
