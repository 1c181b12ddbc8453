//! The site made in memory, and made again when its files changed; what the browser is shown now is the last good one,
//! with what was found since. Does not know how it is served.

use super::super::work;
use super::address::Base;
use super::panel;
use crate::diagnostic::{Finding, Lang};
use crate::disk::{DiskError, Limits, Snapshot};
use crate::publish::formats::Theme;
use crate::publish::{self, BuildError};
use crate::rules::CheckedSite;
use crate::site::Site;
use crate::site::edition::Showing;
use crate::text::date::Date;
use crate::tree::Digest;
use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// One file of the site.
pub(super) enum Served {
    /// A page that kohyo made.
    Page(String),
    /// Anything else.
    File(Vec<u8>),
}

/// A site without errors.
pub(super) struct Good {
    /// Its files by their path in the site.
    pub files: HashMap<String, Served>,
    /// Where it stands.
    pub base: Base,
    /// The path of its first page.
    pub home: String,
    /// How many pages it has.
    pub pages: usize,
}

/// What a look at the site's folder gave.
pub(super) struct Made {
    /// The site, when it has no errors.
    pub good: Option<Good>,
    /// Everything found.
    pub findings: Vec<Finding>,
    /// The files that were read.
    pub snapshot: Snapshot,
}

/// Whether there is anything to make.
pub(super) enum Look {
    /// The files are what they were.
    Same,
    /// They are not.
    New(Made),
}

/// Makes one site as often as asked.
pub(super) struct Maker {
    root: PathBuf,
    as_of: Date,
    last: Option<Snapshot>,
}

impl Maker {
    /// Nothing made yet.
    pub(super) fn new(root: PathBuf, as_of: Date) -> Maker {
        Maker { root, as_of, last: None }
    }

    /// Reads the folder; makes the site if anything is another than it was. No lock, nothing written.
    pub(super) fn look(&mut self) -> Look {
        let snapshot = match Snapshot::read(&self.root, &Limits::default()) {
            Ok(snapshot) => snapshot,
            Err(error) => {
                // Whatever is read next is new.
                self.last = None;
                return Look::New(Made {
                    good: None,
                    findings: vec![unreadable(&error)],
                    snapshot: Snapshot::default(),
                });
            }
        };
        if self.last.as_ref().is_some_and(|last| same(last, &snapshot)) {
            return Look::Same;
        }
        self.last = Some(snapshot.clone());
        let mut read = CheckedSite::of(snapshot, self.as_of);
        let good = match read.if_sound() {
            Some(site) => match self.make(site, &read) {
                Ok(good) => Some(good),
                Err(findings) => {
                    read.findings.extend(findings);
                    None
                }
            },
            None => None,
        };
        Look::New(Made { good, findings: read.findings, snapshot: read.snapshot })
    }

    fn make(&self, site: &Site, read: &CheckedSite) -> Result<Good, Vec<Finding>> {
        let theme: Theme = work::theme(&site.settings.theme, &read.snapshot)?;
        let files = Mutex::new(HashMap::new());
        let sink = |path: &str, bytes: Vec<u8>| -> Result<Digest, Infallible> {
            let digest = Digest::of(&bytes);
            let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
            files.insert(path.to_owned(), bytes);
            Ok(digest)
        };
        let request = publish::BuildRequest {
            site,
            as_of: self.as_of,
            showing: Showing::Preview,
            theme: &theme,
            comparisons: &read.comparisons,
        };
        let plan = publish::build(&request, &sink).map_err(|error| match error {
            BuildError::Theme(findings) => findings,
            BuildError::Sink(never) => match never {},
        })?;
        let pages: HashSet<&str> = plan.pages.iter().map(|page| page.address.as_str()).collect();
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let files = files.into_iter().map(|(path, bytes)| {
            let served = if pages.contains(path.as_str()) {
                Served::Page(String::from_utf8(bytes).expect("a page is made from strings"))
            } else {
                Served::File(bytes)
            };
            (path, served)
        });
        Ok(Good {
            files: files.collect(),
            base: Base::of(site.settings.url.as_deref()),
            home: plan.home.as_str().to_owned(),
            pages: plan.pages.len(),
        })
    }
}

/// True when two snapshots hold the same files and the same problems.
fn same(one: &Snapshot, other: &Snapshot) -> bool {
    one.problems() == other.problems() && one.files().eq(other.files())
}

fn unreadable(error: &DiskError) -> Finding {
    let (message, help) = (error.message(), error.help());
    Finding::told("unreadable", message, help)
}

/// What is shown until the next change.
pub(super) struct ServedSite {
    /// Another one after each change, and after each start.
    pub token: String,
    /// The last site without errors.
    pub good: Option<Arc<Good>>,
    /// The findings as HTML; empty when there are none.
    pub panel: String,
    began: u128,
    number: usize,
}

impl ServedSite {
    /// The first, at the start of the server.
    pub(super) fn first(made: Made, lang: Lang) -> ServedSite {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let began = now.map_or(0, |since| since.as_nanos());
        ServedSite::of(made, lang, None, (began, 1))
    }

    /// What follows this one. A site with errors leaves the last good one where it is.
    pub(super) fn next(&self, made: Made, lang: Lang) -> ServedSite {
        ServedSite::of(made, lang, self.good.clone(), (self.began, self.number + 1))
    }

    fn of(made: Made, lang: Lang, before: Option<Arc<Good>>, at: (u128, usize)) -> ServedSite {
        let standing = match (&made.good, &before) {
            (Some(_), _) => panel::PageFreshness::Current,
            (None, Some(_)) => panel::PageFreshness::Former,
            (None, None) => panel::PageFreshness::Never,
        };
        let panel = panel::html(&made.findings, &made.snapshot, standing, lang);
        let (began, number) = at;
        ServedSite {
            token: format!("{began}-{number}"),
            good: made.good.map(Arc::new).or(before),
            panel,
            began,
            number,
        }
    }
}
