//! Which documents are sealed, and what is said about each: options first, then the slip. Does not seal.

use super::args::Effective;
use crate::cli::{Context, Exit, Stop, telling, work};
use crate::diagnostic::{Finding, Span};
use crate::disk::{Snapshot, read_input};
use crate::ledger::{Day, EventDetails};
use crate::site::load::{read_slip, slip_path};
use crate::site::{Document, Private, Since, Site, Slip};
use crate::text::date::Date;
use clap::ArgMatches;
use std::path::PathBuf;

/// A slip is written by hand.
const SLIP_BYTES: u64 = 1 << 20;

/// What the command line asks for.
pub(super) struct Wanted<'a> {
    matches: &'a ArgMatches,
    today: Date,
    /// The slip for all documents, where one was named.
    slip: Option<Slip>,
}

/// What is said about one draft.
pub(super) struct Said {
    pub(super) effective: Day,
    pub(super) told: EventDetails,
    pub(super) private: Private,
}

impl<'a> Wanted<'a> {
    /// Reads the slip that was named.
    pub(super) fn of(
        context: &Context<'_>,
        matches: &'a ArgMatches,
    ) -> Result<Result<Wanted<'a>, Exit>, Stop> {
        let slip = match matches.get_one::<PathBuf>("slip") {
            None => None,
            Some(path) => {
                let bytes = read_input(path, SLIP_BYTES)?;
                let name = path.file_name().unwrap_or(path.as_os_str());
                let name = name.to_string_lossy();
                match read_slip(&name, &bytes) {
                    Ok(slip) => Some(slip),
                    Err(findings) => {
                        let shown = Snapshot::from_memory([(&*name, bytes)]);
                        context.screen.findings(&findings, &shown, context.lang);
                        return Ok(Err(Exit::Findings));
                    }
                }
            }
        };
        Ok(Ok(Wanted { matches, today: context.today, slip }))
    }

    /// Whether the slips in the folders of the documents are used, and used up.
    pub(super) fn uses_own_slips(&self) -> bool {
        self.slip.is_none()
    }

    /// The documents to seal.
    pub(super) fn documents<'s>(&self, site: &'s Site) -> Result<Vec<&'s Document>, Vec<Finding>> {
        let named = self.matches.get_many::<String>("documents");
        let mut found = Vec::new();
        for name in named.into_iter().flatten() {
            let document = site.document(name);
            let document = document.ok_or_else(|| vec![work::no_document(site, name)])?;
            let is_it = |known: &&Document| known.slug == document.slug;
            if !found.iter().any(is_it) {
                found.push(document);
            }
        }
        if self.matches.get_flag("all") {
            found.extend(site.documents.iter().filter(|one| self.differs(one)));
            if found.is_empty() {
                return Err(vec![nothing_differs()]);
            }
        }
        Ok(found)
    }

    /// Whether a document that was sealed before says something else by the day that is asked for. One that
    /// never was is not sealed by the way.
    fn differs(&self, document: &Document) -> bool {
        let Some(newest) = document.newest().filter(|_| document.repeal.is_none()) else {
            return false;
        };
        let last = newest.effective.counted();
        let day = self.effective(self.slip_of(document));
        let day = day.map_or(last, |day| day.counted().max(last));
        document.draft.on(day).whole() != newest.tree.whole()
    }

    fn slip_of<'s>(&'s self, document: &'s Document) -> Option<&'s Slip> {
        self.slip.as_ref().or(document.slip.as_ref())
    }

    /// What is said about the draft of a document.
    pub(super) fn said(&self, document: &Document) -> Result<Said, Box<Finding>> {
        if self.slip.is_some() && document.slip.is_some() {
            return Err(Box::new(two_slips(document)));
        }
        let slip = self.slip_of(document);
        let effective = self.effective(slip);
        let effective = effective.ok_or_else(|| Box::new(no_day(document, slip)))?;
        let slip = slip.cloned().unwrap_or_default();
        let (told, private) = (telling::told(self.matches), telling::private(self.matches));
        let or =
            |given: Vec<String>, slip: Vec<String>| if given.is_empty() { slip } else { given };
        Ok(Said {
            effective,
            told: EventDetails {
                decided: told.decided.or(slip.told.decided),
                approved: told.approved.or(slip.told.approved),
                published: told.published.or(slip.told.published),
                summary: told.summary.or(slip.told.summary),
                record: None,
            },
            private: Private {
                reason: private.reason.or(slip.private.reason),
                names: or(private.names, slip.private.names),
                evidence: or(private.evidence, slip.private.evidence),
            },
        })
    }

    /// From when it counts; `None` where neither the options nor the slip say.
    fn effective(&self, slip: Option<&Slip>) -> Option<Day> {
        let seen = self.matches.get_one::<Date>("seen").copied();
        let unknown =
            |of_slip: Option<Date>| Day::Unknown { seen: seen.or(of_slip).unwrap_or(self.today) };
        let of_slip = slip.and_then(|slip| slip.effective);
        let seen_of_slip = match of_slip {
            Some(Since::Unknown { seen }) => seen,
            Some(Since::Day(_)) | None => None,
        };
        match (self.matches.get_one::<Effective>("effective"), of_slip) {
            (Some(Effective::Known(day)), _) => Some(Day::Known(*day)),
            (Some(Effective::Unknown), _) => Some(unknown(seen_of_slip)),
            (None, Some(Since::Day(day))) => Some(Day::Known(day)),
            (None, Some(Since::Unknown { seen })) => Some(unknown(seen)),
            (None, None) => None,
        }
    }
}

fn no_day(document: &Document, slip: Option<&Slip>) -> Finding {
    let (slug, word) = (&document.slug, document.kind.effective_word());
    let finding = Finding::spelt_error(
        "no-effective-day",
        format!("「{slug}」の{word}が、どこにも書かれていません。"),
        format!("nothing says from when `{slug}` is to be in force"),
    );
    let (ja, en) = match slip {
        Some(_) => (
            "改定票の「effective:」に書くか、--effective で指定してください。".to_owned(),
            "Write it under `effective:` of the slip, or give --effective.".to_owned(),
        ),
        None => (
            format!(
                "--effective で指定するか、「kohyo draft {slug}」で改定票を作って書いてください。"
            ),
            format!("Give --effective, or make a slip with `kohyo draft {slug}`."),
        ),
    };
    finding.help(ja, en)
}

fn two_slips(document: &Document) -> Finding {
    let slug = &document.slug;
    Finding::spelt_error(
        "two-slips",
        format!("「{slug}」には、書きかけの改定票（amendment.yaml）が別にあります。"),
        format!("`{slug}` has a slip of its own"),
    )
    .at(Span::file(slip_path(&document.slug)))
    .help(
        "その改定を先に確定するか、一緒に確定してよければそのファイルを消してください。",
        "Seal that change first, or remove the file where both are one change.",
    )
}

fn nothing_differs() -> Finding {
    Finding::spelt_error(
        "nothing-to-seal",
        "確定した版から変わっている文書はありません。",
        "no document differs from its newest version",
    )
    .help(
        "まだ一度も確定していない文書は、名前を指定して確定してください。",
        "A document that was never sealed is sealed by its name.",
    )
}
