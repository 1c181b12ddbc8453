//! What the browser is shown now: the last good site, and what was found since. Does not know the network.

use super::make::{Good, Made};
use super::panel;
use crate::diagnostic::Lang;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

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
